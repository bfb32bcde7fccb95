"""From bytes to text, in any declared or detectable encoding.

A byte order mark is dropped; nothing else is changed: line ends stay as they are, control and
bidirectional characters stay in the text, so that offsets count the characters of the file itself.
A character cut off at the very end of the bytes is left out.
"""

from __future__ import annotations

import codecs
import re

from tallystick.model import SourceError

_SAMPLE = 64 * 1024  # bytes on which an encoding is judged
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = (
    (b"%PDF", "a PDF", "save its text as .txt or .html"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as .txt or .html"),
    (b"{\\rtf", "a rich text file", "save its text as .txt or .html"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
    (b"BZh", "compressed with bzip2", "unpack it first"),
    (b"\xfd7zXZ", "compressed with xz", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"\x89PNG", "a PNG picture", "give the text of the release"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the text of the release"),
    (b"GIF8", "a GIF picture", "give the text of the release"),
    (b"PAR1", "a Parquet table", "give the text of the release"),
    (b"SQLite format 3", "an SQLite database", "give the text of the release"),
    (b"\x7fELF", "a program", "give the text of the release"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s?=\s?[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
# Frequent in any Chinese text, simplified or traditional: tells the right decoding from a wrong one.
_FREQUENT = frozenset(
    "的一是在不了有和人这這中大为為上个個国國年我以会會业業经經增长長月万萬亿億元工发發，。、：；（）《》“”　"
)
_MULTIBYTE = ("gb18030", "big5")


def decode(data: bytes, *, name: str = "input", charset: str | None = None) -> str:
    """Text of the bytes; `charset` is what a server says of them, believed only where it fits.

    Raises SourceError for bytes that are empty or no text.

    >>> decode("增长".encode("gb18030"), charset="utf-8")
    '增长'
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise SourceError(f"{name} is empty", "give a file that holds the words of a release")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _strictly(data[len(bom) :], encoding)
            return text if text is not None else data[len(bom) :].decode(encoding, "replace")
    _refuse_foreign(data, name)
    text = _wide(data)
    if text is None:
        text = _strictly(data, "utf-8")
    if text is None:
        text = _labelled(data, charset) or _guessed(data, name)
    return text


def _strictly(data: bytes, encoding: str) -> str | None:
    """The bytes decoded without an error, a character cut off at the end aside; None where that fails."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except (UnicodeError, LookupError):
        return None


def _refuse_foreign(data: bytes, name: str) -> None:
    """Raise SourceError for what is plainly no text."""
    for magic, what, advice in _FOREIGN:
        if data.startswith(magic):
            raise SourceError(f"{name} is {what}", advice)


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 20


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: zero bytes stand where it is Latin or has digits, and only one order makes sense."""
    sample = data[:_SAMPLE]
    if sample.count(0) < max(len(sample) // 200, 2):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        start = _strictly(sample, encoding)
        if start and "\x00" not in start and _is_sensible(start):
            return _strictly(data, encoding)
    return None


def _is_sensible(text: str) -> bool:
    """Whether a text is mostly ASCII, or holds as many frequent Chinese characters as Chinese does."""
    return sum(char < "\x7f" for char in text) * 2 > len(text) or _likelihood(text) > 0.05


def _labelled(data: bytes, charset: str | None) -> str | None:
    """The bytes by the encoding they are declared to have, where that label fits them."""
    declared = _DECLARED.search(data, 0, 4096)
    for label in (charset, declared[1].decode("ascii", "ignore") if declared else None):
        encoding = _known(label)
        if not encoding:
            continue
        if encoding in ("gb2312", "gbk"):
            encoding = "gb18030"
        single_byte = encoding.startswith(("iso8859", "cp125", "latin", "ascii"))
        if encoding in ("utf-8", "ascii") or (single_byte and _pairs(data) > 0.5):
            continue
        text = _strictly(data, "cp1252" if encoding == "iso8859-1" else encoding)
        if text is not None and (encoding not in _MULTIBYTE or _likelihood(text) > 0.02):
            return text
    return None


def _known(label: str | None) -> str:
    """Python's name of an encoding of text; empty for none."""
    try:
        found = codecs.lookup(label) if label else None
    except (LookupError, ValueError):
        return ""
    is_text = found is not None and getattr(found, "_is_text_encoding", True)
    return found.name if found and is_text and found.name != "utf-7" else ""


def _pairs(data: bytes) -> float:
    """The share of bytes above ASCII that stand beside another: near 1 in Chinese, near 0 in Western texts."""
    runs = re.findall(rb"[\x80-\xff]+", data[:_SAMPLE])
    high = sum(map(len, runs))
    return sum(len(run) for run in runs if len(run) > 1) / high if high else 0.0


def _likelihood(text: str) -> float:
    """The share of frequent Chinese characters among those above ASCII."""
    above = [char for char in text[: _SAMPLE // 2] if char > "\x7f"]
    return sum(char in _FREQUENT for char in above) / len(above) if above else 0.0


def _guessed(data: bytes, name: str) -> str:
    """The likeliest text of bytes that are neither UTF-8 nor rightly labelled."""
    damaged = data.decode("utf-8", "replace")
    sample = damaged[:_SAMPLE]
    above = sum(char > "\x7f" for char in sample)
    if sample.count("\ufffd") * 10 < above:
        return damaged
    if _is_binary(data):
        raise SourceError(f"{name} is binary, not a text", "give the text of the release as .txt, .md or .html")
    if _pairs(data) > 0.3:
        texts = [text for text in (_strictly(data, encoding) for encoding in _MULTIBYTE) if text is not None]
        best = max(texts, key=_likelihood, default=None)
        if best is not None and _likelihood(best) > 0.05:
            return best
        return _by_statistics(data) or data.decode("gb18030", "replace")
    return _strictly(data, "cp1252") or data.decode("latin-1")


def _by_statistics(data: bytes) -> str | None:
    """The last resort: letter statistics of a sample."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[: _SAMPLE // 4]).best()
    return _strictly(data, best.encoding) if best else None

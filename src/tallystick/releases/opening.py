"""Opening a release: from a path, standard input or an address to a Release."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tallystick.model import LanguageError, Release, SourceError
from tallystick.releases.decode import decode
from tallystick.releases.draft import Draft, draft_of_plain
from tallystick.releases.foreign import foreign_language
from tallystick.releases.formats.document import document_type, draft_of_document
from tallystick.releases.language import language_of
from tallystick.releases.metadata import metadata
from tallystick.releases.structure import structure
from tallystick.releases.tables.understanding import tables_of

if TYPE_CHECKING:
    from tallystick.releases.fetch import Page

LARGEST_FILE = 200 * 1024 * 1024  # bytes; a larger file is no release
_HTML = ("text/html", "application/xhtml+xml")
_MARKDOWN = ("text/markdown",)
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIXES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}


def open_release(
    source: str | Path, *, released: date | None = None, language: str | None = None, stdin: bytes | None = None
) -> Release:
    """The release at a path (.txt, .md, .html), in standard input (`-`) or at an http(s) address.

    `released` and `language` (`en`, `zh`) overrule what the text tells. Raises SourceError, AddressError for an
    address, LanguageError for a text in another language, saying what is wrong and what to do.
    """
    name = str(source)
    if name == "-":
        return from_bytes(_standard_input(stdin), "stdin", "-", released=released, language=language)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name):
        return from_address(name, released=released, language=language)[0]
    path = Path(source)
    data = _file_bytes(path)
    media_type = _SUFFIXES.get(path.suffix.lower(), "text/plain")
    return from_bytes(data, path.stem, name, media_type=media_type, released=released, language=language)


def from_bytes(
    data: bytes,
    name: str,
    source: str,
    *,
    media_type: str | None = None,
    charset: str | None = None,
    released: date | None = None,
    language: str | None = None,
) -> Release:
    """The release in bytes; what they are themselves goes before `media_type`. `charset` is a label to check."""
    document = document_type(data)
    if document is not None:
        return _release(data, draft_of_document(document, data, source), name, source, released, language)
    text = decode(data, name=source, charset=charset)
    if media_type is None:
        media_type = "text/html" if _LOOKS_LIKE_HTML.match(text) else "text/plain"
    return _release(data, _draft(text, media_type), name, source, released, language)


def from_text(
    text: str,
    name: str,
    *,
    source: str = "",
    media_type: str = "text/plain",
    released: date | None = None,
    language: str | None = None,
) -> Release:
    """The release in a text that is already at hand; offsets count its characters.

    >>> release = from_text("Trade in June\\n\\nExports rose by 3%.", "trade")
    >>> [(block.kind, release.text[block.start:block.end]) for block in release.blocks]
    [('title', 'Trade in June'), ('paragraph', 'Exports rose by 3%.')]
    """
    data = text.encode("utf-8", "surrogatepass")
    return _release(data, _draft(text, media_type), name, source or name, released, language)


def _release(data: bytes, draft: Draft, name: str, source: str, released: date | None, language: str | None) -> Release:
    if not draft.lines:
        raise SourceError(f"no text in {source}", "give a file that holds the words of a release")
    spoken = language or _language(draft, source)
    found = structure(draft.text, draft.lines, spoken, language)
    tables, blocks = tables_of(draft.text, draft.grids, found.blocks)
    known = metadata(draft.text, draft.body, blocks, draft.given, source)
    digest = hashlib.sha256(data).hexdigest()
    return Release(
        id=f"{name}-{digest[:8]}",
        name=name,
        source=source,
        content_hash=digest,
        text=draft.text,
        language=spoken,
        blocks=blocks,
        title=known.title,
        released=released or known.released,
        event=known.event,
        place=known.place,
        publisher=known.publisher,
        speakers=found.speakers,
        tables=tables,
        pages=tuple(draft.pages),
        runs=tuple(draft.runs),
        dropped=tuple(draft.dropped),
        remarks=tuple(draft.remarks),
    )


def _language(draft: Draft, source: str) -> str:
    """`en` or `zh`; raises LanguageError for a text that is surely in another language."""
    foreign = foreign_language(draft.text, draft.body)
    if foreign:
        advice = "only English and Chinese are read; --lang en or zh (in Python: language=) reads it all the same"
        raise LanguageError(f"{source} is in {foreign.name}", advice)
    return language_of(draft.text[draft.body :])


def _draft(text: str, media_type: str) -> Draft:
    if media_type in _HTML:
        from tallystick.releases.formats.html.page import draft_of_html

        return draft_of_html(text)
    if media_type in _MARKDOWN:
        from tallystick.releases.formats.markdown import draft_of_markdown

        return draft_of_markdown(text)
    return draft_of_plain(text)


def _standard_input(stdin: bytes | None) -> bytes:
    if stdin is None:
        import sys

        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    return stdin


def _file_bytes(path: Path) -> bytes:
    """The bytes of a file; raises SourceError for whatever stands in the way."""
    try:
        if path.is_dir():
            raise SourceError(f"{path} is a folder", "name the files in it")
        if path.stat().st_size > LARGEST_FILE:
            raise SourceError(f"{path} is larger than {LARGEST_FILE >> 20} MB", "split it into releases")
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"no such file: {path}", _advice(path)) from None
    except PermissionError:
        raise SourceError(f"no permission to read {path}", "ask for access or copy it") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot read {_shortly(path)}: {error.__class__.__name__}", _advice(path)) from None


def _advice(path: Path) -> str:
    """A path that reads like a text was likely meant as one."""
    is_text = len(str(path).split()) > 4 or "。" in str(path)
    return "a text itself is read by tallystick.read(text=…)" if is_text else "check the path"


def _shortly(path: Path) -> str:
    return str(path) if len(str(path)) <= 200 else f"{str(path)[:200]}…"


def from_address(address: str, *, released: date | None = None, language: str | None = None) -> tuple[Release, Page]:
    """The release at an http(s) address, and the page as it was fetched."""
    from tallystick.releases.fetch import fetch

    page = fetch(address)
    parts = urlsplit(page.address)
    stem = Path(unquote(parts.path)).stem
    release = from_bytes(
        page.data,
        re.sub(r"[^\w.-]+", "-", stem) or parts.hostname or "page",
        page.address,
        media_type=page.media_type or _SUFFIXES.get(Path(parts.path).suffix.lower()),
        charset=page.charset,
        released=released,
        language=language,
    )
    return release, page

"""Opening a release: from a path, standard input or an address to a Release."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec

from tallystick.model import LanguageError, Release, SourceError
from tallystick.releases.collecting import uncollected
from tallystick.releases.draft import Draft
from tallystick.releases.drafting import draft_of_bytes, draft_of_text, kind_of, media_type_of
from tallystick.releases.foreign import UNKNOWN, foreign_language
from tallystick.releases.joining import File, together
from tallystick.releases.language import language_of
from tallystick.releases.metadata import metadata
from tallystick.releases.structure import structure
from tallystick.releases.tables.understanding import tables_of

LARGEST_FILE = 200 * 1024 * 1024  # bytes; a larger file is no release


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A release with the very bytes it was made from."""

    release: Release
    original: bytes
    media_type: str

    @property
    def day(self) -> str:
        """The day to keep it in order by; sources without one come last."""
        day = self.release.released or self.release.event
        return day.isoformat() if day else "9999-12-31"


def open_release(
    source: str | Path,
    *,
    released: date | None = None,
    language: str | None = None,
    stdin: bytes | None = None,
    ocr: bool = False,
) -> Release:
    """The release at a path, in standard input (`-`) or at an http(s) address.

    `released` and `language` (`en`, `zh`) overrule what the text tells. With `ocr` pages that are images, and pictures
    of pages, are read from the image. Raises SourceError, AddressError for an
    address, LanguageError for a text in another language, saying what is wrong and what to do.
    """
    return open_source(source, released=released, language=language, stdin=stdin, ocr=ocr).release


def open_source(
    source: str | Path,
    *,
    released: date | None = None,
    language: str | None = None,
    stdin: bytes | None = None,
    ocr: bool = False,
) -> Opened:
    """The same with the bytes it was made from."""
    found = _found(str(source), stdin)
    return _opened(found, found.source, released, language, ocr)


def open_together(
    sources: Sequence[str | Path], *, released: date | None = None, language: str | None = None, ocr: bool = False
) -> Opened:
    """Several files or addresses, in their order, as the one release that they are."""
    found = [_found(str(source), None) for source in sources]
    if len(found) < 2:
        return open_source(*sources, released=released, language=language, ocr=ocr)
    data = together([File(PurePath(one.source).name, one.data, one.media_type) for one in found])
    source = f"{found[0].source} and {len(found) - 1} more"
    return _opened(found[0]._replace(data=data, media_type=None, charset=None), source, released, language, ocr)


def _opened(found: _Found, source: str, released: date | None, language: str | None, ocr: bool) -> Opened:
    release = from_bytes(
        found.data,
        found.name,
        source,
        media_type=found.media_type,
        charset=found.charset,
        released=released,
        language=language,
        ocr=ocr,
    )
    return Opened(release=release, original=found.data, media_type=kind_of(found.data, found.media_type))


class _Found(NamedTuple):
    """The bytes of a source, the name of its release, and what is said of the bytes."""

    data: bytes
    name: str
    source: str
    media_type: str | None = None
    charset: str | None = None


def _found(source: str, stdin: bytes | None) -> _Found:
    if source == "-":
        return _Found(_standard_input(stdin), "stdin", "-")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source):
        return _fetched(source)
    path = Path(source)
    return _Found(_file_bytes(path), path.stem, source, media_type_of(source) or "text/plain")


def from_bytes(
    data: bytes,
    name: str,
    source: str,
    *,
    media_type: str | None = None,
    charset: str | None = None,
    released: date | None = None,
    language: str | None = None,
    ocr: bool = False,
) -> Release:
    """The release in bytes; what they are themselves goes before `media_type`. `charset` is a label to check."""
    draft = draft_of_bytes(data, source, media_type, charset, ocr)
    return _release(data, draft, name, source, released, language)


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
    return _release(data, draft_of_text(text, media_type), name, source or name, released, language)


@uncollected()
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
        parts=tuple(draft.parts),
        recognized=tuple(draft.recognized),
    )


def _language(draft: Draft, source: str) -> str:
    """`en` or `zh`; raises LanguageError for a text that is surely in another language."""
    foreign = foreign_language(draft.text, draft.body)
    if foreign:
        advice = "only English and Chinese are read; --lang en or zh (in Python: language=) reads it all the same"
        if foreign is UNKNOWN:
            advice += "; to have languages told: pip install py3langid"
        raise LanguageError(f"{source} is in {foreign.name}", advice)
    return language_of(draft.text[draft.body :])


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
    return "a text itself is read by tallystick.read_text(…)" if is_text else "check the path"


def _shortly(path: Path) -> str:
    return str(path) if len(str(path)) <= 200 else f"{str(path)[:200]}…"


def _fetched(address: str) -> _Found:
    """The page at an http(s) address, named after the last part of its path."""
    from tallystick.releases.fetch import fetch

    page = fetch(address)
    parts = urlsplit(page.address)
    stem = Path(unquote(parts.path)).stem
    name = re.sub(r"[^\w.-]+", "-", stem) or parts.hostname or "page"
    return _Found(page.data, name, page.address, page.media_type or media_type_of(parts.path), page.charset)

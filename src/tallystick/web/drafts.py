"""A draft: what was sent, read and checked without being kept."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import partial
from html import escape
from pathlib import PurePath
from typing import Literal

import msgspec

from tallystick.ledger import Kept, Ledger
from tallystick.ledger.embargoes import Embargo
from tallystick.ledger.handing import keep_handed
from tallystick.ledger.intake import take_in
from tallystick.model import Finding, Reading, Release, SourceError
from tallystick.pipeline import hand_in
from tallystick.reading import read
from tallystick.reconciling import check
from tallystick.reconciling.history.telling import settled
from tallystick.releases import Opened, from_bytes, from_text, open_source
from tallystick.releases.drafting import kind_of, media_type_of
from tallystick.reporting.cleaning import one_line

PASTED = "draft"

LARGEST_ORIGINAL = 2 * 1024 * 1024
"""Bytes of a file that come back with its page, so that it is checked and kept as it came until its text is edited."""

_LONGEST_TITLE, _LONGEST_NAME = 200, 60


class Sent(msgspec.Struct, frozen=True):
    """One thing that was sent: a file with its name, a pasted text, or an address to be fetched."""

    kind: Literal["file", "text", "address"]
    name: str
    data: bytes


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A text to be checked, its translation if one was sent, and the day it is to be released.

    `observations` are its figures as somebody else read them (`read_by`): JSON, empty where it is to be read here.
    `spoken` (en, zh) and `publisher` overrule what the text tells.
    """

    original: Sent
    translation: Sent | None = None
    released: date | None = None
    observations: bytes = b""
    read_by: str = ""
    spoken: str = ""
    publisher: str = ""

    @property
    def size(self) -> int:
        """Bytes of all that was sent."""
        translation = self.translation.data if self.translation else b""
        return len(self.original.data) + len(translation) + len(self.observations)


class Viewer(msgspec.Struct, frozen=True):
    """For whom the page of a checked draft is made: the language, whether they may save it (`saves`) or keep it in the
    ledger (`keeps`), and the number of the saved draft that it is a version of (0: none)."""

    language: str
    saves: bool = False
    keeps: bool = False
    draft: int = 0


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A draft with what its own figures say of each other, and what the ledger says of them."""

    reading: Reading
    own: tuple[Finding, ...]
    against_ledger: tuple[Finding, ...]
    original: bytes
    media_type: str
    translation: Reading | None = None
    translated_from: bytes = b""
    translated_type: str = ""
    observations: bytes = b""
    read_by: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, contradictions first; of a claim that the text leaves open what the ledger says of it."""
        return tuple(sorted(settled(self.own, self.against_ledger), key=lambda f: f.rank))


def seal(text: str) -> str:
    """What tells whether a text that comes back from a browser is the one that was shown there.

    >>> seal("a\\r\\nb ") == seal("a\\nb"), seal("a b") == seal("ab")
    (True, False)
    """
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def edited(text: str) -> Sent:
    """The edited text of a file: where it has lines with tabs, which were rows of tables, they are tables again."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" not in plain:
        return Sent("text", PASTED, plain.encode("utf-8", "surrogatepass"))
    return Sent("file", f"{PASTED}.html", as_page(plain).encode("utf-8", "replace"))


def as_page(text: str) -> str:
    """A text as HTML: lines with tabs are rows of tables, their first row its head; others are paragraphs.

    >>> as_page("Trade\\n\\nItem\\tJune\\nCoal\\t3.1")
    '<html><body><h1>Trade</h1><table><tr><th>Item</th><th>June</th></tr><tr><td>Coal</td><td>3.1</td></tr></table></body></html>'
    """
    parts: list[str] = []
    in_table = False
    for line in filter(str.strip, text.split("\n")):
        is_row = "\t" in line
        if is_row != in_table:
            parts.append("<table>" if is_row else "</table>")
        if is_row:
            name = "td" if in_table else "th"
            cells = "".join(f"<{name}>{escape(cell.strip())}</{name}>" for cell in line.split("\t"))
            parts.append(f"<tr>{cells}</tr>")
        else:
            name = "p" if parts or len(line) > _LONGEST_TITLE else "h1"
            parts.append(f"<{name}>{escape(line.strip())}</{name}>")
        in_table = is_row
    return f"<html><body>{''.join(parts)}{'</table>' if in_table else ''}</body></html>"


def opened(sent: Sent, released: date | None = None, spoken: str = "", publisher: str = "") -> Opened:
    """A release from what was sent; SourceError or AddressError when it is none.

    The day, the language (en, zh) and the publisher overrule what it tells itself.
    """
    if sent.kind == "file":
        found = uploaded(sent.name, sent.data, released, spoken or None)
    else:
        told = sent.data.decode("utf-8", "surrogatepass")
        found = (pasted if sent.kind == "text" else fetched)(told, released, spoken or None)
    release = found.release
    name, sign = _called(release), release.id.rpartition("-")[2]
    stem = name if release.name != PASTED else re.sub(r"\W+", "-", name.lower()).strip("-") or PASTED
    by = publisher or release.publisher
    called = msgspec.structs.replace(release, publisher=by, name=name, id=f"{stem}-{sign}")
    return msgspec.structs.replace(found, release=called)


def _called(release: Release) -> str:
    """What a release is called: its own name; where it was pasted its title, or the words it begins with."""
    if release.name != PASTED:
        return release.name
    words = one_line(release.title or release.text[: 4 * _LONGEST_NAME]).strip()
    if len(words) <= _LONGEST_NAME:
        return words or PASTED
    return f"{words[:_LONGEST_NAME].rpartition(' ')[0] or words[:_LONGEST_NAME]}…"


def pasted(text: str, released: date | None = None, language: str | None = None) -> Opened:
    """A release from a text field: the browser's line ends become plain ones."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    release = from_text(plain, PASTED, source="", released=released, language=language)
    return Opened(release=release, original=plain.encode("utf-8", "surrogatepass"), media_type="text/plain")


def uploaded(name: str, data: bytes, released: date | None = None, language: str | None = None) -> Opened:
    """A release from an uploaded file; its bytes tell what it is, and else its name."""
    media = media_type_of(name)
    stem = re.sub(r"[^\w.-]+", "-", PurePath(name).stem)[:80] or PASTED
    release = from_bytes(data, stem, name[:200], media_type=media, released=released, language=language)
    return Opened(release=release, original=data, media_type=kind_of(data, media))


def fetched(address: str, released: date | None = None, language: str | None = None) -> Opened:
    """A release at an address, under the rules of the command line; files of this machine are not addresses."""
    if not re.match(r"https?://", address, re.IGNORECASE):
        raise SourceError("an address begins with https:// or http://", "paste the text or upload the file instead")
    return open_source(address, released=released, language=language)


def read_as(release: Release, observations: bytes, by: str) -> Reading:
    """The reading of a release: by our own reader, or as it was handed in."""
    return hand_in(release, observations, by=by) if observations else read(release)


def examine(ledger: Ledger, draft: Draft) -> Checked:
    """Read a draft and check it by itself and against everything kept; read its translation."""
    source = opened(draft.original, draft.released, draft.spoken, draft.publisher)
    other = opened(draft.translation, draft.released) if draft.translation else None
    reading = read_as(source.release, draft.observations, draft.read_by)
    return Checked(
        reading=reading,
        own=check(reading).findings,
        against_ledger=tuple(ledger.check_against(reading)),
        original=source.original,
        media_type=source.media_type,
        translation=read(other.release) if other else None,
        translated_from=other.original if other else b"",
        translated_type=other.media_type if other else "",
        observations=draft.observations,
        read_by=draft.read_by,
    )


def take(ledger: Ledger, draft: Draft, embargo: Embargo | None = None) -> Kept:
    """Read a draft's text and keep it, or keep it as it was read by who handed its figures in."""
    source = opened(draft.original, draft.released, draft.spoken, draft.publisher)
    if not draft.observations:
        return take_in(ledger, source, embargo=embargo)
    make = partial(read_as, observations=draft.observations, by=draft.read_by)
    return keep_handed(ledger, source, make, embargo)[0]


def keep(ledger: Ledger, checked: Checked, embargo: Embargo | None = None) -> Kept:
    """Put a checked draft into the ledger, which it was checked against as everybody sees it."""
    return ledger.keep(
        checked.reading,
        checked.own,
        ledger_findings=checked.against_ledger,
        original=checked.original,
        media_type=checked.media_type,
        embargo=embargo,
    )

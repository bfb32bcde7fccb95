"""A draft: what was sent, read and checked without being kept."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath
from typing import Literal

import msgspec

from tallystick.ledger import Kept, Ledger
from tallystick.model import Finding, Reading, Release, SourceError
from tallystick.pipeline import hand_in
from tallystick.reading import read
from tallystick.reconciling import check
from tallystick.reconciling.history.telling import settled
from tallystick.releases import Opened, from_bytes, from_text, open_source
from tallystick.releases.drafting import kind_of, media_type_of

PASTED = "draft"


class Sent(msgspec.Struct, frozen=True):
    """One thing that was sent: a file with its name, a pasted text, or an address to be fetched."""

    kind: Literal["file", "text", "address"]
    name: str
    data: bytes


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A text to be checked, its translation if one was sent, and the day it is to be released.

    `observations` are its figures as somebody else read them (`read_by`): JSON, empty where it is to be read here.
    """

    original: Sent
    translation: Sent | None = None
    released: date | None = None
    observations: bytes = b""
    read_by: str = ""

    @property
    def size(self) -> int:
        """Bytes of all that was sent."""
        translation = self.translation.data if self.translation else b""
        return len(self.original.data) + len(translation) + len(self.observations)


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A draft with what its own figures say of each other, and what the ledger says of them."""

    reading: Reading
    own: tuple[Finding, ...]
    against_ledger: tuple[Finding, ...]
    original: bytes
    media_type: str
    translation: Reading | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, contradictions first; of a claim that the text leaves open what the ledger says of it."""
        return tuple(sorted(settled(self.own, self.against_ledger), key=lambda f: f.rank))


def opened(sent: Sent, released: date | None = None) -> Opened:
    """A release from what was sent; SourceError or AddressError when it is none."""
    if sent.kind == "file":
        return uploaded(sent.name, sent.data, released)
    told = sent.data.decode("utf-8", "surrogatepass")
    return pasted(told, released) if sent.kind == "text" else fetched(told, released)


def pasted(text: str, released: date | None = None) -> Opened:
    """A release from a text field: the browser's line ends become plain ones."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    release = from_text(plain, PASTED, source="", released=released)
    return Opened(release=release, original=plain.encode("utf-8", "surrogatepass"), media_type="text/plain")


def uploaded(name: str, data: bytes, released: date | None = None) -> Opened:
    """A release from an uploaded file; its bytes tell what it is, and else its name."""
    media = media_type_of(name)
    stem = re.sub(r"[^\w.-]+", "-", PurePath(name).stem)[:80] or PASTED
    release = from_bytes(data, stem, name[:200], media_type=media, released=released)
    return Opened(release=release, original=data, media_type=kind_of(data, media))


def fetched(address: str, released: date | None = None) -> Opened:
    """A release at an address, under the rules of the command line; files of this machine are not addresses."""
    if not re.match(r"https?://", address, re.IGNORECASE):
        raise SourceError("an address begins with https:// or http://", "paste the text or upload the file instead")
    return open_source(address, released=released)


def read_as(release: Release, observations: bytes, by: str) -> Reading:
    """The reading of a release: by our own reader, or as it was handed in."""
    return hand_in(release, observations, by=by) if observations else read(release)


def examine(ledger: Ledger, draft: Draft) -> Checked:
    """Read a draft and check it by itself and against everything kept; read its translation."""
    source = opened(draft.original, draft.released)
    reading = read_as(source.release, draft.observations, draft.read_by)
    return Checked(
        reading=reading,
        own=check(reading).findings,
        against_ledger=tuple(ledger.check_against(reading)),
        original=source.original,
        media_type=source.media_type,
        translation=read(opened(draft.translation, draft.released).release) if draft.translation else None,
    )


def keep(ledger: Ledger, checked: Checked) -> Kept:
    """Put a checked draft into the ledger."""
    return ledger.keep(
        checked.reading,
        checked.own,
        ledger_findings=checked.against_ledger,
        original=checked.original,
        media_type=checked.media_type,
    )

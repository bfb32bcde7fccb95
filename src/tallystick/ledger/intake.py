"""From a source to the ledger: opened, read, checked by itself and against what is kept, and kept."""

from __future__ import annotations

import mimetypes
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tallystick.ledger.records import Kept
from tallystick.model import Finding, Reading, Release
from tallystick.reading import read
from tallystick.reconciling import check
from tallystick.releases import from_address, from_bytes, open_release

if TYPE_CHECKING:
    from tallystick.ledger.ledger import Ledger


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


def open_source(source: str, *, released: date | None = None, language: str | None = None) -> Opened:
    """A file, an http(s) address or standard input (`-`), with its bytes; errors as of `tallystick.open`."""
    if source == "-":
        data = sys.stdin.buffer.read()
        release = from_bytes(data, "stdin", "-", released=released, language=language)
        return Opened(release=release, original=data, media_type="text/plain")
    if "://" in source:
        release, page = from_address(source, released=released, language=language)
        return Opened(release=release, original=page.data, media_type=page.media_type or "text/html")
    release = open_release(source, released=released, language=language)
    media_type = mimetypes.guess_type(source)[0] or "text/plain"
    return Opened(release=release, original=Path(source).read_bytes(), media_type=media_type)


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """An opened release, read and checked by itself: all that can be done of it without a ledger."""

    opened: Opened
    reading: Reading
    findings: tuple[Finding, ...]


def prepare(opened: Opened, reader: str = "auto", sure: float | None = None) -> Prepared:
    """Read an opened release and check it by itself.

    Findings rest on figures that are sure from the confidence `sure` on (None: the usual one); what is kept of the
    figures does not depend on it.
    """
    reading = read(opened.release, reader)
    reading = reading if sure is None else reading.judged_by(sure)
    return Prepared(opened=opened, reading=reading, findings=check(reading).findings)


def take_in(ledger: Ledger, opened: Opened, reader: str = "auto", sure: float | None = None) -> Kept:
    """Keep an opened release with its findings, as `prepare` makes them; bytes kept already are not even read."""
    already = ledger.already_kept(opened.release.content_hash)
    return already or keep_prepared(ledger, prepare(opened, reader, sure))


def keep_prepared(ledger: Ledger, prepared: Prepared) -> Kept:
    """Keep a release that was read and checked by itself, checked against the ledger too."""
    return ledger.keep(
        prepared.reading,
        prepared.findings,
        ledger_findings=ledger.check_against(prepared.reading),
        original=prepared.opened.original,
        media_type=prepared.opened.media_type,
    )

"""From an opened source to the ledger: read, checked by itself and against what is kept, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from tallystick.ledger.embargoes import Embargo
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.records import Kept
from tallystick.model import Finding, Reading, TallystickError
from tallystick.reading import read
from tallystick.reconciling import check
from tallystick.releases import Opened

if TYPE_CHECKING:
    from tallystick.ledger.ledger import Ledger


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


def take_in(
    ledger: Ledger, opened: Opened, reader: str = "auto", sure: float | None = None, embargo: Embargo | None = None
) -> Kept:
    """Keep an opened release with its findings, as `prepare` makes them; bytes kept already are not even read."""
    already = ledger.already_kept(opened.release.content_hash)
    if already:
        return already
    [kept] = keep_prepared(ledger, [prepare(opened, reader, sure)], embargo)
    if isinstance(kept, TallystickError):
        raise kept
    return kept


def keep_prepared(
    ledger: Ledger, prepared: Iterable[Prepared], embargo: Embargo | None = None
) -> Iterator[Kept | TallystickError]:
    """Keep releases that were read and checked by themselves, each checked against all that was kept before it.

    What is under embargo in other releases is left out of that: what is found is read by all who may read the release.

    Gives for each what was done, or the error that kept it out.
    """
    return ledger.keep_each(
        [
            Parcel(
                reading=one.reading,
                findings=one.findings,
                original=one.opened.original,
                media_type=one.opened.media_type,
                to_check=True,
                embargo=embargo,
            )
            for one in prepared
        ]
    )

"""What a ledger takes in: releases one by one or many at a time, and published series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from tallystick.ledger import batches, keeping
from tallystick.ledger.embargoes import Embargo
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.records import Kept
from tallystick.ledger.recordset import Records
from tallystick.ledger.store import Store
from tallystick.model import Finding, Reading, TallystickError


class Appending:
    """Adds to a ledger all that is kept in it; what is kept already is left as it is."""

    store: Store
    _series: dict[str, int]

    def keep(
        self,
        reading: Reading,
        findings: Sequence[Finding] = (),
        *,
        ledger_findings: Sequence[Finding] = (),
        original: bytes | None = None,
        media_type: str = "text/plain",
        embargo: Embargo | None = None,
    ) -> Kept:
        """Append a release with its figures and findings; nothing changes when its bytes are kept already.

        `original` are the bytes read (by default the source file's, or the text in UTF-8), which must have the
        release's content hash. `ledger_findings` are those of `check_against`. With an `embargo` those alone see it who
        work on the ledger, until it has passed.
        """
        parcel = Parcel(
            reading=reading,
            findings=findings,
            ledger_findings=ledger_findings,
            original=original if original is not None else keeping.bytes_of(reading),
            media_type=media_type,
            embargo=embargo,
        )
        return keeping.keep(self.store, parcel, self._series)

    def keep_many(self, readings: Iterable[Reading | Parcel]) -> Records[Kept]:
        """Append many releases, each whole or not at all, several to a transaction: much faster than one by one.

        A `Parcel` is a reading with its findings and bytes. Where one cannot be kept its error is raised, and those
        before it are kept.
        """
        parcels = (r if isinstance(r, Parcel) else Parcel(reading=r, original=keeping.bytes_of(r)) for r in readings)
        return Records(batches.keep_many(self.store, parcels, self._series))

    def keep_each(self, parcels: Sequence[Parcel]) -> Iterator[Kept | TallystickError]:
        """Append a few releases, together if that can be; for each what was done, or the error that kept it out."""
        return batches.keep_each(self.store, list(parcels), self._series)

    def import_series(
        self,
        path: str | Path,
        *,
        released: date | None = None,
        publisher: str = "",
        title: str = "",
        indicator: str | None = None,
        given: Mapping[str, str] | None = None,
    ) -> Records[Kept]:
        """Keep the published series of a file (CSV, Parquet, XLSX, SDMX …), each vintage as a release of its own.

        What the program exports comes back as it was. `Kept.remarks` say which rows are in no series, and why.

        `released` is the day of rows that tell no vintage; `indicator` names what the rows measure where their
        `series` is not found in the catalogue; `given` tells the cells of columns that the file does not have, like
        `{"unit": "EUR mn", "area": "AT"}`. Raises SeriesError for files and rows that cannot be used.
        """
        from tallystick.ledger.importing import Origin, parcels

        origin = Origin(released=released, publisher=publisher, title=title, indicator=indicator, given=given or {})
        return self.keep_many(parcels(Path(path), origin))

    def already_kept(self, content_hash: str) -> Kept | None:
        """What is kept of these bytes (named by their SHA-256); None when nothing is."""
        with self.store.reading() as connection:
            return keeping.already(connection, content_hash)

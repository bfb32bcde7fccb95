"""Tables that go on over a page: what stands around the first part and its heads hold for those that have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tallystick.model.table import Band, Table


def whole(tables: Sequence[Table]) -> Iterator[Table]:
    """The tables in their order; one without heads takes those of the table on the page before it if it is as wide."""
    before: Table | None = None
    for table in tables:
        if before is not None and _goes_on(before, table):
            last = before.bands[-1].columns
            bands = tuple(Band(band.first, band.stop, last) for band in table.bands)
            table = msgspec.structs.replace(  # the table, completed
                table, bands=bands, caption=before.caption, unit=before.unit, notes=(*table.notes, *before.notes),
                section=before.section, language=before.language,
            )  # fmt: skip
        yield table
        before = table


def _goes_on(before: Table, table: Table) -> bool:
    follows = 0 <= table.page - before.page <= 1 and table.page > 0
    bare = all(not path for band in table.bands for path in band.columns)
    if not (follows and bare and before.bands and table.bands):
        return False
    return before.stubs == table.stubs and len(before.bands[-1].columns) == len(table.bands[0].columns)

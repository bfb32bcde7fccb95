"""What a reader needs to see of a table to judge one of its cells: its row and its column, with a few neighbours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import msgspec

from tallystick.model import Band, Observation, Release, Table, path_words

NEAR_COLUMNS = 2
NEAR_ROWS = 1
"""How many columns and rows are shown on each side of a cell."""


class Line(msgspec.Struct, frozen=True):
    """A row of an excerpt: the path of its row, its cells, and whether it is the cell's own."""

    head: str
    cells: tuple[str, ...]
    own: bool = False


class Excerpt(msgspec.Struct, frozen=True):
    """Part of a table: `heads` are the columns' paths, `column` is which of them is the cell's own."""

    name: str
    unit: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    column: int


def excerpt_of(release: Release, one: Observation) -> Excerpt | None:
    """The excerpt around the cell that a figure is; None for a figure of prose."""
    table = _table(release, one.start)
    cell = table and next((cell for cell in table.cells if cell.start <= one.start < cell.end), None)
    band = cell and table and next((band for band in table.bands if band.first <= cell.row < band.stop), None)
    if not (one.table and table and cell and band):
        return None
    columns = _near([c for c in range(len(band.columns)) if c not in table.stubs], cell.column, NEAR_COLUMNS)
    rows = _near(_filled(table, band), cell.row, NEAR_ROWS)
    words = {(c.row, c.column): release.text[c.start : c.end] for c in table.cells if c.row in rows}
    return Excerpt(
        name=table.name,
        unit=table.unit,
        heads=tuple(path_words(band.columns[c]) for c in columns),
        lines=tuple(_line(table, row, columns, words, own=row == cell.row) for row in rows),
        column=columns.index(cell.column) if cell.column in columns else -1,
    )


def _table(release: Release, start: int) -> Table | None:
    """The table that holds a place of the text: found by bisection, for tables stand in the text's order."""
    at = bisect_right(release.tables, start, key=lambda table: table.start) - 1
    return release.tables[at] if at >= 0 and start < release.tables[at].end else None


def _filled(table: Table, band: Band) -> list[int]:
    """The rows of a band that print something beside their stubs."""
    kept = {c.row for c in table.cells if c.column not in table.stubs and c.end > c.start}
    return [row for row in range(band.first, band.stop) if row in kept]


def _near(all_of: list[int], one: int, reach: int) -> list[int]:
    at = all_of.index(one) if one in all_of else 0
    return all_of[max(0, at - reach) : at + reach + 1]


def _line(table: Table, row: int, columns: list[int], words: Mapping[tuple[int, int], str], *, own: bool) -> Line:
    head = path_words(table.rows[row]) if row < len(table.rows) else ""
    return Line(head, tuple(words.get((row, column), "") for column in columns), own)

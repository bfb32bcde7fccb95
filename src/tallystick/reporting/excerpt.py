"""What a reader needs to see of a table to judge one of its cells: its row and its column, with a few neighbours."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import msgspec

from tallystick.model import Band, Cell, Observation, Release, Table, path_words

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


class _Board:
    """A table whose cells are found by where they start, and by row and column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.cells = sorted((cell for cell in table.cells if cell.end > cell.start), key=lambda cell: cell.start)
        self.rows: dict[int, dict[int, Cell]] = defaultdict(dict)
        for cell in self.cells:
            self.rows[cell.row][cell.column] = cell
        stubs = set(table.stubs)
        self.filled = [[r for r in range(b.first, b.stop) if self.rows.get(r, {}).keys() - stubs] for b in table.bands]

    def cell(self, start: int) -> Cell | None:
        """The cell in which a place of the text lies."""
        at = bisect_right(self.cells, start, key=lambda cell: cell.start) - 1
        return self.cells[at] if at >= 0 and start < self.cells[at].end else None


class Excerpts:
    """The excerpts of a release's tables; each table is looked through once."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._boards: dict[int, _Board] = {}

    def of(self, one: Observation) -> Excerpt | None:
        """The excerpt around the cell that a figure is; None for a figure of prose."""
        at = bisect_right(self.release.tables, one.start, key=lambda table: table.start) - 1
        if not one.table or at < 0 or one.start >= self.release.tables[at].end:
            return None
        board = self._boards.setdefault(at, _Board(self.release.tables[at]))
        cell = board.cell(one.start)
        bands = [n for n, band in enumerate(board.table.bands) if cell and band.first <= cell.row < band.stop]
        return self._around(board, bands[0], cell) if cell and bands else None

    def _around(self, board: _Board, number: int, cell: Cell) -> Excerpt:
        table, text = board.table, self.release.text
        band: Band = table.bands[number]
        every = [column for column in range(len(band.columns)) if column not in table.stubs]
        columns = _near(every, cell.column, NEAR_COLUMNS)
        lines = []
        for row in _near(board.filled[number], cell.row, NEAR_ROWS):
            cells = (board.rows[row].get(column) for column in columns)
            head = path_words(table.rows[row]) if row < len(table.rows) else ""
            lines.append(Line(head, tuple(text[c.start : c.end] if c else "" for c in cells), row == cell.row))
        own = columns.index(cell.column) if cell.column in columns else -1
        return Excerpt(table.name, table.unit, tuple(path_words(band.columns[c]) for c in columns), tuple(lines), own)


def excerpt_of(release: Release, one: Observation) -> Excerpt | None:
    """The excerpt around the cell that a figure is; None for a figure of prose."""
    return Excerpts(release).of(one)


def _near(all_of: list[int], one: int, reach: int) -> list[int]:
    at = bisect_right(all_of, one) - 1
    return all_of[max(0, at - reach) : max(at, 0) + reach + 1]

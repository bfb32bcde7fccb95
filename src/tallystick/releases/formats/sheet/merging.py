"""Cells of merged ranges: what one covers, no place of it twice."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.releases.formats.sheet.book import Merge, Row, Sheet
from tallystick.releases.tables.grid import GridCell

_MOST_STEPS = 5_000_000  # columns that are covered, counted once for each range


def merge_cells(sheet: Sheet) -> None:
    """Let the first cell of each merged range cover it, as far as the sheet is filled; cells beneath are hidden.

    Ranges that overlap one another are cut short.
    """
    if not sheet.merges or not sheet.rows:
        return
    merges = _by_first(sheet.merges)
    last = max(row.number for row in sheet.rows)
    width = max(cell.column + cell.columns for row in sheet.rows for cell in row.cells)
    width = max(width, _widest(sheet.merges, width))
    until: dict[int, int] = {}  # column → the row before which it is covered from above
    steps = 0
    for row in sheet.rows:
        shown: list[GridCell] = []
        reach = -1
        for cell in row.cells:
            if cell.column < reach or until.get(cell.column, 0) > row.number:
                sheet.drop(cell.words, "hidden", cell.cell)
                continue
            shown.append(cell)
            merge = merges.get((row.number, cell.column))
            if merge is None or steps > _MOST_STEPS:
                continue
            cell.rows = min(merge.rows, last + 1 - row.number)
            stop = min(cell.column + merge.columns, width)
            cell.columns = _free(until, cell.column, stop, row.number) - cell.column
            reach = cell.column + cell.columns
            steps += cell.columns
            if cell.rows > 1:
                until.update(dict.fromkeys(range(cell.column, reach), row.number + cell.rows))
        if len(shown) < len(row.cells):
            _recount(row, shown)
    sheet.rows = [row for row in sheet.rows if row.cells]


def _by_first(merges: Sequence[Merge]) -> dict[tuple[int, int], Merge]:
    return {(merge.row, merge.column): merge for merge in reversed(merges)}


def _widest(merges: Sequence[Merge], width: int) -> int:
    """The columns that ranges beginning within the filled ones reach to, when that is not far beyond."""
    stops = (merge.column + merge.columns for merge in merges if merge.column < width)
    return max((stop for stop in stops if stop <= 2 * width + 8), default=width)


def _free(until: dict[int, int], column: int, stop: int, row: int) -> int:
    """The first column from the one after `column` that is covered from above, `stop` at most."""
    return next((at for at in range(column + 1, stop) if until.get(at, 0) > row), stop)


def _recount(row: Row, shown: list[GridCell]) -> None:
    """Keep only the cells that are shown."""
    lost = len(row.cells) - len(shown)
    row.cells = shown
    row.figures = max(row.figures - lost, 0)

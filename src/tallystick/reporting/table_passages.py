"""A table of a release as a page shows it: rows of cells cut at their figures, long ones in pieces with their heads."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from tallystick.model import Block, Cell, Table
from tallystick.reporting.annotated import Mark, Passage, Row, Square, cards_of, cut

FIGURES_AT_ONCE = 120
"""Figures of a piece of a table, which has its cards below it."""

MOST_FIGURES = 2400
"""Figures of one table that are shown; rows beyond them are counted."""

MOST_COLUMNS = 120
ROWS_AT_ONCE = 200


def table_passages(text: str, table: Table, block: Block, marks: Sequence[Mark]) -> Iterator[Passage]:
    """The table in pieces; `marks` are the numbers within it in their order, `block` is its first row."""
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.column < MOST_COLUMNS:
            by_row[cell.row].append(cell)
    first = min((band.first for band in table.bands), default=0)
    heads = [number for number in sorted(by_row) if number < first]
    rows = [number for number in sorted(by_row) if number >= first]
    inside = _by_cell(table, marks)
    shown_heads = _drawn(text, table, heads, by_row, inside)
    figures = 0
    for piece in _pieces(rows, by_row, inside):
        cells = [cell for number in piece for cell in by_row[number] if cell.end > cell.start]
        if not cells:
            continue
        if figures >= MOST_FIGURES:
            yield Passage(
                replace(block, start=cells[0].start, end=table.end), (), (), more=len(rows) - rows.index(piece[0])
            )
            return
        found = [mark for cell in cells for mark in inside.get(cell.start, ())]
        own = replace(block, start=cells[0].start if figures else table.start, end=max(cell.end for cell in cells))
        drawn = _drawn(text, table, piece, by_row, inside)
        yield Passage(own, (), cards_of(found), heads=shown_heads, rows=drawn)
        figures += max(len(found), 1)


def _by_cell(table: Table, marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks by the start of the cell they stand in."""
    starts = [mark[0] for mark in marks]
    found: dict[int, list[Mark]] = {}
    for cell in table.cells:
        first, stop = bisect_left(starts, cell.start), bisect_left(starts, cell.end)
        if first < stop:
            found[cell.start] = list(marks[first:stop])
    return found


def _pieces(
    rows: Sequence[int], by_row: Mapping[int, Sequence[Cell]], inside: Mapping[int, Sequence[Mark]]
) -> Iterator[list[int]]:
    """The rows cut so that no piece has many more figures than are looked at together."""
    piece: list[int] = []
    figures = 0
    for number in rows:
        own = sum(len(inside.get(cell.start, ())) for cell in by_row[number])
        if piece and (figures + own > FIGURES_AT_ONCE or len(piece) >= ROWS_AT_ONCE):
            yield piece
            piece, figures = [], 0
        piece.append(number)
        figures += own
    if piece:
        yield piece


def _drawn(
    text: str,
    table: Table,
    numbers: Sequence[int],
    by_row: Mapping[int, Sequence[Cell]],
    inside: Mapping[int, Sequence[Mark]],
) -> tuple[Row, ...]:
    """The squares of rows; where a cell is missing and none reaches in, an empty one stands."""
    data = {row for band in table.bands for row in range(band.first, band.stop)}
    taken: set[tuple[int, int]] = set()
    drawn = []
    for place, number in enumerate(numbers):
        row: list[Square] = []
        column = 0
        for cell in sorted(by_row[number], key=lambda cell: cell.column):
            while column < cell.column:
                row += [] if (number, column) in taken else [Square()]
                column += 1
            if (number, cell.column) in taken:
                continue
            rows = min(cell.rows, len(numbers) - place)
            columns = min(cell.columns, MOST_COLUMNS - cell.column)
            segments, _ = cut(text, cell.start, cell.end, inside.get(cell.start, ()))
            head = cell.head or cell.column in table.stubs or number not in data
            row.append(Square(segments, rows, columns, head, cell.marks))
            taken |= {(number + k, cell.column + j) for k in range(rows) for j in range(columns)} if rows > 1 else set()
            column = cell.column + columns
        drawn.append(tuple(row))
    return tuple(row for row in drawn if any(square.segments for square in row))

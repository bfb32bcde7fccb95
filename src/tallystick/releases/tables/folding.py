"""Tables whose rows go on beside themselves, or on the next page, laid out as one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from tallystick.model import Block
from tallystick.model.table import Cell
from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.columns import columns_of_words, stub_count
from tallystick.releases.tables.grid import Grid
from tallystick.releases.tables.kinds import NUMBER

_SAMPLE = 200  # rows by which halves are told
_CONTINUED = re.compile(r"\bcont(?:inued|['’]?d|\.)|续表|（续）|\(续\)", re.IGNORECASE)


def unfolded(text: str, cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a table printed in two or more halves side by side, under the same heads, as one below the other."""
    width = _width_of_half(Board(text, cells, _SAMPLE))
    if not width:
        return cells
    height = max(cell.row for cell in cells) + 1
    moved = (
        msgspec.structs.replace(
            cell,
            row=cell.row + height * (cell.column // width),
            column=cell.column % width,
            columns=min(cell.columns, width - cell.column % width),
        )
        for cell in cells
    )
    return sorted(moved, key=lambda cell: (cell.row, cell.column))


def _width_of_half(board: Board) -> int:
    """How many columns repeat; 0 where none do."""
    stubs = stub_count(board)
    first = next((i for i in board.filled if _has_figures(board.rows[i], stubs)), 0)
    if not 0 < stubs < board.width - 1 or not first:
        return 0
    heads = {seat.column: seat.words for i in range(first) for seat in board.rows[i] if seat.cell.columns == 1}
    for width in sorted(columns_of_words(board, stubs)):
        pairs = [(heads.get(column), heads.get(column + width)) for column in range(width)]
        told = [(one, other) for one, other in pairs if one is not None or other is not None]
        if width > stubs and len(told) > 1 and all(one == other for one, other in told):
            return width
    return 0


def _has_figures(row: Sequence[Seat], stubs: int) -> bool:
    return any(seat.kind == NUMBER and seat.column >= stubs for seat in row)


def joined(text: str, grids: Sequence[Grid], blocks: Sequence[Block]) -> list[Grid]:
    """The grids in their order, those joined that go on at the head of the next page: without heads, or under the same.

    Time is linear in the cells.
    """
    found: list[Grid] = []
    starts = [block.start for block in blocks]
    before: Board | None = None
    page = 0  # on which the last one ends
    for grid in sorted(grids, key=lambda grid: grid.start):
        board = Board(text, grid.cells) if grid.page else None
        if before and board and grid.page == page + 1 and board.width == before.width:
            between = blocks[bisect_left(starts, found[-1].end) : bisect_left(starts, grid.start)]
            if all(_may_stand_between(text, block) for block in between) and _continues(before, board):
                found[-1] = _extended(found[-1], grid, len(before.rows))
                before = Board(text, found[-1].cells[-len(grid.cells) :])
                page = grid.page
                continue
        found.append(grid)
        before, page = board, grid.page
    return found


def _may_stand_between(text: str, block: Block) -> bool:
    """Whether a block may part a table from what it goes on with: the edge of a page, `Table 3 (continued)`."""
    if block.kind in ("furniture", "note"):
        return True
    words = text[block.start : block.end]
    return len(words) < 300 and bool(_CONTINUED.search(words))


def _continues(before: Board, board: Board) -> bool:
    """Whether a grid begins with figures, or with the heads of the one before."""
    stubs = stub_count(board)
    rows = [board.rows[i] for i in board.filled[:12]]
    heads = 0
    for row, above in zip(rows, (before.rows[i] for i in before.filled[:12]), strict=False):
        if [seat.words for seat in row] != [seat.words for seat in above]:
            break
        heads += 1
    return heads > 0 or (bool(rows) and any(_has_figures(row, stubs) for row in rows[:1]))


def _extended(grid: Grid, more: Grid, height: int) -> Grid:
    """A grid with the rows of another below its own."""
    first = max((cell.row + 1 for cell in grid.cells), default=0)
    cells = [msgspec.structs.replace(cell, row=cell.row + max(first, height)) for cell in more.cells]
    return Grid(
        grid.start, more.end, [*grid.cells, *cells], grid.caption, (*grid.notes, *more.notes), grid.page, grid.sheet
    )

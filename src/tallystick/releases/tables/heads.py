"""Column paths: the heads above each column, the outermost first."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.table import Band, Path
from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.rows import DATA, HEAD, numbers_columns

_DEEPEST = 12  # heads above one another


def bands_of(board: Board, kinds: Sequence[str], stubs: int) -> list[Band]:
    """The bands of a grid: each block of head rows with the rows down to the next block.

    A block under which columns stay bare takes nothing from the block before it.
    """
    bands: list[Band] = []
    heads: list[int] = []
    first = last = 0
    open_heads = True
    columns: tuple[Path, ...] = ((),) * board.width
    for i, kind in enumerate(kinds):
        if kind == HEAD:
            if not open_heads:
                bands.append(Band(first, last + 1, columns))
                heads, open_heads = [], True
            heads.append(i)
        elif kind == DATA:
            if open_heads:
                columns = _paths(board, heads[-_DEEPEST:], stubs) if heads else columns
                first, open_heads = i, False
            last = i
        elif not open_heads and any(seat.column >= stubs for seat in board.rows[i]):
            # Words across the columns of figures: the rows below them are a band of their own, under the same heads.
            bands.append(Band(first, last + 1, columns))
            heads, open_heads = [], True
    if not open_heads:
        bands.append(Band(first, last + 1, columns))
    return bands


def _paths(board: Board, heads: Sequence[int], stubs: int) -> tuple[Path, ...]:
    paths: list[list[str]] = [[] for _ in range(board.width)]
    rows = _rows_of_heads([board.rows[i] for i in heads], stubs, board.width)
    covered = _covered(rows, board.width)
    for k, row in enumerate(rows):
        over = _spread(row, rows[k + 1 :], covered, heads[k], stubs, board.width)
        for column, words in over.items():
            if not paths[column] or paths[column][-1] != words:
                paths[column].append(words)
    return tuple(tuple(path) for path in paths)


def _rows_of_heads(rows: Sequence[list[Seat]], stubs: int, width: int) -> list[list[Seat]]:
    """The rows of heads without those that only number columns which have a head of their own."""
    kept: list[list[Seat]] = []
    headed: set[int] = set()
    for row in rows:
        values = [seat for seat in row if seat.column >= stubs]
        if numbers_columns(row, stubs) and all(seat.column in headed for seat in values):
            continue
        kept.append(row)
        headed |= {seat.column for seat in row if seat.cell.columns == 1 and seat.column < width}
    return kept


def _covered(rows: Sequence[Sequence[Seat]], width: int) -> dict[int, int]:
    """Column → the last grid row that a head from above reaches down to."""
    reach: dict[int, int] = {}
    for row in rows:
        for seat in row:
            if seat.cell.rows > 1:
                for column in range(seat.column, min(seat.stop, width)):
                    reach[column] = max(reach.get(column, 0), seat.cell.row + seat.cell.rows - 1)
    return reach


def _spread(
    row: Sequence[Seat], below: Sequence[Sequence[Seat]], covered: dict[int, int], at: int, stubs: int, width: int
) -> dict[int, str]:
    """Column → the words of the head over it in one row; a head without spans reaches to the next one's column."""
    over: dict[int, str] = {}
    lower = {column for under in below for seat in under for column in range(seat.column, min(seat.stop, width))}
    spans = any(seat.cell.columns > 1 for seat in row)
    for k, seat in enumerate(row):
        if seat.column < stubs and seat.stop <= stubs:
            continue
        stop = min(seat.stop, width)
        if below and not spans:
            limit = row[k + 1].column if k + 1 < len(row) else width
            while stop < limit and stop in lower and covered.get(stop, -1) < at:
                stop += 1
        for column in range(max(seat.column, stubs), stop):
            over[column] = seat.words
    return over

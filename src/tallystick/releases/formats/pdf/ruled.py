"""Tables that ruling lines draw: from a lattice and the pieces in it to blocks in rows and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tallystick.releases.formats.pdf.bodies import Line, body_of, cells_of
from tallystick.releases.formats.pdf.columns import Column, columns_of, covered
from tallystick.releases.formats.pdf.heads import Block
from tallystick.releases.formats.pdf.lattice import Lattice, merged
from tallystick.releases.formats.pdf.pieces import Piece, Row, rows_of

_FEW_BANDS = 3
_PAIRED = 0.4  # of a ruled column's lines that hold two pieces: then no line was drawn between two columns
_VALUED = 0.5
Extent = tuple[int, int, int, int]  # row, column, last row, last column of a lattice


@dataclass(slots=True)
class _Home:
    """Where a piece stands: bands (rows of the lattice) and columns."""

    piece: Piece
    first: int
    last: int
    left: int
    right: int


def blocks_of(lattice: Lattice, pieces: Sequence[Piece]) -> tuple[list[Block], list[Column]]:
    """The cells of a lattice, their rows and columns numbered."""
    cells: dict[tuple[int, int], Extent] = {}
    for cell in merged(lattice):
        for row in range(cell[0], cell[2] + 1):
            cells.update(((row, column), cell) for column in range(cell[1], cell[3] + 1))
    inside: dict[Extent, list[Piece]] = defaultdict(list)
    for piece in pieces:
        inside[cells[_step(lattice.ys, (piece.y0 + piece.y1) / 2), _step(lattice.xs, piece.middle)]].append(piece)
    columns, firsts = _columns(lattice, inside)
    homes = [home for cell, held in inside.items() for home in _homes(lattice, cell, held, columns, firsts)]
    return _banded(homes, columns, len(lattice.ys) - 1), columns


def _step(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def _columns(lattice: Lattice, inside: dict[Extent, list[Piece]]) -> tuple[list[Column], list[int]]:
    """All columns, and the first column in each step of the lattice (and one more for the end)."""
    columns: list[Column] = []
    firsts = []
    for step in range(len(lattice.xs) - 1):
        firsts.append(len(columns))
        held = [piece for cell, pieces in inside.items() if cell[1] == cell[3] == step for piece in pieces]
        columns += _parted(held) or [Column(lattice.xs[step], lattice.xs[step + 1], set())]
    return columns, [*firsts, len(columns)]


def _parted(pieces: Sequence[Piece]) -> list[Column]:
    """Columns in one step of a lattice, where most of its lines hold two or more; else none."""
    rows = [row.pieces for row in rows_of(pieces)]
    paired = sum(len(row) > 1 for row in rows)
    if paired < 2 or paired < _PAIRED * len(rows):
        return []
    columns = columns_of(rows)
    if len(columns) < 2 or any(len(column.rows) < 2 for column in columns):
        return []
    if any(column.values < _VALUED * len(column.rows) for column in columns[1:]):
        return []
    return columns


def _homes(
    lattice: Lattice, cell: Extent, held: Sequence[Piece], columns: Sequence[Column], firsts: Sequence[int]
) -> list[_Home]:
    """Where the pieces of a cell stand: in all of it, or each in its own rows and columns where it was not divided."""
    first, last = cell[0], cell[2]
    rows = rows_of(held)
    left, right = firsts[cell[1]], firsts[cell[3] + 1] - 1
    many = first < last and _holds_rows(rows)
    wide = left < right and any(len(row.pieces) > 1 for row in rows)
    homes = []
    for piece in held:
        span = covered(piece, columns[left : right + 1]) if wide or cell[1] == cell[3] else (0, right - left)
        band = _step(lattice.ys, (piece.y0 + piece.y1) / 2)
        homes.append(_Home(piece, band if many else first, band if many else last, left + span[0], left + span[1]))
    return homes


def _holds_rows(rows: Sequence[Row]) -> bool:
    """Whether lines of one cell are values one under another."""
    return sum(any(piece.value for piece in row.pieces) for row in rows) > 1


def _banded(homes: Sequence[_Home], columns: Sequence[Column], count: int) -> list[Block]:
    """Blocks with their rows: a band is one row, unless values stand one under another in it."""
    own: dict[int, list[_Home]] = defaultdict(list)
    across: dict[Extent, list[Piece]] = defaultdict(list)
    for home in homes:
        if home.first == home.last:
            own[home.first].append(home)
        else:
            across[home.first, home.last, home.left, home.right].append(home.piece)
    blocks: list[Block] = []
    starts = [0] * (count + 1)
    for band in range(count):
        groups = _rows_in(own.get(band, ()), columns, few=count <= _FEW_BANDS)
        for i, group in enumerate(groups):
            blocks += cells_of(group, starts[band] + i)
        starts[band + 1] = starts[band] + max(len(groups), 1)
    for (first, last, left, right), pieces in across.items():
        blocks.append(Block(pieces, left, right, starts[first], starts[last + 1] - 1))
    return blocks


def _rows_in(homes: Sequence[_Home], columns: Sequence[Column], few: bool) -> list[list[Line]]:
    if not homes:
        return []
    span = {home.piece: (home.left, home.right) for home in homes}
    rows = rows_of(span)
    lines = [Line(row, columns, [span[piece] for piece in row.pieces]) for row in rows]
    if _has_values_below(lines) or (few and _is_even(lines)):
        return body_of(lines)
    return [lines]


def _has_values_below(lines: Sequence[Line]) -> bool:
    """Whether some column holds two values in different lines."""
    held = np.array([left for line in lines for left in line.valued], dtype=np.int64)
    return bool(len(held)) and int(np.bincount(held).max()) > 1


def _is_even(lines: Sequence[Line]) -> bool:
    """Whether most lines fill several columns: rows that are not ruled."""
    return len(lines) > 3 and sum(len(line.filled) > 1 for line in lines) >= 0.6 * len(lines)

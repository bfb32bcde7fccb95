"""Tables that ruling lines draw: from a lattice and the pieces in it to blocks in rows and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tallystick.releases.formats.pdf.tables.bodies import Line, body_of, cells_of
from tallystick.releases.formats.pdf.tables.columns import Column, columns_of, covered, parted
from tallystick.releases.formats.pdf.tables.heads import Block
from tallystick.releases.formats.pdf.tables.lattice import Lattice, merged
from tallystick.releases.formats.pdf.tables.pieces import MARKER, Piece, Row, piece_of, rows_of
from tallystick.releases.formats.pdf.words import Word

_FEW_BANDS = 3
_PAIRED = 0.4  # of a ruled column's lines that hold two pieces: then no line was drawn between two columns
_VALUED = 0.5
_LEVEL = 1.5  # points: baselines nearer than that are one
_LINED = 0.7
_FLUSH = 2.0  # points: edges nearer than that are at one place
_CENTRED = 0.1  # of the width of columns: how far a head over all of them stands off their middle
Extent = tuple[int, int, int, int]  # row, column, last row, last column of a lattice


@dataclass(slots=True)
class _Home:
    """Where a piece stands: the bands (rows of the lattice) of its cell and the one of its own, and columns."""

    piece: Piece
    band: int
    first: int
    last: int
    left: int
    right: int


def blocks_of(
    lattice: Lattice, pieces: Sequence[Piece], turned: Sequence[Word] = ()
) -> tuple[list[Block], list[Column]]:
    """The cells of a lattice, their rows and columns numbered; `turned` are words set upright in narrow columns."""
    cells: dict[tuple[int, int], Extent] = {}
    for cell in merged(lattice):
        for row in range(cell[0], cell[2] + 1):
            cells.update(((row, column), cell) for column in range(cell[1], cell[3] + 1))
    inside: dict[Extent, list[Piece]] = defaultdict(list)
    for piece in pieces:
        inside[cells[_step(lattice.ys, (piece.y0 + piece.y1) / 2), _step(lattice.xs, piece.middle)]].append(piece)
    columns, firsts = _columns(lattice, inside)
    for piece in _upright(lattice, cells, turned):
        inside[cells[_step(lattice.ys, (piece.y0 + piece.y1) / 2), _step(lattice.xs, piece.middle)]].append(piece)
    homes = [home for cell, held in inside.items() for home in _homes(lattice, cell, held, columns, firsts)]
    return _banded(_by_lines(homes), columns, len(lattice.ys) - 1), columns


def _upright(lattice: Lattice, cells: dict[tuple[int, int], Extent], turned: Sequence[Word]) -> list[Piece]:
    """Words set upright, those of one cell as one piece, in the order in which they are drawn."""
    held: dict[Extent, list[Word]] = defaultdict(list)
    for word in turned:
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        if lattice.xs[0] < x < lattice.xs[-1] and lattice.ys[0] < y < lattice.ys[-1]:
            held[cells[_step(lattice.ys, y), _step(lattice.xs, x)]].append(word)
    return [piece_of(words)._replace(value=False) for words in held.values()]


def _step(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def _columns(lattice: Lattice, inside: dict[Extent, list[Piece]]) -> tuple[list[Column], list[int]]:
    """All columns, and the first column in each step of the lattice (and one more for the end)."""
    columns: list[Column] = []
    firsts = []
    held: dict[int, list[Piece]] = defaultdict(list)
    for cell, pieces in inside.items():
        if cell[1] == cell[3]:
            held[cell[1]] += pieces
    for step in range(len(lattice.xs) - 1):
        firsts.append(len(columns))
        columns += _parted(held[step]) or [Column(lattice.xs[step], lattice.xs[step + 1], set())]
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
    if all(column.values >= _VALUED * len(column.rows) or _is_flush(rows, column) for column in columns[1:]):
        return columns
    return []


def _is_flush(rows: Sequence[Sequence[Piece]], column: Column) -> bool:
    """Whether the pieces of a column, which half of the rows have, begin or end at one place."""
    held = [piece for row in rows for piece in row if column.x0 <= piece.middle <= column.x1]
    before = [one for row in rows for one, two in pairwise(row) if two in held]
    if sum(MARKER.fullmatch(piece.text) is not None for piece in before) > 0.5 * len(before):
        return False
    most = 0.8 * len(held)
    left = sum(piece.x0 - column.x0 < _FLUSH for piece in held)
    return 2 * len(column.rows) >= len(rows) and max(left, sum(column.x1 - p.x1 < _FLUSH for p in held)) >= most


def _homes(
    lattice: Lattice, cell: Extent, held: Sequence[Piece], columns: Sequence[Column], firsts: Sequence[int]
) -> list[_Home]:
    """Where the pieces of a cell stand: in all of it, or each in its own rows and columns where it was not divided."""
    first, last = cell[0], cell[2]
    rows = rows_of(held)
    left, right = firsts[cell[1]], firsts[cell[3] + 1] - 1
    many = first < last and _holds_rows(rows)
    wide = left < right and any(len(row.pieces) > 1 for row in rows)
    one = held[0] if len(held) == 1 and left < right and not held[0].value else None
    alone = one is not None and _is_centred(one, columns[left], columns[right])
    homes = []
    within = columns[left : right + 1]
    alone = alone or left == right
    whole = alone or (cell[1] < cell[3] and not wide)
    for piece in held if alone else [part for each in held for part in parted(each, within)]:
        span = (0, right - left) if whole else covered(piece, within)
        band = _step(lattice.ys, (piece.y0 + piece.y1) / 2)
        rows_of_it = (band, band) if many else (first, last)
        homes.append(_Home(piece, band, *rows_of_it, left + span[0], left + span[1]))
    return homes


def _is_centred(piece: Piece, first: Column, last: Column) -> bool:
    return abs(piece.middle - (first.x0 + last.x1) / 2) < _CENTRED * (last.x1 - first.x0)


def _by_lines(homes: list[_Home]) -> list[_Home]:
    """Cells over several rows that hold a line for most of them, on the baselines of these rows, are one cell a row."""
    own: dict[int, list[float]] = defaultdict(list)
    tall: dict[tuple[int, int, int, int], list[_Home]] = defaultdict(list)
    for home in homes:
        if home.first == home.last:
            own[home.first].append(home.piece.baseline)
        else:
            tall[home.first, home.last, home.left, home.right].append(home)
    for held in tall.values():
        lined = {home.band for home in held if any(abs(b - home.piece.baseline) < _LEVEL for b in own[home.band])}
        count = held[0].last - held[0].first + 1
        if count > 2 and len(lined) >= _LINED * count and len(held) <= 1.5 * count:
            for home in held:
                home.first = home.last = home.band
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


def draws_columns(lattice: Lattice, pieces: Sequence[Piece]) -> bool:
    """Whether the lines of a lattice divide the columns of what stands in it, and do not only frame it."""
    wide = sorted(len(row.pieces) for row in rows_of(pieces) if len(row.pieces) > 1)
    return not wide or len(lattice.xs) - 1 >= 0.5 * wide[len(wide) // 2]


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

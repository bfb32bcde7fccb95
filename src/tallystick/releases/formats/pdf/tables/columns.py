"""Columns of rows of pieces: where one column ends and the next begins, and which columns a piece covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tallystick.releases.formats.pdf.tables.pieces import Piece, piece_of

_STEP = 1.0  # points: how finely gaps are looked for
_TOUCH = 0.8  # points by which pieces of one column overlap at least
_COVERS = 0.22  # of a column's width, or of the piece's, that a piece covers of a column it stands in
_WIDE_SPACE = 0.38  # of the size: wider than the spaces within one head
_VOTES = 2  # rows with a gap for one that crosses it: then it is the crossing one that covers columns


@dataclass(slots=True)
class Column:
    """From `x0` to `x1`; the rows in which a piece stands in it alone, and in how many of them it is a value."""

    x0: float
    x1: float
    rows: set[int]
    values: int = 0


def columns_of(rows: Sequence[Sequence[Piece]]) -> list[Column]:
    """The columns of rows, left to right.

    A piece that crosses gaps which most rows leave open covers several columns and makes none.
    """
    placed = [(piece, i) for i, row in enumerate(rows) for piece in row]
    if not placed:
        return []
    crossing = _crossing(rows, placed)
    columns: list[Column] = []
    for (piece, i), crosses in sorted(zip(placed, crossing, strict=True), key=lambda each: each[0][0].x0):
        if not crosses:
            _add(columns, piece, i)
    for (piece, i), crosses in zip(placed, crossing, strict=True):
        if crosses:
            covered = [column for column in columns if _overlap(piece, column) > _TOUCH]
            if len(covered) <= 1:
                _add_late(columns, piece, i)
    return _without_heads_alone(columns, len(rows))


def _crossing(rows: Sequence[Sequence[Piece]], placed: Sequence[tuple[Piece, int]]) -> list[bool]:
    """For each piece, whether it covers a gap that more rows have open between two of their pieces."""
    left = min(piece.x0 for piece, _ in placed)
    width = int((max(piece.x1 for piece, _ in placed) - left) / _STEP) + 2
    gaps, covers = np.zeros(width + 1, np.int32), np.zeros(width + 1, np.int32)
    for row in rows:
        for one, two in pairwise(row):
            _count(gaps, one.x1 - left, two.x0 - left)
        for piece in row:
            _count(covers, piece.x0 - left, piece.x1 - left)
    votes = np.cumsum(gaps) - _VOTES * np.cumsum(covers)
    found = []
    for piece, _ in placed:
        start, stop = int((piece.x0 - left) / _STEP) + 2, int((piece.x1 - left) / _STEP) - 1
        found.append(stop > start and bool(votes[start:stop].max() >= 0))
    return found


def _count(changes: np.ndarray, start: float, stop: float) -> None:
    first, last = int(np.ceil(start / _STEP)), int(stop / _STEP)
    if last > first:
        changes[first] += 1
        changes[last] -= 1


def _add(columns: list[Column], piece: Piece, row: int) -> None:
    """Put a piece, that begins right of all before it, into the last column or a new one."""
    if columns and piece.x0 < columns[-1].x1 - _TOUCH:
        column = columns[-1]
        column.x1 = max(column.x1, piece.x1)
        column.rows.add(row)
        column.values += piece.value
    else:
        columns.append(Column(piece.x0, piece.x1, {row}, int(piece.value)))


def _add_late(columns: list[Column], piece: Piece, row: int) -> None:
    """Put a piece that crosses one column at most into it, as far as the next ones leave room; or make one."""
    for i, column in enumerate(columns):
        if _overlap(piece, column) > _TOUCH:
            if i == 0 or columns[i - 1].x1 < piece.x0:
                column.x0 = min(column.x0, piece.x0)
            if i + 1 == len(columns) or columns[i + 1].x0 > piece.x1:
                column.x1 = max(column.x1, piece.x1)
            column.rows.add(row)
            column.values += piece.value
            return
    columns.append(Column(piece.x0, piece.x1, {row}, int(piece.value)))
    columns.sort(key=lambda each: each.x0)


def _without_heads_alone(columns: list[Column], count: int) -> list[Column]:
    """Two columns, of which one stands in few rows and the other in none of these, are one: a head and its cells."""
    i = 0
    while i + 1 < len(columns):
        one, two = columns[i], columns[i + 1]
        few = min((one, two), key=lambda each: len(each.rows))
        if not one.rows & two.rows and len(few.rows) <= max(2, 0.25 * count) and not (one.values and two.values):
            others = [columns[k] for k in (i - 1, i + 2) if 0 <= k < len(columns)]
            if all(two.x0 - one.x1 <= _distance(few, other) for other in others):
                columns[i : i + 2] = [Column(one.x0, two.x1, one.rows | two.rows, one.values + two.values)]
                continue
        i += 1
    return columns


def _distance(one: Column, two: Column) -> float:
    return max(two.x0 - one.x1, one.x0 - two.x1)


def parted(piece: Piece, columns: Sequence[Column]) -> list[Piece]:
    """A piece of several words cut where a wide gap in it stands between two columns: heads set close together."""
    left, right = covered(piece, columns)
    if left == right or len(piece.words) < 2:
        return [piece]
    edges = [(columns[i].x1 + columns[i + 1].x0) / 2 for i in range(left, right)]
    parts, start = [], 0
    for i, (one, two) in enumerate(pairwise(piece.words), 1):
        gap = two.x0 - one.x1
        wide = (gap > _WIDE_SPACE * piece.size or two.order != one.order + 1) and not two.joined
        if wide and any((one.x0 + one.x1) / 2 < edge < (two.x0 + two.x1) / 2 for edge in edges):
            parts.append(piece_of(piece.words[start:i]))
            start = i
    return [*parts, piece_of(piece.words[start:])]


def _overlap(piece: Piece, column: Column) -> float:
    return min(piece.x1, column.x1) - max(piece.x0, column.x0)


def covered(piece: Piece, columns: Sequence[Column]) -> tuple[int, int]:
    """The first and last column that a piece stands in; the nearest one where it stands between two."""
    x0, x1 = piece.x0, piece.x1
    width = max(x1 - x0, 0.1)
    found = [
        i for i, column in enumerate(columns)
        if column.x0 < x1 and column.x1 > x0
        and _overlap(piece, column) > _COVERS * min(width, max(column.x1 - column.x0, 0.1))
    ]  # fmt: skip
    if not found:
        near = min(range(len(columns)), key=lambda i: max(columns[i].x0 - piece.x1, piece.x0 - columns[i].x1))
        return near, near
    return found[0], found[-1]

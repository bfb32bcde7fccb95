"""Ruling lines that cross: grids of cells that a page draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.releases.formats.pdf.lines import TextLine
from tallystick.releases.formats.pdf.ruling import Ruling
from tallystick.releases.formats.pdf.view import Array, Box

_SAME = 1.6  # points: lines nearer than that are drawn as one
_JOIN = 3.5  # points: pieces of one line end nearer than that
_CROSS = 3.5  # points: lines that end nearer than that to another touch it
_EDGE = 3.2  # points: edges of cells nearer than that are one
_NARROW = 4.5  # points: no column is narrower
_COVERED = 0.6  # of a cell's side: a line along so much of it divides
_THROUGH = 0.95  # of a grid's height
_MEETING = 0.34
_SIDES = 3  # upright lines at the height of a row of a grid
_MOST = 1200  # lines each way: of more only the longest are looked at
Flags = NDArray[np.bool_]


@dataclass(slots=True)
class Lattice:
    """Lines that hang together: `xs` and `ys` are the edges of columns and rows (one more than there are), `upright`
    of shape (rows, columns + 1) tells where a row has a line at an edge, `level` of shape (rows + 1, columns) where a
    column has one."""

    xs: list[float]
    ys: list[float]
    upright: Flags
    level: Flags

    @property
    def box(self) -> Box:
        """Around all of it."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def joined(lines: Array, level: bool) -> Array:
    """Lines, those that continue one another made one; rows of (place across, start, end), sorted by place."""
    if not len(lines):
        return np.zeros((0, 3))
    across, along = (1, 0) if level else (0, 1)
    place = (lines[:, across] + lines[:, across + 2]) / 2
    parts = np.stack([place, lines[:, along], lines[:, along + 2]], axis=1)
    parts = parts[np.argsort(parts[:, 0], kind="stable")]
    found: list[list[float]] = []
    group: list[list[float]] = []
    for part in parts.tolist():
        if group and part[0] - group[0][0] > _SAME:
            found += _united(group)
            group = []
        group.append(part)
    found += _united(group)
    array = np.array(found)
    if len(array) > _MOST:
        array = array[np.sort(np.argsort(array[:, 1] - array[:, 2], kind="stable")[:_MOST])]
    return array


def _united(group: list[list[float]]) -> list[list[float]]:
    """Lines at one place, those that touch made one."""
    united: list[list[float]] = []
    for place, start, end in sorted(group, key=lambda each: each[1]):
        if united and start - united[-1][2] <= _JOIN:
            united[-1][2] = max(united[-1][2], end)
        else:
            united.append([place, start, end])
    return united


def lattices_of(level: Array, upright: Array) -> list[Lattice]:
    """The grids of joined lines; each has at least one upright line inside, or an open side and one line across."""
    if not len(level) or not len(upright):
        return []
    crossing = (
        (level[:, None, 1] - _CROSS <= upright[None, :, 0]) & (upright[None, :, 0] <= level[:, None, 2] + _CROSS)
        & (upright[None, :, 1] - _CROSS <= level[:, None, 0]) & (level[:, None, 0] <= upright[None, :, 2] + _CROSS)
    )  # fmt: skip
    lattices = []
    for rows, columns in _components(crossing):
        lattices += _lattice(level[rows], upright[columns])
    return lattices


def _components(crossing: Flags) -> list[tuple[list[int], list[int]]]:
    """Level and upright lines that hang together."""
    count = crossing.shape[0]
    parent = list(range(sum(crossing.shape)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for i, j in np.argwhere(crossing).tolist():
        parent[root(i)] = root(count + j)
    groups: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for one in range(len(parent)):
        groups[root(one)][one >= count].append(one if one < count else one - count)
    return [(rows, columns) for rows, columns in groups.values() if len(rows) > 1 and columns]


def _lattice(level: Array, upright: Array) -> list[Lattice]:
    """The grid of lines that hang together: none where they only frame something, several where they stand side by
    side and share nothing but an upright line."""
    left = min(level[:, 1].min(), upright[:, 0].min())
    right = max(level[:, 2].max(), upright[:, 0].max())
    top = min(level[:, 0].min(), upright[:, 1].min())
    bottom = max(level[:, 0].max(), upright[:, 2].max())
    xs, ys = _edges([left, *upright[:, 0], right], _NARROW), _edges([top, *level[:, 0], bottom], _EDGE)
    if len(xs) < 3 or len(ys) < 2:
        return []
    whole = Lattice(xs, ys, _along(upright, xs, ys), _along(level, ys, xs).T)
    edge = next((edge for edge in range(1, len(xs) - 1) if _is_seam(whole, edge)), None)
    if edge is None:
        return [whole]
    parts = []
    for start, end in ((-np.inf, xs[edge] + _EDGE), (xs[edge] - _EDGE, np.inf)):
        own = level[(level[:, 1] < end - 2 * _EDGE) & (level[:, 2] > start + 2 * _EDGE)]
        cut = np.stack([own[:, 0], np.maximum(own[:, 1], start), np.minimum(own[:, 2], end)], axis=1)
        parts += _lattice(cut, upright[(upright[:, 0] > start) & (upright[:, 0] < end)]) if len(cut) > 1 else []
    return parts


def _is_seam(lattice: Lattice, edge: int) -> bool:
    """Whether an upright line runs through, and level lines of both sides hardly ever meet at it."""
    if lattice.upright[:, edge].mean() < _THROUGH:
        return False
    left, right = lattice.level[1:-1, edge - 1], lattice.level[1:-1, edge]
    fewer = min(int(left.sum()), int(right.sum()))
    return fewer > 1 and int((left & right).sum()) <= _MEETING * fewer


def _edges(places: Sequence[float], least: float) -> list[float]:
    edges: list[float] = []
    for place in sorted(float(each) for each in places):
        if not edges or place - edges[-1] > least:
            edges.append(place)
    return edges


def _along(lines: Array, edges: list[float], steps: list[float]) -> Flags:
    """Shape (steps - 1, edges): whether lines at an edge cover most of each step."""
    covered = np.zeros((len(steps) - 1, len(edges)))
    starts, ends = np.array(steps[:-1]), np.array(steps[1:])
    for place, start, end in lines.tolist():
        edge = int(np.argmin(np.abs(np.array(edges) - place)))
        covered[:, edge] += np.clip(np.minimum(ends, end) - np.maximum(starts, start), 0, None)
    flags: Flags = covered >= _COVERED * (ends - starts)[:, None]
    return flags


def merged(lattice: Lattice) -> list[tuple[int, int, int, int]]:
    """Cells as (row, column, last row, last column): steps of the grid that no line divides are one cell.

    What would not be a rectangle stays divided at every edge.
    """
    height, width = len(lattice.ys) - 1, len(lattice.xs) - 1
    parent = list(range(height * width))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column + 1 < width and not lattice.upright[row, column + 1]:
                parent[root(here)] = root(here + 1)
            if row + 1 < height and not lattice.level[row + 1, column]:
                parent[root(here)] = root(here + width)
    groups: dict[int, list[int]] = defaultdict(list)
    for one in range(height * width):
        groups[root(one)].append(one)
    cells = []
    for group in groups.values():
        rows, columns = [one // width for one in group], [one % width for one in group]
        box = (min(rows), min(columns), max(rows), max(columns))
        if (box[2] - box[0] + 1) * (box[3] - box[1] + 1) == len(group):
            cells.append(box)
        else:
            cells += [(row, column, row, column) for row, column in zip(rows, columns, strict=True)]
    return cells


def in_grids(lines: Sequence[TextLine], ruling: Ruling) -> frozenset[int]:
    """The lines, by identity, at whose height at least three upright lines run: rows of ruled cells."""
    upright = ruling.upright
    if len(upright) < _SIDES:
        return frozenset()
    places = np.round(upright[:, 0] / _EDGE)

    def sides(height: float) -> int:
        return len(np.unique(places[(upright[:, 1] < height) & (upright[:, 3] > height)]))

    at = {height: sides(height) for height in {line.baseline for line in lines}}
    return frozenset(id(line) for line in lines if at[line.baseline] >= _SIDES)

"""Tables that are told by how their words stand: rows of pieces in columns, with ruling lines as hints."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.releases.formats.pdf.tables.bodies import Line, body_of, cells_of
from tallystick.releases.formats.pdf.tables.columns import Column, columns_of, parted
from tallystick.releases.formats.pdf.tables.heads import Block, heads_of
from tallystick.releases.formats.pdf.tables.pieces import Row
from tallystick.releases.formats.pdf.view import Array

_FULL = 0.6  # of the table's width: a ruling line so long divides it
_MOST_HEADS = 9


def blocks_of(rows: Sequence[Row], level: Array) -> tuple[list[Block], list[Column]]:
    """The cells of rows, their rows and columns numbered; `level` are ruling lines as (y, x0, x1)."""
    columns = columns_of([row.pieces for row in rows])
    rows = [Row(row.baseline, row.size, [p for piece in row.pieces for p in parted(piece, columns)]) for row in rows]
    lines = [Line(row, columns) for row in rows]
    cuts = full_rules(rows, level)
    count = _heads(lines, cuts)
    blocks, start = heads_of(rows[:count], columns, level, rows[count] if count < len(rows) else None)
    for band in _bands(lines[count:], cuts):
        for group in body_of(band):
            blocks += cells_of(group, start)
            start += 1
    return blocks, columns


def full_rules(rows: Sequence[Row], level: Array) -> list[float]:
    """Where lines run through most of a table's width, from the top."""
    left = min(piece.x0 for row in rows for piece in row.pieces)
    right = max(piece.x1 for row in rows for piece in row.pieces)
    top, bottom = rows[0].top - rows[0].size, rows[-1].bottom + rows[-1].size
    reach: dict[float, float] = {}
    for y, x0, x1 in level[(level[:, 0] > top) & (level[:, 0] < bottom)].tolist():
        key = next((each for each in reach if abs(each - y) < 2), y)
        reach[key] = reach.get(key, 0.0) + max(min(right, x1) - max(left, x0), 0.0)
    return sorted(y for y, length in reach.items() if length > _FULL * (right - left))


def _heads(lines: Sequence[Line], cuts: Sequence[float]) -> int:
    """How many lines are heads: those above the ruling line that has the first values below it, or above those."""
    valued = [i for i, line in enumerate(lines) if line.values]
    if not valued:
        first = next((i for i, line in enumerate(lines) for cut in cuts if i and _is_between(lines, i, cut)), 0)
        return first if first <= _MOST_HEADS else 0
    for i in range(1, min(len(lines), _MOST_HEADS + 1)):
        if any(_is_between(lines, i, cut) for cut in cuts):
            if sum(j >= i for j in valued) and not _has_rows(lines[:i]):
                return i
            break
    count = valued[0]
    while count and lines[count - 1].is_stub_alone and any(not line.is_stub_alone for line in lines[: count - 1]):
        count -= 1
    return min(count, _MOST_HEADS)


def _has_rows(lines: Sequence[Line]) -> bool:
    """Whether values stand one under another more than once: rows of a body, not heads."""
    return sum(line.values > 1 or (line.values == 1 and len(line.filled) == 2) for line in lines) > 2


def _is_between(lines: Sequence[Line], i: int, cut: float) -> bool:
    """Whether a ruling line runs between line `i` and the one above it."""
    return lines[i - 1].row.baseline - 1 < cut < lines[i].row.baseline - 0.2 * lines[i].row.size


def _bands(lines: Sequence[Line], cuts: Sequence[float]) -> list[list[Line]]:
    bands: list[list[Line]] = []
    for i, line in enumerate(lines):
        if not bands or any(_is_between(lines, i, cut) for cut in cuts):
            bands.append([])
        bands[-1].append(line)
    return bands

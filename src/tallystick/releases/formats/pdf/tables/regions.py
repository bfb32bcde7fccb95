"""Where tables stand that no lines enclose: runs of rows whose pieces stand under one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from tallystick.releases.formats.pdf.tables.columns import columns_of
from tallystick.releases.formats.pdf.tables.evidence import is_table
from tallystick.releases.formats.pdf.tables.paragraphs import is_long, without_prose
from tallystick.releases.formats.pdf.tables.pieces import Piece, Row, rows_of
from tallystick.releases.formats.pdf.tables.unruled import full_rules
from tallystick.releases.formats.pdf.view import Array

_NEAR = 3.0  # points: ruling lines that end nearer than that are of one table
_RULED_GAP = 6.0  # of the size
_GAP = 3.2  # of the size: rows further apart are of two tables, unless a ruling line is between
_MOST_SINGLES = 5  # rows of one piece in a row within a table
_CROSSES = 0.55  # of a table's width
_APART = 4.5  # of the size: a gap so wide may be between two tables
_THROUGH = 0.7  # of the height of two tables: an upright line so long is between them
_SHARED = 0.5  # of the rows: so many have pieces on both sides of a gap within one table
_CAPTION = re.compile(r"\s*(?:Table|TABLE|Figure|FIGURE|Chart|Exhibit|Box|表|图)\s?[\dA-Z一二三四五六七八九十]")
_BRACKETS = "(（[［【"  # open a line that tells the unit of a table
_SOURCE = re.compile(r"\s*(?:Source|SOURCE|Note|NOTE|注|资料来源|数据来源)s?\s?[:：.]")


def regions_of(rows: Sequence[Row], level: Array, upright: Array) -> list[list[Row]]:
    """The rows of each table, heads with them."""
    found: list[list[Row]] = []
    for run in _runs(without_prose(rows), level):
        for part in _divided(run):
            region = _trimmed(part, level)
            if len(region) > 1 and is_table(region, level):
                found += _split_beside(region, upright)
    return found


def _runs(rows: Sequence[Row], level: Array) -> list[list[Row]]:
    """Rows that follow one another closely, beginning and ending with rows of several pieces."""
    runs: list[list[Row]] = []
    current: list[Row] = []
    for row in rows:
        if current and _is_far(current[-1], row, level):
            runs.append(current)
            current = []
        current.append(row)
    runs.append(current)
    return [part for run in runs for part in _broken(run)]


def _is_far(above: Row, below: Row, level: Array) -> bool:
    """Whether two rows stand far apart. One ruling line between them, or the lines above and below of one table, hold
    more together."""
    gap = (below.baseline - above.baseline) / max(above.size, below.size)
    if gap <= _GAP or gap > _RULED_GAP or not len(level):
        return gap > _GAP
    left = min(above.pieces[0].x0, below.pieces[0].x0)
    right = max(above.pieces[-1].x1, below.pieces[-1].x1)
    over = level[(level[:, 1] < left + _NEAR) & (level[:, 2] > right - _NEAR)]
    between = (over[:, 0] > above.baseline) & (over[:, 0] < below.baseline)
    if between.any():
        return float(np.ptp(over[between, 0])) > _NEAR
    higher, lower = over[over[:, 0] <= above.baseline], over[over[:, 0] >= below.baseline]
    return not (len(higher) and len(lower) and np.abs(higher[-1, 1:] - lower[0, 1:]).max() < _NEAR)


def _broken(run: Sequence[Row]) -> list[list[Row]]:
    """A run broken where too many rows of one piece follow one another; without such rows at its ends."""
    parts: list[list[Row]] = []
    current: list[Row] = []
    singles: list[Row] = []
    for row in run:
        if len(row.pieces) > 1:
            if current and len(singles) > _MOST_SINGLES:
                parts.append(current)
                current, singles = [], []
            current += singles if current else singles[-1:]
            singles = []
            current.append(row)
        else:
            singles.append(row)
    if current:
        parts.append(current + singles[:2])
    return parts


def _divided(run: Sequence[Row]) -> list[list[Row]]:
    """A run divided at rows that run through its columns: captions and notes between two tables."""
    left = min(piece.x0 for row in run for piece in row.pieces)
    right = max(piece.x1 for row in run for piece in row.pieces)
    parts: list[list[Row]] = [[]]
    for row in run:
        if any(_breaks(piece, right - left) for piece in row.pieces):
            parts.append([])
        else:
            parts[-1].append(row)
    return [part for part in parts if sum(len(row.pieces) > 1 for row in part) > 1]


def _breaks(piece: Piece, width: float) -> bool:
    if _CAPTION.match(piece.text) or _SOURCE.match(piece.text):
        return True
    return piece.x1 - piece.x0 > _CROSSES * width and is_long(piece)


def _trimmed(rows: Sequence[Row], level: Array) -> list[Row]:
    """Rows without those at the ends that are no part of the table."""
    kept = _between_rules(rows, level)
    while kept and len(kept[-1].pieces) == 1 and not _ends(kept, level):
        kept.pop()
    while kept and len(kept[0].pieces) == 1 and not _begins(kept):
        kept.pop(0)
    return kept


def _between_rules(rows: Sequence[Row], level: Array) -> list[Row]:
    """Rows without those above a line that heads stand under, and those without values below the last line."""
    cuts = full_rules(rows, level)
    first = next((i for i, row in enumerate(rows) if any(piece.value for piece in row.pieces[1:])), None)
    if first is None or len(cuts) < 3:
        return list(rows)
    start, stop = 0, len(rows)
    above = [cut for cut in cuts if cut < rows[first].baseline - 0.5 * rows[first].size]
    if len(above) > 1 and any(above[0] < row.baseline < above[1] and len(row.pieces) > 1 for row in rows):
        start = sum(row.baseline <= above[0] for row in rows)
    last = [i for i, row in enumerate(rows) if row.baseline > cuts[-1]]
    if last and not any(piece.value for i in last for piece in rows[i].pieces):
        stop = last[0]
    return list(rows[start:stop])


def _ends(rows: Sequence[Row], level: Array) -> bool:
    """Whether a last row of one piece belongs to the table: a line runs below it, and none above it."""
    row, above = rows[-1], rows[-2] if len(rows) > 1 else None
    if above is None or len(level) == 0:
        return False
    piece = row.pieces[0]
    cuts = [y for y in full_rules(rows, level) if above.baseline - 1 < y]
    return bool(cuts) and cuts[0] > piece.baseline - 1 and cuts[0] - piece.baseline < 1.5 * piece.size


def _begins(rows: Sequence[Row]) -> bool:
    """Whether a first row of one piece is a head over several columns: it stands over them, not over the stubs."""
    piece, below = rows[0].pieces[0], rows[1] if len(rows) > 1 else None
    if below is None or len(below.pieces) < 2 or below.baseline - piece.baseline > 2.2 * piece.size:
        return False
    if is_long(piece) or (piece.x0 < below.pieces[0].x1 and len(below.pieces) < 3):
        return False
    if piece.text[:1] in _BRACKETS:
        return False
    under = [other for other in below.pieces if other.x1 > piece.x0 and other.x0 < piece.x1]
    return bool(under) and under[0] is not below.pieces[0]


def _split_beside(rows: Sequence[Row], upright: Array) -> list[list[Row]]:
    """Rows of two tables that stand side by side, as rows of each."""
    columns = columns_of([row.pieces for row in rows])
    size = sorted(row.size for row in rows)[len(rows) // 2]
    for i in range(len(columns) - 1):
        wide = _APART * size if not _is_ruled_off(rows, columns[i].x1, columns[i + 1].x0, upright) else 0.0
        left = set().union(*(column.rows for column in columns[: i + 1]))
        right = set().union(*(column.rows for column in columns[i + 1 :]))
        if columns[i + 1].x0 - columns[i].x1 > wide and len(left & right) < _SHARED * min(len(left), len(right)):
            edge = (columns[i].x1 + columns[i + 1].x0) / 2
            return [
                part for side in (True, False)
                for part in _split_beside(_side(rows, edge, side), upright)
            ]  # fmt: skip
    return [list(rows)]


def _is_ruled_off(rows: Sequence[Row], x0: float, x1: float, upright: Array) -> bool:
    """Whether an upright line runs between two columns through most of their height."""
    top, bottom = rows[0].top, rows[-1].bottom
    return any(
        x0 - 1 < x < x1 + 1 and min(end, bottom) - max(start, top) > _THROUGH * (bottom - top)
        for x, start, end in upright
    )


def _side(rows: Sequence[Row], edge: float, left: bool) -> list[Row]:
    return rows_of(piece for row in rows for piece in row.pieces if (piece.middle < edge) is left)

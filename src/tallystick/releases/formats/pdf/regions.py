"""Where tables stand that no lines enclose: runs of rows whose pieces stand under one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tallystick.releases.formats.pdf.columns import Column, columns_of
from tallystick.releases.formats.pdf.pieces import MARKER, Piece, Row, rows_of
from tallystick.releases.formats.pdf.unruled import full_rules
from tallystick.releases.formats.pdf.view import Array

_LONG_WORDS, _LONG_LETTERS = 4, 24  # a piece so long may be a line of prose
_DIGITS = 0.3
_PROSE_PITCH = 1.9
_PROSE_LINES = 3
_FLUSH = 2.0  # points: right edges nearer than that are flush
_RULED_GAP = 6.0
_GAP = 3.2  # of the size: rows further apart are of two tables, unless a ruling line is between
_MOST_SINGLES = 5  # rows of one piece in a row within a table
_CROSSES = 0.55  # of a table's width
_APART = 4.5  # of the size: a gap so wide may be between two tables
_THROUGH = 0.7  # of the height of two tables: an upright line so long is between them
_SHARED = 0.5  # of the rows: so many have pieces on both sides of a gap within one table
_VALUED = 0.4  # of the pieces that are no stubs: so many are values in a table without ruling lines
_FILLED, _FILLED_ALONE = 0.45, 0.7  # of the places of rows with values: with names before them, and without
_PERIOD = re.compile(r"(?:1[89]|20)\d\d\b")
_CAPTION = re.compile(r"\s*(?:Table|TABLE|Figure|FIGURE|Chart|Exhibit|Box|表|图)\s?[\dA-Z一二三四五六七八九十]")
_BRACKETS = "(（[［【"  # open a line that tells the unit of a table
_SOURCE = re.compile(r"\s*(?:Source|SOURCE|Note|NOTE|注|资料来源|数据来源)s?\s?[:：.]")


class _Chain:
    """Pieces one under another that may be lines of a paragraph."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.long: list[bool] = []
        self.beside = 0  # of the long ones, how many have a value right of them

    def add(self, piece: Piece, beside: bool) -> None:
        """Take a piece."""
        self.pieces.append(piece)
        self.long.append(is_long(piece))
        self.beside += beside and self.long[-1]

    def prose(self) -> list[Piece]:
        """Its long pieces, and a short one behind each, if they are a paragraph."""
        count = sum(self.long)
        if count < _PROSE_LINES or count < 0.5 * len(self.pieces):
            return []
        if self.beside >= 0.4 * count and not (self.beside < 0.8 * count and self._is_flush(count)):
            return []
        return [
            piece for i, piece in enumerate(self.pieces)
            if self.long[i] or (i and self.long[i - 1]) or (i + 1 < len(self.long) and self.long[i + 1] and i > 0)
        ]  # fmt: skip

    def _is_flush(self, count: int) -> bool:
        edge = max(piece.x1 for piece in self.pieces)
        flush = sum(edge - piece.x1 < _FLUSH for piece, long in zip(self.pieces, self.long, strict=True) if long)
        return count > _PROSE_LINES and flush > 0.6 * count


def without_prose(rows: Sequence[Row]) -> list[Row]:
    """Rows without the pieces that are lines of a paragraph: long ones, one under another."""
    chains: list[_Chain] = []
    for row in rows:
        for k, piece in enumerate(row.pieces):
            if piece.value:
                continue
            home = next((chain for chain in reversed(chains[-12:]) if _continues(chain.pieces[-1], piece)), None)
            if home is None:
                home = _Chain()
                chains.append(home)
            home.add(piece, any(other.value for other in row.pieces[k + 1 : k + 2]))
    prose = {id(piece) for chain in chains for piece in chain.prose()}
    kept = [Row(row.baseline, row.size, [piece for piece in row.pieces if id(piece) not in prose]) for row in rows]
    return [row for row in kept if row.pieces]


def is_long(piece: Piece) -> bool:
    """Whether a piece may be a line of prose."""
    text = piece.text
    if piece.value or len(text) < _LONG_LETTERS:
        return _han(text) > 14
    if len(piece.words) < _LONG_WORDS:
        return _han(text) > 14
    return sum(char.isdigit() for char in text) < _DIGITS * len(text)


def _han(text: str) -> int:
    return 0 if text.isascii() else sum("\u4e00" <= char <= "\u9fff" for char in text)


def _continues(above: Piece, below: Piece) -> bool:
    size = max(above.size, below.size)
    if not 0.5 * size < below.baseline - above.baseline < _PROSE_PITCH * size or abs(above.size - below.size) > 0.7:
        return False
    overlap = min(above.x1, below.x1) - max(above.x0, below.x0)
    return overlap > 0.6 * min(above.x1 - above.x0, below.x1 - below.x0) and abs(above.x0 - below.x0) < 5 * size


def regions_of(rows: Sequence[Row], level: Array, upright: Array) -> list[list[Row]]:
    """The rows of each table, heads with them."""
    found: list[list[Row]] = []
    for run in _runs(without_prose(rows), level):
        for part in _divided(run):
            region = _trimmed(part, level)
            if len(region) > 1 and _is_table(region, level):
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
    """Whether two rows stand far apart; a ruling line between them that covers both holds more together."""
    gap = (below.baseline - above.baseline) / max(above.size, below.size)
    if gap <= _GAP or gap > _RULED_GAP or len(above.pieces) < 2 or len(below.pieces) < 2:
        return gap > _GAP
    left, right = above.pieces[0].x1, above.pieces[-1].x0
    return not any(above.baseline < y < below.baseline and x0 < left and x1 > right for y, x0, x1 in level)


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


def _is_table(rows: Sequence[Row], level: Array) -> bool:
    """Whether rows are a table: values in columns, or words in columns between ruling lines."""
    pieces = [piece for row in rows for piece in row.pieces]
    columns = columns_of([row.pieces for row in rows])
    multi = [row for row in rows if len(row.pieces) > 1]
    if len(columns) < 2 or len(multi) < 2 or _is_list(rows) or _is_contents(rows) or _is_axis(multi):
        return False
    if _is_valued(multi, columns):
        return True
    long = sum(is_long(piece) for piece in pieces)
    cuts = full_rules(rows, level)
    return len(cuts) > 1 and long < 0.5 * len(pieces) and len(multi) >= 0.5 * len(rows)


def _is_valued(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether rows hold numbers in columns, most places filled, with stubs before them."""
    numbers = sum(any(char.isdigit() for char in piece.text) for row in rows for piece in row.pieces[1:] if piece.value)
    values = sum(piece.value for row in rows for piece in row.pieces[1:])
    others = sum(len(row.pieces) - 1 for row in rows)
    if numbers < 2 or values < _VALUED * others:
        return False
    body = [row for row in rows if any(piece.value for piece in row.pieces[1:])]
    filled = sum(len(row.pieces) for row in body) / (len(body) * len(columns))
    stubs = [row.pieces[0] for row in body if row.pieces[0].x0 < columns[0].x1]
    named = sum(not piece.value or _PERIOD.match(piece.text) is not None for piece in stubs)
    if len(stubs) < 0.5 * len(body):
        return False
    return filled > (_FILLED if named > 0.5 * len(stubs) else _FILLED_ALONE)


def _is_list(rows: Sequence[Row]) -> bool:
    """Whether the first of two pieces is a list's mark in most rows."""
    marked = sum(len(row.pieces) == 2 and MARKER.fullmatch(row.pieces[0].text) is not None and not row.pieces[1].value
                 for row in rows)  # fmt: skip
    return marked > 0.5 * sum(len(row.pieces) > 1 for row in rows)


def _is_contents(rows: Sequence[Row]) -> bool:
    """Whether rows are a table of contents: words, then a page number that never falls."""
    pages = [row.pieces[-1].text for row in rows if len(row.pieces) > 1]
    if len(pages) < 3 or max(len(row.pieces) for row in rows) > 3:
        return False
    if not all(page.isdigit() and len(page) < 4 for page in pages):
        return False
    numbers = [int(page) for page in pages]
    return all(a <= b for a, b in pairwise(numbers)) and numbers[-1] > numbers[0]


def _is_axis(rows: Sequence[Row]) -> bool:
    """Whether rows are the axes of a chart: nothing but values, two at most in a row."""
    return all(piece.value for row in rows for piece in row.pieces) and max(len(row.pieces) for row in rows) < 3


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

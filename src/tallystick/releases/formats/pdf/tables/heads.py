"""The heads of a table's columns: which columns each covers, and which lines of words are one head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tallystick.releases.formats.pdf.tables.columns import Column, covered
from tallystick.releases.formats.pdf.tables.pieces import Piece, Row
from tallystick.releases.formats.pdf.view import Array

_UNDER = 1.1  # of the size, below the baseline: a line there underlines a head
_LINE = 1.4  # of the size: lines of one head are set so close
_PITCH = 1.75  # of the size: lines of one head are nearer than that
_OFF = 0.08  # of its width: how far a head may stand off the middle of the columns it covers
_OFF_POINTS = 5.0
_HALF = 0.5


@dataclass(slots=True)
class Block:
    """Pieces of one cell, line by line, and the columns it covers; `first` to `last` are rows once they are known."""

    pieces: list[Piece]
    left: int
    right: int
    first: int = 0
    last: int = 0
    rules: list[float] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Of its first line."""
        return min(piece.y0 for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Of its last line."""
        return max(piece.y1 for piece in self.pieces)


def heads_of(
    rows: Sequence[Row], columns: Sequence[Column], level: Array, first: Row | None = None
) -> tuple[list[Block], int]:
    """The head cells of lines above a table's `first` line of values, and how many rows they make.

    `level` are ruling lines as (y, x0, x1): one below a head tells the columns it covers, and ends it.
    """
    blocks: list[Block] = []
    for i, row in enumerate(rows):
        below = max(rows[i + 1 :], key=lambda each: len(each.pieces), default=first)
        for piece, (left, right) in zip(row.pieces, spans(row, below, columns, level), strict=True):
            own = covered(piece, columns)
            goes_on = (left, right) != own and _goes_on(blocks, piece, own)
            _stack(blocks, piece, *(own if goes_on else (left, right)), level)
    return blocks, _levels(blocks)


def _goes_on(blocks: Sequence[Block], piece: Piece, own: tuple[int, int]) -> bool:
    """Whether a piece is the next line of a head that covers no more columns than it."""
    above = next((block for block in reversed(blocks) if block.left <= own[1] and own[0] <= block.right), None)
    if above is None or (above.left, above.right) != own:
        return False
    return piece.baseline - above.pieces[-1].baseline < _LINE * piece.size


def spans(row: Row, below: Row | None, columns: Sequence[Column], level: Array) -> list[tuple[int, int]]:
    """The first and last column that each head of a line covers."""
    own = [covered(piece, columns) for piece in row.pieces]
    ruled = [_underlined(piece, columns, level) for piece in row.pieces]
    if any(ruled) and len({rule for rule in ruled if rule}) == sum(rule is not None for rule in ruled):
        return [rule if rule and rule[0] <= mine[0] and mine[1] <= rule[1] else mine
                for rule, mine in zip(ruled, own, strict=True)]  # fmt: skip
    if below is None or len(below.pieces) <= len(row.pieces):
        return own
    return _tiled(row.pieces, own, below, columns) or own


def _underlined(piece: Piece, columns: Sequence[Column], level: Array) -> tuple[int, int] | None:
    """The columns over which a line runs right below a head."""
    for y, x0, x1 in level:
        if -0.2 * piece.size <= y - piece.baseline <= _UNDER * piece.size and x0 <= piece.middle <= x1:
            if x0 > piece.x0 + 3 or x1 < piece.x1 - 3:
                continue
            under = [
                i for i, column in enumerate(columns)
                if min(x1, column.x1) - max(x0, column.x0) > _HALF * (column.x1 - column.x0)
            ]  # fmt: skip
            if under and len(under) < len(columns):
                return under[0], under[-1]
    return None


def _tiled(
    pieces: Sequence[Piece], own: Sequence[tuple[int, int]], below: Row, columns: Sequence[Column]
) -> list[tuple[int, int]] | None:
    """Spans of heads that each stand in the middle of theirs, and leave as few columns out on the right as can be."""
    found = [(piece, span) for piece, span in zip(pieces, own, strict=True) if span[0] > 0]
    if not found or len(columns) < 3:
        return None
    filled = {i for piece in below.pieces for i in range(covered(piece, columns)[0], covered(piece, columns)[1] + 1)}
    for stop in range(max(filled), found[-1][1][1] - 1, -1):
        tiles = _tiles(found, columns, stop)
        if tiles and sum(right - left for left, right in tiles):
            return [span for span in own if span[0] == 0] + tiles
    return None


def _tiles(
    found: Sequence[tuple[Piece, tuple[int, int]]], columns: Sequence[Column], stop: int
) -> list[tuple[int, int]] | None:
    """Spans side by side, the last up to column `stop`, each with its head in the middle; None if there are none."""
    tiles: list[tuple[int, int]] = []
    for n in range(len(found) - 1, -1, -1):
        piece, (left, right) = found[n]
        lowest = found[n - 1][1][1] + 1 if n else 1
        starts = [
            i for i in range(lowest, left + 1)
            if right <= stop and ((i, stop) == (left, right) or _is_middle(piece, columns, i, stop))
        ]  # fmt: skip
        if not starts:
            return None
        start = min(starts, key=lambda i: abs(piece.middle - (columns[i].x0 + columns[stop].x1) / 2))
        tiles.append((start, stop))
        stop = start - 1
    return tiles[::-1]


def _is_middle(piece: Piece, columns: Sequence[Column], left: int, right: int) -> bool:
    x0, x1 = columns[left].x0, columns[right].x1
    return abs(piece.middle - (x0 + x1) / 2) <= max(_OFF * (x1 - x0), _OFF_POINTS)


def _stack(blocks: list[Block], piece: Piece, left: int, right: int, level: Array) -> None:
    """Add a line to the head above it that covers the same columns, unless a ruling line is between; or begin one."""
    for block in reversed(blocks):
        if block.right < left or block.left > right:
            continue
        last = block.pieces[-1]
        same = (block.left, block.right) == (left, right)
        near = piece.baseline - last.baseline <= _PITCH * max(piece.size, last.size)
        if same and near and not _between(last, piece, level):
            block.pieces.append(piece)
            return
        break
    blocks.append(Block([piece], left, right))


def _between(above: Piece, below: Piece, level: Array) -> bool:
    return any(
        above.baseline - 1 < y < below.baseline - 0.3 * below.size and x0 < below.middle < x1 for y, x0, x1 in level
    )


def _levels(blocks: list[Block]) -> int:
    """Number the rows of heads: one ends below each head that has another under it; gives how many there are."""
    ends = sorted(
        block.pieces[-1].baseline for block in blocks
        if any(_is_under(other, block) for other in blocks)
    )  # fmt: skip
    cuts: list[float] = []
    for end in ends:
        if not cuts or end - cuts[-1] > 0.4 * blocks[0].pieces[0].size:
            cuts.append(end)
    for block in blocks:
        block.first = sum(cut < block.pieces[0].baseline - 0.5 for cut in cuts)
        block.last = max(block.first, sum(cut < block.pieces[-1].baseline - 0.5 for cut in cuts))
    return len(cuts) + 1 if blocks else 0


def _is_under(other: Block, block: Block) -> bool:
    return (
        other is not block
        and other.left <= block.right
        and block.left <= other.right
        and other.pieces[0].baseline > block.pieces[-1].baseline + 0.5
    )

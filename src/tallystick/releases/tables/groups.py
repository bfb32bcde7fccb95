"""Names without figures: which of them head the rows below, and which are rows whose figures are blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.rows import DATA, GROUP

_CLOSE = 0.5  # widths of a letter within which indents are one


@dataclass(slots=True)
class _Lone:
    """A name without figures: whether print marks it as a group, and whether the next name is indented beyond it."""

    row: int
    marked: bool
    deep: bool


def settle_groups(board: Board, kinds: list[str], stubs: int) -> None:
    """Rows of blanks among the names without figures become data; a group as far right as its rows is one of them.

    What bold, a colon, a span or the indent of the next name marks is a group. The others are, too, unless they
    stand in heaps, as in statements that print every item, or are few where blanks are usual.
    """
    lone = _lone_names(board, kinds, stubs)
    plain = [one for one in lone if not (one.marked or one.deep)]
    rows = [i for i in board.filled if kinds[i] in (DATA, GROUP)]
    if plain and (_in_heaps(plain, rows) or _are_blanks(board, plain, kinds)):
        for one in plain:
            kinds[one.row] = DATA
    _pull_left(board, kinds, rows, stubs)


def _lone_names(board: Board, kinds: Sequence[str], stubs: int) -> list[_Lone]:
    """The names without figures above the last row with some."""
    data = [i for i, kind in enumerate(kinds) if kind == DATA]
    rows = [i for i in board.filled if kinds[i] in (DATA, GROUP) and data and i <= data[-1]]
    all_bold = all(board.rows[i][0].cell.bold for i in data)
    found = []
    for i, after in pairwise(rows):
        seat = board.rows[i][0]
        if kinds[i] != GROUP:
            continue
        across = seat.column >= stubs or seat.stop > max(stubs, 1)
        marked = across or seat.cell.head or (seat.cell.bold and not all_bold) or seat.words[-1] in ":："
        below = board.rows[after][0]
        found.append(_Lone(i, marked, below.column > seat.column or below.indent > seat.indent + _CLOSE))
    return found


def _in_heaps(plain: Sequence[_Lone], rows: Sequence[int]) -> bool:
    """Whether plain names stand in heaps: three in a run, or two in a run more than once."""
    known = {one.row for one in plain}
    length = pairs = longest = 0
    for i in rows:
        length = length + 1 if i in known else 0
        longest = max(longest, length)
        pairs += length == 2
    return longest > 2 or pairs > 1


def _are_blanks(board: Board, plain: Sequence[_Lone], kinds: Sequence[str]) -> bool:
    """Whether the plain names are few among rows in which blanks are usual; the first row below the heads is none."""
    data = [board.rows[i] for i, kind in enumerate(kinds) if kind == DATA]
    first = next(i for i, kind in enumerate(kinds) if kind in (DATA, GROUP) and board.rows[i])
    printed, widest = sum(map(len, data)), max(map(len, data))
    return plain[0].row > first and len(plain) * 6 <= len(data) and printed * 20 < widest * len(data) * 17


def _pull_left(board: Board, kinds: Sequence[str], rows: Sequence[int], stubs: int) -> None:
    """A group printed in the middle, or right of its rows, begins where they do."""
    for i, after in pairwise(rows):
        seat: Seat = board.rows[i][0]
        if kinds[i] == GROUP and kinds[after] == DATA and seat.column < max(stubs, 1):
            below = board.rows[after][0]
            if below.column == seat.column and below.indent < seat.indent:
                seat.indent = below.indent

"""Names and heads that print breaks over two rows are joined again."""

from __future__ import annotations

import re

from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.hierarchy import of_which
from tallystick.releases.tables.kinds import MISSING, NUMBER, PERIOD, TEXT, kind_of
from tallystick.releases.tables.rows import BLANK, DATA, GROUP

_GOES_ON = re.compile(
    r"(?:[,&/(（、]|[^\W\d_][-–]|\b(?:of|and|or|the|for|in|to|with|by|from|on|at|than|per|over|between|versus|vs|vs\.|excl\.|incl\.))$"
)
_GOES_BACK = re.compile(r"(?![(（]?(?:[a-z]|\d{1,2}|[一二三四五六七八九十]{1,3})[)）.])[a-z(（)）][^:：]*$")
_MONTH_ENDS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?(?:\s\d\d?,?)?$", re.IGNORECASE
)
_LONGEST = 300


def join_wrapped_names(board: Board, kinds: list[str], stubs: int) -> None:
    """Join names without figures to the name they are a part of; their rows become blank.

    A name goes on below when it ends in mid-phrase or the one below begins in mid-phrase; else it goes back to the row
    above when it begins in mid-phrase itself.
    """
    rows = [i for i in board.filled if kinds[i] in (DATA, GROUP)]
    small = _write_small(board, rows, stubs)
    for k, i in enumerate(rows):
        name = _lone_name(board, i, kinds, stubs)
        if name is None:
            continue
        after = _first_name(board, rows[k + 1], stubs) if k + 1 < len(rows) and rows[k + 1] == i + 1 else None
        before = _first_name(board, rows[k - 1], stubs) if k and rows[k - 1] == i - 1 else None
        if before is not None and kinds[i - 1] == DATA and _is_broken(before.words, name.words, small):
            before.words = _joined(before.words, name.words)
            kinds[i] = BLANK
        elif after is not None and after.column == name.column and _is_broken(name.words, after.words, small):
            after.words = _joined(name.words, after.words)
            after.indent = name.indent
            kinds[i] = BLANK


def _lone_name(board: Board, i: int, kinds: list[str], stubs: int) -> Seat | None:
    """The only words of a row without figures, if they stand in the columns of names alone."""
    row = board.rows[i]
    if kinds[i] != GROUP or len(row) != 1 or row[0].stop > max(stubs, 1) or row[0].cell.bold:
        return None
    return row[0]


def _first_name(board: Board, i: int, stubs: int) -> Seat | None:
    return next((seat for seat in board.rows[i] if seat.column < stubs), None)


def _write_small(board: Board, rows: list[int], stubs: int) -> bool:
    """Whether names begin in small letters anyhow, so that such a beginning tells nothing."""
    names = [seat.words[0] for i in rows[:500] if (seat := _first_name(board, i, stubs))]
    return sum(letter.islower() for letter in names) * 3 > len(names) * 2


def _is_broken(first: str, second: str, small: bool) -> bool:
    if len(first) + len(second) > _LONGEST:
        return False
    is_open = first.count("(") + first.count("（") > first.count(")") + first.count("）")
    if is_open or _GOES_ON.search(first):
        return True
    return not small and bool(_GOES_BACK.match(second)) and first[-1] not in ":：.。"


def _joined(first: str, second: str) -> str:
    if re.search(r"[a-z]-$", first) and second[:1].islower():
        return first[:-1] + second
    return first + second if first[-1] >= "\u2e80" else f"{first} {second}"


def goes_on(upper: str, lower: str) -> bool:
    """Whether a head goes on in the line below it, over the same column.

    >>> goes_on("May", "2023"), goes_on("Gross", "output"), goes_on("Exports", "2021"), goes_on("Exports", "(%)")
    (True, True, False, False)
    """
    kinds = kind_of(upper), kind_of(lower)
    if _GOES_ON.search(upper):
        return True
    if kinds[1] == PERIOD:
        return bool(_MONTH_ENDS.search(upper)) and lower.isdecimal()
    if lower[:1] in "(（" or NUMBER in kinds or MISSING in kinds:
        return False
    return lower[:1].islower() or kinds == (TEXT, TEXT)


def is_cut(upper: str, lower: str) -> bool:
    """Whether two cells of heads, one below the other, are one phrase: the first in mid-phrase, or the second.

    >>> is_cut("Income of", "Households"), is_cut("Annual", "change"), is_cut("Exports", "Price"), is_cut("a", "b")
    (True, True, False, False)
    """
    if kind_of(upper) != TEXT or kind_of(lower) != TEXT or of_which().match(lower):
        return False
    return bool(_GOES_ON.search(upper)) or (lower[0].islower() and not upper[0].islower())

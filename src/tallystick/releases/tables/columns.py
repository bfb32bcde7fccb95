"""Which columns of a grid hold names of rows, figures or words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.kinds import MISSING, MIXED, NUMBER, ORDINAL, PERIOD, TEXT, known

_SAMPLE = 2000  # rows by which the columns are judged
_MOST_STUBS = 8
_LEAST_COUNTED = 20  # rows for each time that their numbers begin anew
_RANGE = re.compile(r"\d{1,5}(?:\.\d+)?\s?[-–—]\s?\d{1,5}(?:\.\d+)?")
_SMALL = re.compile(r"\d{1,3}(?:,\d{3}|\d{0,2})(?:\.\d{1,4})?")
_ORDINAL = re.compile(
    r"[(（]?(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[ivxIVX]{1,5}|[A-Za-z]|[一二三四五六七八九十]{1,3})[.)）、．]?"
)
_FIGURES = (NUMBER, MISSING)


def stub_count(board: Board) -> int:
    """How many columns from the left hold the names of rows, not figures."""
    _tell_ordinals(board)
    rows = _rows_with_figures(board)
    if not rows:
        return min(1, board.width)
    last = max(seat.column for row in rows for seat in row if seat.kind == NUMBER)
    count = 0
    while count < min(last, _MOST_STUBS) and _holds_names(board, rows, count):
        count += 1
    return count


def _tell_ordinals(board: Board) -> None:
    """Numbers in the first column that only count rows named in the next are no figures: 1, 2, 3; 1.1a, 1.1b, 1.2."""
    rows = [row for row in board.rows if len(row) > 1]
    sample = rows[:_SAMPLE]
    first = min((row[0].column for row in sample), default=0)
    pairs = [(row[0], row[1]) for row in sample if row[0].column == first and row[1].column == first + 1]
    counted = [(one, after) for one, after in pairs if _ORDINAL.fullmatch(one.words) and after.kind == TEXT]
    numbers = [int(match[0]) for one, _ in counted if (match := re.search(r"\d+", one.words))]
    falls = sum(before > after for before, after in pairwise(numbers))  # where another group begins to count
    if (
        len(counted) < 2
        or len(counted) * 10 < len(pairs) * 7
        or falls * _LEAST_COUNTED > len(numbers)
        or len({one.words for one, _ in counted}) < 2
    ):
        return
    for row in rows:
        if row[0].column == first and _ORDINAL.fullmatch(row[0].words):
            row[0].kind = ORDINAL


def columns_of_words(board: Board, stubs: int) -> frozenset[int]:
    """The columns right of the stubs that hold words, not figures: remarks, sources, links."""
    words: dict[int, int] = {}
    for row in _rows_with_figures(board):
        for seat in row:
            if seat.column >= stubs:
                words[seat.column] = words.get(seat.column, 0) + (1 if seat.kind == TEXT else -1)
    return frozenset(column for column, count in words.items() if count > 0)


def last_column_of_figures(board: Board) -> int:
    """The last column that holds a figure."""
    rows = _rows_with_figures(board)
    return max((seat.column for row in rows for seat in row if seat.kind == NUMBER), default=board.width)


def _rows_with_figures(board: Board) -> list[list[Seat]]:
    return [row for row in board.rows[:_SAMPLE] if len(row) > 1 and any(seat.kind == NUMBER for seat in row)]


def _holds_names(board: Board, rows: Sequence[Sequence[Seat]], column: int) -> bool:
    """Whether a column of the rows with figures holds names: words, times, ranges, or the rows' own numbers."""
    seats = [seat for row in rows for seat in row if seat.column == column]
    if not seats:
        others = [seat for row in board.rows[:_SAMPLE] for seat in row if seat.column == column]
        return not others or any(seat.kind == TEXT for seat in others)
    figures = sum(seat.kind in _FIGURES for seat in seats)
    times = sum(seat.kind == PERIOD for seat in seats)
    words = len(seats) - figures - times
    if words * 2 >= len(seats) or (words + times) * 10 >= len(seats) * 9:
        return True
    if column != min(seat.column for row in rows for seat in row):
        return False
    return (words + times) * 2 >= len(seats) or _is_named_stub(board, column) or _count_up(seats)


def _is_named_stub(board: Board, column: int) -> bool:
    """Whether the first words of a column are what heads stubs."""
    first = next((seat for row in board.rows[:_SAMPLE] for seat in row if seat.column == column), None)
    return first is not None and first.words.casefold() in known("stub_heads")


def has_figures(board: Board, stubs: int) -> bool:
    """Whether anything right of the stubs is a figure, or about half of it begins with one."""
    mixed = words = 0
    for row in board.rows:
        for seat in row:
            if seat.column >= stubs:
                if seat.kind == NUMBER:
                    return True
                mixed += seat.kind == MIXED
                words += seat.kind == TEXT
    return mixed > 0 and mixed * 3 >= words


def _count_up(seats: Sequence[Seat]) -> bool:
    """Whether numbers go one way from row to row, evenly if they are few (1, 2, 3), or are ranges (0–4, 5–9)."""
    ranges = [match for seat in seats if (match := _RANGE.fullmatch(seat.words))]
    if len(ranges) * 10 >= len(seats) * 6:
        return True
    numbers = [float(seat.words.replace(",", "")) for seat in seats if _SMALL.fullmatch(seat.words)]
    if len(numbers) < 3 or len(numbers) * 10 < len(seats) * 8:
        return False
    # They may begin again, with the same number, in each group of rows.
    steps = [after - before for before, after in pairwise(numbers) if after != numbers[0]]
    one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return one_way and (len(steps) > 3 or len(set(steps)) == 1) and len(steps) * 3 > len(numbers)

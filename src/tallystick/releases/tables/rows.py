"""What each row of a grid is: title, head, data, group of rows, note."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.kinds import MISSING, NUMBER, PERIOD, TEXT, known

TITLE: Final = "title"
HEAD: Final = "head"
DATA: Final = "data"
GROUP: Final = "group"
NOTE: Final = "note"
BLANK: Final = ""

_SAMPLE = 2000  # rows by which the columns are judged
_COLUMN_NUMBER = re.compile(r"[(（]?(?:\d{1,3}|[a-zA-Z])[)）]?(?:\s?[=＝].{1,40})?")
_MOST_STUBS = 8


def stub_count(board: Board) -> int:
    """How many columns from the left hold the names of rows, not figures."""
    rows = [row for row in board.rows[:_SAMPLE] if len(row) > 1 and any(seat.kind == NUMBER for seat in row)]
    if not rows:
        return min(1, board.width)
    last = max(seat.column for row in rows for seat in row if seat.kind == NUMBER)
    count = 0
    while count < min(last, _MOST_STUBS) and _holds_names(board, rows, count):
        count += 1
    return count


def _holds_names(board: Board, rows: list[list[Seat]], column: int) -> bool:
    """Whether a column of the rows with figures holds names: words, times, or the rows' own numbers."""
    seats = [seat for row in rows for seat in row if seat.column == column]
    texts = sum(seat.kind == TEXT for seat in seats)
    times = sum(seat.kind == PERIOD for seat in seats)
    if not seats:
        return any(seat.column == column and seat.kind == TEXT for row in board.rows[:_SAMPLE] for seat in row)
    if texts * 2 >= len(seats) or (times * 10 >= len(seats) * 9):
        return True
    if column == 0 and _counts_up(seats):
        behind = [seat for row in rows for seat in row if seat.column == 1]
        return sum(seat.kind == TEXT for seat in behind) * 2 > len(rows)
    return False


def _counts_up(seats: list[Seat]) -> bool:
    numbers = [int(seat.words) for seat in seats if seat.words.isdecimal() and len(seat.words) < 6]
    steps = [after - before for before, after in pairwise(numbers)]
    return len(numbers) * 10 >= len(seats) * 8 and len(numbers) > 1 and all(0 < step < 5 for step in steps)


def kinds_of_rows(board: Board, stubs: int) -> list[str]:
    """What each row is, by the kinds of its cells and the rows before it."""
    found = [BLANK] * len(board.rows)
    first = _first_data(board, stubs)
    heads = _top(board, stubs, first, found)
    for i in board.filled:
        if i >= first:
            found[i] = _kind_below(board.rows[i], stubs, heads)
    _find_notes(board, found)
    _only_heads_before_data(board, found)
    return found


def _first_data(board: Board, stubs: int) -> int:
    """The first row with figures below the heads."""
    for i in board.filled:
        row = board.rows[i]
        has_figures = any(seat.kind in (NUMBER, MISSING) and seat.column >= stubs for seat in row)
        is_head = numbers_columns(row, stubs) or _is_marked_head(row) or _is_numeric_head(board, i, stubs)
        if has_figures and not is_head:
            return i
    return len(board.rows)


def _is_numeric_head(board: Board, i: int, stubs: int) -> bool:
    """Whether a row of numbers is a head by its stub: nothing, or what heads stubs; there is no other head above."""
    row = board.rows[i]
    names = [seat for seat in row if seat.column < stubs]
    if not stubs or any(seat.words.casefold() not in known("stub_heads") for seat in names):
        return False
    values = [seat for seat in row if seat.column >= stubs]
    if len(values) < 2 or any(seat.kind == MISSING for seat in values):
        return False
    above = any(_is_head_like(board.rows[k], stubs) for k in range(i))
    return not above and any(any(seat.kind == NUMBER for seat in board.rows[k]) for k in range(i + 1, len(board.rows)))


def numbers_columns(row: list[Seat], stubs: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A 1 2 3."""
    seats = [seat for seat in row if seat.column >= stubs]
    if len(seats) < 2 or not all(_COLUMN_NUMBER.fullmatch(seat.words) for seat in row):
        return False
    numbers = [int(digits[0]) for seat in seats if (digits := re.search(r"\d+", seat.words))]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) > 1 and steps == {1} and numbers[0] <= stubs + 1


def _is_marked_head(row: list[Seat]) -> bool:
    """Whether the document's markup calls the whole row a head."""
    return len(row) > 1 and all(seat.cell.head for seat in row)


def _is_head_like(row: list[Seat], stubs: int) -> bool:
    return any(seat.column >= stubs for seat in row) and (len(row) > 1 or row[0].cell.columns < 2)


def _top(board: Board, stubs: int, first: int, found: list[str]) -> set[tuple[str, ...]]:
    """Tell titles, heads and groups of the rows above the first with figures; the words of each head row."""
    heads: set[tuple[str, ...]] = set()
    for i in board.filled:
        if i >= first:
            break
        row = board.rows[i]
        wide = len(row) == 1 and row[0].column < stubs + (not heads) and (row[0].stop >= board.width or not heads)
        if len(row) == 1 and row[0].column < stubs and heads:
            found[i] = HEAD if row[0].words.casefold() in known("stub_heads") else GROUP
        elif wide and row[0].cell.rows < 2 and row[0].column == 0:
            found[i] = GROUP if heads else TITLE
        else:
            found[i] = HEAD
            heads.add(_words(row, stubs))
    return heads


def _words(row: list[Seat], stubs: int) -> tuple[str, ...]:
    return tuple(seat.words for seat in row if seat.column >= stubs)


def _kind_below(row: list[Seat], stubs: int, heads: set[tuple[str, ...]]) -> str:
    """What a row below the first with figures is."""
    values = [seat for seat in row if seat.column >= stubs]
    if not values:
        return GROUP
    if len(row) == 1 and row[0].kind == TEXT and row[0].cell.columns > 1:
        return GROUP
    if _words(row, stubs) in heads or numbers_columns(row, stubs):
        return HEAD
    if any(seat.kind == NUMBER for seat in values):
        return DATA
    names = [seat for seat in row if seat.column < stubs]
    unnamed = all(seat.words.casefold() in known("stub_heads") for seat in names)
    if all(seat.kind == MISSING for seat in values) and names:
        return DATA
    if all(seat.kind == PERIOD for seat in values):
        return HEAD if unnamed else DATA
    return HEAD if (unnamed and stubs and len(values) > 1) or _is_marked_head(row) else DATA


def _find_notes(board: Board, found: list[str]) -> None:
    """Rows at the foot that print one cell of many words, or begin like a note, are notes."""
    for i in reversed(board.filled):
        row = board.rows[i]
        if found[i] not in (GROUP, DATA) or len(row) != 1 or row[0].kind == NUMBER:
            return
        found[i] = NOTE


def _only_heads_before_data(board: Board, found: list[str]) -> None:
    """A head that no figures follow is a row like others."""
    data = False
    for i in reversed(board.filled):
        if found[i] == DATA:
            data = True
        elif found[i] == HEAD and not data:
            found[i] = DATA

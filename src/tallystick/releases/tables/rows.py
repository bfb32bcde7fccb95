"""What each row of a grid is: title, head, data, group of rows, note."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from tallystick.releases.tables.around import is_caption, unit_line
from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.columns import columns_of_words, last_column_of_figures
from tallystick.releases.tables.kinds import MISSING, MIXED, NUMBER, PERIOD, TEXT, known, opening

TITLE: Final = "title"
HEAD: Final = "head"
DATA: Final = "data"
GROUP: Final = "group"
NOTE: Final = "note"
BLANK: Final = ""

_LONG = 40  # letters; a lone cell of more above the heads is a title
_COLUMN_NUMBER = re.compile(r"[(（]?(?:\d{1,3}|[a-zA-Z])[)）]?(?:\s?[=＝].{1,40})?")


def kinds_of_rows(board: Board, stubs: int) -> list[str]:
    """What each row is, by the kinds of its cells and the rows before it; blank rows are ``""``."""
    return _Reader(board, stubs).read()


class _Reader:
    """Goes down the rows, keeping which heads it has seen."""

    def __init__(self, board: Board, stubs: int) -> None:
        self._board, self._stubs = board, stubs
        self._wordy = columns_of_words(board, stubs)
        self._last = last_column_of_figures(board)
        self._heads: set[tuple[str, ...]] = set()  # the words of each head row
        self._headed: set[int] = set()  # the columns that have a head
        self._titled_unit = ""  # words above or between the rows that tell the unit of all cells
        self._reach = -1  # the last row to which a stub's head reaches down
        self._heads_reach = -1  # the same of heads that begin below figures
        self._reach_below = -1  # the same of the stubs of the rows with figures
        self._spans = self._in_data = self._timed = self._after_span = False

    def read(self) -> list[str]:
        board = self._board
        found = [BLANK] * len(board.rows)
        for i in board.filled:
            row = board.rows[i]
            found[i] = self._below(row, i) if self._in_data else self._above(row, i)
            self._after_span = _is_across(row, board) and row[0].stop - row[0].column >= board.width - 1
            if found[i] == HEAD and not self._in_data:
                self._keep_head(row)
            if found[i] == TITLE and unit_line(row[0].words):
                self._titled_unit = self._titled_unit or row[0].words
            if found[i] == DATA:
                self._in_data = True
                reach = (seat.cell.row + seat.cell.rows - 1 for seat in row if seat.column < self._stubs)
                self._reach_below = max(self._reach_below, *reach, -1)
        _find_notes(board, found)
        _only_heads_before_data(board, found)
        return found

    def _above(self, row: list[Seat], i: int) -> str:
        """What a row is above which no figures stand."""
        values = [seat for seat in row if seat.stop > self._stubs and seat.column <= self._last]
        if i <= self._reach or _is_marked_head(row) or numbers_columns(row, self._stubs):
            return HEAD
        if self._heads and self._is_over_few(row):
            return HEAD
        if not values or _is_across(row, self._board) or (not self._heads and self._is_title(row)):
            return self._name_above(row)
        if not self._heads and _is_of_words(values):
            return HEAD
        if any(seat.kind in (NUMBER, MISSING) for seat in values):
            return HEAD if self._is_head_of_numbers(row, values) or self._is_above_words(row, i) else DATA
        if self._is_unnamed(row) or not self._heads:
            return HEAD
        if all(seat.kind == PERIOD for seat in values):
            return DATA if self._timed else HEAD
        if sum(seat.kind == MIXED for seat in values) * 2 >= len(values):
            return DATA
        bare = any(seat.column not in self._headed for seat in values)
        return HEAD if bare or self._spans else DATA

    def _is_over_few(self, row: list[Seat]) -> bool:
        """Whether a row is one cell over some of the columns of figures, fewer than half of them."""
        covered = row[0].stop - row[0].column
        return len(row) == 1 and row[0].column >= self._stubs > 0 and 1 < covered < (self._last + 1 - self._stubs) / 2

    def _name_above(self, row: list[Seat]) -> str:
        """What a row of names alone is, above the figures: part of the head, a title, or a group."""
        if all(seat.words.casefold() in known("stub_heads") for seat in row):
            return HEAD
        return GROUP if self._heads else TITLE

    def _is_title(self, row: list[Seat]) -> bool:
        """Whether the only cell of a row, wherever it stands, is a caption or tells the unit of all cells."""
        if len(row) != 1 or row[0].cell.rows > 1 or 1 < row[0].cell.columns < self._board.width - 1:
            return False
        return is_caption(row[0].words) or bool(unit_line(row[0].words)) or len(row[0].words) > _LONG

    def _is_head_of_numbers(self, row: list[Seat], values: list[Seat]) -> bool:
        """Whether numbers are heads (sizes, ages, terms): over nothing or a head of stubs, with no other head above."""
        if not self._stubs or not self._is_unnamed(row) or len(values) < 2:
            return False
        if any(seat.kind == MISSING for seat in values):
            return False
        return not self._heads or any(seat.kind == TEXT for seat in values)

    def _is_above_words(self, row: list[Seat], i: int) -> bool:
        """Whether a row without a name, its numbers codes or classes, stands above heads in words for each column."""
        below = self._board.rows[i + 1] if i + 1 < len(self._board.rows) else []
        if not self._stubs or len(row) < 2 or not all(seat.column >= self._stubs for seat in (*row, *below)):
            return False
        return {seat.column for seat in row} == {seat.column for seat in below if seat.kind in (TEXT, MIXED)}

    def _is_unnamed(self, row: list[Seat]) -> bool:
        """Whether a row has no name of its own."""
        return all(seat.words.casefold() in known("stub_heads") for seat in row if seat.column < self._stubs)

    def _keep_head(self, row: list[Seat]) -> None:
        values = [seat for seat in row if seat.stop > self._stubs]
        if values:
            self._heads.add(_words(row, self._stubs))
        for seat in row:
            if seat.column < self._stubs:
                self._reach = max(self._reach, seat.cell.row + seat.cell.rows - 1)
        for seat in values:
            self._headed.update(range(seat.column, min(seat.stop, self._board.width)))
        self._spans = any(seat.cell.columns > 1 for seat in values)
        self._timed |= any(seat.kind == PERIOD for seat in values)

    def _below(self, row: list[Seat], i: int) -> str:
        """What a row below the first with figures is."""
        values = [seat for seat in row if seat.column >= self._stubs]
        if not values or _is_across(row, self._board):
            return GROUP
        if _words(row, self._stubs) in self._heads or numbers_columns(row, self._stubs) or _is_marked_head(row):
            return HEAD
        if any(seat.kind == NUMBER for seat in values):
            return DATA
        if len(row) == 1 and unit_line(row[0].words):
            return GROUP if self._titled_unit not in ("", row[0].words) else TITLE
        if len(values) < len(row) and all(seat.column in self._wordy for seat in values):
            return GROUP
        if self._after_span and len(values) > 1 and all(seat.kind == TEXT for seat in row):
            self._reach_below = max(seat.cell.row + seat.cell.rows - 1 for seat in row)
            self._heads_reach = self._reach_below
            return HEAD
        if i <= self._heads_reach:
            return HEAD
        if all(seat.kind == MISSING for seat in values) or not self._is_unnamed(row):
            return DATA
        if all(seat.kind == PERIOD for seat in values):
            return HEAD
        worded = any(seat.kind == MIXED or seat.column in self._wordy for seat in values)
        return DATA if worded or i <= self._reach_below or not self._stubs or len(values) < 2 else HEAD


def _is_of_words(values: list[Seat]) -> bool:
    """Whether the words of a row are no figures, though letters that name columns may be signs elsewhere: `C`, `X`."""
    words = sum(seat.kind == TEXT for seat in values)
    signs = sum(seat.kind == MISSING and seat.words.isalpha() for seat in values)
    return words > 2 * signs > 0 and words + signs == len(values)


def _is_across(row: list[Seat], board: Board) -> bool:
    """Whether a row is one cell of words over several columns and nothing else."""
    return len(row) == 1 and row[0].kind == TEXT and row[0].cell.columns > 1 and board.width > 2 - row[0].column


def _words(row: list[Seat], stubs: int) -> tuple[str, ...]:
    return tuple(seat.words for seat in row if seat.column >= stubs)


def _is_marked_head(row: list[Seat]) -> bool:
    """Whether the document's markup calls the whole row a head."""
    return len(row) > 1 and all(seat.cell.head for seat in row)


def numbers_columns(row: list[Seat], stubs: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A 1 2 3."""
    seats = [seat for seat in row if seat.column >= stubs]
    if len(seats) < 2 or not all(_COLUMN_NUMBER.fullmatch(seat.words) for seat in seats):
        return False
    names = [seat for seat in row if seat.column < stubs and not _COLUMN_NUMBER.fullmatch(seat.words)]
    bracketed = all(seat.words[0] in "(（" for seat in seats)
    if any(not bracketed and seat.words.casefold() not in known("stub_heads") for seat in names):
        return False
    numbers = [int(digits[0]) for seat in seats if (digits := re.search(r"\d+", seat.words))]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) > 1 and steps == {1} and numbers[0] <= stubs + 1


def _find_notes(board: Board, found: list[str]) -> None:
    """Rows at the foot that print one cell of words are notes, from the first that reads or stands like one."""
    foot: list[int] = []
    for i in reversed(board.filled):
        row = board.rows[i]
        if found[i] not in (GROUP, DATA) or len(row) != 1 or row[0].kind == NUMBER:
            break
        foot.append(i)
    notes = [i for i in foot if _is_note(board, i)]
    for i in foot:
        if notes and i >= notes[-1]:
            found[i] = NOTE


def _is_note(board: Board, i: int) -> bool:
    """Whether a lone cell at the foot is a note: by its words, its length, its width, or the gap above it."""
    seat = board.rows[i][0]
    apart = i > 0 and not board.rows[i - 1]
    return apart or seat.cell.columns > 2 or len(seat.words) > 2 * _LONG or bool(opening("notes").match(seat.words))


def _only_heads_before_data(board: Board, found: list[str]) -> None:
    """A head that no figures follow is a row like others."""
    for i in reversed(board.filled):
        if found[i] == DATA:
            return
        if found[i] == HEAD:
            found[i] = DATA

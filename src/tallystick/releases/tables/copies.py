"""Columns that print the names of rows a second time, in another language."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.releases.tables.board import Board
from tallystick.releases.tables.kinds import TEXT
from tallystick.releases.tables.rows import DATA

_SAMPLE = 500  # rows looked at


def copies_of_names(board: Board, kinds: Sequence[str], stubs: int) -> tuple[int, ...]:
    """The columns whose words stand beside the first names of nearly every row in the other script: no figures, no
    further names."""
    rows = [board.rows[i] for i in board.filled if kinds[i] == DATA][:_SAMPLE]
    words: dict[int, list[tuple[bool, bool]]] = {}
    for row in rows:
        if row[0].kind != TEXT or row[0].column >= stubs:
            continue
        first = _is_han(row[0].words)
        for seat in row[1:]:
            if seat.kind == TEXT:
                words.setdefault(seat.column, []).append((first, _is_han(seat.words)))
    return tuple(sorted(column for column, pairs in words.items() if _is_copy(pairs, len(rows))))


def _is_copy(pairs: Sequence[tuple[bool, bool]], rows: int) -> bool:
    other = sum(first != second for first, second in pairs)
    one_way = len({first for first, _ in pairs}) == 1 or other == len(pairs)
    return rows > 2 and one_way and other * 10 >= rows * 8


def _is_han(words: str) -> bool:
    """Whether words are Chinese for the most part; a unit in Latin letters counts little."""
    return sum("\u4e00" <= char <= "\u9fff" for char in words) * 3 > len(words)

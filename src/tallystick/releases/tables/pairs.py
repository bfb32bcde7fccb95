"""Rows without heads that print name and figure several times side by side: each figure has its own name."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.table import Band, Path
from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.kinds import MISSING, NUMBER, PERIOD, TEXT

_VALUES = (NUMBER, MISSING, PERIOD)


def with_pairs(board: Board, bands: Sequence[Band], rows: list[Path], stubs: int) -> list[Band]:
    """The bands, each row of pairs in one without heads by itself: its row has no path, its figures their names."""
    found: list[Band] = []
    for band in bands:
        if any(band.columns):
            found.append(band)
            continue
        first = band.first
        if _repeats(board, band, stubs):
            found.append(band)
            continue
        for i in range(band.first, band.stop):
            named = _pairs(board.rows[i], stubs)
            if not named:
                continue
            if first < i:
                found.append(Band(first, i, band.columns))
            columns: list[Path] = [()] * board.width
            for column, name in named.items():
                columns[column] = (*rows[i][:-1], name)
            rows[i] = ()
            found.append(Band(i, i + 1, tuple(columns)))
            first = i + 1
        if first < band.stop:
            found.append(Band(first, band.stop, band.columns))
    return found


def _repeats(board: Board, band: Band, stubs: int) -> bool:
    """Whether the second names of the rows are few kinds of things, not names."""
    second = [row[2].words for row in board.rows[band.first : band.stop] if _pairs(row, stubs)]
    return len(set(second)) * 2 <= len(second)


def _pairs(row: Sequence[Seat], stubs: int) -> dict[int, str]:
    """Column → name of each figure, where a row is two pairs of name and figure or more; else nothing."""
    if len(row) < 4 or len(row) % 2 or row[0].column >= max(stubs, 1):
        return {}
    names, values = row[::2], row[1::2]
    if any(seat.kind != TEXT for seat in names) or any(seat.kind not in _VALUES for seat in values):
        return {}
    return {value.column: name.words.rstrip(":：") for name, value in zip(names, values, strict=True)}

"""Rows of a table that are lines of a text, their columns set by space, tabs, strokes or single blanks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from tallystick.model.table import Cell
from tallystick.releases.lines import Line
from tallystick.releases.marks import small_words
from tallystick.releases.tables.flat.pieces import (
    BY_SPACE,
    BY_WORD,
    LONGEST_LABEL,
    Piece,
    Row,
    is_data,
    is_label,
    is_rule,
    row_of,
)
from tallystick.releases.tables.kinds import MISSING, NUMBER, PERIOD

_BETWEEN = 3  # lines that are no data between two rows of a table
_ABOVE = 12  # lines above the first row among which its heads are looked for
_LEAST = {BY_WORD: 3}  # rows that make a table, two where they are set apart better
_FIGURES = (NUMBER, MISSING)


def printed_tables(text: str, lines: Sequence[Line]) -> list[tuple[int, int, list[Cell]]]:
    """The tables among lines: the first line of each, the one behind its last, and its cells. Linear time."""
    rows = [None if is_rule(text[line.start : line.end]) else row_of(text, line) for line in lines]
    data = [not line.hint and is_data(text, row) for line, row in zip(lines, rows, strict=True)]
    found = []
    done = 0
    for first, last in _runs(text, lines, rows, data):
        top = _top(text, lines, rows, first, done)
        cells = _cells(text, lines, rows, data, top, last + 1)
        if cells:
            found.append((top, last + 1, cells))
            done = last + 1
    return found


def _runs(text: str, lines: Sequence[Line], rows: Sequence[Row | None], data: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last data rows of lines that may be one table."""
    runs: list[tuple[int, int]] = []
    first = last = -1
    count = 0
    for at, is_one in enumerate(data):
        if not is_one:
            continue
        row, before = rows[at], rows[last] if last >= 0 else None
        joins = (
            before is not None
            and row is not None
            and _goes_on(text, lines, last, at)
            and (before.way == row.way)
            and (row.way != BY_WORD or before.numbers == row.numbers)
        )
        if joins:
            last, count = at, count + 1
            continue
        if count >= _least(rows, first):
            runs.append((first, last))
        first, last, count = at, at, 1
    if count and count >= _least(rows, first):
        runs.append((first, last))
    return runs


def _least(rows: Sequence[Row | None], first: int) -> int:
    row = rows[first]
    return _LEAST.get(row.way, 2) if row else 2


def _goes_on(text: str, lines: Sequence[Line], last: int, at: int) -> bool:
    """Whether between two rows there stand only a few short names of groups, heads and rules."""
    if at - last - 1 > _BETWEEN:
        return False
    return all(_may_stand_between(text[lines[k].start : lines[k].end], lines[k]) for k in range(last + 1, at))


def _may_stand_between(words: str, line: Line) -> bool:
    return not line.hint and (is_rule(words) or is_label(words))


def _top(text: str, lines: Sequence[Line], rows: Sequence[Row | None], first: int, done: int) -> int:
    """The first line of a table's heads: lines above its first row with several pieces, and rules."""
    top, way, is_ruled, others = first, rows[first], False, 0
    for k in range(first - 1, max(first - 1 - _ABOVE, done - 1), -1):
        row, words = rows[k], text[lines[k].start : lines[k].end]
        if lines[k].hint or len(words) > 200:
            break
        if is_rule(words):
            if is_ruled:
                top = k + 1
            is_ruled = True
        elif row is not None and way is not None and _may_be_head(text, row, way):
            top = k
        elif not is_ruled:
            others += 1
            if others > _BETWEEN or not is_label(words):
                break
    return top


def _may_be_head(text: str, row: Row, first: Row) -> bool:
    if row.way != first.way and not (first.way == BY_WORD and _is_of_times(row)):
        return False
    if first.way == BY_WORD:
        return sum(piece.kind == PERIOD for piece in row.pieces) >= len(first.pieces) - 1
    words = [text[piece.start : piece.end] for piece in row.pieces]
    return len(words) > 1 and all(len(word) <= LONGEST_LABEL and small_words(word) < 2 for word in words)


def _is_of_times(row: Row) -> bool:
    return all(piece.kind == PERIOD for piece in row.pieces)


def _cells(
    text: str, lines: Sequence[Line], rows: Sequence[Row | None], data: Sequence[bool], top: int, stop: int
) -> list[Cell]:
    way = next(row.way for row, is_one in zip(rows[top:stop], data[top:stop], strict=True) if is_one and row)
    listed: list[tuple[int, tuple[Piece, ...]]] = []
    for k in range(top, stop):
        line, row = lines[k], rows[k]
        if is_rule(text[line.start : line.end]):
            continue
        if row is not None and (row.way == way or (way == BY_WORD and _is_of_times(row))):
            listed.append((k, row.pieces))
        else:
            indent = line.start - text.rfind("\n", 0, line.start) - 1
            listed.append((k, (Piece(line.start, line.end, "text", indent if way == BY_SPACE else 0),)))
    if way == BY_SPACE:
        return _by_place(listed)
    width = max(len(pieces) for _, pieces in listed)
    cells = []
    for at, (_, pieces) in enumerate(listed):
        shift = width - len(pieces) if way == BY_WORD and pieces[0].kind == PERIOD else 0
        for order, piece in enumerate(pieces):
            column = order + shift if way == BY_WORD else piece.at
            cells.append(Cell(piece.start, piece.end, at, column))
    return cells


def _by_place(listed: Sequence[tuple[int, tuple[Piece, ...]]]) -> list[Cell]:
    """Cells of columns that are set by space: what stands below one another is one column."""
    spans = sorted(
        (piece.at, piece.at + piece.end - piece.start)
        for _, pieces in listed
        for k, piece in enumerate(pieces)
        if k and piece.kind in _FIGURES
    )
    columns: list[tuple[int, int]] = []
    for start, end in spans:
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(end, columns[-1][1]))
        else:
            columns.append((start, end))
    cells: list[Cell] = []
    for at, (_, pieces) in enumerate(listed):
        for (first, width), group in groupby(_placed(pieces, columns), key=itemgetter(0)):
            found = [piece for _, piece in group]
            indent = found[0].at if first == 0 else 0
            cells.append(Cell(found[0].start, found[-1].end, at, first, columns=width, indent=float(indent)))
    return cells


def _placed(pieces: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], Piece]]:
    """Pieces with their columns; words beside a number of the same column belong to the name of the row."""
    placed = [(_column(order, piece, columns), piece) for order, piece in enumerate(pieces)]
    for k in range(len(placed) - 1):
        (column, piece), (after, behind) = placed[k : k + 2]
        if column == after and piece.kind not in _FIGURES and behind.kind in _FIGURES and k < 2:
            placed[k] = ((0, 1), piece)
    return placed


def _column(order: int, piece: Piece, columns: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The column of a piece, from 1 for the first that holds figures, and how many it covers; 0 for names of rows."""
    start, end = piece.at, piece.at + piece.end - piece.start
    over = [k for k, (left, right) in enumerate(columns, 1) if start < right and left < end]
    if over:
        return over[0], len(over)
    if end <= columns[0][0]:
        return (0, 1) if order == 0 or start < columns[0][0] - 12 else (1, 1)
    nearest = min(range(len(columns)), key=lambda k: min(abs(columns[k][0] - end), abs(start - columns[k][1])))
    return nearest + 1, 1

"""A grid laid out by rows, with what each cell is at a glance."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter

import msgspec

from tallystick.model.table import Cell
from tallystick.releases.tables.kinds import kind_of

_column = attrgetter("column")
# Where a break between lines of a head was lost: `Three Months EndedJune 30,2025`.
_GLUED = re.compile(
    r"(?<=\b[Ee]nded)(?=[A-Z])|(?<=\b[Ee]nding)(?=[A-Z])"
    r"|(?<=[a-z] \d,)(?=(?:19|20)\d\d\b)|(?<=[a-z] \d\d,)(?=(?:19|20)\d\d\b)"
)


class Seat(msgspec.Struct, gc=False):
    """A cell with its words (white space at the ends apart), its kind, and the columns it covers: up to `stop`."""

    cell: Cell
    words: str
    kind: str
    column: int
    stop: int
    indent: float


class Board:
    """Cells by rows: `rows[i]` are those that begin in row `i` and print something, from left to right.

    `height` bounds the rows that are looked at.
    """

    def __init__(self, text: str, cells: Sequence[Cell], height: int | None = None) -> None:
        self.rows: list[list[Seat]] = []
        rows, kinds, width = self.rows, dict[str, str](), 0
        for cell in cells:
            at, column = cell.row, cell.column
            while len(rows) <= at and (height is None or len(rows) < height):
                rows.append([])
            words = text[cell.start : cell.end].strip()
            if not words or not 0 <= at < len(rows):
                continue
            if "\n" in words or _GLUED.search(words):
                words = " ".join(_GLUED.sub(" ", words).split())
            kind = kinds.get(words)
            if kind is None:
                kind = kinds[words] = kind_of(words)
            row = rows[at]
            if row and row[-1].column > column:
                insort(row, Seat(cell, words, kind, column, column + (cell.columns or 1), cell.indent), key=_column)
            else:
                row.append(Seat(cell, words, kind, column, column + (cell.columns or 1), cell.indent))
            if column >= width:
                width = column + 1
        self.width = width

    @cached_property
    def filled(self) -> list[int]:
        """The rows that print something."""
        return [i for i, row in enumerate(self.rows) if row]

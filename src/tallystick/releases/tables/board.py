"""A grid laid out by rows, with what each cell is at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tallystick.model.table import Cell
from tallystick.releases.tables.kinds import EMPTY, kind_of


@dataclass(slots=True)
class Seat:
    """A cell with its words (white space at the ends apart) and its kind."""

    cell: Cell
    words: str
    kind: str
    indent: float = 0.0

    @property
    def column(self) -> int:
        """The first column it covers."""
        return self.cell.column

    @property
    def stop(self) -> int:
        """The column after the last it covers."""
        return self.cell.column + max(self.cell.columns, 1)


class Board:
    """Cells by rows: `rows[i]` are those that begin in row `i` and print something, from left to right."""

    def __init__(self, text: str, cells: Sequence[Cell]) -> None:
        height = max((cell.row for cell in cells), default=-1) + 1
        self.rows: list[list[Seat]] = [[] for _ in range(height)]
        self.width = 0
        kinds: dict[str, str] = {}
        for cell in cells:
            words = text[cell.start : cell.end].strip()
            if not words:
                continue
            kind = kinds.get(words)
            if kind is None:
                kind = kinds[words] = kind_of(words)
            if kind != EMPTY:
                self.rows[cell.row].append(Seat(cell, words, kind, cell.indent))
                self.width = max(self.width, cell.column + 1)
        for row in self.rows:
            row.sort(key=lambda seat: seat.cell.column)

    @cached_property
    def filled(self) -> list[int]:
        """The rows that print something."""
        return [i for i, row in enumerate(self.rows) if row]

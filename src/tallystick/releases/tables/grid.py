"""A grid of cells as a format gives it, and how it is printed in the text of a release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import msgspec

from tallystick.model.table import Cell
from tallystick.releases.lines import Line, split_lines


class GridCell(msgspec.Struct, gc=False):
    """A cell of a document: its words (no tab or line end in them), place in the grid, looks; fields as in `Cell`."""

    words: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False
    bold: bool = False
    indent: float = 0.0
    marks: tuple[str, ...] = ()
    cell: str = ""


@dataclass(slots=True)
class Grid:
    """Cells placed in the draft's text, `start` to `end`; caption and notes where the format itself tells them."""

    start: int
    end: int
    cells: Sequence[Cell]
    caption: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    page: int = 0
    sheet: str = ""


def printed(cells: Sequence[GridCell], at: int = 0) -> tuple[str, list[Cell]]:
    """The text of a grid, a line a row and a tab between cells, and its cells with offsets counted from `at`.

    A cell that covers several rows or columns is printed once, at its first. Rows that print nothing give no line.

    >>> text, cells = printed([GridCell("Exports", 0, 0), GridCell("3.2", 0, 1), GridCell("4.1", 1, 1)])
    >>> text, [(cell.start, cell.end) for cell in cells]
    ('Exports\\t3.2\\n\\t4.1', [(0, 7), (8, 11), (13, 16)])
    """
    pieces: list[str] = []
    placed: list[Cell] = []
    add = placed.append
    length, row, column = at, -1, 0
    for one in sorted(cells, key=attrgetter("row", "column")):
        gap, words, place = "", one.words, one.column
        if words:
            if one.row != row:
                gap = "\n" * (row >= 0) + "\t" * place
                row = one.row
            else:
                gap = "\t" if place <= column + 1 else "\t" * (place - column)
            column = place
            pieces += (gap, words)
        start = length + len(gap)
        length = start + len(words)
        add(
            Cell(
                start, length, one.row, place, one.rows, one.columns, one.head, one.bold, one.indent, one.marks,
                one.cell,
            )
        )  # fmt: skip
    return "".join(pieces), placed


def lines_of(text: str, at: int = 0) -> list[Line]:
    """The lines of a printed grid, with offsets counted from `at`.

    >>> text, _ = printed([GridCell("Exports", 0, 0), GridCell("3.2", 0, 1), GridCell("4.1", 1, 1)])
    >>> [(line.start, line.end, line.hint) for line in lines_of(text, 100)]
    [(100, 111, 'table'), (113, 116, 'table')]
    """
    return [Line(at + line.start, at + line.end, False, False, "table") for line in split_lines(text)]


def without_empty_columns(cells: Sequence[GridCell]) -> None:
    """Take out the columns in which no cell begins: wide cells only pretend that they are there."""
    begun = sorted({cell.column for cell in cells})
    if not begun or begun[-1] == len(begun) - 1:
        width = len(begun)
        for cell in cells:
            if cell.columns > 1:
                cell.columns = min(cell.columns, width - cell.column)
        return
    at = {column: place for place, column in enumerate(begun)}
    ends = sorted({cell.column + cell.columns for cell in cells} - at.keys())
    place = 0
    for end in ends:
        while place < len(begun) and begun[place] < end:
            place += 1
        at[end] = place
    for cell in cells:
        cell.columns = at[cell.column + cell.columns] - at[cell.column]
        cell.column = at[cell.column]

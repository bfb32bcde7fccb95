"""Tables: cells at their places, and whether a table holds data or only lays out the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from tallystick.model import Dropped
from tallystick.releases.formats.docx.blocks import Item, Paragraph, TableCell, TableItem
from tallystick.releases.formats.docx.markup import is_on, number, value
from tallystick.releases.tables.grid import GridCell

if TYPE_CHECKING:
    from tallystick.releases.formats.docx.blocks import Blocks

_WIDEST = 1000  # columns
_NUMBER = re.compile(r"[^\d\n]{0,4}\d[\d\s.,'’%()*/–−+-]{0,24}[A-Za-z%†‡*]{0,3}[)）]?")
_LEAST_NUMBERS = 2
_SHARE_OF_NUMBERS = 0.2  # of the cells that print anything, in a table of data
_PROSE = 160  # characters; a cell that holds more is prose
_BLANKS = re.compile(r"\s+")


def table_of(element: Element, blocks: Blocks) -> TableItem:
    """The table of an element: rows and cells that are left when tracked changes are accepted."""
    return TableItem(_Places(blocks).cells(element))


class _Places:
    """Places the cells of a table in its grid, row by row."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._cells: list[TableCell] = []
        self._above: dict[int, TableCell] = {}  # column → the cell that may go on in the next row

    def cells(self, table: Element) -> list[TableCell]:
        row_number = 0
        for row in _wrapped(table, "w:tr"):
            properties = row.find("w:trPr")
            gone = "deleted" if _has(properties, "w:del") else "hidden" if is_on(properties, "w:hidden") else ""
            if gone:
                self._blocks.drop_row(row, gone)
                continue
            self._row(row, row_number, bool(is_on(properties, "w:tblHeader")))
            row_number += 1
        return self._cells

    def _row(self, row: Element, at: int, head: bool) -> None:
        properties = row.find("w:trPr")
        column = number(value(properties, "w:gridBefore"), 0, _WIDEST)
        last: TableCell | None = None
        for element in _wrapped(row, "w:tc"):
            cell = element.find("w:tcPr")
            if _has(cell, "w:cellDel"):
                self._blocks.drop_row(element, "deleted")
                continue
            columns = max(number(value(cell, "w:gridSpan"), 1, _WIDEST), 1)
            if column + columns > _WIDEST:
                self._blocks.drop_row(element, "not read")
                continue
            if last is not None and _goes_on(cell, "w:hMerge"):
                last.columns += columns
                last.items += self._blocks.of(element)
            else:
                last = self._cell(element, at, column, columns, head)
            column += columns
        self._above = {place: cell for place, cell in self._above.items() if cell.row + cell.rows > at}

    def _cell(self, element: Element, at: int, column: int, columns: int, head: bool) -> TableCell:
        above = self._above.get(column)
        if above is not None and _goes_on(element.find("w:tcPr"), "w:vMerge") and above.row + above.rows == at:
            above.rows += 1
            for item in self._blocks.of(element):
                words = _words([item])
                if words:
                    self._blocks.dropped.append(Dropped(words, "hidden"))
            return above
        found = TableCell(at, column, 1, columns, head, list(self._blocks.of(element)))
        self._cells.append(found)
        self._above[column] = found
        return found


def _wrapped(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, those in content controls and the like too."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag not in ("w:tblPr", "w:tblGrid", "w:trPr", "w:tblPrEx", "w:sdtPr") and len(child):
            yield from _wrapped(child, name)


def _has(properties: Element | None, name: str) -> bool:
    return properties is not None and properties.find(name) is not None


def _goes_on(cell: Element | None, name: str) -> bool:
    """Whether a cell is the further part of a merged one."""
    return _has(cell, name) and (value(cell, name) or "continue") == "continue"


def is_data(table: TableItem) -> bool:
    """Whether a table is one of data: several rows and columns, some of its cells numbers, no table inside.

    What lays out a page (a letterhead, boxes side by side, prose in cells) is none.
    """
    if any(isinstance(item, TableItem) for cell in table.cells for item in cell.items):
        return False
    cells = [(cell, _words(cell.items)) for cell in table.cells]
    filled = [(cell, words) for cell, words in cells if words]
    if len({cell.row for cell, _ in filled}) < 2 or len({cell.column for cell, _ in filled}) < 2:
        return False
    numbers = sum(1 for _, words in filled if _NUMBER.fullmatch(words))
    prose = sum(1 for _, words in filled if len(words) > _PROSE)
    return numbers >= max(_LEAST_NUMBERS, _SHARE_OF_NUMBERS * len(filled)) and prose <= numbers


def grid_cells(table: TableItem) -> list[GridCell]:
    """The cells of a table of data, each with its words on one line."""
    return [
        GridCell(
            _words(cell.items), cell.row, cell.column, cell.rows, cell.columns, cell.head,
            _is_bold(cell.items), _indent(cell.items), _marks(cell.items),
        )
        for cell in table.cells
    ]  # fmt: skip


def _paragraphs(items: Sequence[Item]) -> Iterator[Paragraph]:
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for cell in item.cells:
                yield from _paragraphs(cell.items)


def _words(items: Sequence[Item]) -> str:
    return _BLANKS.sub(" ", " ".join(paragraph.words for paragraph in _paragraphs(items))).strip()


def _is_bold(items: Sequence[Item]) -> bool:
    found = list(_paragraphs(items))
    return bool(found) and all(paragraph.worded.bold for paragraph in found)


def _indent(items: Sequence[Item]) -> float:
    return round(next((paragraph.indent for paragraph in _paragraphs(items)), 0.0), 1)


def _marks(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(mark for paragraph in _paragraphs(items) for mark in paragraph.worded.marks)

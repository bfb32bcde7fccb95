"""Tables that are set with tabs: paragraphs one below the other, each a row of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tallystick.releases.formats.docx.blocks import Item, Paragraph, TableCell, TableItem
from tallystick.releases.formats.docx.paragraph import Worded
from tallystick.releases.formats.docx.tables import is_data

_LONGEST_CELL = 120  # characters; what is longer is prose with a tab in it
_SHORT = 12  # characters, of a cell that may end in a stop: `n.a.`
_LEAST_ROWS = 2
_STOPS = ".。;；!！?？"


def with_tabbed_tables(items: Iterable[Item]) -> Iterator[Item]:
    """The items with rows set with tabs put together to tables of data."""
    held: list[Paragraph] = []
    for item in items:
        if isinstance(item, Paragraph) and _is_row(item):
            held.append(item)
            continue
        yield from _table(held)
        held = []
        yield item
    yield from _table(held)


def _is_row(paragraph: Paragraph) -> bool:
    words = paragraph.worded.words
    if paragraph.kind in ("contents", "title", "heading", "note") or "\n" in words:
        return False
    cells = words.split("\t")
    if len(cells) + bool(paragraph.worded.tabs) < _LEAST_ROWS or paragraph.label is not None:
        return False
    return not any(_is_prose(cell.strip()) for cell in cells)


def _is_prose(cell: str) -> bool:
    return len(cell) > _LONGEST_CELL or (len(cell) > _SHORT and cell[-1] in _STOPS)


def _table(rows: list[Paragraph]) -> Iterator[Item]:
    if len(rows) >= _LEAST_ROWS:
        table = TableItem([cell for at, cells in enumerate(_placed(rows)) for cell in _cells(rows[at], cells, at)])
        if is_data(table):
            yield table
            return
    yield from rows


def _placed(rows: list[Paragraph]) -> list[dict[int, str]]:
    """The cells of each row by column: the first to the last of the longest rows; others by their tabs."""
    printed = [[""] * row.worded.tabs + row.worded.words.split("\t") for row in rows]
    filled = [[cell.strip() for cell in cells if cell.strip()] for cells in printed]
    most = max(len(cells) for cells in filled)
    placed = []
    for cells, full in zip(printed, filled, strict=True):
        if len(full) < most and not cells[0].strip():  # a head that begins behind the stubs
            placed.append(dict(enumerate(full, most - len(full))))
        elif len(full) < most and len(cells) <= most:
            placed.append({at: cell.strip() for at, cell in enumerate(cells) if cell.strip()})
        else:
            placed.append(dict(enumerate(full)))
    return placed


def _cells(row: Paragraph, cells: dict[int, str], at: int) -> Iterator[TableCell]:
    """A row's cells; its indent is that of the first, its marks those of the last."""
    last = max(cells, default=0)
    for column, words in cells.items():
        marks = row.worded.marks if column == last else ()
        told = Worded(words, bold=row.worded.bold, marks=marks)
        indent = 0.0 if column or row.worded.tabs else row.indent
        yield TableCell(at, column, 1, 1, False, [Paragraph(told, indent=indent)])

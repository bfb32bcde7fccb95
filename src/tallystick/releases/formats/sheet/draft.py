"""From the bytes of a workbook to the draft of a release."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.model import Dropped, Place, SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.formats.sheet.book import MOST_CELLS, Book, Row, Sheet
from tallystick.releases.formats.sheet.merging import merge_cells
from tallystick.releases.formats.sheet.regions import Region, regions
from tallystick.releases.lines import Line
from tallystick.releases.tables.around import is_caption, unit_line
from tallystick.releases.tables.data import is_data
from tallystick.releases.tables.grid import Grid, GridCell, lines_of, printed, without_empty_columns

_LONGEST_TITLE = 200  # characters
_NO_NAME = re.compile(r"(?:sheet|tabelle|feuil|工作表)\s?\d{0,3}", re.IGNORECASE)
_FEW = 3  # cells of a row of which the last tells a unit
_SHORT = 40  # characters of a name
_NUMBER = re.compile(r"\w{1,3}(?:\.\d{1,2}){0,3}[.)]?")


def draft_of_book(book: Book, source: str) -> Draft:
    """The draft of a workbook; SourceError for one that shows nothing or too much."""
    if sum(len(row.cells) for sheet in book.sheets for row in sheet.rows) > MOST_CELLS:
        raise SourceError(f"{source} has more than {MOST_CELLS:,} cells", "split it: keep the sheets that matter")
    writer = _Writer()
    for name in book.hidden:
        writer.dropped.append(Dropped(f"sheet {name}", "hidden", Place(sheet=name, cell="A1")))
    for sheet in book.sheets:
        writer.add(sheet)
    if not writer.lines:
        raise SourceError(f"{source} shows no cells", "save it with the sheets unhidden, formulas worked out")
    return Draft(
        "".join(writer.pieces), writer.lines, 0, {}, writer.grids, dropped=writer.dropped, remarks=_remarks(book)
    )


def _remarks(book: Book) -> list[str]:
    """What of a workbook was not read, each half a sentence."""
    remarks = []
    valueless = sum(sheet.valueless for sheet in book.sheets)
    if valueless:
        many = "1 formula" if valueless == 1 else f"{valueless} formulas"
        remarks.append(f"has {many} without values: open it in a spreadsheet program and save it, then read it again")
    hidden = [f"sheet {name}" for name in book.hidden]
    hidden += [
        f"{one.text} of {sheet.name}"
        for sheet in book.sheets
        for one in sheet.dropped
        if one.reason == "hidden" and one.text.startswith(("row", "column"))
    ]
    if hidden:
        more = f" and {len(hidden) - 5} more" if len(hidden) > 5 else ""
        remarks.append(f"hides {', '.join(hidden[:5])}{more}: not read")
    return remarks


class _Writer:
    """Gathers the sheets of a workbook into one text."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.dropped: list[Dropped] = []
        self._length = 0
        self._titled = False

    def add(self, sheet: Sheet) -> None:
        """A sheet: its name as a heading, then its lines and tables from the top."""
        merge_cells(sheet)
        self.dropped += sheet.dropped
        if not sheet.rows:
            return
        named = not _NO_NAME.fullmatch(sheet.name)
        if named:
            self._line(sheet.name, "heading")
        found = [self._judged(region) for region in regions(sheet.rows)]
        caption = ""
        for i, (rows, cells) in enumerate(found):
            if cells:
                self._grid(cells, caption or (sheet.name if named else ""), sheet.name)
                caption = ""
            else:
                leads = i == 0 or (i + 1 < len(found) and bool(found[i + 1][1]))
                caption = self._lines_of(rows, leads)

    def _judged(self, region: Region) -> tuple[Sequence[Row], Sequence[GridCell]]:
        """The rows of a region, and its cells where it is a table of data."""
        cells = [cell for row in region.rows for cell in row.cells] if region.is_table else []
        return region.rows, cells if is_data(cells) else ()

    def _lines_of(self, rows: Sequence[Row], leads: bool) -> str:
        """Rows as lines of words; where they lead to a table, the one that names it is its heading and returned."""
        texts = [words for row in rows for words in _said(row.cells)]
        titles = [i for i, words in enumerate(texts) if leads and _is_title(words)]
        captions = [i for i in titles if is_caption(texts[i])]
        title = next(iter((*captions[-1:], *titles)), -1)
        for i, words in enumerate(texts):
            self._line(words, self._title_hint() if i == title else _hint(words))
        return texts[title] if title >= 0 else ""

    def _title_hint(self) -> str:
        titled, self._titled = self._titled, True
        return "heading" if titled else "title"

    def _line(self, words: str, hint: str) -> None:
        if self.pieces:
            self._write("\n\n")
        start = self._length
        self._write(words)
        self.lines.append(Line(start, self._length, True, False, hint))

    def _grid(self, cells: Sequence[GridCell], caption: str, sheet: str) -> None:
        if self.pieces:
            self._write("\n\n")
        _close_up(cells)
        text, placed = printed(cells, self._length)
        start = self._length
        self.lines += lines_of(text, start)
        self._write(text)
        self.grids.append(Grid(start, self._length, placed, caption, sheet=sheet))

    def _write(self, words: str) -> None:
        self.pieces.append(words)
        self._length += len(words)


def _said(cells: Sequence[GridCell]) -> list[str]:
    """The words of a row that is no row of a table: a name and what it names together, other cells by themselves."""
    first = cells[0].words
    if len(cells) == 2 and ((first[-1] in ":：" and len(first) <= _SHORT) or _NUMBER.fullmatch(first)):
        return [f"{first} {cells[1].words}"]
    if 1 < len(cells) <= _FEW and unit_line(cells[-1].words):
        return ["\t".join(cell.words for cell in cells[:-1]), cells[-1].words]
    if len(first) > _SHORT and len(cells) < 4:
        return [cell.words for cell in cells]
    return ["\t".join(cell.words for cell in cells)]


def _hint(words: str) -> str:
    """What a line beside a table is: a row of words, a line of units or in brackets, which names nothing, or words."""
    if "\t" in words:
        return "row"
    return "note" if unit_line(words) or words[0] in "[（(" else "paragraph"


def _is_title(words: str) -> bool:
    """Whether a line may name what stands below."""
    if len(words) > _LONGEST_TITLE or "\t" in words or words[-1] in ".。;；" or unit_line(words):
        return False
    return words[0] not in "*†([（" and any(char.isalpha() for char in words)


def _close_up(cells: Sequence[GridCell]) -> None:
    """Count the rows and columns of a table from its first, empty ones left out."""
    used = sorted({cell.row for cell in cells})
    at = {row: place for place, row in enumerate(used)}
    for cell in cells:
        stop = cell.row + cell.rows
        if cell.rows > 1:
            cell.rows = sum(cell.row <= row < stop for row in used[at[cell.row] : at[cell.row] + cell.rows])
        cell.row = at[cell.row]
    without_empty_columns(cells)

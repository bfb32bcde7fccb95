"""One sheet of an .xlsx workbook: the cells that it shows, as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from tallystick.releases.formats.sheet.book import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SAID,
    Row,
    Sheet,
    Worded,
    column_of,
    letters,
    range_of,
    worded,
)
from tallystick.releases.formats.sheet.filling import add_number, add_text
from tallystick.releases.formats.sheet.styles import Style, number
from tallystick.releases.formats.sheet.texts import text_of
from tallystick.releases.formats.sheet.xml import elements
from tallystick.releases.tables.grid import GridCell

_WANTED = frozenset(("row", "cols", "mergeCells"))
_MOST_STYLES = 100_000
_OFF = ("0", "false", None)


class SheetReader:
    """Reads the rows of a sheet in their order."""

    def __init__(self, name: str, texts: Sequence[Worded], styles: Sequence[Style], source: str) -> None:
        self.sheet = Sheet(name)
        self._texts, self._styles, self._source = texts, styles, source
        self._hidden: set[int] = set()  # columns
        self._said: set[int] = set()  # hidden columns that hold something
        self._by_index: dict[str, Style] = {}
        self._row = -1
        self._space = self._value_tag = ""
        self._first_hidden_row = -1

    def read(self, data: bytes) -> Sheet:
        """The sheet in a part of the workbook; SourceError for a part that is damaged."""
        for name, element in elements(data, _WANTED, self._source):
            if name == "row":
                self._space = element.tag[:-3]
                self._value_tag = f"{self._space}v"
                self._read_row(element)
            elif name == "cols":
                self._hide_columns(element)
            else:
                found = (range_of(one.get("ref") or "") for one in element)
                self.sheet.merges += [merge for merge in found if merge is not None]
        self._end_hidden_rows(self._row + 1)
        for column in sorted(self._said):
            self.sheet.drop(f"column {letters(column)}", "hidden", f"{letters(column)}1")
        self.sheet.rows.sort(key=lambda row: row.number)
        return self.sheet

    def _hide_columns(self, element: Element) -> None:
        for one in element:
            if one.get("hidden") not in _OFF or one.get("width") == "0":
                first, last = number(one, "min"), min(number(one, "max"), MOST_COLUMNS)
                self._hidden.update(range(max(first, 1) - 1, last))

    def _read_row(self, element: Element) -> None:
        at = number(element, "r") - 1 if element.get("r") else self._row + 1
        if not 0 <= at < MOST_ROWS:
            return
        if element.get("hidden") not in _OFF or element.get("ht") == "0":
            if self._first_hidden_row < 0 and any(len(cell) for cell in element):
                self._first_hidden_row = at
            self._row = at
            return
        self._end_hidden_rows(at)
        self._row = at
        row = Row(at, [])
        self._read_cells(row, element)
        if row.cells:
            self.sheet.rows.append(row)

    def _end_hidden_rows(self, stop: int) -> None:
        """Say which rows before `stop` are hidden."""
        first, self._first_hidden_row = self._first_hidden_row, -1
        if first >= 0:
            told = f"row {first + 1}" if stop - first == 1 else f"rows {first + 1} to {stop}"
            self.sheet.drop(told, "hidden", f"A{first + 1}")

    def _read_cells(self, row: Row, element: Element) -> None:
        column, ordered = -1, True
        across: GridCell | None = None
        sheet, hidden, styles, value_tag = self.sheet, self._hidden, self._by_index, self._value_tag
        digits = -len(str(row.number + 1))
        for cell in element:
            name = cell.get("r")
            at = column_of(name[:digits]) if name else column + 1
            if not 0 <= at < MOST_COLUMNS:
                continue
            ordered &= at > column
            column = at
            index = cell.get("s", "0")
            style = styles.get(index) or self._style(index)
            held = len(cell)
            if not held:
                if across is not None and style.across and across.column + across.columns == at:
                    across.columns += 1
                continue
            if at in hidden:
                self._said.add(at)
                continue
            name = name or f"{letters(at)}{row.number + 1}"
            if held == 1 and cell.get("t") is None and cell[0].tag == value_tag:
                value = cell[0].text
                made = add_number(sheet, row, value, at, name, style) if value else None
            else:
                made = self._cell(row, cell, at, name, style)
            across = made if style.across else None
        if not ordered:
            by_column = {cell.column: cell for cell in reversed(row.cells)}
            row.cells = [by_column[at] for at in sorted(by_column)]

    def _style(self, index: str) -> Style:
        """The looks a cell names by number; the first for one that names none."""
        known = index.isascii() and index.isdecimal() and len(index) < 7 and int(index) < len(self._styles)
        style = self._styles[int(index) if known else 0]
        if len(self._by_index) < _MOST_STYLES:
            self._by_index[index] = style
        return style

    def _cell(self, row: Row, cell: Element, at: int, name: str, style: Style) -> GridCell | None:
        """Add a cell to its row; None for one that prints nothing."""
        kind = cell.get("t", "n")
        value = self._value(cell, kind, name)
        if kind == "n":
            return add_number(self.sheet, row, value, at, name, style) if value else None
        found = self._text(cell, value, kind)
        return add_text(self.sheet, row, found, at, name, style) if found is not None else None

    def _value(self, cell: Element, kind: str, name: str) -> str | None:
        """The stored value; a formula without one is counted."""
        formula = value = None
        for part in cell:
            local = part.tag[len(self._space) :]
            if local == "v":
                value = part.text
            elif local == "f":
                formula = part.text or ""
        if formula is not None and not value and kind != "str":
            self.sheet.valueless += 1
            if self.sheet.valueless <= MOST_SAID:
                self.sheet.drop(f"={formula}"[:200], "not read", name)
        return value

    def _text(self, cell: Element, value: str | None, kind: str) -> Worded | None:
        """The text of a cell that holds no number."""
        if kind == "inlineStr":
            return next((text_of(part) for part in cell if part.tag.endswith("}is")), None)
        if value is None:
            return None
        if kind == "s":
            at = int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else len(self._texts)
            return self._texts[at] if at < len(self._texts) else None
        if kind == "b":
            return worded("TRUE" if value.strip() == "1" else "FALSE")
        return worded(value[:10] if kind == "d" and value.endswith("T00:00:00") else value)

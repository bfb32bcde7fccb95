"""Workbooks of Excel's old kind (.xls), read by xlrd: it alone tells the formats of their numbers."""

from __future__ import annotations

import io
from typing import Any

from tallystick.model import SourceError
from tallystick.releases.formats.sheet.book import Book, Merge, Row, Sheet, Worded, letters, worded
from tallystick.releases.formats.sheet.filling import add_number, add_text
from tallystick.releases.formats.sheet.printing import printer
from tallystick.releases.formats.sheet.styles import LETTERS_AN_INDENT, Style
from tallystick.releases.raised import as_words, is_mark

_AGAIN = "open it in its own program and save it anew as .xlsx"
_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = 1, 2, 3, 4, 5  # kinds of cells, as xlrd numbers them
_ACROSS = 6  # alignment: set in the middle of the empty cells to the right
_SUPERSCRIPT = 1
_BOLD = 700


def read_xls(data: bytes, source: str) -> Book:
    """The sheets of a workbook; SourceError for what is damaged or locked, or where xlrd is not installed."""
    opened = _opened(data, source)
    styles = _styles(opened)
    book = Book()
    for sheet in opened.sheets():
        if sheet.visibility:
            book.hidden.append(sheet.name)
        else:
            book.sheets.append(_Reader(sheet, styles, opened.font_list).read())
    return book


def _opened(data: bytes, source: str) -> Any:
    try:
        import xlrd  # type: ignore[import-untyped]  # ships no types
    except ImportError:
        raise SourceError(".xls is read by xlrd, which is not installed", 'pip install "tallystick[sheets]"') from None
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except Exception as error:  # of a damaged file xlrd raises whatever comes
        if "encrypted" in str(error):
            raise SourceError(f"{source} is locked by a password", "save a copy without one") from None
        raise SourceError(f"{source} is a workbook that is damaged or too old", _AGAIN) from None


def _styles(book: Any) -> list[Style]:
    found = []
    for looks in book.xf_list:
        format_ = book.format_map.get(looks.format_key)
        code = format_.format_str if format_ is not None else "General"
        style = Style(printer(code, book.datemode == 1))
        if 0 <= looks.font_index < len(book.font_list):
            style.bold = book.font_list[looks.font_index].weight >= _BOLD
        style.indent = looks.alignment.indent_level * LETTERS_AN_INDENT
        style.across = looks.alignment.hor_align == _ACROSS
        found.append(style)
    return found or [Style(printer("General"))]


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Any, styles: list[Style], fonts: list[Any]) -> None:
        self._source, self._styles, self._fonts = sheet, styles, fonts
        self.sheet = Sheet(sheet.name)
        self._hidden = {at for at, column in sheet.colinfo_map.items() if column.hidden}
        self._texts: dict[str, Worded] = {}

    def read(self) -> Sheet:
        said: set[int] = set()
        for at in range(self._source.nrows):
            kinds = self._source.row_types(at)
            info = self._source.rowinfo_map.get(at)
            if info is not None and info.hidden:
                if any(kind in (_TEXT, _NUMBER, _DATE) for kind in kinds):
                    self.sheet.drop(f"row {at + 1}", "hidden", f"A{at + 1}")
                continue
            row = Row(at, [])
            self._read_cells(row, kinds, said)
            if row.cells:
                self.sheet.rows.append(row)
        for column in sorted(said):
            self.sheet.drop(f"column {letters(column)}", "hidden", f"{letters(column)}1")
        self.sheet.merges = [Merge(a, c, b - a, d - c) for a, b, c, d in self._source.merged_cells if b > a and d > c]
        return self.sheet

    def _read_cells(self, row: Row, kinds: Any, said: set[int]) -> None:
        values = self._source.row_values(row.number)
        across = None
        for at, kind in enumerate(kinds):
            style = self._style(row.number, at)
            if kind not in (_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR):
                if across is not None and style.across and across.column + across.columns == at:
                    across.columns += 1
                continue
            if at in self._hidden:
                said.add(at)
                continue
            name = f"{letters(at)}{row.number + 1}"
            if kind in (_NUMBER, _DATE):
                made = add_number(self.sheet, row, values[at], at, name, style)
            else:
                made = add_text(self.sheet, row, self._text(row.number, at, kind, values[at]), at, name, style)
            across = made if style.across else None

    def _style(self, row: int, column: int) -> Style:
        index = self._source.cell_xf_index(row, column)
        return self._styles[index] if 0 <= index < len(self._styles) else self._styles[0]

    def _text(self, row: int, column: int, kind: int, value: Any) -> Worded:
        if kind == _TRUTH:
            return worded("TRUE" if value else "FALSE")
        if kind == _ERROR:
            return worded("#N/A")
        runs = self._source.rich_text_runlist_map.get((row, column))
        if runs:
            return self._in_runs(value, runs)
        found = self._texts.get(value)
        if found is None:
            found = self._texts[value] = worded(value)
        return found

    def _in_runs(self, text: str, runs: list[tuple[int, int]]) -> Worded:
        """The words of a text in several looks; raised letters are marks, powers or words."""
        words, marks = text[: runs[0][0]], []
        for i, (start, font) in enumerate(runs):
            stop = runs[i + 1][0] if i + 1 < len(runs) else len(text)
            part = text[start:stop]
            raised = 0 <= font < len(self._fonts) and self._fonts[font].escapement == _SUPERSCRIPT
            if not raised or not part.strip():
                words += part
            elif words.strip() and is_mark(words.rstrip(), part.strip(), text[stop:]):
                marks.append(part.strip())
            else:
                words += as_words(words, part)
        return worded(words, marks)

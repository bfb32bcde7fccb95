"""Workbooks of OpenDocument (.ods): their cells hold the words that they print."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from tallystick.model import Dropped, SourceError
from tallystick.releases.formats.archive import Archive
from tallystick.releases.formats.sheet.book import (
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    Merge,
    Row,
    Sheet,
    letters,
    worded,
)
from tallystick.releases.formats.sheet.filling import add_text
from tallystick.releases.formats.sheet.printing import NOUGHTS, printer
from tallystick.releases.formats.sheet.styles import Style
from tallystick.releases.formats.sheet.xml import elements
from tallystick.releases.raised import as_words, is_mark

_WANTED = frozenset(("style", "table-column", "table-row", "table"))
_NUMBERS = ("float", "percentage", "currency")
_HIDDEN = ("collapse", "filter")
_SKIPPED = frozenset(("annotation", "note", "table", "frame", "custom-shape"))
_MOST_REPEATED = 1000  # rows or columns of one that is filled and told once
_MOST_COPIES = 100_000  # cells that are repeats of the one before
_CENTIMETRE = 4.7  # letters
_PLAIN = Style(printer("General"))


def read_ods(data: bytes, source: str) -> Book:
    """The sheets of a workbook; SourceError for what is damaged, locked, or none at all."""
    archive = Archive(data, source)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise SourceError(f"{source} is locked by a password", "save a copy without one")
    content = archive.read("content.xml")
    if content is None:
        raise SourceError(f"{source} lacks its content", "open it in its own program and save it anew")
    reader = _Reader(source)
    for part in (archive.read("styles.xml"), content):
        for name, element in elements(part, _WANTED, source) if part else ():
            reader.take(name, element)
    return reader.book


class _Reader:
    """Takes in styles, columns, rows and the ends of tables, in the order of the file."""

    def __init__(self, source: str) -> None:
        self.book = Book()
        self._source = source
        self._styles: dict[str, Style] = {}
        self._raised: set[str] = set()  # styles of raised letters
        self._unseen: set[str] = set()  # styles of hidden tables
        self._sheet = Sheet("")
        self._hidden: list[tuple[int, int]] = []  # columns, first and stop
        self._row = self._column = self._first = self._copies = 0

    def take(self, name: str, element: Element) -> None:
        if name == "style":
            self._add_style(element)
        elif name == "table-column":
            count = _number(element, "number-columns-repeated")
            if _get(element, "visibility") in _HIDDEN:
                self._hidden.append((self._column, self._column + count))
            self._column += count
        elif name == "table-row":
            self._add_row(element)
        else:
            self._end_table(element)

    def _add_style(self, element: Element) -> None:
        name = _get(element, "name")
        style = Style(_PLAIN.printer)
        for part in element:
            if _get(part, "display") == "false":
                self._unseen.add(name)
            if _get(part, "text-position").startswith("super"):
                self._raised.add(name)
            style.bold |= _get(part, "font-weight") in ("bold", "700", "800", "900")
            margin = _get(part, "margin-left")
            if margin.endswith("cm") and margin[:-2].replace(".", "", 1).isdecimal():
                style.indent = min(float(margin[:-2]), 9.0) * _CENTIMETRE
        self._styles[name] = style

    def _end_table(self, element: Element) -> None:
        """A table is whole: keep it, unless it is hidden, and begin the next."""
        self._sheet.name = _get(element, "name")
        if _get(element, "style-name") in self._unseen:
            self.book.hidden.append(self._sheet.name)
        else:
            self._sheet.dropped = [_named(one, self._sheet.name) for one in self._sheet.dropped]
            self.book.sheets.append(self._sheet)
        self._sheet, self._hidden, self._row, self._column = Sheet(""), [], 0, 0

    def _add_row(self, element: Element) -> None:
        at, count = self._row, _number(element, "number-rows-repeated")
        self._row += count
        if at >= MOST_ROWS or not any(len(cell) for cell in element):
            return
        if _get(element, "visibility") in _HIDDEN:
            told = f"row {at + 1}" if count == 1 else f"rows {at + 1} to {at + count}"
            self._sheet.drop(told, "hidden", f"A{at + 1}")
            return
        self._first = at
        for number in range(at, at + min(count, _MOST_REPEATED)):
            row = Row(number, [])
            self._add_cells(row, element)
            if row.cells:
                self._sheet.rows.append(row)

    def _add_cells(self, row: Row, element: Element) -> None:
        column = 0
        default = _get(element, "default-cell-style-name")
        for cell in element:
            count = _number(cell, "number-columns-repeated")
            first, column = column, column + count
            if not len(cell) or first >= MOST_COLUMNS or cell.tag.endswith("}covered-table-cell"):
                continue
            words, marks = self._words(cell)
            style = self._styles.get(_get(cell, "style-name") or default, _PLAIN)
            for at in range(first, first + min(count, _MOST_REPEATED)):
                self._copies += at > first or row.number > self._first
                self._add_cell(row, cell, at, (words, marks), style)

    def _add_cell(self, row: Row, cell: Element, at: int, said: tuple[str, list[str]], style: Style) -> None:
        name = f"{letters(at)}{row.number + 1}" if at < MOST_COLUMNS else ""
        if any(first <= at < stop for first, stop in self._hidden):
            if said[0].strip():
                self._sheet.drop(said[0].strip()[:100], "hidden", name)
            return
        if self._copies > _MOST_COPIES:
            raise SourceError(f"{self._source} repeats cells too often to be a table", "delete what is repeated")
        found = worded(*said)
        if _get(cell, "value-type") in _NUMBERS and found.words.casefold() in NOUGHTS and _is_nought(cell):
            found.words, found.figures, found.signs = "0", 1, 0
        if found.figures and _get(cell, "value-type") == "date":
            found.figures = 0
        add_text(self._sheet, row, found, at, name, style)
        rows, columns = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if rows > 1 or columns > 1:
            self._sheet.merges.append(Merge(row.number, at, rows, columns))

    def _words(self, cell: Element) -> tuple[str, list[str]]:
        """The words of a cell, a line a paragraph, and the marks among them."""
        words, marks = "", []
        for i, paragraph in enumerate(part for part in cell if part.tag.endswith("}p")):
            words += "\n" if i else ""
            pieces = list(self._pieces(paragraph, False))
            for k, (text, raised) in enumerate(pieces):
                after = pieces[k + 1][0] if k + 1 < len(pieces) else ""
                if not raised or not text.strip():
                    words += text
                elif words.strip() and is_mark(words.rstrip(), text.strip(), after):
                    marks.append(text.strip())
                else:
                    words += as_words(words, text)
        return words, marks

    def _pieces(self, element: Element, raised: bool, depth: int = 0) -> Iterator[tuple[str, bool]]:
        """Texts in a paragraph, each with whether it is raised."""
        if element.text:
            yield element.text, raised
        for part in element:
            local = part.tag.rpartition("}")[2]
            if local in ("s", "tab"):
                yield " " * min(_number(part, "c"), 100), raised
            elif local == "line-break":
                yield "\n", raised
            elif local not in _SKIPPED and depth < 20:
                yield from self._pieces(part, raised or _get(part, "style-name") in self._raised, depth + 1)
            if part.tail:
                yield part.tail, raised


def _is_nought(cell: Element) -> bool:
    try:
        return float(_get(cell, "value") or "1") == 0
    except ValueError:
        return False


def _named(dropped: Dropped, name: str) -> Dropped:
    place = dropped.place
    return replace(dropped, place=replace(place, sheet=name)) if place is not None else dropped


def _get(element: Element, name: str) -> str:
    """An attribute by its local name; empty where there is none."""
    ending = f"}}{name}"
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), "")


def _number(element: Element, name: str) -> int:
    """A count among the attributes, 1 where there is none."""
    digits = _get(element, name)[:8]
    return max(int(digits), 1) if digits.isascii() and digits.isdecimal() else 1

"""A table of a page as a grid of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tallystick.releases.formats.html import looks
from tallystick.releases.formats.html.nodes import BLOCKS, DROPPED, is_left_out, size
from tallystick.releases.formats.html.spans import Layout, closed
from tallystick.releases.raised import as_words, is_mark
from tallystick.releases.tables.data import is_data
from tallystick.releases.tables.grid import GridCell, without_empty_columns
from tallystick.releases.tables.words import MARK_ENDS, cell_words, indent_of, parted

_LAYOUT = frozenset(("table", "h1", "h2", "h3", "form", "nav"))  # a table that holds one of these lays out a page
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_PLAIN = frozenset(("span", "font", "em", "i", "u"))  # these tell nothing but by their attributes
_STUBS = 2  # cells of a row whose indent is asked for
_ALL = 1_000_000  # rows, for a cell that covers all that follow


@dataclass(slots=True)
class Found:
    """A table of data: its cells, its caption's words, and the note marks taken out of them."""

    cells: list[GridCell] = field(default_factory=list)
    caption: str = ""
    marks: list[str] = field(default_factory=list)


def read_table(table: Any) -> Found | None:
    """The cells of a table element; None for one that lays out a page or holds no data. Time is linear."""
    reader = _Reader(table)
    if not reader.read() or not is_data(reader.found.cells):
        return None
    without_empty_columns(reader.found.cells)
    return reader.found


class _Reader:
    """Goes once through the elements of a table in the order of the page."""

    def __init__(self, table: Any) -> None:
        self.found = Found()
        self._nodes: Iterator[Any] = table.traverse(include_text=True)
        self._looks = looks.Looks(table.html or "")
        self._hides = self._looks.hides
        self._asks = self._looks.hides or self._looks.notes
        self._spans = {node.mem_id: _spans(node) for node in table.css("[colspan], [rowspan]")}
        self._layout = Layout()
        self._group: list[GridCell] = []
        self._in_head = self._in_caption = self._shows = False
        self._cell: GridCell | None = None
        self._parts: list[str] = []
        self._bold = self._stub = 0

    def read(self) -> bool:
        """Whether this is a table of data as far as its elements tell."""
        next(self._nodes, None)
        add = self._parts.append
        for node in self._nodes:
            tag = node.tag or "!"  # a processing instruction has none
            if tag == "-text":
                add(node.text_content or "")
            elif tag in ("td", "th"):
                self._end()
                if not self._begin(node, tag):
                    return False
            elif tag in _PLAIN and not (self._shows or self._asks):
                continue
            elif tag == "tr" or tag in _GROUPS:
                self._begin_rows(node, tag)
            elif tag in _LAYOUT:
                return False
            else:
                self._inside(node, tag)
        self._end_group("")
        return True

    def _begin_rows(self, node: Any, tag: str) -> None:
        """Begin a row or a group of rows."""
        self._end()
        if self._hides and is_left_out(tag, node.attributes):
            self._skip(node)
        elif tag == "tr":
            self._layout.next_row()
            self._stub = 0
        else:
            self._end_group(tag)

    def _begin(self, node: Any, tag: str) -> bool:
        """Begin a cell; False where the grid is none that a table has."""
        attributes = None
        if self._hides:
            attributes = node.attributes
            if is_left_out(tag, attributes):
                self._skip(node)
                return True
        asked = self._spans.get(node.mem_id) if self._spans else None
        row, column, rows, columns = self._layout.place(*asked) if asked else self._layout.place_one()
        self._cell = cell = GridCell("", row, column, rows, columns, self._in_head or tag == "th")
        if rows > 1:
            self._group.append(cell)
        self._stub += 1
        self._shows = self._looks.bold or (self._looks.indents and self._stub <= _STUBS)
        if self._shows:
            self._look(cell, attributes or node.attributes)
        return self._layout.is_sane

    def _look(self, cell: GridCell, attributes: dict[str, str | None]) -> None:
        """Take in what the attributes of a cell, or of what its words stand in, tell of its looks."""
        if attributes:
            indent, bold = self._looks.of(attributes)
            cell.bold |= bold
            if self._stub <= _STUBS:
                cell.indent += indent

    def _end(self) -> None:
        """End the cell or the caption, if one is open: the words since its beginning are its own."""
        parts, cell = self._parts, self._cell
        if cell is not None:
            raw = "".join(parts)
            words = cell_words(raw)
            if words and words[-1] in MARK_ENDS:
                words = self._without_marks(words, cell)
            cell.words = words
            if self._stub <= _STUBS and cell.words:
                cell.indent += indent_of(raw)
            if self._bold:
                cell.bold |= len(cell.words) <= self._bold
                self._bold = 0
            self.found.cells.append(cell)
            self._cell = None
        elif self._in_caption:
            self.found.caption = cell_words("".join(parts))
            self._in_caption = False
        parts.clear()

    def _without_marks(self, words: str, cell: GridCell) -> str:
        """The words of a cell without the marks at their end, which stand before those raised behind them."""
        words, marks = parted(words)
        cell.marks = (*marks, *cell.marks)
        self.found.marks += marks
        return words

    def _end_group(self, tag: str) -> None:
        self._end()
        closed(self._group, self._layout.row)
        self._group.clear()
        self._layout.next_group()
        self._in_head = tag == "thead"

    def _inside(self, node: Any, tag: str) -> None:
        """Take in an element within a cell or beside the rows."""
        if tag == "caption":
            self._end()
            self._in_caption = True
            return
        if tag in BLOCKS:
            self._parts.append("\n")
        elif tag in DROPPED or tag.startswith(("-", "!")):
            self._skip(node)
            return
        if tag in ("b", "strong"):
            self._bold += len(cell_words(node.text() or ""))
        elif tag == "sup":
            self._raised(node)
            return
        elif self._shows or self._asks:
            self._told(node, tag, node.attributes)

    def _told(self, node: Any, tag: str, attributes: dict[str, str | None]) -> None:
        """Take in what the attributes of an element tell: that it is hidden, a note's mark, or how it looks."""
        if not attributes:
            return
        if self._hides and is_left_out(tag, attributes):
            self._skip(node)
        elif self._looks.notes and looks.is_note(attributes):
            self._raised(node)
        elif self._shows and self._cell is not None and not "".join(self._parts).strip():
            self._look(self._cell, attributes)

    def _raised(self, node: Any) -> None:
        """Keep raised letters as words, or as a mark of the cell."""
        words, following = cell_words(node.text() or ""), node.next
        before, after = "".join(self._parts).rstrip(), (following.text() or "") if following is not None else ""
        if not is_mark(before, words, after):
            self._parts.append(as_words(before, words))
        else:
            self.found.marks.append(words)
            if self._cell is not None:
                self._cell.marks += (words,)
        self._skip(node)

    def _skip(self, node: Any) -> None:
        """Pass over all that stands in an element."""
        inside = size(node)
        next(islice(self._nodes, inside, inside), None)


def _spans(node: Any) -> tuple[int, int]:
    """How many rows and columns a cell asks for."""
    attributes = node.attributes
    return _number(attributes.get("rowspan")) or _ALL, _number(attributes.get("colspan")) or 1


def _number(value: str | None) -> int:
    """1 for nonsense."""
    digits = (value or "").strip()[:7]
    return int(digits) if digits.isascii() and digits.isdecimal() else 1

"""A table of a page as a grid of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tallystick.releases.formats.html import looks
from tallystick.releases.formats.html.nodes import BLOCKS, DROPPED, HIDES, is_left_out, size
from tallystick.releases.formats.html.spans import Layout, closed, without_empty_columns
from tallystick.releases.raised import as_words, is_mark
from tallystick.releases.tables.data import is_data
from tallystick.releases.tables.grid import GridCell
from tallystick.releases.tables.words import cell_words, indent_of

_LAYOUT = frozenset(("h1", "h2", "h3", "form", "nav"))  # a table that holds one of these lays out a page
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_STUBS = 2  # cells of a row whose indent is asked for
_NOTE_TAGS = frozenset(("sup", "a", "span", "small"))


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
        self._table = table
        self._nodes: Iterator[Any] = table.traverse(include_text=True)
        markup = table.html or ""
        self._hides = HIDES.search(markup) is not None
        self._has_looks = looks.TOLD.search(markup) is not None
        self._layout = Layout()
        self._group: list[GridCell] = []
        self._in_head = False
        self._cell: GridCell | None = None
        self._in_caption = False
        self._parts: list[str] = []
        self._bold = 0
        self._stub = 0

    def read(self) -> bool:
        """Whether this is a table of data as far as its elements tell."""
        next(self._nodes, None)
        parts = self._parts
        for node in self._nodes:
            tag = node.tag
            if tag == "-text":
                parts.append(node.text_content or "")
            elif tag in ("td", "th"):
                self._end()
                self._begin(node, tag)
            elif tag == "tr":
                self._end()
                self._layout.next_row()
                self._stub = 0
            elif tag in _GROUPS:
                self._end_group(tag)
            elif tag == "table" or tag in _LAYOUT:
                return False
            else:
                self._inside(node, tag)
            if not self._layout.is_sane:
                return False
        self._end_group("")
        return True

    def _begin(self, node: Any, tag: str) -> None:
        attributes = node.attributes
        if self._hides and is_left_out(tag, attributes):
            self._skip(node)
            return
        if self._layout.row < 0:
            self._layout.next_row()
        rows = columns = 1
        if attributes:
            if "rowspan" in attributes:
                rows = _span(attributes["rowspan"]) or 1_000_000
            if "colspan" in attributes:
                columns = _span(attributes["colspan"]) or 1
        cell = GridCell("", *self._layout.place(rows, columns), self._in_head or tag == "th")
        if cell.rows > 1:
            self._group.append(cell)
        self._cell = cell
        self._stub += 1
        if self._has_looks:
            self._look(attributes)

    def _look(self, attributes: dict[str, str | None]) -> None:
        """Take in what the attributes of a cell, or of what its words stand in, tell of its looks."""
        cell = self._cell
        if cell is None or not attributes:
            return
        if self._stub <= _STUBS:
            cell.indent += looks.indent(attributes)
        if looks.is_bold(attributes):
            cell.bold = True

    def _end(self) -> None:
        """End the cell or the caption, if one is open: the words since its beginning are its own."""
        raw = "".join(self._parts)
        self._parts.clear()
        cell = self._cell
        if cell is not None:
            cell.words = cell_words(raw)
            if self._stub <= _STUBS:
                cell.indent += indent_of(raw)
            cell.bold = cell.bold or (0 < len(cell.words) <= self._bold)
            self.found.cells.append(cell)
            self._cell, self._bold = None, 0
        elif self._in_caption:
            self.found.caption = cell_words(raw)
            self._in_caption = False

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
        if tag in DROPPED or tag.startswith(("-", "!")):
            self._skip(node)
            return
        if tag in ("b", "strong"):
            self._bold += len(cell_words(node.text() or ""))
        attributes = node.attributes if self._hides or self._has_looks or tag in _NOTE_TAGS else {}
        if self._hides and is_left_out(tag, attributes):
            self._skip(node)
        elif tag == "sup" or (tag in _NOTE_TAGS and looks.is_note(attributes)):
            self._raised(node)
        elif self._has_looks and not "".join(self._parts).strip():
            self._look(attributes)

    def _raised(self, node: Any) -> None:
        """Keep raised letters as words, or as a mark of the cell."""
        words, following = cell_words(node.text() or ""), node.next
        before, after = "".join(self._parts).rstrip(), (following.text() or "") if following is not None else ""
        if not is_mark(before, words, after):
            self._parts.append(as_words(before, words))
        else:
            mark = words
            self.found.marks.append(mark)
            if self._cell is not None:
                self._cell.marks += (mark,)
        self._skip(node)

    def _skip(self, node: Any) -> None:
        """Pass over all that stands in an element."""
        inside = size(node)
        next(islice(self._nodes, inside, inside), None)


def _span(value: str | None) -> int:
    """The number of rows or columns a cell asks for, 1 for nonsense."""
    digits = (value or "").strip()[:7]
    return int(digits) if digits.isascii() and digits.isdecimal() else 1

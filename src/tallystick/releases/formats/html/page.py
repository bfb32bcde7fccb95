"""HTML: what a reader of the page sees, as one plain text with a hint for each line."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tallystick.model import Dropped
from tallystick.releases.draft import Draft
from tallystick.releases.formats.html import looks
from tallystick.releases.formats.html.head import given
from tallystick.releases.formats.html.nodes import BLOCKS, HEADINGS, flattened, is_furniture, is_left_out
from tallystick.releases.formats.html.table import Found, read_table
from tallystick.releases.lines import INVISIBLE, Line
from tallystick.releases.raised import as_words, is_mark
from tallystick.releases.tables.grid import Grid, lines_of, printed

_SPACE = re.compile(r"\s+")
_DEEPEST_QUERY = 12  # tables within tables that are still asked what they hold
_TAIL = 8  # pieces of text before raised letters that tell what they are


def draft_of_html(markup: str) -> Draft:
    """The visible text of a page, one line to a paragraph, heading, list item or table row.

    Tables of data become grids, their rows lines with the hint `table`; in other tables the cells of a row are set
    apart by tabs. Time is linear in the page; nesting is walked without recursion.

    >>> draft = draft_of_html("<nav>Home</nav><h1>Trade</h1><p>Exports <b>rose</b> 3%.</p>")
    >>> [(line.hint, draft.text[line.start:line.end]) for line in draft.lines]
    [('furniture', 'Home'), ('title', 'Trade'), ('paragraph', 'Exports rose 3%.')]
    """
    page = LexborHTMLParser(flattened(markup))
    walker = _Walker()
    if page.root is not None:
        walker.walk(page.root)
    return walker.draft(given(page))


class _Walker:
    """Walks a page from its root, gathering words into lines and lines into a text."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._pieces: list[str] = []
        self._lines: list[Line] = []
        self._grids: list[Grid] = []
        self._dropped: list[Dropped] = []
        self._length = 0
        self._furniture = self._item = self._row = self._heading = self._tables = 0
        self._titled = False

    def walk(self, root: Any) -> None:
        """Enter and leave every element in the order of the page; no recursion."""
        node, opens, top = root, True, root.mem_id
        while True:
            inside = opens and self._enter(node, node.tag or "!")
            child = node.child if inside else None
            if child is not None:
                node, opens = child, True
                continue
            if inside or not opens:
                self._leave(node, node.tag or "!")
            if node.mem_id == top:
                break
            following = node.next
            node, opens = (following, True) if following is not None else (node.parent, False)
        self._flush()

    def draft(self, said: dict[str, str]) -> Draft:
        """All that was walked by; `said` is what the page says of itself."""
        return Draft("".join(self._pieces), self._lines, 0, said, self._grids, dropped=self._dropped)

    def _enter(self, node: Any, tag: str) -> bool:
        """Take an element in; False where what it holds is left out, or taken in already."""
        if tag == "-text":
            self._words.append(node.text_content or "")
            return False
        attributes = node.attributes
        if is_left_out(tag, attributes):
            return False
        if tag == "sup" or (tag == "a" and looks.is_note(attributes)):
            return self._keep_raised(node)
        if tag == "table" and self._add_table(node):
            return False
        if tag in ("td", "th"):
            self._words.append("\t" if self._row else " ")
            if not self._row:
                self._flush()
        elif tag in BLOCKS:
            self._break(tag)
        self._count(node, tag, attributes, 1)
        return True

    def _leave(self, node: Any, tag: str) -> None:
        if tag in BLOCKS or (tag in ("td", "th") and not self._row):
            self._break(tag)
        self._count(node, tag, node.attributes, -1)

    def _break(self, tag: str) -> None:
        if self._row and tag != "tr":
            self._words.append(" ")
        else:
            self._flush()

    def _count(self, node: Any, tag: str, attributes: dict[str, str | None], step: int) -> None:
        """Keep count of what the walk is inside of."""
        if is_furniture(tag, attributes):
            self._furniture += step
        if tag == "li":
            self._item += step
        elif tag in HEADINGS:
            self._heading += step
        elif tag == "table":
            self._tables += step
        elif tag == "tr" and (self._row or step > 0) and (step < 0 or self._is_data_row(node)):
            self._row += step

    def _is_data_row(self, row: Any) -> bool:
        """Whether a table row holds cells to be read together, not the page's layout."""
        if self._tables > _DEEPEST_QUERY or self._row:
            return False
        return row.css_first("table, h1, h2, h3, li, p + p, div + div") is None

    def _keep_raised(self, node: Any) -> bool:
        """Keep raised letters where they belong to the words, else drop them as a mark; whether to go inside."""
        raised, following = " ".join((node.text() or "").split()), node.next
        before = "".join(self._words[-_TAIL:]).rstrip()
        if is_mark(before, raised, (following.text() or "") if following is not None else ""):
            self._dropped.append(Dropped(raised, "mark"))
        else:
            self._words.append(as_words(before, raised))
        return False

    def _add_table(self, node: Any) -> bool:
        """Add a table of data as a grid, its caption above it; False for any other table."""
        if self._furniture or self._row or self._tables >= _DEEPEST_QUERY:
            return False
        found = read_table(node)
        if found is None:
            return False
        self._flush()
        if found.caption:
            self._words.append(found.caption)
            self._flush()
        self._add_grid(found)
        return True

    def _add_grid(self, found: Found) -> None:
        if self._pieces:
            self._pieces.append("\n\n")
            self._length += 2
        text, cells = printed(found.cells, self._length)
        self._grids.append(Grid(self._length, self._length + len(text), cells, found.caption))
        self._lines += lines_of(text, self._length)
        self._dropped += [Dropped(mark, "mark") for mark in found.marks]
        self._pieces.append(text)
        self._length += len(text)

    def _flush(self) -> None:
        """End the line: add its words to the text, with what is known of it."""
        if not self._words:
            return
        joined = "".join(self._words)
        self._words.clear()
        if self._row:
            cells = [_SPACE.sub(" ", cell).strip() for cell in joined.split("\t")]
            line = "\t".join(cells).strip("\t")
        else:
            line = _SPACE.sub(" ", joined).strip()
        if not line.strip(INVISIBLE + " \t"):
            return
        hint = self._hint()
        if self._lines:
            close = hint in ("row", "item") and self._lines[-1].hint == hint
            self._pieces.append("\n" if close else "\n\n")
            self._length += 1 if close else 2
        self._lines.append(Line(self._length, self._length + len(line), True, False, hint))
        self._pieces.append(line)
        self._length += len(line)

    def _hint(self) -> str:
        if self._furniture:
            return "furniture"
        if self._row:
            return "row"
        if self._heading:
            titled, self._titled = self._titled, True
            return "heading" if titled else "title"
        return "item" if self._item else "paragraph"

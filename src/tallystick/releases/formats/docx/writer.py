"""The text of a document as it grows: paragraphs, rows of tables, notes, with what is known of each line."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.releases.formats.docx.blocks import Paragraph
from tallystick.releases.lines import INVISIBLE, Line
from tallystick.releases.marks import mark_of
from tallystick.releases.tables.grid import Grid, GridCell, printed

_STOPS = ".;:!?。；：！？"
_LISTED = ("item", "row", "note")


class Writer:
    """Builds the text, its lines and its grids."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def paragraph(self, paragraph: Paragraph, hint: str) -> None:
        """A paragraph; where each of its lines ends like a sentence it is as many."""
        words, skip = paragraph.words, paragraph.worded.skip
        if paragraph.label is not None and not mark_of(words, 0, len(words))[0]:
            skip += len(words) - len(paragraph.worded.words)
        self._begin(hint)
        parts = words.split("\n")
        if not all(part[-1:] and part[-1] in _STOPS for part in parts[:-1]):
            parts = [words]
        for at, part in enumerate(parts):
            if at:
                self._write("\n")
            start = self._length + (skip if not at else 0)
            self._write(part)
            if part.strip(INVISIBLE + " \t\n"):
                self.lines.append(Line(start, self._length, True, False, hint))

    def grid(self, cells: Sequence[GridCell], caption: str) -> None:
        """A table of data, each of its rows a line."""
        self._begin("table")
        start = self._length
        text, placed = printed(cells, start)
        self._write(text)
        self.grids.append(Grid(start, self._length, placed, caption))
        at = start
        for row in text.split("\n"):
            if row.strip():
                self.lines.append(Line(at + len(row) - len(row.lstrip()), at + len(row), True, False, "table"))
            at += len(row) + 1

    def _begin(self, hint: str) -> None:
        """Set the next block off from what stands before it."""
        if self.lines:
            close = hint in _LISTED and self.lines[-1].hint == hint
            self._write("\n" if close else "\n\n")

    def _write(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

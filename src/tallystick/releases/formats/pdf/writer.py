"""The text of a PDF as it is written: lines with hints, runs of words, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from tallystick.model import Dropped, Place, Recognized, Rectangle, Run
from tallystick.releases.formats.pdf.prose.hyphens import Vocabulary
from tallystick.releases.formats.pdf.prose.paragraphs import Paragraph
from tallystick.releases.formats.pdf.prose.rows import BARE_NUMBER
from tallystick.releases.formats.pdf.prose.wording import Piece, pieces_of
from tallystick.releases.formats.pdf.tables.continuing import Pages
from tallystick.releases.formats.pdf.view import View
from tallystick.releases.formats.pdf.words import Word
from tallystick.releases.lines import Line
from tallystick.releases.tables.grid import Grid, GridCell, printed


class Writer:
    """Gathers one text; `views` lead the words of each page to their places."""

    def __init__(self, views: Mapping[int, View], vocabulary: Vocabulary) -> None:
        self._views = views
        self._vocabulary = vocabulary
        self._pieces: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.grids: list[Grid] = []
        self.dropped: list[Dropped] = []
        self.recognized: list[Recognized] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def paragraph(self, paragraph: Paragraph) -> None:
        """Write a paragraph as a line; a bare number that counts it is a line of its own, not to be read."""
        pieces = pieces_of(paragraph.rows, self._vocabulary)
        first = paragraph.rows[0]
        if first.label and len(pieces) > 1 and BARE_NUMBER.fullmatch(pieces[0].text) and not pieces[0].reason:
            self._line(pieces[:1], "furniture")
            pieces = [pieces[1]._replace(gap=""), *pieces[2:]]
        self._line(pieces, paragraph.kind)

    def table(self, pages: Pages) -> None:
        """Write a grid, a line a row; its parts stand on one page after the other."""
        cells: list[GridCell] = []
        held: dict[tuple[int, int], tuple[Sequence[Word], int]] = {}
        for table, page in pages:
            below = max((cell.row + cell.rows for cell in cells), default=0)
            for cell, words, marks in zip(table.cells, table.words, table.marks, strict=True):
                cells.append(replace(cell, row=cell.row + below))
                held[cell.row + below, cell.column] = words, page
                for mark in marks:
                    self.drop([mark], mark.text, "mark", page)
        self._grid(cells, held, pages[0][1])

    def _grid(
        self, cells: Sequence[GridCell], held: Mapping[tuple[int, int], tuple[Sequence[Word], int]], page: int
    ) -> None:
        start = self._length
        text, placed = printed(cells, start)
        if not text:
            return
        for cell in placed:
            self._runs_within(text[cell.start - start : cell.end - start], cell.start, *held[cell.row, cell.column])
        self.grids.append(Grid(start, start + len(text), placed, page=page))
        at = start
        for row in text.split("\n"):
            lead = len(row) - len(row.lstrip("\t"))
            self.lines.append(Line(at + lead, at + len(row), at == start, False, "table"))
            at += len(row) + 1
        self._put(text + "\n\n")

    def drop(self, words: Iterable[Word], text: str, reason: str, page: int) -> None:
        """Tell of words that are no part of the text."""
        boxes = tuple(Rectangle(*self._box(word, page)) for word in words)
        self.dropped.append(Dropped(text, reason, Place(page, boxes)))

    def _runs_within(self, text: str, start: int, words: Sequence[Word], page: int) -> None:
        at = 0
        for word in words:
            found = text.find(word.text, at)
            if found >= 0:
                at = found + len(word.text)
                self._run(start + found, start + at, word, page)

    def _line(self, pieces: Sequence[Piece], hint: str) -> None:
        start = self._length
        for piece in pieces:
            if piece.reason:
                self.drop([piece.word], piece.text, piece.reason, piece.page)
                continue
            self._put(piece.gap + piece.text if self._length > start else piece.text)
            end = self._length
            self._run(end - len(piece.text), end, piece.word, piece.page)
        if self._length > start:
            self.lines.append(Line(start, self._length, True, False, hint))
            self._put("\n\n")

    def _run(self, start: int, end: int, word: Word, page: int) -> None:
        """Tell where a word stands, and how surely it was read if it was from an image."""
        self.runs.append(Run(start, end, page, *self._box(word, page)))
        if word.odds < 1:
            self.recognized.append(Recognized(start, end, word.odds))

    def _box(self, word: Word, page: int) -> tuple[float, float, float, float]:
        """To the hundredth of a point: less is seen by nobody, and keeps places short."""
        view = self._views[page]
        x0, y0, x1, y1 = word[1:5] if view.turns == view.shown else view.as_shown(word[1:5])
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

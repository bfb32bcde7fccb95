"""From the bytes of a PDF to the draft of a release."""

from __future__ import annotations

from tallystick.model import Dropped, PageSize, Place, Run, SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.formats.pdf.engine import MOST_PAGES, opened, page_of
from tallystick.releases.formats.pdf.lines import TextLine
from tallystick.releases.formats.pdf.page import Page, read_page
from tallystick.releases.lines import Line


def draft_of_pdf(data: bytes, source: str) -> Draft:
    """The draft of a PDF; SourceError for one that cannot be opened, has too many pages, or no text at all."""
    writer = _Writer()
    with opened(data, source) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise SourceError(f"{source} has {count} pages", f"split it: {MOST_PAGES} pages are read at once")
        for number in range(1, count + 1):
            with page_of(document, number) as handle:
                page = read_page(handle, number) if handle else None
            writer.add(page, number)
    if not writer.lines:
        raise SourceError(f"{source} has page images only, no text", "read it with --ocr")
    return writer.draft()


class _Writer:
    """Gathers the lines of pages into one text."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._pages: list[PageSize] = []
        self._dropped: list[Dropped] = []

    def add(self, page: Page | None, number: int) -> None:
        if page is None:
            self._pages.append(PageSize(612.0, 792.0))
            self._dropped.append(Dropped("", "not read", Place(number)))
            return
        shown = page.view._replace(turns=page.view.shown)
        self._pages.append(PageSize(shown.width, shown.height))
        if not page.words:
            self._dropped.append(Dropped("", "not read", Place(number)))
        for line in page.lines:
            self._line(page, line)

    def draft(self) -> Draft:
        return Draft("".join(self._pieces), self.lines, 0, {}, (), self._pages, self._runs, self._dropped)

    def _line(self, page: Page, line: TextLine) -> None:
        start = self._length
        for i, word in enumerate(line.words):
            text = word.text if word.joined or not i else f" {word.text}"
            begin = self._length + len(text) - len(word.text)
            self._pieces.append(text)
            self._length += len(text)
            box = page.view.as_shown((word.x0, word.y0, word.x1, word.y1))
            self._runs.append(Run(begin, self._length, page.number, *box))
        self.lines.append(Line(start, self._length, False, False))
        self._pieces.append("\n")
        self._length += 1

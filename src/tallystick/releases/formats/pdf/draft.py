"""From the bytes of a PDF to the draft of a release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tallystick.model import Dropped, PageSize, Place, SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.formats.ocr.pages import Images, image_of_scan
from tallystick.releases.formats.ocr.remarks import remarks_on
from tallystick.releases.formats.pdf.engine import MOST_PAGES, opened, page_of
from tallystick.releases.formats.pdf.lines import TextLine
from tallystick.releases.formats.pdf.page import Page, read_page
from tallystick.releases.formats.pdf.prose.chains import prose_lines
from tallystick.releases.formats.pdf.prose.charts import chart_lines
from tallystick.releases.formats.pdf.prose.edges import edges_of, furniture_of, repeated
from tallystick.releases.formats.pdf.prose.flow import Part, joined
from tallystick.releases.formats.pdf.prose.hyphens import Vocabulary, whole_words
from tallystick.releases.formats.pdf.prose.layout import body_size, parts_of
from tallystick.releases.formats.pdf.prose.order import Item
from tallystick.releases.formats.pdf.tables.finding import PageTable, rest_of, tables_of
from tallystick.releases.formats.pdf.view import View
from tallystick.releases.formats.pdf.writer import Writer

_ADVICE_OCR = "read it with --ocr (in Python: ocr=True)"
_ADVICE_READ = "its images show no words that could be read"
_UNKNOWN = View(0.0, 0.0, 612.0, 792.0, 0, 0)  # of a page that cannot be loaded


@dataclass(slots=True)
class _Sorted:
    """A page sorted out: its tables, the lines of its prose, and those that are left out with the reason; `running` are
    the lines that are plainly prose, by identity."""

    page: Page
    prose: Sequence[TextLine]
    running: frozenset[int]
    tables: Sequence[PageTable] = ()
    left_out: dict[str, list[TextLine]] = field(default_factory=dict)

    def leave_out(self, reason: str, lines: list[TextLine]) -> None:
        """Take lines out of the prose."""
        gone = set(map(id, lines))
        self.prose = [line for line in self.prose if id(line) not in gone]
        self.left_out[reason] = lines

    def find_tables_and_charts(self, body: float) -> None:
        """Take tables and the words of pictures out of the prose."""
        self.tables = tables_of(self.prose, self.page.ruling, self.page.turned, self.running)
        self.prose = rest_of(self.prose, self.tables)
        self.leave_out("chart", chart_lines(self.prose, self.running, body))


def draft_of_pdf(data: bytes, source: str, ocr: bool = False) -> Draft:
    """The draft of a PDF; SourceError for one that cannot be opened, has too many pages, or no text at all.

    With `ocr` pages that are images of pages are read from these, whatever text stands behind them.
    """
    pages = list(_pages(data, source, ocr))
    if not any(one.page.words for one in pages):
        raise SourceError(f"{source} has page images only, no text", _ADVICE_READ if ocr else _ADVICE_OCR)
    parts = _parts(pages)
    paragraphs = [part.paragraph for part in parts if part.paragraph]
    vocabulary = Vocabulary(text for one in paragraphs for text in whole_words(one.rows))
    writer = Writer({one.page.number: one.page.view for one in pages}, vocabulary)
    for part in joined(parts):
        if part.paragraph:
            writer.paragraph(part.paragraph)
        elif part.table:
            writer.table(part.table, part.page)
    _drop(pages, writer)
    sizes = [_size(one.page.view) for one in pages]
    return Draft(
        writer.text, writer.lines, 0, {}, writer.grids, sizes, writer.runs, writer.dropped,
        remarks_on([one.page for one in pages], ocr), recognized=writer.recognized,
    )  # fmt: skip


def _pages(data: bytes, source: str, ocr: bool) -> Iterator[_Sorted]:
    with opened(data, source) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise SourceError(f"{source} has {count} pages", f"split it: {MOST_PAGES} pages are read at once")
        images = Images(source, count)
        for number in range(1, count + 1):
            with page_of(document, number) as handle:
                image = image_of_scan(handle) if ocr and handle else None
                if image is None:
                    page = read_page(handle, number) if handle else Page(number, _UNKNOWN)
            if image is not None:
                page = images.read(image, number)
            yield _Sorted(page, page.lines, prose_lines(page.lines))


def _parts(pages: Sequence[_Sorted]) -> list[Part]:
    """The parts of all pages, furniture and pictures left out."""
    body = body_size(one.prose for one in pages)
    edges = [edges_of(one.prose, one.running) for one in pages]
    alike = repeated(edges, body)
    parts: list[Part] = []
    for one, edge in zip(pages, edges, strict=True):
        one.leave_out("furniture", furniture_of(one.prose, edge, alike, one.page.height))
        one.find_tables_and_charts(body)
        tables = [Item(*table.box, None, table) for table in one.tables]
        parts += parts_of(one.prose, tables, one.page.number, body)
    return parts


def _drop(pages: Sequence[_Sorted], writer: Writer) -> None:
    """Tell of all that pages print and the text leaves out."""
    for one in pages:
        number = one.page.number
        for reason, lines in one.left_out.items():
            for line in lines:
                writer.drop(line.words, line.text, reason, number)
        if not one.page.words:
            writer.dropped.append(Dropped("", "not read", Place(number)))


def _size(view: View) -> PageSize:
    shown = view._replace(turns=view.shown)
    return PageSize(shown.width, shown.height)

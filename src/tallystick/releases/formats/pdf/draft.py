"""From the bytes of a PDF to the draft of a release."""

from __future__ import annotations

from tallystick.model import Dropped, PageSize, Place, SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.formats.pdf.engine import MOST_PAGES, opened, page_of
from tallystick.releases.formats.pdf.lines import TextLine
from tallystick.releases.formats.pdf.page import Page, read_page
from tallystick.releases.formats.pdf.prose.charts import chart_lines
from tallystick.releases.formats.pdf.prose.edges import edges_of, furniture_of, repeated
from tallystick.releases.formats.pdf.prose.flow import Part, joined
from tallystick.releases.formats.pdf.prose.hyphens import Vocabulary, whole_words
from tallystick.releases.formats.pdf.prose.layout import body_size, parts_of
from tallystick.releases.formats.pdf.prose.order import Item
from tallystick.releases.formats.pdf.tables import PageTable, rest_of, tables_of
from tallystick.releases.formats.pdf.view import View
from tallystick.releases.formats.pdf.writer import Writer

_UNKNOWN = View(0.0, 0.0, 612.0, 792.0, 0, 0)  # of a page that cannot be loaded


def draft_of_pdf(data: bytes, source: str) -> Draft:
    """The draft of a PDF; SourceError for one that cannot be opened, has too many pages, or no text at all."""
    pages = _pages(data, source)
    if not any(page.words for page in pages):
        raise SourceError(f"{source} has page images only, no text", "read it with --ocr")
    parts, furniture = _parts(pages)
    paragraphs = [part.paragraph for part in parts if part.paragraph]
    vocabulary = Vocabulary(text for one in paragraphs for text in whole_words(one.rows))
    writer = Writer({page.number: page.view for page in pages}, vocabulary)
    for part in joined(parts):
        if part.paragraph:
            writer.paragraph(part.paragraph)
        elif isinstance(part.thing, PageTable):
            writer.table(part.thing, part.page)
    for number, lines in furniture.items():
        for line in lines:
            writer.drop(line.words, line.text, "furniture", number)
    unread = [Dropped("", "not read", Place(page.number)) for page in pages if not page.words]
    return Draft(
        writer.text, writer.lines, 0, {}, writer.grids, [_size(page.view) for page in pages], writer.runs,
        [*writer.dropped, *unread],
    )  # fmt: skip


def _pages(data: bytes, source: str) -> list[Page]:
    with opened(data, source) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise SourceError(f"{source} has {count} pages", f"split it: {MOST_PAGES} pages are read at once")
        pages = []
        for number in range(1, count + 1):
            with page_of(document, number) as handle:
                pages.append(read_page(handle, number) if handle else Page(number, _UNKNOWN))
        return pages


def _parts(pages: list[Page]) -> tuple[list[Part], dict[int, list[TextLine]]]:
    edges = [edges_of(page.lines) for page in pages]
    alike = repeated(edges)
    furniture: dict[int, list[TextLine]] = {}
    texts: list[list[TextLine]] = []
    for page, edge in zip(pages, edges, strict=True):
        furniture[page.number] = furniture_of(page.lines, edge, alike, page.height)
        left_out = set(map(id, furniture[page.number]))
        texts.append([line for line in page.lines if id(line) not in left_out])
    body = body_size(texts)
    parts: list[Part] = []
    for page, lines in zip(pages, texts, strict=True):
        tables = tables_of(lines, page.ruling)
        things = [Item(*table.box, None, table) for table in tables]
        parts += parts_of(rest_of(lines, tables), things, page.number, body)
    return parts, furniture


def _size(view: View) -> PageSize:
    shown = view._replace(turns=view.shown)
    return PageSize(shown.width, shown.height)

"""From the bytes of a PDF to the draft of a release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tallystick.model import PageSize, SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.formats.ocr.pages import Images, image_of_scan
from tallystick.releases.formats.ocr.remarks import remarks_on
from tallystick.releases.formats.pdf.engine import MOST_PAGES, opened, page_of
from tallystick.releases.formats.pdf.facts import facts_of, given_by
from tallystick.releases.formats.pdf.page import Page, read_page
from tallystick.releases.formats.pdf.prose.chains import prose_lines
from tallystick.releases.formats.pdf.prose.flow import Part, joined
from tallystick.releases.formats.pdf.prose.hyphens import Vocabulary, whole_words
from tallystick.releases.formats.pdf.prose.layout import body_size, find_title
from tallystick.releases.formats.pdf.prose.paragraphs import Paragraph
from tallystick.releases.formats.pdf.prose.sorting import SortedPage, parts_of_pages
from tallystick.releases.formats.pdf.tables.continuing import whole
from tallystick.releases.formats.pdf.view import View
from tallystick.releases.formats.pdf.writer import Writer

_ADVICE_OCR = "read it with --ocr (in Python: ocr=True)"
_ADVICE_READ = "its images show no words that could be read"
_BROKEN = "it is damaged, or the file is cut off"
_END, _TAIL = b"%%EOF", 4096  # bytes at its end in which a PDF has its end mark
_MOST_WORK = 3 * 10**10  # squares of the texts of pages: some minutes
_UNKNOWN = View(0.0, 0.0, 612.0, 792.0, 0, 0)  # of a page that cannot be loaded


def draft_of_pdf(data: bytes, source: str, ocr: bool = False) -> Draft:
    """The draft of a PDF; SourceError for one that cannot be opened, has too many pages, or no text at all.

    With `ocr` pages that are images of pages are read from these, whatever text stands behind them.
    """
    with opened(data, source, "ocr" if ocr else "pdf") as document:  # the one extra brings the other
        facts = facts_of(document)
        pages = list(_pages(document, source, ocr))
    if not any(one.page.words for one in pages):
        raise _without_words([one.page for one in pages], source, ocr)
    body = body_size(one.prose for one in pages)
    parts = parts_of_pages(pages, body)
    find_title(parts, body)
    vocabulary = Vocabulary([text for part in parts if part.paragraph for text in whole_words(part.paragraph.rows)])
    writer = Writer({one.page.number: one.page.view for one in pages}, vocabulary)
    remarks = _remarks([one.page for one in pages], data, ocr)
    for one in pages:
        one.tell(writer)
        one.forget()
    for part in whole(joined(_used_up(parts))):
        if isinstance(part, Paragraph):
            writer.paragraph(part)
        else:
            writer.table(part)
    sizes = [_size(one.page.view) for one in pages]
    return Draft(
        writer.text, writer.lines, 0, given_by(facts, writer.text), writer.grids, sizes, writer.runs, writer.dropped,
        remarks, recognized=writer.recognized,
    )  # fmt: skip


def _used_up(parts: list[Part]) -> Iterator[Part]:
    """Parts in their order, each held no longer than it takes: a long document's words are not kept twice."""
    parts.reverse()
    while parts:
        yield parts.pop()


def _without_words(pages: Sequence[Page], source: str, ocr: bool) -> SourceError:
    """What to say of a document in which nothing was read."""
    if any(page.scanned for page in pages):
        return SourceError(f"{source} has page images only, no text", _ADVICE_READ if ocr else _ADVICE_OCR)
    trouble = next((page.trouble for page in pages if page.trouble), "")
    if trouble:
        return SourceError(f"no page of {source} is read: {trouble}", "print it to a new PDF, or save its text")
    return SourceError(f"no text in {source}", "give a file that holds the words of a release")


def _pages(document: Any, source: str, ocr: bool) -> Iterator[SortedPage]:
    count = len(document)
    if count > MOST_PAGES:
        raise SourceError(f"{source} has {count} pages", f"split it: {MOST_PAGES} pages are read at once")
    images, work = Images(source, count), 0
    for number in range(1, count + 1):
        with page_of(document, number) as handle:
            image = image_of_scan(handle) if ocr and handle else None
            if image is None:
                page = read_page(handle, number) if handle else Page(number, _UNKNOWN, trouble=_BROKEN)
        if image is not None:
            page = images.read(image, number)
        work += page.texts**2
        if work > _MOST_WORK:
            raise SourceError(f"{source} draws its text in too many pieces", "print it to a new PDF, or split it")
        yield SortedPage(page, page.lines, prose_lines(page.lines))


def _remarks(pages: Sequence[Page], data: bytes, ocr: bool) -> list[str]:
    remarks = remarks_on(pages, ocr)
    if _END not in data[-_TAIL:]:
        remarks.append("ends before its end mark: it may be cut off; get it again if words are missing")
    return remarks


def _size(view: View) -> PageSize:
    shown = view._replace(turns=view.shown)
    return PageSize(shown.width, shown.height)

"""From a page to the parts of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tallystick.releases.formats.pdf.lines import TextLine
from tallystick.releases.formats.pdf.prose.flow import Part
from tallystick.releases.formats.pdf.prose.notes import split_notes
from tallystick.releases.formats.pdf.prose.order import Column, Item, columns_of, item_of
from tallystick.releases.formats.pdf.prose.paragraphs import Paragraph, paragraphs_of
from tallystick.releases.formats.pdf.prose.rows import Row, hangs, row_of

_LARGER = 1.15  # than the text: a heading
_TITLE_WORDS = 3
_TITLE = 1.25
_HEADING_ROWS = 4
_STOPS = ".;,。；，"


def find_title(parts: Sequence[Part], body: float) -> None:
    """Call the largest heading of the first page the title, where it is plainly larger than the text."""
    first = next((part.page for part in parts), 0)
    headings = [part.paragraph for part in parts if part.page == first and part.paragraph]
    headings = [one for one in headings if one.kind == "heading" and one.size >= _TITLE * body and _has_words(one.text)]
    if headings:
        max(headings, key=lambda one: one.size).kind = "title"


def _has_words(text: str) -> bool:
    if not text[0].isalnum():
        return False
    return len(text.split()) >= _TITLE_WORDS or sum(char > "\u2e7f" for char in text) >= 2 * _TITLE_WORDS


def body_size(pages: Iterable[Sequence[TextLine]]) -> float:
    """The size in which most of a document's text is set, in points."""
    counts: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            if len(line.words) > 3:
                counts[round(2 * line.size) / 2] += sum(len(word.text) for word in line.words)
    return counts.most_common(1)[0][0] if counts else 10.0


def parts_of(lines: Sequence[TextLine], tables: Sequence[Item], number: int, body: float) -> Iterator[Part]:
    """The paragraphs of a page's lines, and its tables, in the order in which they are read; notes come last."""
    notes: list[Part] = []
    for column in columns_of([*map(item_of, lines), *tables]):
        parts = list(_parts_of_column(column, number, body, notes))
        for i, part in enumerate(parts):
            yield part._replace(begins=i == 0, ends=i == len(parts) - 1)
    yield from notes


def _parts_of_column(column: Column, number: int, body: float, notes: list[Part]) -> Iterator[Part]:
    rows: list[Row] = []
    for items in column.rows:
        lines = [item.line for item in items if item.line]
        if len(lines) < len(items):
            yield from _text(rows, number, body)
            rows = []
            yield from (Part(None, item.table, number) for item in items if item.table)
        if lines:
            rows.append(row_of(lines, number))
    rows, small = split_notes(rows, body)
    notes += [Part(paragraph) for paragraph in paragraphs_of(small, number) if _kind(paragraph, "note")]
    yield from _text(rows, number, body)


def _text(rows: Sequence[Row], number: int, body: float) -> Iterator[Part]:
    for paragraph in paragraphs_of(rows, number):
        if _is_heading(paragraph, body):
            paragraph.kind = "heading"
        yield Part(paragraph, page=number)


def _kind(paragraph: Paragraph, kind: str) -> bool:
    paragraph.kind = kind
    return True


def _is_heading(paragraph: Paragraph, body: float) -> bool:
    """Whether size or weight set a paragraph off as a heading."""
    if len(paragraph.rows) > _HEADING_ROWS or any(len(row.pieces) > 1 for row in paragraph.rows):
        return False
    if hangs(paragraph.rows[-1]) or paragraph.rows[0].is_item:
        return False
    if paragraph.size >= _LARGER * body:
        return True
    return paragraph.bold and len(paragraph.rows) <= 2 and paragraph.rows[-1].words[-1].text[-1] not in _STOPS

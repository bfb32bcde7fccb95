"""Tables that go on from page to page: one table, with the notes of its pages after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from tallystick.releases.formats.pdf.prose.flow import Part
from tallystick.releases.formats.pdf.prose.paragraphs import Paragraph
from tallystick.releases.formats.pdf.tables.finding import PageTable

_ASIDE = 14.0  # points by which the sides of a table may differ from page to page
_OVER = 2.0  # points by which a column may reach into the next one's place
Pages = list[tuple[PageTable, int]]  # the parts of a table, each with the number of its page


def whole(parts: Iterable[Part]) -> Iterator[Paragraph | Pages]:
    """Paragraphs and tables in their order, each table with all of its pages."""
    table: Pages = []
    notes: list[Paragraph] = []
    ends = False
    for part in parts:
        if table and part.paragraph and part.paragraph.kind == "note":
            notes.append(part.paragraph)
            continue
        if table and part.table and ends and part.begins and _goes_on(*table[-1], part.table, part.page):
            table.append((part.table, part.page))
            ends = part.ends
            continue
        if table:
            yield table
            yield from notes
            table, notes = [], []
        if part.paragraph:
            yield part.paragraph
        elif part.table:
            table, ends = [(part.table, part.page)], part.ends
    if table:
        yield table
        yield from notes


def _goes_on(one: PageTable, page: int, two: PageTable, next_page: int) -> bool:
    """Whether a table that begins a page has the columns of the one that ends the page before."""
    if next_page != page + 1 or len(one.columns) != len(two.columns):
        return False
    if abs(one.box[0] - two.box[0]) > _ASIDE or abs(one.box[2] - two.box[2]) > _ASIDE:
        return False
    both = [(a, b) for a, b in zip(one.columns, two.columns, strict=True) if a[0] < a[1] and b[0] < b[1]]
    return bool(both) and all(
        min(a[0], b[0]) < max(a[1], b[1]) and max(a[1], b[1]) <= min(c[0], d[0]) + _OVER
        for (a, b), (c, d) in pairwise(both)
    )

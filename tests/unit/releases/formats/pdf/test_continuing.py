"""A table that goes on over pages is one grid of the draft, each word at its page."""

from __future__ import annotations

import io

from reportlab.lib import colors
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from tallystick.model.place import place_of
from tallystick.releases.formats.pdf.draft import draft_of_pdf

GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
PROSE = getSampleStyleSheet()["BodyText"]
LINES = [["District", "Ewes", "Rams"], *([f"Parish {i}", f"{100 + i}", f"{20 + i}"] for i in range(60))]


def drawn(*parts: object) -> bytes:
    data = io.BytesIO()
    SimpleDocTemplate(data, pagesize=A5).build(list(parts))
    return data.getvalue()


def test_rows_on_the_next_pages_are_rows_of_the_same_table() -> None:
    draft = draft_of_pdf(drawn(LongTable(LINES, style=GRID, colWidths=[90, 60, 60])), "drawn")
    (grid,) = draft.grids
    assert draft.text[grid.start : grid.end].split("\n") == ["\t".join(line) for line in LINES]
    pages = [place.page for cell in grid.cells if (place := place_of(draft.runs, cell.start, cell.end))]
    assert (pages[0], pages[-1]) == (1, len(draft.pages))
    assert pages == sorted(pages)


def test_a_table_of_other_columns_on_the_next_page_is_another() -> None:
    other = [["Year", "A", "B", "C"], *([f"{2000 + i}", f"{i}.1", f"{i}.2", f"{i}.3"] for i in range(6))]
    table = LongTable(LINES[:24], style=GRID, colWidths=[90, 60, 60])
    data = drawn(table, LongTable(other, style=GRID, colWidths=[50, 50, 50, 50]))
    assert len(draft_of_pdf(data, "drawn").grids) == 2


def test_prose_between_pages_ends_a_table() -> None:
    words = Paragraph("The counts of the northern parishes were made in May, those of the others in June. " * 3, PROSE)
    one, two = (LongTable(lines, style=GRID, colWidths=[90, 60, 60]) for lines in (LINES[:20], LINES[20:40]))
    draft = draft_of_pdf(drawn(one, words, two), "drawn")
    assert len(draft.grids) == 2
    assert "northern parishes" in draft.text[draft.grids[0].end : draft.grids[1].start]

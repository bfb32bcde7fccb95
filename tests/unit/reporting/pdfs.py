"""PDF pages made for tests: our own words and figures, drawn by reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

ROWS = (
    ("Goods", "2020", "2021"),
    ("Tools", "118.4", "122.2"),
    ("Ropes", "40.1", "41.7"),
    ("Sails", "90.3", "95.9"),
)


def pdf(
    *pages: Sequence[str], rows: Sequence[Sequence[str]] = (), size: tuple[float, float] = A4, turn: int = 0
) -> bytes:
    """A PDF with a line of text each 20 points from the top of each page, and on the last page a table below them."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=True)
    for number, lines in enumerate(pages, start=1):
        for place, line in enumerate(lines):
            canvas.drawString(72, size[1] - 72 - 20 * place, line)
        if rows and number == len(pages):
            table = Table([list(row) for row in rows], colWidths=120)
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
            _, height = table.wrapOn(canvas, 400, 400)
            table.drawOn(canvas, 72, size[1] - 130 - 20 * len(lines) - height)
        if turn:
            canvas.setPageRotation(turn)
            canvas.setPageSize(size[::-1] if turn % 180 else size)  # as it is shown; the coordinates stay
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def release_pdf() -> bytes:
    """Two pages of prose, the second with a table."""
    first = ("Trade of the harbour in 2021", "", "Exports of tools rose by 3.2% in 2021, after 1.5% in 2020.")
    second = ("Exports of ropes came to 41.7 million in 2021.", "", "Table 1. Exports by goods, million")
    return pdf(first, second, rows=ROWS)

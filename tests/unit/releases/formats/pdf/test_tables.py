"""Tables of PDF pages, drawn here: what is found, and how it is divided."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from tallystick.releases.formats.pdf.tables.finding import PageTable, tables_of_file

HEIGHT = A4[1]


def page(draw: Callable[[Canvas], None]) -> list[PageTable]:
    """The tables of a page that `draw` draws."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    draw(canvas)
    canvas.save()
    return [table for _, table in tables_of_file(data.getvalue())]


def rows(
    canvas: Canvas, places: Sequence[float], lines: Sequence[Sequence[str]], top: float = 100, step: float = 14
) -> None:
    """Lines of cells: the first of each begins at its place, the others end at theirs."""
    canvas.setFont("Helvetica", 9)
    for i, line in enumerate(lines):
        y = HEIGHT - top - i * step
        for j, (x, words) in enumerate(zip(places, line, strict=False)):
            (canvas.drawRightString if j else canvas.drawString)(x, y, words)


def ruled(canvas: Canvas, lines: Sequence[Sequence[str]], top: float = 100, spans: Sequence[object] = ()) -> None:
    """Cells with a line around each; `spans` are styles of reportlab's tables."""
    table = Table(lines, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans]))
    _, height = table.wrapOn(canvas, 400, 600)
    table.drawOn(canvas, 70, HEIGHT - top - height)


def words(table: PageTable) -> list[list[str]]:
    """A table as rows of words, a cell that covers several columns in the first of them."""
    width = max(cell.column + cell.columns for cell in table.cells)
    found = [[""] * width for _ in range(max(cell.row + cell.rows for cell in table.cells))]
    for cell in table.cells:
        found[cell.row][cell.column] = cell.words
    return found


OUTPUT = [
    ["Branch", "2021", "2022", "2023"],
    ["Cement", "412.5", "398.1", "401.0"],
    ["Glass", "88.0", "91.7", "95.2"],
    ["Paper and board", "1,204.9", "1,180.3", "1,222.8"],
]


def test_a_table_between_lines_gives_each_cell() -> None:
    (table,) = page(lambda canvas: ruled(canvas, OUTPUT))
    assert words(table) == OUTPUT


def test_a_table_without_lines_gives_each_cell() -> None:
    (table,) = page(lambda canvas: rows(canvas, [70, 260, 330, 400], OUTPUT))
    assert words(table) == OUTPUT

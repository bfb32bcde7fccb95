"""Tables of PDF pages, drawn here: what is found, and how it is divided."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from tallystick.releases.formats.pdf.engine import opened, page_of
from tallystick.releases.formats.pdf.page import Page, read_page
from tallystick.releases.formats.pdf.tables.finding import PageTable, rest_of, tables_of

HEIGHT = A4[1]
PLACES = (70, 260, 330, 400)


def page_drawn(draw: Callable[[Canvas], object], rotation: int = 0) -> Page:
    """A page that `draw` draws."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    canvas.setPageRotation(rotation)
    draw(canvas)
    canvas.save()
    with opened(data.getvalue(), "drawn") as document, page_of(document, 1) as handle:
        return read_page(handle, 1)


def tables(draw: Callable[[Canvas], object]) -> list[PageTable]:
    """The tables of a page that `draw` draws."""
    page = page_drawn(draw)
    return tables_of(page.lines, page.ruling, page.turned)


def rows(
    canvas: Canvas,
    lines: Sequence[Sequence[str]],
    top: float = 100,
    places: Sequence[float] = PLACES,
    step: float = 14,
    font: str = "Helvetica",
) -> float:
    """Lines of cells: the first of each begins at its place, the others end at theirs; gives the next line's top."""
    canvas.setFont(font, 9)
    for i, line in enumerate(lines):
        for j, (x, words) in enumerate(zip(places, line, strict=False)):
            (canvas.drawRightString if j else canvas.drawString)(x, HEIGHT - top - i * step, words)
    return top + step * len(lines)


def rule(canvas: Canvas, top: float, left: float = 70, right: float = 400) -> None:
    """A level line."""
    canvas.line(left, HEIGHT - top, right, HEIGHT - top)


def ruled(canvas: Canvas, lines: Sequence[Sequence[str]], spans: Sequence[object] = (), widths: object = None) -> None:
    """Cells with a line around each; `spans` are styles of reportlab's tables."""
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans])
    table = Table(lines, colWidths=widths, style=style)
    _, height = table.wrapOn(canvas, 400, 600)
    table.drawOn(canvas, 70, HEIGHT - 100 - height)


def words(table: PageTable) -> list[list[str]]:
    """A table as rows of words, a cell that covers several columns in the first of them."""
    width = max(cell.column + cell.columns for cell in table.cells)
    found = [[""] * width for _ in range(max(cell.row + cell.rows for cell in table.cells))]
    for cell in table.cells:
        found[cell.row][cell.column] = cell.words
    return found


def spans(table: PageTable) -> dict[str, tuple[int, int]]:
    """Rows and columns that cells cover, of those that cover more than one."""
    return {cell.words: (cell.rows, cell.columns) for cell in table.cells if cell.rows * cell.columns > 1}


OUTPUT = [
    ["Branch", "2021", "2022", "2023"],
    ["Cement", "412.5", "398.1", "401.0"],
    ["Glass", "88.0", "91.7", "95.2"],
    ["Paper and board", "1,204.9", "1,180.3", "1,222.8"],
]
PROSE = [
    "The mills of the northern valleys sold more board than",
    "in any spring before, while the price of pulp went down",
    "for the third month in a row and freight became cheaper",
    "again. Orders from abroad stayed where they had been in",
    "the winter, and the stocks of the larger mills were low.",
    "Two of them plan to add a line before the summer of 2026.",
]


def test_a_table_between_lines_gives_each_cell() -> None:
    (table,) = tables(lambda canvas: ruled(canvas, OUTPUT))
    assert words(table) == OUTPUT


def test_a_table_without_lines_gives_each_cell() -> None:
    (table,) = tables(lambda canvas: rows(canvas, OUTPUT))
    assert words(table) == OUTPUT


def test_a_table_of_words_is_found_between_lines() -> None:
    lines = [["Office", "Seat", "Head"], ["Prices", "Graz", "A. Moser"], ["Trade", "Linz", "B. Huber"]]

    def draw(canvas: Canvas) -> None:
        rule(canvas, 88)
        rows(canvas, lines)
        rule(canvas, 104)
        rule(canvas, 134)

    (table,) = tables(draw)
    assert words(table) == lines


def test_cells_that_lines_leave_whole_cover_rows_and_columns() -> None:
    lines = [
        ["District", "Output", "", "Staff"], ["", "2022", "2023", ""], ["North", "14.1", "15.0", "210"],
        ["South", "9.4", "9.9", "144"],
    ]  # fmt: skip
    over = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)), ("SPAN", (3, 0), (3, 1))]
    (table,) = tables(lambda canvas: ruled(canvas, lines, over))
    assert spans(table) == {"District": (2, 1), "Output": (1, 2), "Staff": (2, 1)}
    assert words(table)[2:] == lines[2:]


def test_rows_of_one_ruled_cell_are_told_by_their_values() -> None:
    lines = [["Branch", "2022", "2023"], ["Cement\nGlass\nTiles", "4.1\n5.2\n6.3", "4.4\n5.5\n6.6"]]
    (table,) = tables(lambda canvas: ruled(canvas, lines))
    assert words(table)[1:] == [["Cement", "4.1", "4.4"], ["Glass", "5.2", "5.5"], ["Tiles", "6.3", "6.6"]]


def test_wrapped_words_of_a_ruled_cell_are_one_cell() -> None:
    lines = [["Measure", "Outcome"], ["Share of mills\nthat report", "Rose in the\nnorth"], ["Orders", "Fell"]]
    (table,) = tables(lambda canvas: ruled(canvas, lines))
    assert words(table)[1] == ["Share of mills that report", "Rose in the north"]


def test_a_line_under_a_head_tells_its_columns() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for middle, head in ((235, "Exports"), (395, "Imports")):
            canvas.drawCentredString(middle, HEIGHT - 86, head)
            rule(canvas, 89, middle - 55, middle + 55)
        lines = [["Month", "Value", "Share", "Value", "Share"], ["May", "14.1", "21.0", "9.4", "17.7"],
                 ["June", "15.2", "22.4", "9.1", "16.9"]]  # fmt: skip
        rows(canvas, lines, places=(70, 210, 285, 370, 445))

    (table,) = tables(draw)
    assert spans(table) == {"Exports": (1, 2), "Imports": (1, 2)}
    assert words(table)[1] == ["Month", "Value", "Share", "Value", "Share"]


def test_heads_in_the_middle_of_their_columns_cover_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for column, head in ((2, "Men"), (5, "Women")):
            canvas.drawCentredString(150 + 60 * column - 8, HEIGHT - 86, head)
        body = [["Age", *["2021", "2022", "2023"] * 2], ["15–24", *["31.5", "32.1", "33.9"] * 2],
                ["25–54", *["81.0", "81.4", "82.2"] * 2]]  # fmt: skip
        rows(canvas, body, places=(70, *range(210, 570, 60)))

    (table,) = tables(draw)
    assert spans(table) == {"Men": (1, 3), "Women": (1, 3)}


def test_heads_of_several_lines_are_one_cell_each() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [["", "Hourly", "Weekly", ""], ["Trade", "pay", "hours", "Staff"]], 80, step=10)
        rows(canvas, [["Smiths", "14.10", "38.5", "1,200"], ["Weavers", "12.75", "37.0", "830"]], 108)

    (table,) = tables(draw)
    assert words(table)[0] == ["Trade", "Hourly pay", "Weekly hours", "Staff"]


def test_a_stub_of_two_lines_is_one_row_with_the_values_behind_it() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, OUTPUT[:2])
        rows(canvas, [["Goods of wood, cork and"], ["other plaiting matter", "77.1", "70.4", "69.9"]], 132, step=10)
        rows(canvas, OUTPUT[2:], 160)

    (table,) = tables(draw)
    assert words(table)[2] == ["Goods of wood, cork and other plaiting matter", "77.1", "70.4", "69.9"]
    assert len(words(table)) == 5


def test_rows_without_values_name_the_rows_below_and_indents_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, OUTPUT[:1])
        rows(canvas, [["Heavy goods"]], 114, font="Helvetica-Bold")
        rows(canvas, OUTPUT[1:3], 128, places=(80, *PLACES[1:]))
        rows(canvas, [["Light goods"]], 156, font="Helvetica-Bold")
        rows(canvas, OUTPUT[3:], 170, places=(80, *PLACES[1:]))

    (table,) = tables(draw)
    assert [row[0] for row in words(table)][:3] == ["Branch", "Heavy goods", "Cement"]
    assert [row[0] for row in words(table)][3:] == ["Glass", "Light goods", "Paper and board"]
    stubs = {cell.words: (cell.bold, cell.indent) for cell in table.cells if cell.column == 0}
    assert stubs["Heavy goods"] == (True, 0.0)
    assert stubs["Cement"][0] is False
    assert 1.5 < stubs["Cement"][1] < 3


def test_blank_groups_and_decimal_commas_are_one_cell() -> None:
    lines = [["Land", "2022", "2023"], ["Alba", "9 035 939", "12 411 002"], ["Tara", "-60 082", "1 004,7"],
             ["Sum", "8 975 857", "12 412 006"]]  # fmt: skip
    (table,) = tables(lambda canvas: rows(canvas, lines, places=(70, 200, 270)))
    assert words(table) == lines


def test_signs_of_what_is_missing_are_cells() -> None:
    lines = [["Land", "2021", "2022", "2023"], ["Alba", "..", "4.1", "–"], ["Tara", "n.a.", "x", "3.9"],
             ["Orla", "1.0", "…", "2.2"]]  # fmt: skip
    (table,) = tables(lambda canvas: rows(canvas, lines))
    assert words(table) == lines


def test_marks_of_notes_are_told_beside_the_words() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [["Branch", "2022", "2023"], ["Cement", "412.5", "398.1"], ["Glass", "88.0", "91.7"]])
        canvas.setFont("Helvetica", 5.5)
        canvas.drawString(PLACES[2] + 0.3, HEIGHT - 100 + 3.4, "1")
        canvas.drawString(PLACES[1] + 0.3, HEIGHT - 128 + 3.4, "2")

    (table,) = tables(draw)
    assert words(table) == [["Branch", "2022", "2023"], ["Cement", "412.5", "398.1"], ["Glass", "88.0", "91.7"]]
    assert {cell.words: cell.marks for cell in table.cells if cell.marks} == {"2023": ("1",), "88.0": ("2",)}


def test_dots_that_lead_to_the_values_are_no_words() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [[line[0] + " " + "." * (70 - 2 * len(line[0])), *line[1:]] for line in OUTPUT[1:]])

    (table,) = tables(draw)
    assert words(table) == OUTPUT[1:]


def test_caption_unit_and_notes_stand_outside() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(70, HEIGHT - 70, "Table 4. Output of selected branches in the northern valleys, by year")
        canvas.drawRightString(400, HEIGHT - 84, "(thousand tonnes)")
        below = rows(canvas, OUTPUT)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(70, HEIGHT - below - 4, "Source: reports of the mills, gathered each spring by the office.")

    page = page_drawn(draw)
    (table,) = tables_of(page.lines, page.ruling)
    assert words(table) == OUTPUT
    left = [line.text for line in rest_of(page.lines, [table])]
    assert [text.split()[0] for text in left] == ["Table", "(thousand", "Source:"]


def test_a_table_set_in_several_columns_is_several_tables() -> None:
    ages = ([f"{20 + i} years", f"{410 + i}", f"{40 + i} years", f"{510 + i}"] for i in range(5))
    lines = [["Age", "Men", "Age", "Men"], *ages]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for i, line in enumerate(lines):
            for x, cell in zip((70, 160, 260, 350), line, strict=True):
                canvas.drawString(x, HEIGHT - 100 - 14 * i, cell)

    one, two = tables(draw)
    assert words(one) == [line[:2] for line in lines]
    assert words(two) == [line[2:] for line in lines]


def test_prose_beside_a_table_is_no_part_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for i, line in enumerate(PROSE * 2):
            canvas.drawString(50, HEIGHT - 95 - 11.5 * i, line)
        rows(canvas, [line[:3] for line in OUTPUT], places=(330, 470, 530))

    (table,) = tables(draw)
    assert words(table) == [line[:3] for line in OUTPUT]


def test_prose_in_two_columns_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for i, line in enumerate(PROSE * 3):
            canvas.drawString(50, HEIGHT - 100 - 12 * i, line)
            canvas.drawString(310, HEIGHT - 100 - 12 * i, line)
        rule(canvas, 86, 50, 550)
        rule(canvas, 320, 50, 550)

    assert tables(draw) == []


def test_lists_and_contents_are_no_tables() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for i, item in enumerate(["Prices of goods", "Prices of services", "Wages and hours", "Orders and stocks"]):
            canvas.drawString(70, HEIGHT - 100 - 14 * i, f"{i + 1}.")
            canvas.drawString(95, HEIGHT - 100 - 14 * i, item)
            canvas.drawString(70, HEIGHT - 300 - 14 * i, item + " " + "." * 60)
            canvas.drawRightString(500, HEIGHT - 300 - 14 * i, str(3 + 9 * i))

    assert tables(draw) == []


def test_the_axes_of_a_chart_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 7)
        for i in range(6):
            canvas.drawRightString(90, HEIGHT - 100 - 25 * i, f"{50 - 10 * i}")
            canvas.drawString(420, HEIGHT - 100 - 25 * i, f"{5 - i}.0")
            rule(canvas, 100 + 25 * i, 95, 415)
            canvas.drawString(110 + 55 * i, HEIGHT - 240, f"{2018 + i}")

    assert tables(draw) == []


def test_a_frame_around_prose_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, HEIGHT - 240, 300, 160)
        canvas.setFont("Helvetica", 9)
        for i, line in enumerate(PROSE):
            canvas.drawString(70, HEIGHT - 100 - 12 * i, line)

    assert tables(draw) == []


def test_words_set_upright_are_heads_of_ruled_columns() -> None:
    lines = [["", "", ""], ["Alba", "14.0", "15.5"], ["Tara", "21.2", "20.9"]]

    def draw(canvas: Canvas) -> None:
        style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
        table = Table(lines, colWidths=[80, 40, 40], rowHeights=[70, 18, 18], style=TableStyle(style))
        table.wrapOn(canvas, 400, 600)
        table.drawOn(canvas, 70, HEIGHT - 206)
        for x, head in ((172, "Sown area"), (212, "Yield")):
            canvas.saveState()
            canvas.translate(x, HEIGHT - 165)
            canvas.rotate(90)
            canvas.drawString(0, 0, head)
            canvas.restoreState()

    (table,) = tables(draw)
    assert words(table) == [["", "Sown area", "Yield"], *lines[1:]]


def test_a_table_on_a_page_that_is_shown_turned_is_read_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(0, -300)  # such a page is as high as others are wide
        ruled(canvas, OUTPUT)

    page = page_drawn(draw, rotation=90)
    (table,) = tables_of(page.lines, page.ruling)
    assert words(table) == OUTPUT


def test_lines_within_forms_and_thin_rectangles_rule_as_strokes_do() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("grid")
        for i in range(4):
            canvas.rect(0, 20 * i, 240, 0.6, stroke=0, fill=1)
            canvas.rect(80 * i, 0, 0.6, 60, stroke=0, fill=1)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(70, HEIGHT - 160)
        canvas.doForm("grid")
        canvas.restoreState()
        canvas.line(70, HEIGHT - 300, 300, HEIGHT - 500)  # slanting: of a picture
        for i, line in enumerate([["Land", "Ewes", "Rams"], ["Alba", "two", "one"], ["Tara", "six", "four"]]):
            for j, cell in enumerate(line):
                canvas.drawString(75 + 80 * j, HEIGHT - 114 - 20 * i, cell)

    page = page_drawn(draw)
    assert (len(page.ruling.level), len(page.ruling.upright)) == (4, 4)
    (table,) = tables_of(page.lines, page.ruling)
    assert words(table) == [["Land", "Ewes", "Rams"], ["Alba", "two", "one"], ["Tara", "six", "four"]]


AT = (st.integers(40, 500), st.integers(40, 800))
SAID = st.sampled_from(["12.4", "Steel", "–", "of the", "1 204", "....."])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*AT, SAID), max_size=40), st.lists(st.tuples(*AT, st.booleans()), max_size=14))
def test_every_word_of_a_page_is_in_a_table_or_left(
    said: list[tuple[int, int, str]], lines: list[tuple[int, int, bool]]
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(20, 20, "foot")
        for x, y, text in said:
            canvas.drawString(x, y, text)
        for x, y, level in lines:
            canvas.line(x, y, x + 200 * level, y + 200 * (not level))

    page = page_drawn(draw)
    found = tables_of(page.lines, page.ruling, page.turned)
    letters = [word.text for table in found for held in (*table.words, *table.marks) for word in held]
    letters += [word.text for line in rest_of(page.lines, found) for word in line.words]
    assert sorted("".join(letters).replace(".", "")) == sorted("".join(w.text for w in page.words).replace(".", ""))

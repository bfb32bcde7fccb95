"""Tables of Word files: cells and their places, captions, and tables that only lay out the page."""

from __future__ import annotations

from tallystick.releases.formats.docx import draft_of_docx
from tallystick.releases.tables.grid import Grid
from tests.unit.releases.formats.docx.making import docx, gone, opened, paragraph, raised, row, run, styled, table, told

SPAN = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
BEGINS = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
GOES_ON = "<w:tcPr><w:vMerge/></w:tcPr>"
HEAD = "<w:tblHeader/>"


def grid_of(body: str) -> tuple[str, Grid]:
    draft = draft_of_docx(docx(body), "trade.docx")
    (grid,) = draft.grids
    return draft.text, grid


def placed(body: str) -> dict[tuple[int, int], tuple[str, int, int]]:
    text, grid = grid_of(body)
    return {(c.row, c.column): (text[c.start : c.end], c.rows, c.columns) for c in grid.cells}


def test_spans_heads_and_merged_cells_have_their_places() -> None:
    body = table(
        row("Port", f"{SPAN}{paragraph('Landings')}", properties=HEAD),
        row("", "2021", "2022", properties=HEAD),
        row(f"{BEGINS}{paragraph('North')}", "12.5", "13.1"),
        row(f"{GOES_ON}<w:p/>", "4.0", "4.4"),
    )
    assert placed(body) == {
        (0, 0): ("Port", 1, 1), (0, 1): ("Landings", 1, 2), (1, 0): ("", 1, 1), (1, 1): ("2021", 1, 1),
        (1, 2): ("2022", 1, 1), (2, 0): ("North", 2, 1), (2, 1): ("12.5", 1, 1), (2, 2): ("13.1", 1, 1),
        (3, 1): ("4.0", 1, 1), (3, 2): ("4.4", 1, 1),
    }  # fmt: skip
    text, grid = grid_of(body)
    assert [cell.head for cell in grid.cells] == [True] * 5 + [False] * 5
    assert text == "Port\tLandings\n\t2021\t2022\nNorth\t12.5\t13.1\n\t4.0\t4.4"


def test_rows_that_begin_later_and_cells_of_old_merges() -> None:
    merged = '<w:tcPr><w:hMerge w:val="restart"/></w:tcPr>'
    body = table(
        row(f"{merged}{paragraph('Landings')}", "<w:tcPr><w:hMerge/></w:tcPr><w:p/>", "2022"),
        row("12.5", "13.1", properties='<w:gridBefore w:val="1"/>'),
    )
    assert placed(body) == {
        (0, 0): ("Landings", 1, 2), (0, 2): ("2022", 1, 1), (1, 1): ("12.5", 1, 1), (1, 2): ("13.1", 1, 1)
    }  # fmt: skip


def test_cells_keep_indent_weight_and_marks() -> None:
    indented = paragraph("of which ice", '<w:ind w:left="220"/>')
    body = table(
        row(paragraph(run("Fish", "<w:b/>")), paragraph(f"{run('12.5')}{raised('p')}")),
        row(indented, "4"), row(paragraph("\u3000Salt"), "3"),
    )  # fmt: skip
    text, grid = grid_of(body)
    cells = {text[cell.start : cell.end]: cell for cell in grid.cells}
    assert (cells["Fish"].bold, cells["12.5"].bold) == (True, False)
    assert cells["12.5"].marks == ("p",)
    assert (cells["Fish"].indent, cells["of which ice"].indent, cells["Salt"].indent) == (0, 2, 2)


def test_paragraphs_of_a_cell_are_one_line() -> None:
    text, _ = grid_of(table(row(f"{paragraph('Fish,')}{paragraph('iced')}", "1,200"), row("Salt", "90")))
    assert text == "Fish, iced\t1,200\nSalt\t90"


def test_caption_in_its_style_belongs_to_the_table() -> None:
    body = styled("c", "Table 1. Landings, tonnes") + table(row("Fish", "12"), row("Salt", "3"))
    assert grid_of(body)[1].caption == "Table 1. Landings, tonnes"


def test_deleted_and_hidden_rows_are_set_aside() -> None:
    body = table(
        row("Fish", "12"), row("Eel", "7", properties="<w:del/>"), row("Salt", "3"),
        row("Tin", "5", properties="<w:hidden/>"), row("Ice", "<w:tcPr><w:cellDel/></w:tcPr>" + paragraph("8"), "9"),
    )  # fmt: skip
    release = opened(body)
    assert release.text == "Fish\t12\nSalt\t3\nIce\t9"
    assert gone(release) == [("deleted", "Eel7"), ("hidden", "Tin5"), ("deleted", "8")]


def test_letterheads_boxes_and_prose_in_cells_are_no_tables() -> None:
    head = table(row("Harbour Office", "12 May 2022"), row("Press release", "No. 14"))
    box = table(row(f"{paragraph('Landings rose by 4%.')}{paragraph('Prices fell by 2%.')}"))
    release = opened(head + paragraph("Landings in April") + box)
    assert release.tables == ()
    assert [words for _, words in told(release)] == [
        "Harbour Office", "12 May 2022", "Press release", "No. 14", "Landings in April", "Landings rose by 4%.",
        "Prices fell by 2%.",
    ]  # fmt: skip
    assert str(release.released) == "2022-05-12"


def test_table_of_data_inside_one_that_lays_out_is_read_where_it_stands() -> None:
    inner = table(row("Fish", "12"), row("Salt", "3"))
    body = table(row(f"{paragraph('Landings rose.')}{inner}<w:p/>", "Prices fell."))
    assert opened(body).text == "Landings rose.\n\nFish\t12\nSalt\t3\n\nPrices fell."


def test_tables_in_notes_and_boxes_are_tables() -> None:
    box = f"<w:txbxContent>{table(row('Fish', '12'), row('Salt', '3'))}</w:txbxContent>"
    release = opened(paragraph(f"{run('Landings')}<w:r><w:drawing>{box}</w:drawing></w:r>"))
    assert len(release.tables) == 1


def tabbed(*cells: str) -> str:
    """A row that is set with tabs; an empty cell is a tab more."""
    return paragraph("<w:r><w:tab/></w:r>".join(run(cell) if cell else "" for cell in cells) or "<w:r/>")


def test_rows_set_with_tabs_are_a_table() -> None:
    body = (
        paragraph("Landings, tonnes")
        + paragraph(f"<w:r><w:tab/></w:r>{run('2021')}<w:r><w:tab/></w:r>{run('2022')}")
        + tabbed("Fish", "", "12.5", "13.1")
        + tabbed("Salt and ice", "4.0", "4.4")
        + paragraph("Landings rose.")
    )
    text, grid = grid_of(body)
    assert {(c.row, c.column): text[c.start : c.end] for c in grid.cells} == {
        (0, 1): "2021", (0, 2): "2022", (1, 0): "Fish", (1, 1): "12.5", (1, 2): "13.1",
        (2, 0): "Salt and ice", (2, 1): "4.0", (2, 2): "4.4",
    }  # fmt: skip
    assert text.endswith("\n\nLandings rose.")


def test_tabs_in_prose_and_address_lines_are_no_table() -> None:
    body = (
        tabbed("Contact", "A. Fisher")
        + tabbed("Office", "Harbour Square")
        + tabbed("Landings rose by 4%.", "More below.")
    )
    assert opened(body).tables == ()

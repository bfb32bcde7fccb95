"""Workbooks of Excel's XML kind: what their cells print, which are tables, what is left out and said."""

from __future__ import annotations

import io
import random
from collections import Counter
from datetime import date
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.model import SourceError
from tallystick.releases import from_bytes

from .making_sheets import cells, changed, draft, lines, of_rows, saved, written

TABLE = (("Port", "Tonnes", "Growth"), ("Oslo", 1204, 3.25), ("Bergen", 310, -0.5))


def test_title_unit_table_and_notes() -> None:
    found = draft(
        of_rows(("Table 3: Goods through ports",), ("thousand tonnes",), *TABLE, (), ("Source: port offices",))
    )
    assert lines(found) == [
        ("heading", "Ports"),
        ("title", "Table 3: Goods through ports"),
        ("note", "thousand tonnes"),
        ("table", "Port\tTonnes\tGrowth"),
        ("table", "Oslo\t1204\t3.25"),
        ("table", "Bergen\t310\t-0.5"),
        ("paragraph", "Source: port offices"),
    ]
    [grid] = found.grids
    assert (grid.sheet, grid.caption) == ("Ports", "Table 3: Goods through ports")
    assert cells(found, grid)["B4"] == "1204"


def test_the_digits_printed_are_read() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["Port", "Tonnes", "Share", "Since", "None"])
        for i in (1, 2):
            sheet.write(i, 0, "Oslo")
            sheet.write(i, 1, 2734.127, book.add_format({"num_format": "#,##0"}))
            sheet.write(i, 2, 0.0525, book.add_format({"num_format": "0.0%"}))
            sheet.write(i, 3, date(2023, 6, 1).toordinal() - 693594, book.add_format({"num_format": "mmm yyyy"}))
            sheet.write(i, 4, 0, book.add_format({"num_format": '#,##0.0;-#,##0.0;"-"'}))

    found = draft(written(fill))
    named = cells(found, found.grids[0])
    assert [named[f"{column}2"] for column in "ABCDE"] == ["Oslo", "2,734", "5.3%", "Jun 2023", "0.0"]


def test_looks_of_cells() -> None:
    def fill(book: Any, sheet: Any) -> None:
        raised = book.add_format({"font_script": 1})
        sheet.write_row("A1", ["Port", "Tonnes"])
        sheet.write("A2", "All", book.add_format({"bold": True}))
        sheet.write("B2", 1514)
        sheet.write("A3", "of which Oslo", book.add_format({"indent": 2}))
        sheet.write("B3", 1204)
        sheet.write_rich_string("A4", "Bergen", raised, "1")
        sheet.write("B4", 310)
        sheet.write_rich_string("A5", "Quays (m", raised, "2", ")")
        sheet.write("B5", 42)
        sheet.write("A6", "  Tugs†")
        sheet.write("B6", "12.5 [r]")

    found = draft(written(fill))
    cell = {one.cell: one for one in found.grids[0].cells}
    assert (cell["A2"].bold, cell["A3"].indent, cell["A6"].indent) == (True, 4.0, 2.0)
    assert (cell["A4"].marks, cell["A6"].marks, cell["B6"].marks) == (("1",), ("†",), ("[r]",))
    words = cells(found, found.grids[0])
    assert (words["A4"], words["A5"], words["A6"], words["B6"]) == ("Bergen", "Quays (m²)", "Tugs", "12.5")
    assert [(one.text, one.reason, one.place.cell if one.place else "") for one in found.dropped] == [
        ("1", "mark", "A4"), ("†", "mark", "A6"), ("[r]", "mark", "B6"),
    ]  # fmt: skip


def test_heads_over_several_columns() -> None:
    def fill(book: Any, sheet: Any) -> None:
        middle = book.add_format({"align": "center_across"})
        sheet.write("A3", "Port")
        sheet.merge_range("B1:C1", "2022", None)
        sheet.merge_range("A4:A5", "Oslo", None)
        sheet.write("D1", "2023", middle)
        sheet.write_blank("E1", None, middle)
        sheet.write_row("B3", ["in", "out", "in", "out"])
        sheet.write_row("B4", [1, 2, 3.5, 4])
        sheet.write_row("B5", [5, 6, 7.5, 8])

    found = draft(written(fill))
    placed = [
        (found.text[one.start : one.end], one.row, one.column, one.rows, one.columns) for one in found.grids[0].cells
    ]
    assert placed[:3] == [("2022", 0, 1, 1, 2), ("2023", 0, 3, 1, 2), ("Port", 1, 0, 1, 1)]
    assert ("Oslo", 2, 0, 2, 1) in placed


def test_several_tables_of_a_sheet() -> None:
    rows = [
        ("Goods", None, None, None, "Ships", None),
        ("Port", "Tonnes", None, None, "Port", "Calls"),
        ("Oslo", 1204.5, None, None, "Turku", 55.5),
        ("Bergen", 310.5, None, None, "Vaasa", 44.5),
        (),
        ("Passengers",),
        ("Port", "Number"),
        ("Oslo", 90.5),
        ("Bergen", 80.5),
    ]
    found = draft(of_rows(*rows))
    assert [(grid.caption, len(grid.cells)) for grid in found.grids] == [("Goods", 6), ("Passengers", 6), ("Ships", 6)]


def test_rows_of_groups_and_blank_rows_stay_in_a_table() -> None:
    rows = [("Port", "Tonnes"), (), ("North",), ("Oslo", 1204.5), (), ("South",), ("Turku", 55.5), (), ("All", 1260.0)]
    [grid] = draft(of_rows(*rows)).grids
    assert [cell.cell for cell in grid.cells] == ["A1", "B1", "A3", "A4", "B4", "A6", "A7", "B7", "A9", "B9"]
    assert [cell.row for cell in grid.cells] == [0, 0, 1, 2, 2, 3, 4, 4, 5, 5]


def test_spacer_columns_are_no_columns() -> None:
    rows = [("Port", None, "2022", None, "2023"), ("Oslo", None, 1204.5, None, 1310), ("Turku", None, 55.5, None, 56)]
    [grid] = draft(of_rows(*rows)).grids
    assert {cell.column for cell in grid.cells} == {0, 1, 2}


def test_a_sheet_of_words_is_read_as_words() -> None:
    rows = [
        ("Notes to the tables",),
        ("Released:", "14 June 2023"),
        ("note 1", "Figures are rounded to 3 digits. " * 4),
    ]
    found = draft(of_rows(*rows))
    assert found.grids == []
    assert lines(found)[1:3] == [("title", "Notes to the tables"), ("paragraph", "Released: 14 June 2023")]


def test_what_is_hidden_is_said_and_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(of_rows(*TABLE, ("Turku", 55, 1.5), ("Vaasa", 44, 2.5))))
    book["Ports"].row_dimensions[4].hidden = True
    book["Ports"].column_dimensions["C"].hidden = True
    book.create_sheet("Work").sheet_state = "hidden"
    found = draft(saved(book))
    assert set(cells(found, found.grids[0])) == {"A1", "B1", "A2", "B2", "A3", "B3", "A5", "B5"}
    assert [(one.text, one.reason) for one in found.dropped] == [
        ("sheet Work", "hidden"), ("row 4", "hidden"), ("column C", "hidden"),
    ]  # fmt: skip
    assert found.remarks == ["hides sheet Work, row 4 of Ports, column C of Ports: not read"]


def test_formulas_without_values_are_said() -> None:
    found = draft(of_rows(*TABLE, ("All", "=SUM(B2:B3)", "=1+1")))
    assert [(one.text, one.reason) for one in found.dropped] == [("=SUM(B2:B3)", "not read"), ("=1+1", "not read")]
    assert "2 formulas without values" in found.remarks[0]
    release = from_bytes(of_rows(*TABLE, ("All", "=B2", "=1+1")), "ports", "ports.xlsx")
    assert release.remarks == tuple(found.remarks)


def test_values_of_formulas_are_read() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["Port", "Tonnes"])
        sheet.write_row("A2", ["Oslo", 1204])
        sheet.write("A3", "All")
        sheet.write_formula("B3", "=SUM(B2:B2)", None, 1514)

    found = draft(written(fill))
    assert cells(found, found.grids[0])["B3"] == "1514"


merged = st.tuples(st.integers(1, 9), st.integers(1, 6), st.integers(0, 20), st.integers(0, 20_000))


@settings(deadline=None, max_examples=60)
@given(st.lists(merged, max_size=8))
def test_no_place_is_covered_twice(ranges: list[tuple[int, int, int, int]]) -> None:
    from tallystick.releases.formats.sheet.book import letters

    plain = of_rows(*[(f"Port {i}", *(i * 10.5 + j for j in range(5))) for i in range(9)])
    told = "".join(
        f'<mergeCell ref="{letters(column - 1)}{row}:{letters(min(column - 1 + wide, 16383))}{row + tall}"/>'
        for row, column, tall, wide in ranges
    )
    book = changed(
        plain,
        sheet1=lambda words: words.replace(b"</sheetData>", f"</sheetData><mergeCells>{told}</mergeCells>".encode()),
    )
    found = draft(book)
    for grid in found.grids:
        covered = Counter(
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        )
        assert set(covered.values()) <= {1}


def test_a_cell_at_the_far_end_costs_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(of_rows(*TABLE)))
    book["Ports"]["XFD1048576"] = "far"
    start = process_time()
    found = draft(saved(book))
    assert process_time() - start < 2
    assert lines(found)[-1] == ("paragraph", "far")


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda part: part.replace(b"<worksheet", BOMB + b"<worksheet", 1), "document type"),
        (lambda part: part[: len(part) // 2], "damaged"),
        (lambda part: part[:0], ""),
        (lambda part: part.replace(b"<sheetData>", b"<sheetData>" + b"<row/>" * 9), ""),
        (lambda part: part.replace(b'r="B2"', b'r="ZZZZ99999999"'), ""),
        (lambda part: part.replace(b"<v>1204</v>", b"<v>nonsense</v>"), ""),
        (lambda part: part.replace(b"<v>1204</v>", b"<v>1e999</v>"), ""),
    ],
)
def test_damaged_sheets(change: Any, words: str) -> None:
    book = changed(of_rows(*TABLE), sheet1=change)
    if words:
        with pytest.raises(SourceError, match=words):
            draft(book)
    else:
        assert read_or_refused(book)


def read_or_refused(book: bytes) -> str:
    """The text of a workbook, or why it is refused."""
    try:
        return from_bytes(book, "ports", "ports.xlsx").text
    except SourceError as error:
        return str(error)


def test_workbooks_that_are_none() -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", b"\0" * 99)
    with pytest.raises(SourceError, match="xlsb"):
        draft(stream.getvalue())
    with pytest.raises(SourceError, match="shows no cells"):
        draft(of_rows())


def test_mutated_workbooks_are_read_or_refused() -> None:
    chance = random.Random(11)
    data = of_rows(("Table 1: Goods",), *TABLE)
    parts = [name for name in ZipFile(io.BytesIO(data)).namelist() if name.endswith((".xml", ".rels"))]
    for _ in range(120):
        stem = chance.choice(parts).rpartition("/")[2].removesuffix(".xml")

        def mutate(words: bytes) -> bytes:
            found = bytearray(words)
            for _ in range(chance.randint(1, 6)):
                at = chance.randrange(len(found))
                found[at : at + chance.randint(0, 5)] = chance.choice([b"<", b'"', b"9", b"", b"</row>", b"\xff"])
            return bytes(found)

        book = changed(data, **{stem: mutate}) if chance.random() < 0.7 else mutate(data)
        assert read_or_refused(book)

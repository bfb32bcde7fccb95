"""Workbooks of OpenDocument."""

from __future__ import annotations

import io
import random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tallystick.model import SourceError
from tallystick.releases import from_bytes

from .making_sheets import cells, draft, lines

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
STYLES = """<office:automatic-styles>
<style:style style:name="b" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="i" style:family="table-cell"><style:paragraph-properties fo:margin-left="1cm"/></style:style>
<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>"""


def number(value: object, printed: str, more: str = "") -> str:
    kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind} {more}><text:p>{printed}</text:p></table:table-cell>"


def words(printed: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{printed}</text:p></table:table-cell>'


def row(*told: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(told)}</table:table-row>"


EMPTY = '<table:table-cell table:number-columns-repeated="16000"/>'
PORTS = "".join(
    (
        '<table:table table:name="Ports"><table:table-column table:number-columns-repeated="3"/>',
        '<table:table-column table:visibility="collapse"/>',
        row(words("Table 2: Goods through ports"), EMPTY),
        row(
            words("Port"),
            words("Goods", 'table:number-columns-spanned="2" table:number-rows-spanned="1"'),
            "<table:covered-table-cell/>",
        ),
        row("<table:table-cell/>", number(2022, "2022"), number(2023, "2023")),
        row(words("All", 'table:style-name="b"'), number(1514.4, "1,514"), number(1620.25, "1,620.3"), number(9, "9")),
        row(
            words('Oslo<text:span text:style-name="up">1</text:span>', 'table:style-name="i"'),
            number(1204.127, "1,204"),
            number(0, "-"),
        ),
        row(words("Hidden"), number(99, "99"), number(98, "98"), more='table:visibility="filter"'),
        row(words('Turku<text:line-break/>and<text:s text:c="2"/>Vaasa†'), number(55.5, "55.5"), words("..")),
        row(EMPTY, more='table:number-rows-repeated="1048000"'),
        "</table:table>",
        '<table:table table:name="Work" table:style-name="off">',
        row(words("secret"), number(1, "1")),
        "</table:table>",
    )
)


def book(tables: str = PORTS, manifest: str = "<manifest/>") -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<?xml version='1.0'?><office:document-content {SPACES}>{STYLES}<office:body><office:spreadsheet>"
            f"{tables}</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def test_what_cells_print() -> None:
    found = draft(book())
    [grid] = found.grids
    assert (grid.sheet, grid.caption) == ("Ports", "Table 2: Goods through ports")
    assert cells(found, grid) == {
        "A2": "Port", "B2": "Goods", "B3": "2022", "C3": "2023", "A4": "All", "B4": "1,514", "C4": "1,620.3",
        "A5": "Oslo", "B5": "1,204", "C5": "0", "A7": "Turku and Vaasa", "B7": "55.5", "C7": "..",
    }  # fmt: skip
    cell = {one.cell: one for one in grid.cells}
    assert (cell["B2"].columns, cell["A4"].bold, cell["A5"].indent, cell["A5"].marks) == (2, True, 4.7, ("1",))
    assert lines(found)[:2] == [("heading", "Ports"), ("title", "Table 2: Goods through ports")]


def test_what_is_left_out_is_said() -> None:
    found = draft(book())
    assert {(one.text, one.reason, one.place.cell if one.place else "") for one in found.dropped} == {
        ("sheet Work", "hidden", "A1"), ("9", "hidden", "D4"), ("1", "mark", "A5"), ("row 6", "hidden", "A6"),
        ("†", "mark", "A7"),
    }  # fmt: skip
    assert all(one.place and one.place.sheet in ("Ports", "Work") for one in found.dropped)
    assert found.remarks == ["hides sheet Work, row 6 of Ports: not read"]


def test_rows_told_once_are_bounded() -> None:
    repeated = row(
        number(1.5, "1.5", 'table:number-columns-repeated="16000"'), more='table:number-rows-repeated="99999"'
    )
    with pytest.raises(SourceError, match="repeats cells"):
        draft(book(f'<table:table table:name="Ports">{repeated * 9}</table:table>'))


def test_locked_and_damaged_books() -> None:
    with pytest.raises(SourceError, match="password"):
        draft(book(manifest="<manifest><encryption-data/></manifest>"))
    with pytest.raises(SourceError, match="damaged"):
        draft(book(PORTS[:300]))


def test_mutated_books_are_read_or_refused() -> None:
    chance = random.Random(3)
    for _ in range(120):
        tables = list(PORTS)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(tables))
            tables[at : at + chance.randint(0, 4)] = chance.choice(["<", '"', "9", "", "-1", "é"])
        try:
            told = from_bytes(book("".join(tables)), "ports", "ports.ods").text
        except SourceError as error:
            told = str(error)
        assert told

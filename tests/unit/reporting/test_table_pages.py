"""Releases with tables and pages as a page: tables stay tables, figures in them marked, crops on the cards."""

from __future__ import annotations

import re

import msgspec
import pytest

from tallystick.model import Dropped, Place, Reading
from tallystick.reading import read
from tallystick.releases import from_bytes
from tallystick.reporting import table_passages
from tallystick.reporting.annotate import annotate
from tallystick.reporting.annotated import Square
from tallystick.reporting.left_out import left_out
from tallystick.reporting.page import render
from tallystick.reporting.page_images import PageImages
from tallystick.reporting.pictures import EmbeddedPictures
from tests.unit.reporting.documents import CAPTION, reading, release
from tests.unit.reporting.pdfs import release_pdf


def words(row: tuple[Square, ...]) -> list[str]:
    return ["".join(segment.text for segment in square.segments) for square in row]


def test_a_table_is_one_passage_with_its_cells_in_place() -> None:
    prose, table = annotate(reading())
    assert "".join(s.text for s in prose.segments).startswith("Exports of tools")
    assert [words(row) for row in table.heads] == [["", "2020", "2021"], ["Exports", "", ""]]
    assert words(table.rows[0]) == ["Tools", "118.4", "122.2"]
    marked = [segment.text for row in table.rows for square in row for segment in square.segments if segment.card]
    assert marked == ["122.2", "95.9"]
    assert [card.observation.text for card in table.cards] == marked
    assert [square.head for square in table.rows[0]] == [True, False, False]
    assert (prose.page, table.page) == (Place(page=2), None)


def test_a_page_shows_the_table_and_its_cells_rows() -> None:
    page = render(reading(), [])
    assert page.count('<table class="printed">') == 1
    assert re.search(r'<td><a class="figure read" id="figure-\d+"[^>]*>122.2</a></td>', page)
    assert page.count('<table class="excerpt"') == 2
    assert CAPTION not in page  # it holds signs that are escaped
    assert "Table 1. Trade &lt;by&gt; goods" in page
    assert "page 2" in page
    assert "data:image" not in page


def test_long_tables_come_in_pieces_with_their_heads_and_end_with_a_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_passages, "FIGURES_AT_ONCE", 1)
    _, first, *others = annotate(reading())
    assert all(piece.heads == first.heads for piece in others)
    assert [words(row)[0] for piece in (first, *others) for row in piece.rows] == ["Tools", "Ropes", "Imports"]
    monkeypatch.setattr(table_passages, "MOST_FIGURES", 1)
    *_, last = annotate(reading())
    assert (last.more, last.rows, last.cards) == (1, (), ())
    assert "1 more rows of this table are not shown" in render(reading(), [])


def test_cells_over_several_rows_and_columns_leave_no_gap() -> None:
    data = (
        b"<table><tr><th>Goods<th>Kind<th>2020<th>2021</tr><tr><td rowspan=2>Tools<td>old<td>1.5<td>2.5</tr>"
        b"<tr><td>new<td>3.5<td>4.5</tr><tr><td colspan=2>All<td>5<td>7</tr></table>"
    )
    html = b"<html><body><p>Exports rose by 3% in 2021.</p>" + data + b"</body></html>"
    made = from_bytes(html, "trade", "trade.html")
    [table] = [passage for passage in annotate(read(made, "fast")) if passage.rows]
    drawn = [[(w, s.rows, s.columns) for w, s in zip(words(row), row, strict=True)] for row in table.rows]
    assert drawn == [
        [("Tools", 2, 1), ("old", 1, 1), ("1.5", 1, 1), ("2.5", 1, 1)],
        [("new", 1, 1), ("3.5", 1, 1), ("4.5", 1, 1)],
        [("All", 1, 2), ("5", 1, 1), ("7", 1, 1)],
    ]


@pytest.fixture(scope="module")
def document() -> tuple[Reading, bytes]:
    data = release_pdf()
    return read(from_bytes(data, "trade", "trade.pdf"), "fast"), data


def test_each_figure_of_a_pdf_is_shown_on_its_page(document: tuple[Reading, bytes]) -> None:
    found, data = document
    page = render(found, [], "en", data)
    assert page.count("data:image/png;base64,") == len(found) > 2
    assert 'id="page-1"' in page
    assert 'id="page-2"' in page
    assert "img-src data:" in page
    assert page.count('<table class="printed">') == 1
    assert "Image of page 1 with the figure marked" in page


def test_pictures_end_where_the_page_would_grow_too_large(document: tuple[Reading, bytes]) -> None:
    found, data = document
    pictures = EmbeddedPictures(PageImages(data), largest=4000)
    shown = [bool(pictures.of(one)) for one in found]
    assert shown[0]
    assert not shown[-1]
    assert pictures.capped
    assert pictures.shown == sum(shown)


def test_what_was_left_out_is_told_once_a_kind() -> None:
    dropped = [
        Dropped("", "not read", Place(page=3)),
        Dropped("", "not read", Place(page=4)),
        Dropped("7", "furniture", Place(page=1)),
        Dropped("secret <b>", "hidden", Place(sheet="Notes")),
        Dropped("old", "deleted"),
    ]
    of = msgspec.structs.replace(release(), dropped=tuple(dropped))
    assert left_out(of) == [
        "2 pages without text that could be read (3, 4): perhaps scans",
        "1 hidden passage (Notes)",
        "1 passage deleted by a tracked change",
    ]
    assert left_out(of, "zh")[0] == "2页没有可读的文字 (3, 4)，或为扫描件"
    assert "2 pages without text" in render(Reading(of, ()), [])
    assert left_out(release()) == []

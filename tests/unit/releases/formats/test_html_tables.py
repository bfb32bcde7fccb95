"""Tables of pages: which are data, where their cells stand, what of them is words and what a mark."""

from __future__ import annotations

import random
from collections import Counter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.releases import from_bytes, from_text
from tallystick.releases.draft import Draft
from tallystick.releases.drafting import media_type_of
from tallystick.releases.formats.html.page import draft_of_html
from tallystick.releases.tables.grid import Grid

Placed = list[tuple[str, int, int, int, int]]


def placed(draft: Draft, grid: Grid) -> Placed:
    return [(draft.text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in grid.cells]


def only(markup: str) -> tuple[Draft, Grid]:
    draft = draft_of_html(markup)
    [grid] = draft.grids
    return draft, grid


def words(markup: str) -> list[str]:
    draft, grid = only(markup)
    return [draft.text[cell.start : cell.end] for cell in grid.cells]


CHINESE = """<p>前三季度，园区产值增长4.1%。</p><p align="center">前三季度园区产值</p>
<div><table class="word"><tbody>
<tr><td rowspan="2"><p>指　标</p></td><td colspan="2"><p>
<span>1</span><span>—</span><span>9</span><span>月</span></p></td></tr>
<tr><td><p>绝对量<br>（亿元）</p></td><td><p>同比增长</p>
<p>（%）</p></td></tr>
<tr><td><p>合　　计</p></td><td><p>1204.5</p></td><td><p>4.1</p></td></tr>
<tr><td><p>　其中：船舶</p></td><td><p>…</p></td><td><p>-2.0</p></td></tr>
<tr><td><p>　　　　拖船</p></td><td></td><td><p>3.4</p></td></tr>
</tbody></table></div>"""


def test_chinese_page_of_paragraphs_in_cells() -> None:
    draft, grid = only(CHINESE)
    assert placed(draft, grid)[:6] == [
        ("指标", 0, 0, 2, 1),
        ("1—9月", 0, 1, 1, 2),
        ("绝对量（亿元）", 1, 1, 1, 1),
        ("同比增长（%）", 1, 2, 1, 1),
        ("合计", 2, 0, 1, 1),
        ("1204.5", 2, 1, 1, 1),
    ]
    stubs = [(draft.text[c.start : c.end], c.indent) for c in grid.cells if c.column == 0][1:]
    assert stubs == [("合计", 0.0), ("其中：船舶", 2.0), ("拖船", 8.0)]
    assert [line.hint for line in draft.lines] == ["paragraph", "paragraph", *["table"] * 5]


def test_unit_line_within_a_table() -> None:
    page = """<table><tr><td colspan=3>单位：亿元、%</td></tr><tr><td>项目</td><td>余额</td><td>增速</td></tr>
    <tr><td>贷款</td><td>88.5</td><td>3.0</td></tr><tr><td colspan=3>注：余额为期末数。</td></tr></table>"""
    draft, grid = only(page)
    assert placed(draft, grid)[0] == ("单位：亿元、%", 0, 0, 1, 3)
    assert placed(draft, grid)[-1] == ("注：余额为期末数。", 3, 0, 1, 3)


HEADS = """<table id="t1" class="regular"><caption><span>Table 4. Jobs by trade<sup>(1)</sup></span></caption>
<thead><tr><th id="c1" rowspan="2">Trade</th><th id="c2" colspan="2">Jobs (thousands)</th></tr>
<tr><th id="c3" headers="c2">May<br/>2022</th>
<th id="c4" headers="c2">May<br/>2023<sup>(<a href="#f.p">p</a>)</sup></th></tr></thead>
<tbody><tr class="g"><th id="r1" headers="c1"><p class="sub0">Ports</p></th>
<td headers="r1 c3"><span class="datavalue">1,204</span></td>
<td headers="r1 c4"><span class="datavalue">1,310</span></td></tr>
<tr><th id="r2" headers="c1"><p class="sub1"><b>Tugs</b></p></th>
<td><span class="datavalue">12.5</span><span class="footnote">(2)</span></td>
<td><span class="datavalue">13.0</span></td></tr></tbody>
<tfoot><tr><td colspan="3">(1) Without the self-employed.</td></tr></tfoot></table>"""


def test_heads_marks_and_indents_of_markup() -> None:
    draft, grid = only(HEADS)
    assert grid.caption == "Table 4. Jobs by trade"
    first = draft.lines[0]
    assert (first.hint, draft.text[first.start : first.end]) == ("paragraph", grid.caption)
    cells = {draft.text[cell.start : cell.end]: cell for cell in grid.cells}
    assert [name for name, cell in cells.items() if cell.head] == [
        "Trade", "Jobs (thousands)", "May 2022", "May 2023", "Ports", "Tugs",
    ]  # fmt: skip
    assert (cells["May 2023"].marks, cells["12.5"].marks) == (("(p)",), ("(2)",))
    assert (cells["Ports"].indent, cells["Tugs"].indent, cells["Tugs"].bold) == (0.0, 2.0, True)
    assert [(one.text, one.reason) for one in draft.dropped] == [("(1)", "mark"), ("(p)", "mark"), ("(2)", "mark")]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("24.9<sup>2</sup>", "24.9"),
        ("2019<sup>r</sup>", "2019"),
        ("Land (km<sup>2</sup>)", "Land (km²)"),
        ("Timber (m<sup>3</sup>)", "Timber (m³)"),
        ("18<sup>th</sup> week", "18th week"),
        ("CO<sub>2</sub>", "CO2"),
        ("3<sup>1</sup>/<sub>2</sub>", "3 1/2"),
        ("Ports<a href='#fn4'>4</a>", "Ports"),
        ("Ports <a href='/ports'>map</a>", "Ports map"),
        ("1.5<span style='display:none'>1500</span>", "1.5"),
        ("1.5<script>var a = 3</script>", "1.5"),
        ("Ports<br>and tugs", "Ports and tugs"),
    ],
)
def test_words_of_a_cell(cell: str, kept: str) -> None:
    page = f"<table><tr><th>a<th>b</tr><tr><td>{cell}</td><td>1.5</td></tr><tr><td>x</td><td>2.5</td></tr></table>"
    assert words(page)[2] == kept


def test_raised_marks_leave_the_prose() -> None:
    page = (
        "<p>Fares rose 5.2%<sup>1</sup> to 310 per km<sup>2</sup> on the 3<sup>rd</sup> day<sup><a>[2]</a></sup>.</p>"
    )
    draft = draft_of_html(page)
    assert draft.text == "Fares rose 5.2% to 310 per km² on the 3rd day."
    assert [one.text for one in draft.dropped] == ["1", "[2]"]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td><h1>Trade</h1><td>3.2</tr><tr><td>a<td>4.1</tr></table>",
        "<table><tr><td>Home<td>News</tr><tr><td>2023-07-01<td>Trade in June</tr></table>",
        "<table><tr><td>Phone<td>0207 123 4567</tr><tr><td>Mail<td>desk at example</tr></table>",
        "<table><tr><td>1,204</tr><tr><td>1,310</tr></table>",
        "<table><tr><td>Trade<td>1,204</tr></table>",
        "<table><tr><td>"
        + "Exports rose. " * 40
        + "<td>1.5</tr><tr><td>"
        + "Imports fell. " * 40
        + "<td>x</tr></table>",
        "<table><tr><td>a<table></table><td>1</tr><tr><td>b<td>2</tr></table>",
        "<nav><table><tr><td>a<td>1</tr><tr><td>b<td>2</tr></table></nav>",
    ],
)
def test_no_tables_of_data(page: str) -> None:
    assert draft_of_html(page).grids == () or draft_of_html(page).grids == []


def test_a_table_of_data_within_a_layout() -> None:
    page = """<table><tr><td><p>Exports rose by 3%.</p><p>Imports fell.</p></td><td>
    <table><tr><th>Port</th><th>Tonnes</th></tr><tr><td>Oslo</td><td>1,204</td></tr></table></td></tr></table>"""
    draft, grid = only(page)
    assert draft.text == "Exports rose by 3%.\n\nImports fell.\n\nPort\tTonnes\nOslo\t1,204"
    assert [(line.hint, line.blank_before) for line in draft.lines][:2] == [("paragraph", True)] * 2
    assert draft.text[grid.start : grid.end] == "Port\tTonnes\nOslo\t1,204"


def test_broken_markup() -> None:
    page = "<table><td>Port<td>Tonnes<tr><td>Oslo<td>1,204</td></td></tr><td>Bergen<td rowspan=x>310<tr></table>rest"
    draft, grid = only(page)
    assert [cell[:3] for cell in placed(draft, grid)] == [
        ("Port", 0, 0), ("Tonnes", 0, 1), ("Oslo", 1, 0), ("1,204", 1, 1), ("Bergen", 2, 0), ("310", 2, 1),
    ]  # fmt: skip
    assert draft.text.endswith("310\n\nrest")


def test_hidden_rows_and_cells_are_left_out() -> None:
    page = """<table><tr><td>a<td>1.5<td hidden>9<td>2.5</tr><tr style="display: none"><td>b<td>7<td>8</tr>
    <tr><td>c<td>3.5<td>4.5</tr></table>"""
    assert words(page) == ["a", "1.5", "2.5", "c", "3.5", "4.5"]


spans = st.one_of(st.integers(0, 4), st.sampled_from([1000, 1_000_000]))
rows = st.lists(st.lists(st.tuples(spans, spans), max_size=5), min_size=1, max_size=6)


@given(st.lists(rows, min_size=1, max_size=3))
def test_no_place_is_covered_twice(groups: list[list[list[tuple[int, int]]]]) -> None:
    page = "<table><tbody><tr><td>a<td>1<td>2<td>3<tr><td>b<td>1<td>2<td>3</tbody>"
    for group in groups:
        page += "<tbody>"
        for row in group:
            page += "<tr>" + "".join(f"<td rowspan={down} colspan={across}>{down + 1}</td>" for down, across in row)
    for grid in draft_of_html(page + "</table>").grids:  # of cells as wide as a page it is a layout, and no grid
        covered = Counter(
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        )
        assert set(covered.values()) == {1}
        assert all(cell.rows >= 1 and cell.columns >= 1 for cell in grid.cells)
        width = len({cell.column for cell in grid.cells})
        assert all(cell.column + cell.columns <= width for cell in grid.cells)


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>a<td>1.5</tr>",
        "<tr><td rowspan=65000 colspan=1000>a<td>1.5</tr>",
        "<tr><td colspan=1000000>a<td>1.5</tr>",
        "<tr>" + "<td rowspan=60000>1" * 40 + "</tr>",
        "<tr><td><b><i><u>a</u></i></b><sup>1</sup><td>1.5<sup>2</sup></tr>",
        "<tr><td>" + "\u3000" * 50 + "a<td>" + " \n" * 50 + "1.5</tr>",
    ],
)
def test_tables_take_linear_time(row: str) -> None:
    taken = []
    for count in (1_000, 4_000):
        start = process_time()
        draft_of_html("<table><tr><th>a<th>b</tr>" + row * count + "</table>")
        taken.append(process_time() - start)
    assert taken[1] < max(taken[0] * 12, 2)


def test_a_page_named_as_a_workbook() -> None:
    page = b"<meta charset=utf-8><table><tr><td>Port<td>Tonnes</tr><tr><td>Oslo<td>1,204</tr></table>"
    release = from_bytes(page, "ports", "ports.xls", media_type=media_type_of("ports.xls"))
    assert [block.kind for block in release.blocks] == ["table", "table"]


def test_marks_in_the_words_of_cells() -> None:
    page = "<table><tr><th>Port<th>2022*<th>2023 [note 1]</tr><tr><td>Oslo†<td>12.5 (p)<td>[x]</tr></table>"
    draft, grid = only(page)
    assert [draft.text[cell.start : cell.end] for cell in grid.cells] == ["Port", "2022", "2023", "Oslo", "12.5", "[x]"]
    assert [cell.marks for cell in grid.cells] == [(), ("*",), ("[note 1]",), ("†",), ("(p)",), ()]


def test_mutated_pages_are_read() -> None:
    chance = random.Random(7)
    for source in (CHINESE, HEADS):
        for _ in range(150):
            page = list(source)
            for _ in range(chance.randint(1, 12)):
                at = chance.randrange(len(page))
                page[at : at + chance.randint(0, 9)] = chance.choice(
                    ["<", ">", '"', "<table>", "</td>", "\0", "<tr>", ""]
                )
            release = from_text("words " + "".join(page), "x", media_type="text/html")
            assert all(0 <= block.start < block.end <= len(release.text) for block in release.blocks)


def test_processing_instructions_are_passed_over() -> None:
    draft, grid = only(
        "<?page ?><p>Ports</p><table><?row ?><tr><th>Port<th>2022</tr><tr><td><?x ?>Oslo<td>12.5</tr></table>"
    )
    assert [cell[0] for cell in placed(draft, grid)] == ["Port", "2022", "Oslo", "12.5"]
    assert draft.text.startswith("Ports")

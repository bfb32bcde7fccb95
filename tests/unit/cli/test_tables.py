"""`tallystick tables` as a user runs it: the list, one table, and files in which no cell is a formula."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from tallystick.cli import group

PAGE = """<h1>Harbour traffic in 2021</h1><p>Traffic grew.</p>
<p>Table 1: Ships by quay</p><p>(thousand)</p>
<table><tr><th rowspan=2>Quay</th><th colspan=2>Arrivals</th></tr><tr><th>2020</th><th>2021</th></tr>
<tr><td>North</td><td>4.1</td><td>4.5</td></tr><tr><td>=South()</td><td>3.1</td><td>..</td></tr></table>
<p>Source: harbour office.</p><p>That was a good year.</p>
<table><tr><td>月份</td><td>2021年1月</td><td>2021年2月</td></tr>
<tr><td>货物（万吨）</td><td>310</td><td>320</td></tr></table>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["tables", *map(str, arguments)])


def test_the_list_tells_how_tables_were_understood(page: Path) -> None:
    shown = run(page).output
    for words in ("Table 1: Ships by quay", "thousand", "Arrivals > 2020; Arrivals > 2021", "2 × 2", "2 tables"):
        assert words in shown


def test_one_table_is_shown_with_its_paths(page: Path) -> None:
    shown = run(page, "--table", 1).output
    assert "Arrivals" in shown
    assert "4.5" in shown
    assert "Source: harbour office." in shown
    assert "310" not in shown


def test_csv_holds_a_row_a_cell_and_no_formula(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "cells.csv"
    assert run(page, "-o", out).exit_code == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["text"] for row in rows] == ["4.1", "4.5", "3.1", "..", "310", "320"]
    assert {row["table"] for row in rows} == {"1", "2"}
    assert rows[2]["row"] == "'=South()"
    assert rows[1]["column"] == "Arrivals > 2021"


def test_json_holds_paths_from_the_outermost_head(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "cells.json"
    assert run(page, "--table", 1, "-o", out).exit_code == 0
    (table,) = json.loads(out.read_bytes())
    assert (table["caption"], table["unit"], table["notes"]) == (
        "Table 1: Ships by quay",
        "thousand",
        ["Source: harbour office."],
    )
    assert table["cells"][1]["row"] == ["North"]
    assert table["cells"][1]["column"] == ["Arrivals", "2021"]
    lines = [json.loads(line) for line in run(page, "--table", 1, "--format", "jsonl").output.splitlines()]
    assert [line["text"] for line in lines] == [cell["text"] for cell in table["cells"]]
    assert "| North |" in run(page, "--table", 1, "--format", "markdown").output


def test_parquet_holds_the_same_cells(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "cells.parquet"
    assert run(page, "-o", out).exit_code == 0
    assert pyarrow.parquet.read_table(out).column("text").to_pylist()[-2:] == ["310", "320"]


def test_what_is_not_there_is_said(page: Path, tmp_path: Path) -> None:
    done = run(page, "--table", 9)
    assert done.exit_code == 2
    assert "no table 9" in done.output
    assert "it has 2" in done.output
    out = tmp_path / "none.csv"
    page.write_text("<p>No table here at all.</p>", encoding="utf-8")
    assert run(page, "-o", out).exit_code == 2
    assert not out.exists()
    assert "no tables" in run(page).output

"""Grids become tables: heads, stubs, captions, units, notes; nothing a stranger's grid holds stops it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.model.table import Table
from tallystick.releases.tables.around import Around
from tallystick.releases.tables.grid import Grid, GridCell, printed
from tallystick.releases.tables.understanding import understood

CASES = tomllib.loads((Path(__file__).parent / "grids.toml").read_text(encoding="utf-8"))["grid"]


def cells_of(rows: str) -> list[GridCell]:
    """Cells written a row a line and `|` between them; `<` goes on with the cell before, `^` with the one above,
    `*…*` is bold, `#` before a cell calls it a head, leading `~` are indents."""
    cells: list[GridCell] = []
    at: dict[tuple[int, int], GridCell] = {}
    for i, line in enumerate(rows.strip("\n").split("\n")):
        for k, written in enumerate(line.split("|")):
            words = written.strip()
            if words in ("<", "^"):
                owner = at[(i, k - 1) if words == "<" else (i - 1, k)]
                owner.columns = max(owner.columns, k - owner.column + 1)
                owner.rows = max(owner.rows, i - owner.row + 1)
                at[i, k] = owner
                continue
            head, words = words.startswith("#"), words.removeprefix("#")
            bare = words.lstrip("~")
            bold = len(bare) > 2 and bare[0] == bare[-1] == "*"
            indent = len(words) - len(bare)
            cell = GridCell(bare.strip("*") if bold else bare, i, k, head=head, bold=bold, indent=indent)
            cells.append(cell)
            at[i, k] = cell
    return cells


def table_of(rows: str, page: int = 0) -> tuple[str, Table | None]:
    text, cells = printed(cells_of(rows))
    return text, understood(text, Grid(0, len(text), cells, page=page), Around(), 1)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_paths(case: dict[str, Any]) -> None:
    text, table = table_of(case["rows"], page=int(case.get("on_page", False)))
    assert table is not None
    found = {text[cell.start : cell.end]: [list(row), list(column)] for cell, row, column in table.data()}
    assert {words: found.get(words, []) for words in case["paths"]} == case["paths"]
    for field in ("caption", "unit"):
        assert getattr(table, field) == case.get(field, getattr(table, field))
    assert list(table.notes) == case.get("notes", list(table.notes))


WORDS = st.sampled_from(
    ["", "Exports", "of which", "其中：甲", "2019", "Q1", "3.2", "1,204", "..", "(1)", "%", "注：临时", "Total",
     "一、甲", "1.1 Boats", "1.", "(thousand)", "Year", "May", "and more", "Boats,", "2020 Q4", "Table 3 x", "II"]
)  # fmt: skip


@st.composite
def grids(draw: st.DrawFn) -> list[GridCell]:
    return [
        GridCell(
            draw(WORDS), draw(st.integers(0, 8)), draw(st.integers(0, 6)), draw(st.integers(1, 3)),
            draw(st.integers(1, 4)), draw(st.booleans()), draw(st.booleans()), draw(st.integers(0, 3)),
        )
        for _ in range(draw(st.integers(0, 40)))
    ]  # fmt: skip


@given(grids(), st.integers(0, 1))
@settings(max_examples=300, deadline=None)
def test_any_grid_is_understood_or_is_no_table(cells: list[GridCell], page: int) -> None:
    text, placed = printed(cells)
    table = understood(text, Grid(0, len(text), placed, page=page), Around(), 1)
    if table is None:
        return
    assert len(table.rows) == max(cell.row for cell in placed) + 1
    assert [band.first for band in table.bands] == sorted(band.first for band in table.bands)
    for cell, row, column in table.data():
        assert text[cell.start : cell.end].strip()
        assert all(row)
        assert all(column)

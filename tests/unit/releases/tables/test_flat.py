"""Tables that a plain text prints as lines."""

from __future__ import annotations

import pytest

from tallystick.model.table import Table
from tallystick.releases.opening import from_text


def tables(text: str) -> tuple[Table, ...]:
    return from_text(text, "text").tables


def cells(text: str) -> list[list[list[str]]]:
    """The words of all cells, row by row, of each table."""
    found = []
    for table in tables(text):
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(" ".join(text[cell.start : cell.end].split()))
        found.append(list(rows.values()))
    return found


BY_SPACE = """Fish landings by port

Tonnes
===============================================
Port           :   2021   :   2022   :  2023
===============================================
Northhaven     :   4,120      4,310     4,295
  of which cod :     912        870       903
Eastmole       :   1,044      1,120     1,187
===============================================
Note: Live weight.

Landings at Northhaven fell slightly.
"""
BY_TAB = "Steel output\n\nProduct\tJune\tJuly\nRails\t12.4\t13.0\nPlates\t40.1\t38.8\n\nPlates fell."
BY_STROKE = (
    "Prices\n\n|Item|2022|2023|\n|---|---|---|\n|Bread|101.2|104.9|\n|Milk|98.7|103.1|\n\nBread rose by 3.7 points."
)
BY_WORD = (
    "Output\n\n2021 2022 2023\nCrude oil 12.5 13.0 13.4\nNatural gas 8.1 8.4 8.8\nHard coal 3.3 3.1 2.9\n\nAll rose."
)
STACKED = (
    "2023年主要产品产量\n\n指标\n\n产量（万吨）\n\n同比增长（%）\n\n粮食\n\n412.6\n\n2.4\n\n"
    "油料\n\n18.3\n\n-1.2\n\n蔬菜\n\n95.0\n\n0.7\n\n全年粮食产量412.6万吨，增长2.4%。"
)
STACKED_SIGNS = (
    "Results\n\n(Dollars in millions) (unaudited)\nThree Months EndedJune 30,2023\nThree Months EndedJune 30,2022\n"
    "Change\nNet sales\n$\n84.2\n$\n80.0\n5%\nCost of sales\n51.3\n50.1\n2\nOther income\n(1.4\n)\n0.9\nn/a\n"
)


@pytest.mark.parametrize(
    ("text", "first", "count"),
    [
        (BY_SPACE, ["Northhaven", "4,120", "4,310", "4,295"], 3),
        (BY_TAB, ["Rails", "12.4", "13.0"], 2),
        (BY_STROKE, ["Bread", "101.2", "104.9"], 2),
        (BY_WORD, ["Crude oil", "12.5", "13.0", "13.4"], 3),
        (STACKED, ["粮食", "412.6", "2.4"], 3),
        (STACKED_SIGNS, ["Net sales", "84.2", "80.0", "5%"], 3),
    ],
)
def test_lines_become_rows(text: str, first: list[str], count: int) -> None:
    (table,) = cells(text)
    data = [row for row in table if any(word[0].isdigit() or word[0] == "(" for word in row[1:])]
    assert first in table
    assert len([row for row in data if not row[0][:2].isdigit()]) >= count


def test_heads_tell_the_time_of_each_column() -> None:
    (table,) = tables(BY_SPACE)
    assert [path[-1] for path in table.bands[0].columns if path] == ["2021", "2022", "2023"]
    (table,) = tables(STACKED_SIGNS)
    assert table.bands[0].columns[1] == ("Three Months Ended June 30, 2023",)


def test_a_sign_behind_a_line_belongs_to_its_number() -> None:
    assert ["Other income", "(1.4 )", "0.9", "n/a"] in cells(STACKED_SIGNS)[0]


def test_a_group_below_the_heads_is_no_head() -> None:
    text = "产量\n\n指标\n\n产量\n\n增长（%）\n\n期末存栏\n\n牛\n\n4.2\n\n1.3\n\n羊\n\n9.9\n\n0.4\n\n完。"
    (table,) = tables(text)
    assert ("期末存栏", "牛") in table.rows


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose by 3.2% in May.  Imports fell by 1.4%.  The balance was 12.5 billion.\nPrices rose by 0.4%.",
        "The survey covers ports\n12\nand was held in May\n13\nby the office\n14\nof statistics\n15\nin the capital",
        "1. Prices\n2. Wages\n3. Output\n\nPrices rose by 2.1% in 2023 and 3.4% in 2022.",
        "Telephone 12 34 56\nTelefax 12 34 57",
    ],
)
def test_prose_and_lists_are_no_tables(text: str) -> None:
    assert not tables(text)


def test_the_text_stays_as_it_is() -> None:
    release = from_text(BY_SPACE, "fish")
    assert release.text == BY_SPACE
    assert any(release.text[b.start : b.end].startswith("Landings") and b.kind == "paragraph" for b in release.blocks)


def test_time_is_linear_in_the_lines() -> None:
    assert from_text("Coal\n1.2\n3.4\n" * 20_000 + "a  1\n" * 20_000, "long").text

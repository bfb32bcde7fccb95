"""Whole pages with prose and tables, read and checked: clean ones hold, a slip planted in either is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import tallystick
from tallystick.reconciling import Report
from tests.unit.reconciling.tables.build import told

PAGE = (
    '<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="date" content="{day}"></head><body><h1>{title}</h1><p>{prose}</p>{table}</body></html>'
)


def table(caption: str, heads: list[list[str]], rows: list[str]) -> str:
    """A table whose rows are written with bars; a head is `words` or `words@attributes`."""
    head = "".join("<tr>" + "".join(_head(one) for one in row) + "</tr>" for row in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    return f"<table><caption>{caption}</caption><thead>{head}</thead><tbody>{body}</tbody></table>"


def _head(told: str) -> str:
    words, _, attributes = told.partition("@")
    return f"<th {attributes}>{words}</th>"


TRADE = PAGE.format(
    language="en",
    title="External trade of Norrland, 2021",
    day="2022-02-15",
    prose="Goods exports of Norrland reached 2,587 million euros in 2021, up by 10.6% from 2,339 million euros in "
    "2020. Exports of paper rose by 10.9% to 1,240 million euros, and exports of furniture grew by 16.5% to 502 "
    "million euros. The largest increase was recorded for furniture (16.5%).",
    table=table(
        "Table 1. Goods exports by product, million euros",
        [["Product", "2020", "2021", "Change, %"]],
        ["Timber|790|845|7.0", "Paper|1,118|1,240|10.9", "Furniture|431|502|16.5", "Total|2,339|2,587|10.6"],
    ),
)
DEPOSITS = PAGE.format(
    language="en",
    title="Consolidated balance sheet of banks, December 2021",
    day="2022-01-28",
    prose="Total deposits stood at 4,821 billion kroner at the end of 2021. Deposits of firms amounted to 1,903 "
    "billion kroner at the end of 2021, or 39.5% of total deposits.",
    table=table(
        "Deposits by sector, billion kroner, end of year",
        [["Sector", "2019", "2020", "2021"]],
        [
            "Households|1,870|2,004|2,214",
            "Firms|1,610|1,755|1,903",
            "Government|640|688|704",
            "Total|4,120|4,447|4,821",
        ],
    ),
)
INDUSTRY = PAGE.format(
    language="zh",
    title="2021年甲省规模以上工业生产情况",
    day="2022-01-20",
    prose="2021年，甲省规模以上工业增加值比上年增长9.6%。分三大门类看，采矿业增加值增长5.3%，制造业增长9.8%，电力、热力、燃气及水生产"
    "和供应业增长11.4%。分产品看，粗钢产量103279万吨，比上年下降3.0%；水泥产量236281万吨，下降1.2%。",
    table=table(
        "2021年甲省规模以上工业生产主要数据",
        [['指标@rowspan="2"', '2021年@colspan="2"'], ["绝对量", "同比增长（%）"]],
        [
            "规模以上工业增加值|…|9.6",
            "采矿业|…|5.3",
            "制造业|…|9.8",
            "电力、热力、燃气及水生产和供应业|…|11.4",
            "主要产品产量||",
            "粗钢（万吨）|103279|-3.0",
            "水泥（万吨）|236281|-1.2",
        ],
    ),
)


def check(page: str, folder: Path) -> Report:
    source = folder / "release.html"
    source.write_text(page, encoding="utf-8")
    return tallystick.check(str(source), reader="fast")


@pytest.mark.parametrize(("page", "proven"), [(TRADE, 7), (DEPOSITS, 3), (INDUSTRY, 8)])
def test_a_clean_page_is_proven_by_its_table(page: str, proven: int, tmp_path: Path) -> None:
    report = check(page, tmp_path)
    assert not report.contradicts
    assert report.summary["cannot check"] == 0
    assert report.summary["proven by tables"] >= proven


@pytest.mark.parametrize(
    ("page", "right", "wrong", "figure"),
    [
        (TRADE, "paper rose by 10.9%", "paper rose by 19.0%", "19.0%"),
        (TRADE, "1,240 million euros, and", "1,420 million euros, and", "1,420 million euros"),
        (TRADE, "<td>2,587</td>", "<td>2,578</td>", "2,578"),
        (TRADE, "<td>431</td>", "<td>413</td>", "413"),
        (DEPOSITS, "1,903 billion", "1,930 billion", "1,930 billion kroner"),
        (DEPOSITS, "<td>2,004</td>", "<td>2,400</td>", "2,400"),
        (INDUSTRY, "采矿业增加值增长5.3%", "采矿业增加值增长5.8%", "5.8%"),
        (INDUSTRY, "粗钢产量103279万吨", "粗钢产量103297万吨", "103297万吨"),
    ],
)
def test_a_slip_is_told(page: str, right: str, wrong: str, figure: str, tmp_path: Path) -> None:
    assert right in page
    report = check(page.replace(right, wrong, 1), tmp_path)
    doubted = [finding for finding in report.findings if finding.verdict in ("contradicts", "cannot check")]
    assert any(figure in finding.quotes for finding in doubted)


def test_the_largest_row_is_confirmed(tmp_path: Path) -> None:
    (order,) = told(check(TRADE, tmp_path), "order_in_table")
    assert order.verdict == "holds"

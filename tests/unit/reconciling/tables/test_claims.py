"""Counts and orders that the prose tells of the rows of a table."""

from __future__ import annotations

import pytest

from tallystick.reconciling import Report
from tallystick.reconciling.tables.claims import counts, extremes, is_limited
from tests.unit.reconciling.tables.build import Column, Page, told

TWO_YEARS = (Column("2020", "2020"), Column("2021", "2021"))
REGIONS = (
    ("Northland", "7.4|6.9"),
    ("Southmark", "4.1|3.8"),
    ("Easton", "11.0|12.6"),
    ("Westholm", "5.5|5.5"),
    ("Midvale", "6.2|5.0"),
    ("Total", "7.0|6.8"),
)


def labour(prose: str) -> Report:
    page = Page(prose)
    return page.table("Unemployment rate by region, per cent", TWO_YEARS, REGIONS, of="unemployment rate").check()


def found(report: Report, identity: str) -> list[tuple[str, str]]:
    return [(finding.verdict, finding.quotes[0]) for finding in told(report, identity)]


def test_counts_of_rows_that_moved_are_confirmed() -> None:
    report = labour("In 2021 the unemployment rate fell in three regions, rose in one and was unchanged in one.")
    assert [verdict for verdict, _ in found(report, "count_in_table")] == ["holds by rounding"] * 2 + ["holds"]
    assert not report.contradicts


def test_a_wrong_count_of_all_rows_contradicts() -> None:
    report = labour("In 2021 the unemployment rate fell in 2 of the 5 regions.")
    (count,) = told(report, "count_in_table")
    assert count.verdict == "contradicts"
    assert "3 or, within rounding, up to 4 of 5 rows are down" in count.statement


def test_a_wrong_count_of_rows_whose_number_is_not_told_cannot_be_checked() -> None:
    report = labour("In 2021 the unemployment rate rose in 3 regions.")
    assert [verdict for verdict, _ in found(report, "count_in_table")] == ["cannot check"]


def test_counts_beyond_a_bound() -> None:
    report = labour("In 2021 three regions had an unemployment rate higher than 5.2%.")
    assert [verdict for verdict, _ in found(report, "count_in_table")] == ["holds"]


def test_growth_columns_are_counted_by_sign() -> None:
    page = Page("In 2021 retail sales rose in 3 of the 4 provinces and fell in one.")
    columns = [Column("2021 change, %", measure="growth", base="2020")]
    rows = [("Northland", "2.4"), ("Southmark", "1.1"), ("Easton", "-0.6"), ("Westholm", "3.0")]
    report = page.table("Retail sales by province", columns, rows, of="retail sales").check()
    assert [verdict for verdict, _ in found(report, "count_in_table")] == ["holds", "holds"]


def test_a_list_of_the_largest_is_confirmed() -> None:
    report = labour("In 2021 the highest unemployment rates were recorded in Easton (12.6%) and Northland (6.9%).")
    (order,) = told(report, "order_in_table")
    assert order.verdict == "holds"
    assert order.statement.startswith("Easton 12.6, Northland 6.9 are the highest of 5")


def test_the_lowest_and_the_highest_of_one_sentence() -> None:
    report = labour(
        "In 2021 the highest unemployment rate was recorded in Easton (12.6%), while the lowest was seen in "
        "Southmark (3.8%)."
    )
    assert [verdict for verdict, _ in found(report, "order_in_table")] == ["holds", "holds"]


def test_a_row_that_is_not_the_largest_contradicts() -> None:
    report = labour("In 2021 the highest unemployment rate was recorded in Northland (6.9%).")
    (order,) = told(report, "order_in_table")
    assert order.verdict == "contradicts"
    assert "Easton 12.6" in order.statement


@pytest.mark.parametrize(
    "prose",
    [
        "In 2021 the unemployment rate in Northland was 6.9%, the highest since 2011.",
        "In 2021 the second highest unemployment rate was recorded in Northland (6.9%).",
        "In 2021 the lowest unemployment rate among large regions was recorded in Northland (6.9%).",
        "In 2021 one of the highest unemployment rates was recorded in Northland (6.9%).",
    ],
)
def test_superlatives_of_times_and_of_some_are_left_alone(prose: str) -> None:
    report = labour(prose)
    assert not told(report, "order_in_table")


def test_the_largest_deficits_are_the_lowest_numbers() -> None:
    page = Page("In 2021 the largest government deficits were recorded in Easton (-4.2%) and Northland (-3.9%).")
    columns = [Column("2021", measure="share", base="GDP")]
    label = "Government deficit (-) / surplus (+)"
    rows = [(("Northland", label), "-3.9"), (("Southmark", label), "0.4"), (("Easton", label), "-4.2")]
    report = page.table("Public finances, per cent of GDP", columns, [*rows, (("Westholm", label), "-1.0")]).check()
    assert [verdict for verdict, _ in found(report, "order_in_table")] == ["holds"]


def test_chinese_counts() -> None:
    page = Page("2021年，4个行业中有3个行业增加值同比增长，1个行业下降，其中采矿业增加值增长5.3%。", language="zh")
    columns = [Column("2021年", measure="growth", base="2020")]
    rows = [("采矿业", "5.3"), ("制造业", "9.8"), ("建筑业", "2.1"), ("造纸业", "-1.4")]
    report = page.table("各行业增加值增长速度", columns, rows, of="增加值").check()
    assert [verdict for verdict, _ in found(report, "count_in_table")] == ["holds", "holds"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the 41 industries, 35 reported growth and five a decline.", [(35, "up"), (5, "down")]),
        ("Prices rose by 4% in 2021.", []),
        ("Output rose for 3 months in a row.", []),
        ("Employment increased in 12 of the 16 regions.", [(12, "up")]),
    ],
)
def test_counts_are_found_by_their_words(sentence: str, expected: list[tuple[int, str]]) -> None:
    assert [(count.n, count.way) for count in counts(sentence, "en")] == expected


def test_superlatives_are_found_by_their_words() -> None:
    assert [one.way for one in extremes("出口额最大的是甲省，最小的是乙省", "zh")] == ["most", "least"]
    assert is_limited("The highest rate since 2011.", "en")
    assert not is_limited("The highest rate was in Easton.", "en")

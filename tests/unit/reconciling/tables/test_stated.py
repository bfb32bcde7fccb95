"""Figures of running text against the cells of the release's own tables."""

from __future__ import annotations

import pytest

from tallystick.reconciling import check
from tests.unit.reconciling.tables.build import Column, Page, told, verdicts

RATES = (Column("2020", "2020"), Column("2021", "2021"))
REGIONS = (
    ("Northland", "7.4|6.9"),
    ("Southmark", "4.1|3.8"),
    ("Easton", "11.0|12.6"),
    ("Westholm", "5.5|5.5"),
)


def labour(prose: str) -> Page:
    return Page(prose).table("Unemployment rate by region, per cent", RATES, REGIONS, of="unemployment rate")


CLEAN = (
    "In 2021 the unemployment rate in Easton was 12.6%. The unemployment rate in Southmark was 3.8% in 2021, "
    "down from 4.1% in 2020."
)


def test_a_figure_of_the_text_is_proven_by_its_cell() -> None:
    report = labour(CLEAN).check()
    assert verdicts(report) == {"12.6%": "holds", "3.8%": "holds", "4.1%": "holds"}
    first = next(f for f in told(report, "stated_in_table") if f.quotes[0] == "12.6%")
    assert first.quotes == ("12.6%", "12.6")
    assert "Easton › 2021" in first.statement
    assert not report.contradicts


def test_a_slip_contradicts_the_cell_with_both_quotes_and_what_would_mend_it() -> None:
    report = labour(CLEAN.replace("12.6%", "12.9%")).check()
    (found,) = [f for f in report.findings if f.verdict == "contradicts"]
    assert found.quotes == ("12.9%", "12.6")
    assert {repair.figure for repair in found.repairs} == set(found.figures)
    assert report.contradicts


def test_the_number_of_another_year_is_told_as_such() -> None:
    report = labour(CLEAN.replace("Easton was 12.6%", "Easton was 11.0%")).check()
    (found,) = [f for f in report.findings if f.verdict == "cannot check"]
    assert "of 2020" in found.reason
    assert not report.contradicts


def test_a_rounder_form_of_the_cell_holds_by_rounding() -> None:
    page = Page("Exports of timber were 5.2 billion euros in 2021.")
    page.table("Exports by product", [Column("2021", unit="EUR", power=6)], [("Timber", "5,173")], of="exports")
    assert verdicts(page.check()) == {"5.2 billion euros": "holds by rounding"}


def test_a_list_in_brackets_is_proven_by_the_names_beside_its_figures() -> None:
    report = labour(
        "In 2021 the highest unemployment rates were recorded in Easton (12.6%), Northland (6.9%) and Westholm (5.5%)."
    ).check()
    assert verdicts(report) == {"12.6%": "holds", "6.9%": "holds", "5.5%": "holds"}


def test_a_deficit_told_without_the_sign_of_the_table_holds() -> None:
    page = Page("In 2021 the government deficit of Easton was 3.2% of GDP.")
    page.table(
        "Public finances",
        [Column("2021", measure="share", base="GDP")],
        [(("Easton", "Government deficit (-) / surplus (+)"), "-3.2"), (("Easton", "Government debt"), "61.0")],
    )
    assert verdicts(page.check()) == {"3.2%": "holds"}


@pytest.mark.parametrize(
    "prose",
    [
        "In 2021 the youth unemployment rate in Easton was 19.4%.",
        "In 2021 the unemployment rate in Easton excluding seasonal workers was 12.1%.",
        "In 2021 the unemployment rate in Upper Easton was 12.9%.",
        "In 2021 the unemployment rate in Easton is expected to be 12.2%.",
        "In 2019 the unemployment rate in Easton was 12.2%.",
        "In 2021 the long-term unemployment rate was 2.6%.",
        "Inflation was 3.8% in 2021.",
        "In 2021 the unemployment rate in Oldfield was 12.5%, and prices in Easton rose by 12.1%.",
    ],
)
def test_what_the_table_does_not_surely_tell_is_no_contradiction(prose: str) -> None:
    report = labour(prose).check()
    assert not report.contradicts
    assert "holds" not in verdicts(report).values()


def test_agreement_by_chance_proves_nothing() -> None:
    """Another thing with the number of a cell."""
    report = labour("In 2021 the vacancy rate was 3.8% and wages rose by 6.9%.").check()
    assert not told(report, "stated_in_table")


CHINESE = (Column("2021年", unit="%", measure="growth", base="2020"),)


def industry(prose: str) -> Page:
    page = Page(prose, language="zh")
    rows = [("采矿业", "5.3"), ("制造业", "9.8"), ("高技术制造业", "18.2")]
    return page.table("2021年规模以上工业增加值增长速度", CHINESE, rows, of="增加值")


def test_chinese_figures_are_proven_by_their_rows() -> None:
    report = industry(
        "2021年，采矿业增加值比上年增长5.3%，制造业增加值比上年增长9.8%，高技术制造业增加值增长18.2%。"
    ).check()
    assert verdicts(report) == {"5.3%": "holds", "9.8%": "holds", "18.2%": "holds"}


def test_a_chinese_slip_contradicts() -> None:
    report = industry("2021年，采矿业增加值比上年增长5.8%，制造业增加值比上年增长9.8%。").check()
    assert verdicts(report) == {"5.8%": "contradicts", "9.8%": "holds"}


def test_the_summary_says_how_many_figures_the_tables_prove() -> None:
    report = labour(f"{CLEAN} Wages rose by 2.2% in 2021.").check()
    assert report.summary["figures in prose"] == 4
    assert report.summary["proven by tables"] == 3
    assert report.to_dict()["summary"] == report.summary


AMOUNTS = (Column("2020", "2020", "EUR", power=6), Column("2021", "2021", "EUR", power=6))
GOODS = (("Timber", "790|845"), ("Paper", "1,118|1,240"), ("Total", "1,908|2,085"))


def exports(prose: str) -> Page:
    return Page(prose).table("Exports by product", AMOUNTS, GOODS, of="exports")


@pytest.mark.parametrize(
    "prose",
    [
        "Exports of paper rose by 10.9% in 2021.",
        "Exports of timber increased by 55 million euros in 2021.",
    ],
)
def test_growth_and_change_follow_from_two_cells(prose: str) -> None:
    (found,) = told(exports(prose).check(), "follows_from_table")
    assert found.verdict == "holds"
    assert len(found.figures) == 3


def test_growth_that_does_not_follow_may_be_at_other_prices() -> None:
    report = exports("Exports of paper rose by 7.4% in 2021.").check()
    assert not told(report, "follows_from_table")
    assert not report.contradicts


def test_a_list_with_a_figure_that_is_not_proven_is_not_ranked() -> None:
    report = labour(
        "In 2021 the highest unemployment rates were recorded in Easton (18.6%) and Northland (6.9%)."
    ).check()
    assert not told(report, "order_in_table")


def test_a_table_of_another_release_may_have_been_revised() -> None:
    told_here = Page(CLEAN.replace("12.6%", "12.9%")).reading()
    table = Page("A note on regions.").table("Unemployment rate by region", RATES, REGIONS, of="unemployment rate")
    report = check([told_here, table.reading()])
    assert not report.contradicts
    assert verdicts(report)["3.8%"] == "holds"


def test_a_nought_of_a_coarse_unit_proves_no_small_number() -> None:
    page = Page("3 visits abroad by month were left out in 2021.")
    page.table(
        "Visits abroad, thousand", [Column("2021", power=3, unit="1")], [("Visits abroad", "0")], of="visits abroad"
    )
    assert not told(page.check(), "stated_in_table")


def test_a_letter_that_counts_the_rows_is_not_the_word_of_a_sentence() -> None:
    page = Page("I propose to raise the fee on lamps from 10% to 20% in 2021.")
    page.table("Harbour fees, per cent", [Column("2021")], [("(i) Nets and ropes", "20")], of="fee")
    assert not told(page.check(), "stated_in_table")


def test_a_bound_of_several_rows_is_not_the_cell_of_one_that_has_just_that_number() -> None:
    prose = "Two regions had an unemployment rate over or equal to 5.5% in 2021: Easton (12.6%) and Westholm (5.5%)."
    report = labour(prose).check()
    assert [one.quotes[0] for one in told(report, "stated_in_table")] == ["12.6%", "5.5%"]


def test_rows_named_alike_without_end_prove_nothing() -> None:
    page = Page("Exports of tools rose by 25.0% in 2021.")
    columns = [Column("2020", period="2020", unit="USD", power=6), Column("2021", unit="USD", power=6)]
    page.table("Exports, USD million", columns, [("Exports of tools", "4.0|5.0")] * 400)
    assert [finding for finding in page.check().findings if "25.0%" in finding.quotes] == []

"""Tables against themselves: totals, growth, changes, shares, running sums and balances."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tallystick.reconciling import Report
from tests.unit.reconciling.tables.build import Column, Page, told

AMOUNTS = (
    Column("2019", "2019", "EUR", power=6),
    Column("2020", "2020", "EUR", power=6),
    Column("2021", "2021", "EUR", power=6),
)
GOODS = [("Timber", "812|790|845"), ("Paper", "1,204|1,118|1,240"), ("Furniture", "455|431|502")]


Rows = Sequence[tuple[str | tuple[str, ...], str]]


def table(columns: Sequence[Column], rows: Rows, caption: str = "Exports") -> Report:
    return Page("A note on tables.").table(caption, columns, rows).check()


def verdicts(report: Report, kind: str) -> list[str]:
    return [finding.verdict for finding in told(report, f"{kind}_in_table")]


def test_totals_hold_and_are_told_once() -> None:
    report = table(AMOUNTS, [*GOODS, ("Total", "2,471|2,339|2,587")])
    (found,) = told(report, "total_in_table")
    assert found.verdict == "holds"
    assert found.statement == "“Exports”: 3 totals are the sums of their parts."


def test_a_slip_in_a_total_contradicts_where_the_other_years_add_up() -> None:
    report = table(AMOUNTS, [*GOODS, ("Total", "2,471|2,393|2,587")])
    (found,) = [f for f in report.findings if f.verdict == "contradicts"]
    assert found.quotes[0] == "2,393"
    assert found.derived is not None
    assert found.derived.interval.contains(2_339_000_000)


def test_a_slip_in_a_part_contradicts_too() -> None:
    rows = [*GOODS[:2], ("Furniture", "455|413|502"), ("Total", "2,471|2,339|2,587")]
    assert verdicts(table(AMOUNTS, rows), "total") == ["contradicts", "holds"]


@pytest.mark.parametrize(("total", "why"), [("2,341", "cut off"), ("4,339", "all of its parts")])
def test_a_total_that_cut_digits_or_an_unseen_part_may_explain_does_not_contradict(total: str, why: str) -> None:
    report = table(AMOUNTS, [*GOODS, ("Total", f"2,471|{total}|2,587")])
    found = next(one for one in told(report, "total_in_table") if one.verdict != "holds")
    assert found.verdict == "cannot check"
    assert why in found.reason


def test_one_column_alone_proves_no_parting() -> None:
    rows = [("Timber", "845"), ("Paper", "1,240"), ("Furniture", "520"), ("Total", "2,587")]
    report = table(AMOUNTS[2:], rows)
    (found,) = told(report, "total_in_table")
    assert found.verdict == "cannot check"
    assert not report.contradicts


def test_a_total_of_parts_that_are_not_all_printed_is_silent() -> None:
    report = table(AMOUNTS, [*GOODS, ("Total", "9,871|9,339|9,587")])
    assert not told(report, "total_in_table")


def test_parts_below_their_whole_and_two_partings_beside_each_other() -> None:
    rows: list[tuple[str | tuple[str, ...], str]] = [
        (("Employed",), "5,120|5,044|5,210"),
        (("Employed", "Men"), "2,700|2,651|2,733"),
        (("Employed", "Women"), "2,420|2,393|2,477"),
        (("Employed", "Under 30"), "1,310|1,255|1,301"),
        (("Employed", "30 and over"), "3,810|3,789|3,909"),
    ]
    columns = tuple(column._replace(unit="1", power=3) for column in AMOUNTS)
    report = table(columns, rows, "Employment")
    (found,) = told(report, "total_in_table")
    assert found.statement == "“Employment”: 3 totals are the sums of their parts."
    rows[2] = (rows[2][0], "2,420|2,339|2,477")
    assert verdicts(table(columns, rows, "Employment"), "total") == ["contradicts", "holds"]


def test_subtotals_and_a_grand_total() -> None:
    rows = [*GOODS, ("Total goods", "2,471|2,339|2,587"), ("Travel", "310|120|205"), ("Freight", "610|588|655"),
            ("Total services", "920|708|860"), ("Total", "3,391|3,047|3,447")]  # fmt: skip
    (found,) = told(table(AMOUNTS, rows), "total_in_table")
    assert found.statement == "“Exports”: 9 totals are the sums of their parts."


def test_a_total_column() -> None:
    columns = [Column(name, "2021", "1") for name in ("Men", "Women", "Total")]
    rows = [("Northland", "4112|4307|8419"), ("Southmark", "1870|1911|3781"), ("Easton", "990|1024|2014")]
    assert verdicts(table(tuple(columns), rows), "total") == ["holds"]
    rows[1] = ("Southmark", "1870|1911|3718")
    assert verdicts(table(tuple(columns), rows), "total") == ["contradicts", "holds"]


GROWTH = (*AMOUNTS[1:], Column("Change, %", "2021", "%", "growth", "2020"))


def test_growth_follows_from_levels() -> None:
    rows = [
        ("Timber", "790|845|7.0"),
        ("Paper", "1,118|1,240|10.9"),
        ("Furniture", "431|502|16.5"),
        ("Glass", "60|48|-20.0"),
    ]
    assert verdicts(table(GROWTH, rows), "growth") == ["holds"]
    rows[1] = ("Paper", "1,118|1,240|19.0")
    report = table(GROWTH, rows)
    assert verdicts(report, "growth") == ["contradicts", "holds"]


def test_growth_at_other_prices_is_silent() -> None:
    rows = [("Timber", "790|845|4.1"), ("Paper", "1,118|1,240|8.2"), ("Furniture", "431|502|13.3")]
    assert not told(table(GROWTH, rows), "growth_in_table")


def test_changes_follow_from_levels() -> None:
    columns = (*AMOUNTS[1:], Column("Change", "2021", "EUR", "change", "2020", 6))
    rows = [("Timber", "790|845|55"), ("Paper", "1,118|1,240|122"), ("Furniture", "431|502|71"), ("Glass", "60|48|-12")]
    assert verdicts(table(columns, rows), "change") == ["holds"]
    rows[1] = ("Paper", "1,118|1,240|112")
    assert verdicts(table(columns, rows), "change") == ["contradicts", "holds"]


def test_shares_follow_from_parts_and_their_total() -> None:
    columns = (AMOUNTS[2], Column("Share of total, %", "2021", "%", "share", "total"))
    rows = [("Timber", "845|32.7"), ("Paper", "1,240|47.9"), ("Furniture", "502|19.4"), ("Total", "2,587|100.0")]
    assert verdicts(table(columns, rows), "share") == ["holds"]
    rows[0] = ("Timber", "845|37.2")
    report = table(columns, rows)
    assert "contradicts" in verdicts(report, "share")
    assert "contradicts" not in verdicts(report, "total")


def test_quarters_add_up_to_the_year() -> None:
    heads = ("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2021")
    columns = tuple(Column(head, head, "EUR", power=6) for head in heads)
    rows = [("Timber", "201|214|199|231|845"), ("Paper", "305|310|298|327|1,240"), ("Glass", "11|12|13|12|48")]
    assert verdicts(table(columns, rows), "running") == ["holds"]
    rows[1] = ("Paper", "305|310|289|327|1,240")
    assert verdicts(table(columns, rows), "running") == ["contradicts", "holds"]


def test_stocks_at_the_ends_of_quarters_add_up_to_nothing() -> None:
    heads = ("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2021")
    columns = tuple(Column(head, head, "EUR", power=6) for head in heads)
    rows = [("Deposits", "901|914|899|931|931"), ("Loans", "705|710|698|727|727"), ("Notes", "61|62|63|62|62")]
    assert not told(table(columns, rows), "running_in_table")


def test_a_balance_is_the_difference_of_its_sides() -> None:
    rows = [("Exports", "2,471|2,339|2,587"), ("Imports", "2,104|2,420|2,398"), ("Balance", "367|-81|189")]
    assert verdicts(table(AMOUNTS, rows, "Trade"), "balance") == ["holds"]
    rows[2] = ("Balance", "367|-18|189")
    assert verdicts(table(AMOUNTS, rows, "Trade"), "balance") == ["contradicts", "holds"]


def test_chinese_totals() -> None:
    columns = tuple(column._replace(unit="CNY", power=8) for column in AMOUNTS)
    rows = [("第一产业", "7,035|7,784|8,216"), ("第二产业", "38,067|38,356|45,054"), ("合计", "45,102|46,140|53,270")]
    assert verdicts(table(columns, rows, "增加值"), "total") == ["holds"]
    rows[0] = ("第一产业", "7,035|7,748|8,216")
    assert verdicts(table(columns, rows, "增加值"), "total") == ["contradicts", "holds"]


@pytest.mark.parametrize("rows", [200, 1000])
def test_many_cells_are_checked_in_linear_time(rows: int) -> None:
    import time

    body = [(f"Product {number}", f"{1000 + number}|{1100 + number}|{1200 + number}") for number in range(rows)]
    page = Page("A note on tables.").table("Exports", AMOUNTS, body)
    begun = time.process_time()
    page.check()
    assert time.process_time() - begun < 5


def test_margins_of_error_have_no_sum() -> None:
    margin = Column("Margin of error (±)", "2021", "EUR", power=6)
    rows = [
        ("Timber", "845|31|845"),
        ("Paper", "1,240|42|1,240"),
        ("Furniture", "502|19|502"),
        ("Total", "2,587|56|2,587"),
    ]
    report = table((AMOUNTS[0], margin, AMOUNTS[2]), rows)
    assert not report.contradicts
    assert "56" not in {quote for found in report.findings for quote in found.quotes}

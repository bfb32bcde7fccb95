"""Tables after the habits of many publishers: every figure with its unit, measure, period and name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.reading.tables.board import cells, reading_of, told


def test_levels_and_growth_beside_each_other() -> None:
    read = cells(
        reading_of(
            [
                ["", "2019*2", "2020*2"],
                ["", "Value", "% change y/y", "Value", "% change y/y"],
                ["Salt exports", "1,204.5", "3.1", "1,180.2", "-2.0"],
                ["of which: sea salt", "800.0", "2.4", "790.1", "(1.2)"],
            ],
            caption="Table 3. Salt trade (US$ million)",
            heads=2,
        )
    )
    assert [told(one) for one in read[:4]] == [
        (1.2045e9, "USD", "level", "2019", ""),
        (3.1, "%", "growth", "2019", "2018"),
        (1.1802e9, "USD", "level", "2020", ""),
        (-2.0, "%", "growth", "2020", "2019"),
    ]
    assert told(read[7]) == (-1.2, "%", "growth", "2020", "2019")
    assert read[4].subject == "Salt exports, sea salt"
    assert (read[0].lower, read[0].upper) == (Decimal("1.20445e9"), Decimal("1.20455e9"))


def test_months_in_columns_and_years_in_rows() -> None:
    read = cells(
        reading_of(
            [
                ["Year", "Apr", "May", "Average"],
                ["2017", "101,4", "101,9", "101,2"],
                ["2018", "103,0", "103,3", "102,8"],
            ],
            caption="Table 2 – Ferry fares index (Mar 2016=100)",
        )
    )
    assert [told(one) for one in read[:3]] == [
        (101.4, "point", "index", "2017-04", "2016-03"),
        (101.9, "point", "index", "2017-05", "2016-03"),
        (101.2, "point", "index", "2017", "2016-03"),
    ]
    assert {one.subject for one in read} == {"Ferry fares index"}


def test_units_in_stubs_hold_before_those_of_heads() -> None:
    read = cells(
        reading_of(
            [
                ["", "2014", "2015"],
                ["Island economy", "", ""],
                ["Output (million euro)", "12 035", "12 264"],
                ["Deficit (% of GDP)", "-2.1", "-1.8"],
                ["Debt (% of GDP)", "44.0", "45.9"],
            ]
        )
    )
    assert told(read[0]) == (1.2035e10, "EUR", "level", "2014", "")
    assert told(read[2]) == (-2.1, "%", "share", "2014", "GDP")
    assert told(read[4]) == (44.0, "%", "share", "2014-12-31", "GDP")


def test_prices_of_weeks() -> None:
    read = cells(
        reading_of(
            [
                ["Cider ($/gal)", "W/E 03/17/17", "Last Week", "Year Ago"],
                ["Kent", "1.35 - 1.42", "1.38", "1.27"],
                ["Perry oil (cents/lb)", "30.02", "31.22", "unq"],
            ],
            caption="Orchard round-up of the U.S. orchards",
        )
    )
    assert told(read[0])[:4] == ([1.35, 1.42], "USD/gal", "level", "2017-03-17")
    assert read[1].period == "2017-03-10"
    assert read[2].period == ""


def test_changes_between_two_months() -> None:
    read = cells(
        reading_of(
            [
                ["Group", "Index (Dec 2019=100)*2", "% change*2"],
                ["", "Apr 2022", "May 2022", "May 2022 vs. Apr 2022", "May 2022 vs. May 2021"],
                ["Nets and ropes", "104.1", "104.6", "0.5", "6.3"],
            ],
            caption="Table A. Prices of fishing gear",
            heads=2,
        )
    )
    assert told(read[1]) == (104.6, "point", "index", "2022-05", "2019-12")
    assert told(read[2]) == (0.5, "%", "growth", "2022-05", "2022-04")
    assert told(read[3]) == (6.3, "%", "growth", "2022-05", "2021-05")
    assert read[0].subject == "Prices of fishing gear, Nets and ropes"


def test_contributions_and_shares() -> None:
    read = cells(
        reading_of(
            [
                ["Catch", "Contribution (% point)*2", "Share of total (%)"],
                ["", "Q1 2018", "Q2 2018", "2018"],
                ["Herring", "1.2", "-0.4", "31.5"],
            ],
            caption="Landings growth",
            heads=2,
        )
    )
    assert [told(one) for one in read] == [
        (1.2, "pp", "contribution", "2018-Q1", ""),
        (-0.4, "pp", "contribution", "2018-Q2", ""),
        (31.5, "%", "share", "2018", "total"),
    ]


def test_change_of_a_rate_is_in_points() -> None:
    read = cells(
        reading_of(
            [
                ["", "May 2021", "May 2022", "Change"],
                ["Unemployment rate (%)", "6.1", "5.4", "-0.7"],
                ["Employed (thousands)", "812", "830", "18"],
            ],
            caption="Labour market of the isles",
        )
    )
    assert told(read[2])[:3] == (-0.7, "pp", "change")
    assert told(read[3])[:3] == (812000.0, "1", "level")
    assert told(read[5])[:3] == (18000.0, "1", "change")


@pytest.mark.parametrize(
    ("heads", "told_of"),
    [
        (["2020", "Change, %", "2021", "Change, %"], [("2020", "2019"), ("2021", "2020")]),
        (["2019", "2020", "Change, %", "2021", "Change, %"], [("2020", "2019"), ("2021", "2020")]),
        (["2020", "2021", "Change, %"], [("2021", "2020")]),
        (["2020", "2021", "Share 2020, %", "Change, %"], [("2021", "2020")]),
        (["2020 r", "2021 p", "Change, %"], [("2021", "2020")]),
        (["2020", "2021", "Change 2020, %", "Change 2021, %"], [("2020", "2019"), ("2021", "2020")]),
        (["Q4/2020", "Q4/2021", "Change, %"], [("2021-Q4", "2020-Q4")]),
    ],
)
@pytest.mark.parametrize("caption", ["Guests of the inns", "Guests of the inns in 2020"])
def test_growth_beside_levels_is_of_the_later_of_the_times_before_it(
    heads: list[str], told_of: list[tuple[str, str]], caption: str
) -> None:
    numbers = ["3.5" if "%" in head else "1,200" for head in heads]
    read = cells(reading_of([["", *heads], ["Harbour inn", *numbers], ["Total", *numbers]], caption=caption))
    growth = [(one.period, one.base) for one in read if one.measure == "growth"]
    assert growth == told_of * 2


def test_growth_of_a_row_that_names_the_earlier_year_is_of_the_later() -> None:
    rows = [
        ["", "2020", "2021", "Change, %"],
        ["Harbour inn", "800", "900", "12.5"],
        ["Total, 2020", "800", "900", "12.5"],
    ]
    read = cells(reading_of(rows, caption="Guests of the inns"))
    assert [(one.period, one.base) for one in read if one.measure == "growth"] == [("2021", "2020")] * 2


def test_a_letter_behind_a_year_is_a_mark_and_no_unit() -> None:
    read = cells(reading_of([["Town", "2020 (r)", "2021 p"], ["Ayr", "310", "325"]], caption="Boats"))
    assert [told(one)[:2] for one in read] == [(310.0, "1"), (325.0, "1")]


def test_marks_of_no_value_by_the_legend() -> None:
    reading = reading_of(
        [["Town", "2011", "2012"], ["Ayr", "–", "3.1"], ["Bude", "..", "(D)"], ["Cork", "2.0p", "*1.4"]],
        caption="Herring landed (thousand tonnes)",
        notes="Note: – represents nil; p provisional.",
    )
    assert [(one.text, one.reason) for one in reading.unread] == [
        ("–", "zero"),
        ("..", "not observed"),
        ("(D)", "suppressed"),
    ]
    assert [told(one)[0] for one in cells(reading)] == [3100.0, 2000.0, 1400.0]
    assert cells(reading)[1].text == "2.0"


def test_numbers_of_columns_rows_and_codes_are_no_figures() -> None:
    reading = reading_of(
        [
            ["Sl. No.", "Port", "Code", "Ships", "Opened"],
            ["1", "2", "3", "4", "5"],
            ["1", "Ayr", "1204", "31", "1871"],
            ["2", "Bude", "1310", "12", "1902"],
            ["3", "Cork", "1177", "25", "1890"],
        ],
        caption="Ports",
    )
    assert [one.text for one in cells(reading) if one.column[-1:] == ("Ships",)] == ["31", "12", "25"]
    assert all(one.column[-1] not in ("Code", "Sl. No.") for one in cells(reading) if one.column)


def test_a_table_of_a_statistics_bureau_in_chinese() -> None:
    read = cells(
        reading_of(
            [
                ["指标", "1—2月*2"],
                ["", "绝对量", "同比增长（%）"],
                ["规模以上茶业增加值", "…", "6.3"],
                ["分两大门类", "", ""],
                ["　绿茶业", "…", "6.1"],
                ["主要产品产量", "", ""],
                ["　毛茶（万吨）", "120.5", "-1.1"],
            ],
            caption="2021年1—2月份茶业主要数据",
            title="2021年1—2月份茶业生产情况",
            heads=2,
        )
    )
    assert told(read[0]) == (6.3, "%", "growth", "2021-01/2021-02", "2020-01/2020-02")
    assert read[1].subject == "绿茶业增加值"
    assert told(read[2]) == (1205000.0, "t", "level", "2021-01/2021-02", "")
    assert told(read[3]) == (-1.1, "%", "growth", "2021-01/2021-02", "2020-01/2020-02")


def test_a_company_report_in_chinese() -> None:
    read = cells(
        reading_of(
            [
                ["", "本报告期", "上年同期", "本报告期比上年同期增减"],
                ["营业收入（元）", "4,755,785.11", "5,699,227.63", "-16.55%"],
                ["基本每股收益（元/股）", "-0.0053", "-0.0178", "70.22%"],
                ["加权平均净资产收益率", "-2.34%", "-8.06%", "上升 5.72 个百分点"],
            ],
            caption="主要会计数据和财务指标",
            title="某船厂股份有限公司2018年第一季度报告",
        )
    )
    assert told(read[0]) == (4755785.11, "CNY", "level", "2018-Q1", "")
    assert told(read[1])[3] == "2017-Q1"
    assert told(read[2]) == (-16.55, "%", "growth", "2018-Q1", "2017-Q1")
    assert told(read[3])[:3] == (-0.0053, "CNY", "level")
    assert told(read[8])[:3] == (5.72, "pp", "change")


def test_a_budget_of_fiscal_years() -> None:
    read = cells(
        reading_of(
            [
                ["", "2015-16 (Actuals)", "2016-17 (BE)", "2016-17 (RE)"],
                ["Harbour dues", "1,204", "1,350", "1,290"],
            ],
            caption="Receipts of the Government of India (₹ crore)",
            title="Budget of India",
        )
    )
    assert [told(one)[3] for one in read] == ["2015-04/2016-03", "2016-04/2017-03", "2016-04/2017-03"]
    assert [one.status for one in read] == ["actual", "target", "forecast"]
    assert told(read[0])[:3] == (1.204e10, "INR", "level")


def test_a_company_report_of_quarters() -> None:
    read = cells(
        reading_of(
            [
                ["", "Three Months Ended June 30*2", "Change"],
                ["", "2019", "2018", ""],
                ["Revenue", "$ 1,204", "$ 1,100", "9%"],
                ["Operating margin", "23.4%", "21.0%", "2.4 pp"],
                ["Earnings per share ($)", "0.42", "0.39", "8%"],
            ],
            caption="Results (in millions, except per share data)",
            title="Northern Ferries Inc. reports second quarter 2019 results",
            heads=2,
        )
    )
    assert told(read[0]) == (1.204e9, "USD", "level", "2019-Q2", "")
    assert told(read[1])[3] == "2018-Q2"
    assert told(read[2])[:3] == (9.0, "%", "growth")
    assert told(read[3])[:4] == (23.4, "%", "level", "2019-Q2")
    assert told(read[5])[:3] == (2.4, "pp", "change")
    assert told(read[6])[:3] == (0.42, "USD", "level")


def test_counts_under_a_head_of_percent() -> None:
    read = cells(
        reading_of(
            [["", "Men", "Women"], ["Often at sea", "5.1", "4.9"], ["Sample size", "2400", "2860"]],
            caption="How often people go to sea (percent), 2016",
        )
    )
    assert told(read[0])[:4] == (5.1, "%", "level", "2016")
    assert told(read[2])[:3] == (2400.0, "1", "level")


def test_decades_of_growth() -> None:
    read = cells(
        reading_of(
            [["Isle", "1991-2001", "2001-2011"], ["Arran", "4.2", "-0.5"]],
            caption="Decadal growth rate of population (per cent)",
        )
    )
    assert [told(one) for one in read] == [(4.2, "%", "growth", "2001", "1991"), (-0.5, "%", "growth", "2011", "2001")]


def test_stocks_at_the_end_of_a_month() -> None:
    read = cells(
        reading_of(
            [
                ["月份", "2017年1月", "2017年2月"],
                ["贷款存量（亿元）", "1613", "1624"],
                ["存量增速（%）", "13.2", "12.9"],
            ],
            caption="渔业贷款存量",
        )
    )
    assert told(read[0]) == (1.613e11, "CNY", "level", "2017-01-31", "")
    assert told(read[2]) == (13.2, "%", "growth", "2017-01-31", "2016-01-31")


def test_every_cell_says_where_it_stands() -> None:
    reading = reading_of([["Port", "2011"], ["Ayr", "3.1"]], caption="Landings (tonnes)")
    (one,) = cells(reading)
    assert (one.table, one.row, one.column) == ("Landings (tonnes)", ("Ayr",), ("2011",))
    assert reading.release.text[one.start : one.end] == one.text == "3.1"
    assert one.sentence in reading.release.text
    assert 0 < (one.confidence or 0) < 1


def test_a_release_day_is_no_period_of_cells() -> None:
    (one,) = cells(reading_of([["Port", "Ships"], ["Ayr", "31"]], caption="Ports", released=date(2016, 3, 1)))
    assert one.period == ""

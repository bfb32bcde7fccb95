"""Which time a figure is of: what is spoken of, what is only compared with, what a plan or a headline sets."""

from datetime import date

from tests.unit.reading.zh.reading import rows


def test_a_time_of_comparison_holds_for_its_clause_only() -> None:
    text = "一季度，全县茶企利润3亿元，同比增长4%，上年同期为下降9%。茶叶零售额2亿元，增长5%。"
    assert rows(text, "value", "period", released=date(2024, 4, 20)) == [
        (3e8, "2024-Q1"),
        (4, "2024-Q1"),
        (-9, "2023-Q1"),
        (2e8, "2024-Q1"),
        (5, "2024-Q1"),
    ]


def test_what_is_level_with_last_year_leaves_the_time_as_it_was() -> None:
    text = "一季度，茶价与上年同期持平，包装费上涨2%。5月，客运规模首次超过2019年同期水平，货运增长3%。"
    assert rows(text, "value", "period", released=date(2024, 6, 20)) == [(2, "2024-Q1"), (3, "2024-05")]


def test_mean_growth_covers_the_years_averaged() -> None:
    text = "2021年，全县茶叶产量增长9%，两年平均增长6%，三年平均增速为5%。"
    assert rows(text, "value", "measure", "period", "base", released=date(2022, 1, 20)) == [
        (9, "growth", "2021", "2020"),
        (6, "average_growth", "2020/2021", "2019"),
        (5, "average_growth", "2019/2021", "2018"),
    ]


def test_mean_growth_of_part_of_a_year_goes_back_by_the_years_averaged() -> None:
    text = "1—8月，全县茶叶产量增长9%，两年平均增长6%。"
    assert rows(text, "measure", "period", "base", released=date(2021, 9, 15))[1] == (
        "average_growth",
        "2021-01/2021-08",
        "2019-01/2019-08",
    )


def test_a_paragraph_without_a_time_is_of_the_headline() -> None:
    text = "一季度，全县用电量增长6%。3月份，用电量增长4%。\n\n分行业看，茶企用电量增长7%。"
    assert rows(text, "value", "period", released=date(2024, 4, 20)) == [
        (6, "2024-Q1"),
        (4, "2024-03"),
        (7, "2024-Q1"),
    ]


def test_a_plan_summed_up_dates_what_names_no_time() -> None:
    text = "“十四五”期间全县茶业发展成就\n\n全县新建茶园3万亩。2024年，茶叶产量达到5万吨。出口份额提高到8%。"
    assert rows(text, "value", "period", released=date(2025, 7, 20)) == [
        (30000, "2021/2025"),
        (50000, "2024"),
        (8, "2021/2025"),
    ]


def test_since_when_is_not_when() -> None:
    text = "上半年，全县税收5亿元，从4月份起，连续3个月增长。财政支出9亿元。"
    assert rows(text, "value", "period") == [(5e8, "2024-S1"), (3, "2024-04/2024-06"), (9e8, "2024-S1")]


def test_since_the_start_of_the_year_reaches_to_the_month_spoken_of() -> None:
    text = "5月末，全县贷款余额9亿元。\n\n今年以来，下调茶农贷款利率0.5个百分点。4月份，贷款利率为3%。"
    assert rows(text, "value", "period")[2] == (3, "2024-04")

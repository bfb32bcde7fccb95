"""Which time a figure is of: what is spoken of, what is only compared with, what a plan or a headline sets."""

from datetime import date

import pytest

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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2021年、2022年，全县茶叶产量分别为3万吨、4万吨。", [("2021", ""), ("2022", "")]),
        ("2021—2023年，全县茶价分别涨3%、4%、5%。", [("2021", "2020"), ("2022", "2021"), ("2023", "2022")]),
        ("一季度、二季度茶企利润分别下降3%、2%。", [("2024-Q1", "2023-Q1"), ("2024-Q2", "2023-Q2")]),
        ("4月，茶价增速比上年同月慢0.5个百分点。", [("2024-04", "2023-04")]),
        (
            "2024 年 1~5 月，茶价涨3%。5 月份，茶价涨4%。",
            [("2024-01/2024-05", "2023-01/2023-05"), ("2024-05", "2023-05")],
        ),
        ("二00一年，茶叶产量比一九八九年增长一倍，年均增长百分之六。", [("2001", "1989"), ("1990/2001", "1989")]),
        ("“十四五”前三年，全县新建茶馆20家。", [("2021/2023", "")]),
        ("2018—20年，全县新建茶馆20家。", [("2018/2020", "")]),
        ("2022财年，茶企营收3亿元。", [("", "")]),
    ],
)
def test_times_as_printed_and_times_in_a_row(text: str, told: list[tuple[str, str]]) -> None:
    assert rows(text, "period", "base") == told


def test_a_time_in_brackets_stays_there() -> None:
    text = "2024年上半年，茶价涨2%（一季度为降3%），茶叶产量增长4%。"
    assert rows(text, "value", "period") == [(2, "2024-S1"), (-3, "2024-Q1"), (4, "2024-S1")]


def test_a_time_come_from_is_left_behind() -> None:
    text = "2023年，茶农补助由上年4亿元增加到5亿元。"
    assert rows(text, "value", "period") == [(4e8, "2022"), (5e8, "2023")]


def test_the_title_tells_the_year_of_what_names_none() -> None:
    text = "2022年全县茶业统计公报\n\n2023年3月5日\n\n全年茶叶产量3万吨，年末茶馆40家。茶农人均收入增长5%。"
    assert rows(text, "value", "period", released=date(2023, 3, 5)) == [
        (3e4, "2022"),
        (40, "2022-12-31"),
        (5, "2022"),
    ]


def test_a_text_that_compares_with_the_first_quarter_tells_of_the_half_year() -> None:
    text = "全县茶叶零售额30亿元，同比增长7%，增速比一季度提高2个百分点，比去年全年提高1个百分点。"
    assert rows(text, "value", "period", "base", released=date(2024, 7, 28)) == [
        (3e9, "2024-S1", ""),
        (7, "2024-S1", "2023-S1"),
        (2, "2024-S1", "2024-Q1"),
        (1, "2024-S1", "2023"),
    ]


def test_a_report_that_only_sets_tasks_is_of_its_own_year() -> None:
    text = (
        "政府工作报告（摘）\n\n完善茶区服务。改造提升茶馆20家，新建茶园道路30公里。加强培训，培育茶师500人。"
        "推进茶旅融合，打造示范茶村8个。健全检验体系，建设检验站6处。"
    )
    assert set(rows(text, "period", "status", released=date(2024, 1, 20))) == {("2024", "target")}
    told = text.replace("改造提升茶馆20家", "茶叶产量增长5.3%").replace("新建茶园道路30公里", "茶园道路建成通车")
    told = told.replace("500人", "532人").replace("打造示范茶村8个", "示范茶村成功创建")
    assert set(rows(told, "period", "status", released=date(2024, 1, 20))) == {("2023", "actual")}


def test_a_paragraph_that_looks_back_on_five_years_is_of_them() -> None:
    text = "政府工作报告\n\n一、过去五年工作回顾\n\n过去五年，全县茶业发展很快。茶叶产量增长40%，茶馆达到300家。"
    assert {p for (p,) in rows(text, "period", released=date(2024, 1, 20))} == {"2019/2023"}


def test_what_a_report_says_of_the_year_it_opens_is_an_aim() -> None:
    text = "政府工作报告\n\n今年，我们将办好实事：新建茶馆30家；去年新建茶馆20家。"
    found = rows(text, "value", "period", "status", released=date(2024, 1, 20))
    assert found == [(30, "2024", "target"), (20, "2023", "actual")]


REVIEW = (
    "（三）茶业提质增效。新建茶园2340亩，改造老茶园5180亩，茶叶产量增长6.3%。县茶叶市场建成投用，入驻商户412家。"
    "茶旅融合成效明显，接待游客86.4万人次。规上茶企净增17户、达128户。"
)
TASKS = (
    "（三）推动茶业提质增效。新建茶园2000亩以上，改造老茶园5000亩，力争茶叶产量增长6%左右。加快建设县茶叶市场，"
    "培育龙头企业10家。深化茶旅融合，打造精品线路5条。"
)


@pytest.mark.parametrize("month", [1, 2, 3])
def test_a_passage_without_a_time_looks_back_or_ahead_as_its_style_tells(month: int) -> None:
    released = date(2024, month, 18)
    assert set(rows(REVIEW, "period", "status", released=released)) == {("2023", "actual")}
    assert set(rows(TASKS, "period", "status", released=released)) == {("2024", "target")}


def test_later_in_the_year_such_a_passage_tells_no_time() -> None:
    assert {period for (period,) in rows(REVIEW, "period", released=date(2024, 8, 18))} == {""}


def test_a_month_named_in_passing_dates_its_own_clause_only() -> None:
    text = REVIEW.replace("茶叶产量增长6.3%", "1—11月茶叶产量增长6.3%")
    found = {row[0]: row[1] for row in rows(text, "text", "period", released=date(2024, 1, 18))}
    assert found["6.3%"] == "2023-01/2023-11"
    assert {found[words] for words in ("2340亩", "412家", "86.4万人次", "128户")} == {"2023"}


def test_news_of_the_first_months_name_their_own_time() -> None:
    text = "全县茶市开门红\n\n2月份，茶叶成交额3.2亿元，增长8%。新增商户15家。"
    assert {period for (period,) in rows(text, "period", released=date(2024, 3, 5))} == {"2024-02"}


def test_the_whole_year_in_its_first_months_is_the_one_before() -> None:
    text = "茶业协会发布数据，全年茶叶出口36万吨，增长2%。"
    assert {period for (period,) in rows(text, "period", released=date(2024, 1, 18))} == {"2023"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("截至8月底，全县今年新开茶馆45家。", "2024-01/2024-08"),
        ("今年截至8月底，全县新开茶馆45家。", "2024-01/2024-08"),
        ("截至9月4日，全县今年新开茶馆45家。", "2024-01-01/2024-09-04"),
        ("截至8月底，全县共有茶馆45家。", "2024-08-31"),
    ],
)
def test_counts_from_the_start_of_the_year_up_to_a_day(text: str, period: str) -> None:
    assert rows(text, "period", released=date(2024, 9, 6)) == [(period,)]


@pytest.mark.parametrize("prices", ["按照上年不变价计算的", "按上年价格计算，", "按2020年不变价计算的", ""])
def test_a_year_of_prices_is_no_time(prices: str) -> None:
    text = f"一季度，全县茶叶收入3.2亿元，增长8%。{prices}茶叶业务总量增长9.3%。"
    assert rows(text, "period", "base")[-1] == ("2024-Q1", "2023-Q1")


def test_after_a_paragraph_of_stocks_on_a_day_flows_are_of_the_time_before() -> None:
    text = (
        "茶业运行情况\n\n上半年，茶叶收入3.2亿元，增长8%。\n\n截至6月末，茶馆会员达45万户，比上年末净增3万户。\n\n"
        "会员专线用户达2万户。茶具销售收入1.1亿元，同比增长5.3%。"
    )
    told = rows(text, "text", "period", "base")
    assert told[-3:] == [("2万户", "2024-06-30", ""), ("1.1亿元", "2024-S1", ""), ("5.3%", "2024-S1", "2023-S1")]

"""What the Chinese reader makes of the ways releases are written, and of texts that come damaged."""

from datetime import date

import pytest

from tests.unit.reading.zh.reading import figures, reading_of, rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("全县粮食总产达到142. 5万吨。", ("142. 5万吨", 1425000, "t", "level", "")),
        ("全縣糧食產量1.2億噸。", ("1.2億噸", 1.2e8, "t", "level", "")),
        ("全县用电量增长１２．５％。", ("１２．５％", 12.5, "%", "growth", "")),
        ("全县水泥产量7 4 7 2 万吨。", ("7 4 7 2 万吨", 74720000, "t", "level", "")),
        ("全县出境游客近1亿3千多万人次。", ("1亿3千多万人次", 130000000, "1", "level", ">")),
        ("全县技改投资3万多亿元。", ("3万多亿元", 3e12, "CNY", "level", ">")),
        ("全县固定资产投资突破57万亿，创新高。", ("57万亿", 5.7e13, "CNY", "level", ">")),
        ("全县专利数量增加两倍。", ("两倍", 200, "%", "growth", "")),
        ("全县专利数量是邻县的两倍。", ("两倍", 2, "times", "multiple", "")),
        ("全县单位产值能耗下降三分之一。", ("三分之一", -33.333333333333336, "%", "growth", "")),
        ("全县茶叶加工企业利润增长3%—5%。", ("3%—5%", [3, 5], "%", "growth", "")),
        ("压减茶叶收费项目30%。", ("30%", -30, "%", "growth", "")),
        ("全县为茶企减税降费约2亿元。", ("2亿元", -2e8, "CNY", "change", "~")),
        ("全县电价下调25个基点。", ("25个基点", -25, "bp", "change", "")),
    ],
)
def test_printed_forms(text: str, row: tuple[object, ...]) -> None:
    assert rows(text, "text", "value", "unit", "measure", "qualifier") == [row]


def test_a_narrowing_decline_is_a_rise() -> None:
    text = "5月份，河运货量同比下降3%，降幅比上月收窄2个百分点；海运货量下降1%，降幅扩大0.5个百分点。"
    assert rows(text, "value", "measure") == [(-3, "growth"), (2, "change"), (-1, "growth"), (-0.5, "change")]


def test_numbers_after_respectively_go_to_their_members() -> None:
    text = "上半年，全省对东盟、欧盟分别进出口5亿元、3亿元，同比分别增长4%和2%。"
    assert rows(text, "subject", "value", "measure") == [
        ("全省对东盟进出口", 5e8, "level"),
        ("全省对欧盟进出口", 3e8, "level"),
        ("全省对东盟进出口", 4, "growth"),
        ("全省对欧盟进出口", 2, "growth"),
    ]


def test_two_bases_at_once() -> None:
    text = "前三季度，全县物流费用率为14%，比上半年和上年同期分别回落0.2和0.4个百分点。"
    found = figures(text, date(2023, 10, 29))
    assert [(str(f.value), f.base) for f in found[1:]] == [("-0.2", "2023-S1"), ("-0.4", "2022-01/2022-09")]


def test_a_report_speaks_of_the_year_before_and_aims_at_its_own() -> None:
    text = (
        "某省政府工作报告\n\n一、2024年工作回顾\n\n全年粮食产量达到50亿斤，三季度工业增加值增长4%。\n\n"
        "二、2025年目标任务\n\n粮食产量达到52亿斤以上。"
    )
    assert rows(text, "value", "period", "status", released=date(2025, 1, 20)) == [
        (5e9, "2024", "actual"),
        (4, "2024-Q3", "actual"),
        (5.2e9, "2025", "target"),
    ]


def test_what_counts_no_thing_is_named_as_unread() -> None:
    text = "第十二届年会于5月20日9时召开，强调三个方面；扶持年收入2000万元以上的企业，每10万人配医师，推广5G与C919。"
    reading = reading_of(text)
    assert [f.text for f in reading] == []
    assert {u.reason for u in reading.unread} >= {"date", "name", "text part", "definition"}


def test_each_field_is_explained_by_words_of_the_text() -> None:
    text = "去年，全县茶叶产量同比增长近5%。"
    [figure] = figures(text)
    said = {e.field: text[e.start : e.end] for e in figure.evidence}
    assert said["measure"] == "增长"
    assert said["qualifier"] == "近"
    assert said["period"] == "去年"
    assert said["subject"].endswith("茶叶产量")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("2021年，全县出口将同比增长5%。", "forecast"),
        ("2021年，全县出口拟同比增长5%。", "target"),
        ("2021年，全县出口要同比增长5%。", "target"),
        ("2021年，全县出口应增长5%。", "target"),
        ("力争全县出口增长5%。", "target"),
        ("提出全县出口达到35亿元以上的目标。", "target"),
        ("按计划，2021年全县出口增长5%。", "actual"),
        ("2021年，全县主要出口增长5%。", "actual"),
        ("2021年，全县将出口额提高到35亿元。", "actual"),
    ],
)
def test_what_is_aimed_at_or_to_come_is_no_fact(text: str, status: str) -> None:
    assert [one.status for one in reading_of(text, released=date(2022, 2, 28)).observations] == [status]

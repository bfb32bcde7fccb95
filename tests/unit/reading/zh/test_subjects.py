"""What figures are about: nouns that replace what was carried, owners that stay, kinds of things counted."""

from datetime import date

import pytest

from tallystick.reading.zh.subjects import compose
from tests.unit.reading.zh.reading import rows


@pytest.mark.parametrize(
    ("whole", "part", "subject"),
    [
        ("规模以上茶企利润", "营业收入", "规模以上茶企营业收入"),
        ("出口", "进口", "进口"),
        ("茶业增加值", "总量", "茶业增加值"),
        ("自然公园陆域面积", "总面积", "自然公园总面积"),
        ("数字茶业", "规模", "数字茶业规模"),
    ],
)
def test_a_bare_noun_after_a_subject(whole: str, part: str, subject: str) -> None:
    assert compose(whole, part, within=False) == subject


def test_industries_take_the_head_of_their_sentence() -> None:
    text = "分门类看，采茶业增加值增长1%，制茶业增长6%，茶具、包装生产和供应业增长7%。"
    assert [row[0] for row in rows(text, "subject")] == ["采茶业增加值", "制茶业增加值", "茶具、包装生产和供应业增加值"]


def test_respectively_reaches_the_subjects_listed_before() -> None:
    text = "绿茶业增加值增长7.6%，红茶业增加值增长7.5%，增速分别快于全部制茶业1.5、1.4个百分点。"
    assert rows(text, "subject", "value", "unit", "measure")[2:] == [
        ("绿茶业增加值", 1.5, "pp", "gap"),
        ("红茶业增加值", 1.4, "pp", "gap"),
    ]


def test_verbs_of_reaching_are_no_part_of_a_subject() -> None:
    text = "去年，规模以上茶企实现利润8亿元。"
    assert rows(text, "subject", released=date(2024, 1, 20)) == [("规模以上茶企利润",)]


def test_kinds_of_the_things_counted() -> None:
    text = "去年，全县新认定20家龙头企业，其中民营15家、合资5家。"
    assert [row[0] for row in rows(text, "subject", released=date(2024, 1, 20))][1:] == ["民营龙头企业", "合资龙头企业"]


def test_routes_carry_what_was_measured() -> None:
    text = "5月，民航旅客运输量3亿人次。其中，国际航线完成1亿人次，增长9%。"
    assert rows(text, "subject", "value") == [
        ("民航旅客运输量", 3e8),
        ("国际航线旅客运输量", 1e8),
        ("国际航线旅客运输量", 9),
    ]


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("全县压减办公支出30亿元。", -3e9, "change"),
        ("全县净增茶企320家。", 320, "change"),
        ("下调茶农贷款利率0.25个百分点。", -0.25, "change"),
        ("全年降准0.5个百分点。", -0.5, "change"),
        ("全县PM2.5浓度改善5%。", -5, "growth"),
        ("早茶已采收6万亩，完成计划面积的60%。", 60, "share"),
        ("春茶已播66%。", 66, "share"),
    ],
)
def test_verbs_before_what_they_change_and_shares_of_a_task(text: str, value: float, measure: str) -> None:
    assert rows(text, "value", "measure")[-1] == (value, measure)


def test_a_change_of_place_is_counted_in_ranks() -> None:
    assert rows("全县创新能力综合排名上升3位。", "value", "unit", "measure") == [(3, "rank", "change")]


def test_gaps_from_two_others_keep_one_subject() -> None:
    text = "前10个月，绿茶业增加值增长9%，增速分别比同期制造业、采矿业高4.5个和2个百分点。"
    assert rows(text, "value", "unit", "measure", "base", released=date(2024, 12, 2))[1:] == [
        (4.5, "pp", "gap", "制造业"),
        (2, "pp", "gap", "采矿业"),
    ]


def test_the_parts_of_a_whole_are_named_after_it() -> None:
    text = "前三季度，全省新增装机9万千瓦。其中，水电新增4万千瓦，风电新增5万千瓦，发放补贴3亿元。"
    assert [row[0] for row in rows(text, "subject", released=date(2024, 12, 2))][1:3] == [
        "水电新增装机",
        "风电新增装机",
    ]


def test_growth_told_before_its_rate() -> None:
    assert rows("全县茶业利润总额保持两位数增长，达到11.6%。", "value", "measure") == [(11.6, "growth")]


def test_what_is_left_out_stays_with_the_subject() -> None:
    text = "扣除茶园投资，全县固定资产投资增长7%。扣除价格因素，全县零售额增长4%。"
    assert [row[0] for row in rows(text, "subject")] == ["扣除茶园投资全县固定资产投资", "全县零售额"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "泰国、越南、老挝实际对华投资分别增长7%、6%和2%。",
            ["泰国实际对华投资", "越南实际对华投资", "老挝实际对华投资"],
        ),
        ("绿茶、红茶、乌龙茶出口分别增长7%、6%和2%。", ["绿茶出口", "红茶出口", "乌龙茶出口"]),
        ("一、二、三产增加值分别增长3%、5%和6%。", ["一产增加值", "二产增加值", "三产增加值"]),
        ("全县客运量、车流量分别达3.8亿人次、7143万辆次。", ["全县客运量", "车流量"]),
    ],
)
def test_lists_share_what_stands_behind_their_last_member(text: str, subjects: list[str]) -> None:
    assert [row[0] for row in rows(text, "subject")] == subjects


def test_a_unit_printed_once_serves_its_whole_row_with_its_scale_word() -> None:
    text = "茶园、果园、桑园面积分别净减少10.6万、3.8万、3.3万平方公里。绿茶、红茶、白茶产量分别为1.4、2.9、0.2亿吨。"
    assert rows(text, "value", "unit") == [
        (-106000, "km2"),
        (-38000, "km2"),
        (-33000, "km2"),
        (140000000, "t"),
        (290000000, "t"),
        (20000000, "t"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("去年，全县新增3个茶业集群、总数达20个。", [("茶业集群", 3), ("茶业集群总数", 20)]),
        ("上半年，茶行累计买入5万吨，累计卖出4万吨。", [("茶行累计买入", 5e4), ("茶行累计卖出", 4e4)]),
        ("其中，绿茶、红茶用电量增长强劲，分别为5亿、4亿千瓦时。", [("绿茶用电量", 5e8), ("红茶用电量", 4e8)]),
    ],
)
def test_what_goes_on_about_the_same(text: str, told: list[tuple[str, float]]) -> None:
    found = rows(text, "subject", "value")
    assert [value for _, value in found] == [value for _, value in told]
    assert all(str(subject).endswith(name) for (subject, _), (name, _) in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("提高茶农补助标准300元。", (300, "change")),
        ("降低茶企年费200元。", (-200, "change")),
        ("全县茶叶收购提价幅度超过20%。", (20, "growth")),
        ("全县茶园连续4年净增累计超过3万亩。", (30000, "change")),
        ("去年，惠及百万茶农。", (1e6, "level")),
        ("去年，上亿茶客前来。", (1e8, "level")),
        ("去年，茶社不足百个。", (100, "level")),
    ],
)
def test_changes_of_money_and_bare_scale_words(text: str, row: tuple[float, str]) -> None:
    assert rows(text, "value", "measure")[-1] == row


def test_hours_that_name_a_service_are_no_figure() -> None:
    assert rows("全县设24小时不打烊茶馆80家，实施240小时过境免签。", "text") == [("80家",)]


def test_the_same_time_in_brackets_is_a_year_earlier() -> None:
    text = "2024年上半年，茶价涨2%（同期为下降9%），产量增长3%。"
    assert rows(text, "value", "period") == [(2, "2024-S1"), (-9, "2023-S1"), (3, "2024-S1")]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("全县社会消费品零售总额增长5%，出口增长8%，进口下降2%。", ["全县社会消费品零售总额", "出口", "进口"]),
        ("茶业发展取得新进展，茶叶产量增长6%，亩产提高5%。", ["茶叶产量", "茶叶亩产"]),
        ("销售茶叶3050吨，实现营业收入2.6亿元。", ["销售茶叶", "营业收入"]),
        ("全县60个茶业项目中，42个已竣工。", ["全县茶业项目中", "茶业项目已竣工"]),
        ("茶叶合同登记数、成交额分别增长11%和25%。", ["茶叶合同登记数", "茶叶合同登记数成交额"]),
        ("红茶、绿茶发送量分别增长9%、3%。", ["红茶发送量", "绿茶发送量"]),
        ("茶农收入比上年增加500元。", ["茶农收入"]),
        ("茶农人均收入，考虑物价因素实际增长4%。", ["茶农人均收入"]),
    ],
)
def test_whose_a_number_is(text: str, subjects: list[str]) -> None:
    assert [row[0] for row in rows("2023年，" + text, "subject", released=date(2024, 2, 20))] == subjects


def test_a_stock_newly_added_to_has_changed() -> None:
    assert rows("茶农存款新增30亿元，新增贷款5亿元。", "measure") == [("change",), ("level",)]


def test_an_intention_is_an_aim() -> None:
    assert rows("茶业集团拟投资12亿元建设二期工程。", "status") == [("target",)]
    assert rows("茶业集团虚拟展厅投资12亿元。", "status") == [("actual",)]

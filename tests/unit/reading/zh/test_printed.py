"""Signs, numerals, sums of money, ranges and units as Chinese releases print them."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.model import Release
from tallystick.reading import read
from tallystick.releases import from_text
from tests.unit.reading.zh.reading import reading_of, rows


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("全县茶企净利润为-1.7亿元。", -1.7e8, "level"),
        ("全县茶价同比为-2.4%。", -2.4, "growth"),
        ("全县茶价环比－0.6%。", -0.6, "growth"),
        ("全县茶价同比增长−3.5%。", -3.5, "growth"),
        ("全县茶价增速为–4%。", -4, "growth"),
        ("全县茶价增长负3.0%。", -3, "growth"),
        ("全县茶价同比下降-5%。", -5, "growth"),
        ("全县茶价（-0.8%）走低。", -0.8, "level"),
        ("茶叶出口对全县经济增长的贡献率为-7.5%。", -7.5, "contribution"),
        ("茶叶出口向下拉动全县经济增长0.4个百分点。", -0.4, "contribution"),
        ("茶叶出口下拉全县经济增速0.2个百分点。", -0.2, "contribution"),
        ("全县茶企总资产调增640万元。", 6.4e6, "change"),
        ("全县茶企净资产调减12万元。", -1.2e5, "change"),
    ],
)
def test_a_printed_sign_is_kept_and_beats_the_verb(text: str, value: float, measure: str) -> None:
    assert rows(text, "value", "measure") == [(value, measure)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("全县茶价增长3%-5%。", [3, 5]),
        ("全县茶价变动-0.5%至0.3%。", [-0.5, 0.3]),
        ("全县建茶馆2-3家。", [2, 3]),
        ("全县种茶三至五万亩。", [30000, 50000]),
        ("全县种茶3—5万亩。", [30000, 50000]),
        ("全县茶园占地五至六成。", [50, 60]),
        ("全县茶价上涨百分之三至五。", [3, 5]),
        ("全县茶价上涨百分之八九。", [8, 9]),
        ("全县茶农十七八万人。", [170000, 180000]),
        ("全县茶农一百五六十万人。", [1500000, 1600000]),
        ("全县茶馆两三家。", [2, 3]),
        ("全县茶馆占三四成。", [30, 40]),
    ],
)
def test_ranges_stay_ranges(text: str, value: list[float]) -> None:
    assert [row[0] for row in rows(text, "value")] == [value]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("全县茶叶产量十五点八万吨。", "十五点八万吨", 158000, "t"),
        ("全县茶馆售价24万3。", "24万3", 243000, "CNY"),
        ("全县茶业投资6亿2。", "6亿2", 6.2e8, "CNY"),
        ("全县茶业投资两万八千元。", "两万八千元", 28000, "CNY"),
        ("全县茶业投资肆拾伍万元。", "肆拾伍万元", 450000, "CNY"),
        ("全县茶业投资20兆5000亿元。", "20兆5000亿元", 2.05e13, "CNY"),
        ("全县茶叶均价六元四角。", "六元四角", 6.4, "CNY"),
        ("全县茶叶均价6元4角。", "6元4角", 6.4, "CNY"),
        ("全县茶叶均价60元4角5分。", "60元4角5分", 60.45, "CNY"),
        ("全县茶叶均价十八美元。", "十八美元", 18, "USD"),
        ("全县茶叶均价700美圆。", "700美圆", 700, "USD"),
        ("全县茶叶均价$40。", "$40", 40, "USD"),
        ("全县茶叶出口HK$2.5亿。", "HK$2.5亿", 2.5e8, "HKD"),
        ("全县茶叶出口￥600万。", "￥600万", 6e6, "CNY"),
        ("全县茶叶出口亏损-$3万。", "-$3万", -30000, "USD"),
        ("全县茶叶出口6万新加坡元。", "6万新加坡元", 60000, "SGD"),
        ("全县茶叶出口800人民币。", "800人民币", 800, "CNY"),
        ("每户藏茶两吨半。", "两吨半", 2.5, "t"),
        ("采茶历时一年半。", "一年半", 1.5, "year"),
        ("采茶历时三个半小时。", "三个半小时", 3.5, "hour"),
        ("采茶历时两个半月。", "两个半月", 2.5, "month"),
        ("全县茶园覆盖率六成七。", "六成七", 67, "%"),
        ("全县茶园覆盖率百分之五十点五。", "百分之五十点五", 50.5, "%"),
        ("全县茶园覆盖率百 分 之 62。", "百 分 之 62", 62, "%"),
        ("全县茶农患病率万分之七。", "万分之七", 0.07, "%"),
        ("全县茶园覆盖率提高2.4  个百 分点。", "2.4  个百 分点", 2.4, "pp"),
        ("全县茶叶产量翻了近一番。", "翻了近一番", 100, "%"),
        ("全县茶叶产量翻两番。", "翻两番", 300, "%"),
        ("全县供电一百千瓦。", "一百千瓦", 100, "kW"),
        ("茶树苗高168cm。", "168cm", 168, "cm"),
    ],
)
def test_numbers_with_their_units(text: str, printed: str, value: float, unit: str) -> None:
    assert rows(text, "text", "value", "unit") == [(printed, value, unit)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("数十家茶馆、几百名茶农参加，数十亿元到位。", "vague"),
        ("3.1本工程立足全县，3.2本项目服务茶农。", "numbering"),
        ("产量前三的县参会。", "numbering"),
        ("详见全县茶叶统计资料所在的网页 file/6871/18712ogr。", "address"),
        ("全县茶叶检验样品的统一编号为a1b2c3。", "name"),
        ("全县分设两个茶区。", "not understood"),
    ],
)
def test_what_states_no_number_is_listed(text: str, reason: str) -> None:
    reading = reading_of(text)
    assert [f.text for f in reading] == []
    assert reading.unread
    assert reason in {u.reason for u in reading.unread}


def _undated(text: str) -> Release:
    return from_text(text, "undated", language="zh")


@pytest.mark.parametrize(
    "text", ["去年，茶价涨8%。", "去年7%", "前年、次年和上年末，茶价涨3%。", "年初以来增长2%，三年前为5%。"]
)
def test_an_unknown_year_gives_no_period(text: str) -> None:
    reading = read(_undated(text))
    assert len(reading)
    assert {f.period for f in reading} == {""}
    assert {f.base for f in reading} == {""}


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("name", ["news", "government-work-report"])
def test_an_impossible_day_of_publication_gives_no_period(day: date, name: str) -> None:
    text = "过去五年，去年和次年，茶价涨3%，年均增长2%。今后三年，确保连续9年增长。年初以来涨1%。"
    assert {figure.period for figure in read(from_text(text, name, released=day, language="zh"))} == {""}

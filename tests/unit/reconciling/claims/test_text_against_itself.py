"""What a text says against its own claims, and what it leaves open."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tallystick import read_text
from tallystick.model import Finding
from tallystick.reconciling import check


def _claims(text: str) -> list[Finding]:
    report = check(read_text(f"{text}\n", released="2024-02-01", reader="fast"))
    return [finding for finding in report.findings if finding.kind == "claim"]


PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pairs"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["true"][:24])
def test_an_edited_claim_is_told_and_the_true_one_is_left_open(pair: dict[str, str]) -> None:
    [left_open] = _claims(pair["true"])
    assert left_open.verdict == "cannot check"
    assert "tallystick import" in left_open.reason
    [told] = _claims(pair["edited"])
    assert told.verdict == "contradicts"
    assert told.figures


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("城镇新增就业12.6万人，超额完成12万人的年度目标。", "holds"),
        ("城镇新增就业11.6万人，超额完成12万人的年度目标。", "contradicts"),
        ("居民消费价格上涨3.8%，低于3.5%的预期目标。", "contradicts"),
        ("New jobs came to 1.3 million in 2019, exceeding the target of 1.2 million.", "holds"),
        ("New jobs came to 1.1 million in 2019, exceeding the target of 1.2 million.", "contradicts"),
        ("Inflation was 2.6% in June and remained below our 2 percent target.", "contradicts"),
        (
            "GDP growth for 2012 was only 1.4%, much higher than the average of 4.5% over the past ten years.",
            "contradicts",
        ),
        ("国内生产总值比上年增长7.8%，虽然略高于8%的预定目标。", "contradicts"),
        ("上月跨境收支顺差178亿美元，高于9至10月平均240亿美元的水平。", "contradicts"),
        ("Capacity use was 74.2%, remaining above its long-run average of 76.1%.", "contradicts"),
        ("Capacity use was 78.2%, remaining above its long-run average of 76.1%.", "holds"),
    ],
)
def test_marks_printed_beside_their_outcomes(text: str, verdict: str) -> None:
    assert [finding.verdict for finding in _claims(text)] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Interest rates remained at 0.5% and although inflation slowed it stayed above the bank's target of 2%.",
        "Margins were 28% of sales in 2019, down from 33% in 2018, which was a record year.",
        "Fuel use was 194 Mtoe in 2012, up 0.8% from 2011, when it reached its lowest since the series began in 1990.",
        "1月份，采购经理指数为49.2%，较上月回升0.2个百分点，结束了连续3个月下降势头。",
        "前5个月，软件业务收入同比增长9.3%；移动流量连续6个月实现两位数增长。",
        "工业企业利润由上年下降2.3%转为增长8.5%。",
        "Annual food inflation declined to 5.3% in May 2021 from 5.7% in April, which is the lowest level since 2014.",
        "Online spending increased by 10.3% in June 2014, this is the lowest increase since November 2011 (9.5%).",
        "The ratio of costs to sales decreased by 0.6 percentage points to 27.2% (unchanged at 27.8% by volume).",
        "Sales rose 4% in May 2023. This is the lowest since 2020.",
        "Gross domestic product fell 1.2% in real terms, reaching a record high of £2.4 trillion in 2022.",
    ],
)
def test_what_is_said_of_another_thing_or_time_is_no_contradiction(text: str) -> None:
    found = _claims(text)
    assert found
    assert all(finding.verdict == "cannot check" for finding in found)


def test_the_time_that_since_names_is_told_where_it_is_not_beyond() -> None:
    told = "The number of births was 290,000 in 2012, the highest since 2007. The number of births was 281,000 in 2007."
    [finding] = _claims(told)
    assert finding.verdict == "cannot check"
    assert "not the last" in finding.reason


def test_a_claim_without_any_figure_is_a_finding() -> None:
    [finding] = _claims("去年，全球粮价达到三十多年来新高。")
    assert (finding.verdict, finding.figures) == ("cannot check", ())
    assert finding.claim is not None
    assert finding.claim.window is not None
    assert (finding.claim.window.n, finding.claim.window.q) == (30, ">")

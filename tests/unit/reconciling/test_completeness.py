"""Parts of a whole, through the reader: what a closed list says holds or contradicts, an open one only bounds."""

from __future__ import annotations

import pytest

from tallystick import read_text
from tallystick.reconciling import check


def said(text: str, identity: str) -> list[str]:
    """The verdicts of one identity on a text."""
    zh = any("\u4e00" <= sign <= "\u9fff" for sign in text)
    head = "统计公报\n\n2026年6月1日\n\n" if zh else "Statistics\n\nJune 1, 2026\n\n"
    findings = check(read_text(head + text, released="2026-06-01", reader="fast")).findings
    return [one.verdict for one in findings if one.identity == identity and one.kind == "check"]


@pytest.mark.parametrize(
    ("identity", "text", "slip"),
    [
        (
            "parts_of_all",
            "2024年，三次产业增加值占生产总值的比重分别为7.1%、38.3%和54.6%。",
            ("54.6%", "56.4%"),
        ),
        (
            "parts_of_all",
            "In 2024, consumption, investment and net exports accounted for 51.6%, 31.4% and 17.0% of growth.",
            ("31.4%", "34.1%"),
        ),
        (
            "parts_of_all",
            "Of the mills in May 2026, 45% sold more, 30% sold less and the remaining 25% saw no change.",
            ("remaining 25%", "remaining 35%"),
        ),
        (
            "contributions_to_growth",
            "2025年，全省生产总值增长5.0%，最终消费支出拉动增长2.2个百分点，资本形成总额拉动3.3个百分点，净出口向下拉动0.5个百分点。",
            ("2.2个百分点", "2.9个百分点"),
        ),
        (
            "balance",
            "In May 2026 exports were $46.2 billion and imports $51.9 billion, a trade deficit of $5.7 billion.",
            ("$5.7 billion", "$7.5 billion"),
        ),
        (
            "partition",
            "2025年，一般公共预算收入912亿元，增长2.1%。其中，税收收入701亿元，非税收入211亿元。",
            ("211亿元", "121亿元"),
        ),
    ],
)
def test_all_parts_of_a_whole(identity: str, text: str, slip: tuple[str, str]) -> None:
    assert [one for one in said(text, identity) if one.startswith("holds")]
    assert slip[0] in text
    assert said(text.replace(*slip), identity) == ["contradicts"]


def test_shares_of_those_named_at_first_are_shares_of_them() -> None:
    text = "Of the 8% who moved in 2025, 41% moved far, 38% moved near and the remaining {}% moved abroad."
    assert said(text.format(21), "parts_of_all")[0].startswith("holds")
    assert said(text.format(31), "parts_of_all") == ["contradicts"]


def test_growth_of_a_whole_lies_between_that_of_its_parts() -> None:
    text = "2025年，货物进出口总额增长{}%，其中出口增长6.1%，进口增长1.3%。"
    assert not said(text.format("3.9"), "growth_of_parts")
    assert said(text.format("9.3"), "growth_of_parts") == ["contradicts"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2025, 62% of women and 45% of men had a licence, and 70% of both made use of it.",
        "In 2025 new loans were $5 billion, of which $7 billion to firms, as households paid back $2 billion.",
        "In 2025 the agency ran 14 schools, comprising 1,200 pupils and 90 teachers.",
        "2025年，出口、进口国际市场份额稳定在14%和10%以上。",
    ],
)
def test_what_is_no_division_is_left_alone(text: str) -> None:
    assert not said(text, "parts_of_all")
    assert not said(text, "partition")
    assert not said(text, "part_within_whole")


def test_a_part_is_no_larger_than_its_whole() -> None:
    text = "In May 2026 the ports handled 410 ships, of which {} carried coal."
    assert not said(text.format("38"), "part_within_whole")
    assert said(text.format("830"), "part_within_whole") == ["contradicts"]


def test_months_of_a_quarter() -> None:
    text = (
        "Shops sold 1.063 million kettles in the first quarter of 2026. "
        "Of these, 338,000 kettles were sold in January 2026, "
        "290,000 kettles in February 2026 and {} kettles in March 2026."
    )
    assert said(text.format("435,000"), "sum_of_periods")[0].startswith("holds")
    assert said(text.format("415,000"), "sum_of_periods") == ["cannot check"]


@pytest.mark.parametrize(
    ("identity", "text", "slip"),
    [
        (
            "ratio_of_amounts",
            "年末常住人口980万人，其中城镇常住人口637万人，城镇化率为65.0%。",
            ("65.0%", "56.0%"),
        ),
        (
            "ratio_of_amounts",
            "Operating profit was £24 million on sales of £200 million in 2025. The operating margin was 12% in 2025.",
            ("12%", "21%"),
        ),
    ],
)
def test_a_rate_of_two_amounts_that_are_named(identity: str, text: str, slip: tuple[str, str]) -> None:
    text = text.replace("年末", "2025年末")
    assert said(text, identity)[0].startswith("holds")
    assert said(text.replace(*slip), identity) == ["contradicts"]


@pytest.mark.parametrize(
    ("identity", "right", "wrong"),
    [
        ("ceiling_of_share", "Women made up 34% of the workforce in 2025.", "134%"),
        ("ceiling_of_share", "Government debt made up 119% of GDP in 2025.", ""),
        ("ceiling_of_share", "Exports accounted for 143% of the growth in 2025.", ""),
        ("part_within_whole", "In 2025, 14 of 132 mills exported.", "145"),
    ],
)
def test_what_is_beyond_its_bounds(identity: str, right: str, wrong: str) -> None:
    assert not said(right, identity)
    figure = {"134%": "34%", "145": "14"}.get(wrong)
    if figure:
        assert set(said(right.replace(figure, wrong, 1), identity)) & {"contradicts", "cannot check"}

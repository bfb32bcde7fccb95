"""Short texts and their translations, in both directions: slips are found and named, right ones agree."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tallystick.aligning import compare
from tallystick.model import Comparison
from tallystick.reading import read
from tallystick.releases import from_text

HEADS = ("某市经济运行\n\n2024年4月18日\n\n", "Economy of the city\n\nApril 18, 2024\n\n")
PAIRS = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))


def held(original: str, translation: str, *, head: bool = False) -> Comparison:
    """The two texts held against each other; `head` puts a title and a day above them."""
    readings = []
    for name, text in (("original", original), ("translation", translation)):
        above = HEADS[text.isascii()] if head else ""
        readings.append(read(from_text(above + text, name), "fast"))
    return compare(*readings)


@pytest.mark.parametrize("pair", PAIRS["right"], ids=lambda p: p["original"])
def test_a_right_translation_agrees(pair: dict[str, Any]) -> None:
    result = held(pair["original"], pair["translation"])
    assert result.is_pair
    assert result.is_clean
    assert not result.added


@pytest.mark.parametrize("pair", PAIRS["slip"], ids=lambda p: p["original"])
def test_a_slip_is_named_and_nothing_else(pair: dict[str, Any]) -> None:
    result = held(pair["original"], pair["translation"])
    assert result.is_pair
    assert [link.slip for link in result.differing] == [pair["slip"]]
    assert pair["figure"] in result.differing[0].original.text
    assert not result.missing


@pytest.mark.parametrize("pair", PAIRS["left_out"], ids=lambda p: p["original"])
def test_what_one_text_leaves_out(pair: dict[str, Any]) -> None:
    result = held(pair["original"], pair["translation"], head=True)
    assert result.is_pair
    assert [figure.text for figure in result.missing] == pair["missing"]
    assert [figure.text for figure in result.added] == pair["added"]
    assert result.is_clean is not bool(pair["missing"])


@pytest.mark.parametrize("pair", PAIRS["caption"], ids=lambda p: p["original"])
def test_a_caption_is_compared_although_its_figures_differ(pair: dict[str, Any]) -> None:
    result = held(pair["original"], pair["translation"])
    assert result.is_pair
    assert [link.slip for link in result.differing] == pair["slips"]


def test_texts_of_one_day_are_no_pair_by_that_alone() -> None:
    original = "钢铁生产\n\n2024年5月9日\n\n粗钢产量8594万吨，下降7.2%。"
    other = "Visitors to the parks\n\nMay 9, 2024\n\nThe parks counted 4.1 million visitors. Revenue rose by 12.9%."
    assert not held(original, other).is_pair


def test_a_plan_for_the_running_year_may_stand_in_the_present() -> None:
    original = "2023年3月5日\n\n上年造林380万公顷，种草320万公顷。今年治沙1500万亩，造林600万亩。"
    translation = (
        "March 5, 2023\n\nLast year 3.8 million hectares were afforested and 3.2 million hectares sown with grass. "
        "This year 1 million hectares of desert will be treated and 400,000 hectares will be afforested."
    )
    assert held(original, translation).is_clean


def test_a_year_that_nobody_printed_convicts_no_translator() -> None:
    original = "一季度，出口2840亿元，增长4.9%，进口1910亿元。"
    translation = "In the first quarter, exports were 284 billion yuan, up 4.9%, and imports 191 billion yuan."
    day = read(from_text(f"2024年4月18日\n\n{original}", "original"), "fast")
    later = read(from_text(f"January 9, 2025\n\n{translation}", "translation"), "fast")
    assert compare(day, later).is_clean
    quarters = translation.replace("first quarter", "second quarter")
    other = read(from_text(f"April 18, 2024\n\n{quarters}", "translation"), "fast")
    assert {link.slip for link in compare(day, other).differing} == {"period"}


def test_the_year_that_a_multiple_is_held_against_is_no_other_period() -> None:
    original = "2024年4月18日\n\n人均收入到2040年比2022年翻一番，投资年均增长6.4%，出口年均增长5.1%。"
    translation = (
        "April 18, 2024\n\nWe aim at doubling our 2022 per capita income by 2040, with investment growing by 6.4% and "
        "exports by 5.1% a year on average."
    )
    assert held(original, translation).is_clean

"""Small releases in our own words, read and checked: the whole way from text to verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tallystick.model import Reading
from tallystick.reading import read
from tallystick.reconciling import check, load_series
from tallystick.releases import from_text

INDUSTRY = (
    "In 2021, the added value of industries above designated size grew by 9.6%, an increase of 6.8 percentage points "
    "over 2020, or an average two-year growth rate of {}%."
)
STATIONS = (
    "In 2021 the economy grew by 8.1%. A total of more than {} million 5G base stations have been set up and opened."
)
BULLETIN = """series,area,period,value,unit,measure,source
5G base stations,CN,2021,142.5,10 000,"level, end of year",MIIT
"""


def reading(text: str, released: date = date(2022, 2, 28)) -> Reading:
    return read(from_text(text, name="draft", released=released), "fast")


def told(text: str) -> set[tuple[str, str]]:
    return {(f.identity, f.verdict) for f in check(reading(text)).findings if f.kind == "check"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            INDUSTRY.format("6.1"),
            {("mean_growth", "holds")},
        ),
        (
            INDUSTRY.format("8.1"),
            {("mean_growth", "contradicts")},
        ),
        (
            "Sales of electric bicycles fell by 2.4% to 78,500 in 2021 from 80,400 in 2020.",
            {("growth_from_levels", "holds")},
        ),
        (
            "Sales of electric bicycles fell by 4.2% to 78,500 in 2021 from 80,400 in 2020.",
            {("growth_from_levels", "contradicts")},
        ),
        ("2021年,全国钢琴产量增长12.5%,达到45万架,2020年为40万架。", {("growth_from_levels", "holds")}),
        (
            "今年前4个月，我国货物贸易进出口13.32万亿元。其中，出口7.67万亿元，进口5.65万亿元。",
            {("partition", "holds")},
        ),
        (
            "今年前4个月，我国货物贸易进出口13.32万亿元。其中，出口7.67万亿元，进口5.56万亿元。",
            {("partition", "contradicts")},
        ),
        ("2021年，全国工业产能利用率为775%。", {("ceiling", "contradicts")}),
    ],
)
def test_what_is_said_of_a_short_text(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sales of grand pianos fell by 7% from 466,000 in 2020 to 423,000 in 2021, excluding exchange rate effects.",
        (
            "Orders for grand pianos rose to 600 million yuan in 2021 from 431 million yuan in 2020, an increase of "
            "39% compared with an increase of 13% a year earlier."
        ),
        (
            "In June 2014, the balance on trade in pianos was in deficit by £0.8 billion. Exports of pianos were £2.4 "
            "billion and imports of pianos were £3.2 billion in June 2014."
        ),
        "2021年，全市钢琴产量45万架，其中三角钢琴3万架，增长12.5%，2020年全市钢琴产量为44万架。",
        "2021年，研发经费从2012年占国内生产总值的1.9%提高到2.4%。",
    ],
)
def test_what_is_no_contradiction(text: str) -> None:
    assert "contradicts" not in {verdict for _, verdict in told(text)}


def test_a_count_is_held_against_a_published_series(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.csv"
    path.write_text(BULLETIN)
    series = load_series(path)
    assert check(reading(STATIONS.format("1.43")), [series]).contradicts
    assert not check(reading(STATIONS.format("1.42")), [series]).contradicts
    assert check(reading(STATIONS.format("1.42")), [series]).summary["holds"] == 1


def test_a_text_without_figures_says_nothing() -> None:
    assert check(reading("The work went well and everyone was content.")).findings == ()


def test_an_amount_on_the_other_side_of_nought_contradicts_no_change() -> None:
    """A disinvestment of 7 after an investment of 12 is a fall of 19, whatever the digits say."""
    words = (
        "Net investment abroad by kettle makers fell from an investment of £12.1 billion in 2011 to a disinvestment "
        "of £7.3 billion in 2012, a decrease of £19.4 billion."
    )
    assert not check(reading(f"Investment\n\n{words}\n", date(2013, 2, 1))).contradicts


def test_a_rate_that_follows_from_its_own_levels_contradicts_no_others() -> None:
    """A fall in value beside a rise in volume is no slip."""
    words = (
        "Although the volume of exports rose from 99 million tonnes in 2022 to 108 million tonnes in 2023, the value "
        "of exports fell by 13.6 per cent, from £97.5 billion to £84.2 billion."
    )
    assert not check(reading(f"Exports\n\n{words}\n", date(2024, 2, 1))).contradicts


@pytest.mark.parametrize(
    "text",
    [
        "In 2020, sales of looms were more than $100 million. In 2021, sales of looms were $120 million, up about 20%.",
        "2020年，软件业务收入突破1000亿元。2021年，软件业务收入1200亿元，增长20%左右。",
    ],
)
def test_growth_from_more_than_an_amount_says_nothing(text: str) -> None:
    assert told(text) == set()


def test_growth_from_less_than_an_amount_says_something() -> None:
    text = "In 2020, sales of looms were less than $100 million. In 2021, sales of looms were $120 million, up 24%."
    assert told(text) == {("growth_from_levels", "holds")}

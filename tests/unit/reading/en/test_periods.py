"""Which time of a text is a figure's period, and which its base."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.reading import read
from tallystick.releases import from_text

Dated = list[tuple[str, str, str]]


def dated(text: str, released: str = "") -> Dated:
    """Text, period and base of each figure."""
    day = date.fromisoformat(released) if released else None
    rows = [o.to_dict() for o in read(from_text(text, name="example", released=day))]
    return [(row["text"], row["period"], row["base"]) for row in rows]


def periods(text: str, released: str = "") -> list[str]:
    """The period of each figure."""
    return [period for _, period, _ in dated(text, released)]


def test_from_and_to_take_the_two_ends_of_a_span() -> None:
    text = "The tram network grew from 12 km to 31 km between 2011 and 2019."
    assert periods(text) == ["2011", "2019"]


def test_past_years_end_with_the_last_one_over() -> None:
    text = "Over the past five years, the canal network was extended from 40 km to 55 km."
    assert periods(text, "2023-03-05") == ["2017", "2022"]


@pytest.mark.parametrize(
    ("text", "period", "base"),
    [
        ("Bread prices rose 2% over the 12 months ending in April.", "2014-04", "2013-04"),
        (
            "Thefts fell by 6% in the year ending March 2014 compared with the previous year.",
            "2013-04/2014-03",
            "2012-04/2013-03",
        ),
        ("In 2013, since 2001 rents have risen by 40%.", "2013", "2001"),
        ("Emissions were 12% lower in 2012 compared with 1997.", "2012", "1997"),
        ("In May 2014 sales were 3% higher than in May 2013.", "2014-05", "2013-05"),
        ("Exports rose 4% in the second quarter of 2014 from the previous quarter.", "2014-Q2", "2014-Q1"),
    ],
)
def test_what_is_compared_with_is_the_base(text: str, period: str, base: str) -> None:
    assert [(p, b) for _, p, b in dated(text, "2014-07-20")] == [(period, base)]


def test_what_stood_a_year_earlier_is_of_then() -> None:
    text = "In June 2014 the vacancy rate was 3%, up from 4% a year earlier."
    assert periods(text, "2014-07-20") == ["2014-06", "2013-06"]


def test_the_same_period_is_the_one_just_told() -> None:
    text = "In June, rents rose 5.4 percent, while wages rose 4.5 percent over the same period."
    assert periods(text, "2021-07-28") == ["2021-06", "2021-06"]


def test_two_years_named_together_are_one_span() -> None:
    assert periods("The median projection is 1.5 percent in 2018 and 2019.", "2016-12-14") == ["2018/2019"]


def test_a_meeting_named_by_its_month_is_no_period() -> None:
    text = "In May, orders rose 3%. Following the March meeting, orders for tools fell 2%."
    assert periods(text, "2021-07-28") == ["2021-05", "2021-05"]


def test_a_decision_is_of_the_day_it_is_told() -> None:
    text = "At today's meeting, the board raised the deposit rate by ¼ percentage point."
    assert periods(text, "2022-06-15") == ["2022-06-15"]


def test_a_law_named_by_its_year_gives_no_period() -> None:
    assert periods("Under the Harbours Act, 1938 there were 45 permits.") == [""]


def test_a_streak_of_quarters_ends_with_the_quarter_told() -> None:
    text = "In Q2 2014 orders rose for the fifth consecutive quarter, beginning in Q2 2013."
    assert periods(text, "2014-07-25") == ["2013-Q2/2014-Q2"]

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


def test_respectively_gives_each_its_own_time() -> None:
    text = "Orders for looms grew 3.5% and 7.3% in the first and second quarters of 2021, respectively."
    assert dated(text, "2021-09-07") == [("3.5%", "2021-Q1", "2020-Q1"), ("7.3%", "2021-Q2", "2020-Q2")]
    text = "In 2019 and 2020 the vacancy rate was 4.6% and 4.2%, respectively."
    assert periods(text, "2021-02-07") == ["2019", "2020"]


def test_what_stands_in_brackets_with_its_time_is_of_that_time_alone() -> None:
    text = "Turnover of the yard was £234.7m (H1 2020: £180.0m) in the first half of 2021, up 30.4%. It made 5 boats."
    assert periods(text, "2021-08-01") == ["2021-S1", "2020-S1", "2021-S1", "2021-S1"]


def test_of_several_times_in_brackets_the_first_is_told_of() -> None:
    text = "Bank loans (2021: £515 million; 2020: £217 million) grew. Of these, £30 million were new."
    assert periods(text, "2022-03-01") == ["2021", "2020", "2021"]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Orders rose 0.7% q/q in Q3 2021.", "2021-Q2"),
        ("Prices of tin rose 0.4% m/m in November 2021.", "2021-10"),
        ("Prices of tin rose 4.1% y/y in November 2021.", "2020-11"),
    ],
)
def test_steps_written_with_a_slash(text: str, base: str) -> None:
    assert [b for _, _, b in dated(text, "2021-12-14")] == [base]


@pytest.mark.parametrize(
    ("text", "released", "last"),
    [
        (
            "FOR THE NINE MONTHS ENDED MARCH 31, 2019\n\nNet sales of the mill were $40 million, up 3%.",
            "2019-05-02",
            "2018-07/2019-03",
        ),
        (
            "In the last quarter of 2020, orders were $5 million. In the previous quarter they were $4 million.",
            "2021-06-02",
            "2020-Q3",
        ),
        ("In December, 40 mills were at work.", "2019-06-02", "2018-12"),
        ("In 2015, output doubled. That year, 40 mills were at work.", "2019-06-02", "2015"),
        ("In the 2021/22 season, lifts of the valley carried 29 million people.", "2022-07-10", ""),
    ],
)
def test_what_headings_and_earlier_sentences_tell(text: str, released: str, last: str) -> None:
    assert periods(text, released)[-1] == last

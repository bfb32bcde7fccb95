"""Times as printed: what each form means on its own, read on 20 July 2023 with nothing talked of."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.model import Period
from tallystick.reading.printed.en.items import DECOY, QUANTITY, TIME
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.en.times.calendars import UNKNOWN, Calendar
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.times.time import Time

_RELEASED = date(2023, 7, 20)


def times(text: str, calendar: Calendar = UNKNOWN) -> list[str]:
    """The period of each time of a text; empty for what is a time but no period."""
    items = scan(text, 0, len(text))
    assert not [item for item in items if item.kind in (QUANTITY, DECOY)], items
    found = [period_of(item.time, Focus(_RELEASED, None, calendar)) for item in items if item.kind == TIME]
    return ["" if period is None else str(period) for period in found]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in 2018-20", "2018/2020"),
        ("in 2010–2020", "2010/2020"),
        ("in 2021 Q2", "2021-Q2"),
        ("in 2021:Q2", "2021-Q2"),
        ("in 2021-Q2", "2021-Q2"),
        ("in Q2 2021", "2021-Q2"),
        ("in Q2-21", "2021-Q2"),
        ("in Q2'21", "2021-Q2"),
        ("in Q2/2021", "2021-Q2"),
        ("in 2Q21", "2021-Q2"),
        ("in 2Q 2021", "2021-Q2"),
        ("in 1H22", "2022-S1"),
        ("in H1 2022", "2022-S1"),
        ("in 9M 2021", "2021-01/2021-09"),
        ("from 2020 Q1 to 2021 Q2", "2020-01/2021-06"),
        ("in the last quarter of 2020", "2020-Q4"),
        ("in the final three months of 2020", "2020-Q4"),
        ("in the latest quarter", "2023-Q2"),
        ("in the quarter", "2023-Q2"),
        ("during the month", "2023-06"),
        ("in the June quarter", "2023-Q2"),
        ("in the December quarter 2021", "2021-Q4"),
        ("in the first and second quarters of 2022", "2022-S1"),
        ("in Q3 and Q4 2022", "2022-S2"),
    ],
)
def test_quarters_halves_and_spans_of_years(text: str, period: str) -> None:
    assert times(text) == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in Jul–Aug", "2022-07/2022-08"),
        ("in Jan-Mar 2023", "2023-Q1"),
        ("in the March–May period", "2023-03/2023-05"),
        ("in November and December", "2022-11/2022-12"),
        ("in November/December 2022", "2022-11/2022-12"),
        ("from January to August", "2022-01/2022-08"),
        ("in Sept. 2021", "2021-09"),
        ("in Mar-21", "2021-03"),
        ("in Mar'21", "2021-03"),
        ("JUNE 2021 SALES", "2021-06"),
        ("FOR THE NINE MONTHS ENDED MARCH 31, 2019", "2018-07/2019-03"),
        ("Three Months Ended 30 June 2021", "2021-Q2"),
        ("for the twelve-month period ended June 30, 2021", "2020-07/2021-06"),
        ("in the three months to May", "2023-03/2023-05"),
        ("in the four quarters to 2021 Q2", "2020-07/2021-06"),
        ("in FYE March 2021", "2020-04/2021-03"),
        ("in the fiscal year ending in June 2015", "2014-07/2015-06"),
        ("in the year ended 31 March 2021", "2020-04/2021-03"),
        ("in the week ended 5 May", "2023-04-29/2023-05-05"),
    ],
)
def test_months_and_runs_of_them(text: str, period: str) -> None:
    assert times(text) == [period]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("as at 30 June 2023", "2023-06-30"),
        ("at end-June 2022", "2022-06-30"),
        ("at end-2021", "2021-12-31"),
        ("by year-end 2021", "2021-12-31"),
        ("on 15 Mar. 2021", "2021-03-15"),
        ("on the 15th of March, 2021", "2021-03-15"),
        ("on 15-Mar-21", "2021-03-15"),
        ("on 15.03.2021", "2021-03-15"),
        ("on 2021-03-15", "2021-03-15"),
        ("on 2021/03/15", "2021-03-15"),
        ("on 03/15/2021", "2021-03-15"),
        ("on 15/03/2021", "2021-03-15"),
        ("on MARCH 31, 2019", "2019-03-31"),
        ("on 10-12 June 2021", "2021-06-10/2021-06-12"),
        ("on June 10-12, 2021", "2021-06-10/2021-06-12"),
        ("between 1 and 15 March 2023", "2023-03-01/2023-03-15"),
        ("since the start of the year", "2022-12-31"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert times(text) == [day]


@pytest.mark.parametrize(("month_first", "day"), [(True, "2021-03-04"), (False, "2021-04-03"), (None, "")])
def test_the_order_of_day_and_month_is_that_of_the_country(month_first: bool | None, day: str) -> None:
    assert times("on 03/04/2021", Calendar(month_first=month_first)) == [day]


@pytest.mark.parametrize("text", ["in mid-2022", "in early June 2022", "in the year to date", "last week", "in FY24"])
def test_a_time_without_a_period_of_the_standard_is_still_a_time(text: str) -> None:
    assert times(text) == [""]


@pytest.mark.parametrize("text", ["SEP and others may rise", "the march of progress", "a may tree"])
def test_words_that_look_like_months_are_none(text: str) -> None:
    assert times(text) == []


def test_a_year_beyond_all_calendars_gives_no_period() -> None:
    assert period_of(Time(1, "ago", n=3000, of="year"), Focus(_RELEASED)) is None
    assert period_of(Time(1, "past", n=40_000, of="month"), Focus(None, Period.year(2))) is None

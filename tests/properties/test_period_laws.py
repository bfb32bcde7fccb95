"""The laws of periods."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tallystick.model import Frequency, Period, PeriodError

YEARS = st.integers(1000, 3000)


@st.composite
def spans(draw: st.DrawFn) -> Period:
    """Months run together under whatever name the standard has for them."""
    first = (draw(YEARS), draw(st.integers(1, 12)))
    length = draw(st.integers(0, 40))
    last = divmod(first[0] * 12 + first[1] - 1 + length, 12)
    return Period.months(first, (last[0], last[1] + 1))


PERIODS = st.one_of(
    st.builds(Period.year, YEARS),
    st.builds(lambda first, length: Period.years(first, first + length), YEARS, st.integers(0, 12)),
    st.builds(Period.half, YEARS, st.integers(1, 2)),
    st.builds(Period.quarter, YEARS, st.integers(1, 4)),
    st.builds(Period.month, YEARS, st.integers(1, 12)),
    st.builds(Period.day, st.dates(date(1000, 1, 1), date(3000, 12, 31))),
    spans(),
)


@given(PERIODS)
def test_what_is_written_is_read_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(st.text(max_size=24))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = Period.parse(text)
    except PeriodError:
        return
    assert period.start <= period.end
    assert str(period)


@given(PERIODS, st.integers(-200, 200))
def test_shifting_by_years_keeps_kind_and_place_in_the_year(period: Period, years: int) -> None:
    moved = period.shift_years(years)
    assert moved.frequency is period.frequency
    assert moved.start.year == period.start.year + years
    assert moved.start.month == period.start.month
    assert moved.end.month == period.end.month


@given(PERIODS, st.integers(-50, 50), st.integers(-50, 50))
def test_shifts_add_up(period: Period, a: int, b: int) -> None:
    assume(period.frequency is not Frequency.DAY or period.start.day < 29)
    assert period.shift_years(a).shift_years(b) == period.shift_years(a + b)
    assert period.shift_years(0) == period


@given(PERIODS)
def test_a_year_before_is_shifting_back_by_one(period: Period) -> None:
    assert period.year_before() == period.shift_years(-1)


def test_a_leap_day_a_year_before_is_the_28th() -> None:
    assert str(Period.parse("2024-02-29").year_before()) == "2023-02-28"


@given(PERIODS)
def test_the_period_before_ends_the_day_before_and_is_as_long(period: Period) -> None:
    before = period.before()
    assert (period.start - before.end).days == 1
    assert before.units == period.units
    assert not before.overlaps(period)


@given(PERIODS, PERIODS, PERIODS)
def test_containing_is_an_order(a: Period, b: Period, c: Period) -> None:
    assert a.contains(a)
    if a.contains(b) and b.contains(c):
        assert a.contains(c)
    if a.contains(b) and b.contains(a):
        assert (a.start, a.end) == (b.start, b.end)


@given(PERIODS, PERIODS)
def test_overlap_is_mutual_and_follows_from_containing(a: Period, b: Period) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    if a.contains(b):
        assert a.overlaps(b)


@given(YEARS, st.integers(2, 11))
def test_january_up_to_a_month_is_year_to_date_and_lies_in_its_year(year: int, month: int) -> None:
    period = Period.to_date(year, month)
    assert period.is_year_to_date
    assert Period.year(year).contains(period)
    assert period.contains(Period.month(year, month))


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ((2022, 1), (2022, 3), "2022-Q1"),
        ((2022, 1), (2022, 6), "2022-S1"),
        ((2022, 7), (2022, 9), "2022-Q3"),
        ((2022, 1), (2022, 9), "2022-01/2022-09"),
        ((2022, 1), (2022, 12), "2022"),
        ((2020, 1), (2021, 12), "2020/2021"),
        ((2022, 2), (2022, 4), "2022-02/2022-04"),
    ],
)
def test_spans_take_the_name_the_standard_has(first: tuple[int, int], last: tuple[int, int], name: str) -> None:
    assert str(Period.months(first, last)) == name


@pytest.mark.parametrize(
    "text", ["2022-13", "2022-00", "2022-02-30", "2022-Q5", "2022/2021", "2021/2022-Q1", "0000", "２０２２"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(text)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Period.year(0),
        lambda: Period.year(10_000),
        lambda: Period.year(1).year_before(),
        lambda: Period.month(9999, 12).shift_years(1),
        lambda: Period.quarter(1, 1).before(),
        lambda: Period.years(2021, 2020),
        lambda: Period.parse("0001-01-01").before(),
        lambda: Period.parse("9999-12-31").shift_years(1),
    ],
)
def test_a_year_outside_1_to_9999_is_refused(make: Callable[[], Period]) -> None:
    with pytest.raises(PeriodError):
        make()

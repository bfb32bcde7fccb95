"""Times counted from where one stands → Period: `the past five years`, `two quarters ago`, `last month`."""

from __future__ import annotations

from datetime import date

from tallystick.model import Period
from tallystick.reading.printed.en.times.focus import LOOKING_BACK, Focus
from tallystick.reading.printed.en.times.time import FOLLOWING, LAST, PREVIOUS, THIS, TOLD, Time
from tallystick.reading.printed.en.times.words import MONTHS_OF

_HALF_OVER = 6
_DECADE = 10  # years; a decade is of calendar years, whatever the year of the budget


def months_to(end: tuple[int, int], n: int) -> Period:
    """The n months up to and with one."""
    first = end[0] * 12 + end[1] - n
    return Period.months((first // 12, first % 12 + 1), end)


def past(time: Time, focus: Focus) -> Period | None:
    """`the past five years` end with the year talked of, or the last one over before the release."""
    if time.of not in MONTHS_OF:
        return None
    return _past_years(time.n, focus) if time.of == "year" else _past_parts(time.n * MONTHS_OF[time.of], focus)


def coming(time: Time, focus: Focus) -> Period | None:
    """`the next two years`: from the year of release on, or the one after once half of it is over."""
    if focus.year is None or time.of != "year":
        return None
    first = focus.year + (focus.released is not None and focus.released.month > _HALF_OVER)
    return Period.years(first, first + time.n - 1)


def _past_years(n: int, focus: Focus) -> Period | None:
    """`the past year` is the twelve months before the release, where the year of release is talked of."""
    current, released = focus.current, focus.released
    if n == 1 and released and released.month > LOOKING_BACK and _of_this_year(current, released):
        return _months_before(released, 12)
    last = _last_year(focus)
    if last is None:
        return None
    if isinstance(last, Period):
        if not (n >= _DECADE and last.start.month == focus.calendar.start and released):
            return Period.months((last.start.year - n + 1, last.start.month), (last.end.year, last.end.month))
        last = last.start.year
    return Period.years(last - n + 1, last)


def _of_this_year(current: Period | None, released: date) -> bool:
    """Whether no period is talked of, or a year that reaches the year of release."""
    return current is None or (current.end.year >= released.year and current.frequency == 12)


def _past_parts(months: int, focus: Focus) -> Period | None:
    """The months up to the end of the one talked of, or before the release."""
    current = focus.current
    if current and current.frequency in (1, 3):
        return months_to((current.end.year, current.end.month), months)
    return _months_before(focus.released, months) if focus.released else None


def _months_before(day: date, n: int) -> Period:
    """The n months up to the one before a day."""
    last = Period.month(day.year, day.month).before()
    return months_to((last.end.year, last.end.month), n)


def _last_year(focus: Focus) -> int | Period | None:
    """The last year that is over: a calendar year, or twelve months up to the month or quarter talked of."""
    current, released = focus.current, focus.released
    if current is not None and current.frequency == 12:
        ahead = released is not None and current.end > released and current.start.year == released.year
        return current.end.year - ahead
    if current is not None and current.frequency in (1, 3):
        year = months_to((current.end.year, current.end.month), 12)
        return year.year_before() if released is not None and current.start > released and current.units == 12 else year
    if released:
        return released.year - 1 if released.month <= _HALF_OVER else released.year
    return current.end.year if current else None


def ago(time: Time, focus: Focus) -> Period | None:
    """`two years ago`, `a quarter earlier`."""
    current = focus.current
    if current is None or time.of not in MONTHS_OF:
        return Period.year(focus.year - time.n) if time.of == "year" and focus.year else None
    if time.of == "year":
        return current.shift_years(-time.n)
    months = MONTHS_OF[time.of] * time.n
    if current.frequency not in (1, 3):
        return None
    return Period(current.first - months, current.last - months, current.frequency)


def same(time: Time, focus: Focus) -> Period | None:
    """`the same period of 2019`."""
    current, year = focus.current, focus.calendar_year(time.year)
    if current is None:
        return None if year is None else Period.year(year)
    if year is None:
        return current
    if time.year == PREVIOUS or (time.year == LAST and year == current.end.year):
        return current.year_before()
    return current.shift_years(year - current.start.year)


def neighbour(time: Time, focus: Focus) -> Period | None:
    """`last month`, `this quarter`, `the previous quarter`, `in the quarter`."""
    length = MONTHS_OF.get(time.unit)
    if length is None:
        return None
    current = focus.current
    if time.year == TOLD and current and 0 < current.frequency <= length and current.units == 1:
        return _part_with(current.end, length)
    if time.year in (PREVIOUS, FOLLOWING) and current and current.frequency in (1, 3, 6):
        return current.before() if time.year == PREVIOUS else None
    if time.year == THIS and current and current.frequency == length and current.units == 1:
        return current
    if focus.released is None:
        return None
    here = _part_with(focus.released, length)
    if time.year in (LAST, PREVIOUS, TOLD):
        return here.before()
    return here if time.year == THIS else None


def _part_with(day: date, length: int) -> Period:
    """The month, quarter, half or year that a day lies in."""
    first = (day.month - 1) // length * length + 1
    return Period.months((day.year, first), (day.year, first + length - 1))


def to_date(focus: Focus) -> Period | None:
    """`the year to date` of a month talked of; None where another period is, or none."""
    current = focus.current
    if current is None or current.frequency != 1 or current.units > 1:
        return None
    return Period.to_date(current.end.year, current.end.month)

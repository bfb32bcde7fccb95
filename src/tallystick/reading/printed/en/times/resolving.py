"""Time → Period: years that words leave out are taken from what is talked of and from the day of release."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from tallystick.model import Frequency, Period, PeriodError
from tallystick.reading.printed.en.times import runs
from tallystick.reading.printed.en.times.calendars import plan
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.time import TOLD, Time, first_of
from tallystick.reading.printed.en.times.words import MONTHS_OF

_RECENT = 400  # days; what is older is history, and its months are those of its year
_FISCAL = ("fiscal", "double")
_PARTS = ("quarter", "half")


def period_of(time: Time, focus: Focus, *, future: bool = False) -> Period | None:
    """The period a time means, None where the context does not tell.

    >>> period_of(Time(1, "month", None, 5), Focus(date(2023, 7, 20)))
    Period('2023-05')
    >>> period_of(Time(1, "month", None, 5), Focus()) is None
    True
    """
    try:
        period = _resolve(time, focus, future)
        if period is None:
            return None
        if time.start:
            period = Period.day(date.fromordinal(period.start.toordinal() - 1))
        return Period.day(period.end) if time.end else period
    except (PeriodError, ValueError, OverflowError):
        return None


def _resolve(time: Time, focus: Focus, future: bool) -> Period | None:
    if time.unit in ("span", "trailing", "days"):
        return _span(time, focus, future) if time.unit == "span" else _up_to(time, focus)
    if time.unit in _BY_UNIT:
        return _BY_UNIT[time.unit](time, focus)
    if time.unit == "vague" or time.n < 0:
        return runs.neighbour(time, focus) if time.n < 0 else None
    if time.unit in _FISCAL or time.of == "fiscal":
        return _fiscal(time, focus)
    if time.year is None and time.unit in _PARTS and _is_fiscal_year(focus):
        return _fiscal(time.but(year=TOLD), focus)
    year = focus.calendar_year(time.year)
    if year is None and time.year is None:
        year = _unsaid_year(time, focus, future)
    return None if year is None else _in_year(time, year)


def _in_year(time: Time, year: int) -> Period | None:
    match time.unit:
        case "year":
            return Period.year(year)
        case "half":
            return Period.half(year, time.n)
        case "quarter":
            return Period.quarter(year, time.n)
        case "month":
            return Period.month(year, time.n)
        case "first":
            return Period.to_date(year, time.n)
        case "last":
            return runs.months_to((year, 12), time.n)
        case "day":
            return Period.day(date(year, time.n, min(time.day, calendar.monthrange(year, time.n)[1])))
    return None


def _fiscal(time: Time, focus: Focus) -> Period | None:
    """`FY24`, `2013-14`, `first half of 2013-14`; two years of one calendar where those are the fiscal ones."""
    counted = focus.calendar
    start = focus.fiscal_start(time.year, named=time.named)
    if start is None:
        return None
    if time.unit in _FISCAL:
        double = counted.start == 1 and isinstance(time.year, int) and not time.named
        return Period.years(start, start + 1) if double else counted.fiscal_year(start)
    if time.unit in ("first", "last"):
        return counted.months(start, 0 if time.unit == "first" else 12 - time.n, time.n)
    length = MONTHS_OF.get(time.unit, 0)
    return counted.months(start, (time.n - 1) * length, length) if length > 1 else None


def _is_fiscal_year(focus: Focus) -> bool:
    """Whether a fiscal year is talked of: its quarters are counted from its start (`Q1` of 2024-25 is of April)."""
    current = focus.current
    return current is not None and current.start.month > 1 and current == focus.calendar.fiscal_year_of(current.start)


def _unsaid_year(time: Time, focus: Focus, future: bool) -> int | None:
    """The latest year in which the part was over, seen from what is talked of or from the release."""
    current, until = focus.current, focus.released
    if current is not None and current.frequency >= Frequency.HALF and current.units == 1:
        return current.end.year
    if current is not None and (until is None or (until - current.end).days > _RECENT):
        return current.end.year
    if until is None or time.unit == "year":
        return None if until is None else until.year
    candidate = _in_year(time, until.year)
    return until.year if candidate is None or future or candidate.start <= until else until.year - 1


def _span(time: Time, focus: Focus, future: bool) -> Period | None:
    first, last = first_of(time), time.to
    b = _resolve(last, focus, future) if last is not None else None
    a = _first_part(first, last, b, focus, future) if last is not None and b is not None else None
    if a is None or b is None or b.end < a.start:
        return None
    if a.frequency is not b.frequency or b.last < a.first or 0 < a.frequency < 12:
        return Period.months((a.start.year, a.start.month), (b.end.year, b.end.month))
    return Period(a.first, b.last, a.frequency)


def _first_part(first: Time, last: Time, b: Period, focus: Focus, future: bool) -> Period | None:
    """The first part of a span; without a year of its own it is the last one before the second part."""
    if first.year is None and first.unit in _PARTS and last.year is None and _is_fiscal_year(focus):
        return _resolve(first, focus, future)
    if first.year is None and first.unit == last.unit and first.n > 0 and first.of == last.of == "":
        return _in_year(first, b.end.year - (first.n > last.n))
    return _resolve(first, focus.at(b), future)


def _up_to(time: Time, focus: Focus) -> Period | None:
    """`the three months to May`, `the week to 5 May`."""
    last = _resolve(time.to, focus, False) if time.to is not None else None
    if last is None:
        return None
    if time.unit == "days":
        end = last.end.toordinal()
        return Period(end - time.n + 1, end, Frequency.DAY)
    return runs.months_to((last.end.year, last.end.month), time.n)


def _date(time: Time, focus: Focus) -> Period | None:
    """`03/15/2021`: day and month by their size, else by the order of the country."""
    a, b, year = time.n, time.day, focus.calendar_year(time.year)
    month_first = focus.calendar.month_first
    if a > 12 or b > 12 or a == b:
        month_first = b > 12
    if month_first is None or year is None:
        return None
    return Period.day(date(year, a, b) if month_first else date(year, b, a))


def _decade(time: Time, _: Focus) -> Period | None:
    return Period.years(time.year, time.year + 9) if isinstance(time.year, int) else None


_BY_UNIT: dict[str, Callable[[Time, Focus], Period | None]] = {
    "past": runs.past,
    "coming": runs.coming,
    "ago": runs.ago,
    "same": runs.same,
    "date": _date,
    "decade": _decade,
    "plan": lambda time, _: plan(time.n),
    "to date": lambda _, focus: runs.to_date(focus),
    "today": lambda _, focus: Period.day(focus.released) if focus.released else None,
}

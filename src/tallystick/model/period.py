"""Periods of time in the forms of SDMX and ISO 8601.

`2021`, `2022-S1`, `2022-Q1`, `2022-03`, `2021-12-31`, and spans of two of one kind joined by `/`:
`2022-01/2022-02` (year-to-date), `2020/2021` (two-year averages).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

from tallystick.model.errors import PeriodError


class Frequency(IntEnum):
    """Length of the unit a period is counted in; the value is its months, a day being 0."""

    DAY = 0
    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12


_MONTHS = (12, 9999 * 12 + 11)  # January of year 1 and December of year 9999, in months since year 0
_DAYS = (date.min.toordinal(), date.max.toordinal())
_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|S([12])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole days, months, quarters, halves or years; both ends belong to it.

    `first` and `last` count months since year 0 (days since year 1 when frequency is DAY).

    >>> Period.parse("2022-Q1").year_before()
    Period('2021-Q1')
    >>> Period.parse("2019-01/2019-08").contains(Period.parse("2019-Q2"))
    True
    """

    first: int
    last: int
    frequency: Frequency

    def __post_init__(self) -> None:
        """Refuse what no calendar has; raises PeriodError."""
        earliest, latest = _DAYS if self.frequency == Frequency.DAY else _MONTHS
        if not earliest <= self.first <= self.last <= latest:
            raise PeriodError("not a period of the years 1 to 9999", "check its years and that it ends after it starts")

    @staticmethod
    def parse(text: str) -> Period:
        """Read a period; raises PeriodError for anything that is not one."""
        return _parse(text)

    @staticmethod
    def year(year: int) -> Period:
        """A calendar year."""
        return Period(year * 12, year * 12 + 11, Frequency.YEAR)

    @staticmethod
    def years(first: int, last: int) -> Period:
        """A span of calendar years."""
        return Period(first * 12, last * 12 + 11, Frequency.YEAR)

    @staticmethod
    def half(year: int, half: int) -> Period:
        """The first or second half of a year."""
        return Period(year * 12 + half * 6 - 6, year * 12 + half * 6 - 1, Frequency.HALF)

    @staticmethod
    def quarter(year: int, quarter: int) -> Period:
        """A quarter, counted from 1."""
        return Period(year * 12 + quarter * 3 - 3, year * 12 + quarter * 3 - 1, Frequency.QUARTER)

    @staticmethod
    def month(year: int, month: int) -> Period:
        """A month, counted from 1."""
        return Period(year * 12 + month - 1, year * 12 + month - 1, Frequency.MONTH)

    @staticmethod
    def months(first: tuple[int, int], last: tuple[int, int]) -> Period:
        """A span of months given as (year, month) pairs; named spans take their name (`-Q1`, `-S1`)."""
        start, end = first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1
        if end < start:
            raise PeriodError(f"a span of months that ends before it starts: {first} to {last}")
        return _named(start, end)

    @staticmethod
    def to_date(year: int, month: int) -> Period:
        """January up to and with the month: the usual accumulation of official statistics."""
        return Period.months((year, 1), (year, month))

    @staticmethod
    def day(day: date) -> Period:
        """One day: the state at its end."""
        return Period(day.toordinal(), day.toordinal(), Frequency.DAY)

    @property
    def start(self) -> date:
        """The first day."""
        if self.frequency is Frequency.DAY:
            return date.fromordinal(self.first)
        return date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        if self.frequency is Frequency.DAY:
            return date.fromordinal(self.last)
        year, month = self.last // 12, self.last % 12 + 1
        return date(year, month, calendar.monthrange(year, month)[1])

    @property
    def units(self) -> int:
        """How many days, months, quarters, halves or years it runs."""
        return (self.last - self.first + 1) // max(self.frequency, 1)

    @property
    def is_span(self) -> bool:
        """True for several units run together."""
        return self.units > 1

    @property
    def is_year_to_date(self) -> bool:
        """True for January up to some later month of one year, short of all of it."""
        return (
            self.frequency in (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF)
            and self.first % 12 == 0
            and self.first // 12 == self.last // 12
            and self.first < self.last < self.first + 11
        )

    def shift_years(self, years: int) -> Period:
        """The same period of another year; 29 February becomes the 28th."""
        if self.frequency is Frequency.DAY:
            return Period(_other_year(self.start, years), _other_year(self.end, years), Frequency.DAY)
        return Period(self.first + 12 * years, self.last + 12 * years, self.frequency)

    def year_before(self) -> Period:
        """The same period a year earlier: the base of year-on-year growth."""
        return self.shift_years(-1)

    def before(self) -> Period:
        """The period of the same length that ends where this one starts."""
        length = self.last - self.first + 1
        return Period(self.first - length, self.last - length, self.frequency)

    def contains(self, other: Period) -> bool:
        """Whether every day of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        unit = max(self.frequency, 1)
        head = _unit_name(self.first, self.frequency)
        return head if not self.is_span else f"{head}/{_unit_name(self.last - unit + 1, self.frequency)}"

    def __repr__(self) -> str:
        return f"Period('{self}')"


def _named(start: int, end: int) -> Period:
    """Months run together, under the shortest name the standard has for them."""
    length = end - start + 1
    if length == 1:
        return Period(start, end, Frequency.MONTH)
    if length % 12 == 0 and start % 12 == 0:
        return Period(start, end, Frequency.YEAR)
    for unit in (Frequency.HALF, Frequency.QUARTER):
        if length == unit and start % unit == 0:
            return Period(start, end, unit)
    return Period(start, end, Frequency.MONTH)


def _other_year(day: date, years: int) -> int:
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise PeriodError(f"not a year from 1 to 9999: {year}", "check the year")
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1])).toordinal()


def _unit_name(first: int, frequency: Frequency) -> str:
    if frequency is Frequency.DAY:
        return date.fromordinal(first).isoformat()
    year, month = divmod(first, 12)
    if frequency is Frequency.YEAR:
        return f"{year:04d}"
    if frequency is Frequency.HALF:
        return f"{year:04d}-S{month // 6 + 1}"
    if frequency is Frequency.QUARTER:
        return f"{year:04d}-Q{month // 3 + 1}"
    return f"{year:04d}-{month + 1:02d}"


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    head, slash, tail = text.partition("/")
    first = _parse_unit(head, text)
    if not slash:
        return first
    last = _parse_unit(tail, text)
    if first.frequency is not last.frequency or last.first < first.first:
        raise PeriodError(f"not a span of one kind of period: {text!r}", "write it like 2022-01/2022-02")
    return Period(first.first, last.last, first.frequency)


def _parse_unit(form: str, text: str) -> Period:
    found = _FORM.fullmatch(form)
    if not found:
        raise PeriodError(f"not a period: {text!r}", "write it like 2021, 2022-Q1, 2022-03 or 2021-12-31")
    year, quarter, half, month, day = found.groups()
    try:
        if quarter:
            return Period.quarter(int(year), int(quarter))
        if half:
            return Period.half(int(year), int(half))
        if day:
            return Period.day(date(int(year), int(month), int(day)))
        if month:
            date(int(year), int(month), 1)
            return Period.month(int(year), int(month))
        date(int(year), 1, 1)
    except ValueError as error:
        raise PeriodError(f"not a period: {text!r} ({error})", "check the month and the day") from None
    return Period.year(int(year))

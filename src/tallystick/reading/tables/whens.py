"""Times of heads and stubs: whole periods, years, parts of years still to be joined, and times told from others."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from tallystick.model import Frequency, Period, PeriodError

WHOLE, YEAR, PART, RELATIVE, BASE = "whole", "year", "part", "relative", "base"
_A_YEAR = 12


class When(msgspec.Struct, frozen=True):
    """A time as a label prints it.

    `whole` has its `period`; `year` is a calendar or fiscal year, to which parts may be joined; a `part` runs from
    month `first` to `last` of a year (on a `day` of it), `unit` and `n` tell a numbered one (quarter 2); `relative`
    is told by its `name`; a `base` only tells what changes are counted from. `end` tells that its last day is meant.
    `base` is what it is held against (`May vs. April`).
    """

    kind: str
    period: Period | None = None
    first: int = 0
    last: int = 0
    day: int = 0
    unit: int = 0
    n: int = 0
    end: bool = False
    name: str = ""
    base: Period | None = None

    def in_year(self, year: Period) -> Period | None:
        """The part in a calendar or fiscal year; None where it is no day of a calendar.

        >>> When(PART, first=1, last=2).in_year(Period.parse("2023")).__str__()
        '2023-01/2023-02'
        >>> When(PART, first=2, last=2).in_year(Period.parse("2022-04/2023-03")).__str__()
        '2023-02'
        >>> When(PART, first=4, last=6, unit=3, n=2).in_year(Period.parse("2022-04/2023-03")).__str__()
        '2022-Q3'
        """
        try:
            period = self._in_year(year)
        except (PeriodError, ValueError):
            return None
        return Period.day(period.end) if self.end else period

    def _in_year(self, year: Period) -> Period:
        start = year.start
        if self.unit and start.month != 1:
            first = start.year * _A_YEAR + start.month - 1 + (self.n - 1) * self.unit
            last = first + self.unit - 1
            return Period.months((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))
        begins = start.year + (self.first < start.month) - (self.last < self.first and start.month == 1)
        if self.day:
            return Period.day(date(begins, self.first, self.day))
        return Period.months((begins, self.first), (begins + (self.last < self.first), self.last))

    def from_other(self, other: Period) -> Period | None:
        """The period that is told from another (`a year ago`); None where that does not tell its days.

        >>> When(RELATIVE, name="year -1").from_other(Period.parse("2023-05")).__str__()
        '2022-05'
        >>> When(RELATIVE, name="week -1").from_other(Period.parse("2017-02-24")).__str__()
        '2017-02-17'
        """
        try:
            return _told_from(self.name, other)
        except PeriodError:
            return None


def _told_from(name: str, other: Period) -> Period | None:
    if name == "same":
        return other
    if name == "end":
        return Period.day(other.end)
    if name == "start":
        return Period.day(date(other.end.year - 1, 12, 31))
    if name == "to date":
        return Period.to_date(other.end.year, other.end.month)
    if name == "year":
        return Period.year(other.end.year)
    unit, _, by = name.partition(" ")
    if unit == "year":
        # The day of a week a year ago is not told.
        return None if other.frequency is Frequency.DAY else other.shift_years(int(by))
    if unit == "week":
        return _days_before(other, 7) if other.frequency is Frequency.DAY else None
    months = 3 if unit == "quarter" else 1
    return other.before() if other.last - other.first + 1 == months and other.frequency is not Frequency.DAY else None


def _days_before(day: Period, days: int) -> Period:
    return Period((day.start - timedelta(days)).toordinal(), (day.end - timedelta(days)).toordinal(), Frequency.DAY)

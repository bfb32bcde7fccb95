"""What a time is read against: the day of release, the period talked of, and how years are counted there."""

from __future__ import annotations

from datetime import date

import msgspec

from tallystick.model import Period
from tallystick.reading.printed.en.times.calendars import UNKNOWN, Calendar
from tallystick.reading.printed.en.times.time import FOLLOWING, LAST, NEXT, PREVIOUS, THIS, TOLD, Year

LOOKING_BACK = 3  # a release of the first months of a year reports on the year before
_SHIFTS = {LAST: -1, THIS: 0, NEXT: 1}
_TALKED_SHIFTS = {PREVIOUS: -1, FOLLOWING: 1}


class Focus(msgspec.Struct, frozen=True):
    """What a time is read against."""

    released: date | None = None
    current: Period | None = None
    calendar: Calendar = UNKNOWN

    def at(self, current: Period | None) -> Focus:
        """The same where another period is talked of."""
        return Focus(self.released, current, self.calendar)

    @property
    def year(self) -> int | None:
        """The year in which `this year` is said."""
        if self.released:
            return self.released.year
        return self.current.end.year if self.current else None

    @property
    def talked_of(self) -> int | None:
        """The year talked of; failing that, the year of release."""
        return self.current.end.year if self.current else self.year

    def calendar_year(self, year: Year) -> int | None:
        """The calendar year that a number or a relative word means."""
        if isinstance(year, int) or year is None:
            return year
        if year in _SHIFTS:
            return None if self.year is None else self.year + _SHIFTS[year]
        if year == TOLD and self.current is None and self.released is not None:
            return self.released.year - (self.released.month <= LOOKING_BACK)
        return None if self.talked_of is None else self.talked_of + _TALKED_SHIFTS.get(year, 0)

    def fiscal_start(self, year: Year, *, named: bool) -> int | None:
        """The year in which a fiscal year starts: `this` one holds the day of release."""
        if not self.calendar.start:
            return None
        if isinstance(year, int):
            return self.calendar.fiscal_start(year, named=named)
        if year in _SHIFTS and self.released is not None:
            return self._fiscal_now(self.released) + _SHIFTS[year]
        if year is not None and self.current is not None:
            return self.current.start.year + _TALKED_SHIFTS.get(year, 0)
        return self._fiscal_now(self.released) if self.released is not None else None

    def _fiscal_now(self, day: date) -> int:
        return day.year - (day.month < self.calendar.start)

"""Time → Period: years that words leave out are taken from what is talked of and from the day of release."""

from __future__ import annotations

import calendar
from datetime import date

from tallystick.model import Period, PeriodError
from tallystick.reading.printed.en.times.fiscal import FISCAL_START, fiscal_year, in_fiscal, plan
from tallystick.reading.printed.en.times.time import FOLLOWING, LAST, NEXT, PREVIOUS, THIS, TOLD, Time, Year, first_of

_HALF_OVER = 6
_RECENT = 400  # days; what is older is history, and its months are those of its year
LOOKING_BACK = 3  # a release of the first months of a year reports on the year before


class Focus:
    """What a time is read against: the day of release, and the period talked of."""

    __slots__ = ("current", "released")

    def __init__(self, released: date | None, current: Period | None = None) -> None:
        self.released, self.current = released, current

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


def period_of(time: Time, focus: Focus, *, future: bool = False) -> Period | None:
    """The period a time means, None where the context does not tell."""
    try:
        period = _resolve(time, focus, future)
    except (PeriodError, ValueError, OverflowError):
        return None
    if period is None or not 1 <= period.start.year <= 9998:
        return None
    return Period.day(period.end) if time.end else period


def _resolve(time: Time, focus: Focus, future: bool) -> Period | None:
    if time.unit == "span":
        return _span(time, focus, future)
    if time.unit in ("past", "coming"):
        return _run(time, focus)
    if time.unit == "ago":
        return _ago(time, focus)
    if time.unit == "same":
        return _same(time, focus)
    if time.unit == "trailing":
        return _trailing(time, focus)
    if time.unit == "plan":
        return plan(time.n)
    if time.unit == "today":
        return Period.day(focus.released) if focus.released else None
    if time.unit == "vague" or time.n < 0:
        return _neighbour(time, focus) if time.n < 0 else None
    year = _year(time.year, focus) if "fiscal" not in (time.unit, time.of) else _fiscal_start(time.year, focus)
    if year is None and time.year is None:
        year = _unsaid_year(time, focus, future)
    return None if year is None else _in_year(time, year)


def _in_year(time: Time, year: int) -> Period | None:
    if time.of == "fiscal":
        return in_fiscal(time, year)
    match time.unit:
        case "year":
            return Period.year(year)
        case "fiscal":
            return fiscal_year(year)
        case "half":
            return Period.half(year, time.n)
        case "quarter":
            return Period.quarter(year, time.n)
        case "month":
            return Period.month(year, time.n)
        case "first":
            return Period.to_date(year, time.n)
        case "day":
            return Period.day(date(year, time.n, min(time.day, calendar.monthrange(year, time.n)[1])))
    return None


def _year(year: Year, focus: Focus) -> int | None:
    if isinstance(year, int) or year is None:
        return year
    shift = {LAST: -1, THIS: 0, NEXT: 1}.get(year)
    if shift is not None:
        return None if focus.year is None else focus.year + shift
    if year == TOLD and focus.current is None and focus.released is not None:
        return focus.released.year - (focus.released.month <= LOOKING_BACK)
    talked_of = focus.talked_of
    if talked_of is None:
        return None
    return talked_of + {PREVIOUS: -1, FOLLOWING: 1}.get(year, 0)


def _fiscal_start(year: Year, focus: Focus) -> int | None:
    """The year in which a fiscal year starts: `this` one holds the day of release."""
    shift = {LAST: -1, THIS: 0, NEXT: 1}.get(year) if isinstance(year, str) else None
    if shift is not None and focus.released is not None:
        return focus.released.year - (focus.released.month < FISCAL_START) + shift
    if isinstance(year, str) and shift is None and focus.current is not None:
        return focus.current.start.year + {PREVIOUS: -1, FOLLOWING: 1}.get(year, 0)
    return _year(year, focus)


def _unsaid_year(time: Time, focus: Focus, future: bool) -> int | None:
    """The latest year in which the part was over, seen from what is talked of or from the release."""
    current, until = focus.current, focus.released
    if current is not None and current.frequency >= 6 and current.units == 1:
        return current.end.year
    if current is not None and (until is None or (until - current.end).days > _RECENT):
        return current.end.year if time.unit != "fiscal" else current.start.year
    if until is None:
        return None
    if time.unit == "year":
        return until.year
    if time.unit == "fiscal":
        return until.year if until.month >= FISCAL_START else until.year - 1
    candidate = _in_year(time, until.year)
    if candidate is None or future or candidate.start <= until:
        return until.year
    return until.year - 1


def _span(time: Time, focus: Focus, future: bool) -> Period | None:
    first, last = first_of(time), time.to
    if last is None:
        return None
    b = _resolve(last, focus, future)
    a = _resolve(first, Focus(focus.released, b), future)
    if a is None or b is None or a.frequency is not b.frequency or b.last < a.first:
        if a is None or b is None or b.end < a.start:
            return None
        return Period.months((a.start.year, a.start.month), (b.end.year, b.end.month))
    if 0 < a.frequency < 12:
        return Period.months((a.start.year, a.start.month), (b.end.year, b.end.month))
    return Period(a.first, b.last, a.frequency)


_DECADE = 10  # years; a decade is of calendar years, whatever the year of the budget
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def _run(time: Time, focus: Focus) -> Period | None:
    """`the past five years` end with the year talked of, or the last one over before the release."""
    if time.of not in _MONTHS:
        return None
    if time.unit == "coming":
        return _coming(time, focus)
    return _past_years(time.n, focus) if time.of == "year" else _past_parts(time.n * _MONTHS[time.of], focus)


def _coming(time: Time, focus: Focus) -> Period | None:
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
        if not (n >= _DECADE and last.start.month == FISCAL_START and released):
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
        end = (current.end.year, current.end.month)
    elif focus.released:
        ended = Period.month(focus.released.year, focus.released.month).before()
        end = (ended.end.year, ended.end.month)
    else:
        return None
    first = end[0] * 12 + end[1] - 1 - months + 1
    return Period.months((first // 12, first % 12 + 1), end)


def _months_before(day: date, n: int) -> Period:
    """The n months up to the one before a day."""
    last = Period.month(day.year, day.month).before()
    return Period(last.first - n + 1, last.last, last.frequency)


def _last_year(focus: Focus) -> int | Period | None:
    current = focus.current
    if current is not None and current.frequency == 12:
        ahead = (
            focus.released is not None and current.end > focus.released and current.start.year == focus.released.year
        )
        return current.end.year - ahead
    if current is not None and current.frequency in (1, 3):
        last = current.end.year * 12 + current.end.month - 1
        if focus.released is not None and current.start > focus.released and current.units == 12:
            last -= 12
        return Period.months(((last - 11) // 12, (last - 11) % 12 + 1), (last // 12, last % 12 + 1))
    if focus.released:
        return focus.released.year - 1 if focus.released.month <= 6 else focus.released.year
    return current.end.year if current else None


def _ago(time: Time, focus: Focus) -> Period | None:
    current = focus.current
    if current is None or time.of not in _MONTHS:
        return Period.year(focus.year - time.n) if time.of == "year" and focus.year else None
    if time.of == "year":
        return current.shift_years(-time.n)
    months = _MONTHS[time.of] * time.n
    return (
        Period(current.first - months, current.last - months, current.frequency)
        if current.frequency in (1, 3)
        else None
    )


def _same(time: Time, focus: Focus) -> Period | None:
    current, year = focus.current, _year(time.year, focus)
    if current is None:
        return None if year is None else Period.year(year)
    if year is None:
        return current
    if time.year == PREVIOUS:
        return current.year_before()
    if time.year == LAST and year == current.end.year:
        return current.year_before()
    return current.shift_years(year - current.start.year)


def _trailing(time: Time, focus: Focus) -> Period | None:
    last = _resolve(time.to, focus, False) if time.to else None
    if last is None:
        return None
    end = last.end.year * 12 + last.end.month - 1
    first = end - time.n + 1
    return Period.months((first // 12, first % 12 + 1), (end // 12, end % 12 + 1))


def _neighbour(time: Time, focus: Focus) -> Period | None:
    """`last month`, `this quarter`, `the previous quarter`."""
    length = _MONTHS.get(time.unit)
    if length is None:
        return None
    relative_to_talk = time.year in (PREVIOUS, FOLLOWING)
    if relative_to_talk and focus.current and focus.current.frequency in (1, 3, 6):
        return focus.current.before() if time.year == PREVIOUS else None
    if time.year == THIS and focus.current and focus.current.frequency == length and focus.current.units == 1:
        return focus.current
    if focus.released is None:
        return None
    here = Period.month(focus.released.year, focus.released.month)
    if length > 1:
        first = here.first - here.first % length
        here = Period.months((first // 12, first % 12 + 1), ((first + length - 1) // 12, (first + length - 1) % 12 + 1))
    if time.year in (LAST, PREVIOUS):
        return here.before()
    return here if time.year == THIS else None

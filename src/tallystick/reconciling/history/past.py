"""The values of one series by period, and the periods that a claim ranges over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from tallystick.model import Frequency, Interval, Period, PeriodError, Window

LONGEST = 1200
"""Periods that a claim may range over."""

_UNITS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a series: what it asserts, its printed value (None of a bound), its words and where they stand."""

    period: Period
    interval: Interval
    value: Decimal | None
    quote: str
    figure: str = ""
    source: str = ""
    said_on: str = ""


class Past(msgspec.Struct, frozen=True):
    """What is known of one series by period; `doubt` says why a value may be of something else (a wording's key)."""

    values: dict[Period, Known]
    doubt: str = ""

    @classmethod
    def of(cls, values: Iterable[Known], doubt: str = "") -> Past:
        """Of several values of a period the last one counts."""
        return cls({value.period: value for value in values}, doubt)

    def before(self, period: Period) -> list[Known]:
        """The values of periods of the same kind that ended before one began, the latest first."""
        alike = (v for p, v in self.values.items() if p.last < period.first and is_alike(p, period))
        return sorted(alike, key=lambda v: v.period.last, reverse=True)

    def at(self, periods: Iterable[Period]) -> tuple[list[Known], list[Period]]:
        """The values of periods, and the periods of which none is known."""
        asked = list(periods)
        return [self.values[p] for p in asked if p in self.values], [p for p in asked if p not in self.values]


def is_alike(one: Period, other: Period) -> bool:
    """Whether two periods are of one kind: years, quarters, months; the same part of years where they run on."""
    if one.frequency is not other.frequency or one.units != other.units:
        return False
    yearly = _step(other, "year")
    return not (other.is_span or other.frequency is Frequency.DAY) or yearly is None or _same_part(one, other)


def _same_part(one: Period, other: Period) -> bool:
    return (one.start.month, one.end.month) == (other.start.month, other.end.month)


def _step(period: Period, unit: str) -> int | None:
    """By how many months a series of such periods goes on, counted in a unit; None where it cannot be counted so."""
    if period.frequency is Frequency.DAY:
        return 12 if unit in ("year", "") else None
    whole_years = period.is_span and period.frequency is not Frequency.YEAR
    own = 12 if whole_years or period.frequency is Frequency.YEAR else int(period.frequency)
    if period.is_span and period.frequency is Frequency.YEAR:
        return None
    length = _UNITS.get(unit or "year")
    if unit and (length is None or length < own):
        return None
    return own


def _shifted(period: Period, months: int) -> Period | None:
    try:
        if period.frequency is Frequency.DAY:
            return period.shift_years(-months // 12)
        return Period(period.first - months, period.last - months, period.frequency)
    except PeriodError:
        return None


def steps_back(period: Period, count: int, unit: str, *, each_year: bool = False) -> list[Period] | None:
    """The `count` periods before one, the latest first; None where they cannot be counted in the unit.

    A month's or quarter's years are the same month or quarter of those years where `each_year` is told.

    >>> steps_back(Period.parse("2021"), 2, "year")
    [Period('2020'), Period('2019')]
    """
    step = _step(period, unit)
    if step is None or count > LONGEST:
        return None
    length = 12 if each_year else step
    found = [_shifted(period, length * n) for n in range(1, count + 1)]
    return None if None in found else [p for p in found if p is not None]


def window_before(period: Period, window: Window) -> list[Period] | None:
    """The periods before one that a claim ranges over, the latest first; None where its words tell no number.

    `the highest in five years` ranges over the period and the four before it. `since` a time: over all after that time,
    which may itself be the one that was last beyond it.

    >>> window_before(Period.parse("2021"), Window(n=3, unit="year"))
    [Period('2020'), Period('2019')]
    >>> window_before(Period.parse("2021"), Window(since="2018"))
    [Period('2020'), Period('2019')]
    """
    if window.since:
        return _since(period, window.since)
    step = _step(period, window.unit)
    if window.n is None or step is None:
        return None
    length = _UNITS[window.unit or "year"] * window.n // step
    count = length - 1 + {">": 1, "<": -1}.get(window.q, 0)
    return steps_back(period, max(count, 1), window.unit)


def _since(period: Period, since: str) -> list[Period] | None:
    try:
        first = Period.parse(since)
    except PeriodError:
        return None
    step = _step(period, "")
    found: list[Period] = []
    while step is not None and len(found) < LONGEST:
        before = _shifted(period, step * (len(found) + 1))
        if before is None or before.start <= first.end:
            return found
        found.append(before)
    return None


def runs(periods: Sequence[Period]) -> Iterator[str]:
    """Periods as the forms of those that follow each other: 2018, 2020/2021."""
    ordered = sorted(periods)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at].first != ordered[at - 1].last + 1:
            first, last = ordered[start], ordered[at - 1]
            yield str(first) if first == last or first.is_span else f"{first}/{last}"
            start = at

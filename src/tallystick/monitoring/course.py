"""The values that may be set beside one another: one series, one vintage, one kind of period.

Single months are never beside years or months to date, and rates never beside amounts: those are other series. Within a
series three more things are kept apart. Figures from January on to a month stand beside those to the same month of
other years; so do amounts of single months and quarters, which go with the season; and of states at the end of a period
those at one distance count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Point
from tallystick.ledger.telling import bounds_of
from tallystick.model import Interval, Period

RATES = ("growth", "annualised_growth", "share")
YEAR = 12
STEPS = {"month": 1, "quarter": 3, "half": 6, "year": YEAR}
"""Months from one period of a frequency to the next."""


class Value(NamedTuple):
    """A value that stands for a period; `month` counts the months to its end since year 0."""

    month: int
    period: str
    value: Decimal
    interval: Interval
    point: Point


class Course(NamedTuple):
    """A value with those it may be set beside, in time, itself the last.

    `step` is the months from one to the next. `before` is the value of the period before, which for months to date and
    for amounts that go with the season is none of `values`; `year` that of a year earlier. `bounds` counts the values
    that were left out because only a bound is told.
    """

    now: Value
    values: tuple[Value, ...]
    step: int
    before: Value | None
    year: Value | None
    bounds: int = 0

    @property
    def past(self) -> tuple[Value, ...]:
        """The values but the one that counts."""
        return self.values[:-1]

    def window(self, years: int) -> tuple[Value, ...]:
        """The values of the so many years before the one that counts."""
        return tuple(one for one in self.past if one.month >= self.now.month - YEAR * years)

    def missing(self, since: int, until: int) -> int:
        """How many periods between two months, both left out, have no value."""
        kept = {one.month for one in self.values}
        return sum(month not in kept for month in range(since + self.step, until, self.step))


def is_rate(measure: str, unit: str) -> bool:
    """Whether changes are told in points: growth, shares and levels in per cent."""
    return measure in RATES or unit == "%"


def course(points: Iterable[Point], wanted: str) -> Course | None:
    """The course of a series up to a period (`2021`; empty: the newest one), from the points that stand.

    None where nothing stands for the period. A state at its last day counts for a period.
    """
    told = sorted((one for point in points if (one := valued(point))), key=lambda one: one.month)
    now = _now(told, wanted)
    if now is None:
        return None
    past = [one for one in told if one.month < now.month and not one.point.qualifier]
    by_month = {one.month: one for one in past}
    step = _step(now, by_month, wanted)
    beat = YEAR if _by_season(now.point) else step
    values = [one for one in past if (now.month - one.month) % beat == 0]
    before = None if _to_date(now.point) and not is_rate(now.point.measure, now.point.unit) else now.month - step
    return Course(
        now=now,
        values=(*values, now),
        step=beat,
        before=by_month.get(before) if before is not None else None,
        year=by_month.get(now.month - YEAR),
        bounds=sum(bool(one.point.qualifier) for one in told if one.month < now.month),
    )


def valued(point: Point) -> Value | None:
    """A value whose period ends with a month; ranges are none."""
    if point.value is None or point.value_to not in (None, point.value) or point.doubt:
        return None
    end = date.fromisoformat(point.period_end)
    month = Period.month(end.year, end.month)
    if month.end != end:
        return None
    return Value(month.first, point.period, point.value, bounds_of(point), point)


def _now(told: Sequence[Value], wanted: str) -> Value | None:
    if not wanted:
        return told[-1] if told else None
    period = Period.parse(wanted)
    fitting = [one for one in told if _fits(one.point, period)]
    return fitting[-1] if fitting else None


def _fits(point: Point, period: Period) -> bool:
    if point.accumulation == "state":
        return point.period_end == period.end.isoformat()
    return point.period == str(period)


def _step(now: Value, past: dict[int, Value], wanted: str) -> int:
    """Months to the period before: by the frequency; of states by what was asked for, or the nearest one kept."""
    if now.point.accumulation != "state":
        return STEPS.get(now.point.frequency, YEAR)
    if wanted:
        return max(1, min(YEAR, int(Period.parse(wanted).frequency) or 1))
    return next((step for step in STEPS.values() if now.month - step in past), YEAR)


def _to_date(point: Point) -> bool:
    return point.accumulation == "year-to-date"


def _by_season(point: Point) -> bool:
    """Whether values of one part of the year stand beside those of the same part only."""
    if _to_date(point):
        return True
    known = catalogue().get(point.indicator)
    parts = point.accumulation == "single" and point.frequency in ("month", "quarter", "half")
    amount = (point.measure, known.kind if known else "") in (("level", "flow"), ("index", "index"))
    return parts and amount and "adjustment=seasonally" not in point.series

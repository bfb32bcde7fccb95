"""A time as the period of a figure: what stands has the time itself, what moves went from its first part on."""

from __future__ import annotations

from tallystick.model import Period
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.times.time import Time, first_of

Ends = tuple[Period | None, Period | None]  # period and base


def main_period(
    time: Time,
    focus: Focus,
    *,
    moves: bool = True,
    average: bool = False,
    future: bool = False,
    rate: bool = True,
    arrives: bool = False,
) -> Ends:
    """Period and base; `arrives` tells that the figure is what something came to, `average` that it is a mean."""
    period = period_of(time, focus, future=future)
    if period is None:
        return None, None
    found: Ends | None = None
    if time.unit == "span" and time.of != "each" and time.to is not None:
        if arrives:
            return period_of(time.to, focus, future=future), None
        if not average and (moves or time.of in ("between", "and")):
            found = _over_span(time, focus, period, moves=moves, future=future)
    elif time.unit == "past" and not average:
        found = _over_past(time, period, moves=moves, rate=rate, arrives=arrives)
    elif time.unit == "trailing" and moves and rate and time.n == 12 and time.to is not None:
        last = period_of(time.to, focus)
        found = (last, last.year_before()) if last is not None else None
    return found or (period, None)


def _over_span(time: Time, focus: Focus, period: Period, *, moves: bool, future: bool) -> Ends | None:
    """`between 2011 and 2014`: the last part against the first."""
    if time.to is None:
        return None
    first = period_of(first_of(time), focus.at(period), future=future)
    last = period_of(time.to, focus, future=future)
    if first is None or last is None:
        return None
    between = time.of in ("between", "and") or first.frequency == 12
    if not moves and (first.frequency == 12 or last.first - first.last > 1):
        between = first.year_before() == last or first == last.year_before()
    return (last, first) if between else None


def _over_past(time: Time, period: Period, *, moves: bool, rate: bool, arrives: bool) -> Ends | None:
    """`over the past five years`: the last of them against the one before the first."""
    if period.frequency == 12:
        if arrives:
            return Period.year(period.end.year), None
        return (
            (Period.year(period.end.year), Period.year(period.start.year - 1)) if moves and period.units > 1 else None
        )
    if not moves or period.frequency != 1:
        return None
    if rate and time.of == "year" and period.units == 12:
        last = Period(period.last, period.last, period.frequency)
        return last, last.year_before()
    if period.units >= 24:
        last = Period.months((period.end.year - 1, period.start.month), (period.end.year, period.end.month))
        return last, last.shift_years(-(period.units // 12))
    return None

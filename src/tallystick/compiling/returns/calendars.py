"""The periods of a panel: without a gap from the first to the last that is told, all of one length.

Where January is not told, as in China's statistics, January and February stay together: a year then has 11 periods.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallystick.model import Frequency, Period, ReturnsError

MOST = 1_200
"""Periods between the first return and the last, a hundred years of months: beyond, a year was mistyped."""

_ADVICE = "give returns of one length of period: all months, quarters or years"


def usable(period: Period, *, cumulative: bool) -> bool:
    """Whether a return can be of a period: one month, quarter, half or year, or a span from January.

    Spans are January and February, and in `cumulative` returns any from January on, of which the last month tells.
    """
    if not period.frequency:
        return False
    if not period.is_span:
        return True
    from_january = period.first % 12 == 0 and period.last // 12 == period.first // 12
    return from_january and (cumulative or period.last == period.first + 1)


def placed(told: Sequence[Period], *, cumulative: bool) -> tuple[list[int], tuple[Period, ...]]:
    """The place of each period that is told among those of the panel (-1: to be left out), and these.

    >>> parse = Period.parse
    >>> placed([parse("2024-02"), parse("2024-04")], cumulative=True)
    ([0, 2], (Period('2024-01/2024-02'), Period('2024-03'), Period('2024-04')))
    """
    if cumulative:
        told = _last_ones(told)
    kinds = {one.frequency for one in told}
    if len(kinds) > 1:
        first, other = told[0], next(one for one in told if one.frequency is not told[0].frequency)
        raise ReturnsError(f"the returns hold periods of two lengths: {first} and {other}", _ADVICE)
    if not told:
        raise ReturnsError("the table holds no returns", "give a row per enterprise and period")
    _near(told)
    if kinds == {Frequency.MONTH} and _together(told, cumulative=cumulative):
        return _joined(told, cumulative=cumulative)
    step = max(told[0].frequency, 1)
    start, end = min(one.first for one in told), max(one.last for one in told) + 1
    every = tuple(Period(at, at + step - 1, told[0].frequency) for at in range(start, end, step))
    return [(one.first - start) // step for one in told], every


def _near(told: Sequence[Period]) -> None:
    """ReturnsError where a year seems to be mistyped: all periods between would have a place in the panel."""
    first, last = min(told, key=lambda one: one.first), max(told, key=lambda one: one.last)
    if last.last - first.first > MOST * max(first.frequency, 1):
        advice = f"mend the years: {MOST:,} periods at most are compiled"
        raise ReturnsError(f"the returns reach from {first} to {last}", advice)


def lag_of(periods: Sequence[Period]) -> int:
    """How many periods a year has: 11 where January and February stay together.

    >>> lag_of([Period.parse("2024-01/2024-02"), Period.parse("2024-03")])
    11
    """
    return 12 // max(periods[0].frequency, 1) - any(one.is_span for one in periods)


def to_date(period: Period) -> Period:
    """From the start of its year up to and with a period, under the name that is usual."""
    return Period.to_date(period.last // 12, period.last % 12 + 1)


def _last_ones(told: Sequence[Period]) -> list[Period]:
    """Of periods from January on the last month (or quarter): that which a cumulated value is told in."""
    unit = Frequency.MONTH if any(one.frequency is Frequency.MONTH for one in told) else Frequency.QUARTER
    if all(one.frequency is told[0].frequency and not one.is_span for one in told):
        return list(told)
    return [Period(one.last + 1 - unit, one.last, unit) if one.first % 12 == 0 else one for one in told]


def _together(told: Iterable[Period], *, cumulative: bool) -> bool:
    """Whether January and February stay together: they are told so, or cumulated without January.

    A first year that begins with February does not say so where all others have their January.
    """
    spans = [one for one in told if one.is_span]
    if spans or not cumulative:
        return bool(spans)
    months: dict[int, set[int]] = {}
    for one in told:
        months.setdefault(one.first // 12, set()).add(one.first % 12)
    without = [year for year, told_of in months.items() if 1 in told_of and 0 not in told_of]
    return bool(without) and not (without == [min(months)] and len(months) > 1)


def _joined(told: Sequence[Period], *, cumulative: bool) -> tuple[list[int], tuple[Period, ...]]:
    """Places and periods where January and February are one."""
    apart = next((one for one in told if not one.is_span and one.first % 12 < 2), None)
    if apart and not cumulative:
        problem = f"January and February are told together, and {apart} apart"
        raise ReturnsError(problem, "give them together in all years, or apart in all")
    start, end = min(one.first for one in told), max(one.last for one in told)
    start -= start % 12 == 1
    every = []
    for month in range(start, end + 1):
        if month % 12 == 0:
            every.append(Period(month, month + 1, Frequency.MONTH))
        elif month % 12 > 1:
            every.append(Period(month, month, Frequency.MONTH))
    place = {one.last: at for at, one in enumerate(every)}
    return [place.get(one.last, -1) for one in told], tuple(every)

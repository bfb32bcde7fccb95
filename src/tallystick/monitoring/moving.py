"""How an indicator moves without its season: the rate of its last three months, and its last turning point.

Three months are set on the three before (a quarter on the one before), their means, not annualised: one series alone,
published as adjusted or adjusted here, never both, and nothing that is not adjusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from tallystick.adjusting.compiled import PARTS
from tallystick.adjusting.histories import FEWEST, history
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Point, SeriesInfo
from tallystick.ledger.identity import is_compiled
from tallystick.ledger.vintages import standing
from tallystick.model import Frequency, Period, SeriesError
from tallystick.monitoring.agreeing import disagreements, name
from tallystick.monitoring.changing import in_per_cent
from tallystick.monitoring.course import STEPS, Value, valued
from tallystick.monitoring.fitness import fit
from tallystick.monitoring.records import Movement, Said, Turned
from tallystick.monitoring.turning_points import turning_points

COMPILED = PARTS["adjusted"]
ADJUSTMENTS = ("seasonally adjusted", "seasonally and calendar adjusted", COMPILED)
"""What an adjusted series is told as; trends and factors are none."""

MONTHS = 3
"""Months that are set on as many before."""

LATE = 3
"""Months that the adjusted values may end before the period of the card."""

_NONE = Fraction(0)
_FREQUENCIES = {"month": Frequency.MONTH, "quarter": Frequency.QUARTER}


class Rate(NamedTuple):
    """By how many per cent later values lie above earlier ones, and the least and most within rounding."""

    by: Decimal
    low: Decimal
    high: Decimal


class Adjusted(NamedTuple):
    """An adjusted series, and the values of it that stand, in time, each right after the one before."""

    info: SeriesInfo
    values: tuple[Value, ...]


def adjusted_of(kept: Iterable[SeriesInfo], told: SeriesInfo, wanted: str) -> SeriesInfo | Said:
    """The adjusted series of an indicator beside the series that speaks for it, or why there is none.

    The one that reaches furthest towards the period asked for; of two that reach as far the published one.
    """
    levels = [one for one in kept if one.scope == told.scope and _is_level(one)]
    found = [one for one in levels if one.adjustment in ADJUSTMENTS]
    if found:
        end = Period.parse(wanted).end.isoformat() if wanted else ""
        return max(found, key=lambda one: _reach(one, end))
    if any(not is_compiled(one.key) for one in levels):
        return Said("not adjusted yet")
    return Said("no level by month")


def _is_level(one: SeriesInfo) -> bool:
    fixed = one.measure == "index" and "= 100" in one.comparison and not one.comparison.startswith("year earlier")
    single = one.accumulation == "single" and one.frequency in _FREQUENCIES
    return single and one.status == "actual" and (fixed or (one.measure == "level" and one.unit != "%"))


def _reach(one: SeriesInfo, end: str) -> tuple[str, bool, bool, bool, int, str]:
    last = min(one.last_period, end) if end else one.last_period
    return last, one.measure == "level", one.frequency == "month", one.adjustment != COMPILED, one.periods, one.key


def run_of(info: SeriesInfo, vintages: Sequence[Point], wanted: str, day: str) -> Adjusted | Said:
    """What stands of an adjusted series on a day up to a period: from the last gap on, of publishers that agree."""
    indicator = catalogue().get(info.indicator)
    points = fit(standing(vintages, day or None), indicator, undated=True)
    end = Period.parse(wanted).end.isoformat() if wanted else ""
    values = [one for point in points if (one := valued(point)) and not point.qualifier]
    values = sorted((one for one in values if not end or one.point.period_end <= end), key=lambda one: one.month)
    if not values:
        return Said("no adjusted value by then")
    parted, own = disagreements(vintages), name(values[-1].point)
    values = [one for one in values if frozenset((own, name(one.point))) not in parted]
    step, run = STEPS[info.frequency], [values[-1]]
    for one in reversed(values[:-1]):
        if run[-1].month - one.month != step:
            break
        run.append(one)
    return Adjusted(info, tuple(reversed(run)))


def movement(adjusted: Adjusted, month: int) -> Movement | Said:
    """The rate and the last turn of an adjusted series, for a card of a month; why not, where it ends too early."""
    info, values = adjusted
    last = values[-1]
    if month - last.month > LATE:
        return Said("adjusted until", {"last": last.period})
    turn = _last_turn(adjusted)
    rate = _rate(values, max(1, MONTHS // STEPS[info.frequency]))
    return Movement(
        series=info.key,
        compiled=info.adjustment == COMPILED,
        publisher=last.point.publisher,
        published=last.point.first_published,
        frequency=info.frequency,
        period=last.period,
        observation=last.point.observation,
        **_told(rate),
        turn=turn if isinstance(turn, Turned) else None,
        no_turn=turn if isinstance(turn, Said) else None,
    )


def _told(rate: Rate | Said) -> dict[str, Any]:
    return {"why": rate} if isinstance(rate, Said) else rate._asdict()


def _rate(values: Sequence[Value], length: int) -> Rate | Said:
    """By how many per cent the mean of the last so many values lies above that of as many before, and its bounds."""
    if len(values) < 2 * length:
        return Said("too few in a row", {"n": str(len(values)), "needed": str(2 * length)})
    earlier, later = values[-2 * length : -length], values[-length:]
    ends = [(one.interval.lower, one.interval.upper) for one in (*earlier, *later)]
    if any(low is None or high is None or low <= 0 for low, high in ends):
        return Said("nought or below")
    low, high = ([Fraction(end[side] or 0) for end in ends] for side in (0, 1))
    middle = [Fraction(one.value) for one in (*earlier, *later)]
    pairs = ((middle, middle), (low, high), (high, low))
    return Rate(*(in_per_cent(sum(now[length:], _NONE) / sum(before[:length], _NONE)) for now, before in pairs))


def _last_turn(adjusted: Adjusted) -> Turned | Said:
    """The last peak or trough of the whole run; why there is none that can be dated."""
    info, values = adjusted
    needed = FEWEST[_FREQUENCIES[info.frequency]]
    if len(values) < needed:
        return Said("too few in a row", {"n": str(len(values)), "needed": str(needed)})
    if min(one.value for one in values) <= 0:
        return Said("nought or below")
    try:
        turns = turning_points(history(info.key, [(one.period, float(one.value)) for one in values]))
    except SeriesError:
        return Said("never moves")
    if not turns:
        return Said("no turn since", {"period": values[0].period})
    last = turns[-1]
    return Turned(kind=last.kind, period=str(last.period), provisional=last.provisional)

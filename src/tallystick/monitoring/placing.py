"""The place of a value among others: rank, percentile, the last time higher and lower."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from tallystick.model import Interval
from tallystick.monitoring.course import Course, Value
from tallystick.monitoring.records import Earlier, Place

_HUNDRED, _TENTH = Decimal(100), Decimal("0.1")


def place(course: Course) -> Place:
    """Where the value of a course stands among all that it may be set beside."""
    now, past = course.now, course.past
    higher = [one for one in past if one.value > now.value]
    lower = [one for one in past if one.value < now.value]
    first = course.values[0]
    return Place(
        rank=len(higher) + 1,
        tied=len(past) - len(higher) - len(lower),
        of=len(course.values),
        least_rank=sum(surely_above(one.interval, now.interval) for one in past) + 1,
        most_rank=sum(may_be_above(one.interval, now.interval) for one in past) + 1,
        percentile=percentile(len(lower), len(higher), len(past)),
        since=first.period,
        missing=course.missing(first.month, now.month),
        last_higher=_last(higher),
        last_lower=_last(lower),
        unseen=course.missing(higher[-1].month if higher else first.month, now.month),
        unseen_lower=course.missing(lower[-1].month if lower else first.month, now.month),
    )


def percentile(lower: int, higher: int, others: int) -> Decimal | None:
    """Of 100 other values how many lie below one, those alike by half; None without others.

    >>> percentile(3, 1, 4), percentile(1, 1, 4), percentile(0, 0, 0)
    (Decimal('75.0'), Decimal('50.0'), None)
    """
    if not others:
        return None
    alike = others - lower - higher
    return ((lower + Decimal(alike) / 2) * _HUNDRED / others).quantize(_TENTH, rounding=ROUND_HALF_EVEN)


def surely_above(one: Interval, other: Interval) -> bool:
    """Whether all of an interval lies above another."""
    if one.lower is None or other.upper is None:
        return False
    return one.lower > other.upper or (one.lower == other.upper and (one.lower_open or other.upper_open))


def may_be_above(one: Interval, other: Interval) -> bool:
    """Whether something of an interval lies above something of another."""
    return one.upper is None or other.lower is None or one.upper > other.lower


def _last(values: Sequence[Value]) -> Earlier | None:
    return Earlier(values[-1].period, values[-1].value) if values else None

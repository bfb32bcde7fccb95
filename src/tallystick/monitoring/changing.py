"""By how much a value has changed: points of a rate, per cent of an amount, with what rounding allows."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from tallystick.ledger import Point
from tallystick.model import Interval, Period
from tallystick.monitoring.course import Value, is_rate
from tallystick.monitoring.records import Change

PLACES = 6
"""Digits kept behind the point of a change in per cent."""


def change(now: Value, earlier: Value | None) -> Change | None:
    """The change from an earlier value; None without one, or where an end of either is not told.

    An amount that was not above nought has no change in per cent: its difference is told.
    """
    if earlier is None or not (_is_whole(now.interval) and _is_whole(earlier.interval)):
        return None
    apart = now.interval - earlier.interval
    value = now.value - earlier.value
    if is_rate(now.point.measure, now.point.unit):
        unit = "pp" if now.point.unit == "%" else now.point.unit
    elif earlier.interval.lower is not None and earlier.interval.lower > 0:
        return _relative(now, earlier)
    else:
        unit = now.point.unit
    return Change(
        period=earlier.period, value=earlier.value, by=value, low=_decimal(apart.lower), high=_decimal(apart.upper),
        unit=unit, observation=earlier.point.observation,
    )  # fmt: skip


def told_change(now: Value, told: Iterable[Point], comparison: str = "year earlier") -> Change | None:
    """A change that was published itself, of a rate whose earlier value is not kept."""
    if now.point.unit != "%":
        return None
    for point in told:
        fits = (point.unit, point.comparison, point.period) == ("pp", comparison, now.period)
        if fits and point.value is not None and point.lower is not None and point.upper is not None:
            return Change(
                period=point.base or str(Period.parse(now.period).year_before()), value=None, by=point.value,
                low=point.lower, high=point.upper, unit="pp", told=True, observation=point.observation,
            )  # fmt: skip
    return None


def _relative(now: Value, earlier: Value) -> Change:
    low, high = earlier.interval.lower, earlier.interval.upper
    least, most = now.interval.lower, now.interval.upper
    assert low is not None
    assert high is not None
    assert least is not None
    assert most is not None
    ends = [in_per_cent(Fraction(end) / by) for end in (least, most) for by in (low, high)]
    return Change(
        period=earlier.period, value=earlier.value, by=in_per_cent(Fraction(now.value) / Fraction(earlier.value)),
        low=min(ends), high=max(ends), unit="%", observation=earlier.point.observation,
    )  # fmt: skip


def in_per_cent(ratio: Fraction) -> Decimal:
    """How far a ratio lies above one, in per cent.

    >>> in_per_cent(Fraction(51, 50))
    Decimal('2')
    """
    return _decimal((ratio - 1) * 100)


def _is_whole(interval: Interval) -> bool:
    return interval.lower is not None and interval.upper is not None


def _decimal(number: Fraction | None) -> Decimal:
    assert number is not None
    return round(Decimal(number.numerator) / number.denominator, PLACES).normalize()

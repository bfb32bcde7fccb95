"""The band of the ten years before a value: least, most, quartiles, and where the value lies."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tallystick.model import Interval
from tallystick.monitoring.course import YEAR, Course
from tallystick.monitoring.lighting import quantile
from tallystick.monitoring.records import Band, Said

YEARS = 10
FEWEST = {1: 60, 3: 20, 6: 12, YEAR: 8}
"""Values that make a band, by the months from one to the next: as many as a light needs."""

_QUARTER, _HALF = Decimal("0.25"), Decimal("0.5")
_PLACES = 6


def band(course: Course) -> Band | Said:
    """The band of the values before the one that counts, or why there is none; quartiles as those of the lights.

    `at` is told of the printed numbers: below, lowest quarter, lower, upper, highest quarter or above.
    """
    window = course.window(YEARS)
    needed = FEWEST.get(course.step, FEWEST[YEAR])
    if len(window) < needed:
        return Said("light few", {"n": str(len(window)), "needed": str(needed), "years": str(YEARS)})
    values = [one.value for one in window]
    lower, median, upper = (_quantile(values, part) for part in (_QUARTER, _HALF, 1 - _QUARTER))
    least, most, now = min(values), max(values), course.now.value
    return Band(
        since=window[0].period, of=len(window), least=least, lower=lower, median=median, upper=upper, most=most,
        at=_at(now, least, lower, median, upper, most),
    )  # fmt: skip


def _quantile(values: Sequence[Decimal], part: Decimal) -> Decimal:
    told = quantile([Interval.point(value) for value in values], part).lower
    assert told is not None
    exact = Fraction(told)
    return round(Decimal(exact.numerator) / exact.denominator, _PLACES).normalize()


def _at(now: Decimal, least: Decimal, lower: Decimal, median: Decimal, upper: Decimal, most: Decimal) -> str:
    if now < least:
        return "below"
    if now > most:
        return "above"
    ends = ((lower, "lowest quarter"), (median, "lower"), (upper, "upper"))
    return next((name for end, name in ends if now <= end), "highest quarter")

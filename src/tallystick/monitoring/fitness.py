"""Which values may stand on a tile, where nobody sees their words: dated, told as fact, sure and possible ones."""

from __future__ import annotations

from collections.abc import Iterable

from tallystick.knowledge.indicators import Indicator
from tallystick.knowledge.limits import is_possible, plan_in
from tallystick.ledger import Point
from tallystick.ledger.identity import own_clause

DATED = ("released", "event")
FEWEST = 10
"""A count of things below this says nothing of a whole economy; it is mostly the number of a chart or a note."""

TOLD = ("level", "share", "growth", "annualised_growth", "average_growth")
"""Measures that tell how an indicator stands; ranks, gaps and changes tell of something beside it."""


def fit(points: Iterable[Point], indicator: Indicator | None, *, undated: bool = False) -> list[Point]:
    """The values among some that may stand on a tile, in their order; with `undated` those without a day of their own.

    A table shows beside each value when and by whom it was said, and may hold them.
    """
    return [point for point in points if not doubt(point, indicator, undated=undated)]


def doubt(point: Point, indicator: Indicator | None, *, undated: bool = False) -> str:
    """Why a value may not stand on a tile; empty when it may."""
    if point.value is None or point.obs_status != "observed":
        return "no value"
    if point.dated_by not in DATED and not undated:
        return "undated"
    if point.status != "actual" or point.period_end > point.first_published or _is_wanted(point):
        return "planned"
    if not is_possible(point.value, point.measure, point.unit, indicator) or _is_small_count(point):
        return "impossible"
    if indicator and indicator.named_rate and point.measure not in ("level", "share"):
        return "unsure"  # how a rate grew in per cent is hardly ever told, and mostly a level misread
    return ""


def _is_wanted(point: Point) -> bool:
    return bool(plan_in(own_clause(point.sentence, point.quote), point.sentence))


def _is_small_count(point: Point) -> bool:
    value = point.value
    return (
        point.measure == "level" and point.unit == "1" and value is not None and value == int(value) and value < FEWEST
    )

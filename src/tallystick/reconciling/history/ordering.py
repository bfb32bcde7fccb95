"""Highest and lowest of a stretch of periods, and how high a value lies among others, by intervals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tallystick.model import Interval
from tallystick.reconciling.history.past import Known

BEYOND, SAME, WITHIN, EITHER = "beyond", "same", "within", "either"


def beside(value: Known, other: Known, *, highest: bool) -> str:
    """Where another value lies: beyond (it beats this one), within (it does not), the same as printed, or either.

    Values that print one number exclude nothing.
    """
    if value.value is not None and value.value == other.value:
        return SAME
    one, two = (value.interval, other.interval) if highest else (-value.interval, -other.interval)
    if _above(two, one):
        return BEYOND
    return WITHIN if _above(one, two) or _at_most(two, one) else EITHER


def _above(one: Interval, other: Interval) -> bool:
    """Whether every number of one lies above every number of the other."""
    if one.lower is None or other.upper is None:
        return False
    return one.lower > other.upper or (one.lower == other.upper and (one.lower_open or other.upper_open))


def _at_most(one: Interval, other: Interval) -> bool:
    return one.upper is not None and other.lower is not None and one.upper <= other.lower


def extreme(value: Known, others: Sequence[Known], *, highest: bool, place: int = 1) -> tuple[str, tuple[Known, ...]]:
    """Whether a value is the `place`th highest (or lowest) beside others, with those that decide it.

    Holds, holds by rounding (another prints the same), contradicts, or cannot check where rounding decides.
    """
    told = [(beside(value, other, highest=highest), other) for other in others]
    beyond = [other for how, other in told if how == BEYOND]
    same = [other for how, other in told if how == SAME]
    either = [other for how, other in told if how == EITHER]
    if len(beyond) >= place:
        return "contradicts", tuple(_farthest(beyond, highest=highest))
    if len(beyond) + len(same) + len(either) < place - 1:
        return "contradicts", tuple(beyond)
    if either:
        return "cannot check", tuple(either)
    if same:
        return "holds by rounding", tuple(same)
    return ("holds", tuple(beyond)) if len(beyond) == place - 1 else ("cannot check", tuple(beyond))


def _farthest(known: Sequence[Known], *, highest: bool) -> list[Known]:
    def size(one: Known) -> Fraction:
        interval = one.interval if highest else -one.interval
        return interval.lower if interval.lower is not None else Fraction(0)

    return sorted(known, key=size, reverse=True)


def in_upper_quarter(value: Known, others: Sequence[Known], *, highest: bool = True) -> str:
    """Whether a value lies in the upper (or lower) quarter of itself and others.

    At most a quarter of all may lie beyond it: one of five, two of ten.
    """
    told = [beside(value, other, highest=highest) for other in others]
    room = (len(others) + 1) // 4
    if told.count(BEYOND) > room:
        return "contradicts"
    if told.count(BEYOND) + told.count(EITHER) > room:
        return "cannot check"
    return "holds"

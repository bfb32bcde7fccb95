"""What goes on period after period: growth, falls, being above a line; and what ends such a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tallystick.model import Assertion
from tallystick.reconciling.history.ordering import BEYOND, EITHER, SAME, beside
from tallystick.reconciling.history.past import Known

MOVES = frozenset({"growth", "annualised_growth", "average_growth", "change"})

YES, NO, MAYBE = "yes", "no", "maybe"

Step = Callable[[Known, Known | None], str]
"""Whether a value goes on with what is claimed, given the one before it (None where that is not needed)."""


def step_of(claim: Assertion, value: Known, measure: str) -> tuple[Step, bool] | None:
    """How each period of a streak is judged, and whether it takes the period before; None where words do not tell."""
    direction, move = claim.direction, measure in MOVES
    if direction in ("above", "below") and claim.line is not None:
        return past_line(claim.line, above=direction == "above"), False
    if direction == "growth >= 10%" and move:
        return past_line(10, above=True, reached=True), False
    if direction in ("rise", "growth", "fall"):
        rise = direction != "fall"
        if move and (direction == "growth" or _goes(value, rise=rise)):
            return past_line(0, above=rise), False
        return None if direction == "growth" and move else (_moved(rise=rise), True)
    if direction in ("surplus", "deficit"):
        return past_line(0, above=direction == "surplus"), False
    return None


def _goes(value: Known, *, rise: bool) -> bool:
    """Whether a rate of change has the sign of a movement."""
    low, high = value.interval.lower, value.interval.upper
    return (low is not None and low >= 0) if rise else (high is not None and high <= 0)


def past_line(number: Decimal | int, *, above: bool, reached: bool = False) -> Step:
    """Above a line (or below it); a value that prints the line itself leaves it open, unless the line counts too."""
    line = Fraction(number)

    def judged(value: Known, _: Known | None) -> str:
        interval, end = (value.interval, line) if above else (-value.interval, -line)
        if interval.lower is not None and (interval.lower > end or (interval.lower == end and value.value is None)):
            return YES
        if value.value is not None and Fraction(value.value) == line:
            return YES if reached else MAYBE
        if interval.upper is not None and interval.upper <= end:
            return NO
        return YES if interval.lower == end and interval.lower_open else MAYBE

    return judged


def _moved(*, rise: bool) -> Step:
    def judged(value: Known, before: Known | None) -> str:
        assert before is not None
        how = beside(value, before, highest=rise)
        return {BEYOND: NO, SAME: MAYBE, EITHER: MAYBE}.get(how, YES)

    return judged


def run_of(values: Sequence[Known], step: Step, *, pairs: bool) -> tuple[str, Known | None]:
    """Whether each of some values, the latest first, goes on; with the value that breaks it or leaves it open."""
    told = list(pairwise(values)) if pairs else [(value, None) for value in values]
    open_at: Known | None = None
    for value, before in told:
        how = step(value, before)
        if how == NO:
            return NO, value
        open_at = open_at or (value if how == MAYBE else None)
    return (MAYBE, open_at) if open_at else (YES, None)

"""Whether a planned figure was reached: the plan as a bound, the outcome as an interval."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import msgspec

from tallystick.knowledge.plans import AROUND, AT_LEAST, AT_MOST, usual_bound
from tallystick.knowledge.wording import unit as unit_word
from tallystick.model import Interval
from tallystick.reconciling.wording import number

KEPT, MISSED, NOT_YET, OPEN = "kept", "missed", "not yet", "cannot check"
TARGET_VERDICTS = (KEPT, MISSED, NOT_YET, OPEN)
WITHIN = "within"
NEAR = Decimal("0.05")
"""Part of a plan within which an outcome may round to it: the noughts of 10 million are no digits."""


class Plan(msgspec.Struct, frozen=True):
    """A planned figure: `low` and `high` are equal but for a range; `bound` tells which way it binds.

    `about` says that it is no bound to the digit (“around 8%”).
    """

    low: Decimal
    high: Decimal
    bound: str
    about: bool = False
    unit: str = "1"


def plan(
    value: Decimal,
    value_to: Decimal | None,
    qualifier: str,
    indicator: str,
    measure: str,
    unit: str,
    *,
    words: str = "",
) -> Plan:
    """The plan a figure tells: its own words first, else what is usual for its indicator.

    >>> plan(Decimal("-3.1"), None, ">", "energy.intensity", "growth", "%").bound
    'at most'
    >>> plan(Decimal("8"), None, "~", "gdp", "growth", "%")
    Plan(low=Decimal('8'), high=Decimal('8'), bound='at least', about=True, unit='%')
    """
    usual = AROUND if "symmetric" in words.lower() or "对称" in words else usual_bound(indicator, measure)
    if value_to is not None and value_to != value:
        low, high = sorted((value, value_to))
        return Plan(low, high, usual or WITHIN, qualifier == "~", unit)
    if qualifier in (">", "<"):
        floor = (qualifier == ">") == (value >= 0)
        return Plan(value, value, AT_LEAST if floor else AT_MOST, unit=unit)
    return Plan(value, value, usual, qualifier == "~" or usual == AROUND, unit)


def outcome(plan: Plan, value: Decimal | None, interval: Interval) -> tuple[str, str]:
    """Kept, missed or open, with what makes it so; `value` is the outcome as printed, None where only bounds are told.

    What is printed alike is kept, whatever rounding hides; a plan told as about a figure is kept too where the outcome
    rounds to it (a five in the decimals is taken for a half).

    >>> about = Plan(Decimal("7.5"), Decimal("7.5"), "at least", about=True, unit="%")
    >>> outcome(about, Decimal("7.4"), Interval.of(Decimal("7.35"), Decimal("7.45")))
    ('kept', 'it rounds to about 7.5%')
    >>> outcome(Plan(Decimal(8), Decimal(8), "at least"), Decimal("7.8"), Interval.of(Decimal("7.75"), Decimal("7.85")))
    ('missed', 'it lies below 8')
    """
    if value is not None and plan.low <= value <= plan.high:
        return KEPT, "it is the figure planned" if plan.low == plan.high else "it lies within the range planned"
    below, above = _side(plan, value, interval)
    if not below and not above:
        return OPEN, "what is told of the outcome lies on both sides of the plan"
    if plan.bound == (AT_LEAST if above else AT_MOST):
        return KEPT, f"it lies {'above' if above else 'below'} {_shown(plan)}"
    if plan.about and value is not None and _rounds_to(value, plan):
        return KEPT, f"it rounds to about {_shown(plan)}"
    if plan.bound == AROUND:
        return OPEN, f"it lies {'above' if above else 'below'} about {_shown(plan)}, which is no bound"
    if not plan.bound:
        return OPEN, "whether such a plan is a floor or a ceiling is not known"
    return MISSED, f"it lies {'above' if above else 'below'} {'about ' if plan.about else ''}{_shown(plan)}"


def _side(plan: Plan, value: Decimal | None, interval: Interval) -> tuple[bool, bool]:
    """Whether the outcome surely lies below the plan, and whether it surely lies above."""
    low, high = Fraction(plan.low), Fraction(plan.high)
    below = interval.upper is not None and (interval.upper < low or (interval.upper == low and interval.upper_open))
    above = interval.lower is not None and (interval.lower > high or (interval.lower == high and interval.lower_open))
    at_ends = (interval.lower == high and value is None, interval.upper == low and value is None)
    return below or at_ends[1], above or at_ends[0]


def _rounds_to(value: Decimal, plan: Plan) -> bool:
    """Whether an outcome rounds to the nearer end of a plan at the place where that end was told."""
    end = plan.low if value < plan.low else plan.high
    place = int(end.normalize().as_tuple().exponent)
    halves = place < 0 and end.normalize().as_tuple().digits[-1] == 5
    step = Decimal(5 if halves else 1).scaleb(place)
    off = value - end
    near = abs(off) <= NEAR * abs(end)
    return near and (-step <= 2 * off < step if end >= 0 else -step < 2 * off <= step)


def _shown(plan: Plan) -> str:
    low, high = number(plan.low), number(plan.high)
    ends = low if low == high else f"{low} to {high}"
    return ends + unit_word(plan.unit, "en")

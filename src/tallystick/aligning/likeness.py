"""How alike two figures are: the evidence that one renders the other, as a sum of weights.

The weights are log-odds in spirit: agreement on what is rare (a value of many digits, an indicator of the
catalogue) counts most, the order of the text breaks ties, and no single field decides alone.
"""

from __future__ import annotations

from collections.abc import Callable

from tallystick.aligning.amounts import agree, power_of_ten
from tallystick.aligning.figures import Side
from tallystick.knowledge.glossary import shared

VALUE_AGREES, VALUE_DIFFERS, POWER_OF_TEN = 4.0, -2.5, 0.5
SAME_UNIT, OTHER_UNIT, NEAR_UNIT = 1.0, -3.0, -0.5
SAME_MEASURE, OTHER_MEASURE = 1.0, -0.7
SAME_INDICATOR, OTHER_INDICATOR = 3.0, -3.0
SAME_PERIOD, OTHER_PERIOD = 1.0, -0.7
SHARED_WORDS, NO_SHARED_WORDS = 3.0, -1.0
OUT_OF_PLACE = 0.35  # for each figure by which the order is out
FARTHEST = 5.0  # the most that being out of place can cost

_NEAR_UNITS = ({"%", "pp"}, {"%", "times"}, {"1", "times"}, {"%", "point"})


def likeness(a: Side, i: int, b: Side, j: int, expected: Callable[[int], float]) -> tuple[float, tuple[str, ...]]:
    """The weight of evidence that figure j of b renders figure i of a, and what it rests on.

    `expected(i)` is where in b the order of the two texts would put figure i.
    """
    first, second = a.figures[i].observation, b.figures[j].observation
    score, rests = 0.0, []
    one, other = a.figures[i].amount, b.figures[j].amount
    if agree(one, other):
        score += VALUE_AGREES * (a.rarity[i] + b.rarity[j]) / 2
        rests.append("value")
    else:
        score += POWER_OF_TEN if power_of_ten(one, other) else VALUE_DIFFERS
    score += _by_unit(one.unit, other.unit)
    score += SAME_MEASURE if first.measure == second.measure else OTHER_MEASURE
    if first.indicator and second.indicator:
        same = first.indicator == second.indicator
        score += SAME_INDICATOR if same else OTHER_INDICATOR
        rests += ["indicator"] if same else []
    words = shared(f"{first.subject} {first.base}", f"{second.subject} {second.base}")
    score += SHARED_WORDS * words if words else NO_SHARED_WORDS
    rests += ["words"] if words >= 0.5 else []
    if first.period and second.period:
        score += SAME_PERIOD if first.period == second.period else OTHER_PERIOD
        rests += ["period"] if first.period == second.period else []
    away = abs(j - expected(i))
    score -= min(OUT_OF_PLACE * away, FARTHEST)
    rests += ["order"] if away <= 2 else []
    return score, tuple(rests)


def _by_unit(a: str, b: str) -> float:
    if a == b:
        return SAME_UNIT
    return NEAR_UNIT if {a, b} in _NEAR_UNITS else OTHER_UNIT

"""The light of a value by a rule, and what else it could be within rounding.

A printed value stands for an interval. The printed numbers give the light; then the value may be anywhere in its
interval, and so may all that it is held against: every colour that comes of that is one that it could be. What a value
is held against is taken for independent of the rest, which can only add a colour, never lose one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product

import msgspec

from tallystick.knowledge.lights import OF_HISTORY, Rule, parsed
from tallystick.model import Interval
from tallystick.monitoring.records import AMBER, COLOURS, GREEN, RED
from tallystick.reconciling.history.targets import KEPT, Plan, outcome

EVERYTHING = Interval.of(None, None)
Sides = Mapping[str, int]
End = tuple[Fraction, bool]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule is asked of: a value, the values of its years in any order, those before, and a target's plan.

    `better` is 1 where higher is better, -1 where lower is.
    """

    value: Interval
    better: int
    window: tuple[Interval, ...] = ()
    before: Interval | None = None
    year: Interval | None = None
    plan: Plan | None = None


def colours(rule: Rule, facts: Facts, *, enough: bool = True) -> set[str]:
    """Every colour that the rule can give; what is not known (`enough` for a history) may be anything."""
    known = {name: _reference(name, facts, enough=enough) for name in rule.references()}
    return {
        _colour(rule, facts, at, dict(zip(known, sides, strict=True)))
        for at in _samples(facts, known.values())
        for sides in product(*(_sides(interval, at) for interval in known.values()))
        if _in_order(dict(zip(known, sides, strict=True)), facts.better)
    }


def ordered(found: Iterable[str]) -> tuple[str, ...]:
    """Colours in their usual order."""
    return tuple(sorted(found, key=COLOURS.index))


def quantile(values: Sequence[Interval], part: Decimal) -> Interval:
    """The quantile of some values: between the two nearest in proportion; of bounded values.

    >>> str(quantile([Interval.point(n) for n in (1, 2, 4, 8)], Decimal("0.5")))
    '[3, 3]'
    """
    lower = _quantile([(one.lower, one.lower_open) for one in values if one.lower is not None], part)
    upper = _quantile([(one.upper, one.upper_open) for one in values if one.upper is not None], part)
    return Interval(lower[0], upper[0], lower[1], upper[1])


def _quantile(ends: Sequence[End], part: Decimal) -> End:
    inside = sorted(ends)
    place = Fraction(part) * (len(inside) - 1)
    at, rest = int(place), place - int(place)
    low, high = inside[at], inside[min(at + 1, len(inside) - 1)]
    return low[0] + (high[0] - low[0]) * rest, low[1] or (bool(rest) and high[1])


def _reference(name: str, facts: Facts, *, enough: bool) -> Interval:
    if name == "the period before":
        return facts.before or EVERYTHING
    if name == "a year earlier":
        return facts.year or EVERYTHING
    if name in OF_HISTORY:
        bounded = all(one.lower is not None and one.upper is not None for one in facts.window)
        if not (enough and facts.window and bounded):
            return EVERYTHING
        worse = OF_HISTORY[name]
        return quantile(facts.window, worse if facts.better > 0 else 1 - worse)
    return Interval.point(Decimal(name))


def _samples(facts: Facts, references: Iterable[Interval]) -> list[Fraction]:
    """Numbers of a value's interval: each end that something has inside it, and one between every two."""
    lines = {end for one in references for end in (one.lower, one.upper) if end is not None}
    if facts.plan:
        lines |= {Fraction(facts.plan.low), Fraction(facts.plan.high)}
    value = facts.value
    inside = {end for end in lines if value.contains(end)}
    ends = sorted(inside | {end for end in (value.lower, value.upper) if end is not None} or {Fraction(0)})
    every = {*ends, *((a + b) / 2 for a, b in pairwise(ends)), ends[0] - 1, ends[-1] + 1}
    return sorted(number for number in every if value.contains(number))


def _sides(reference: Interval, at: Fraction) -> list[int]:
    """Where a reference may lie: below a number (-1), at it (0), above it (1)."""
    sides = []
    if reference.lower is None or reference.lower < at:
        sides.append(-1)
    if reference.contains(at):
        sides.append(0)
    if reference.upper is None or reference.upper > at:
        sides.append(1)
    return sides


def _in_order(sides: Sides, better: int) -> bool:
    """Whether parts of one history lie in their order: its worst quarter is no better than its median."""
    told = [sides[name] * better for name in OF_HISTORY if name in sides]
    return all(worse <= more for worse, more in pairwise(told))


def _colour(rule: Rule, facts: Facts, at: Fraction, sides: Sides) -> str:
    if all(_holds(test, facts, at, sides) for test in rule.green):
        return GREEN
    return RED if all(_holds(test, facts, at, sides) for test in rule.red) else AMBER


def _holds(words: str, facts: Facts, at: Fraction, sides: Sides) -> bool:
    test = parsed(words)
    if not test.reference:
        return facts.plan is not None and _is_kept(facts.plan, at) == (test.what == "met")
    ahead = -sides[test.reference] * facts.better
    holds = ahead > 0 if test.what == "better" else ahead < 0
    return holds != test.negated


def _is_kept(plan: Plan, at: Fraction) -> bool:
    value = Decimal(at.numerator) / at.denominator
    return outcome(plan, value, Interval.point(at))[0] == KEPT

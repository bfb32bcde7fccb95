"""What must hold between cells of one table, and how sure it is that it must.

An equation is one cell and what others make of it; equations of one pattern (the same rows in every column, the same
columns in every row) are a relation. No label proves that parts are all there are: a relation is certain when enough
of its equations hold to digits that chance does not explain, and only then may the others contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, reduce
from math import log10

from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.tables.cells import Cell

Rule = Callable[[Sequence[Bounds]], Bounds]

CERTAIN = 4.0  # digits held by other equations from which on a relation is certain
CERTAIN_TOLD = 2.0  # the same, in two equations at least, where labels tell the relation
LIKELY = 2.0  # the same for telling that it holds at all
LIKELY_TOLD = 1.0  # and where labels tell it
MOST_FAIL = 4  # equations that hold for one that does not
NEAR = Fraction(1, 20)  # of its size by which a total may be off to be worth a word where its parts are not certain
FAR = Fraction(1, 2)  # the same where they are; what is farther off may be misread
_HUNDRED: Bounds = (Fraction(100), False, Fraction(100), False)


def added(parts: Sequence[Bounds]) -> Bounds:
    """The sum of all."""
    return reduce(ia.add, parts)


def difference(parts: Sequence[Bounds]) -> Bounds:
    """The first less the second."""
    return ia.subtract(parts[0], parts[1])


def growth(parts: Sequence[Bounds]) -> Bounds:
    """By how many per cent the first is above the second, which must be positive."""
    if parts[1][0] is None or parts[1][0] <= 0:
        return ia.ALL
    return ia.subtract(ia.multiply(ia.divide(parts[0], parts[1]), _HUNDRED), _HUNDRED)


def share(parts: Sequence[Bounds]) -> Bounds:
    """How many per cent the first is of the second."""
    return ia.multiply(ia.divide(parts[0], parts[1]), _HUNDRED)


_FORMS: dict[Rule, str] = {difference: "{} − {}", growth: "{} ÷ {} − 1", share: "{} ÷ {}"}


def shown(rule: Rule, parts: int) -> str:
    """A rule as a formula with a gap for each of its parts.

    >>> shown(added, 3), shown(growth, 2)
    ('{} + {} + {}', '{} ÷ {} − 1')
    """
    return _FORMS.get(rule) or " + ".join(["{}"] * parts)


@dataclass(frozen=True)
class Equation:
    """A cell and the cells that make it, by a rule."""

    target: Cell
    parts: tuple[Cell, ...]
    rule: Rule

    @cached_property
    def derived(self) -> Bounds:
        """What the parts give."""
        return self.rule([part.bounds for part in self.parts])

    @cached_property
    def holds(self) -> bool:
        """Whether target and parts agree within their rounding."""
        return not ia.is_empty(ia.meet(self.derived, self.target.bounds))

    @cached_property
    def is_exact(self) -> bool:
        """Whether the printed numbers agree to the last digit."""
        points = [(Fraction(part.number), False, Fraction(part.number), False) for part in self.parts]
        return not ia.is_empty(ia.meet(self.rule(points), self.target.bounds))

    @cached_property
    def digits(self) -> float:
        """How many digits agree where it holds: chance gives one digit in ten times, two in a hundred."""
        width, size = _width(self.derived) + _width(self.target.bounds), abs(Fraction(self.target.number))
        if not size or len({part.figure.id for part in self.parts}) < len(self.parts):
            return 0.0
        largest = max((abs(Fraction(part.number)) for part in self.parts), default=size)
        if not any(part.number for part in self.parts[1:]):  # one part and noughts: the same number twice
            return 0.0
        scale = min(size, largest) if self.rule is added else size
        return min(max(log10(scale / width), 0.0), 6.0) if width else min(log10(max(scale, Fraction(1))), 6.0)

    @cached_property
    def gap(self) -> Fraction:
        """How far target and parts are apart, as a part of what is compared: the target, its levels, or all of them."""
        lower, _, upper, _ = self.derived
        if lower is None or upper is None:
            return Fraction(0)
        value = Fraction(self.target.number)
        size = abs(value)
        if self.rule is difference:
            size = max(size, *(abs(Fraction(part.number)) for part in self.parts))
        elif self.rule is growth:
            size = max(size, Fraction(100))
        return max(lower - value, value - upper, Fraction(0)) / size if size else Fraction(1)

    @cached_property
    def may_lack_parts(self) -> bool:
        """Whether parts that were not seen may make up what is lacking: a sum of no negative ones falls short."""
        value = Fraction(self.target.number)
        short = self.derived[2] is not None and self.derived[2] <= value
        return self.rule is added and short and all(part.number >= 0 for part in self.parts)

    @cached_property
    def is_off_by_last_digit(self) -> bool:
        """Whether one more or less in the last digit makes a sum hold: its parts may be cut off, not rounded."""
        lower, open_below, upper, open_above = self.target.bounds
        if self.rule is not added or lower is None or upper is None:
            return False
        unit = upper - lower
        return not ia.is_empty(ia.meet(self.derived, (lower - unit, open_below, upper + unit, open_above)))


def _width(box: Bounds) -> Fraction:
    return Fraction(10**30) if box[0] is None or box[2] is None else box[2] - box[0]


@dataclass(slots=True)
class Relation:
    """Equations of one pattern; `told` says that labels or times name the target as what the parts make (`Total`).

    `tried` is how many patterns were tried to find it: so many times likelier is it to hold by chance.
    """

    kind: str
    told: bool = False
    tried: int = 1
    equations: list[Equation] = field(default_factory=list)

    @property
    def held(self) -> list[Equation]:
        """The equations that hold."""
        return [one for one in self.equations if one.holds]

    @property
    def failed(self) -> list[Equation]:
        """Those that do not."""
        return [one for one in self.equations if not one.holds]

    @property
    def digits(self) -> float:
        """The digits by which those that hold agree, all together."""
        return sum(one.digits for one in self.held) - log10(self.tried)

    @property
    def is_certain(self) -> bool:
        """Whether the relation holds by so many digits, and fails so seldom, that what fails is wrong."""
        held, failed = len(self.held), len(self.failed)
        enough = self.digits >= CERTAIN or (self.told and held > 1 and self.digits >= CERTAIN_TOLD)
        if self.kind == "growth" and failed * 3 > held:  # what is at other prices may agree by chance
            return False
        return enough and (failed <= 1 or failed * MOST_FAIL <= held) and held > failed

    @property
    def is_likely(self) -> bool:
        """Whether it may be told that the relation holds."""
        return self.digits >= (LIKELY_TOLD if self.told else LIKELY) and len(self.failed) * 2 <= len(self.held)

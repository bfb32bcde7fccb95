"""Intervals with open and closed ends, exact in rationals.

An interval says what words assert: `9.6%` is [9.55, 9.65), `more than 5` is (5, ∞).
`None` stands for an unbounded end, which always counts as open.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Exact = int | Fraction | Decimal


def _exact(number: Exact | None) -> Fraction | None:
    return None if number is None else Fraction(number)


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of rationals between two ends.

    >>> Interval.of(Decimal("9.55"), Decimal("9.65"), upper_open=True).contains(Fraction("9.65"))
    False
    >>> str(-Interval.of(1, 2, upper_open=True))
    '(-2, -1]'
    """

    lower: Fraction | None
    upper: Fraction | None
    lower_open: bool = False
    upper_open: bool = False

    @classmethod
    def of(
        cls,
        lower: Exact | None,
        upper: Exact | None,
        *,
        lower_open: bool = False,
        upper_open: bool = False,
    ) -> Interval:
        """Build from any exact numbers; unbounded ends become open."""
        return cls(_exact(lower), _exact(upper), lower_open or lower is None, upper_open or upper is None)

    @classmethod
    def point(cls, value: Exact) -> Interval:
        """The set of one number."""
        return cls.of(value, value)

    @property
    def is_empty(self) -> bool:
        """True when no number lies inside."""
        if self.lower is None or self.upper is None:
            return False
        if self.lower == self.upper:
            return self.lower_open or self.upper_open
        return self.lower > self.upper

    @property
    def is_point(self) -> bool:
        """True when exactly one number lies inside."""
        return self.lower is not None and self.lower == self.upper and not self.is_empty

    def contains(self, value: Exact) -> bool:
        """Whether the number lies inside."""
        number = Fraction(value)
        return not (self & Interval.point(number)).is_empty

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval lies in the other."""
        return self.is_empty or (self & other) == self

    def __and__(self, other: Interval) -> Interval:
        lower, lower_open = _tighter(self.lower, self.lower_open, other.lower, other.lower_open, highest=True)
        upper, upper_open = _tighter(self.upper, self.upper_open, other.upper, other.upper_open, highest=False)
        return Interval(lower, upper, lower_open, upper_open)

    def __neg__(self) -> Interval:
        return Interval(
            None if self.upper is None else -self.upper,
            None if self.lower is None else -self.lower,
            self.upper_open,
            self.lower_open,
        )

    def __add__(self, other: Interval) -> Interval:
        unbounded_below = self.lower is None or other.lower is None
        unbounded_above = self.upper is None or other.upper is None
        return Interval(
            None if unbounded_below else _sum(self.lower, other.lower),
            None if unbounded_above else _sum(self.upper, other.upper),
            unbounded_below or self.lower_open or other.lower_open,
            unbounded_above or self.upper_open or other.upper_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __str__(self) -> str:
        left = "(" if self.lower_open else "["
        right = ")" if self.upper_open else "]"
        return f"{left}{_show(self.lower, '-∞')}, {_show(self.upper, '∞')}{right}"


EVERYTHING = Interval(None, None, True, True)


def _sum(a: Fraction | None, b: Fraction | None) -> Fraction:
    assert a is not None
    assert b is not None
    return a + b


def _tighter(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, *, highest: bool
) -> tuple[Fraction | None, bool]:
    """The end that cuts more: the higher of two lower ends, the lower of two upper ends."""
    if a is None:
        return b, b_open
    if b is None:
        return a, a_open
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a > b) is highest else (b, b_open)


def _show(end: Fraction | None, unbounded: str) -> str:
    if end is None:
        return unbounded
    return str(end.numerator) if end.denominator == 1 else f"{float(end):.12g}"

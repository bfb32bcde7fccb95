"""Exact interval arithmetic with open, closed and unbounded ends.

Inside the checker an interval is a plain tuple, lighter than `Interval` and convertible without loss:
(lower, lower_open, upper, upper_open) with None for an unbounded end. Roots are irrational; they are
rounded outward to `ROOT_DIGITS` digits, so that an interval never loses a number it holds.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf, isqrt

from tallystick.model import Interval

End = tuple[Fraction | None, bool]
Bounds = tuple[Fraction | None, bool, Fraction | None, bool]

Extended = Fraction | float

ALL: Bounds = (None, True, None, True)
ROOT_DIGITS = 18
_ZERO = Fraction(0)


def bounds(interval: Interval) -> Bounds:
    """The tuple of an interval."""
    return (interval.lower, interval.lower_open, interval.upper, interval.upper_open)


def interval(box: Bounds) -> Interval:
    """The interval of a tuple."""
    return Interval(box[0], box[2], box[1], box[3])


def is_empty(box: Bounds) -> bool:
    """Whether no number lies inside."""
    lower, lower_open, upper, upper_open = box
    if lower is None or upper is None or lower < upper:
        return False
    return lower_open or upper_open or lower > upper


def meet(a: Bounds, b: Bounds) -> Bounds:
    """The numbers in both."""
    al, alo, au, auo = a
    bl, blo, bu, buo = b
    if al is None or (bl is not None and bl > al):
        al, alo = bl, blo
    elif bl == al:
        alo = alo or blo
    if au is None or (bu is not None and bu < au):
        au, auo = bu, buo
    elif bu == au:
        auo = auo or buo
    return (al, alo, au, auo)


def add(a: Bounds, b: Bounds) -> Bounds:
    """All sums."""
    return (
        None if a[0] is None or b[0] is None else a[0] + b[0],
        a[1] or b[1],
        None if a[2] is None or b[2] is None else a[2] + b[2],
        a[3] or b[3],
    )


def negate(a: Bounds) -> Bounds:
    """All opposites: the ends change places and take their flags along."""
    return (None if a[2] is None else -a[2], a[3], None if a[0] is None else -a[0], a[1])


def subtract(a: Bounds, b: Bounds) -> Bounds:
    """All differences."""
    return add(a, negate(b))


def multiply(a: Bounds, b: Bounds) -> Bounds:
    """All products."""
    # Signs are asked of the numerator: to compare a fraction with zero costs ten times as much.
    if a[0] is not None and b[0] is not None and a[0].numerator >= 0 and b[0].numerator >= 0:
        low = (a[0] * b[0], _open_product(a[0], a[1], b[0], b[1]))
        high: End = (None, True)
        if a[2] is not None and b[2] is not None:
            high = (a[2] * b[2], _open_product(a[2], a[3], b[2], b[3]))
        elif a[2] == 0 or b[2] == 0:
            high = (_ZERO, False)
        return (*low, *high)
    ends = [_end_product(x, y) for x in _ends(a) for y in _ends(b)]
    return _hull(ends)


def divide(a: Bounds, b: Bounds) -> Bounds:
    """All quotients; everything when the divisor may be zero on both sides."""
    if b[0] == 0 and b[2] == 0:
        return ALL
    lower, upper = b[0], b[2]
    if (lower is None or lower.numerator < 0) and (upper is None or upper.numerator > 0):
        return ALL
    inverse: Bounds
    if lower is not None and lower.numerator >= 0:
        inverse = (
            _ZERO if upper is None else 1 / upper,
            upper is None or b[3],
            None if lower == 0 else 1 / lower,
            lower == 0 or b[1],
        )
    else:
        assert upper is not None
        inverse = (
            None if upper == 0 else 1 / upper,
            upper == 0 or b[3],
            _ZERO if lower is None else 1 / lower,
            lower is None or b[1],
        )
    return multiply(a, inverse)


def power(a: Bounds, exponent: int) -> Bounds:
    """All powers with a whole exponent above zero."""
    low = (None if a[0] is None else a[0] ** exponent, a[1])
    high = (None if a[2] is None else a[2] ** exponent, a[3])
    if exponent % 2 or (a[0] is not None and a[0] >= 0):
        return (*low, *high)
    if a[2] is not None and a[2] <= 0:
        return (*high, *low)
    if low[0] is None or high[0] is None:
        return (_ZERO, False, None, True)
    top = max(low[0], high[0])
    return (_ZERO, False, top, all(flag for end, flag in (low, high) if end == top))


def root(a: Bounds, exponent: int, base: Bounds) -> Bounds:
    """All numbers of `base` whose power may lie in `a`, ends rounded outward."""
    if exponent % 2:
        return (*_root_end(a[0], a[1], exponent, up=False), *_root_end(a[2], a[3], exponent, up=True))
    high = _root_end(a[2], a[3], exponent, up=True)
    if base[0] is not None and base[0] >= 0:
        low: End = (_ZERO, False) if a[0] is None or a[0] < 0 else _root_end(a[0], a[1], exponent, up=False)
        return (*low, *high)
    return (None if high[0] is None else -high[0], high[1], *high)


def _root_end(end: Fraction | None, is_open: bool, exponent: int, *, up: bool) -> End:
    if end is None:
        return (None, True)
    if end < 0:
        if exponent % 2 == 0:  # no real root: an empty interval follows from the other end
            return (Fraction(-1), True) if up else (_ZERO, False)
        value, flag = _root_end(-end, is_open, exponent, up=not up)
        return (None if value is None else -value, flag)
    scale = 10 ** (ROOT_DIGITS + len(str(end.denominator)) // exponent)
    whole = end.numerator * scale**exponent // end.denominator
    digits = integer_root(whole, exponent)
    value = Fraction(digits, scale)
    if value**exponent == end:
        return (value, is_open)
    return (value + Fraction(1, scale), True) if up else (value, True)


def integer_root(number: int, exponent: int) -> int:
    """The greatest whole number whose power is at most `number`.

    >>> integer_root(80, 4), integer_root(81, 4)
    (2, 3)
    """
    if exponent == 1 or number < 2:
        return number
    if exponent == 2:
        return isqrt(number)
    guess = 1 << -(-number.bit_length() // exponent)
    while True:
        better = ((exponent - 1) * guess + number // guess ** (exponent - 1)) // exponent
        if better >= guess:
            return guess
        guess = better


def _ends(a: Bounds) -> tuple[tuple[Fraction | None, bool, int], ...]:
    return ((a[0], a[1], -1), (a[2], a[3], 1))


def _open_product(x: Fraction, x_open: bool, y: Fraction, y_open: bool) -> bool:
    """An end that is zero and belongs to its interval reaches zero whatever the other end is."""
    if not x.numerator or not y.numerator:
        return not ((not x.numerator and not x_open) or (not y.numerator and not y_open))
    return x_open or y_open


def _end_product(x: tuple[Fraction | None, bool, int], y: tuple[Fraction | None, bool, int]) -> tuple[Extended, bool]:
    """The product of two ends; an unbounded one is an infinite float."""
    if x[0] is not None and y[0] is not None:
        return x[0] * y[0], _open_product(x[0], x[1], y[0], y[1])
    if x[0] == 0 or y[0] == 0:
        return _ZERO, (x[1] if x[0] == 0 else y[1])
    sign = (x[2] if x[0] is None else (1 if x[0] > 0 else -1)) * (y[2] if y[0] is None else (1 if y[0] > 0 else -1))
    return sign * inf, True


def _hull(ends: list[tuple[Extended, bool]]) -> Bounds:
    low = min(ends, key=lambda end: (end[0], end[1]))
    high = max(ends, key=lambda end: (end[0], not end[1]))
    return (*_bounded(low), *_bounded(high))


def _bounded(end: tuple[Extended, bool]) -> End:
    return (end[0], end[1]) if isinstance(end[0], Fraction) else (None, True)

"""From the printed value, its rounding and its qualifier to the interval that the words assert."""

from __future__ import annotations

from decimal import Decimal

# How far below (or around) a number "nearly" (or "about") still reaches, as a part of it. Words give no
# bound; a tenth is wide enough that a finding never rests on the vagueness of such a word alone.
NEARNESS = Decimal("0.1")

Bounds = tuple[Decimal | None, Decimal | None, bool, bool]


def asserted(value: Decimal | tuple[Decimal, Decimal], half: Decimal, qualifier: str) -> Bounds:
    """Lower and upper bound (None: unbounded) and whether each is open.

    Printed numbers are rounded half away from zero, so the end farther from zero is open. A range is its ends.

    >>> asserted(Decimal("9.6"), Decimal("0.05"), "")
    (Decimal('9.55'), Decimal('9.65'), False, True)
    >>> asserted(Decimal("1.43E6"), Decimal("5E3"), ">")
    (Decimal('1.43E+6'), None, True, True)
    >>> asserted((Decimal("-0.5"), Decimal("0.2")), Decimal("0.05"), "")
    (Decimal('-0.5'), Decimal('0.2'), False, False)
    """
    low, high = value if isinstance(value, tuple) else (value, value)
    negative = high < 0
    if qualifier == ">":
        return (None, high, True, True) if negative else (low, None, True, True)
    if qualifier == "<":
        near = abs(high) * NEARNESS
        return (low, low + near, True, False) if negative else (high - near, high, False, True)
    if qualifier == "~":
        return low - abs(low) * NEARNESS, high + abs(high) * NEARNESS, False, False
    if not half or low != high:
        return low, high, False, False
    return low - half, high + half, low < 0, high >= 0

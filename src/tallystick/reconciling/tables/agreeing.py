"""Whether a printed figure and a cell can be one number, as intervals, and how much their agreement says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tallystick.model import Interval, Observation
from tallystick.reconciling.tables.words import knowledge

FEW = 20  # a count below this agrees with too much
End = tuple[Decimal | None, bool]
"""An end of an interval, and whether it is open; None: unbounded."""


def meet(figure: Observation, cell: Observation) -> bool:
    """Whether intervals share a number; amounts that tables print negative may be told without their sign.

    `about` is meant to be near: within 3 in 100.
    """
    one, other = number(figure), number(cell)
    if not other and one:  # a nought of a coarse unit says only that there is little
        return False
    if figure.qualifier == "~":
        return abs(abs(one) - abs(other)) * 100 <= 3 * abs(one) and (one * other > 0 or turned(figure, cell))
    return _share(figure, cell, turned(figure, cell))


def _share(figure: Observation, cell: Observation, is_turned: bool) -> bool:
    """Whether their intervals share a number: asked of the ends as printed, which need not be fractions to compare."""
    low, high = (cell.lower, cell.lower_open), (cell.upper, cell.upper_open)
    if is_turned:
        low, high = _negated(high), _negated(low)
    lowers, uppers = (low, (figure.lower, figure.lower_open)), (high, (figure.upper, figure.upper_open))
    return all(_leave_room(lower, upper) for lower in lowers for upper in uppers)


def _negated(end: End) -> End:
    return (None if end[0] is None else end[0].copy_negate(), end[1])  # a minus would round it


def _leave_room(lower: End, upper: End) -> bool:
    """Whether a number lies between two ends."""
    if lower[0] is None or upper[0] is None:
        return True
    return lower[0] < upper[0] or (lower[0] == upper[0] and not lower[1] and not upper[1])


def as_told(figure: Observation, cell: Observation) -> Interval:
    """The cell's interval with the sign the sentence gives it: `a deficit of 6.0%` for a cell of -6.0."""
    return -cell.interval if turned(figure, cell) else cell.interval


def turned(figure: Observation, cell: Observation) -> bool:
    """Whether figure and cell have opposite signs that the words of the figure or the cell account for."""
    one, other = number(figure), number(cell)
    if one * other >= 0 or abs(one + other) > abs(other):
        return False
    words = f"{figure.subject} {cell.subject} {' '.join((*cell.row, *cell.column))}".lower()
    return any(word in words for word in knowledge()["told_without_sign"])


def number(figure: Observation) -> Decimal:
    """The value of a figure; the lower end of a range."""
    return figure.value[0] if isinstance(figure.value, tuple) else figure.value


def equal(figure: Observation, cell: Observation) -> bool:
    """Whether both print the same number, or a bound or `about` that the cell keeps."""
    if figure.qualifier:
        return as_told(figure, cell).within(figure.interval)
    value = -number(cell) if turned(figure, cell) else number(cell)
    return number(figure) == value


def breadth(figure: Observation) -> Fraction:
    """How much of its own size a figure leaves open, 0 to 1: what another number agrees with by chance."""
    size = abs(Fraction(number(figure)))
    lower, upper = figure.interval.lower, figure.interval.upper
    if lower is None or upper is None or not size:
        return Fraction(1)
    if lower == upper:
        return Fraction(1, 10) if size < FEW else 1 / size
    return min(Fraction(1), (upper - lower) / size)

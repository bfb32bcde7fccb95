"""Whether a printed figure and a cell can be one number, as intervals, and how much their agreement says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tallystick.model import Interval, Observation
from tallystick.reconciling.tables.words import knowledge

FEW = 20  # a count below this agrees with too much


def meet(figure: Observation, cell: Observation) -> bool:
    """Whether intervals share a number; amounts that tables print negative may be told without their sign.

    `about` is meant to be near: within 3 in 100.
    """
    one, other = number(figure), number(cell)
    if not other and one:  # a nought of a coarse unit says only that there is little
        return False
    if figure.qualifier == "~":
        return abs(abs(one) - abs(other)) * 100 <= 3 * abs(one) and (one * other > 0 or turned(figure, cell))
    return not (figure.interval & as_told(figure, cell)).is_empty


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

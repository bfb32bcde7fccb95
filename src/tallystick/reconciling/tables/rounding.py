"""How far the numbers of a column are rounded: where all of them end in noughts, to that place."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tallystick.model import Observation
from tallystick.reconciling.arithmetic import Bounds, bounds

LEAST = 6  # numbers of a column that must end in noughts, for these not to be digits


def noughts(cells: Iterable[tuple[int, Observation]]) -> dict[tuple[int, str], int]:
    """Of each column and unit the noughts that all of its printed whole numbers end in, where these are enough."""
    ends: dict[tuple[int, str], list[int]] = {}
    for column, figure in cells:
        digits = "".join(sign for sign in figure.digits if sign.isdigit())
        whole = "." not in figure.digits and digits.strip("0")
        if whole:
            ends.setdefault((column, figure.unit), []).append(len(digits) - len(digits.rstrip("0")))
        elif digits.strip("0"):
            ends.setdefault((column, figure.unit), []).append(0)
    return {key: min(found) for key, found in ends.items() if len(found) >= LEAST and min(found)}


def widened(figure: Observation, ending: int) -> Bounds:
    """The interval of a figure that is rounded to so many noughts as well."""
    box = bounds(figure.interval)
    if not ending or figure.qualifier or isinstance(figure.value, tuple):
        return box
    digits = "".join(sign for sign in figure.digits if sign.isdigit())
    if not int(digits or "0"):
        return box
    value = Fraction(figure.value)
    half = abs(value) / int(digits) * 10**ending / 2
    return (value - half, value < 0, value + half, value >= 0)

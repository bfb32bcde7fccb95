"""Other readings of words that have two: `rose 1.6 times` adds 160%, or leads to 1.6 times as much."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tallystick.model import Observation
from tallystick.model.message import Message
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.bundles import Bundle
from tallystick.reconciling.evidence import Quantity
from tallystick.reconciling.guards import Obstacle

TIMES = ("times", "fold", "倍")
_SHIFT = {"growth": Fraction(-100), "multiple": Fraction(1)}


def other_reading(
    bundle: Bundle, known: Mapping[Quantity, Bounds], figures: Mapping[Quantity, Observation]
) -> Obstacle | None:
    """The reason a gap closes when one figure told in times is read the other way; None when none does."""
    for quantity, figure in figures.items():
        if quantity.measure not in _SHIFT or not any(word in figure.text for word in TIMES):
            continue
        shifted = {**known, quantity: _moved(known[quantity], _SHIFT[quantity.measure])}
        if bundle.contract(shifted).empty is None:
            other = "times as much" if quantity.measure == "growth" else "times more"
            return Obstacle("explained", Message(other, {"words": figure.text}))
    return None


def _moved(box: Bounds, by: Fraction) -> Bounds:
    """The box moved along; a number told in words (`five-fold`) is round, half a time either way."""
    lower, lower_open, upper, upper_open = box
    half = abs(_SHIFT["growth"]) / 2 if abs(by) > 1 else Fraction(1, 2)
    if lower is not None and lower == upper:
        return (lower + by - half, False, lower + by + half, True)
    return (None if lower is None else lower + by, lower_open, None if upper is None else upper + by, upper_open)

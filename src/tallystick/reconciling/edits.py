"""The slips people make with numbers: a printed figure and what it may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tallystick.model import Observation
from tallystick.model.observation import UNITS_OF_RATE

_POWERS = tuple((power, 1) for power in (1, -1, 3, -3, 4, -4, 8, -8)) + tuple((p, 2) for p in (2, -2, 6, -6))
_RATE_POWERS = ((1, 1), (-1, 1), (2, 2), (-2, 2))
_NAMES = {1: "shifted digit", -1: "shifted digit", 4: "万/亿 slip", -4: "万/亿 slip"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One slip: its name, the number it leads to as printed, the value, and how rare it is (1 is common)."""

    name: str
    printed: str
    value: Decimal
    cost: int


def edits(observation: Observation) -> Iterator[Edit]:
    """Every figure one slip away from what is printed, commonest kinds first.

    The value keeps the scale and sign that the words give the printed digits.
    """
    if isinstance(observation.value, tuple) or not observation.digits:
        return
    digits = observation.digits.replace(",", "")
    try:
        printed = Decimal(digits)
    except ArithmeticError:
        return
    if not printed:
        return
    scale = observation.value / printed
    yield Edit("sign", f"-{digits}" if observation.value > 0 else digits, -observation.value, 1)
    for power, cost in _RATE_POWERS if observation.unit in UNITS_OF_RATE else _POWERS:
        moved = observation.value.scaleb(power)
        yield Edit(_NAMES.get(power, f"power of ten ({power:+d})"), f"{moved.normalize():f}", moved, cost)
    seen = {digits}
    for name, cost, candidate in _respelled(digits):
        if candidate not in seen and candidate not in ("", ".") and not candidate.startswith("."):
            seen.add(candidate)
            yield Edit(name, candidate, Decimal(candidate) * scale, cost)


def _respelled(digits: str) -> Iterator[tuple[str, int, str]]:
    places = [at for at, sign in enumerate(digits) if sign.isdigit()]
    for a, b in pairwise(places):
        signs = list(digits)
        signs[a], signs[b] = signs[b], signs[a]
        yield "digits swapped", 1, "".join(signs)
    for at in places:
        if len(places) > 1:
            yield "digit too many", 2, (digits[:at] + digits[at + 1 :]).removesuffix(".")
        for digit in "0123456789":
            yield "one digit", 3, digits[:at] + digit + digits[at + 1 :]
            yield "lost digit", 3, digits[:at] + digit + digits[at:]
    for digit in "0123456789":
        yield "lost digit", 3, digits + digit

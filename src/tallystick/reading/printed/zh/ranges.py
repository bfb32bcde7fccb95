"""The upper end of a range: 3%—5%, 3—5万亿元, 三至五万家, -0.5%至0.3%."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from tallystick.reading.printed.zh.numbers import BIG, Number, parse_number
from tallystick.reading.printed.zh.patterns import HAN_NUMBER, NUMBER
from tallystick.reading.printed.zh.units import Unit, unit_at

_TO = re.compile(r"\s?(?:[—–\-－~～至到]|——)\s?")
_SECOND = re.compile(rf"(?P<minus>[-－−负])?(?P<number>{NUMBER}|{HAN_NUMBER})")


class Range(NamedTuple):
    """Both ends, the rounding of the upper one, and the unit that they share."""

    low: Decimal
    high: Decimal
    half: Decimal
    unit: Unit


def range_from(first: Number, printed: str, unit: Unit, text: str, negative: bool) -> Range | None:
    """The range that begins with `first`, printed so with `unit` behind it; None where none does."""
    dash = _TO.match(text, unit.end)
    found = _SECOND.match(text, dash.end()) if dash else None
    number = parse_number(found["number"]) if found else None
    if found is None or number is None or number.upper is not None or first.upper is not None:
        return None
    other = unit_at(text, found.end())
    if (unit.code and unit.code != other.code) or not (other.code or number.value >= 10**4):
        return None
    factor = unit.factor if unit.code else other.factor
    low = first.value * factor * _shared_scale(printed, found["number"], unit)
    high = number.value * other.factor
    low, high = -low if negative else low, -high if found["minus"] else high
    return Range(low, high, number.half * other.factor, other) if low <= high else None


def _shared_scale(first: str, second: str, unit: Unit) -> int:
    """`3—5万亿`: the scale word of the second end holds for the first, if that has none and no unit."""
    if any(char in BIG for char in first) or unit.code:
        return 1
    scale = 1
    for char in second:
        scale *= BIG.get(char, 1)
    return scale

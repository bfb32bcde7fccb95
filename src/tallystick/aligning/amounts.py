"""What two observations amount to in one unit, as print rounds them."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from tallystick.aligning.wording import in_multiples
from tallystick.model import Interval, Observation

_PRINTED = re.compile(r"\d[\d,]*(?:\.(\d+))?", re.ASCII)
# A conversion such as jin to tonnes is exact, yet the translator rounds what it gives: 682.85 for 682.850.
_WORD_ROUNDING = Fraction(1, 20)
# A multiple in whole words (doubled, 两倍) is meant to a quarter of the base, in points of growth.
_MULTIPLE_ROUNDING = 25
_HIGHEST_POWER = 15  # of ten, by which one figure can be off from another


@dataclass(frozen=True, slots=True)
class Amount:
    """The printed value with its rounding, in `unit`; the qualifier is left aside."""

    interval: Interval
    middle: Fraction
    unit: str


@lru_cache(maxsize=1)
def _conversions() -> dict[str, tuple[str, Fraction]]:
    text = files("tallystick.knowledge").joinpath("conversions.toml").read_text(encoding="utf-8")
    return {unit: (row["to"], Fraction(row["times"], row["over"])) for unit, row in tomllib.loads(text).items()}


def amount_of(observation: Observation) -> Amount:
    """The amount in the unit that both languages' units convert to; a multiple as the growth that leads to it."""
    unit, factor = _conversions().get(observation.unit, (observation.unit, Fraction(1)))
    value = observation.value
    low, high = (Fraction(v) for v in (value if isinstance(value, tuple) else (value, value)))
    half = _half(observation, max(abs(low), abs(high)))
    shift = Fraction(0)
    if observation.measure == "multiple" and observation.unit == "times":
        unit, factor, shift = "%", Fraction(100), Fraction(-100)
    if unit == "%" and observation.measure in ("growth", "multiple") and _in_whole_multiples(observation):
        half = _MULTIPLE_ROUNDING / factor
    interval = Interval.of((low - half) * factor + shift, (high + half) * factor + shift)
    return Amount(interval, (low + high) / 2 * factor + shift, unit)


def _in_whole_multiples(observation: Observation) -> bool:
    return "." not in observation.digits and in_multiples(observation.text)


def _half(observation: Observation, size: Fraction) -> Fraction:
    """Half a unit of the last printed place, from the interval or, where a qualifier widened it, the digits."""
    if not observation.qualifier and observation.lower is not None and observation.upper is not None:
        low, high = observation.lower, observation.upper
        if not isinstance(observation.value, tuple):
            return Fraction(high - low) / 2
    printed = _PRINTED.search(observation.digits)
    if not printed:
        return size * _WORD_ROUNDING
    number = Fraction(printed.group().replace(",", ""))
    places = len(printed.group(1) or "")
    return size / number * Fraction(1, 2 * 10**places) if number else Fraction(0)


def agree(a: Amount, b: Amount) -> bool:
    """Whether both can be roundings of one number."""
    return a.unit == b.unit and not (a.interval & b.interval).is_empty


def power_of_ten(a: Amount, b: Amount) -> int:
    """The power of ten by which b is off from a, 0 where it is not one (or the two agree)."""
    if not a.middle or not b.middle or a.middle * b.middle < 0:
        return 0
    power = round(math.log10(abs(b.middle / a.middle)))
    if power == 0 or abs(power) > _HIGHEST_POWER:
        return 0
    factor = Fraction(10) ** power
    scaled = abs(a.middle) * factor
    return power if abs(scaled - abs(b.middle)) <= width(a) * factor + width(b) + scaled / 10**9 else 0


def width(amount: Amount) -> Fraction:
    """Half the width of what rounding leaves open."""
    low, high = amount.interval.lower, amount.interval.upper
    return (high - low) / 2 if low is not None and high is not None else Fraction(0)

"""What two observations amount to in one unit, as print rounds them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from tallystick.model import Interval, Observation

_PRINTED = re.compile(r"\d[\d,]*(?:\.(\d+))?", re.ASCII)
# A conversion such as jin to tonnes is exact, yet the translator rounds what it gives: 682.85 for 682.850.
_WORD_ROUNDING = Fraction(1, 20)


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
    """The amount in the unit that both languages' units convert to."""
    unit, factor = _conversions().get(observation.unit, (observation.unit, Fraction(1)))
    value = observation.value
    low, high = (Fraction(v) for v in (value if isinstance(value, tuple) else (value, value)))
    half = _half(observation, max(abs(low), abs(high)))
    return Amount(Interval.of((low - half) * factor, (high + half) * factor), (low + high) / 2 * factor, unit)


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

"""Two linked figures whose sizes differ: by a power of ten, a digit, a multiple, or beyond a bound."""

from __future__ import annotations

import re
from fractions import Fraction

from tallystick.aligning.amounts import agree, power_of_ten, width
from tallystick.aligning.figures import Figure
from tallystick.aligning.wording import in_multiples
from tallystick.model import Observation

Found = tuple[str, str] | None

_NAMES = {"pp": "percentage points", "%": "per cent"}
_SCALE_WORD = re.compile(r"[千万亿兆]|thousand|million|billion|trillion|(?:\b|\d)(?:mn|bn|tn|[mbk])\b", re.IGNORECASE)
_TOLERANCE = Fraction(1, 10)  # of the base, within which two multiples are one


def times(original: Figure, translation: Figure) -> Found:
    """增长两倍 is growth of 200%, three times as much: told as doubled, or as `2 times`, it is one base off."""
    one, other = original.observation, translation.observation
    if not {one.measure, other.measure} <= {"growth", "multiple"} or original.amount.unit != translation.amount.unit:
        return None
    if original.amount.middle < 0 or translation.amount.middle < 0:
        return None
    if not (in_multiples(one.text) or in_multiples(other.text)):
        return None
    off = abs(original.amount.middle - translation.amount.middle) / 100
    both = in_multiples(one.text) and in_multiples(other.text)
    if abs(off - 1) <= _TOLERANCE or (both and "番" in one.text + other.text and off > 1):
        return "times", f"“{one.text}” and “{other.text}”: growth by N times is not N times as much"
    return None


def points(original: Figure, translation: Figure) -> Found:
    """Per cent for percentage points, or the other way round."""
    one, other = original.amount, translation.amount
    if {one.unit, other.unit} == {"%", "pp"} and close(one.middle, other.middle, original):
        said = f"“{original.observation.text}” is {_NAMES[one.unit]}"
        return "percent for points", f"{said}, “{translation.observation.text}” is {_NAMES[other.unit]}"
    return None


def size(original: Figure, translation: Figure) -> Found:
    """How the amounts differ, where they do beyond rounding, conversion and a coarser bound."""
    one, other = original.amount, translation.amount
    if one.unit != other.unit:
        return "unit", f"{named(original)} in the original, {named(translation)} in the translation"
    if agree(one, other) or _is_weaker(original, translation):
        return None
    near = abs(one.middle - other.middle) * 10 < abs(one.middle)
    if near and translation.observation.qualifier in (">", "<") and (found := bound(original, translation)):
        return found
    first, second = original.observation, translation.observation
    power = power_of_ten(one, other)
    if power:
        return _power(first, second, power)
    if _one_edit(_mantissa(first), _mantissa(second)) or _one_edit(_told_as(original, translation), _mantissa(second)):
        return "digits", f"“{first.text}” and “{second.text}” are one digit apart"
    if {first.qualifier, second.qualifier} & {">", "<"}:
        return "bound", f"“{second.text}” goes past what “{first.text}” says"
    return "value", f"“{first.text}” and “{second.text}” are no roundings of one number"


def _power(original: Observation, translation: Observation, power: int) -> tuple[str, str]:
    """A point dropped leaves the digits and no scale word to blame; else the scale word is the wrong one."""
    same_digits = _plain(original) == _plain(translation)
    scaled = _SCALE_WORD.search(original.text) and _SCALE_WORD.search(translation.text)
    if (
        power in (1, 2) and "." not in translation.digits and _mantissa(original) == _mantissa(translation)
        and not (same_digits and scaled)
    ):  # fmt: skip
        return "lost decimal point", f"“{original.text}” became “{translation.text}”"
    return "scale", f"“{translation.text}” is 10^{power} times “{original.text}”"


def bound(original: Figure, translation: Figure) -> Found:
    """A bound in the translation that the original does not reach, or one turned round."""
    first, second = original.observation, translation.observation
    one, other = original.amount, translation.amount
    if (first.qualifier, second.qualifier) in ((">", "<"), ("<", ">")):
        return "qualifier", "more than in one text, less than in the other"
    if second.qualifier == ">" and first.qualifier in ("", "~", "<") and other.middle > one.middle:
        return "bound", f"the original's “{first.text}” does not exceed “{second.text}”"
    if second.qualifier == "<" and first.qualifier in ("", "~", ">") and other.middle < one.middle:
        return "bound", f"the original's “{first.text}” is not below “{second.text}”"
    return None


def _is_weaker(original: Figure, translation: Figure) -> bool:
    """A coarser bound that the original's amount implies: more than 4,000 for 4,200."""
    first, second = original.observation.qualifier, translation.observation.qualifier
    one, other = original.amount, translation.amount
    base = abs(one.middle)
    if in_multiples(translation.observation.text):
        base = abs(one.middle + 100)  # what a multiple is held against is the whole, not the growth
    if abs(one.middle - other.middle) > base / 10:
        return False
    if second == ">" and first in ("", ">"):
        return other.middle <= one.middle
    if second == "<" and first in ("", "<"):
        return other.middle >= one.middle
    return second == "~" and abs(one.middle - other.middle) <= base / 20


def close(a: Fraction, b: Fraction, rounding: Figure) -> bool:
    """Whether two amounts are one within the rounding of a figure."""
    return abs(a - b) <= width(rounding.amount) + abs(a) / 10**9


def named(figure: Figure) -> str:
    """The unit in words."""
    return _NAMES.get(figure.amount.unit, figure.amount.unit)


def _plain(observation: Observation) -> str:
    """The Arabic digits and the point, without a scale word behind them."""
    return re.sub(r"[^\d.]", "", observation.digits)


def _mantissa(observation: Observation) -> str:
    return re.sub(r"\D", "", observation.digits).strip("0")


def _told_as(original: Figure, translation: Figure) -> str:
    """The digits that the translation should have printed, in its own unit and scale word."""
    digits, middle = _plain(translation.observation), translation.amount.middle
    number = re.fullmatch(r"\d+(?:\.(\d+))?", digits, re.ASCII)
    if not number or not middle:  # words, or a range
        return ""
    places = len(number.group(1) or "")
    right = float(abs(original.amount.middle / middle) * Fraction(digits))
    return re.sub(r"\D", "", f"{right:.{places}f}").strip("0")


def _one_edit(a: str, b: str) -> bool:
    """One digit mistyped, lost or added, or two neighbours swapped."""
    if not a or not b or a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 2:
        return False
    if len(a) == len(b):
        off = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        swap = len(off) == 2 and off[1] == off[0] + 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]
        return len(off) == 1 or swap
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))

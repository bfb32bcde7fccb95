"""Numbers and intervals as people write them, in English and Chinese."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor, log10

from tallystick.knowledge.wording import sentence, unit
from tallystick.model import Interval, Observation
from tallystick.model.message import Amount

_SCALES = {
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
}
_MOST_PLACES = 9
_BEYOND = 10**100  # a number that is told, but not written out


@lru_cache(maxsize=65536)
def number(value: Fraction | Decimal, language: str = "en", places: int | None = None) -> str:
    """A number as people write it: scale words for large ones, `places` decimals or as many as it has.

    >>> number(Fraction("114.2e12"), places=1), number(Fraction(1430000))
    ('114.2 trillion', '1.43 million')
    >>> number(Fraction(-1430000), "zh"), number(Fraction(3850), "zh")
    ('−143万', '3850')
    """
    exact = Fraction(value)
    size, sign = abs(exact), "−" if exact < 0 else ""
    if size >= _BEYOND:
        return f"{sign}{Decimal(size.numerator) / size.denominator:.4g}"
    power, word = _scale(size, language)
    scaled = size / 10**power
    apart = "," if language == "en" else ""  # Chinese texts set no commas between thousands
    if places is not None:
        return f"{sign}{float(scaled):{apart}.{places}f}{word}"
    text = f"{float(scaled):{apart}.6f}".rstrip("0").rstrip(".")
    return f"{sign}{text}{word}"


def _scale(size: Fraction, language: str) -> tuple[int, str]:
    return next(((power, word) for power, word in _SCALES[language] if size >= 10**power), (0, ""))


def amount(told: Amount, language: str = "en") -> str:
    """An interval in words: `between 2.70 and 2.86%`, with enough places to tell its ends apart.

    Beside a printed figure it has one digit more than that figure, and says `about 2.78%` where the ends then agree.
    """
    lower, upper = told.interval.lower, told.interval.upper
    tail = unit(told.unit, language)
    if told.unit == "year" and lower is not None and lower == upper:
        return str(lower)
    if lower is None and upper is None:
        return sentence("anything", language)
    if lower is None or upper is None:
        end = upper if lower is None else lower
        assert end is not None
        ways = (number(end, language), number(end, language, _places(end, told.digit or abs(end), language)))
        shown = min(ways, key=len) + tail
        return sentence("below" if lower is None else "above", language).format(low=shown, high=shown)
    if lower == upper and told.digit is None:
        return number(lower, language) + tail
    width = told.digit or upper - lower
    low, high = (number(end, language, _places(end, width, language)) for end in (lower, upper))
    if low == high:
        return sentence("about number", language).format(number=low + tail)
    return sentence("between", language).format(low=low if language == "en" else low + tail, high=high + tail)


def last_digit(figure: Observation) -> Fraction | None:
    """The unit of the last digit of a figure; None where its words do not tell one."""
    if isinstance(figure.value, tuple):
        return None
    if not figure.qualifier and figure.lower is not None and figure.upper is not None:
        return Fraction(figure.upper) - Fraction(figure.lower) or None
    return _place_of_last(figure.digits, Fraction(figure.value))


def _place_of_last(digits: str, value: Fraction) -> Fraction | None:
    """What the last of some printed digits counts, for the value they stand for."""
    try:
        printed = Decimal(digits.replace(",", ""))
    except ArithmeticError:
        return None
    if not printed or not printed.is_finite():
        return None
    return abs(value / Fraction(printed)) * Fraction(10) ** int(printed.as_tuple().exponent)


def within(interval: Interval, code: str, like: Observation | None = None) -> Amount:
    """An interval as part of a message, told with one digit more than the figure it is held against."""
    return Amount(interval, code, last_digit(like) if like else None)


def _places(value: Fraction, width: Fraction, language: str) -> int:
    """Decimals that show one digit more than a width, in the scale in which a number is told."""
    power, _ = _scale(max(abs(value), Fraction(1)), language)
    narrow = float(width / 10**power) or 1.0
    return min(max(1 - floor(log10(narrow) + 1e-9), 0), _MOST_PLACES)

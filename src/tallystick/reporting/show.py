"""How values, intervals, units and periods are written for people, in English and Chinese."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from tallystick.knowledge.wording import sentence
from tallystick.knowledge.wording import unit as unit_words
from tallystick.model import Finding, Interval, Observation, Place, within_reach
from tallystick.model.message import Amount
from tallystick.model.period_words import period_words
from tallystick.model.reading import HANDED_IN, Reader
from tallystick.reconciling.shown import verdict_words
from tallystick.reconciling.wording import amount

Number = Decimal | Fraction

MARKS = {
    "contradicts": "≠",
    "cannot check": "?",
    "explained": "~",
    "holds by rounding": "≈",
    "holds": "✓",
    "read": "·",
}
UNSURE_MARK = "†"
"""Behind a figure that was read with too little confidence to stand by itself."""

_UNITS = {"%": "%", "pp": " pp", "bp": " bp", "1": "", "times": " times", "rank": "", "point": " points"}
_TIMES = ("year", "quarter", "month", "week", "day", "hour", "minute")
_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"))
_SCALES_ZH = ((12, "万亿"), (8, "亿"), (4, "万"))
show_period = period_words
_MOST_DIGITS = 100
_PLACES = 12  # digits after the point beyond which a number is not worth showing


def show_number(number: Number, language: str = "en") -> str:
    """A number with the scale word that people use, no digit lost up to twelve places.

    >>> show_number(Decimal("31400000000000")), show_number(Decimal("-5.6"))
    ('31.4 trillion', '−5.6')
    >>> show_number(Decimal("1E+5000"))
    '1e+5000'
    >>> show_number(Decimal("1425000"), "zh")
    '142.5万'
    >>> show_number(Decimal("418397.7")), show_number(Fraction(1255193, 3))
    ('418,397.7', '418,398')
    """
    if _is_beyond_measure(number):
        return (
            f"{number:.4g}" if isinstance(number, Decimal) else f"{Decimal(number.numerator) / number.denominator:.4g}"
        )
    sign, size = ("−" if number < 0 else ""), abs(Fraction(number))
    for power, word in _SCALES_ZH if language == "zh" else _SCALES:
        if size >= 10**power:
            return f"{sign}{_digits(size / 10**power, language)}{word}"
    return sign + _digits(size, language)


def _is_beyond_measure(number: Number) -> bool:
    """Whether a number is told, but not written out."""
    if isinstance(number, Decimal):
        return not within_reach(number, _MOST_DIGITS)
    return bool(abs(number) >= 10**_MOST_DIGITS)


def _digits(number: Fraction, language: str) -> str:
    apart = "," if language == "en" else ""  # Chinese texts set no commas between thousands
    if number.denominator == 1:
        return f"{number.numerator:{apart}}"
    near = round(number, _PLACES)
    exact = f"{Decimal(near.numerator) / near.denominator:{apart}.{_PLACES}f}"  # a float has no twelve places to give
    whole, point, places = exact.rstrip("0").partition(".")
    if len(places) > 6:  # no printed figure has so many: a computed one, shown to four significant places
        return f"{round(number):{apart}}" if number >= 1000 else f"{float(number):{apart}.4g}"
    return f"{whole}{point}{places}" if places else whole


def show_unit(unit: str, language: str = "en") -> str:
    """The unit as it follows a number, with its space where it takes one.

    >>> show_unit("CNY"), show_unit("CNY", "zh"), show_unit("pp"), show_unit("pp", "zh")
    (' CNY', '元', ' pp', '个百分点')
    """
    if language != "en" or unit in _TIMES:
        return unit_words(unit, language)
    return _UNITS.get(unit, f" {unit}")


class Valued(Protocol):
    """What has a value with its unit, measure and qualifier: an observation, or a kept figure."""

    @property
    def value(self) -> Decimal | tuple[Decimal, Decimal]:
        """The value, or the ends of a range."""

    @property
    def unit(self) -> str:
        """Its unit."""

    @property
    def measure(self) -> str:
        """What kind of value it is."""

    @property
    def qualifier(self) -> str:
        """`>`, `<`, `~` or nothing."""


def show_value(observation: Valued, language: str = "en") -> str:
    """The value of an observation with its qualifier, sign and unit: `> 1.43 million`, `+9.6%`, `#1`."""
    value, unit = observation.value, show_unit(observation.unit, language)
    before = {">": "> ", "<": "< ", "~": "≈ "}.get(observation.qualifier, "")
    if observation.measure == "rank" and not isinstance(value, tuple):
        return f"{before}#{show_number(value, language)}"
    plus = "+" if observation.measure.endswith("growth") or observation.measure in ("change", "gap") else ""
    ends = value if isinstance(value, tuple) else (value,)
    shown = " – ".join((plus if end > 0 else "") + show_number(end, language) for end in ends)
    return f"{before}{shown}{unit}"


def show_interval(interval: Interval, unit: str, language: str = "en") -> str:
    """An interval in mathematical brackets with its unit: `[9.55, 9.65) %`."""
    left, right = ("(" if interval.lower_open else "["), (")" if interval.upper_open else "]")
    lower = "−∞" if interval.lower is None else show_number(interval.lower, language)
    upper = "∞" if interval.upper is None else show_number(interval.upper, language)
    if interval.is_point:
        return f"{lower}{show_unit(unit, language)}"
    if lower == upper:  # too narrow to tell its ends apart
        return f"≈ {lower}{show_unit(unit, language)}"
    return f"{left}{lower}, {upper}{right}{' ' + show_unit(unit, language).strip() if unit != '1' else ''}"


def show_derived(finding: Finding, language: str = "en") -> str:
    """What the others give for a figure, with one digit more than it has: `about −4.27%`."""
    derived, told = finding.derived, finding.published.interval if finding.published else None
    if derived is None:
        return ""
    width = told.upper - told.lower if told and told.lower is not None and told.upper is not None else None
    return amount(Amount(derived.interval, derived.unit, width or None), language)


def show_measure(measure: str, language: str = "en") -> str:
    """The name of a measure."""
    return sentence(f"measure name {measure}", language)


def settled_by(observation: Observation) -> str:
    """The decision by which a person settled a figure; empty where nobody did."""
    return next((evidence.rule for evidence in observation.evidence if evidence.field == "settled"), "")


def show_place(place: Place | None, language: str = "en") -> str:
    """A page or a cell of a sheet: `page 3`, `sheet Exports, cell B5`; nothing of no place.

    >>> show_place(Place(page=3, file="annex.pdf"), "zh")
    'annex.pdf，第3页'
    """
    if place is None or language != "zh":
        return str(place or "")
    sheet = f"工作表{place.sheet}" + (f"，单元格{place.cell}" if place.cell else "")
    where = sheet if place.sheet else f"第{place.page}页" if place.page else ""
    return "，".join(part for part in (place.file, where) if part)


def show_reader(reader: Reader, language: str = "en") -> str:
    """Who or what read a text: `accurate 1f0c9a66b8d1e2f3`, `handed in by Ana Lopez`.

    >>> show_reader(Reader("fast"), "zh"), show_reader(Reader(HANDED_IN, "Ana Lopez"), "zh")
    ('快速', 'Ana Lopez提交')
    """
    if reader.name == HANDED_IN:
        return sentence("reader handed in", language).format(who=reader.weights).strip()
    name = sentence(f"reader {reader.name}", language).removeprefix("reader ")
    return f"{name} {reader.weights}".strip()


def show_verdict(verdict: str, language: str = "en") -> str:
    """A verdict word with its mark, so that colour never carries it alone."""
    return f"{MARKS[verdict]} {verdict_words(verdict, language)}"

"""Sentences and formulas with the numbers in them, in plain English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor, log10

from tallystick.model import Interval, Observation
from tallystick.model.period_words import period_words
from tallystick.reconciling.evidence import Evidence, Quantity
from tallystick.reconciling.expression import Binary, Fold, Name, Node, Number, Power, parse, turns
from tallystick.reconciling.ties import Tie

_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"))
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_UNITS = {"%": "%", "pp": " percentage points", "bp": " basis points", "1": "", "rank": "", "point": " points"}
_MEASURES = {
    "growth": "growth of {subject}",
    "average_growth": "average growth of {subject}",
    "annualised_growth": "annualised growth of {subject}",
    "change": "change of {subject}",
    "gap": "gap of {subject}",
    "share": "share of {subject}",
    "contribution": "contribution of {subject}",
    "multiple": "multiple of {subject}",
    "rank": "rank of {subject}",
    "streak": "streak of {subject}",
    "since": "first year of: {subject}",
}


def number(value: Fraction | Decimal, places: int | None = None) -> str:
    """A number as people write it: scale words for large ones, `places` decimals or as many as it has.

    >>> number(Fraction("114.2e12"), 1), number(Fraction(1430000))
    ('114.2 trillion', '1.43 million')
    """
    exact = Fraction(value)
    size, sign = abs(exact), "−" if exact < 0 else ""
    power, word = next(((p, w) for p, w in _SCALES if size >= 10**p), (0, ""))
    scaled = size / 10**power
    if places is not None:
        return f"{sign}{float(scaled):,.{places}f}{word}"
    text = f"{float(scaled):,.6f}".rstrip("0").rstrip(".")
    return f"{sign}{text}{word}"


def unit_word(unit: str) -> str:
    """The unit as it follows a number."""
    return _UNITS.get(unit, f" {unit}")


def within(interval: Interval, unit: str, like: Observation | None = None) -> str:
    """An interval in words: `between 2.70 and 2.86%`, with enough places to tell its ends apart.

    Beside a printed figure it has one digit more than that figure, and says `about 2.78%` where the ends then agree.
    """
    lower, upper = interval.lower, interval.upper
    tail = unit_word(unit)
    if unit == "year" and lower is not None and lower == upper:
        return str(lower)
    if lower is None and upper is None:
        return "anything"
    if lower is not None and lower == upper and like is None:
        return number(lower) + tail
    if lower is None or upper is None:
        end = upper if lower is None else lower
        assert end is not None
        return f"{'below' if lower is None else 'above'} {number(end, _places(end, abs(end)))}{tail}"
    narrow = upper - lower if like is None else _last_digit(like) or upper - lower
    shown = [number(end, _places(end, narrow)) for end in (lower, upper)]
    return f"about {shown[0]}{tail}" if shown[0] == shown[1] else f"between {shown[0]} and {shown[1]}{tail}"


def _last_digit(figure: Observation) -> Fraction | None:
    """The unit of the last digit of a figure; None where its words do not tell one."""
    if figure.qualifier or isinstance(figure.value, tuple) or figure.lower is None or figure.upper is None:
        return None
    return Fraction(figure.upper) - Fraction(figure.lower) or None


def _places(value: Fraction, width: Fraction) -> int:
    size = max(abs(value), Fraction(1))
    power = next((p for p, _ in _SCALES if size >= 10**p), 0)
    narrow = float(width / 10**power) or 1.0
    return min(max(1 - floor(log10(narrow) + 1e-9), 0), 9)


def said(observation: Observation) -> str:
    """The words of a figure with its qualifier, and with the sign they leave to a verb: `more than 1.43 million`."""
    before = {">": "more than ", "<": "less than ", "~": "about "}.get(observation.qualifier, "")
    if observation.measure in MOVES and not isinstance(observation.value, tuple):
        return before + signed(observation.text, observation.value)
    return before + observation.text


MOVES = ("growth", "average_growth", "annualised_growth", "change", "gap", "contribution")
"""Measures whose sign a text may leave to a word: `fell by 4.3%`."""
_SIGNED = ("-", "−", "–", "－", "(", "（", "负")


def signed(words: str, value: Decimal | None) -> str:
    """The words of a figure with a minus where its value is negative and they do not show it.

    >>> signed("4.3%", Decimal("-4.3")), signed("-4.3%", Decimal("-4.3")), signed("4.3%", Decimal("4.3"))
    ('−4.3%', '-4.3%', '4.3%')
    """
    told = any(sign in words for sign in _SIGNED) or words.lower().startswith(("minus", "negative"))
    return f"−{words}" if value is not None and value < 0 and not told else words


def printed(observation: Observation) -> str:
    """The number of a figure for a formula: `9.6%`, `(more than) 1.43 million`."""
    before = {">": ">", "<": "<", "~": "~"}.get(observation.qualifier, "")
    value = observation.value
    if isinstance(value, tuple):
        return f"{before}{number(value[0])}…{number(value[1])}"
    tail = {"%": "%", "pp": " pp"}.get(observation.unit, "")
    return f"{before}{number(value)}{tail}"


def subject_of(quantity: Quantity, evidence: Evidence, ties: Sequence[Tie] = ()) -> str:
    """The words for a series: of a figure that states it, or of the whole a figure names."""
    names = [s.observation for s in evidence.stated if s.quantity.series == quantity.series]
    if names:
        return names[0].indicator_name or names[0].subject
    for tie in ties:
        for other in tie.quantities:
            for stated in evidence.by_quantity.get(other, ()):
                if stated.quantity.base == quantity.series:
                    base = stated.observation.base
                    return f"{stated.observation.subject}, {base}" if "@" in quantity.series else base
    return quantity.series.removeprefix("~")


def capital(text: str) -> str:
    """A text with its first letter raised, the rest left alone."""
    return text[:1].upper() + text[1:]


def describe(quantity: Quantity, subject: str) -> str:
    """What a quantity is: `growth of profits in 2020`."""
    return measured(quantity.measure, subject, quantity.period)


def measured(measure: str, subject: str, period: str) -> str:
    """A measure of a subject, with its period as people write it.

    >>> measured("growth", "profits", "2023-01/2023-04")
    'growth of profits in Jan–Apr 2023'
    """
    what = _MEASURES.get(measure, "{subject}").format(subject=subject)
    return f"{what} in {period_words(period)}" if period else what


def formula(tie: Tie, figures: Mapping[Quantity, str]) -> str:
    """The identity's formula with the numbers (or `?`) in the places of its roles."""
    parsed = parse(tie.identity.formula)
    count = max(len(filled) for _, filled in tie.roles)
    exponent = next((str(b) for name, _, b in tie.tape.operations if name == "^"), str(count))

    sizes = {role: len(filled) for role, filled in tie.roles}

    def show(node: Node, each: int = 0) -> str:
        match node:
            case Number(value):
                return str(value)
            case Name(role):
                filled = tie.role(role)
                return figures.get(filled[min(each, len(filled) - 1)], "?")
            case Fold(sign, body):
                return f" {_SIGNS[sign]} ".join(show(body, turn) for turn in range(turns(body, sizes)))
            case Power(base, power):
                return f"{show(base, each)}^{power if isinstance(power, int) else exponent}"
            case Binary("/", left, Number(value)) if value == 100:  # a rate carries its % sign
                return show(left, each).removesuffix("%") + "%"
            case Binary(sign, left, right):
                shown = f"{show(left, each)} {_SIGNS[sign]} {show(right, each)}"
                return f"({shown})" if sign in "+-" and node not in (parsed.left, parsed.right) else shown

    return f"{show(parsed.left)} = {show(parsed.right)}"

"""Every number of a text, read as a figure or not, by its digits alone: what may carry a figure of the other text.

Scale words, units and signs are left aside, so that 7.49 million carries 749万 and `one third` carries 1/3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tallystick.aligning.amounts import amount_of, width
from tallystick.aligning.figures import Figure
from tallystick.model import Reading, Release, Unread
from tallystick.reading.printed.en.lexer import lex
from tallystick.reading.printed.en.quantities.numbers import number_at
from tallystick.reading.printed.zh.numbers import parse_number

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?", re.ASCII)
_HAN_NUMBER = re.compile("[零〇一二两三四五六七八九十百千万亿点]{1,24}")
_LONGEST = 24
_LEAST_MULTIPLE = 40  # per cent of growth that may be told as a multiple


@dataclass(frozen=True, slots=True)
class Digits:
    """The leading digits of a number, from 1 to below 10, and how far rounding lets them be off."""

    lead: Fraction
    slack: Fraction

    def carry(self, other: Digits) -> bool:
        """Whether both can be print of one number."""
        slack = self.slack + other.slack
        return any(abs(self.lead * factor - other.lead) <= slack for factor in (1, 10, Fraction(1, 10)))


@dataclass(frozen=True, slots=True)
class Carrier:
    """A number of a text, at `start`; without digits it may stand for any."""

    start: int
    digits: tuple[Digits, ...]

    def carries(self, wanted: tuple[Digits, ...]) -> bool:
        """Whether the number may stand for a figure of these digits."""
        return not self.digits or any(own.carry(other) for own in self.digits for other in wanted)


def carriers(reading: Reading) -> list[Carrier]:
    """All numbers of a text in their order."""
    release = reading.release
    found = [Carrier(m.start(), (_printed(m.group()),)) for m in _DIGITS.finditer(release.text)]
    found += [Carrier(o.start, digits_of(Figure(o, amount_of(o)))) for o in reading.observations]
    untold = [unread for unread in reading.unread if unread.reason != "date"]  # a time carries no figure
    found += [one for unread in untold for one in _of_words(release, unread)]
    return sorted(found, key=lambda carrier: carrier.start)


def digits_of(figure: Figure) -> tuple[Digits, ...]:
    """What may be printed for a figure: its value, what it converts to, and growth as a multiple."""
    value, amount = figure.observation.value, figure.amount
    ends = [Fraction(v) for v in (value if isinstance(value, tuple) else (value,))]
    part = width(amount) / abs(amount.middle) if amount.middle else Fraction(0)
    forms = [(form, abs(form) * part) for form in (*ends, amount.middle)]
    if amount.unit == "%" and amount.middle >= _LEAST_MULTIPLE:
        forms.append((100 + amount.middle, width(amount)))
    return tuple(_lead(form, slack) for form, slack in forms if form)


def _printed(digits: str) -> Digits:
    """A number in digits; one digit alone is rounded no further."""
    plain = digits.replace(",", "")[:_LONGEST].rstrip(".")
    places = len(plain.partition(".")[2])
    rounded = len(plain.replace(".", "").strip("0")) > 1
    return _lead(Fraction(plain), Fraction(1, 2 * 10**places) if rounded else Fraction(0))


def _of_words(release: Release, unread: Unread) -> Iterator[Carrier]:
    """The numbers that words of an unread number tell; one that cannot be told may be any."""
    if _DIGITS.search(unread.text):
        return
    if unread.text.isascii():
        tokens = lex(release.text, unread.start, unread.end)
        values = [n.value for i in range(len(tokens)) if (n := number_at(tokens, i))]
    else:
        values = [h.value for m in _HAN_NUMBER.finditer(unread.text) if (h := parse_number(m.group()))]
    yield Carrier(unread.start, tuple(_lead(Fraction(value), Fraction(0)) for value in values if value))


def _lead(number: Fraction, slack: Fraction) -> Digits:
    number = abs(number)
    if not number:
        return Digits(Fraction(0), slack)
    power = Fraction(10) ** (len(str(number.numerator)) - len(str(number.denominator)))
    while number >= 10 * power:
        power *= 10
    while number < power:
        power /= 10
    return Digits(number / power, slack / power)

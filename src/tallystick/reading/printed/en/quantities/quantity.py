"""Quantity: an amount or a range with its unit, over the shortest words that carry both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.printed.en.lexer import NUMBER, Token
from tallystick.reading.printed.en.quantities.amounts import Amount, amount_at
from tallystick.reading.printed.en.quantities.ranges import Range, range_from, tolerance_at
from tallystick.reading.printed.en.quantities.unit_words import unit_words
from tallystick.reading.printed.en.quantities.units import THINGS, is_money
from tallystick.reading.printed.en.vocabulary import vocabulary

Value = Decimal | tuple[Decimal, Decimal]


@dataclass
class Quantity:
    """A value in a unit over the characters from `start` to `end` and the tokens up to `stop`.

    `half` is half a unit of the last printed place, `digits` the number as printed. `form` tells how it is written:
    digits, words, part (of a whole, in percent), fold (`doubled`), ordinal, streak. `signed` tells that the text
    prints a sign or accounting bracket, which `value` carries: no verb turns it. `bare` tells that no unit is printed.
    `doubt` is the reason for which rules take it for no figure; empty where they know none.
    """

    start: int
    end: int
    stop: int
    value: Value
    half: Decimal
    digits: str
    unit: str
    form: str
    signed: bool = False
    bare: bool = False
    doubt: str = ""

    def __post_init__(self) -> None:
        self.bare = self.unit == THINGS

    @property
    def scaled(self) -> bool:
        """Whether the digits printed are only a part of the value (`6.1 million`)."""
        digits = self.digits.replace(",", "")
        high = self.value[1] if isinstance(self.value, tuple) else self.value
        return digits.replace(".", "", 1).isdigit() and abs(high) > Decimal(digits)

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.unit in ("%", "‰")

    @property
    def counts_change(self) -> bool:
        """Whether it is a whole count of things with a printed sign, which no stock of them has."""
        return self.signed and self.bare and "." not in self.digits

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency."""
        return is_money(self.unit)


def quantity_at(tokens: Sequence[Token], i: int, conventions: Conventions) -> Quantity | None:
    """The quantity that starts at token `i`: sign, currency, number or range, scale, unit."""
    first = amount_at(tokens, i, conventions)
    if first is None:
        around = tolerance_at(tokens, i, conventions)
        return None if around is None else _of_range(tokens, i, around, "digits", signed=True)
    start, form = tokens[i].start, "fold" if first.unit.code == "fold" else first.number.form
    signed = bool(first.opening.sign)
    found = range_from(tokens, first, conventions)
    if found is not None:
        return _of_range(tokens, i, found, form, signed=signed)
    value, half, stop = _with_smaller(tokens, first, conventions)
    return Quantity(start, tokens[stop - 1].end, stop, value, half, first.number.digits, first.code, form, signed)


def _of_range(tokens: Sequence[Token], i: int, found: Range, form: str, *, signed: bool) -> Quantity:
    ends, end = (found.low, found.high), tokens[found.stop - 1].end
    return Quantity(tokens[i].start, end, found.stop, ends, found.half, found.digits, found.code, form, signed)


def _with_smaller(tokens: Sequence[Token], first: Amount, conventions: Conventions) -> tuple[Decimal, Decimal, int]:
    """The value of an amount with the smaller unit that goes on it: `3 dollars 50 cents`, `5 feet 2 inches`."""
    alone = first.value, first.half, first.stop
    parts = unit_words().parts.get(first.code, {})
    if not (parts or is_money(first.code)) or first.number.scaled or first.stop + 1 >= len(tokens):
        return alone
    j = first.stop + (tokens[first.stop].low == "and" or (bool(parts) and tokens[first.stop].low == ","))
    if tokens[j].kind != NUMBER and tokens[j].low not in vocabulary().cardinals:
        return alone
    second = amount_at(tokens, j, conventions)
    if second is None or second.opening.code or second.opening.sign or second.number.form != first.number.form:
        return alone
    if second.code == first.code and second.unit.worth < first.unit.worth:
        worth = second.unit.worth
    elif second.code in parts:
        worth = first.unit.worth / parts[second.code]
    else:
        worth = _short_part(tokens, second, parts)
    if not worth or second.number.value * worth >= first.unit.worth:
        return alone
    stop = second.stop + (second.code == THINGS)
    return first.value + second.number.value * worth, second.number.place * worth, stop


def _short_part(tokens: Sequence[Token], second: Amount, parts: dict[str, int]) -> Decimal:
    """What one is worth in `5 ft 2 in`, where the smaller unit's short form is a word of its own; 0 for none."""
    short = tokens[second.stop].low if second.code == THINGS and second.stop < len(tokens) else ""
    return Decimal(1) / parts[short] if short in parts else Decimal(0)

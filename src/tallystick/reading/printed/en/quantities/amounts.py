"""An amount: sign, currency, number, scale and unit, read at one place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.printed.en.lexer import Token
from tallystick.reading.printed.en.quantities.numbers import number_at
from tallystick.reading.printed.en.quantities.numeral import Number
from tallystick.reading.printed.en.quantities.signs import Opening, opening_at
from tallystick.reading.printed.en.quantities.units import RATES, THINGS, TIMES, Unit, ratio_of, unit_at

_EXACT_COUNT = 100  # a count in words below it is exact
_PARTED_TIMES = TIMES - {"week", "quarter"}


class Amount(msgspec.Struct, frozen=True):
    """One printed amount: what stands before the number, the number, its unit."""

    opening: Opening
    number: Number
    unit: Unit

    @property
    def stop(self) -> int:
        """The token behind the amount."""
        return self.unit.stop

    @property
    def code(self) -> str:
        """The code of its unit; a part of a whole counts in percent, a fold in percent of growth."""
        part = self.number.form == "part" and self.unit.code == THINGS
        return "%" if part or self.unit.code == "fold" else self.unit.code

    @property
    def value(self) -> Decimal:
        """Its value in the unit, with its printed sign."""
        return self.in_unit(self.number.value)

    def in_unit(self, number: Decimal) -> Decimal:
        """A number in the amount's unit, with the printed sign."""
        if self.unit.code == "fold":
            return (number - 1) * 100
        if self.number.form == "part" and self.unit.code != THINGS:
            number /= 100
        return (-1 if self.opening.sign < 0 else 1) * number * self.unit.worth

    @property
    def half(self) -> Decimal:
        """Half a unit of the last place: noughts of a rate are digits, a small count in words is exact."""
        number, code = self.number, self.unit.code
        if code == "fold":
            return number.place * 100
        if number.form == "part":
            return number.half * self.unit.worth / (1 if code == THINGS else 100)
        if code in RATES:
            return number.place * self.unit.worth
        if code == THINGS and number.form == "words" and not number.scaled and number.value < _EXACT_COUNT:
            return Decimal(0)
        return number.half * self.unit.worth


def amount_at(tokens: Sequence[Token], i: int, conventions: Conventions) -> Amount | None:
    """The amount that starts at token `i`; None where none does."""
    opening = opening_at(tokens, i, conventions)
    if opening is None:
        return None
    number = number_at(tokens, opening.at, money=bool(opening.code), closed=opening.closed)
    if number is None or (number.form == "part" and (opening.code or opening.sign)):
        return None
    unit = unit_at(tokens, number.stop, conventions)
    if opening.code:
        own = number.stop if unit.code != opening.code else unit.stop
        unit = ratio_of(tokens, Unit(opening.code, opening.worth, own), conventions)
    hung = unit.stop < len(tokens) and tokens[unit.stop].glue == "-"  # `a third year-on-year`
    if number.form == "part" and (hung or not _parts(unit.code)):
        unit = Unit(THINGS, unit.worth, number.stop)
    if opening.closed and unit.stop <= opening.at + 1:
        unit = Unit(unit.code, unit.worth, opening.at + 2)
    return Amount(opening, number, unit)


def _parts(code: str) -> bool:
    """Whether a part in words can be a part of one of the unit: `half a tonne`, not `a third quarter`."""
    return code not in TIMES or code in _PARTED_TIMES

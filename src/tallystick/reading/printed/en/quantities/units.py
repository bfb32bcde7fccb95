"""The unit behind a number: percent, currencies, measures, and ratios of two (`yuan/tonne`, `$3 per gallon`)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tallystick.reading.printed.en.conventions import USUAL, Conventions
from tallystick.reading.printed.en.lexer import NUMBER, PERCENT, SIGN, WORD, Token, sign_worth
from tallystick.reading.printed.en.quantities.numbers import number_at
from tallystick.reading.printed.en.quantities.numeral import scale_at
from tallystick.reading.printed.en.quantities.unit_words import ONE, unit_words

RATES = frozenset({"%", "‰", "pp", "bp", "point", "times", "°C", "°F"})
TIMES = frozenset({"year", "month", "day", "hour", "week", "quarter", "minute"})
NO_MONEY = frozenset({"TEU", "DWT"})
THINGS = "1"
_MASSES = frozenset({"g", "kg", "t"})
_FAR = 6  # tokens between `grams` and its `per`: `grams of standard coal per kilowatt-hour`
_LEAST_TRADED = frozenset({"gal", "bbl", "bu", "lb", "t", "st", "oz", "L", "kg", "cwt", "kWh", "MMBtu", "ct", "therm"})


class Unit(NamedTuple):
    """A unit's code, what one of it is worth in that code, and the token where it stops."""

    code: str
    worth: Decimal
    stop: int


def is_money(code: str) -> bool:
    """Whether a unit is a currency by its ISO 4217 code.

    >>> is_money("THB"), is_money("TEU"), is_money("USD/t")
    (True, False, False)
    """
    return len(code) == 3 and code.isalpha() and code.isupper() and code not in NO_MONEY


def unit_at(tokens: Sequence[Token], j: int, conventions: Conventions) -> Unit:
    """The unit that starts at token `j`, behind a number; THINGS where there is none."""
    nothing = Unit(THINGS, ONE, j)
    if j >= len(tokens):
        return nothing
    token = tokens[j]
    if token.kind == PERCENT:
        return _percent(tokens, j)
    if token.kind == SIGN:
        return _sign_behind(tokens, j, conventions) or nothing
    if token.low == "of":
        return _of_a_point(tokens, j, conventions) or nothing
    found = word_unit(tokens, j, conventions) if token.kind == WORD or token.low == "¢" else None
    if found is None or (found.code == "g" and token.glue == "+" and token.printed == "G"):
        return nothing
    scale, stop = scale_at(tokens, found.stop) if token.printed in unit_words().exact else (ONE, found.stop)
    return ratio_of(tokens, Unit(found.code, found.worth * scale, stop), conventions)


def _of_a_point(tokens: Sequence[Token], j: int, conventions: Conventions) -> Unit | None:
    """`0.3 of a percentage point`."""
    if j + 2 >= len(tokens) or tokens[j + 1].low not in ("a", "one"):
        return None
    found = word_unit(tokens, j + 2, conventions)
    return found if found is not None and found.code in ("pp", "bp") else None


def _percent(tokens: Sequence[Token], j: int) -> Unit:
    token = tokens[j]
    if token.low == "℃":
        return Unit("°C", ONE, j + 1)
    if j + 1 < len(tokens) and tokens[j + 1].low in ("point", "points") and (token.glue or tokens[j + 1].glue):
        return Unit("pp", ONE, j + 2)
    return Unit("‰" if token.low == "‰" else "%", ONE, j + 1)


def _sign_behind(tokens: Sequence[Token], j: int, conventions: Conventions) -> Unit | None:
    """`500 €`: a sign that no number of its own follows."""
    if j + 1 < len(tokens) and tokens[j + 1].kind == NUMBER:
        return None
    shared, worth = sign_worth(tokens[j])
    return ratio_of(tokens, Unit(conventions.code(shared), worth, j + 1), conventions)


def word_unit(tokens: Sequence[Token], j: int, conventions: Conventions) -> Unit | None:
    """The longest wording of a unit that starts at token `j`, its shared name of money made a code."""
    known, token = unit_words(), tokens[j]
    exact = known.exact.get(token.printed) or (known.glued.get(token.printed) if token.glue == "+" else None)
    if exact is not None:
        return Unit(exact[0], exact[1], j + 1)
    if len(token.low) == 1 and token.title:
        return None
    for rest, code, worth in known.units.get(token.low, ()):
        stop = j + 1 + len(rest)
        if stop <= len(tokens) and all(_is_part(tokens[j + 1 + n], part) for n, part in enumerate(rest)):
            return Unit(conventions.code(code), worth, stop)
    return None


def _is_part(token: Token, part: str) -> bool:
    """Whether a token goes on a unit's wording: a digit (`km2`) hangs on it."""
    return token.low == part and (token.glue == "+" or not part.isdigit())


def starts_unit(tokens: Sequence[Token], j: int) -> bool:
    """Whether the wording of a unit starts at token `j`."""
    return j < len(tokens) and word_unit(tokens, j, USUAL) is not None


def ratio_of(tokens: Sequence[Token], unit: Unit, conventions: Conventions) -> Unit:
    """`yuan/tonne`, `grams per kilowatt-hour`, `dollars a barrel`: the ratio, but for a time or a head."""
    if unit.code in RATES or unit.code == THINGS or unit.stop + 1 >= len(tokens):
        return unit
    at = _joint(tokens, unit)
    if at < 0:
        return unit
    below, count = at + 1, ONE
    if tokens[below].kind == SIGN:
        return _per_money(tokens, unit, below, conventions)
    if tokens[below].kind == NUMBER:
        number = number_at(tokens, below)
        if number is None or not number.value:
            return unit
        below, count = number.stop, number.value
        if below < len(tokens) and tokens[below].glue == "-":
            return unit  # `per 40-foot container`
    found = _below(tokens, below, conventions) if below < len(tokens) else None
    if found is None or found.code in TIMES or (tokens[at].low in ("a", "an") and found.code not in _LEAST_TRADED):
        return unit
    return Unit(f"{unit.code}/{found.code}", unit.worth / (found.worth * count), found.stop)


def _joint(tokens: Sequence[Token], unit: Unit) -> int:
    """The token of `per`, `/`, or `a` behind money; -1 where none stands."""
    at = unit.stop
    low = tokens[at].low
    if low == "of" and unit.code in _MASSES:
        return next((k for k in range(at, min(at + _FAR, len(tokens) - 1)) if tokens[k].low == "per"), -1)
    return at if low in ("per", "/") or (low in ("a", "an") and is_money(unit.code)) else -1


def _below(tokens: Sequence[Token], j: int, conventions: Conventions) -> Unit | None:
    known = unit_words().below.get(tokens[j].low)
    return Unit(known, ONE, j + 1) if known is not None else word_unit(tokens, j, conventions)


def _per_money(tokens: Sequence[Token], unit: Unit, below: int, conventions: Conventions) -> Unit:
    """`tonnes per $1 million`, `kWh per $ thousand`: scales count, the one is not told."""
    shared, worth = sign_worth(tokens[below])
    k = below + 1
    if k < len(tokens) and tokens[k].kind == NUMBER:
        number = number_at(tokens, k, money=True)
        if number is None or not number.value:
            return unit
        size, stop = number.value, number.stop
    else:
        size, stop = scale_at(tokens, k)
        if stop == k and not is_money(unit.code):
            return unit  # a rate of exchange needs no scale (R$5.60/US$)
    return Unit(f"{unit.code}/{conventions.code(shared)}", unit.worth / (size * worth), stop)

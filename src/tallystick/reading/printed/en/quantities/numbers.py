"""Numbers: tokens → exact value, printed precision and digits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.printed.en.lexer import NUMBER, SLASHED, VULGAR, WORD, Token
from tallystick.reading.printed.en.quantities.fractions import (
    EIGHTH,
    and_part,
    behind_of,
    part_at,
    part_of_one,
    proper,
    vulgar,
)
from tallystick.reading.printed.en.quantities.numeral import Number, last_place, scale_at, trailing
from tallystick.reading.printed.en.quantities.words import with_part, words_at

_LONGEST = 32  # digits; what is printed longer than this is no amount
_SEPARATORS = str.maketrans({",": None, " ": None, "\u00a0": None, "\u202f": None, "·": "."})
_SHORT = 3  # digits of a whole number that a fraction may follow (`7 3/4`)


def number_at(tokens: Sequence[Token], i: int, *, money: bool = False, closed: bool = False) -> Number | None:
    """The number that starts at token `i`, with its scale words; None where there is none.

    `money` tells that a currency's sign stands before, `closed` that a bracket closes between number and scale.
    """
    token = tokens[i]
    if token.kind == NUMBER:
        share = part_at(tokens, i) if token.low == "1" and not money else None  # `1 in 5`
        return share or _digits(tokens, i, money=money, closed=closed)
    if token.kind == VULGAR:
        return _fraction(tokens, i, vulgar(token.low))
    if token.kind == SLASHED:
        value = proper(token.low)
        return None if value is None else _fraction(tokens, i, value)
    if token.kind == WORD:
        return part_of_one(tokens, i) or part_at(tokens, i) or words_at(tokens, i)
    return None


def _fraction(tokens: Sequence[Token], i: int, value: Decimal) -> Number:
    return Number(behind_of(tokens, i + 1), value, EIGHTH, EIGHTH, tokens[i].low, "digits")


def _digits(tokens: Sequence[Token], i: int, *, money: bool, closed: bool) -> Number | None:
    low = tokens[i].low
    plain = low.translate(_SEPARATORS)
    if len(low) > _LONGEST or plain.count(".") > 1:
        return None
    whole = "." not in plain
    mixed = _mixed(tokens, i, Decimal(plain)) if whole else None
    if mixed is not None:
        return mixed
    j = i + 1 + closed
    scale, stop = scale_at(tokens, j, digits=True, money=money)
    value, place = Decimal(plain), last_place(plain) / 2
    half = trailing(plain) / 2 if scale == 1 and whole and plain.endswith("00") and value else place
    return Number(stop, value * scale, half * scale, place * scale, low, "digits", scale)


def _mixed(tokens: Sequence[Token], i: int, whole: Decimal) -> Number | None:
    """A whole number with a fraction: `3½`, `1-3/4`, `1 3/4`, `2 and a half`."""
    low, j = tokens[i].low, i + 1
    if j >= len(tokens):
        return None
    if tokens[j].kind == VULGAR:
        scale, stop = scale_at(tokens, j + 1)
        half = EIGHTH * scale
        return Number(stop, (whole + vulgar(tokens[j].low)) * scale, half, half, low + tokens[j].low, "digits", scale)
    if len(low) >= _SHORT:
        return None
    added = and_part(tokens, j)
    if added is not None:
        return with_part(tokens, i, whole, added)
    k = j + (tokens[j].low == "-")
    part = proper(tokens[k].low) if k < len(tokens) and tokens[k].kind == SLASHED else None
    return None if part is None else Number(k + 1, whole + part, EIGHTH, EIGHTH, low, "digits")

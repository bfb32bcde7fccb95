"""A number, and what all ways of writing one share: scale words, printed places, printed words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallystick.reading.printed.en.lexer import WORD, Token
from tallystick.reading.printed.en.vocabulary import vocabulary

_MOST_SCALES = 3


class Number(msgspec.Struct, frozen=True):
    """A number in the tokens up to `stop`.

    `half` is half a unit of its last printed place, noughts at the end not counted (`4,700`: 50); `place` the same
    with them counted (.5), as rates ask for. `form` is digits, words, part (of a whole, `value` in percent) or
    ordinal; `scale` is the worth of its scale words.
    """

    stop: int
    value: Decimal
    half: Decimal
    place: Decimal
    digits: str
    form: str
    scale: Decimal = Decimal(1)

    @property
    def scaled(self) -> bool:
        """Whether a scale word follows."""
        return self.scale != 1


def last_place(plain: str) -> Decimal:
    """One unit of the last printed place.

    >>> last_place("31.4"), last_place("120")
    (Decimal('0.1'), Decimal('1'))
    """
    return Decimal(1).scaleb(-len(plain.partition(".")[2]))


def trailing(plain: str) -> Decimal:
    """One unit of the last digit that is not zero: `4,700` is printed to the hundred.

    >>> trailing("4700")
    Decimal('1E+2')
    """
    return Decimal(1).scaleb(len(plain) - len(plain.rstrip("0")))


def printed(tokens: Sequence[Token], i: int, j: int) -> str:
    """The words of the tokens from `i` to `j`."""
    return " ".join(token.low for token in tokens[i:j])


def scale_at(tokens: Sequence[Token], j: int, *, digits: bool = False, money: bool = False) -> tuple[Decimal, int]:
    """The product of the scale words from token `j` on, and where they stop.

    `digits` allows short forms behind digits (`3bn`), `money` those that only money has (`$3m`, `$12MM`).
    """
    words, scale, stop = vocabulary(), Decimal(1), j
    while stop < len(tokens) and stop < j + _MOST_SCALES and tokens[stop].kind == WORD:
        size = words.scales.get(tokens[stop].low)
        if size is None and stop == j and digits:
            size = _short(tokens, j, money=money)
        if size is None:
            break
        scale *= size
        stop += 1
    return scale, stop


def _short(tokens: Sequence[Token], j: int, *, money: bool) -> Decimal | None:
    """A short form of a scale: `bn`; `m` and its kind behind money, or hung on digits before people and goods."""
    known, token = vocabulary(), tokens[j]
    low = token.low
    if low not in known.money_scales:
        return known.short_scales.get(low)
    if money:
        lone = len(low) == 1 and token.glue != "+" and low != "m"
        return None if lone else known.short_scales[low]
    counted = j + 1 < len(tokens) and tokens[j + 1].low in known.counted_in_m
    return known.short_scales[low] if low == "m" and token.glue == "+" and counted else None

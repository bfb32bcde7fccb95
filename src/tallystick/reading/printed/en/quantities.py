"""Quantity: a number with its unit, over the shortest words that carry both."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.printed.en.lexer import NUMBER, PERCENT, SIGN, WORD, Token
from tallystick.reading.printed.en.numbers import Number, number_at
from tallystick.reading.printed.en.vocabulary import ONE, Vocabulary, vocabulary

Value = Decimal | tuple[Decimal, Decimal]


class Quantity:
    """A value in a unit over the tokens up to `stop`; `form` tells how it is written.

    form: digits, words, part (of a whole, in percent), fold (`doubled`), ordinal; `per` is true for a ratio.
    """

    __slots__ = ("bare", "digits", "end", "form", "half", "start", "stop", "unit", "unit_start", "value")

    def __init__(
        self, start: int, end: int, stop: int, value: Value, half: Decimal, digits: str, unit: str, form: str
    ) -> None:
        self.start, self.end, self.stop = start, end, stop
        self.value, self.half, self.digits, self.unit, self.form = value, half, digits, unit, form
        self.unit_start = end
        self.bare = unit == "1"

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.unit in ("%", "‰")

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper() and self.unit.isalpha() and self.unit not in ("TEU", "DWT")


def quantity_at(tokens: Sequence[Token], i: int, dollar: str) -> Quantity | None:
    """The quantity that starts at token `i`: currency sign, number or range, scale, unit."""
    known = vocabulary()
    opening = _opening(tokens, i, known, dollar)
    if opening is None:
        return None
    sign, negative, j = opening
    number = number_at(tokens, j)
    if number is None or (sign and number.form == "part"):
        return None
    code, size, stop = _ratio(tokens, sign, ONE, number.stop) if sign else _unit_at(tokens, number, known, dollar)
    start = tokens[i].start
    second = _second(tokens, number, stop, sign)
    ranged = _range(tokens, number, second, (code, size, stop), sign, dollar) if second is not None else None
    if ranged is not None:
        ranged.start = start
        return ranged
    value, unit = _part_of(number, code, size) if number.form == "part" else (number.value * size, code)
    if unit == "%" and number.form == "part":
        stop = number.stop
    quantity = Quantity(
        start,
        tokens[stop - 1].end,
        stop,
        -value if negative else value,
        number.half * size,
        number.digits,
        unit,
        number.form,
    )
    quantity.unit_start = tokens[number.stop].start if number.stop < len(tokens) else quantity.end
    return quantity


def _opening(tokens: Sequence[Token], i: int, known: Vocabulary, dollar: str) -> tuple[str, bool, int] | None:
    """What stands before the digits: the currency, whether a minus does, and where the number starts."""
    sign, j = "", i
    if tokens[i].kind == SIGN:
        sign, j = _currency(tokens[i].low, known, dollar), i + 1
    if j >= len(tokens):
        return None
    if tokens[j].low not in ("-", "−", "–") or j + 1 >= len(tokens) or tokens[j + 1].glue != "+":
        return sign, False, j
    joins = tokens[j].glue or (j and tokens[j - 1].kind == NUMBER) or sign
    return None if joins else (sign, True, j + 1)


_PARTED_TIMES = frozenset({"year", "hour", "month", "day", "minute"})


def _part_of(number: Number, code: str, size: Decimal) -> tuple[Decimal, str]:
    """The value and unit of a part, which is counted in percent: `a third`, `half a year`, `half a point`."""
    if code in ("1", "%"):
        return number.value * size, "%"
    if code in _PARTED_TIMES:
        return number.value / 100, code
    whole = number.value * size
    return (whole if code == "pp" else whole / 100), code


def _currency(sign: str, known: Vocabulary, dollar: str) -> str:
    plain = sign.replace(" ", "")
    return dollar if plain == "$" else known.signs.get(plain, known.signs.get(plain.rstrip("."), dollar))


def _second(tokens: Sequence[Token], first: Number, stop: int, sign: str) -> tuple[int, Number] | None:
    """Where a range goes on: `4 to 5 percent`, `5-6%`, `between 3% and 4%`; the token and the number there."""
    j = stop
    if j + 1 >= len(tokens) or first.form == "part":
        return None
    joint = tokens[j].low
    if joint not in ("to", "-", "–", "—", "~", "and") and not (
        joint == "or" and stop == first.stop and not first.scaled
    ):
        return None
    if joint == "and" and not _after_between(tokens, j):
        return None
    if joint == "to" and _moves_on(tokens, first.stop):
        return None
    k = j + 1
    if sign and tokens[k].kind == SIGN:
        k += 1
    if k >= len(tokens):
        return None
    number = number_at(tokens, k)
    return None if number is None or number.form == "part" else (k, number)


def _moves_on(tokens: Sequence[Token], stop: int) -> bool:
    """Whether `to` leads from one amount to another (`from 5% to 6%`, `by 2 to 7`), not along a range."""
    before = [token.low for token in tokens[max(stop - 7, 0) : stop]]
    return ("from" in before or "by" in before) and not any(low.startswith(("rang", "vary", "varie")) for low in before)


def _after_between(tokens: Sequence[Token], j: int) -> bool:
    return any(token.low == "between" for token in tokens[max(j - 6, 0) : j])


def _range(
    tokens: Sequence[Token],
    first: Number,
    second: tuple[int, Number],
    unit: tuple[str, Decimal, int],
    sign: str,
    dollar: str,
) -> Quantity | None:
    """Two numbers as one range; None where they are two amounts (`from 5% to 6%`, `3 to 1`)."""
    known = vocabulary()
    code, size, _ = unit
    k, last = second
    code2, size2, stop2 = _unit_at(tokens, last, known, dollar) if not sign else (sign, ONE, last.stop)
    if sign:
        code2, size2, stop2 = _ratio(tokens, code2, size2, stop2)
    if code == "1" and code2 != "1":
        code, size = code2, size2
    if code != code2:
        return None
    low, high = first.value * size, last.value * size2
    if last.scaled and not first.scaled and low < high:
        factor = last.value / _unscaled(tokens, k)
        low = low * factor if first.value < _unscaled(tokens, k) * 1000 else low
    if not low < high or (code == "1" and not _looks_like_range(tokens, k)):
        return None
    half = min(first.half, last.half) * size2
    digits = f"{first.digits}-{last.digits}"
    return Quantity(0, tokens[stop2 - 1].end, stop2, (low, high), half, digits, code, first.form)


def _unscaled(tokens: Sequence[Token], k: int) -> Decimal:
    try:
        return Decimal(tokens[k].low.replace(",", "")) or ONE
    except ArithmeticError:
        return ONE


def _looks_like_range(tokens: Sequence[Token], k: int) -> bool:
    return tokens[k - 1].low in ("-", "–", "~", "and", "to")


def _unit_at(tokens: Sequence[Token], number: Number, known: Vocabulary, dollar: str) -> tuple[str, Decimal, int]:
    """The unit behind a number: its code, what one of it is worth, and where it stops; `1` for things."""
    j = number.stop
    if j >= len(tokens):
        return "1", ONE, j
    token = tokens[j]
    if token.kind == PERCENT:
        if token.low == "℃":
            return "°C", ONE, j + 1
        if j + 1 < len(tokens) and tokens[j + 1].low in ("point", "points") and tokens[j].glue == "+":
            return "pp", ONE, j + 2
        return ("‰" if token.low == "‰" else "%"), ONE, j + 1
    if token.kind != WORD:
        return "1", ONE, j
    found = _match(tokens, j, known)
    if found is None and token.low == "of" and number.scaled and number.form == "part":
        return "1", ONE, j
    if found is None or (found[0] == "g" and token.low == "g" and token.glue == "+"):
        return "1", ONE, j
    code, size, stop = found
    if code == "$":
        code = dollar
    return _ratio(tokens, code, size, stop)


def _match(tokens: Sequence[Token], j: int, known: Vocabulary) -> tuple[str, Decimal, int] | None:
    start = tokens[j].start
    word = tokens[j].low
    exact = known.exact_units
    for name, (code, size) in exact.items():
        if name.lower() == word and len(name) == tokens[j].end - start and _spelt(tokens[j], name):
            return code, size, j + 1
    if len(word) == 1 and tokens[j].title:
        return None
    for rest, code, size in known.units.get(word, ()):
        stop = j + 1 + len(rest)
        if stop <= len(tokens) and all(tokens[j + 1 + n].low == part for n, part in enumerate(rest)):
            return code, size, stop
    return None


def _spelt(token: Token, name: str) -> bool:
    return token.low == name.lower()


_TIMES = frozenset({"year", "month", "day", "hour", "week", "quarter", "minute"})


def _ratio(tokens: Sequence[Token], code: str, size: Decimal, stop: int) -> tuple[str, Decimal, int]:
    """`yuan/tonne`, `grams per kilowatt-hour`: the ratio, unless it only tells of a length of time or a head."""
    known, plain = vocabulary(), (code, size, stop)
    if code in ("1", "%", "pp", "bp", "times", "‰") or stop + 1 >= len(tokens):
        return plain
    at, joint = stop, tokens[stop].low
    if joint == "of" and code in ("g", "kg", "t"):
        at = next((k for k in range(stop, min(stop + 6, len(tokens) - 1)) if tokens[k].low == "per"), stop)
        joint = tokens[at].low
    if joint not in ("per", "/"):
        return plain
    below = at + 1
    if tokens[below].kind == SIGN and below + 1 < len(tokens):
        sign, scale = known.signs.get(tokens[below].low.replace(" ", "")), known.scales.get(tokens[below + 1].low)
        return (f"{code}/{sign}", size / scale, below + 2) if sign and scale else plain
    found = _match(tokens, below, known)
    if found is None or found[0] in _TIMES:
        return plain
    return f"{code}/{found[0]}", size / found[1], found[2]

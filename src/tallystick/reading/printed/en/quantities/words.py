"""Numbers in words: `two point three trillion`, `forty-five hundred`, `one and a half thousand`; places (`third`)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.printed.en.lexer import ORDINAL, WORD, Token
from tallystick.reading.printed.en.quantities.fractions import and_part
from tallystick.reading.printed.en.quantities.numeral import Number, last_place, printed, scale_at
from tallystick.reading.printed.en.vocabulary import Vocabulary, vocabulary

_MOST_WORDS = 16
_HALF = Decimal("0.5")
_HUNDRED = 100
_WHOLE = frozenset({"full", "whole", "further", "additional", "single"})


class _Sum:
    """A number in words on its way: finished groups, the group at work, and the kind of the word before."""

    __slots__ = ("group", "last", "place", "scale", "total")

    def __init__(self) -> None:
        self.total, self.group, self.last, self.scale = Decimal(0), Decimal(0), "start", Decimal(1)
        self.place = Decimal(1)

    def takes(self, tokens: Sequence[Token], j: int, known: Vocabulary) -> bool:
        """Add the word at token `j`; False where it does not go on the number."""
        low = tokens[j].low
        if low in known.cardinals:
            return self._cardinal(known.cardinals[low])
        if low == "hundred" and self.last in ("unit", "ten"):
            self.group, self.last = self.group * _HUNDRED, "hundred"
            return True
        if low in known.scales and self.last != "start" and (low != "dozen" or self.last == "unit"):
            self._scale(known.scales[low])
            return True
        return self._joined(tokens, j, known)

    def resumes(self, tokens: Sequence[Token], j: int) -> bool:
        """Whether the comma at token `j` stands inside a number: `one million, two hundred thousand`."""
        if self.last != "scale" or tokens[j].low != "," or j + 2 >= len(tokens):
            return False
        known, behind = vocabulary(), tokens[j + 1].low
        smaller = known.scales.get(tokens[j + 2].low, self.scale)
        return behind in known.cardinals and smaller < self.scale

    def _cardinal(self, size: int) -> bool:
        if self.last == "unit" or (self.last == "ten" and size > 9):
            return False
        self.group += size
        self.last = "ten" if size >= 20 else "unit"
        return True

    def _scale(self, size: Decimal) -> None:
        """`two hundred thousand`, `one million two hundred thousand`, `three lakh crore`."""
        smaller = self.group and self.total and size < self.scale
        self.total = self.total + self.group * size if smaller else (self.total + self.group) * size
        self.place = size * _HUNDRED if self.last == "hundred" else size
        self.scale, self.group, self.last = size, Decimal(0), "scale"

    def _joined(self, tokens: Sequence[Token], j: int, known: Vocabulary) -> bool:
        """`and` between hundreds and units: `two hundred and five`."""
        if tokens[j].low != "and" or self.last != "hundred" or j + 1 >= len(tokens):
            return False
        return tokens[j + 1].low in known.cardinals and and_part(tokens, j) is None

    @property
    def value(self) -> Decimal:
        return self.total + self.group

    @property
    def half(self) -> Decimal:
        """Half of the last named place: of the hundreds or the scale that close it, else of one."""
        if self.last == "scale":
            return self.place / 2
        return Decimal(_HUNDRED) / 2 if self.last == "hundred" else _HALF


def low_at(tokens: Sequence[Token], i: int) -> str:
    """The word of a token in lower case; empty where there is no token."""
    return tokens[i].low if 0 <= i < len(tokens) else ""


def words_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The number in words that starts at token `i`: `one hundred and five`, `a hundred`, `two and a half million`."""
    known = vocabulary()
    found, j = _Sum(), i
    if tokens[i].low in ("a", "an"):
        point = i + 1 + (low_at(tokens, i + 1) in _WHOLE)
        if low_at(tokens, point) == "percentage" and low_at(tokens, point + 1) == "point":
            return Number(point, Decimal(1), _HALF, _HALF, printed(tokens, i, point), "words")
        if i + 1 >= len(tokens) or tokens[i + 1].low not in known.scales:
            return None
        found.group, found.last, j = Decimal(1), "unit", i + 1
    elif tokens[i].low not in known.cardinals:
        return None
    while j < len(tokens) and j < i + _MOST_WORDS and (tokens[j].kind == WORD or found.resumes(tokens, j)):
        if tokens[j].low == "point" and found.last in ("unit", "ten"):
            return _spoken_decimals(tokens, i, j, found.value)
        if tokens[j].kind == WORD and not found.takes(tokens, j, known):
            break
        j += 1
    halved = and_part(tokens, j) if found.last in ("unit", "ten") else None
    if halved is not None:
        return with_part(tokens, i, found.value, halved)
    return Number(j, found.value, found.half, _HALF, printed(tokens, i, j), "words", found.scale)


def with_part(tokens: Sequence[Token], i: int, whole: Decimal, added: tuple[Decimal, int, int]) -> Number:
    """A number and a fraction, with the scale behind them: `one and a half thousand`, `2 and a quarter`."""
    part, bottom, j = added
    scale, stop = scale_at(tokens, j)
    half = scale / (2 * bottom)
    return Number(stop, (whole + part) * scale, half, half, printed(tokens, i, stop), "words", scale)


def _spoken_decimals(tokens: Sequence[Token], i: int, point: int, whole: Decimal) -> Number:
    known, j, digits = vocabulary().cardinals, point + 1, ""
    while j < len(tokens) and j < point + 8 and known.get(tokens[j].low, 10) < 10:
        digits += str(known[tokens[j].low])
        j += 1
    if not digits:
        return Number(point, whole, _HALF, _HALF, printed(tokens, i, point), "words")
    scale, stop = scale_at(tokens, j)
    half = last_place(f"0.{digits}") / 2 * scale
    return Number(stop, Decimal(f"{whole}.{digits}") * scale, half, half, printed(tokens, i, stop), "words", scale)


def ordinal_at(tokens: Sequence[Token], i: int) -> int:
    """The place an ordinal names (`12th`, `twenty-first`, `third`); 0 where there is none."""
    known, token = vocabulary(), tokens[i]
    if token.kind == ORDINAL:
        return int(token.low[:-2])
    if token.kind != WORD:
        return 0
    tens = known.cardinals.get(token.low, 0)
    if tens >= 20 and i + 1 < len(tokens) and tokens[i + 1].glue == "-":
        return tens + known.ordinals.get(tokens[i + 1].low, -tens)
    return known.ordinals.get(token.low, 0)

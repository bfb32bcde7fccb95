"""Fractions: `½`, `3/4`; parts of a whole in words (`one in five`); parts of a scale (`half a million`)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.printed.en.lexer import NUMBER, WORD, Token
from tallystick.reading.printed.en.quantities.numeral import Number, printed, scale_at
from tallystick.reading.printed.en.vocabulary import vocabulary, word_set

EIGHTH = Decimal("0.125")
_VULGAR = dict(zip("½¼¾⅓⅔⅛⅜⅝⅞", ("1/2", "1/4", "3/4", "1/3", "2/3", "1/8", "3/8", "5/8", "7/8"), strict=True))
_OUT_OF = (("of", "every"), ("out", "of", "every"), ("out", "of"), ("in", "every"), ("in",))
_TEN = 10  # `nine out of ten` is a share; `three out of four mills` are two counts
_TIMES = frozenset({"years", "months", "quarters", "days", "weeks", "decades"})
_MOST_OF = 20  # `one in fifty` and beyond is a frequency told of few, not a part
_HALF_OF_PART = Decimal(5)  # percent; a part in words is no exact share
_UNBROKEN = word_set("fractions", "unbroken")
_LASTING, _ROUGHLY = word_set("fractions", "lasting"), word_set("fractions", "roughly")
_ONE = frozenset({"a", "an", "one"})
_PLAIN = (2, 4)  # halves and quarters may stand right before a scale; `a third million` may be the third


def vulgar(sign: str) -> Decimal:
    """The value of `½` and its kind.

    >>> vulgar("¾")
    Decimal('0.75')
    """
    top, _, bottom = _VULGAR[sign].partition("/")
    return Decimal(top) / Decimal(bottom)


def proper(slashed: str) -> Decimal | None:
    """The value of a proper fraction of small numbers, else None.

    >>> proper("3/4"), proper("2013/14")
    (Decimal('0.75'), None)
    """
    top, bottom, *more = slashed.split("/")
    if more or len(top) > 1 or len(bottom) > 2 or not 0 < int(top) < int(bottom):
        return None
    return Decimal(top) / Decimal(bottom)


def part_at(tokens: Sequence[Token], i: int) -> Number | None:
    """A part of a whole in words, in percent: `a quarter`, `two-thirds`, `one in five`, `half`."""
    found = _ratio(tokens, i) or _in_words(tokens, i)
    if found is None:
        return None
    top, bottom, stop = found
    value = Decimal(repr(100 * top / bottom))
    return Number(stop, value, _HALF_OF_PART, _HALF_OF_PART, printed(tokens, i, stop), "part")


def part_of_one(tokens: Sequence[Token], i: int) -> Number | None:
    """A part of a scale or of one of a rate: `half a million`, `a quarter of a trillion`, `half a percentage point`."""
    found = _in_words(tokens, i) or ((1, 4, i + 1) if tokens[i].low == "quarter" else None)
    if found is None:
        return None
    top, bottom, j = found
    k = _one_of(tokens, j)
    size, stop = scale_at(tokens, k)
    direct = k == j and (bottom not in _PLAIN or stop == k) and top == 1
    if direct or (stop == k and not _names_rate(tokens, k)):
        return None
    half = size / (2 * bottom)
    value = Decimal(repr(top / bottom)) * size
    return Number(stop, value, half, half, printed(tokens, i, stop), "words", size)


def _one_of(tokens: Sequence[Token], j: int) -> int:
    """Where what a part is of stands: behind `of a`, `a`, `of one`; at `j` itself where nothing stands between."""
    k = j + (j < len(tokens) and tokens[j].low == "of")
    return k + 1 if k < len(tokens) and tokens[k].low in _ONE else j


def behind_of(tokens: Sequence[Token], j: int) -> int:
    """The token of the rate behind `¾ of a percentage point`; `j` itself where the fraction is of nothing like it."""
    k = _one_of(tokens, j)
    return k if _names_rate(tokens, k) else j


def _names_rate(tokens: Sequence[Token], k: int) -> bool:
    """Whether one percent, one point or one unit of measure is what a part is of."""
    if k >= len(tokens):
        return False
    low = tokens[k].low
    behind = tokens[k + 1].low if k + 1 < len(tokens) else ""
    return low in ("percent", "percentage", "basis", "tonne", "ton", "kilometre", "kilometer", "mile", "hectare") or (
        low == "per" and behind == "cent"
    )


def and_part(tokens: Sequence[Token], j: int) -> tuple[Decimal, int, int] | None:
    """The fraction added by `and a half`, `and three quarters` at token `j`; its denominator and where it stops."""
    if j + 1 >= len(tokens) or tokens[j].low != "and":
        return None
    found = _in_words(tokens, j + 1)
    if found is None or found[2] == j + 2:
        return None
    top, bottom, stop = found
    if bottom != 2 and stop < len(tokens) and tokens[stop].low == "of":
        return None
    return Decimal(repr(top / bottom)), bottom, stop


def _small(token: Token) -> int:
    """A whole number below a hundred, in digits or words; 0 for anything else."""
    if token.kind == NUMBER and len(token.low) <= 2 and token.low.isascii() and token.low.isdigit():
        return int(token.low)
    return vocabulary().cardinals.get(token.low, 0) if token.kind == WORD else 0


def _ratio(tokens: Sequence[Token], i: int) -> tuple[int, int, int] | None:
    """`one in five`, `nine out of ten`."""
    top = _small(tokens[i])
    if not top:
        return None
    for link in _OUT_OF:
        k = i + 1 + len(link)
        if k < len(tokens) and tuple(t.low for t in tokens[i + 1 : k]) == link:
            bottom = _small(tokens[k])
            followed = tokens[k + 1].low if k + 1 < len(tokens) else ""
            counted = link == ("out", "of") and bottom != _TEN
            if top < bottom <= _MOST_OF and followed not in _TIMES and not counted:
                return top, bottom, k + 1
    return None


def _in_words(tokens: Sequence[Token], i: int) -> tuple[int, int, int] | None:
    """`half`, `a quarter`, `two-thirds`: top, bottom, and where they stop."""
    known = vocabulary()
    low = tokens[i].low
    if low == "half":
        return 1, 2, i + 1
    top = 1 if low in ("a", "an") else known.cardinals.get(low, 0)
    if not top or i + 1 >= len(tokens):
        return None
    bottom = known.fractions.get(tokens[i + 1].low, 0)
    plural = tokens[i + 1].low.endswith("s")
    if not bottom or plural != (top > 1) or top >= bottom or _counts_times(tokens, i):
        return None
    return top, bottom, i + 2


def _counts_times(tokens: Sequence[Token], i: int) -> bool:
    """`a third consecutive month`, `for three quarters,`: a place or a length of time, no part."""
    behind = tokens[i + 2].low if i + 2 < len(tokens) else ""
    if behind in _UNBROKEN:
        return True
    k = i - 1
    while k >= 0 and tokens[k].low in _ROUGHLY:
        k -= 1
    return tokens[i + 1].low == "quarters" and k >= 0 and tokens[k].low in _LASTING and behind != "of"

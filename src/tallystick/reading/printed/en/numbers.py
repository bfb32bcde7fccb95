"""Numbers: tokens → exact value, printed precision and digits; in digits, in words, as parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallystick.reading.printed.en.lexer import NUMBER, ORDINAL, SIGN, SLASHED, VULGAR, WORD, Token
from tallystick.reading.printed.en.vocabulary import vocabulary

_VULGAR = dict(zip("½¼¾⅓⅔⅛⅜⅝⅞", ("0.5", "0.25", "0.75", "1/3", "2/3", "0.125", "0.375", "0.625", "0.875"), strict=True))
_LONGEST = 32  # digits; what is printed longer than this is no amount
_MOST_SCALES = 3
HALF = Decimal("0.5")


class Number(msgspec.Struct, frozen=True):
    """A number in the tokens up to `stop`: `half` is half a unit of its last printed place.

    `form` is digits, words, part (of a whole, `value` in percent) or ordinal; `scaled` tells of a scale word.
    """

    stop: int
    value: Decimal
    half: Decimal
    digits: str
    form: str
    scaled: bool = False


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that starts at token `i`, with its scale words; None where there is none."""
    token = tokens[i]
    if token.kind == NUMBER:
        return _digits(tokens, i)
    if token.kind == VULGAR:
        return Number(i + 1, vulgar(token.low), Decimal("0.125"), token.low, "digits")
    if token.kind == SLASHED:
        return _slashed(tokens, i)
    if token.kind == WORD:
        return _part(tokens, i) or _words(tokens, i)
    return None


def vulgar(sign: str) -> Decimal:
    """The value of `½` and its kind.

    >>> vulgar("¾")
    Decimal('0.75')
    """
    top, _, bottom = _VULGAR[sign].partition("/")
    return Decimal(top) / Decimal(bottom) if bottom else Decimal(top)


def _digits(tokens: Sequence[Token], i: int) -> Number | None:
    low = tokens[i].low
    if len(low) > _LONGEST or low.count(".") > 1:
        return None
    plain = low.replace(",", "").replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("·", ".")
    if plain.count(".") > 1:
        return None
    value, half, j = Decimal(plain), last_place(plain) / 2, i + 1
    if j < len(tokens) and tokens[j].kind == VULGAR and "." not in plain:
        scale, stop = scale_at(tokens, j + 1, glued=False)
        return Number(
            stop,
            (value + vulgar(tokens[j].low)) * scale,
            Decimal("0.125") * scale,
            low + tokens[j].low,
            "digits",
            stop > j + 1,
        )
    mixed = _mixed(tokens, i)
    if mixed is not None:
        return Number(i + 3 if tokens[i + 1].kind != SLASHED else i + 2, value + mixed, Decimal("0.125"), low, "digits")
    scale, stop = scale_at(tokens, j, glued=True)
    if scale == 1 and "." not in plain and plain.endswith("00") and value:
        half = trailing(plain) / 2
    return Number(stop, value * scale, half * scale, low, "digits", stop > j)


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


def _mixed(tokens: Sequence[Token], i: int) -> Decimal | None:
    """The fraction of `1-3/4` or `1 3/4` behind a whole number."""
    k = i + 1
    if k < len(tokens) and tokens[k].low == "-" and tokens[k].end - tokens[k].start == 1:
        k += 1
    if k < len(tokens) and tokens[k].kind == SLASHED and len(tokens[i].low) < 3:
        return fraction(tokens[k].low)
    return None


def fraction(slashed: str) -> Decimal | None:
    """The value of a proper fraction of small numbers, else None.

    >>> fraction("3/4"), fraction("2013/14")
    (Decimal('0.75'), None)
    """
    top, bottom, *more = slashed.split("/")
    if more or len(top) > 1 or len(bottom) > 2 or not 0 < int(top) < int(bottom):
        return None
    return Decimal(top) / Decimal(bottom)


def _slashed(tokens: Sequence[Token], i: int) -> Number | None:
    value = fraction(tokens[i].low)
    return None if value is None else Number(i + 1, value, Decimal("0.125"), tokens[i].low, "digits")


def scale_at(tokens: Sequence[Token], j: int, *, glued: bool) -> tuple[Decimal, int]:
    """The product of the scale words from token `j` on, and where they stop.

    `glued` allows the short forms that hang on digits (`3bn`).
    """
    words, scale, stop = vocabulary(), Decimal(1), j
    while stop < len(tokens) and stop < j + _MOST_SCALES and tokens[stop].kind == WORD:
        low = tokens[stop].low
        size = words.scales.get(low)
        if (
            size is None
            and glued
            and stop == j
            and (
                low in ("bn", "mn", "tn", "trn", "bln", "mln")
                or (tokens[stop].glue == "+" and j > 1 and tokens[j - 2].kind == SIGN)
            )
        ):
            size = words.short_scales.get(low)
        if size is None:
            break
        scale *= size
        stop += 1
    return scale, stop


def _words(tokens: Sequence[Token], i: int) -> Number | None:
    """A number in words: `two point three trillion`, `one hundred and five`, `a hundred`, `half a million`."""
    known = vocabulary()
    low, n = tokens[i].low, len(tokens)
    if low in ("a", "an", "half"):
        return _one_of_scale(tokens, i)
    if low not in known.cardinals:
        return None
    total, group, j, last = Decimal(0), Decimal(0), i, "start"
    scaled = False
    while j < n and tokens[j].kind == WORD and j < i + 16:
        low = tokens[j].low
        if low in known.cardinals:
            size = known.cardinals[low]
            if last == "unit" or (last == "ten" and size > 9):
                break
            group += size
            last = "ten" if size >= 20 else "unit"
        elif low == "hundred" and last == "unit":
            group, last = group * 100, "hundred"
        elif low in known.scales and last != "start" and (low != "dozen" or last == "unit"):
            total, group, last = (total + group) * known.scales[low], Decimal(0), "scale"
            scaled = True
        elif (
            low == "and"
            and last in ("hundred", "scale")
            and j + 1 < n
            and tokens[j + 1].low in known.cardinals
            and group
        ):
            last = "hundred"
        elif low == "point" and last in ("unit", "ten"):
            return _spoken_decimals(tokens, i, j, total + group)
        else:
            break
        j += 1
    return Number(j, total + group, Decimal(0), _printed(tokens, i, j), "words", scaled)


def _one_of_scale(tokens: Sequence[Token], i: int) -> Number | None:
    """`a million`, `half a million`, `a hundred`; not `a dozen`-like vagueness without an article."""
    value, j = (HALF, i + 1) if tokens[i].low == "half" else (Decimal(1), i)
    if j >= len(tokens) or tokens[j].low not in ("a", "an"):
        return None
    scale, stop = scale_at(tokens, j + 1, glued=False)
    if stop == j + 1:
        return None
    return Number(stop, value * scale, value * scale / 2, _printed(tokens, i, stop), "words", scaled=True)


def _spoken_decimals(tokens: Sequence[Token], i: int, point: int, whole: Decimal) -> Number | None:
    known, j, digits = vocabulary().cardinals, point + 1, ""
    while j < len(tokens) and j < point + 8 and known.get(tokens[j].low, 10) < 10:
        digits += str(known[tokens[j].low])
        j += 1
    if not digits:
        return Number(point, whole, Decimal(0), _printed(tokens, i, point), "words")
    scale, stop = scale_at(tokens, j, glued=False)
    value = Decimal(f"{whole}.{digits}")
    return Number(
        stop, value * scale, last_place(f"0.{digits}") / 2 * scale, _printed(tokens, i, stop), "words", stop > j
    )


def _printed(tokens: Sequence[Token], i: int, j: int) -> str:
    return " ".join(token.low for token in tokens[i:j])


def _part(tokens: Sequence[Token], i: int) -> Number | None:
    """A part of a whole in words, in percent: `a quarter`, `two-thirds`, `one in five`, `half`."""
    found = _ratio(tokens, i) or _fraction_words(tokens, i)
    if found is None:
        return None
    top, bottom, stop = found
    value = Decimal(repr(100 * top / bottom)) if bottom else Decimal(0)
    return Number(stop, value, Decimal(5), _printed(tokens, i, stop), "part")


def _small(token: Token) -> int:
    """A whole number below a hundred, in digits or words; 0 for anything else."""
    if token.kind == NUMBER and len(token.low) <= 2 and token.low.isascii() and token.low.isdigit():
        return int(token.low)
    return vocabulary().cardinals.get(token.low, 0) if token.kind == WORD else 0


_OUT_OF = (("in",), ("in", "every"), ("out", "of"), ("out", "of", "every"), ("of", "every"))


def _ratio(tokens: Sequence[Token], i: int) -> tuple[int, int, int] | None:
    """`one in five`, `nine out of ten`."""
    top = _small(tokens[i])
    if not top:
        return None
    for link in reversed(_OUT_OF):
        k = i + 1 + len(link)
        if k < len(tokens) and tuple(t.low for t in tokens[i + 1 : k]) == link:
            bottom = _small(tokens[k])
            followed = tokens[k + 1].low if k + 1 < len(tokens) else ""
            if (
                bottom > top
                and followed not in ("years", "months", "quarters", "days", "weeks", "decades")
                and top < bottom <= 20
            ):
                return top, bottom, k + 1
    return None


def _fraction_words(tokens: Sequence[Token], i: int) -> tuple[int, int, int] | None:
    known = vocabulary()
    low, n = tokens[i].low, len(tokens)
    if low in ("half", "halves"):
        return (1, 2, i + 1) if low == "half" else None
    top = 1 if low in ("a", "an") else known.cardinals.get(low, 0)
    if not top or i + 1 >= n:
        return None
    bottom = known.fractions.get(tokens[i + 1].low, 0)
    plural = tokens[i + 1].low.endswith(("s", "halves"))
    if not bottom or plural != (top > 1) or top >= bottom:
        return None
    return top, bottom, i + 2


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

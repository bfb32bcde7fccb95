"""Parts of a year: quarters, halves, the first months, by ordinals and by letters."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.lexer import NUMBER, ORDINAL, SLASHED, WORD, Token
from tallystick.reading.printed.en.quantities.words import ordinal_at
from tallystick.reading.printed.en.times.months import day_first
from tallystick.reading.printed.en.times.time import TOLD, Time, span_of
from tallystick.reading.printed.en.times.words import (
    MONTHS_OF,
    SUFFIXES,
    UNITS,
    is_digits,
    small_number,
    time_words,
    two_digits,
    word_at,
)
from tallystick.reading.printed.en.times.years import short_year, year_behind, year_of
from tallystick.reading.printed.en.vocabulary import vocabulary

_MOST = {"quarter": 4, "half": 2}
_CLOSING, _OVER = time_words("closing"), time_words("over")
_SEVERAL = ("quarters", "halves")
_LETTERS = {"q": "quarter", "h": "half"}


def ordinal_part(tokens: Sequence[Token], i: int) -> Time | None:
    """`first quarter of 2014`, `second half`, `first eight months of 2019`, `14th Five-Year Plan period`."""
    if tokens[i].kind == ORDINAL and (found := day_first(tokens, i)):
        return found
    n = ordinal_at(tokens, i)
    if not n:
        return None
    j = i + 1 + (tokens[i].low not in vocabulary().ordinals and tokens[i].kind == WORD)
    if (word_at(tokens, j), word_at(tokens, j + 1)) == ("five", "year") and word_at(tokens, j + 2) in ("plan", "plans"):
        return Time(j + 4, "plan", n=n) if word_at(tokens, j + 3) == "period" else None
    if tokens[i].low == "first" and n == 1 and (found := first_months(tokens, j)):
        return found
    unit = UNITS.get(word_at(tokens, j), "")
    if word_at(tokens, j) in _SEVERAL or n > _MOST.get(unit, 0):
        return _several(tokens, i, j, n)
    return _part(tokens, j + 1, unit, n)


def _part(tokens: Sequence[Token], stop: int, unit: str, n: int) -> Time:
    year = year_behind(tokens, stop)
    return Time(year.stop, unit, year.year, n, of=year.of, named=year.named)


def _several(tokens: Sequence[Token], i: int, j: int, n: int) -> Time | None:
    """`first and second quarters of 2023`: a run of parts told by the last of them, or one of several told apart."""
    unit = UNITS.get(word_at(tokens, j), "")
    if word_at(tokens, j) in _SEVERAL and word_at(tokens, i - 1) == "and" and n <= _MOST[unit]:
        return _part(tokens, j + 1, unit, n)
    if word_at(tokens, j) not in ("and", "to"):
        return None
    last = ordinal_at(tokens, j + 1) if j + 1 < len(tokens) else 0
    unit = UNITS.get(word_at(tokens, j + 2), "")
    if word_at(tokens, j + 2) not in _SEVERAL or not n < last <= _MOST[unit]:
        return None
    to = _part(tokens, j + 3, unit, last)
    first = to.but(stop=i + 1, n=n)
    apart = any(token.low == "respectively" for token in tokens[to.stop :])
    return first if apart else span_of(first, to, "each")


def first_months(tokens: Sequence[Token], j: int) -> Time | None:
    """`eight months of 2019`, `three quarters`, `half`, `two months` behind `first`."""
    months = _months(tokens, j)
    if not 0 < months <= 12:
        return None
    year = year_behind(tokens, j + 2)
    return Time(year.stop, "first", year.year, months, of=year.of, named=year.named)


def _months(tokens: Sequence[Token], j: int) -> int:
    """How many months `eight months`, `three quarters` are; 0 for any other unit."""
    unit = UNITS.get(word_at(tokens, j + 1), "")
    return small_number(tokens, j, 2) * MONTHS_OF[unit] if unit in ("month", "quarter") else 0


def closing_part(tokens: Sequence[Token], i: int) -> Time | None:
    """`last quarter of 2020`, `final three months of last year`: counted from the end of a year that is named."""
    if word_at(tokens, i) not in _CLOSING:
        return None
    unit, months = UNITS.get(word_at(tokens, i + 1), ""), _months(tokens, i + 1)
    stop = i + 3 if months else i + 2
    if (unit not in ("month", "quarter", "half") and not months) or word_at(tokens, stop) != "of":
        return None
    year = year_behind(tokens, stop)
    if year.year is None or not 0 <= months <= 12:
        return None
    n = months or MONTHS_OF[unit]
    return Time(year.stop, "last", year.year, n, of=year.of, named=year.named)


def part_told(tokens: Sequence[Token], i: int) -> Time | None:
    """`in the quarter`, `during the month`: the one talked of."""
    unit, behind = word_at(tokens, i + 1), word_at(tokens, i + 2)
    if unit not in ("quarter", "month") or word_at(tokens, i - 1) not in _OVER:
        return None
    return None if behind in SUFFIXES or behind in ("of", "when") else Time(i + 2, unit, TOLD, -1)


def letter_part(tokens: Sequence[Token], i: int) -> Time | None:
    """`Q1 2014`, `H1 2014`, `Q2-21`, `Q2/2021`, `Q3 FY22`, `Q1-Q3 2021` by its first part."""
    j = i + 1
    if j >= len(tokens) or tokens[j].glue != "+":
        return None
    unit = _LETTERS[word_at(tokens, i)]
    if tokens[j].kind == SLASHED:
        return _slashed(tokens, j, unit)
    low = tokens[j].low
    if tokens[j].kind != NUMBER or len(low) != 1 or not is_digits(low) or not 1 <= int(low) <= _MOST[unit]:
        return None
    dash = word_at(tokens, j + 1) in ("-", "–") and tokens[j + 1].glue == "+"
    if dash and two_digits(tokens, j + 2) >= 0 and tokens[j + 2].glue == "+":
        return Time(j + 3, unit, short_year(two_digits(tokens, j + 2)), int(low))
    if dash and j + 2 < len(tokens) and year_of(tokens[j + 2]):
        return Time(j + 3, unit, year_of(tokens[j + 2]), int(low))
    return _part(tokens, j + 1, unit, int(low))


def _slashed(tokens: Sequence[Token], j: int, unit: str) -> Time | None:
    """`Q2/2021`, `Q3/22`."""
    n, _, year = tokens[j].low.partition("/")
    if len(n) != 1 or not 1 <= int(n) <= _MOST[unit] or len(year) not in (2, 4) or not is_digits(year):
        return None
    return Time(j + 1, unit, int(year) if len(year) == 4 else short_year(int(year)), int(n))


def quarter_word(tokens: Sequence[Token], i: int) -> Time | None:
    """`Quarter 1 2014`."""
    if word_at(tokens, i + 1) in ("1", "2", "3", "4") and tokens[i].low == "quarter":
        found = _part(tokens, i + 2, "quarter", int(word_at(tokens, i + 1)))
        return found if found.year is not None else None
    return None

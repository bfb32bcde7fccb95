"""Words of the parts of a year: months, days, quarters, halves."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.lexer import NUMBER, ORDINAL, SLASHED, WORD, Token
from tallystick.reading.printed.en.quantities.words import ordinal_at
from tallystick.reading.printed.en.times.time import Time
from tallystick.reading.printed.en.times.years import (
    UNITS,
    fiscal_mark,
    fiscal_number,
    from_year,
    plain,
    word_at,
    year_behind,
    year_of,
)
from tallystick.reading.printed.en.vocabulary import vocabulary


def month_at(tokens: Sequence[Token], i: int) -> int:
    """The month a word names; it begins with a capital (`March`), and only so (`SEP` is none)."""
    if i >= len(tokens) or not tokens[i].title:
        return 0
    return vocabulary().months.get(plain(tokens[i].low), 0)


def _day_first(tokens: Sequence[Token], i: int, day: int) -> Time:
    year, stop = year_behind(tokens, i + 2)
    return Time(stop, "day", year, month_at(tokens, i + 1), day=day)


def month_first(tokens: Sequence[Token], i: int) -> Time | None:
    """`June 2014`, `June 5, 2014`, `June`."""
    month, j = month_at(tokens, i), i + 1
    if not month or (tokens[i].low == "may" and not _is_may(tokens, i)):
        return None
    if word_at(tokens, j) == "." and j + 1 < len(tokens):
        j += 1
    low = word_at(tokens, j)
    day = int(low) if j < len(tokens) and tokens[j].kind == NUMBER and len(low) <= 2 and low.isdigit() else 0
    if j < len(tokens) and tokens[j].kind == ORDINAL:
        day = int(low[:-2])
    if 1 <= day <= 31 and word_at(tokens, j + 1) not in ("%", "percent", "per", "million", "billion"):
        year, stop = year_behind(tokens, j + 1)
        return Time(stop, "day", year, month, day=day)
    year, stop = year_behind(tokens, j)
    return Time(stop if year is not None else i + 1, "month", year, month)


def _is_may(tokens: Sequence[Token], i: int) -> bool:
    """Whether `may` is the month: a preposition before it, or a year, a day or a stop behind it."""
    before, behind = word_at(tokens, i - 1) if i else "", tokens[i + 1] if i + 1 < len(tokens) else None
    if before in ("in", "since", "during", "until", "late", "early"):
        return True
    if before in (
        "in",
        "of",
        "since",
        "to",
        "from",
        "by",
        "until",
        "and",
        "between",
        "for",
        "during",
        "than",
        "last",
        "early",
        "late",
        "mid",
        "through",
        "or",
        "with",
    ):
        return (
            behind is None
            or behind.kind != WORD
            or behind.low
            in (
                "to",
                "and",
                "this",
                "was",
                "were",
                "is",
                "compared",
                "from",
                "last",
                "as",
                "after",
                "but",
                "while",
                "of",
                "when",
            )
        )
    return behind is not None and bool(year_of(behind) or (behind.kind == NUMBER and len(behind.low) <= 2))


def numeric(tokens: Sequence[Token], i: int) -> Time | None:
    """`2014`, `2013-14`, `2019-2022`, `2014Q1`, `16 July 2014`, `2014-07-16`."""
    year = year_of(tokens[i])
    if year:
        return from_year(tokens, i, year)
    low = tokens[i].low
    if len(low) <= 2 and low.isdigit() and 1 <= int(low) <= 31 and month_at(tokens, i + 1):
        return _day_first(tokens, i, int(low))
    if len(low) == 1 and word_at(tokens, i + 1) == "q" and tokens[i + 1].glue == "+":
        found, stop = year_behind(tokens, i + 2)
        return Time(stop, "quarter", found, int(low)) if int(low) in (1, 2, 3, 4) else None
    return None


def ordinal_part(tokens: Sequence[Token], i: int) -> Time | None:
    """`first quarter of 2014`, `second half`, `first eight months of 2019`, `14th Five-Year Plan period`."""
    n = ordinal_at(tokens, i)
    if not n:
        return None
    j = i + 1 + (tokens[i].low not in vocabulary().ordinals and tokens[i].kind == WORD)
    if (
        word_at(tokens, j) in ("five",)
        and word_at(tokens, j + 1) == "year"
        and word_at(tokens, j + 2) in ("plan", "plans")
    ):
        return Time(j + 4, "plan", n=n) if word_at(tokens, j + 3) == "period" else None
    if tokens[i].low == "first" and n == 1:
        found = first_months(tokens, j)
        if found:
            return found
    unit = UNITS.get(word_at(tokens, j), "")
    if tokens[i].kind == ORDINAL and month_at(tokens, j):
        year, stop = year_behind(tokens, j + 1)
        return Time(stop, "day", year, month_at(tokens, j), day=n)
    if (unit == "quarter" and n <= 4) or (unit == "half" and n <= 2):
        if word_at(tokens, j) in ("quarters", "halves"):
            return None
        year, stop = year_behind(tokens, j + 1)
        return Time(stop, unit, year, n, of=fiscal_mark(tokens, stop))
    return None


def first_months(tokens: Sequence[Token], j: int) -> Time | None:
    """`eight months of 2019`, `three quarters`, `half`, `two months` behind `first`."""
    if j >= len(tokens):
        return None
    count = vocabulary().cardinals.get(tokens[j].low, 0) or (
        int(tokens[j].low) if tokens[j].kind == NUMBER and tokens[j].low.isdigit() and len(tokens[j].low) < 3 else 0
    )
    unit = UNITS.get(word_at(tokens, j + 1), "")
    if not count or unit not in ("month", "quarter"):
        return None
    months = count * (3 if unit == "quarter" else 1)
    if months > 12:
        return None
    year, stop = year_behind(tokens, j + 2)
    return Time(stop, "first", year, months, of=fiscal_mark(tokens, stop))


def letter_part(tokens: Sequence[Token], i: int) -> Time | None:
    """`Q1 2014`, `H1 2014`, `FY98`, `FY2019-20`."""
    j = i + 1
    if j >= len(tokens) or tokens[j].kind not in (NUMBER, SLASHED) or (tokens[j].glue != "+" and tokens[i].low != "fy"):
        return None
    low = tokens[j].low
    if tokens[i].low == "fy":
        return fiscal_number(tokens, j)
    if low not in ("1", "2", "3", "4") or (tokens[i].low == "h" and low > "2"):
        return None
    year, stop = year_behind(tokens, j + 1)
    return Time(stop, "quarter" if tokens[i].low == "q" else "half", year, int(low))


def quarter_word(tokens: Sequence[Token], i: int) -> Time | None:
    """`Quarter 1 2014`."""
    if word_at(tokens, i + 1) in ("1", "2", "3", "4") and tokens[i].low == "quarter":
        year, stop = year_behind(tokens, i + 2)
        return Time(stop, "quarter", year, int(word_at(tokens, i + 1))) if year is not None else None
    return None

"""Words of years, calendar and fiscal."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.lexer import NUMBER, SLASHED, Token
from tallystick.reading.printed.en.times.time import FOLLOWING, LAST, NEXT, PREVIOUS, THIS, TOLD, Span, Time, Year

UNITS = {
    "year": "year",
    "years": "year",
    "quarter": "quarter",
    "quarters": "quarter",
    "month": "month",
    "months": "month",
    "decade": "decade",
    "decades": "decade",
    "week": "week",
    "weeks": "week",
    "day": "day",
    "days": "day",
    "half": "half",
    "halves": "half",
}
RELATIVE = {
    "last": LAST,
    "this": THIS,
    "next": NEXT,
    "previous": PREVIOUS,
    "preceding": PREVIOUS,
    "prior": PREVIOUS,
    "current": THIS,
    "coming": NEXT,
    "following": FOLLOWING,
    "present": THIS,
    "same": "same",
    "past": "past",
}
FISCAL = frozenset({"fiscal", "financial", "budget", "tax"})
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


def word_at(tokens: Sequence[Token], i: int) -> str:
    """The word of a token, without the ending of the genitive."""
    return plain(tokens[i].low) if i < len(tokens) else ""


def plain(low: str) -> str:
    """A word without the ending of the genitive."""
    return low[:-2] if low.endswith(("'s", "’s")) else low


def year_of(token: Token) -> int:
    """The year a token of four digits names, else 0."""
    if token.kind == NUMBER and len(token.low) == 4 and token.low.isdigit():
        year = int(token.low)
        return year if _FIRST_YEAR <= year <= _LAST_YEAR else 0
    return 0


def year_behind(tokens: Sequence[Token], j: int) -> tuple[Year, int]:
    """The year that follows a part of it: `(of) 2014`, `, 2014`, `of last year`, `this year`."""
    k = j + (word_at(tokens, j) in ("of", ",", "in", "for"))
    number = _year_in_figures(tokens, j, k)
    if number is not None:
        return number
    if word_at(tokens, j) == ",":
        return None, j
    return _year_in_words(tokens, j, k + (word_at(tokens, k) == "the")) or (None, j)


def _year_in_figures(tokens: Sequence[Token], j: int, k: int) -> tuple[Year, int] | None:
    """`2014`, `2013-14`, `2013/14` at token `k`, behind a part that ends before token `j`."""
    if k >= len(tokens):
        return None
    year = year_of(tokens[k])
    if year and (k > j or tokens[k].glue != "+"):
        whole = from_year(tokens, k, year)
        return year, whole.stop if whole is not None and whole.unit == "fiscal" else k + 1
    slashed = fiscal_slash(tokens, k) if tokens[k].kind == SLASHED else None
    if slashed is not None and slashed.unit == "fiscal" and isinstance(slashed.year, int):
        return slashed.year, k + 1
    return None


def _year_in_words(tokens: Sequence[Token], j: int, k: int) -> tuple[Year, int] | None:
    """`last year`, `fiscal 2020`, `current financial year`, `the year` at token `k`, behind a part before `j`."""
    low, after = word_at(tokens, k), word_at(tokens, k + 1)
    if low in RELATIVE and after == "year":
        return RELATIVE[low], k + 2
    named = fiscal_named(tokens, k) if low in FISCAL and k > j else None
    if named is not None and isinstance(named.year, int):
        return named.year, named.stop
    if low in RELATIVE and after in FISCAL and word_at(tokens, k + 2) == "year":
        return RELATIVE[low], k + 3
    if low == "year" and word_at(tokens, k - 1) == "the":
        return TOLD, k + 1
    return None


def from_year(tokens: Sequence[Token], i: int, year: int) -> Time | None:
    """What a number of four digits starts: `2014`, `2013-14`, `2014Q1`."""
    j = i + 1
    if word_at(tokens, j) in ("-", "–") and j + 1 < len(tokens) and tokens[j].glue == "+" and tokens[j + 1].glue == "+":
        tail = tokens[j + 1].low
        if len(tail) == 2 and tail.isdigit():
            if word_at(tokens, j + 2) in ("-", "–"):
                return Time(min(j + 4, len(tokens)), "vague")
            if int(tail) == (year + 1) % 100:
                return Time(j + 2, "fiscal", year)
            return Time(j + 2, "vague")
    if j < len(tokens) and tokens[j].glue and tokens[j].low in ("q", "h", "s"):
        if tokens[j].low == "s":
            return Time(j + 1, "vague")
        if j + 1 < len(tokens) and tokens[j + 1].low in ("1", "2", "3", "4"):
            return Time(j + 2, "quarter" if tokens[j].low == "q" else "half", year, int(tokens[j + 1].low))
    if word_at(tokens, j) in ("'s", "’s"):
        return Time(j, "year", year)
    return Time(j, "year", year)


def fiscal_mark(tokens: Sequence[Token], stop: int) -> str:
    """`fiscal` where the year of a part was one: `first half of 2013-14`, `of the current financial year`."""
    last, before = tokens[stop - 1], tokens[stop - 2].low
    marked = (
        last.kind == SLASHED
        or (last.kind == NUMBER and len(last.low) == 2 and before in ("-", "–"))
        or (last.low == "year" and before in FISCAL)
    )
    return "fiscal" if marked else ""


def fiscal_named(tokens: Sequence[Token], i: int) -> Time | None:
    """`financial year 2013/14`, `fiscal 2020`, `fiscal year 2019-20`."""
    j = i + 1 + (word_at(tokens, i + 1) == "year")
    if j < len(tokens) and tokens[j].kind in (NUMBER, SLASHED):
        return fiscal_number(tokens, j)
    return None


def fiscal_number(tokens: Sequence[Token], j: int) -> Time | None:
    """The number behind `FY` or `financial year`: `98`, `2019-20`, `2013/14`."""
    low = tokens[j].low
    if tokens[j].kind == SLASHED:
        return fiscal_slash(tokens, j)
    if not low.isdigit() or len(low) not in (2, 4):
        return None
    year = int(low) if len(low) == 4 else (1900 if int(low) > 50 else 2000) + int(low)
    stop = j + 1
    if (
        word_at(tokens, stop) in ("-", "–")
        and len(word_at(tokens, stop + 1)) in (2, 4)
        and word_at(tokens, stop + 1).isdigit()
    ):
        tail = int(word_at(tokens, stop + 1))
        if tail % 100 == (year + 1) % 100:
            return Time(stop + 2, "fiscal", year)
        first, last = (
            Time(stop, "fiscal", year),
            Time(stop + 2, "fiscal", tail if tail > 99 else year - year % 100 + tail),
        )
        span = Time(stop + 2, "span", year)
        span.to = last
        return Span(span, first)
    return Time(stop, "fiscal", year)


def fiscal_slash(tokens: Sequence[Token], i: int) -> Time | None:
    """`2013/14`, `16/07/2014`."""
    parts = tokens[i].low.split("/")
    if (
        len(parts) == 2
        and len(parts[0]) == 4
        and len(parts[1]) in (2, 4)
        and int(parts[1]) % 100 == (int(parts[0]) + 1) % 100
    ):
        return Time(i + 1, "fiscal", int(parts[0]))
    if len(parts) == 3 and len(parts[2]) == 4 and _FIRST_YEAR <= int(parts[2]) <= _LAST_YEAR:
        return Time(i + 1, "vague")
    return None

"""Years, calendar and fiscal, where they are printed: `2014`, `'21`, `2013-14`, `FY24`, `the 2021 financial year`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tallystick.reading.printed.en.lexer import NUMBER, SLASHED, Token
from tallystick.reading.printed.en.times.time import TOLD, Time, Year, span_of
from tallystick.reading.printed.en.times.words import FISCAL, RELATIVE, is_digits, two_digits, word_at

_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_CENTURY_TURN = 50  # two digits above it are of the 1900s
_DASHES = ("-", "–", "—")


class YearSaid(NamedTuple):
    """The year of a part of it, and where its words end; `of` is `fiscal` for parts of such years."""

    year: Year
    stop: int
    of: str = ""
    named: bool = False


def year_of(token: Token) -> int:
    """The year a token of four digits names, else 0."""
    if token.kind == NUMBER and len(token.low) == 4 and is_digits(token.low):
        year = int(token.low)
        return year if _FIRST_YEAR <= year <= _LAST_YEAR else 0
    return 0


def short_year(n: int) -> int:
    """The year that two digits stand for.

    >>> short_year(24), short_year(98)
    (2024, 1998)
    """
    return (1900 if n > _CENTURY_TURN else 2000) + n


def year_behind(tokens: Sequence[Token], j: int) -> YearSaid:
    """The year that follows a part of it: `(of) 2014`, `, 2014`, `of last year`, `FY21`; none where none does."""
    k = j + (word_at(tokens, j) in ("of", ",", "in", "for", ":", "/") or _is_point(tokens, j))
    said = _in_figures(tokens, j, k)
    if said is not None:
        return said
    if word_at(tokens, j) in (",", ":", "/", "."):
        return YearSaid(None, j)
    return _in_words(tokens, j, k + (word_at(tokens, k) == "the")) or YearSaid(None, j)


def _is_point(tokens: Sequence[Token], j: int) -> bool:
    """The point of `15 Mar. 2021`."""
    return word_at(tokens, j) == "." and tokens[j].glue == "+" and j + 1 < len(tokens) and year_of(tokens[j + 1]) > 0


def _in_figures(tokens: Sequence[Token], j: int, k: int) -> YearSaid | None:
    if k >= len(tokens) or (k == j and tokens[k].glue == "+" and tokens[k].kind == NUMBER):
        return None
    if word_at(tokens, k) in ("", "the") and k + 1 < len(tokens):  # `'21` and `of the 2021 fiscal year`
        if tokens[k].low in ("'", "’", "‘") and tokens[k + 1].glue == "+" and (n := two_digits(tokens, k + 1)) >= 0:
            return YearSaid(short_year(n), k + 2)
        k += word_at(tokens, k) == "the"
    time = _numbered(tokens, k)
    if time is None or time.unit not in ("year", "double", "fiscal") or not isinstance(time.year, int):
        return None
    return YearSaid(time.year, time.stop, "" if time.unit == "year" else "fiscal", time.named)


def _numbered(tokens: Sequence[Token], k: int) -> Time | None:
    """The year at token `k`, however it is written in figures."""
    if year_of(tokens[k]):
        return from_year(tokens, k, year_of(tokens[k]))
    if tokens[k].kind == SLASHED:
        return double_slash(tokens, k)
    return year_letters(tokens, k) or fiscal_named(tokens, k)


def _in_words(tokens: Sequence[Token], j: int, k: int) -> YearSaid | None:
    """`last year`, `current financial year`, `the year` at token `k`, behind a part before `j`."""
    low, after = word_at(tokens, k), word_at(tokens, k + 1)
    if low in RELATIVE and after == "year":
        return YearSaid(RELATIVE[low], k + 2)
    if low in RELATIVE and after in FISCAL and word_at(tokens, k + 2) == "year":
        return YearSaid(RELATIVE[low], k + 3, "fiscal")
    if low == "year" and k > j and word_at(tokens, k - 1) == "the":
        return YearSaid(TOLD, k + 1)
    return None


def from_year(tokens: Sequence[Token], i: int, year: int) -> Time:
    """What a number of four digits starts: `2014`, `2013-14`, `2018-20`, `2014Q1`, `2021 Q2`, `2021-03-15`, `1990s`."""
    j = i + 1
    dashed = word_at(tokens, j) in _DASHES and tokens[j].glue == "+"
    if dashed and two_digits(tokens, j + 1) >= 0 and tokens[j + 1].glue == "+":
        return _dashed(tokens, j, year)
    part = _part_behind(tokens, j, year)
    if part is not None:
        return part
    if j < len(tokens) and tokens[j].glue and tokens[j].low == "s":
        return Time(j + 1, "decade", year) if year % 10 == 0 else Time(j + 1, "vague")
    if word_at(tokens, j) in FISCAL and word_at(tokens, j + 1) == "year":
        return Time(j + 2, "fiscal", year, named=True)
    return Time(j, "year", year)


def _dashed(tokens: Sequence[Token], j: int, year: int) -> Time:
    """`2013-14`, `2018-20`, `2021-03`, `2021-03-15`: a year, a dash and two digits at token `j + 1`."""
    tail, stop = two_digits(tokens, j + 1), j + 2
    if word_at(tokens, stop) in _DASHES and tokens[stop].glue == "+" and 1 <= tail <= 12:
        day = two_digits(tokens, stop + 1)
        if 1 <= day <= 31:
            return Time(stop + 2, "day", year, tail, day=day)
    if tail == (year + 1) % 100:
        called = word_at(tokens, stop) in FISCAL and word_at(tokens, stop + 1) == "year"
        return Time(stop + 2 * called, "fiscal" if called else "double", year)
    if tail > year % 100:
        first, last = Time(j, "year", year), Time(stop, "year", year - year % 100 + tail)
        return span_of(first, last, "each")
    return Time(stop, "month", year, tail) if 1 <= tail <= 12 else Time(stop, "vague")


_PARTS = {"q": ("quarter", 4), "h": ("half", 2), "s": ("half", 2)}


def _part_behind(tokens: Sequence[Token], j: int, year: int) -> Time | None:
    """`2014Q1`, `2021 Q2`, `2021-Q2`, `2021:Q2`, `2021 H1`: the part of a year that its number stands before."""
    k = j + (word_at(tokens, j) == ":")
    if k + 1 >= len(tokens) or tokens[k].low not in _PARTS or tokens[k + 1].glue != "+":
        return None
    unit, most = _PARTS[tokens[k].low]
    n = int(tokens[k + 1].low) if len(tokens[k + 1].low) == 1 and is_digits(tokens[k + 1].low) else 0
    return Time(k + 2, unit, year, n) if 1 <= n <= most else None


def fiscal_named(tokens: Sequence[Token], i: int) -> Time | None:
    """`financial year 2013/14`, `fiscal 2020`, `fiscal year 2019-20`."""
    if word_at(tokens, i) not in FISCAL:
        return None
    j = i + 1 + (word_at(tokens, i + 1) in ("year", "years"))
    if j < len(tokens) and tokens[j].kind in (NUMBER, SLASHED):
        return _fiscal_number(tokens, j)
    return None


def year_letters(tokens: Sequence[Token], i: int) -> Time | None:
    """`FY24`, `FY 2023-24`, `CY21`."""
    low, j = tokens[i].low, i + 1
    if j >= len(tokens) or tokens[j].kind not in (NUMBER, SLASHED):
        return None
    if low == "cy" and tokens[j].glue == "+":
        year = year_of(tokens[j]) or (short_year(n) if (n := two_digits(tokens, j)) >= 0 else 0)
        return Time(j + 1, "year", year) if year else None
    return _fiscal_number(tokens, j) if low == "fy" else None


def _fiscal_number(tokens: Sequence[Token], j: int) -> Time | None:
    """The number behind `FY` or `financial year`: `98`, `2019-20`, `2013/14`."""
    low = tokens[j].low
    if tokens[j].kind == SLASHED:
        double = double_slash(tokens, j)
        return double.but(unit="fiscal") if double is not None and double.unit == "double" else None
    if not is_digits(low) or len(low) not in (2, 4):
        return None
    year = int(low) if len(low) == 4 else short_year(int(low))
    stop, tail = j + 1, word_at(tokens, j + 2)
    if word_at(tokens, stop) not in _DASHES or len(tail) not in (2, 4) or not is_digits(tail):
        return Time(stop, "fiscal", year, named=True)
    if int(tail) % 100 == (year + 1) % 100:
        return Time(stop + 2, "fiscal", year)
    last = int(tail) if len(tail) == 4 else year - year % 100 + int(tail)
    return span_of(Time(stop, "fiscal", year, named=True), Time(stop + 2, "fiscal", last, named=True), "each")


def double_slash(tokens: Sequence[Token], i: int) -> Time | None:
    """`2013/14`, `13/14` behind a mark of fiscal years, `16/07/2014`, `2014/07/16`."""
    parts = [int(part) for part in tokens[i].low.split("/")]
    lengths = [len(part) for part in tokens[i].low.split("/")]
    if len(parts) == 2:
        if lengths[0] == 4 and lengths[1] in (2, 4) and parts[1] % 100 == (parts[0] + 1) % 100:
            return Time(i + 1, "double", parts[0])
        return None
    if lengths[2] in (2, 4) and lengths[0] <= 2 and lengths[1] <= 2 and 1 <= min(parts[:2]) <= max(parts[:2]) <= 31:
        year = parts[2] if lengths[2] == 4 else short_year(parts[2])
        return Time(i + 1, "date", year, parts[0], day=parts[1]) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    if lengths[0] == 4 and 1 <= parts[1] <= 12 and 1 <= parts[2] <= 31:
        return Time(i + 1, "day", parts[0], parts[1], day=parts[2])
    return None

"""Months and days: `June 2014`, `JUNE 5, 2014`, `16 July`, `10-12 June`, `15.03.2021`, `the June quarter`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.lexer import NUMBER, ORDINAL, WORD, Token
from tallystick.reading.printed.en.times.time import Time, span_of
from tallystick.reading.printed.en.times.words import is_digits, plain, small_number, time_words, two_digits, word_at
from tallystick.reading.printed.en.times.years import from_year, short_year, year_behind, year_of
from tallystick.reading.printed.en.vocabulary import vocabulary

_BEFORE_MAY, _BEHIND_MAY = time_words("before_may"), time_words("behind_may")
_SURELY_BEFORE_MAY = time_words("surely_before_may")
_AMOUNTS = time_words("amounts_behind")
_DASHES = ("-", "–", "—", "to")
_SHORT = 3  # letters of a month cut short; in capitals it needs a number beside it (`SEP` alone is no month)
_DAYS = 31


def month_at(tokens: Sequence[Token], i: int) -> int:
    """The month a word names: with a first capital (`March`), or in capitals in full or beside a number."""
    if not 0 <= i < len(tokens) or tokens[i].kind != WORD:
        return 0
    token = tokens[i]
    if not token.title and not (token.printed.isupper() and _sure_in_capitals(tokens, i)):
        return 0
    return vocabulary().months.get(plain(token.low), 0)


def _sure_in_capitals(tokens: Sequence[Token], i: int) -> bool:
    """`MARCH`; `31 DEC`, `SEP 2021`, `MAY 5`, but no `SEP`."""
    if len(plain(tokens[i].low)) > _SHORT + 1:
        return True
    beside = [tokens[k] for k in (i - 1, i + 1 + (word_at(tokens, i + 1) == ".")) if 0 <= k < len(tokens)]
    return any(token.kind == NUMBER and (year_of(token) or len(token.low) <= 2) for token in beside)


def month_first(tokens: Sequence[Token], i: int) -> Time | None:
    """`June 2014`, `June 5, 2014`, `June 10-12, 2014`, `Mar-21`, `June quarter`, `June`."""
    month, j = month_at(tokens, i), i + 1
    if not month or (tokens[i].low == "may" and not _is_may(tokens, i)):
        return None
    if word_at(tokens, j) == "." and tokens[j].glue == "+" and j + 1 < len(tokens):
        j += 1
    if (short := _short_year(tokens, i, j)) is not None:
        return Time(short[1], "month", short[0], month)
    day = _day_at(tokens, j)
    if day and word_at(tokens, j + 1) not in _AMOUNTS:
        return _days(tokens, j, month, day)
    if word_at(tokens, j) == "quarter":
        return _quarter_to(tokens, j + 1, Time(i + 1, "month", None, month))
    year = year_behind(tokens, j)
    if year.year is None or year.of:
        return Time(i + 1, "month", None, month)
    time = Time(year.stop, "month", year.year, month)
    return _quarter_to(tokens, year.stop + 1, time) if word_at(tokens, year.stop) == "quarter" else time


def _quarter_to(tokens: Sequence[Token], stop: int, month: Time) -> Time:
    """`the June quarter`, `the December quarter 2021`: the three months up to the one that names it."""
    year = year_behind(tokens, stop) if month.year is None else None
    if year is not None and year.year is not None and not year.of:
        stop, month = year.stop, month.but(year=year.year)
    return Time(stop, "trailing", month.year, 3, to=month)


def _short_year(tokens: Sequence[Token], i: int, j: int) -> tuple[int, int] | None:
    """`Mar'21`, `Mar-21` where no year follows: month and year in two digits."""
    if j >= len(tokens) or two_digits(tokens, j) < 0:
        return None
    omitted = tokens[i].low.endswith(("'", "’")) and tokens[j].glue == "+"
    hyphened = tokens[j].glue == "-" and len(tokens[i].low) <= _SHORT + 1 and tokens[i].low != "may"
    hyphened = hyphened and word_at(tokens, j + 1) not in ("-", "–", ",") and not _year_at(tokens, j + 1)
    return (short_year(two_digits(tokens, j)), j + 1) if omitted or hyphened else None


def _year_at(tokens: Sequence[Token], j: int) -> bool:
    return j < len(tokens) and year_of(tokens[j]) > 0


def _day_at(tokens: Sequence[Token], j: int) -> int:
    """The number of a day at token `j`, 1 to 31; 0 where there is none."""
    if j >= len(tokens):
        return 0
    low = tokens[j].low
    if tokens[j].kind == ORDINAL:
        low = low[:-2]
    elif tokens[j].kind != NUMBER:
        return 0
    day = int(low) if len(low) <= 2 and is_digits(low) else 0
    return day if day <= _DAYS else 0


def _days(tokens: Sequence[Token], j: int, month: int, day: int) -> Time:
    """`June 5, 2014`, `June 10-12, 2014`: the day at token `j` of a month, and the last of a run of them."""
    last = _day_at(tokens, j + 2) if word_at(tokens, j + 1) in _DASHES else 0
    if last > day and not _goes_on(tokens, j + 2) and month_at(tokens, j + 3) in (0, month):
        year = year_behind(tokens, j + 3)
        first = Time(j + 1, "day", year.year, month, day=day)
        return span_of(first, first.but(stop=year.stop, day=last))
    year = year_behind(tokens, j + 1)
    if year.of:
        return Time(j + 1, "day", None, month, day=day)
    return Time(year.stop, "day", year.year, month, day=day)


def _goes_on(tokens: Sequence[Token], j: int) -> bool:
    """Whether the number at token `j` is an amount after all: `rose from June 5 to 7 percent`."""
    return word_at(tokens, j + 1) in _AMOUNTS or month_at(tokens, j + 1) > 0


def _is_may(tokens: Sequence[Token], i: int) -> bool:
    """Whether `may` is the month: a preposition before it, or a year, a day or a stop behind it."""
    before, behind = word_at(tokens, i - 1), tokens[i + 1] if i + 1 < len(tokens) else None
    if before in _SURELY_BEFORE_MAY or (tokens[i].glue == "-" and month_at(tokens, i - 1)):
        return True
    if before in _BEFORE_MAY or month_at(tokens, i - 1):
        return behind is None or behind.kind != WORD or behind.low in _BEHIND_MAY
    return behind is not None and bool(year_of(behind) or (behind.kind == NUMBER and len(behind.low) <= 2))


def day_first(tokens: Sequence[Token], i: int) -> Time | None:
    """`16 July 2014`, `16th of July`, `10-12 June 2021`, `15.03.2021` at the number of a day."""
    pointed = _pointed(tokens, i)
    if pointed is not None:
        return pointed
    day, j = _day_at(tokens, i), i + 1
    if not day:
        return None
    if tokens[i].kind == ORDINAL and word_at(tokens, j) == "of":
        j += 1
    if month_at(tokens, j):
        return _of_month(tokens, j, day)
    joined = word_at(tokens, i + 1) in _DASHES
    joined = joined or (word_at(tokens, i - 1), word_at(tokens, i + 1)) == ("between", "and")
    last = _day_at(tokens, i + 2) if joined else 0
    if last > day and month_at(tokens, i + 3):
        to = _of_month(tokens, i + 3, last)
        return span_of(to.but(stop=i + 1, day=day), to)
    return None


def _of_month(tokens: Sequence[Token], j: int, day: int) -> Time:
    year = year_behind(tokens, j + 1)
    two = two_digits(tokens, j + 1)
    if year.year is None and two >= 0 and tokens[j].glue == tokens[j + 1].glue == "-":  # `15-Mar-21`
        return Time(j + 2, "day", short_year(two), month_at(tokens, j), day=day)
    if year.of:
        return Time(j + 1, "day", None, month_at(tokens, j), day=day)
    return Time(year.stop, "day", year.year, month_at(tokens, j), day=day)


def _pointed(tokens: Sequence[Token], i: int) -> Time | None:
    """`15.03.2021`."""
    parts = tokens[i].low.split(".") if tokens[i].kind == NUMBER else []
    if len(parts) != 3 or len(parts[2]) != 4 or max(map(len, parts[:2])) > 2 or not all(map(is_digits, parts)):
        return None
    day, month, year = map(int, parts)
    return Time(i + 1, "day", year, month, day=day) if 1 <= day <= _DAYS and 1 <= month <= 12 else None


def numeric(tokens: Sequence[Token], i: int) -> Time | None:
    """The time a number starts: `2014`, `2013-14`, `2014Q1`, `16 July 2014`, `2Q21`, `9M 2021`."""
    year = year_of(tokens[i])
    if year:
        return from_year(tokens, i, year)
    return day_first(tokens, i) or _letter_behind(tokens, i)


def _letter_behind(tokens: Sequence[Token], i: int) -> Time | None:
    """`2Q21`, `1H 2022`, `9M 2021`: the number of a part before its letter; `9M` needs a year."""
    low, letter = tokens[i].low, word_at(tokens, i + 1)
    n = small_number(tokens, i, 2)
    if letter not in ("q", "h", "m") or tokens[i + 1].glue != "+" or tokens[i].kind != NUMBER or not n:
        return None
    j = i + 2
    two = two_digits(tokens, j)
    glued = two >= 0 and tokens[j].glue in ("+", "-")
    if glued:
        year, stop, of, named = short_year(two), j + 1, "", False
    else:
        found = year_behind(tokens, j)
        if found.year is None and j < len(tokens) and year_of(tokens[j]):
            found = found._replace(year=year_of(tokens[j]), stop=j + 1)
        year_, stop, of, named = found
        if not isinstance(year_, int):
            return Time(j, "quarter", year_, n) if letter == "q" and n <= 4 and len(low) == 1 else None
        year = year_
    if letter == "m":
        return Time(stop, "first", year, n, of=of, named=named) if n in (6, 9, 10, 11, 12) or n == 3 else None
    unit, most = ("quarter", 4) if letter == "q" else ("half", 2)
    return Time(stop, unit, year, n, of=of, named=named) if n <= most else None

"""Single times, above all those told from where one stands: `last year`, `two years ago`, `the year to June`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallystick.reading.printed.en.lexer import NUMBER, ORDINAL, SLASHED, WORD, Token
from tallystick.reading.printed.en.times.months import month_at, month_first, numeric
from tallystick.reading.printed.en.times.time import FOLLOWING, LAST, NEXT, PREVIOUS, THIS, TOLD, Time
from tallystick.reading.printed.en.times.trailing import fiscal_year_ended, trailing
from tallystick.reading.printed.en.times.words import (
    FISCAL,
    RELATIVE,
    SUFFIXES,
    UNITS,
    plain,
    small_number,
    time_words,
    word_at,
)
from tallystick.reading.printed.en.times.year_parts import (
    closing_part,
    first_months,
    letter_part,
    ordinal_part,
    part_told,
    quarter_word,
)
from tallystick.reading.printed.en.times.years import (
    double_slash,
    fiscal_named,
    from_year,
    year_behind,
    year_letters,
    year_of,
)
from tallystick.reading.printed.en.vocabulary import vocabulary

_OVER = time_words("over")
_TOLD_BEFORE, _TOLD_BEHIND = time_words("told_before"), time_words("told_behind")
_FEW = time_words("few")


def single_time(tokens: Sequence[Token], i: int) -> Time | None:
    """The time that starts at token `i`, joined to no other; None where there is none."""
    token = tokens[i]
    if token.kind == WORD:
        rule = BY_WORD.get(plain(token.low))
        if rule is not None:
            return rule(tokens, i)
        if token.low in vocabulary().cardinals:
            return _counted(tokens, i)
        return ordinal_part(tokens, i) if token.low in vocabulary().ordinals else None
    if token.kind == NUMBER:
        return numeric(tokens, i) or _counted(tokens, i)
    if token.kind == SLASHED:
        return double_slash(tokens, i)
    return ordinal_part(tokens, i) if token.kind == ORDINAL else None


def _article(tokens: Sequence[Token], i: int) -> Time | None:
    """`the past five years`, `the year to June 2014`, `the year`, `a year earlier`, `the same period of 2019`."""
    low, after = tokens[i].low, word_at(tokens, i + 1)
    if low in ("a", "an"):
        return _ago(tokens, i + 1, 1)
    if after in ("year", "month", "quarter", "week"):
        return _the_unit(tokens, i)
    if after == "period" and word_at(tokens, i - 1) in ("during", "over", "in"):
        return None
    if after in BY_WORD and after not in ("the", "a", "an") and tokens[i + 1].kind == WORD:
        return _month_quarter(tokens, i) if after in vocabulary().months else BY_WORD[after](tokens, i + 1)
    if small_number(tokens, i + 1):
        return numeric(tokens, i + 1) if tokens[i + 1].kind == ORDINAL else _counted(tokens, i + 1)
    if after in vocabulary().ordinals or (i + 1 < len(tokens) and tokens[i + 1].kind == ORDINAL):
        return ordinal_part(tokens, i + 1)
    return None


def _month_quarter(tokens: Sequence[Token], i: int) -> Time | None:
    """`the June quarter`."""
    found = month_first(tokens, i + 1)
    return found if found is not None and found.unit == "trailing" else None


def _the_unit(tokens: Sequence[Token], i: int) -> Time | None:
    """`the year to June 2014`, `the year before`, `in the year`, `in the quarter`, `the year to date`."""
    found = trailing(tokens, i + 1, 1, single_time)
    if found or word_at(tokens, i + 1) != "year":
        return found or part_told(tokens, i)
    behind = word_at(tokens, i + 2)
    if behind in SUFFIXES:
        return Time(i + 3, "ago", n=1, of="year")
    if behind == "to" and word_at(tokens, i + 3) == "date":
        return Time(i + 4, "to date")
    if i + 2 < len(tokens) and year_of(tokens[i + 2]):
        return from_year(tokens, i + 2, year_of(tokens[i + 2]))
    told = word_at(tokens, i - 1) in _TOLD_BEFORE or behind in _TOLD_BEHIND
    return Time(i + 2, "year", TOLD) if told and behind not in ("on", "over") else None


def _counted(tokens: Sequence[Token], i: int) -> Time | None:
    """`two years ago`, `12 months to April`, `three months ending June 2014`."""
    n, word = small_number(tokens, i), word_at(tokens, i + 1)
    if not n or word not in UNITS:
        return None
    if word == "months" and word_at(tokens, i + 2) == "of":
        found = first_months(tokens, i)
        if found is not None and found.year is not None:
            return found
    found = _ago(tokens, i + 1, n) or trailing(tokens, i + 1, n, single_time)
    if found is None and n > 1 and word == "years" and word_at(tokens, i - 1) in ("the", "these"):
        return Time(i + 2, "same") if word_at(tokens, i - 2) in ("over", "in", "during") else None
    return found


def _ago(tokens: Sequence[Token], i: int, n: int) -> Time | None:
    unit = UNITS.get(word_at(tokens, i), "")
    if unit and word_at(tokens, i + 1) in SUFFIXES:
        return Time(i + 2, "ago", n=n, of=unit)
    return None


def _relative(tokens: Sequence[Token], i: int) -> Time | None:
    """`last year`, `this quarter`, `past five years`, `next two years`, `last June`, `same period last year`."""
    low, j = word_at(tokens, i), i + 1
    how, after = RELATIVE[low], word_at(tokens, j)
    if low in ("this", "the") and after == "last":
        return None
    if after in FISCAL and word_at(tokens, j + 1) == "year":
        return Time(j + 2, "fiscal", how)
    if how == "same":
        return _same(tokens, j)
    if low == "this" and after == "meeting":
        return Time(j + 1, "today")
    if low == "this" and after == "period" and word_at(tokens, i - 1) in _OVER:
        return Time(j + 1, "same")
    closing = closing_part(tokens, i)
    if closing is not None or after in UNITS:
        return closing or _relative_unit(tokens, j, how)
    month = month_at(tokens, j)
    if month and how in (LAST, THIS, NEXT) and low not in ("current", "present") and (after != "may" or low == "last"):
        return Time(j + 1, "month", how, month)
    run = _relative_run(tokens, j, how)
    if run is None and how in (LAST, THIS, PREVIOUS) and after in vocabulary().ordinals:
        return ordinal_part(tokens, j)
    return run


def _relative_unit(tokens: Sequence[Token], j: int, how: str) -> Time | None:
    """`(last) year`, `(this) quarter ending June`, `(past) decade`, `(next) week`."""
    low = word_at(tokens, j)
    unit = UNITS[low]
    if low == "decade":
        return Time(j + 1, "coming" if how in (NEXT, FOLLOWING) else "past", n=10, of="year")
    if unit in ("week", "day"):
        return trailing(tokens, j, 1, single_time) or Time(j + 1, "vague")
    if low not in ("year", "month", "quarter", "half"):
        return None
    if how == "past" or (unit == "year" and _is_the_last(tokens, j)):
        return Time(j + 1, "past", n=1, of=unit)
    return trailing(tokens, j, 1, single_time) or Time(j + 1, unit, how, 0 if unit == "year" else -1)


def _is_the_last(tokens: Sequence[Token], j: int) -> bool:
    """`in the last year`: the twelve months that are over, where `last year` without the article is the year before."""
    return (word_at(tokens, j - 2), word_at(tokens, j - 1)) == ("the", "last") and word_at(tokens, j + 1) != "of"


def _relative_run(tokens: Sequence[Token], j: int, how: str) -> Time | None:
    """`(past) five years`, `(next) two decades`, `(last) few months`."""
    low, unit = word_at(tokens, j), UNITS.get(word_at(tokens, j + 1), "")
    if low in _FEW:
        return Time(j + 2, "vague") if unit else None
    n = small_number(tokens, j, 2)
    if not n or not unit or how not in ("past", LAST, PREVIOUS, NEXT, FOLLOWING):
        return None
    if unit == "decade":
        unit, n = "year", n * 10
    return Time(j + 2, "coming" if how in (NEXT, FOLLOWING) else "past", n=n, of=unit)


_SAME = time_words("same")


def _same(tokens: Sequence[Token], j: int) -> Time | None:
    """`same period of last year`, `same month a year ago`, `same period in 2012`."""
    if word_at(tokens, j) not in _SAME:
        return None
    of_the = (word_at(tokens, j + 1), word_at(tokens, j + 2)) == ("of", "the")
    if of_the and word_at(tokens, j + 3) in RELATIVE and word_at(tokens, j + 4) == "year":
        return Time(j + 5, "same", PREVIOUS)
    year = year_behind(tokens, j + 1)
    if year.of:
        return Time(year.stop, "fiscal" if year.named else "double", year.year, named=year.named)
    a_year = word_at(tokens, j + 1) in ("a", "one") and word_at(tokens, j + 2) == "year"
    if year.year is None and a_year and word_at(tokens, j + 3) in SUFFIXES:
        return Time(j + 4, "same", PREVIOUS)
    return Time(year.stop, "same", LAST if year.year == PREVIOUS else year.year)


_ENDED = ("year", "double", "fiscal", "half", "quarter", "month", "day", "plan")


def _end(tokens: Sequence[Token], i: int) -> Time | None:
    """`end of 2023`, `end June 2014`, `end of the first quarter`, `end-2021`."""
    j = i + 1
    while word_at(tokens, j) in ("of", "the"):
        j += 1
    joined = j > i + 1 or tokens[i].glue == "-" or (j < len(tokens) and tokens[j].glue == "-")
    if not joined and word_at(tokens, j) not in vocabulary().months and not _is_year(tokens, j):
        return None
    time = Time(j + 1, "year", TOLD) if word_at(tokens, j) == "year" else _single(tokens, j)
    if time is None or time.unit not in _ENDED:
        return None
    return time.but(end=time.unit != "day")


def _is_year(tokens: Sequence[Token], j: int) -> bool:
    return j < len(tokens) and (year_of(tokens[j]) > 0 or tokens[j].low == "fy")


def _single(tokens: Sequence[Token], j: int) -> Time | None:
    return single_time(tokens, j) if j < len(tokens) else None


def _start(tokens: Sequence[Token], i: int) -> Time | None:
    """`since the start of 2021`: what stood before it began."""
    k = i - (2 if word_at(tokens, i - 1) == "the" else 1)
    if word_at(tokens, k) not in ("since", "from") or word_at(tokens, i + 1) != "of":
        return None
    j = i + 2 + (word_at(tokens, i + 2) == "the")
    time = Time(j + 1, "year", TOLD) if word_at(tokens, j) == "year" else _single(tokens, j)
    if time is None or time.unit not in _ENDED:
        return None
    return time.but(start=True)


def _year_word(tokens: Sequence[Token], i: int) -> Time | None:
    """`year to June 2014`, `year ending March 2014`, `year-end`, `year-to-date`, `year 2021`."""
    found = trailing(tokens, i, 1, single_time)
    if found:
        return found
    if word_at(tokens, i + 1) == "end" and tokens[i + 1].glue == "-":
        year = year_behind(tokens, i + 2)
        return Time(year.stop, "year", TOLD if year.year is None else year.year, end=True)
    if word_at(tokens, i + 1) == "to" and word_at(tokens, i + 2) == "date":
        return Time(i + 3, "to date")
    year_at = i + 1 < len(tokens) and year_of(tokens[i + 1])
    return from_year(tokens, i + 1, year_at) if year_at else None


def _unit_ended(tokens: Sequence[Token], i: int) -> Time | None:
    """`quarter ended 30 June 2021`, `week to 5 May`, `Quarter 1 2014`."""
    return trailing(tokens, i, 1, single_time) or quarter_word(tokens, i)


def _fiscal(tokens: Sequence[Token], i: int) -> Time | None:
    """`fiscal 2020`, `financial year ended 31 March 2021`."""
    return fiscal_year_ended(tokens, i, single_time) or fiscal_named(tokens, i)


def _fiscal_letters(tokens: Sequence[Token], i: int) -> Time | None:
    return fiscal_year_ended(tokens, i, single_time)


def _now(tokens: Sequence[Token], i: int) -> Time | None:
    """`between now and 2030`."""
    between = word_at(tokens, i - 1) == "between" and word_at(tokens, i + 1) == "and"
    return Time(i + 1, "year", THIS) if between else None


def _today(_tokens: Sequence[Token], i: int) -> Time:
    """`today`: the day of the event, where a decision is told."""
    return Time(i + 1, "today")


def _to_date(_tokens: Sequence[Token], i: int) -> Time:
    """`ytd`."""
    return Time(i + 1, "to date")


Rule = Callable[[Sequence[Token], int], "Time | None"]
BY_WORD: dict[str, Rule] = {
    **dict.fromkeys(vocabulary().months, month_first),
    **dict.fromkeys(RELATIVE, _relative),
    **dict.fromkeys(("the", "a", "an"), _article),
    **dict.fromkeys(FISCAL, _fiscal),
    **dict.fromkeys(("q", "h"), letter_part),
    **dict.fromkeys(("fy", "cy"), year_letters),
    **dict.fromkeys(("start", "beginning"), _start),
    **dict.fromkeys(("quarter", "week"), _unit_ended),
    **dict.fromkeys(time_words("closing") - RELATIVE.keys(), closing_part),
    "end": _end,
    "fye": _fiscal_letters,
    "now": _now,
    "today": _today,
    "year": _year_word,
    "ytd": _to_date,
}

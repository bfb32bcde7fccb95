"""Words of single times, above all those told from where one stands: `last year`, `two years ago`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallystick.reading.printed.en.lexer import NUMBER, ORDINAL, SLASHED, WORD, Token
from tallystick.reading.printed.en.times.time import FOLLOWING, LAST, NEXT, PREVIOUS, THIS, TOLD, Time
from tallystick.reading.printed.en.times.year_parts import (
    first_months,
    letter_part,
    month_at,
    month_first,
    numeric,
    ordinal_part,
    quarter_word,
)
from tallystick.reading.printed.en.times.years import (
    FISCAL,
    RELATIVE,
    UNITS,
    fiscal_named,
    fiscal_slash,
    from_year,
    plain,
    word_at,
    year_behind,
    year_of,
)
from tallystick.reading.printed.en.vocabulary import vocabulary

SUFFIXES = frozenset({"earlier", "ago", "before", "previously"})


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
        return fiscal_slash(tokens, i)
    return ordinal_part(tokens, i) if token.kind == ORDINAL else None


def _article(tokens: Sequence[Token], i: int) -> Time | None:
    """`the past five years`, `the year to June 2014`, `the year`, `a year earlier`, `the same period of 2019`."""
    low, after = tokens[i].low, word_at(tokens, i + 1)
    if low in ("a", "an"):
        return _ago(tokens, i + 1, 1)
    if after in ("year", "month", "quarter"):
        return _the_unit(tokens, i)
    if after == "period" and word_at(tokens, i - 1) in ("during", "over", "in"):
        return None
    if after in BY_WORD and after not in ("the", "a", "an") and tokens[i + 1].kind == WORD:
        return BY_WORD[after](tokens, i + 1) if after not in vocabulary().months else None
    if after in vocabulary().cardinals or (
        i + 1 < len(tokens) and tokens[i + 1].kind == NUMBER and not year_of(tokens[i + 1])
    ):
        return _counted(tokens, i + 1)
    if after in vocabulary().ordinals:
        return ordinal_part(tokens, i + 1)
    return None


def _the_unit(tokens: Sequence[Token], i: int) -> Time | None:
    """`the year to June 2014`, `the year before`, `the year 2014`, `in the year`."""
    found = _trailing(tokens, i + 1, 1)
    if found or word_at(tokens, i + 1) != "year":
        return found
    behind = word_at(tokens, i + 2)
    if behind in SUFFIXES:
        return Time(i + 3, "ago", n=1, of="year")
    year = year_of(tokens[i + 2]) if i + 2 < len(tokens) else 0
    if year:
        return from_year(tokens, i + 2, year)
    before = word_at(tokens, i - 1) if i else ""
    told = before in ("for", "of", "in", "during", "throughout") or behind in (",", ".", "as")
    return Time(i + 2, "year", TOLD) if told and behind not in ("on", "over") else None


def _counted(tokens: Sequence[Token], i: int) -> Time | None:
    """`two years ago`, `12 months to April`, `three months ending June 2014`."""
    low = tokens[i].low
    n = vocabulary().cardinals.get(low, 0) or (
        int(low) if tokens[i].kind == NUMBER and low.isdigit() and len(low) <= 3 else 0
    )
    if not n or word_at(tokens, i + 1) not in UNITS:
        return None
    if (
        word_at(tokens, i + 1) == "months"
        and word_at(tokens, i + 2) == "of"
        and (found := first_months(tokens, i)) is not None
        and found.year is not None
    ):
        return found
    if (
        n > 1
        and i > 1
        and word_at(tokens, i + 1) == "years"
        and tokens[i - 1].low in ("the", "these")
        and tokens[i - 2].low in ("over", "in", "during")
    ):
        return _ago(tokens, i + 1, n) or _trailing(tokens, i + 1, n) or Time(i + 2, "same")
    return _ago(tokens, i + 1, n) or _trailing(tokens, i + 1, n)


def _ago(tokens: Sequence[Token], i: int, n: int) -> Time | None:
    unit = UNITS.get(word_at(tokens, i), "")
    if unit and word_at(tokens, i + 1) in SUFFIXES:
        return Time(i + 2, "ago", n=n, of=unit)
    return None


def _trailing(tokens: Sequence[Token], i: int, n: int) -> Time | None:
    """`year to June 2014`, `12 months ending in April`, `three months to the end of May`."""
    unit, k = UNITS.get(word_at(tokens, i), ""), i + 1
    if word_at(tokens, k) in ("to", "ending", "ended", "through", "until", "till"):
        k += 1
        while word_at(tokens, k) in ("in", "the", "end", "of", "on", "-"):
            k += 1
        last = single_time(tokens, k) if k < len(tokens) else None
        if last is not None and last.unit in ("month", "quarter", "day") and unit in ("year", "month", "quarter"):
            time = Time(last.stop, "trailing", last.year, n * {"year": 12, "quarter": 3, "month": 1}[unit])
            time.to = last
            return time
    return None


def _relative(tokens: Sequence[Token], i: int) -> Time | None:
    """`last year`, `this quarter`, `past five years`, `next two years`, `last June`, `same period last year`."""
    low, j = word_at(tokens, i), i + 1
    how = RELATIVE[low]
    after = word_at(tokens, j)
    if low in ("this", "the") and after == "last":
        return None
    if after in ("fiscal", "financial", "budget") and word_at(tokens, j + 1) == "year":
        return Time(j + 2, "fiscal", how)
    if how == "same":
        return _same(tokens, j)
    if low == "this" and after == "meeting":
        return Time(j + 1, "today")
    if (
        low in ("this", "that")
        and after == "period"
        and i
        and tokens[i - 1].low in ("over", "during", "in", "throughout")
    ):
        return Time(j + 1, "same")
    if after in UNITS:
        return _relative_unit(tokens, j, how)
    month = month_at(tokens, j)
    if month and how in (LAST, THIS, NEXT) and low not in ("current", "present") and (after != "may" or low == "last"):
        return Time(j + 1, "month", how, month)
    if how in (LAST, THIS, PREVIOUS) and after in vocabulary().ordinals:
        return _relative_run(tokens, j, how) or ordinal_part(tokens, j)
    return _relative_run(tokens, j, how)


def _relative_unit(tokens: Sequence[Token], j: int, how: str) -> Time | None:
    """`(last) year`, `(this) quarter ending June`, `(past) decade`, `(next) week`."""
    low = word_at(tokens, j)
    unit = UNITS[low]
    if low == "decade":
        return Time(j + 1, "coming" if how in (NEXT, FOLLOWING) else "past", n=10, of="year")
    if unit in ("week", "day"):
        return Time(j + 1, "vague")
    if low not in ("year", "month", "quarter", "half"):
        return None
    if how == "past":
        return Time(j + 1, "past", n=1, of=unit)
    return _trailing(tokens, j, 1) or Time(j + 1, unit, how, 0 if unit == "year" else -1)


def _relative_run(tokens: Sequence[Token], j: int, how: str) -> Time | None:
    """`(past) five years`, `(next) two decades`, `(last) few months`."""
    low, unit = word_at(tokens, j), UNITS.get(word_at(tokens, j + 1), "")
    if low in ("few", "several", "couple"):
        return Time(j + 2, "vague") if unit else None
    n = vocabulary().cardinals.get(low, 0) or (int(low) if low.isdigit() and len(low) <= 2 else 0)
    if not n or not unit or how not in ("past", LAST, PREVIOUS, NEXT, FOLLOWING):
        return None
    if unit == "decade":
        unit, n = "year", n * 10
    return Time(j + 2, "coming" if how in (NEXT, FOLLOWING) else "past", n=n, of=unit)


def _same(tokens: Sequence[Token], j: int) -> Time | None:
    """`same period of last year`, `same month a year ago`, `same period in 2012`."""
    if word_at(tokens, j) == "time":
        return None
    if word_at(tokens, j) not in ("period", "month", "quarter", "year", "half", "week", "day"):
        return None
    if (
        word_at(tokens, j + 1) == "of"
        and word_at(tokens, j + 2) == "the"
        and word_at(tokens, j + 3) in RELATIVE
        and word_at(tokens, j + 4) == "year"
    ):
        return Time(j + 5, "same", PREVIOUS)
    year, stop = year_behind(tokens, j + 1)
    if year is None:
        k = j + 2 if word_at(tokens, j + 1) in ("of", "in", "for") else j + 1
        if (
            k < len(tokens)
            and tokens[k].kind == SLASHED
            and (found := fiscal_slash(tokens, k))
            and found.unit == "fiscal"
        ):
            return found
        if k < len(tokens) and tokens[k].kind == NUMBER and (other := numeric(tokens, k)) and other.unit == "fiscal":
            return other
        if (
            word_at(tokens, j + 1) in ("a", "one")
            and word_at(tokens, j + 2) == "year"
            and word_at(tokens, j + 3) in SUFFIXES
        ):
            return Time(j + 4, "same", PREVIOUS)
    return Time(stop, "same", LAST if year == PREVIOUS else year)


def _end(tokens: Sequence[Token], i: int) -> Time | None:
    """`end of 2023`, `end June 2014`, `end of the first quarter`."""
    j = i + 1
    while word_at(tokens, j) in ("of", "the"):
        j += 1
    if (
        j == i + 1
        and tokens[i].glue != "-"
        and word_at(tokens, j) not in vocabulary().months
        and not (j < len(tokens) and year_of(tokens[j]))
    ):
        return None
    if word_at(tokens, j) == "year":
        time: Time | None = Time(j + 1, "year", TOLD)
    else:
        time = single_time(tokens, j) if j < len(tokens) else None
    if time is not None and time.unit in ("year", "fiscal", "half", "quarter", "month", "day", "plan"):
        time.end = time.unit != "day"
        return time
    return None


def _year_word(tokens: Sequence[Token], i: int) -> Time | None:
    """`year to June 2014`, `year ending March 2014`, `year-end`, `year 2021`."""
    trailing = _trailing(tokens, i, 1)
    if trailing:
        return trailing
    if word_at(tokens, i + 1) == "end" and tokens[i + 1].glue == "-":
        year, stop = year_behind(tokens, i + 2)
        time = Time(stop, "year", TOLD if year is None else year)
        time.end = True
        return time
    year = year_of(tokens[i + 1]) if i + 1 < len(tokens) else 0
    return Time(i + 2, "year", year) if year else None


def _now(tokens: Sequence[Token], i: int) -> Time | None:
    """`between now and 2030`."""
    return (
        Time(i + 1, "year", THIS) if i and tokens[i - 1].low == "between" and word_at(tokens, i + 1) == "and" else None
    )


def _today(_tokens: Sequence[Token], i: int) -> Time:
    """`today`: the day of the event, where a decision is told."""
    return Time(i + 1, "today")


Rule = Callable[[Sequence[Token], int], "Time | None"]
BY_WORD: dict[str, Rule] = {
    **dict.fromkeys(vocabulary().months, month_first),
    **dict.fromkeys(RELATIVE, _relative),
    **dict.fromkeys(("the", "a", "an"), _article),
    **dict.fromkeys(FISCAL, fiscal_named),
    **dict.fromkeys(("q", "h", "fy"), letter_part),
    "end": _end,
    "now": _now,
    "today": _today,
    "year": _year_word,
    "quarter": quarter_word,
}

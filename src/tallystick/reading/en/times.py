"""Words of time → Time: what they say, before the context makes a period of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallystick.reading.en.lexer import NUMBER, ORDINAL, SLASHED, WORD, Token
from tallystick.reading.en.numbers import ordinal_at
from tallystick.reading.en.vocabulary import vocabulary

# Years without a number of their own: counted from the release, or from what is being talked of.
LAST, THIS, NEXT, PREVIOUS, FOLLOWING, TOLD = "last", "this", "next", "previous", "following", "told"
Year = int | str | None


class Time:
    """A time as words tell it, over the tokens up to `stop`.

    `unit` is year, fiscal, half, quarter, month, day, first (n months, quarters from the year's start), trailing (n
    units up to `to`), past or coming (n units), ago (n units), plan (n), same (the same period), span (`to` is its
    last part) or vague. `year` is a number, a relative word or None; `n` is the number of the part; `end` tells that
    the end of it is meant.
    """

    __slots__ = ("day", "end", "n", "of", "stop", "to", "unit", "year")

    def __init__(self, stop: int, unit: str, year: Year = None, n: int = 0, *, of: str = "", day: int = 0) -> None:
        self.stop, self.unit, self.year, self.n, self.of, self.day = stop, unit, year, n, of, day
        self.end = False
        self.to: Time | None = None


_UNITS = {
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
_RELATIVE = {
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
SUFFIXES = frozenset({"earlier", "ago", "before", "previously"})
_JOINTS = frozenset({"to", "-", "–", "—", "until", "through", "till", "/"})
_FISCAL = frozenset({"fiscal", "financial", "budget", "tax"})
_VAGUE = frozenset({"early", "late", "mid"})
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


def time_at(tokens: Sequence[Token], i: int) -> Time | None:
    """The time that the words from token `i` on tell, spans included; None where there is none."""
    time = _single(tokens, i)
    if time is None:
        return None
    joined = _joined(tokens, i, time)
    if joined is not time and i and tokens[i - 1].low == "between" and joined.of != "and":
        return _between_spans(tokens, joined)
    return joined


def _between_spans(tokens: Sequence[Token], first: Time) -> Time:
    """`between March to May 2013 and March to May 2014`."""
    j = first.stop
    if j + 1 >= len(tokens) or tokens[j].low != "and":
        return first
    last = _single(tokens, j + 1)
    if last is None:
        return first
    last = _joined_to(tokens, last)
    if last.unit != "span":
        return first
    span = Time(last.stop, "span", last.year, of="between")
    span.to = last
    return _Span(span, first)


def _joined(tokens: Sequence[Token], i: int, time: Time) -> Time:
    """`March to May 2014`, `2005 to 2012`, and behind `between` also `Q1 2014 and Q2 2014`."""
    j = time.stop
    if j + 1 >= len(tokens):
        return time
    between = i > 0 and tokens[i - 1].low == "between"
    joint = tokens[j].low
    if joint == "and" and not between and _two_years(tokens, i, j, time):
        span = Time(j + 2, "span", time.year, of="each")
        span.to = Time(j + 2, "year", year_of(tokens[j + 1]))
        return _Span(span, time)
    if joint == "and" and time.unit == "fiscal" and (joined := _fiscal_and_part(tokens, j, time)) is not None:
        return joined
    if joint not in _JOINTS and not (joint == "and" and (between or (i > 0 and tokens[i - 1].low == "both"))):
        return time
    last = _single(tokens, j + 1)
    if last is None or not _alike(time, last):
        return time
    if joint == "and":
        last = _joined_to(tokens, last)
    if time.year is None:
        time.year = last.year
        if time.unit == last.unit and time.n > last.n and isinstance(last.year, int):
            time.year = last.year - 1
    span = Time(last.stop, "span", time.year)
    span.to, span.of = last, ("and" if joint == "and" else "between") if between else ""
    span.day, span.n = 0, 0
    return _Span(span, time)


def _two_years(tokens: Sequence[Token], i: int, j: int, time: Time) -> bool:
    """`in 2018 and 2019`: two years in a row that one figure is of; not where `respectively` follows."""
    if time.unit != "year" or not isinstance(time.year, int) or year_of(tokens[j + 1]) != time.year + 1:
        return False
    return not any(token.low == "respectively" for token in tokens[i : j + 6])


def _fiscal_and_part(tokens: Sequence[Token], j: int, time: Time) -> Time | None:
    """`2012-13 and the first nine months of 2013-14`: one run of months."""
    k = j + 1
    while _low(tokens, k) in ("in", "the"):
        k += 1
    part = _single(tokens, k) if k < len(tokens) else None
    if part is None or part.unit != "first" or part.of != "fiscal":
        return None
    span = Time(part.stop, "span", time.year, of="each")
    span.to = part
    return _Span(span, time)


def _joined_to(tokens: Sequence[Token], time: Time) -> Time:
    """The second of two spans between which something happened: `… and March to May 2014`."""
    j = time.stop
    if j + 1 < len(tokens) and tokens[j].low in _JOINTS:
        last = _single(tokens, j + 1)
        if last is not None and _alike(time, last):
            if time.year is None:
                time.year = last.year
            span = Time(last.stop, "span", time.year)
            span.to = last
            return _Span(span, time)
    return time


class _Span(Time):
    """A span: `first` is its first part, `to` its last."""

    __slots__ = ("first",)

    def __init__(self, span: Time, first: Time) -> None:
        super().__init__(span.stop, "span", span.year)
        self.to, self.of, self.first = span.to, span.of, first


def first_of(span: Time) -> Time:
    """The first part of a span."""
    return span.first if isinstance(span, _Span) else span


def _alike(a: Time, b: Time) -> bool:
    return a.unit == b.unit and a.unit in ("year", "fiscal", "half", "quarter", "month", "day")


def _single(tokens: Sequence[Token], i: int) -> Time | None:
    token = tokens[i]
    if token.kind == WORD:
        rule = _BY_WORD.get(_plain(token.low))
        if rule is not None:
            return rule(tokens, i)
        if token.low in vocabulary().cardinals:
            return _counted(tokens, i)
        return _ordinal_part(tokens, i) if token.low in vocabulary().ordinals else None
    if token.kind == NUMBER:
        return _numeric(tokens, i) or _counted(tokens, i)
    if token.kind == SLASHED:
        return _fiscal_slash(tokens, i)
    return _ordinal_part(tokens, i) if token.kind == ORDINAL else None


def _low(tokens: Sequence[Token], i: int) -> str:
    """The word of a token, without the ending of the genitive."""
    return _plain(tokens[i].low) if i < len(tokens) else ""


def _plain(low: str) -> str:
    return low[:-2] if low.endswith(("'s", "’s")) else low


def year_of(token: Token) -> int:
    """The year a token of four digits names, else 0."""
    if token.kind == NUMBER and len(token.low) == 4 and token.low.isdigit():
        year = int(token.low)
        return year if _FIRST_YEAR <= year <= _LAST_YEAR else 0
    return 0


def _year_behind(tokens: Sequence[Token], j: int) -> tuple[Year, int]:
    """The year that follows a part of it: `(of) 2014`, `, 2014`, `of last year`, `this year`."""
    k = j
    if _low(tokens, k) in ("of", ",", "in", "for"):
        k += 1
    if k < len(tokens):
        year = year_of(tokens[k])
        if year and (k > j or tokens[k].glue != "+"):
            whole = _from_year(tokens, k, year)
            return year, whole.stop if whole is not None and whole.unit == "fiscal" else k + 1
        if tokens[k].kind == SLASHED and _fiscal_slash(tokens, k):
            return int(tokens[k].low[:4]), k + 1
    if _low(tokens, j) == ",":
        return None, j
    if _low(tokens, k) == "the":
        k += 1
    if _low(tokens, k) in _RELATIVE and _low(tokens, k + 1) == "year":
        return _RELATIVE[_low(tokens, k)], k + 2
    if (
        _low(tokens, k) in _FISCAL
        and k > j
        and (named := _fiscal(tokens, k)) is not None
        and isinstance(named.year, int)
    ):
        return named.year, named.stop
    if _low(tokens, k) in _RELATIVE and _low(tokens, k + 1) in _FISCAL and _low(tokens, k + 2) == "year":
        return _RELATIVE[_low(tokens, k)], k + 3
    if _low(tokens, k) == "year" and _low(tokens, k - 1) == "the":
        return TOLD, k + 1
    return None, j


def _numeric(tokens: Sequence[Token], i: int) -> Time | None:
    """`2014`, `2013-14`, `2019-2022`, `2014Q1`, `16 July 2014`, `2014-07-16`."""
    year = year_of(tokens[i])
    if year:
        return _from_year(tokens, i, year)
    low = tokens[i].low
    if len(low) <= 2 and low.isdigit() and 1 <= int(low) <= 31 and _month(tokens, i + 1):
        return _day_first(tokens, i, int(low))
    if len(low) == 1 and _low(tokens, i + 1) == "q" and tokens[i + 1].glue == "+":
        found, stop = _year_behind(tokens, i + 2)
        return Time(stop, "quarter", found, int(low)) if int(low) in (1, 2, 3, 4) else None
    return None


def _from_year(tokens: Sequence[Token], i: int, year: int) -> Time | None:
    j = i + 1
    if _low(tokens, j) in ("-", "–") and j + 1 < len(tokens) and tokens[j].glue == "+" and tokens[j + 1].glue == "+":
        tail = tokens[j + 1].low
        if len(tail) == 2 and tail.isdigit():
            if _low(tokens, j + 2) in ("-", "–"):
                return Time(min(j + 4, len(tokens)), "vague")
            if int(tail) == (year + 1) % 100:
                return Time(j + 2, "fiscal", year)
            return Time(j + 2, "vague")
    if j < len(tokens) and tokens[j].glue and tokens[j].low in ("q", "h", "s"):
        if tokens[j].low == "s":
            return Time(j + 1, "vague")
        if j + 1 < len(tokens) and tokens[j + 1].low in ("1", "2", "3", "4"):
            return Time(j + 2, "quarter" if tokens[j].low == "q" else "half", year, int(tokens[j + 1].low))
    if _low(tokens, j) in ("'s", "’s"):
        return Time(j, "year", year)
    return Time(j, "year", year)


def _month(tokens: Sequence[Token], i: int) -> int:
    """The month a word names; it begins with a capital (`March`), and only so (`SEP` is none)."""
    if i >= len(tokens) or not tokens[i].title:
        return 0
    return vocabulary().months.get(_plain(tokens[i].low), 0)


def _day_first(tokens: Sequence[Token], i: int, day: int) -> Time:
    year, stop = _year_behind(tokens, i + 2)
    return Time(stop, "day", year, _month(tokens, i + 1), day=day)


def _month_first(tokens: Sequence[Token], i: int) -> Time | None:
    month, j = _month(tokens, i), i + 1
    if not month or (tokens[i].low == "may" and not _is_may(tokens, i)):
        return None
    if _low(tokens, j) == "." and j + 1 < len(tokens):
        j += 1
    low = _low(tokens, j)
    day = int(low) if j < len(tokens) and tokens[j].kind == NUMBER and len(low) <= 2 and low.isdigit() else 0
    if j < len(tokens) and tokens[j].kind == ORDINAL:
        day = int(low[:-2])
    if 1 <= day <= 31 and _low(tokens, j + 1) not in ("%", "percent", "per", "million", "billion"):
        year, stop = _year_behind(tokens, j + 1)
        return Time(stop, "day", year, month, day=day)
    year, stop = _year_behind(tokens, j)
    return Time(stop if year is not None else i + 1, "month", year, month)


def _is_may(tokens: Sequence[Token], i: int) -> bool:
    """Whether `may` is the month: a preposition before it, or a year, a day or a stop behind it."""
    before, behind = _low(tokens, i - 1) if i else "", tokens[i + 1] if i + 1 < len(tokens) else None
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


def _ordinal_part(tokens: Sequence[Token], i: int) -> Time | None:
    """`first quarter of 2014`, `second half`, `first eight months of 2019`, `14th Five-Year Plan period`."""
    n = ordinal_at(tokens, i)
    if not n:
        return None
    j = i + 1 + (tokens[i].low not in vocabulary().ordinals and tokens[i].kind == WORD)
    if _low(tokens, j) in ("five",) and _low(tokens, j + 1) == "year" and _low(tokens, j + 2) in ("plan", "plans"):
        return Time(j + 4, "plan", n=n) if _low(tokens, j + 3) == "period" else None
    if tokens[i].low == "first" and n == 1:
        found = _first_months(tokens, j)
        if found:
            return found
    unit = _UNITS.get(_low(tokens, j), "")
    if tokens[i].kind == ORDINAL and _month(tokens, j):
        year, stop = _year_behind(tokens, j + 1)
        return Time(stop, "day", year, _month(tokens, j), day=n)
    if (unit == "quarter" and n <= 4) or (unit == "half" and n <= 2):
        if _low(tokens, j) in ("quarters", "halves"):
            return None
        year, stop = _year_behind(tokens, j + 1)
        return Time(stop, unit, year, n, of=_fiscal_mark(tokens, stop))
    return None


def _first_months(tokens: Sequence[Token], j: int) -> Time | None:
    """`eight months of 2019`, `three quarters`, `half`, `two months` behind `first`."""
    if j >= len(tokens):
        return None
    count = vocabulary().cardinals.get(tokens[j].low, 0) or (
        int(tokens[j].low) if tokens[j].kind == NUMBER and tokens[j].low.isdigit() and len(tokens[j].low) < 3 else 0
    )
    unit = _UNITS.get(_low(tokens, j + 1), "")
    if not count or unit not in ("month", "quarter"):
        return None
    months = count * (3 if unit == "quarter" else 1)
    if months > 12:
        return None
    year, stop = _year_behind(tokens, j + 2)
    return Time(stop, "first", year, months, of=_fiscal_mark(tokens, stop))


def _fiscal_mark(tokens: Sequence[Token], stop: int) -> str:
    """`fiscal` where the year of a part was one: `first half of 2013-14`, `of the current financial year`."""
    last, before = tokens[stop - 1], tokens[stop - 2].low
    marked = (
        last.kind == SLASHED
        or (last.kind == NUMBER and len(last.low) == 2 and before in ("-", "–"))
        or (last.low == "year" and before in _FISCAL)
    )
    return "fiscal" if marked else ""


def _letter_part(tokens: Sequence[Token], i: int) -> Time | None:
    """`Q1 2014`, `H1 2014`, `FY98`, `FY2019-20`."""
    j = i + 1
    if j >= len(tokens) or tokens[j].kind not in (NUMBER, SLASHED) or (tokens[j].glue != "+" and tokens[i].low != "fy"):
        return None
    low = tokens[j].low
    if tokens[i].low == "fy":
        return _fiscal_number(tokens, j)
    if low not in ("1", "2", "3", "4") or (tokens[i].low == "h" and low > "2"):
        return None
    year, stop = _year_behind(tokens, j + 1)
    return Time(stop, "quarter" if tokens[i].low == "q" else "half", year, int(low))


def _fiscal_number(tokens: Sequence[Token], j: int) -> Time | None:
    low = tokens[j].low
    if tokens[j].kind == SLASHED:
        return _fiscal_slash(tokens, j)
    if not low.isdigit() or len(low) not in (2, 4):
        return None
    year = int(low) if len(low) == 4 else (1900 if int(low) > 50 else 2000) + int(low)
    stop = j + 1
    if _low(tokens, stop) in ("-", "–") and len(_low(tokens, stop + 1)) in (2, 4) and _low(tokens, stop + 1).isdigit():
        tail = int(_low(tokens, stop + 1))
        if tail % 100 == (year + 1) % 100:
            return Time(stop + 2, "fiscal", year)
        first, last = (
            Time(stop, "fiscal", year),
            Time(stop + 2, "fiscal", tail if tail > 99 else year - year % 100 + tail),
        )
        span = Time(stop + 2, "span", year)
        span.to = last
        return _Span(span, first)
    return Time(stop, "fiscal", year)


def _fiscal_slash(tokens: Sequence[Token], i: int) -> Time | None:
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


def _article(tokens: Sequence[Token], i: int) -> Time | None:
    """`the past five years`, `the year to June 2014`, `the year`, `a year earlier`, `the same period of 2019`."""
    low, after = tokens[i].low, _low(tokens, i + 1)
    if low in ("a", "an"):
        return _ago(tokens, i + 1, 1)
    if after in ("year", "month", "quarter"):
        found = _trailing(tokens, i + 1, 1)
        if found:
            return found
        behind = _low(tokens, i + 2)
        if behind in SUFFIXES and after == "year":
            return Time(i + 3, "ago", n=1, of="year")
        year = year_of(tokens[i + 2]) if i + 2 < len(tokens) else 0
        if after == "year" and year:
            return _from_year(tokens, i + 2, year)
        if after == "year" and behind not in ("on", "over"):
            before = _low(tokens, i - 1) if i else ""
            return (
                Time(i + 2, "year", TOLD)
                if before in ("for", "of", "in", "during", "throughout") or behind in (",", ".", "as")
                else None
            )
        return None
    if after == "period" and _low(tokens, i - 1) in ("during", "over", "in"):
        return None
    if after in _BY_WORD and after not in ("the", "a", "an") and tokens[i + 1].kind == WORD:
        return _BY_WORD[after](tokens, i + 1) if after not in vocabulary().months else None
    if after in vocabulary().cardinals or (
        i + 1 < len(tokens) and tokens[i + 1].kind == NUMBER and not year_of(tokens[i + 1])
    ):
        return _counted(tokens, i + 1)
    if after in vocabulary().ordinals:
        return _ordinal_part(tokens, i + 1)
    return None


def _counted(tokens: Sequence[Token], i: int) -> Time | None:
    """`two years ago`, `12 months to April`, `three months ending June 2014`."""
    low = tokens[i].low
    n = vocabulary().cardinals.get(low, 0) or (
        int(low) if tokens[i].kind == NUMBER and low.isdigit() and len(low) <= 3 else 0
    )
    if not n or _low(tokens, i + 1) not in _UNITS:
        return None
    if (
        _low(tokens, i + 1) == "months"
        and _low(tokens, i + 2) == "of"
        and (found := _first_months(tokens, i)) is not None
        and found.year is not None
    ):
        return found
    if (
        n > 1
        and i > 1
        and _low(tokens, i + 1) == "years"
        and tokens[i - 1].low in ("the", "these")
        and tokens[i - 2].low in ("over", "in", "during")
    ):
        return _ago(tokens, i + 1, n) or _trailing(tokens, i + 1, n) or Time(i + 2, "same")
    return _ago(tokens, i + 1, n) or _trailing(tokens, i + 1, n)


def _ago(tokens: Sequence[Token], i: int, n: int) -> Time | None:
    unit = _UNITS.get(_low(tokens, i), "")
    if unit and _low(tokens, i + 1) in SUFFIXES:
        return Time(i + 2, "ago", n=n, of=unit)
    return None


def _trailing(tokens: Sequence[Token], i: int, n: int) -> Time | None:
    """`year to June 2014`, `12 months ending in April`, `three months to the end of May`."""
    unit, k = _UNITS.get(_low(tokens, i), ""), i + 1
    if _low(tokens, k) in ("to", "ending", "ended", "through", "until", "till"):
        k += 1
        while _low(tokens, k) in ("in", "the", "end", "of", "on", "-"):
            k += 1
        last = _single(tokens, k) if k < len(tokens) else None
        if last is not None and last.unit in ("month", "quarter", "day") and unit in ("year", "month", "quarter"):
            time = Time(last.stop, "trailing", last.year, n * {"year": 12, "quarter": 3, "month": 1}[unit])
            time.to = last
            return time
    return None


def _relative(tokens: Sequence[Token], i: int) -> Time | None:
    """`last year`, `this quarter`, `past five years`, `next two years`, `last June`, `same period last year`."""
    low, j = _low(tokens, i), i + 1
    how = _RELATIVE[low]
    after = _low(tokens, j)
    if low in ("this", "the") and after == "last":
        return None
    if after in ("fiscal", "financial", "budget") and _low(tokens, j + 1) == "year":
        return Time(j + 2, "fiscal", how)
    unit = _UNITS.get(after, "")
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
    if after in ("year", "month", "quarter", "half") and unit:
        if how == "past":
            return Time(j + 1, "past", n=1, of=unit)
        trailing = _trailing(tokens, j, 1)
        return trailing or (Time(j + 1, "year", how) if unit == "year" else Time(j + 1, unit, how, -1))
    if after in ("decade",):
        return Time(j + 1, "coming" if how in (NEXT, FOLLOWING) else "past", n=10, of="year")
    if unit == "week" or unit == "day":
        return Time(j + 1, "vague")
    month = _month(tokens, j)
    if month and how in (LAST, THIS, NEXT) and low not in ("current", "present") and (after != "may" or low == "last"):
        return Time(j + 1, "month", how, month)
    n = vocabulary().cardinals.get(after, 0) or (int(after) if after.isdigit() and len(after) <= 2 else 0)
    if after in ("few", "several", "couple"):
        return Time(j + 2, "vague") if _low(tokens, j + 1) in _UNITS else None
    unit = _UNITS.get(_low(tokens, j + 1), "")
    if n and unit and how in ("past", LAST, PREVIOUS, NEXT, FOLLOWING):
        if unit == "decade":
            unit, n = "year", n * 10
        return Time(j + 2, "coming" if how in (NEXT, FOLLOWING) else "past", n=n, of=unit)
    if how in (LAST, THIS, PREVIOUS) and after in vocabulary().ordinals:
        return _ordinal_part(tokens, j)
    return None


def _same(tokens: Sequence[Token], j: int) -> Time | None:
    """`same period of last year`, `same month a year ago`, `same period in 2012`."""
    if _low(tokens, j) == "time":
        return None
    if _low(tokens, j) not in ("period", "month", "quarter", "year", "half", "week", "day"):
        return None
    if (
        _low(tokens, j + 1) == "of"
        and _low(tokens, j + 2) == "the"
        and _low(tokens, j + 3) in _RELATIVE
        and _low(tokens, j + 4) == "year"
    ):
        return Time(j + 5, "same", PREVIOUS)
    year, stop = _year_behind(tokens, j + 1)
    if year is None:
        k = j + 2 if _low(tokens, j + 1) in ("of", "in", "for") else j + 1
        if (
            k < len(tokens)
            and tokens[k].kind == SLASHED
            and (found := _fiscal_slash(tokens, k))
            and found.unit == "fiscal"
        ):
            return found
        if k < len(tokens) and tokens[k].kind == NUMBER and (other := _numeric(tokens, k)) and other.unit == "fiscal":
            return other
        if _low(tokens, j + 1) in ("a", "one") and _low(tokens, j + 2) == "year" and _low(tokens, j + 3) in SUFFIXES:
            return Time(j + 4, "same", PREVIOUS)
    return Time(stop, "same", LAST if year == PREVIOUS else year)


def _fiscal(tokens: Sequence[Token], i: int) -> Time | None:
    """`financial year 2013/14`, `fiscal 2020`, `fiscal year 2019-20`."""
    j = i + 1 + (_low(tokens, i + 1) == "year")
    if j < len(tokens) and tokens[j].kind in (NUMBER, SLASHED):
        return _fiscal_number(tokens, j)
    return None


def _vague(tokens: Sequence[Token], i: int) -> Time | None:
    """`early 2008`, `mid-2014`, `late last year`: a date, but no period of the standard."""
    time = time_at(tokens, i + 1) if i + 1 < len(tokens) else None
    if time is not None and time.unit in ("year", "month", "vague", "span"):
        return Time(time.stop, "vague")
    return None


def _end(tokens: Sequence[Token], i: int) -> Time | None:
    """`end of 2023`, `end June 2014`, `end of the first quarter`."""
    j = i + 1
    while _low(tokens, j) in ("of", "the"):
        j += 1
    if (
        j == i + 1
        and tokens[i].glue != "-"
        and _low(tokens, j) not in vocabulary().months
        and not (j < len(tokens) and year_of(tokens[j]))
    ):
        return None
    if _low(tokens, j) == "year":
        time: Time | None = Time(j + 1, "year", TOLD)
    else:
        time = _single(tokens, j) if j < len(tokens) else None
    if time is not None and time.unit in ("year", "fiscal", "half", "quarter", "month", "day", "plan"):
        time.end = time.unit != "day"
        return time
    return None


def _year_word(tokens: Sequence[Token], i: int) -> Time | None:
    """`year to June 2014`, `year ending March 2014`, `year-end`, `year 2021`."""
    trailing = _trailing(tokens, i, 1)
    if trailing:
        return trailing
    if _low(tokens, i + 1) == "end" and tokens[i + 1].glue == "-":
        year, stop = _year_behind(tokens, i + 2)
        time = Time(stop, "year", TOLD if year is None else year)
        time.end = True
        return time
    year = year_of(tokens[i + 1]) if i + 1 < len(tokens) else 0
    return Time(i + 2, "year", year) if year else None


def _now(tokens: Sequence[Token], i: int) -> Time | None:
    """`between now and 2030`."""
    return Time(i + 1, "year", THIS) if i and tokens[i - 1].low == "between" and _low(tokens, i + 1) == "and" else None


def _today(_tokens: Sequence[Token], i: int) -> Time:
    """`today`: the day of the event, where a decision is told."""
    return Time(i + 1, "today")


def _quarter_word(tokens: Sequence[Token], i: int) -> Time | None:
    """`Quarter 1 2014`."""
    if _low(tokens, i + 1) in ("1", "2", "3", "4") and tokens[i].low == "quarter":
        year, stop = _year_behind(tokens, i + 2)
        return Time(stop, "quarter", year, int(_low(tokens, i + 1))) if year is not None else None
    return None


Rule = Callable[[Sequence[Token], int], "Time | None"]
_BY_WORD: dict[str, Rule] = {
    **dict.fromkeys(vocabulary().months, _month_first),
    **dict.fromkeys(_RELATIVE, _relative),
    **dict.fromkeys(("the", "a", "an"), _article),
    **dict.fromkeys(_FISCAL, _fiscal),
    **dict.fromkeys(_VAGUE, _vague),
    **dict.fromkeys(("q", "h", "fy"), _letter_part),
    "end": _end,
    "now": _now,
    "today": _today,
    "year": _year_word,
    "quarter": _quarter_word,
}
STARTERS = frozenset(word + ending for word in _BY_WORD for ending in ("", "'s", "’s"))

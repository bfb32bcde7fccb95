"""Words of times → Time, two of them joined into one where the words join them."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.lexer import Token
from tallystick.reading.printed.en.times.relative import BY_WORD, single_time
from tallystick.reading.printed.en.times.time import Span, Time, alike
from tallystick.reading.printed.en.times.years import word_at, year_of

_JOINTS = frozenset({"to", "-", "–", "—", "until", "through", "till", "/"})
VAGUE = frozenset({"early", "late", "mid"})


def time_at(tokens: Sequence[Token], i: int) -> Time | None:
    """The time that the words from token `i` on tell, spans included; None where there is none."""
    time = _vague(tokens, i) if tokens[i].low in VAGUE else single_time(tokens, i)
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
    last = single_time(tokens, j + 1)
    if last is None:
        return first
    last = _joined_to(tokens, last)
    if last.unit != "span":
        return first
    span = Time(last.stop, "span", last.year, of="between")
    span.to = last
    return Span(span, first)


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
        return Span(span, time)
    if joint == "and" and time.unit == "fiscal" and (joined := _fiscal_and_part(tokens, j, time)) is not None:
        return joined
    if joint not in _JOINTS and not (joint == "and" and (between or (i > 0 and tokens[i - 1].low == "both"))):
        return time
    last = single_time(tokens, j + 1)
    if last is None or not alike(time, last):
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
    return Span(span, time)


def _two_years(tokens: Sequence[Token], i: int, j: int, time: Time) -> bool:
    """`in 2018 and 2019`: two years in a row that one figure is of; not where `respectively` follows."""
    if time.unit != "year" or not isinstance(time.year, int) or year_of(tokens[j + 1]) != time.year + 1:
        return False
    return not any(token.low == "respectively" for token in tokens[i : j + 6])


def _fiscal_and_part(tokens: Sequence[Token], j: int, time: Time) -> Time | None:
    """`2012-13 and the first nine months of 2013-14`: one run of months."""
    k = j + 1
    while word_at(tokens, k) in ("in", "the"):
        k += 1
    part = single_time(tokens, k) if k < len(tokens) else None
    if part is None or part.unit != "first" or part.of != "fiscal":
        return None
    span = Time(part.stop, "span", time.year, of="each")
    span.to = part
    return Span(span, time)


def _joined_to(tokens: Sequence[Token], time: Time) -> Time:
    """The second of two spans between which something happened: `… and March to May 2014`."""
    j = time.stop
    if j + 1 < len(tokens) and tokens[j].low in _JOINTS:
        last = single_time(tokens, j + 1)
        if last is not None and alike(time, last):
            if time.year is None:
                time.year = last.year
            span = Time(last.stop, "span", time.year)
            span.to = last
            return Span(span, time)
    return time


def _vague(tokens: Sequence[Token], i: int) -> Time | None:
    """`early 2008`, `mid-2014`, `late last year`: a date, but no period of the standard."""
    time = time_at(tokens, i + 1) if i + 1 < len(tokens) else None
    if time is not None and time.unit in ("year", "month", "vague", "span"):
        return Time(time.stop, "vague")
    return None


STARTERS = frozenset(word + ending for word in (*BY_WORD, *VAGUE) for ending in ("", "'s", "’s"))

"""The time at a token, two of them joined into one where the words join them: `March to May 2014`, `Q1 and Q2 2023`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.lexer import Token
from tallystick.reading.printed.en.times.relative import BY_WORD, single_time
from tallystick.reading.printed.en.times.time import Time, alike, span_of
from tallystick.reading.printed.en.times.words import JOINTS, VAGUE, time_words, word_at
from tallystick.reading.printed.en.times.years import year_of

_MOST = {"month": 12, "quarter": 4, "half": 2}
_OVER = time_words("over")
_NEAR = 12  # tokens before two times in which two amounts are told apart by them
_UNCLEAR = ("year", "month", "vague", "span", "decade", "fiscal", "double")


def time_at(tokens: Sequence[Token], i: int) -> Time | None:
    """The time that the words from token `i` on tell, spans included; None where there is none."""
    time = _vague(tokens, i) if tokens[i].low in VAGUE else single_time(tokens, i)
    if time is None:
        return None
    joined = _joined(tokens, i, time)
    if joined is not time and word_at(tokens, i - 1) == "between" and joined.of != "and":
        return _between_spans(tokens, joined)
    return joined


def _between_spans(tokens: Sequence[Token], first: Time) -> Time:
    """`between March to May 2013 and March to May 2014`."""
    if word_at(tokens, first.stop) != "and" or not _more(tokens, first):
        return first
    last = single_time(tokens, first.stop + 1)
    last = _run_to(tokens, last) if last is not None else None
    return span_of(first, last, "between") if last is not None and last.unit == "span" else first


def _more(tokens: Sequence[Token], time: Time) -> bool:
    return time.stop + 1 < len(tokens)


def _joined(tokens: Sequence[Token], i: int, time: Time) -> Time:
    """`March to May 2014`, `2005 to 2012`, and behind `between` also `Q1 2014 and Q2 2014`."""
    if not _more(tokens, time):
        return _joined_by_hyphen(tokens, time)
    joint, between = tokens[time.stop].low, word_at(tokens, i - 1) == "between"
    if joint == "and" and not between:
        found = _two_years(tokens, time) or _fiscal_and_part(tokens, time) or _neighbours(tokens, i, time)
        if found is not None:
            return found
    if joint not in JOINTS and not (joint == "and" and (between or word_at(tokens, i - 1) == "both")):
        return _joined_by_hyphen(tokens, time)
    last = single_time(tokens, time.stop + 1)
    if last is None or not alike(time, last):
        return time
    if joint == "and":
        last = _run_to(tokens, last)
    return span_of(_in_year_of(time, last), last, ("and" if joint == "and" else "between") if between else "")


def _joined_by_hyphen(tokens: Sequence[Token], time: Time) -> Time:
    """`Jul–Aug`, `January-March 2023`, `Q1–Q3`: the hyphen is no token of its own."""
    if time.stop >= len(tokens) or tokens[time.stop].glue != "-":
        return time
    last = single_time(tokens, time.stop)
    if last is None or last.unit not in ("month", "day", "quarter") or not alike(time, last):
        return time
    if word_at(tokens, last.stop) == "quarter":  # `the April–June quarter`
        last = last.but(stop=last.stop + 1)
    return span_of(_in_year_of(time, last), last)


def _in_year_of(first: Time, last: Time) -> Time:
    """The first of two times in the year of the second; in the one before where it comes later in its year."""
    if first.year is not None or last.year is None:
        return first
    earlier = first.unit == last.unit and first.n > last.n and isinstance(last.year, int)
    return first.but(
        year=last.year - 1 if earlier and isinstance(last.year, int) else last.year, of=last.of, named=last.named
    )


def _two_years(tokens: Sequence[Token], time: Time) -> Time | None:
    """`in 2018 and 2019`: two years in a row that one figure is of; not where `respectively` follows."""
    j = time.stop
    if time.unit != "year" or not isinstance(time.year, int) or year_of(tokens[j + 1]) != time.year + 1:
        return None
    if any(token.low == "respectively" for token in tokens[j:]):
        return None
    last = single_time(tokens, j + 1)
    return span_of(time, last, "each") if last is not None and last.unit == "year" else None


def _neighbours(tokens: Sequence[Token], i: int, time: Time) -> Time | None:
    """`in November and December`, `in Q1 and Q2 2023`: two parts of a year in a row that one figure is of."""
    if time.unit not in _MOST or time.year is not None or time.of or word_at(tokens, i - 1) not in _OVER:
        return None
    last = single_time(tokens, time.stop + 1)
    if last is None or not alike(time, last) or last.n != time.n % _MOST[time.unit] + 1:
        return None
    if _tells_apart(tokens, i, last.stop):
        return None
    return span_of(_in_year_of(time, last), last, "each")


def _tells_apart(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether two amounts stand before two times, or `respectively` behind: then each has its own."""
    if any(token.low == "respectively" for token in tokens[stop:]):
        return True
    before = [token for token in tokens[max(i - _NEAR, 0) : i] if token.kind == "n"]
    return len(before) > 1 and any(token.low == "and" for token in tokens[max(i - _NEAR, 0) : i])


def _fiscal_and_part(tokens: Sequence[Token], time: Time) -> Time | None:
    """`2012-13 and the first nine months of 2013-14`: one run of months."""
    if time.unit not in ("fiscal", "double"):
        return None
    k = time.stop + 1
    while word_at(tokens, k) in ("in", "the"):
        k += 1
    part = single_time(tokens, k) if k < len(tokens) else None
    if part is None or part.unit != "first" or part.of != "fiscal":
        return None
    return span_of(time, part, "each")


def _run_to(tokens: Sequence[Token], time: Time) -> Time:
    """The second of two spans between which something happened: `… and March to May 2014`."""
    j = time.stop
    last = single_time(tokens, j + 1) if j + 1 < len(tokens) and tokens[j].low in JOINTS else None
    return span_of(_in_year_of(time, last), last) if last is not None and alike(time, last) else time


def _vague(tokens: Sequence[Token], i: int) -> Time | None:
    """`early 2008`, `mid-2014`, `late last year`: a date, but no period of the standard."""
    time = time_at(tokens, i + 1) if i + 1 < len(tokens) else None
    return Time(time.stop, "vague") if time is not None and time.unit in _UNCLEAR else None


STARTERS = frozenset(word + ending for word in (*BY_WORD, *VAGUE) for ending in ("", "'s", "’s", "'", "’"))

"""Runs of time told by their end: `12 months to April`, `NINE MONTHS ENDED MARCH 31, 2019`, `FYE March 2021`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallystick.reading.printed.en.lexer import Token
from tallystick.reading.printed.en.times.time import Time
from tallystick.reading.printed.en.times.words import MONTHS_OF, UNITS, time_words, word_at

Single = Callable[[Sequence[Token], int], "Time | None"]
_ENDING, _TOWARDS = time_words("ending"), time_words("towards")
_DAYS_OF = {"day": 1, "week": 7}
_LASTS = ("month", "quarter", "day", "date", "half")


def trailing(tokens: Sequence[Token], i: int, n: int, single: Single) -> Time | None:
    """`n` of the unit at token `i` up to a time: `year to June 2014`, `months ended 30 June`, `week to 5 May`."""
    unit, k = UNITS.get(word_at(tokens, i), ""), i + 1
    k += word_at(tokens, k) == "period"
    if word_at(tokens, k) not in _ENDING or (unit not in MONTHS_OF and unit not in _DAYS_OF):
        return None
    return _up_to(tokens, k + 1, n, unit, single)


def _up_to(tokens: Sequence[Token], k: int, n: int, unit: str, single: Single) -> Time | None:
    """The run of `n` units that ends with the time behind the small words at token `k`."""
    while word_at(tokens, k) in _TOWARDS:
        k += 1
    last = single(tokens, k) if k < len(tokens) else None
    if last is None or last.unit not in _LASTS:
        return None
    if unit in _DAYS_OF:
        return Time(last.stop, "days", last.year, n * _DAYS_OF[unit], to=last) if last.unit == "day" else None
    return Time(last.stop, "trailing", last.year, n * MONTHS_OF[unit], to=last)


def fiscal_year_ended(tokens: Sequence[Token], i: int, single: Single) -> Time | None:
    """`FYE March 2021`; `fiscal year ended June 30, 2021` where `fiscal` stands at token `i`."""
    if tokens[i].low == "fye":
        return _up_to(tokens, i + 1, 1, "year", single)
    return trailing(tokens, i + 1, 1, single) if word_at(tokens, i + 1) == "year" else None

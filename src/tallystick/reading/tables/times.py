"""The times that a label prints, by the scanners of the texts' languages, and the label without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec

from tallystick.model import Frequency, Period
from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.printed.en.items import TIME, Item
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.en.times.calendars import Calendar
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.times.time import Time, first_of
from tallystick.reading.printed.en.vocabulary import vocabulary
from tallystick.reading.printed.zh import dates
from tallystick.reading.tables.vocabulary import relative, spellings
from tallystick.reading.tables.whens import BASE, PART, RELATIVE, WHOLE, YEAR, When

_LONGEST = 300  # characters of a label in which times are looked for
_VERSUS = re.compile(r"\s*(?:vs\.?|versus|against|compared (?:with|to)|over|on|/)\s*", re.IGNORECASE)
_ESTIMATES = re.compile(r"\s*to\s(?:BE|RE|AE|actuals?|budget|revised|estimates?)\s*", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\b(?:from|since|over|relative to|compared (?:with|to)|vs\.?|on)|比|较|与)\s?:?\s?(?:the\s)?$", re.IGNORECASE
)
_TWO_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d)\b")
_YEARS = ("year", "fiscal", "double")
_PARTS = ("month", "quarter", "half", "first", "day", "span")
_ZH = re.compile(dates.PATTERN)
_ZH_SPOKEN = re.compile(
    r"今年|去年|前年|明年|本年|上年|同年|次年|上一年|同期|同月|上个?月|本月|当月|当季|本季|上季|以来|年前|来$"
)
_ANY_YEAR = 2001  # in which a part of a year is read to see its months; no leap year
_JOINTS = re.compile(
    r"(?:\b(?:as of|as at|at the|at|in the|in|for the|for|during|ended|ending|on|by|of|from|to|the)\s*)$", re.IGNORECASE
)


class Clock(msgspec.Struct, frozen=True):
    """What times are read against: the language, the day of release, and how its country counts years."""

    language: str = "en"
    released: date | None = None
    calendar: Calendar = Calendar()


def times_in(words: str, clock: Clock) -> tuple[tuple[When, ...], str]:
    """The times of a label and the words that are left of it.

    >>> found, rest = times_in("Exports, May 2023 vs. Apr 2023", Clock())
    >>> [(str(when.period), str(when.base)) for when in found], rest
    ([('2023-05', '2023-04')], 'Exports,  vs. ')
    >>> found, _ = times_in("% change (RE 2021 to BE 2022)", Clock())
    >>> [(str(when.period), str(when.base)) for when in found]
    [('2022', '2021')]
    """
    low = words.strip(" :.()").lower()
    if how := relative().get(low):
        return (When(RELATIVE, name=how),), ""
    if clock.language == "en" and (month := vocabulary().months.get(low)):  # `May` too, a verb in a text
        return (When(PART, None, month, month),), ""
    if not any(char.isdigit() or char.isalpha() for char in words) or len(words) > _LONGEST:
        return (), words
    for spelling, to in spellings(clock.language):
        words = spelling.sub(to, words)
    if clock.calendar.start > 1:
        words = _TWO_YEARS.sub(_as_fiscal, words)
    spans = list(_english(words, clock) if clock.language == "en" else _chinese(words, clock))
    return _against(words, spans), _without(words, spans)


def _as_fiscal(found: re.Match[str]) -> str:
    """`2014-2015` of a country whose fiscal years lie in two: as `2014-15`."""
    first, last = int(found[1]), int(found[2])
    return f"{first}-{last % 100:02d}" if last == first + 1 else found[0]


def _against(words: str, spans: list[tuple[int, int, When]]) -> tuple[When, ...]:
    """The times in their order; two whole ones held against each other are one."""
    if len(spans) == 2 and _VERSUS.fullmatch(words[spans[0][1] : spans[1][0]]):
        (_, _, one), (_, _, other) = spans
        if one.kind in (WHOLE, YEAR) and other.kind == one.kind:
            return (msgspec.structs.replace(one, kind=WHOLE, base=other.period),)
    if len(spans) == 2 and _ESTIMATES.fullmatch(words[spans[0][1] : spans[1][0]]):
        (_, _, one), (_, _, other) = spans
        if one.kind in (WHOLE, YEAR) and other.kind == one.kind:
            return (msgspec.structs.replace(other, kind=WHOLE, base=one.period),)
    return tuple(
        msgspec.structs.replace(when, kind=BASE, period=None, base=when.period)
        if when.kind in (WHOLE, YEAR) and not when.name and _FROM.search(words, 0, start)
        else when
        for start, _, when in spans
    )


def _without(words: str, spans: list[tuple[int, int, When]]) -> str:
    left, at = "", 0
    for start, end, _ in spans:
        left += _JOINTS.sub("", words[at:start]) if words[at:start].strip() else " "
        at = end
    return left + words[at:]


def _english(words: str, clock: Clock) -> Iterator[tuple[int, int, When]]:
    items = scan(words, 0, len(words), Conventions())
    for item in items:
        if item.kind == TIME and "naming" not in item.tags and isinstance(item.data, Time):
            when = _when(item, clock, alone=len(items) == 1)
            if when is not None:
                yield item.start, item.end, when


def _when(item: Item, clock: Clock, *, alone: bool) -> When | None:
    time = item.data
    assert isinstance(time, Time)
    if time.unit in ("vague", "plan", "decade", "today"):
        return None
    period = period_of(time, Focus(None, None, clock.calendar))
    if period is not None:
        if time.unit in _YEARS and not time.end and period.units in (1, 12):
            return When(YEAR, period)
        return _whole(time, period, clock)
    if time.unit in ("fiscal", "double") and isinstance(time.year, int):
        return When(YEAR)  # of a country that is not known: a year, but not which months
    if time.unit == "trailing":
        return _trailing(time)
    if time.unit in _PARTS and first_of(time).year is None and time.n >= 0:
        return _part(time)
    if not alone or time.unit in _YEARS:
        return None
    told = period_of(time, Focus(clock.released, None, clock.calendar))
    return When(WHOLE, told) if told is not None else None


def _whole(time: Time, period: Period, clock: Clock) -> When:
    if time.unit == "span" and time.to is not None and period.frequency is not Frequency.DAY:
        first = period_of(first_of(time), Focus(None, period, clock.calendar))
        last = period_of(time.to, Focus(None, period, clock.calendar))
        own = first_of(time).year is not None
        if own and first is not None and last is not None and first.units == last.units == 1:
            return When(WHOLE, period, name=f"{first}|{last}")
    if time.unit == "days" and time.n == 7:  # a week is told by the day it ends
        return When(WHOLE, Period.day(period.end))
    return When(WHOLE, period)


def _part(time: Time) -> When | None:
    """A part of a year without its year, as it stands in a year of the calendar."""
    first, last = first_of(time), time.to or time
    a = _months(first)
    b = _months(last) if last is not first else a
    if a is None or b is None:
        return None
    numbered = time.unit in ("quarter", "half")
    return When(
        PART, None, a[0], b[1], first.day if time.unit == "day" else 0, {"quarter": 3, "half": 6}.get(time.unit, 0),
        time.n if numbered else 0, time.end,
    )  # fmt: skip


def _trailing(time: Time) -> When | None:
    """`three months ended June 30` of a year that another head names."""
    last = time.to
    if last is None or last.year is not None or last.unit not in ("month", "day") or not 1 <= last.n <= 12:
        return None
    return When(PART, None, (last.n - time.n) % 12 + 1, last.n) if 1 <= time.n <= 12 else None


def _months(time: Time) -> tuple[int, int] | None:
    """The months of a part of a calendar year."""
    if time.unit in ("month", "day"):
        return (time.n, time.n) if 1 <= time.n <= 12 else None
    if time.unit == "first":
        return (1, time.n) if 1 <= time.n <= 12 else None
    length = {"quarter": 3, "half": 6}.get(time.unit, 0)
    return ((time.n - 1) * length + 1, time.n * length) if length and 1 <= time.n * length <= 12 else None


def _chinese(words: str, clock: Clock) -> Iterator[tuple[int, int, When]]:
    for found in _ZH.finditer(words):
        when = _zh_when(found[0], clock, len(found[0]) == len(words.strip()))
        if when is not None:
            yield found.start(), found.end(), when


@lru_cache(maxsize=4096)
def _zh_when(text: str, clock: Clock, alone: bool) -> When | None:
    if how := relative().get(text):
        return When(RELATIVE, name=how)
    if _ZH_SPOKEN.search(text):
        told = dates.resolve(text, dates.Moment(clock.released, clock.released.year)) if clock.released else None
        return When(WHOLE, told) if told is not None and alone else None
    whole = dates.resolve(text, dates.Moment(None, 0))
    if whole is not None:
        return When(YEAR if whole.frequency is Frequency.YEAR and not whole.is_span else WHOLE, whole)
    part = dates.resolve(text, dates.Moment(None, _ANY_YEAR))
    if part is None or part.start.year != _ANY_YEAR:
        return None
    if part.frequency is Frequency.DAY:
        at_end = "日" not in text and "号" not in text
        month = part.end.month
        return When(PART, None, month, month, 0 if at_end else part.end.day, end=at_end)
    return When(PART, None, part.start.month, part.end.month)

"""Periods that times of a sentence only lead to: runs from or up to one, the month of an end, a share of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model import Frequency, Period
from tallystick.reading.candidates.talked_of import talked_of
from tallystick.reading.candidates.told import Told
from tallystick.reading.printed.en.items import Item
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.times.time import Time
from tallystick.reading.printed.en.told_apart import told_apart
from tallystick.reading.printed.en.vocabulary import word_set

Named = tuple[Period, list[str]]
_SINCE, _UNTIL = word_set("choosing", "since"), word_set("choosing", "until")
_PARTS = frozenset({"month", "quarter", "day"})  # of a year, up to which amounts are counted


def led_to(items: Sequence[Item], k: int, times: Sequence[int], told: Told) -> Iterator[Named]:
    """The periods that the times of the sentence lead to, for the quantity at item `k`, and how."""
    focus = told.focus.at(told.running or told.default)
    for n in times:
        lead, time = items[n - 1].low if n else "", items[n].time
        if lead in _SINCE:
            yield from _since(time, told)
        elif lead in _UNTIL:
            yield from _until(time, focus)
        if time.end:
            yield from _month_of_end(time, focus, "R" if n > k else "L")
    yield from _told_apart(items, k, told)


def _since(time: Time, told: Told) -> Iterator[Named]:
    """`since October`: the span from then to what the release is about, and to its day."""
    start = period_of(time, told.focus.at(told.default))
    if start is None:
        return
    for name, end in (("default", told.default), ("running", told.running), ("release", _day(told))):
        if end is not None and start.end < end.end:
            unit = 0 if start.frequency == 0 else min(start.frequency, end.frequency or 1)
            yield _run(start, end, unit), [f"since-to:{name}", f"since-to:{name}:{time.unit}"]


def _until(time: Time, focus: Focus) -> Iterator[Named]:
    """`up to September 2022`: the months of the year, and of the fiscal year, up to then."""
    last = period_of(time, focus) if time.unit in _PARTS else None
    if last is None:
        return
    year = Period.year(last.end.year)
    for name, whole in (("year", year), ("fiscal", focus.calendar.fiscal_year_of(last.end))):
        if whole is not None and (name == "year" or whole != year):
            yield _run(whole, last, Frequency.MONTH), [f"up-to:{name}", f"up-to:{name}:{time.unit}"]


def _month_of_end(time: Time, focus: Focus, side: str) -> Iterator[Named]:
    """`at the end of January`: a rate is that of the month."""
    end = period_of(time, focus)
    if end is not None:
        yield Period.month(end.end.year, end.end.month), ["month-of-end", f"month-of-end:{time.unit}:{side}"]


def _told_apart(items: Sequence[Item], k: int, told: Told) -> Iterator[Named]:
    """The time that `respectively` gives to the quantity, or its part of one that several share."""
    share = told_apart(items).get(k)
    if share is None:
        return
    for name, current in talked_of(items, share.time, told):
        period = period_of(items[share.time].time, told.focus.at(current))
        length = 0 if period is None else period.last - period.first + 1
        if period is not None and length % share.parts == 0 and (period.frequency or share.parts == 1):
            part = length // share.parts
            first = period.first + share.place * part
            apart = period if share.parts == 1 else _months(first, first + part - 1)
            yield apart, ["told-apart", f"told-apart:{name}:{share.parts > 1}"]


def _months(first: int, last: int) -> Period:
    return Period.months((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))


def _day(told: Told) -> Period | None:
    return Period.day(told.released) if told.released else None


def _run(start: Period, end: Period, unit: int) -> Period:
    """From the start of one period to the end of another, in days, months or years."""
    if unit == 0:
        return Period(start.start.toordinal(), end.end.toordinal(), Frequency.DAY)
    if unit == Frequency.YEAR:
        return Period.years(start.start.year, end.end.year)
    return Period.months((start.start.year, start.start.month), (end.end.year, end.end.month))

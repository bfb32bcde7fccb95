"""The periods that may be talked of where a time stands: what a part without a year of its own is counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model import Period
from tallystick.reading.candidates.told import Told
from tallystick.reading.printed.en.items import TIME, Item
from tallystick.reading.printed.en.times.resolving import period_of

_LISTING = frozenset({",", "and", "or", "in", "the", "&"})
_YEARS = frozenset({"year", "fiscal", "double"})


def talked_of(items: Sequence[Item], n: int, told: Told) -> Iterator[tuple[str, Period | None]]:
    """The periods that the time at item `n` may be told from, by name.

    `running` is what was told last, `default` what the whole release is about, `before` what the figure before in this
    sentence is of, `framed` the year that the sentence names before the time (`4.5% for 2024-25, with Q1 at 5%`),
    `listed` that of a later member of its list (`in Q1, Q2 and Q3 2023`).
    """
    yield "running", told.running or told.default
    yield "default", told.default
    if items[n].time.year is not None:
        return
    if told.where == "same" and told.before:
        yield "before", Period.parse(told.before)
    year = next((k for k in range(n - 1, -1, -1) if items[k].kind == TIME and items[k].time.unit in _YEARS), -1)
    if year >= 0:
        yield "framed", period_of(items[year].time, told.focus.at(told.default))
    if (listed := _listed(items, n)) is not None:
        yield "listed", Period.year(listed)


def _listed(items: Sequence[Item], n: int) -> int | None:
    """The year that a later member of a list of times tells, where nothing but such times stands between."""
    for item in items[n + 1 :]:
        if item.kind == TIME and item.time.unit == items[n].time.unit:
            if isinstance(item.time.year, int):
                return item.time.year - (item.time.n < items[n].time.n)
        elif item.low not in _LISTING:
            break
    return None

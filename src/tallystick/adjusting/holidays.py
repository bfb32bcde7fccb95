"""Regressors of holidays that move: which share of the days around one falls into each month.

The rule is that of the Census Bureau's `genhol` (Monsell 2007, "Issues in modeling and adjusting calendar effects"):
for a window of days around a holiday, the share of them in each month, less the month's own long-run mean, so that
what comes every year stays with the season.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from tallystick.adjusting.histories import step
from tallystick.adjusting.model import Window
from tallystick.knowledge.loader import load_topics
from tallystick.model import Frequency, Period, SeriesError

Floats = NDArray[np.float64]


WITHOUT_DAYS = ("", "easter", "none")
"""What stands for a holiday and has no windows of days: X-13 tests Easter itself."""


class Holiday(msgspec.Struct, frozen=True, kw_only=True):
    """A holiday that moves: its days, the windows to choose from, and the areas that keep it."""

    name: str
    en: str
    zh: str
    source: str
    areas: tuple[str, ...] = ()
    windows: tuple[tuple[Window, ...], ...] = ()
    days: tuple[date, ...] = ()


@cache
def holidays() -> dict[str, Holiday]:
    """The holidays that ship, by name.

    >>> sorted(holidays()), holidays()["cny"].days[0].year
    (['cny', 'diwali'], 1930)
    """
    return {name: msgspec.convert(told, Holiday) for name, told in load_topics("holidays").items()}


def of_area(area: str) -> str:
    """The moving holiday of an area, by name; empty where none is known.

    >>> of_area("CN-GD"), of_area("US")
    ('cny', '')
    """
    country = area.partition("-")[0]
    return next((one.name for one in holidays().values() if country in one.areas), "")


def named(name: str) -> Holiday:
    """A holiday by its name, or from a file of days, one a line; SeriesError says what is wrong."""
    if name in holidays():
        return holidays()[name]
    path = Path(name)
    if not path.is_file():
        advice = f"give {', '.join(sorted(holidays()))}, easter, none, or a file with one day a line (2026-02-17)"
        raise SeriesError(f"{name!r} is no holiday", advice)
    try:
        days = tuple(sorted({date.fromisoformat(line) for line in path.read_text(encoding="utf-8").split()}))
    except (ValueError, OSError) as error:
        raise SeriesError(f"{path}: {error}", "write one day a line, like 2026-02-17") from None
    if len(days) < 2:
        raise SeriesError(f"{path} holds {len(days)} days", "give the holiday's day in every year of the series")
    usual = holidays()["cny"].windows
    return Holiday(name=name, en=path.stem, zh=path.stem, source=path.name, windows=usual, days=days)


def regressors(holiday: Holiday, windows: Sequence[Window], first: Period, length: int) -> Floats:
    """For each period from `first` on and each window the centred share of its days: (length, windows).

    SeriesError where the days of the holiday do not reach over all of them.
    """
    years = range(first.start.year, step(first, length - 1).end.year + 1)
    told = {day.year for day in holiday.days}
    missing = [year for year in years if year not in told]
    if missing:
        advice = f"give a file with its days: --holiday FILE; known are {min(told)} to {max(told)}"
        raise SeriesError(f"no day of {holiday.en} is known for {missing[0]}", advice)
    if not windows:
        return np.empty((length, 0))
    at = first.first // first.frequency - min(told) * (12 // first.frequency)
    return np.column_stack([_shares(holiday.days, one, first.frequency)[at : at + length] for one in windows])


@lru_cache(maxsize=64)
def _shares(days: Sequence[date], window: Window, frequency: Frequency) -> Floats:
    """The centred shares of each month or quarter, from the first year that a day is known of to the last."""
    shares: dict[int, float] = defaultdict(float)
    size = window.end - window.start + 1
    for day in days:
        for away in range(window.start, window.end + 1):
            on = day + timedelta(days=away)
            shares[(on.year * 12 + on.month - 1) // frequency] += 1 / size
    per_year = 12 // frequency
    sums = np.zeros(per_year)
    for unit, share in shares.items():
        sums[unit % per_year] += share
    years = {day.year for day in days}
    means = sums / len(years)
    units = range(min(years) * per_year, (max(years) + 1) * per_year)
    return np.array([shares.get(unit, 0.0) - means[unit % per_year] for unit in units])


def reach(holiday: Holiday, last: Period, most: int) -> int:
    """How many periods after `last` its days are known for, `most` at most."""
    ends = max(holiday.days).year * 12 + 11
    return max(0, min(most, (ends - last.last) // last.frequency))

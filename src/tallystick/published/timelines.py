"""Periods along a line of cells, read together: what one cell leaves open, its neighbours tell.

Days of a spreadsheet stand there as counts (42370), R writes times as parts of a year (1949.083), and 05/06/2023 is a
day of May or of June.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from tallystick.model import Frequency, Period, PeriodError
from tallystick.published.periods import read_period

Timeline = list[Period | None]

_FIRST_DAY = date(1899, 12, 30)
_COUNT = re.compile(r"[1-7]\d{4}(?:\.0+)?")
_PARTS = re.compile(r"(1[6-9]|20|21)\d\d(?:\.\d+)?")
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: 0?0:00(?::00)?)?")
_NEAR = 0.003  # of a year: printed with three decimals
_FEWEST = 3
_NOTES = 3


def timeline(cells: Sequence[str]) -> Timeline:
    """The period of each cell, None where it has none. A day a month stands for its month, a day a quarter for that.

    >>> [str(one) for one in timeline(["1949.000", "1949.083", "1949.167"])]
    ['1949-01', '1949-02', '1949-03']
    >>> [str(one) for one in timeline(["1/1/2023", "2/1/2023", "3/1/2023"])]
    ['2023-01', '2023-02', '2023-03']
    >>> [str(one) for one in timeline(["2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31", "Source: NBS"])]
    ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4', 'None']
    """
    told = list(dict.fromkeys(cell for cell in cells if cell))
    for reads in (_counted, _in_parts, _slashed):
        if found := reads(told):
            return longer([found.get(cell) for cell in cells])
    return longer([_read(cell) for cell in cells])


def _read(cell: str) -> Period | None:
    try:
        return read_period(cell) if cell else None
    except PeriodError:
        return None


def _counted(cells: Sequence[str]) -> dict[str, Period]:
    """Days as a spreadsheet counts them, a month to a quarter apart; none where cells are something else."""
    counts = {cell: int(cell.partition(".")[0]) for cell in _mostly(_COUNT, cells)}
    if not all(28 <= after - before <= 92 for before, after in pairwise(sorted(counts.values()))):
        return {}
    return {cell: Period.day(_FIRST_DAY + timedelta(count)) for cell, count in counts.items()}


def _in_parts(cells: Sequence[str]) -> dict[str, Period]:
    """Years with what has gone of each, in steps of a month or a quarter; none where cells are something else."""
    years = {cell: float(cell) for cell in _mostly(_PARTS, cells)}
    for unit, a_year in ((Frequency.MONTH, 12), (Frequency.QUARTER, 4)):
        if all(abs(after - before - 1 / a_year) < _NEAR for before, after in pairwise(sorted(years.values()))):
            firsts = {cell: round(year * a_year) * unit for cell, year in years.items()}
            return {cell: Period(first, first + unit - 1, unit) for cell, first in firsts.items()}
    return {}


def _mostly(pattern: re.Pattern[str], cells: Sequence[str]) -> list[str]:
    """The cells of a form; none where they are few, or more than some notes are of another."""
    found = [cell for cell in cells if pattern.fullmatch(cell)]
    return found if len(found) >= max(_FEWEST, len(cells) - _NOTES) else []


def _slashed(cells: Sequence[str]) -> dict[str, Period]:
    """Days whose month may stand first or second, in the one order by which no month is told twice; else none."""
    found = {cell: match for cell in _mostly(_SLASHES, cells) if (match := _SLASHES.fullmatch(cell))}
    fitting = []
    for month, day in ((1, 2), (2, 1)):
        try:
            days = {cell: date(int(one[3]), int(one[month]), int(one[day])) for cell, one in found.items()}
        except ValueError:
            continue
        if len({(day.year, day.month) for day in days.values()}) == len(days):
            fitting.append({cell: Period.day(day) for cell, day in days.items()})
    return fitting[0] if found and len(fitting) == 1 else {}


def longer(found: Timeline) -> Timeline:
    """Days as the months, and months as the quarters, that they stand for; the same where they stand for themselves."""
    told = [one for one in found if one is not None]
    days = [one for one in told if one.frequency is Frequency.DAY]
    if days and len(days) == len(told):
        months = {one: Period.month(one.start.year, one.start.month) for one in told}
        if len(set(months.values())) < len(months):
            return found
        found, told = [one and months[one] for one in found], list(months.values())
    firsts = sorted({one.first for one in told if one.frequency is Frequency.MONTH and not one.is_span})
    if len(firsts) > _FEWEST and len(firsts) == len(set(told)) and _by_quarters(firsts):
        return [one and Period(one.first // 3 * 3, one.first // 3 * 3 + 2, Frequency.QUARTER) for one in found]
    return found


def _by_quarters(firsts: Sequence[int]) -> bool:
    """Whether months are the first, or the last, of quarters that follow each other."""
    return firsts[0] % 3 != 1 and all(after - before == 3 for before, after in pairwise(firsts))

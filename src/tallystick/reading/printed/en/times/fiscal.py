"""Years that are no calendar years: fiscal years, their parts, and the plans of five years."""

from __future__ import annotations

from datetime import date

from tallystick.model import Period
from tallystick.reading.printed.en.times.time import Time

FISCAL_START = 4  # April: the fiscal years of the United Kingdom, India, Hong Kong and Singapore
_PART = {"half": 6, "quarter": 3}


def in_fiscal(time: Time, year: int) -> Period:
    """`first half of 2013-14`, `first eight months of 2013-14`."""
    start = year * 12 + FISCAL_START - 1
    length = _PART.get(time.unit, 0)
    first, last = (
        (start + (time.n - 1) * length, start + time.n * length - 1) if length else (start, start + time.n - 1)
    )
    return Period.months((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))


def fiscal_year(year: int) -> Period:
    """The fiscal year that starts in a calendar year.

    >>> fiscal_year(2013)
    Period('2013-04/2014-03')
    """
    return Period.months((year, FISCAL_START), (year + 1, FISCAL_START - 1))


def fiscal_year_of(day: date) -> Period:
    """The fiscal year that a day lies in.

    >>> fiscal_year_of(date(2014, 2, 17))
    Period('2013-04/2014-03')
    """
    return fiscal_year(day.year - (day.month < FISCAL_START))


def plan(n: int) -> Period:
    """The years of China's n-th Five-Year Plan.

    >>> plan(14)
    Period('2021/2025')
    """
    return Period.years(1981 + 5 * (n - 6), 1985 + 5 * (n - 6))

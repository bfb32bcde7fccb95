"""How a whole release speaks of time: which years its `last year` counts, and the period it names most."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from tallystick.model import Period
from tallystick.reading.printed.en.vocabulary import vocabulary

_FISCAL = re.compile(r"(?<![\d.,/-])(?:(?:19|20)(\d\d)\s?[-/–]\s?(?:19|20)?(\d\d)(?![\d,-])|FY\s?(?:19|20)?\d\d)")
_YEAR = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d,/–-])")
_RUPEES = re.compile(r"\b(?:crore|lakh)s?\b")  # India counts its economy by fiscal years, not only its budget
_QUARTER = re.compile(r"\b(?:Q([1-4])|(first|second|third|fourth) quarter(?: of)?) ((?:19|20)\d\d)\b")
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_FEW = 3
_CLEARLY = 1.5
_LATE = 200  # days after which a month or quarter is no longer what a bulletin is about


def is_fiscal(text: str) -> bool:
    """Whether `last year`, `this year`, `the coming year` are fiscal years here, for the release mostly writes such.

    >>> is_fiscal("Revenue in FY97 was higher than in FY96 and FY95.")
    True
    >>> is_fiscal("Revenue in 2013/14 was higher than in 2012.")
    False
    """
    n = sum(1 for found in _FISCAL.finditer(text) if found[1] is None or (int(found[1]) + 1) % 100 == int(found[2]))
    if n < _FEW:
        return False
    plain = len(_YEAR.findall(text))
    return n >= _CLEARLY * plain or (3 * n >= plain and _RUPEES.search(text) is not None)


def is_edition(period: Period, text: str) -> bool:
    """Whether the year of a title is only that of the edition, the text telling mostly of the year before.

    >>> is_edition(Period.year(2024), "Outlook 2024. In 2023 and 2022 … since 2023 … by the end of 2023")
    True
    """
    if period.frequency != 12 or period.units > 1:
        return False
    told = Counter(int(year) for year in _YEAR.findall(text))
    return told[period.start.year - 1] > _CLEARLY * told[period.start.year]


def usual_period(text: str, released: date | None) -> Period | None:
    """The month or quarter just over that a release names most, else the year just over; None where it names none.

    >>> usual_period("Up in May 2014. Q2 2013, June 2014, and June 2014 again: June 2014.", date(2014, 8, 1))
    Period('2014-06')
    >>> usual_period("The index of July_2026 rose.", date(2026, 8, 15)) is None
    True
    """
    if released is None:
        return None
    parts: Counter[Period] = Counter()
    months = vocabulary().months
    for found in _month_pattern().finditer(text):
        parts[Period.month(int(found[2]), months[found[1].lower()])] += 1
    for found in _QUARTER.finditer(text):
        parts[Period.quarter(int(found[3]), int(found[1] or _ORDER[found[2]]))] += 1
    told = Counter(int(year) for year in _YEAR.findall(text))
    most = max(told.values(), default=0)
    for period, n in parts.most_common(_FEW):
        if n >= _FEW and 0 <= (released - period.end).days <= _LATE and n * _FEW >= most:
            return period
    for year, n in told.most_common(2):
        if n >= _FEW and year in (released.year - 1, released.year):
            return Period.year(year)
    return None


def _month_pattern() -> re.Pattern[str]:
    names = sorted((name.capitalize() for name in vocabulary().months), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(names)})\.? ((?:19|20)\d\d)\b")

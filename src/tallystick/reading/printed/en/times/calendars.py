"""How a release counts its years and writes its dates: by its own words, else by the country it is of.

The facts of countries stand in `knowledge/sources/calendars`. What no word tells stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

import msgspec

from tallystick.knowledge.loader import load_topics
from tallystick.model import Period
from tallystick.reading.printed.en.vocabulary import vocabulary

_CLEARLY = 2  # times as often as any other country's, the words of a country must stand


class Calendar(msgspec.Struct, frozen=True):
    """`start` is the month a fiscal year starts with (0: unknown; 1: the calendar year), `named` the year of its name.

    `named` is `end` where `FY24` ends in 2024, `start` where it starts then; `month_first` tells the order of dates in
    figures, None where it is unknown.
    """

    start: int = 0
    named: str = "end"
    month_first: bool | None = None

    def fiscal_start(self, year: int, *, named: bool) -> int | None:
        """The calendar year in which the fiscal year of a number starts; None where it is unknown.

        >>> Calendar(4).fiscal_start(2024, named=True), Calendar(4).fiscal_start(2013, named=False)
        (2023, 2013)
        """
        if not self.start:
            return None
        return year - (named and self.named == "end" and self.start > 1)

    def fiscal_year(self, start: int) -> Period | None:
        """The fiscal year that starts in a calendar year; None where the calendar is unknown.

        >>> Calendar(4).fiscal_year(2013)
        Period('2013-04/2014-03')
        """
        return self.months(start, 0, 12)

    def months(self, start: int, skipped: int, length: int) -> Period | None:
        """So many months of the fiscal year that starts in a calendar year, behind some skipped."""
        if not self.start:
            return None
        first = start * 12 + self.start - 1 + skipped
        last = first + length - 1
        return Period.months((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))

    def fiscal_year_of(self, day: date) -> Period | None:
        """The fiscal year that a day lies in.

        >>> Calendar(4).fiscal_year_of(date(2014, 2, 17))
        Period('2013-04/2014-03')
        """
        return self.fiscal_year(day.year - (day.month < self.start))


UNKNOWN = Calendar()


def calendar_of(text: str, area: str = "", name: str = "") -> Calendar:
    """The calendar of a release, from what its text says, and the area it is about and its file's name, where known.

    >>> calendar_of("In the fiscal year ended June 30, 2021, sales rose by 3%.").start
    7
    >>> calendar_of("Receipts of India rose in FY24."), calendar_of("Receipts rose in FY24.").start
    (Calendar(start=4, named='end', month_first=False), 0)
    """
    country = _country_of(text, area or _area_in(name))
    own = _own_start(text)
    return msgspec.structs.replace(country, start=own, named="end") if own else country


def _own_start(text: str) -> int:
    """The month after the one that the text says its fiscal year ends with; 0 where it says none, or several."""
    months = Counter(found[1] or found[2] for found in _own_pattern().finditer(text))
    if not months:
        return 0
    (most, n), (_, next_n) = (*months.most_common(2), ("", 0))[:2]
    return vocabulary().months[most.lower()] % 12 + 1 if n >= _CLEARLY * next_n else 0


@cache
def _own_pattern() -> re.Pattern[str]:
    months = "|".join(sorted(vocabulary().months, key=len, reverse=True))
    ended = r"(?:ended|ending|ends|end)(?: on| in)?(?: the)?(?: last day of)?"
    return re.compile(
        rf"\b(?:fiscal|financial) years? (?:\d{{2,4}} )?\(?{ended} (?:\d{{1,2}}(?:st|nd|rd|th)? )?({months})\b"
        rf"|\bfor the (?:full )?year ended (?:\d{{1,2}} )?({months})\b(?= \d)",
        re.IGNORECASE,
    )


class _Country(msgspec.Struct, frozen=True):
    """A row of the data."""

    area: str = ""
    start: int = 0
    named: str = "end"
    month_first: bool | None = None
    words: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()


@cache
def _countries() -> tuple[_Country, ...]:
    rows = (row for topic in load_topics("sources/calendars").values() for row in topic["country"])
    return tuple(msgspec.convert(row, _Country) for row in rows)


@cache
def _words() -> tuple[re.Pattern[str], dict[str, int]]:
    """One pattern of all words of all countries, and whose each is."""
    owner = {word: n for n, country in enumerate(_countries()) for word in country.words}
    either = "|".join(re.escape(word) for word in sorted(owner, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)"), owner


def _country_of(text: str, area: str) -> Calendar:
    pattern, owner = _words()
    told = Counter(owner[word] for word in pattern.findall(text))
    by_area = next((n for n, country in enumerate(_countries()) if area and country.area == area[:2]), None)
    if by_area is not None:
        told[by_area] += 1 + max(told.values(), default=0)
    if not told:
        return UNKNOWN
    (most, n), (_, next_n) = (*told.most_common(2), (0, 0))[:2]
    country = _countries()[most]
    if n < _CLEARLY * next_n and by_area is None:
        return UNKNOWN
    known = not country.only_with or any(word in text for word in country.only_with)
    return Calendar(country.start if known else 0, country.named, country.month_first)


def _area_in(name: str) -> str:
    """The area that the name of a file tells; empty where it tells none.

    >>> _area_in("hk-budget-2019"), _area_in("notes")
    ('HK', '')
    """
    words = f" {name.lower().replace('-', ' ').replace('_', ' ')} "
    told = {one.area for one in _countries() for word in one.files if f" {word} " in words}
    return told.pop() if len(told) == 1 else ""


def plan(n: int) -> Period:
    """The years of China's n-th Five-Year Plan.

    >>> plan(14)
    Period('2021/2025')
    """
    return Period.years(1981 + 5 * (n - 6), 1985 + 5 * (n - 6))

"""Times that print the year only where it changes: `2019 Q4`, `Q1`; `2022`, `Jan`, `Feb`."""

from __future__ import annotations

import re
from functools import cache

from tallystick.model.table import Path
from tallystick.releases.tables.kinds import PERIOD, kind_of, known

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)年?")
_QUARTER = re.compile(
    r"q\s?([1-4])|([1-4])\s?q|quarter\s([1-4])|([1-4])(?:st|nd|rd|th)\squarter|第?([一二三四1-4])季度?"
)
_HALF = re.compile(r"h([12])|([12])h|(上|下)半年")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_MONTH = re.compile(r"(\d{1,2})\s?月份?$")


@cache
def _months() -> dict[str, int]:
    order = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return {word: order.index(word[:3]) + 1 for word in known("months")}


def rank(words: str) -> int:
    """The place of a quarter, half or month in its year, from 1; 0 for others.

    >>> rank("Q3"), rank("2019 Dec"), rank("II"), rank("4月"), rank("2020")
    (3, 12, 2, 4, 0)
    """
    small = _YEAR.sub(" ", words.casefold()).strip(" .,-/*†‡")
    if small in _ROMAN:
        return _ROMAN[small]
    if match := _MONTH.fullmatch(small):
        return int(match[1])
    found = _QUARTER.fullmatch(small) or _HALF.fullmatch(small)
    if found:
        told = next(part for part in found.groups() if part)
        return _HAN.get(told) or int(told)
    return _months().get(small, 0)


class Years:
    """Carries the year from path to path: those that end in a time without a year take the last year before them."""

    def __init__(self) -> None:
        self._year = ""
        self._rank = 0
        self._above: Path = ()

    def completed(self, path: Path) -> Path:
        """The path with the year before its last time, where only a path before it tells it.

        A time no later than the one before it is not of the same year: nothing is known of its year, then.

        >>> years = Years()
        >>> [years.completed((words,)) for words in ("2019 Q4", "2020 Q1", "Q2", "Q1")]
        [('2019 Q4',), ('2020 Q1',), ('2020', 'Q2'), ('Q1',)]
        """
        if not path or kind_of(path[-1]) != PERIOD:
            return path
        year = _YEAR.search(path[-1])
        place = rank(path[-1])
        if year:
            self._year = year[0] if place or _is_year_alone(path[-1]) else ""
            self._rank, self._above = place, path[:-1]
            return path
        if any(_YEAR.search(words) for words in path) or path[:-1] != self._above or place <= self._rank:
            self._year = ""
            return path
        self._rank = place
        return (*path[:-1], self._year, path[-1]) if self._year else path


def _is_year_alone(words: str) -> bool:
    return len(words.strip(" *†‡()pre")) <= 5

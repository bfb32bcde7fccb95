"""Calendar dates as releases print them, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_HAN = "[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    rf"""
      \b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?:(?:,\s{{0,2}}|\s{{1,2}})((?:19|20)\d\d)\b)?
    | \b(\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH},?(?:[\s-]((?:19|20)\d\d)\b)?
    | \b((?:19|20)\d\d)([-/.])(\d{{1,2}})\8(\d{{1,2}})(?:\b|(?=T\d))
    | (?:([12]\d{{3}}|[一二][〇○零一二三四五六七八九]{{3}})\s?年\s?)?
      (\d{{1,2}}|{_HAN})\s?月\s?(\d{{1,2}}|{_HAN})\s?[日号]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"/(?:[a-z]{0,3})((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


class PrintedDate(NamedTuple):
    """A date in a text: year is 0 where the text leaves it out."""

    year: int
    month: int
    day: int
    start: int
    end: int

    def on(self, year: int = 0) -> date | None:
        """The day, with the year filled in where none is printed; None when there is no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def find_dates(text: str, start: int, end: int) -> Iterator[PrintedDate]:
    """Every date printed in `text[start:end]`, in order.

    >>> [str(d.on()) for d in find_dates("3 March 2022, Feb. 28,2022, 12-Jul-2019 and 2022年3月3日", 0, 99)]
    ['2022-03-03', '2022-02-28', '2019-07-12', '2022-03-03']
    """
    part = text[start:end].translate(_FULL_WIDTH)
    for found in _DATE.finditer(part):
        year, month, day = _fields(found)
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield PrintedDate(year, month, day, start + found.start(), start + found.end())


def _fields(found: re.Match[str]) -> tuple[int, int, int]:
    month_first, day1, year1, day2, month_second, year2, year3, _, month3, day3, year4, month4, day4 = found.groups()
    if month_first:
        return int(year1 or 0), _month(month_first), int(day1)
    if month_second:
        return int(year2 or 0), _month(month_second), int(day2)
    if year3:
        return int(year3), int(month3), int(day3)
    return _number(year4) if year4 else 0, _number(month4), _number(day4)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _number(digits: str) -> int:
    """Arabic or Chinese digits of a date: `28`, `二十八`, `二〇二二`."""
    if digits.isdigit() and digits.isascii():
        return int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)
    number = 0
    for digit in digits:
        number = number * 10 + _HAN_DIGITS.get(digit, 0)
    return number


def date_in_address(address: str) -> date | None:
    """The day in the path of an address: `/2023/07/17/…`, `/t20230717_19.html`.

    >>> date_in_address("https://tv.example/2023/07/17/VIDE.shtml")
    datetime.date(2023, 7, 17)
    """
    found = _IN_ADDRESS.search(address)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def iso_date(text: str) -> date | None:
    """The day an ISO 8601 stamp begins with; None for anything else."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None

"""Periods as tables write them, brought to the standard's form: `2023M11`, `Nov-23`, `2023年三季度`, `2023H1`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from math import gcd
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.model import Frequency, Period, PeriodError

_PIECES = {
    "year": r"(?P<year>(?:1[6-9]|20|21)\d\d)",
    "yy": r"(?P<yy>\d\d)",
    "month": r"(?P<month>0?[1-9]|1[0-2])",
    "mm": r"(?P<month>0[1-9]|1[0-2])",
    "q": r"(?P<q>[1-4一二三四])",
    "h": r"(?P<h>[12])",
    "day": r"(?P<day>0?[1-9]|[12]\d|3[01])",
    "dd": r"(?P<day>0[1-9]|[12]\d|3[01])",
    "n": r"(?P<n>\d{1,3})",
}
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_STAMPS = {12: "A", 3: "Q", 1: "M"}
_FEWEST_STAMPS = 3
_FREQUENCIES = {
    "m": Frequency.MONTH,
    "monthly": Frequency.MONTH,
    "month": Frequency.MONTH,
    "月": Frequency.MONTH,
    "q": Frequency.QUARTER,
    "quarterly": Frequency.QUARTER,
    "quarter": Frequency.QUARTER,
    "季": Frequency.QUARTER,
    "s": Frequency.HALF,
    "h": Frequency.HALF,
    "a": Frequency.YEAR,
    "y": Frequency.YEAR,
    "annual": Frequency.YEAR,
    "yearly": Frequency.YEAR,
    "year": Frequency.YEAR,
    "年": Frequency.YEAR,
}


@lru_cache(maxsize=16384)
def read_period(text: str, frequency: str = "") -> Period:
    """The period of a cell; a day that stands for a longer period (`frequency` M, Q, A) becomes that.

    Raises PeriodError for what is none, or may be two (05/06/2023).

    >>> read_period("2023M11"), read_period("2023-10-01", "Q")
    (Period('2023-11'), Period('2023-Q4'))
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    try:
        found = Period.parse(plain)
    except PeriodError:
        found = _written(plain)
    unit = _FREQUENCIES.get(frequency.strip().lower())
    if unit is not None and found.frequency is Frequency.DAY:
        first = found.start.year * 12 + (found.start.month - 1) // unit * unit
        return Period(first, first + unit - 1, unit)
    return found


def stamped(days: Iterable[str]) -> str:
    """How long the periods are that a series dates by their first days: M, Q or A; empty where it does not.

    >>> stamped(["2023-01-01", "2023-02-01", "2023-04-01"]), stamped(["2023-01-01", "2023-01-02", "2023-02-01"])
    ('M', '')
    """
    months = []
    for text in set(days):
        try:
            period = read_period(text)
        except PeriodError:
            return ""
        if period.frequency is not Frequency.DAY or period.start.day != 1:
            return ""
        months.append(period.start.year * 12 + period.start.month - 1)
    if len(months) < _FEWEST_STAMPS:
        return ""
    apart = gcd(*(month - months[0] for month in months))
    return next((told for unit, told in _STAMPS.items() if apart % unit == 0 and months[0] % unit == 0), "")


def vintage_of(text: str) -> str:
    """The first day of the vintage that a cell tells, among other words if need be; empty where it tells none.

    >>> vintage_of("2023-11-13"), vintage_of("file ends 2022-03"), vintage_of("")
    ('2023-11-13', '2022-03-01', '')
    """
    found = _DAY.search(text)
    for told in (found[0] if found else "", text):
        try:
            return read_period(told).start.isoformat()
        except PeriodError:
            continue
    return ""


def _written(text: str) -> Period:
    for pattern, form in _forms():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        try:
            return _made(form, {name: piece for name, piece in match.groupdict().items() if piece})
        except ValueError:
            continue
    raise PeriodError(f"not a period: {text!r}", "write it like 2021, 2022-Q1, 2022-03 or 2021-12-31")


def _made(form: dict[str, Any], told: dict[str, str]) -> Period:
    year = int(told["year"]) if "year" in told else _whole_year(int(told["yy"]))
    month = form.get("month") or (_months()[told["name"].lower()] if "name" in told else int(told.get("month", 1)))
    match form["gives"]:
        case "month":
            return Period.month(year, month)
        case "quarter":
            quarter = _words()["digits"].get(told["q"]) or int(told["q"])
            return Period.quarter(year, quarter)
        case "half":
            return Period.half(year, form.get("half") or int(told["h"]))
        case "to date":
            return Period.to_date(year, month)
        case "day":
            return Period.day(date(year, month, int(told["day"])))
        case "months":
            end = year * 12 + month - 2 + int(told["n"])
            return Period.months((year, month), (end // 12, end % 12 + 1))
        case "years":
            return Period.years(year, year + int(told["n"]) - 1)
    return Period.year(year)


def _whole_year(two_digits: int) -> int:
    return (1900 if two_digits >= _words()["centuries"]["first_of_1900s"] else 2000) + two_digits


@cache
def _words() -> dict[str, Any]:
    return load_topics("importing")["periods"]


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(_words()["names"].values(), start=1) for name in names}


@cache
def _forms() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    pieces = _PIECES | {"name": rf"(?P<name>{names})\.?"}

    def pattern(form: str) -> re.Pattern[str]:
        for name, piece in pieces.items():
            form = form.replace(f"{{{name}}}", piece)
        return re.compile(form, re.IGNORECASE)

    return tuple((pattern(form["form"]), form) for form in _words()["forms"])

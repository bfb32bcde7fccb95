"""What the words in a series file's `measure` and `unit` columns mean, as knowledge tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.model import Period, SeriesError

_YEAR = re.compile(r"\b(\d{4})\b")
_DATE = re.compile(r"\b(\d{4}-\d{2}(?:-\d{2})?)\b")


@dataclass(frozen=True, slots=True)
class Measured:
    """How to read the numbers of a column: measure, unit, power of ten, what to take away, period and base."""

    measure: str
    unit: str
    power: int
    less: int
    base: str
    to_date: bool
    years: int
    vintage: str


@lru_cache(maxsize=4096)
def read_measure(measure: str, unit: str) -> Measured:
    """The meaning of one pair of measure and unit; SeriesError for words that are not known.

    >>> read_measure("level, end of year", "100 million yuan").power
    8
    >>> read_measure("y/y, year (report of 2022-09)", "%").vintage
    '2022-09'
    """
    words = _words()
    plain = measure.strip().lower()
    rule = next((r for r in words["measures"] if plain.startswith(r["starts"])), None)
    if rule is None:
        known = ", ".join(str(r["starts"]).strip() for r in words["measures"])
        raise SeriesError(f"unknown measure {measure!r}", f"begin it with one of: {known}")
    code, power = read_unit(rule.get("unit", unit))
    base = rule.get("base", "")
    if base == "named year":
        year = _YEAR.search(plain)
        base = year[1] if year else ""
    kind = rule["measure"]
    if code == "point" and kind == "level":
        kind = "index"
    if code == "fold":
        code, power = "%", 2
    vintage = _DATE.search(plain)
    return Measured(
        kind,
        code,
        power,
        rule.get("less", 0),
        base,
        any(word in plain for word in words["to_date"]),
        rule.get("years", 0),
        vintage[1] if vintage else "",
    )


@lru_cache(maxsize=4096)
def read_unit(text: str) -> tuple[str, int]:
    """The unit's code and its power of ten; SeriesError for a unit that is not known.

    >>> read_unit("10 000 t"), read_unit("index 2015=100"), read_unit("million")
    (('t', 4), ('point', 0), ('1', 6))
    """
    words = _words()
    plain = " ".join(text.strip().lower().replace("_", " ").split())
    if plain.startswith("index"):
        return ("point", 0)
    power = 0
    for word, size in sorted(words["scales"].items(), key=lambda item: -len(item[0])):
        if plain == word or plain.startswith(word + " ") or (not word.isascii() and plain.startswith(word)):
            plain, power = plain.removeprefix(word).strip(), size
            break
    code = words["units"].get(plain)
    if code is None:
        raise SeriesError(f"unknown unit {text!r}", "write it like '100 million yuan', '10 000 t', '%' or 'pp'")
    return (code, power)


def when(period: str, measured: Measured) -> tuple[str, str]:
    """The row's period and base in the standard's forms; PeriodError when the period is none."""
    own = Period.parse(period)
    if measured.to_date and not own.is_span:
        own = Period.to_date(own.end.year, own.end.month)
    if measured.years:
        return str(Period.years(own.end.year - measured.years + 1, own.end.year)), ""
    if measured.base == "year before":
        return str(own), str(own.year_before())
    if measured.base == "before":
        return str(own), str(own.before())
    if measured.base:
        return str(own), str(own.shift_years(int(measured.base) - own.start.year))
    return str(own), ""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return load_topics("linking")["series"]

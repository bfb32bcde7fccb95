"""What the words in a table's columns `measure` and `unit` mean together, as knowledge tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.knowledge.table_units import Unit, read_unit
from tallystick.model import Period, SeriesError

_REFERENCE = re.compile(r"(\d{4}(?:-\d{2})?)\s?=\s?100")
_YEAR = re.compile(r"\b(\d{4})\b")
_DATE = re.compile(r"\b(\d{4}-\d{2}(?:-\d{2})?)\b")


@dataclass(frozen=True, slots=True)
class Measured:
    """How to read the numbers of a column: measure, unit, power of ten, what to take away, period and base.

    `whole` is what a share or contribution is part of, `reference` the period in which an index is 100.
    """

    measure: str
    unit: str
    power: int
    less: int
    base: str
    to_date: bool
    years: int
    vintage: str
    whole: str
    reference: str
    price_basis: str


@lru_cache(maxsize=4096)
def read_measure(measure: str, unit: str) -> Measured:
    """The meaning of one pair of measure and unit; SeriesError for words that are not known.

    >>> read_measure("level, end of year", "100 million yuan").power
    8
    >>> read_measure("y/y, year (report of 2022-09)", "%").vintage
    '2022-09'
    """
    words, found = _words(), read_unit(unit)
    told = words["transformations"].get(measure.strip(), measure) or "level"
    plain = " ".join((found.measure if found.measure and told == "level" else told).lower().split())
    rule = _rule(plain, measure)
    kind, base = rule["measure"], rule.get("base", "")
    if base == "named year":
        year = _YEAR.search(plain)
        base = year[1] if year else ""
    if found.code == "point" and kind == "level":
        kind = "index"
    if kind == "index" and found.base == "year before":
        base = found.base
    code, power = _in_percent(found) if rule.get("unit") or found.code == "fold" else (found.code, found.power)
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
        _whole(plain, unit, words) if kind in ("share", "contribution") else "",
        (found.base or _reference(plain)) if kind == "index" and not base else "",
        next((basis for start, basis in words["price_basis"].items() if plain.startswith(start)), ""),
    )


def is_measure(text: str) -> bool:
    """Whether words are known to say what is measured."""
    starts = tuple(rule["starts"] for rule in _words()["measures"])
    return text.strip() in _words()["transformations"] or text.strip().lower().startswith(starts)


def _rule(plain: str, measure: str) -> dict[str, Any]:
    rules: list[dict[str, Any]] = _words()["measures"]
    for rule in rules:
        if plain.startswith(rule["starts"]):
            return rule
    known = ", ".join(str(rule["starts"]).strip() for rule in rules)
    raise SeriesError(f"unknown measure {measure!r}", f"begin it with one of: {known}")


def _in_percent(unit: Unit) -> tuple[str, int]:
    return "%", 2 if unit.code == "fold" else 0


def _reference(plain: str) -> str:
    found = _REFERENCE.search(plain)
    return found[1] if found else ""


def _whole(plain: str, unit: str, words: dict[str, Any]) -> str:
    """What a share or contribution is part of, in the words behind `share of` and `contribution to`."""
    for text in (plain, unit.strip().lower()):
        for start in words["of_a_whole"]:
            if start in text:
                found = text.partition(start)[2].partition(",")[0].strip()
                for end in words["behind_the_whole"]:
                    found = found.removesuffix(end)
                return found
    return ""


def when(own: Period, measured: Measured) -> tuple[str, str]:
    """The row's period and base in the standard's forms."""
    if measured.to_date and not own.is_span:
        own = Period.to_date(own.end.year, own.end.month)
    if measured.years:
        return str(Period.years(own.end.year - measured.years + 1, own.end.year)), ""
    if measured.base == "year before":
        return str(own), str(own.year_before())
    if measured.base == "before":
        return str(own), str(own.before())
    if measured.whole:
        return str(own), measured.whole
    if measured.base:
        return str(own), str(own.shift_years(int(measured.base) - own.start.year))
    return str(own), ""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return load_topics("importing")["measures"]

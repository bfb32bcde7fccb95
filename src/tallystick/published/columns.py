"""What the columns of a table hold: their names, codes of areas, and whether a series is adjusted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.knowledge.areas import areas, find_area
from tallystick.model import TallystickError


@lru_cache(maxsize=4096)
def column(name: str) -> str:
    """Our name of a column; a name that is not known comes back in small letters.

    >>> column("TIME_PERIOD"), column("geo"), column("指标"), column("note")
    ('period', 'area', 'series', 'note')
    """
    return _columns().get(_plain(name), name.strip().lower())


NEEDED = frozenset(("series", "period", "value"))
OURS = (
    frozenset(("indicator", "measure", "release", "quote", "observation", "period", "value")),
    frozenset(("release", "id", "text", "start", "end", "subject", "period", "value")),
    frozenset(("SERIES_KEY", "RELEASE", "QUOTE", "ORIGINAL_PERIOD", "OBS_VALUE")),
)
"""Columns by which the tables of this program are told: series and statements, readings, SDMX."""


def is_ours(names: Iterable[str]) -> bool:
    """Whether columns are those of a table that this program wrote."""
    return any(ours <= set(names) for ours in OURS)


def known(names: Sequence[str]) -> bool:
    """Whether a row names the columns of series, ours or anybody's."""
    return is_ours(names) or {column(name) for name in names} >= NEEDED


def without_codes_of_nothing(cell: str) -> str:
    """A cell, empty where it says by an SDMX code that nothing applies (`_Z`, `_T` of all)."""
    return "" if cell.strip() in _words()["nothing"]["codes"] else cell


@lru_cache(maxsize=4096)
def area(text: str) -> str:
    """Our code of an area by another code or its name; what is not known stays as it is.

    >>> area("CHN"), area("EL"), area("Germany"), area("中国"), area("us"), area("ZZZ")
    ('CN', 'GR', 'DE', 'CN', 'US', 'ZZZ')
    """
    told = text.strip()
    code = load_topics("importing")["areas"]["codes"].get(told.upper())
    if code or told.upper() in areas():
        return code or told.upper()
    return find_area(told, "en" if told.isascii() else "zh") or told


def known_area(told: str, kept: Collection[str] = ()) -> str:
    """The code of an area of the catalogue, or of those `kept`, by a code or a name; TallystickError for any other.

    >>> known_area("Japan"), known_area("ZZZ", ["ZZZ"])
    ('JP', 'ZZZ')
    """
    code = area(told)
    if code in areas() or code in kept:
        return code
    names = [name for forms in areas().values() for tongue in forms.values() for name in tongue]
    near = get_close_matches(told.strip()[:60], names, 1, 0.75)
    advice = f"did you mean {near[0]}?" if near else "tell its code or its name, like CN, CN-GD, Japan, 日本"
    raise TallystickError(f"no area is called “{told.strip()[:60]}”", advice)


@lru_cache(maxsize=4096)
def adjustment(told: str, *words: str) -> str:
    """Whether a series is adjusted: by its own column, else by the words of its name, measure and unit.

    >>> adjustment("NSA"), adjustment("", "Industrial production; s.a."), adjustment("", "level, unadjusted")
    ('not adjusted', 'seasonally adjusted', 'not adjusted')
    """
    for value, forms in _words()["adjustments"].items():
        if _plain(told) in map(_plain, forms):
            return str(value)
    for text in words:
        if found := _adjusted().search(text.lower()):
            return _values()[found[0]]
    return ""


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_\-:]", " ", name.lower()).split())


@cache
def _words() -> dict[str, Any]:
    return load_topics("importing")["columns"]


@cache
def _columns() -> dict[str, str]:
    return {_plain(form): name for name, forms in _words()["columns"].items() for form in forms}


@cache
def _values() -> dict[str, str]:
    return {form: value for value, forms in _words()["adjustment_words"].items() for form in forms}


@cache
def _adjusted() -> re.Pattern[str]:
    forms = sorted(_values(), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![a-z]){re.escape(form)}(?![a-z])" for form in forms))

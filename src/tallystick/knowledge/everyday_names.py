"""What everyday names mean in a claim: `inflation` is the headline figure of the country spoken of.

The names are data in `knowledge/everyday/`. Only claims are read by them: a release tells which figure it means.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tallystick.knowledge.areas import find_area, without_area
from tallystick.knowledge.loader import load_topics
from tallystick.knowledge.naming import Name, name_of, split


class _Meaning(NamedTuple):
    indicator: str
    areas: tuple[str, ...]


def meaning(subject: str, language: str, area: str = "") -> str:
    """The id of the indicator that an everyday name means for an area; empty where it is no such name.

    >>> meaning("South Africa's inflation", "en"), meaning("China's industrial output", "en")
    ('prices.cpi', 'industry.value_added')
    >>> meaning("inflation target", "en", "GB")
    ''
    """
    spoken = "zh" if language == "zh" else "en"
    place = area or find_area(subject, spoken)
    known = _meanings(spoken).get(name_of(without_area(subject, spoken, place), spoken), ())
    here = [one.indicator for one in known if place in one.areas]
    return next(iter(here or [one.indicator for one in known if not one.areas]), "")


@cache
def _meanings(language: str) -> dict[Name, tuple[_Meaning, ...]]:
    found: dict[Name, tuple[_Meaning, ...]] = {}
    for topic in load_topics("everyday").values():
        for entry in topic["meaning"]:
            told = _Meaning(entry["indicator"], tuple(entry.get("areas", ())))
            for form in dict.fromkeys(name_of(name, language) for name in split(entry[language])):
                found[form] = (*found.get(form, ()), told)
    return found

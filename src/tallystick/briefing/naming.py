"""What an indicator is called where a sentence tells of it."""

from __future__ import annotations

import re

from tallystick.briefing.facts import Fact
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.loader import load_topics

_QUOTED = re.compile(r'"([^"]*)"')


def subject(fact: Fact, language: str) -> str:
    """An indicator as the subject of a sentence about a figure: of things that are counted it is their number.

    >>> from tallystick.briefing.numbers import _example
    >>> subject(_example("1", "1", "CNY"), "en")
    'the value added of manufacturing'
    """
    name = catalogue()[fact.indicator].name(language)
    if language == "zh":
        return name
    name = _QUOTED.sub("“\\1”", name)
    if fact.measure == "level" and is_counted(fact.indicator):
        name = f"number of {name.removeprefix('the ')}"
    return with_article(name)


def with_article(name: str) -> str:
    """An English name with `the` before it, unless it is of a kind that goes without.

    >>> with_article("software business revenue"), with_article("output of containers")
    ('software business revenue', 'the output of containers')
    """
    bare = load_topics("printing")["names"]["bare"]
    head = name.split(" per ")[0]
    without = name.lower().startswith("the ") or (" of " not in head and head.split(" in ")[0].endswith(tuple(bare)))
    return name if without else f"the {name}"


def is_counted(indicator: str) -> bool:
    """Whether its English name says things (5G base stations), so that a sentence tells the number of them.

    >>> is_counted("telecom.base_stations_5g"), is_counted("output.containers"), is_counted("population.total")
    (True, False, False)
    """
    known = catalogue()[indicator]
    if known.unit != "1" or known.kind not in ("flow", "stock"):
        return False
    amounts = load_topics("printing")["names"]["amounts"]
    words = known.name("en").lower().split()
    return words[0] not in amounts and words[-1] not in amounts


def is_many(name: str) -> bool:
    """Whether an English name is a plural: profits, sales; or joins two things.

    >>> is_many("the profits of industrial enterprises"), is_many("the output of containers"), is_many("the CPI")
    (True, False, False)
    """
    head = name.removeprefix("the ").split(" of ")[0].split(" per ")[0].split(" in ")[0]
    ends = load_topics("printing")["names"]["singular_ends"]
    return " and " in head or (head.endswith("s") and not head.endswith(tuple(ends)))

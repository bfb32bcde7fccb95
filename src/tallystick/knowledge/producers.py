"""Which publisher produces which series, and how far it usually revises what it has published."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

import msgspec

from tallystick.knowledge.areas import find_area
from tallystick.knowledge.loader import load_topics

_RATES = ("%", "pp", "bp")
_UNJUDGED = ("rank", "streak", "multiple")
"""What no usual revision is known of; nor of changes told as amounts."""


class Producer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publisher and what it produces for one area: ids of the catalogue, or the first parts of them."""

    publisher: str
    area: str
    indicators: tuple[str, ...] = ()
    group: str = ""


class Usual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far values are usually revised: `points` of a rate, `percent` of an amount."""

    indicator: str = ""
    area: str = ""
    measure: str = ""
    points: float | None = None
    percent: float | None = None
    note: str = ""


@lru_cache(maxsize=4096)
def publisher_name(words: str) -> str:
    """The one name of a publisher, whatever a text calls it; an unknown one in lower case.

    >>> publisher_name("ONS"), publisher_name("The Daily Kettle (evening edition)")
    ('Office for National Statistics', 'the daily kettle')
    """
    plain = re.split(r"[(（]", words, maxsplit=1)[0].strip().lower().removeprefix("the ")
    return _names().get(plain) or re.split(r"[(（]", words, maxsplit=1)[0].strip().lower()


@lru_cache(maxsize=4096)
def publisher_in(words: str, language: str) -> str:
    """A publisher as readers of a language know it; one that nobody has named there stays as it is.

    >>> publisher_in("National Bureau of Statistics of China, national data", "zh"), publisher_in("海关总署", "en")
    ('国家统计局国家数据库', 'General Administration of Customs of China')
    >>> publisher_in("The Daily Kettle", "zh")
    'The Daily Kettle'
    """
    name, comma, behind = words.partition(", ")
    told = "" if language == "en" and name.isascii() else _shown(name.strip().lower().removeprefix("the "), language)
    if not told:
        return words
    return told + (_behind().get(behind, {}).get(language, comma + behind) if comma else "")


def _shown(plain: str, language: str) -> str:
    wordings = (plain, f"{plain} of china", plain.removesuffix(" of china"))
    known = next((_names()[one] for one in wordings if one in _names()), plain)
    if language == "en":
        return known if known != plain else ""
    return _in_chinese().get(known.lower(), "")


@lru_cache(maxsize=16384)
def produces(publisher: str, indicator: str, area: str) -> bool:
    """Whether a publisher is known to produce an indicator of an area.

    >>> produces("国家统计局", "gdp", "CN"), produces("Xinhua", "gdp", "CN")
    (True, False)
    """
    name = publisher_name(publisher)
    if any(_begins(indicator, one) for one in _produced().get((name, area), ())):
        return True
    return bool(area) and any(_begins(indicator, one) for one in _office(publisher, area))


def usual_revision(indicator: str, area: str, measure: str, unit: str) -> Decimal | None:
    """How far the series' producer usually moves a value: in points of a rate, in per cent of an amount.

    None where nothing is known to be usual.

    >>> usual_revision("prices.cpi", "GB", "growth", "%"), usual_revision("gdp", "CN", "level", "CNY")
    (Decimal('0.5'), Decimal('5.0'))
    """
    if measure in _UNJUDGED or (measure == "change" and unit not in _RATES):
        return None
    fitting = [
        one
        for one in _usual()
        if _begins(indicator, one.indicator) and one.area in ("", area) and one.measure in ("", measure)
    ]
    name = "points" if unit in _RATES else "percent"
    told = [one for one in fitting if getattr(one, name) is not None]
    found = max(told, key=lambda one: (len(one.indicator), bool(one.measure), bool(one.area)))
    size = Decimal(str(getattr(found, name)))
    return size * 100 if unit == "bp" else size


def _begins(indicator: str, parts: str) -> bool:
    return not parts or indicator == parts or indicator.startswith(f"{parts}.")


@cache
def _names() -> dict[str, str]:
    """Every wording of a publisher, in lower case → its name."""
    rows = [row for topic in load_topics("sources/publishers").values() for row in topic["publisher"]]
    names = {one.publisher.lower(): one.publisher for one in _producers()}
    return names | {
        word.lower().removeprefix("the "): row["name"]
        for row in rows
        for word in (row["name"], *row.get("aliases", ()))
    }


@cache
def _in_chinese() -> dict[str, str]:
    """The name of a publisher, in lower case → its Chinese one."""
    topics = load_topics("sources/publishers").values()
    named = {row["name"]: row["zh"] for topic in topics for row in topic["publisher"] if "zh" in row}
    others = {name: chinese for topic in topics for name, chinese in topic["chinese"].items()}
    return {name.lower(): chinese for name, chinese in (named | others).items()}


@cache
def _behind() -> dict[str, dict[str, str]]:
    """What stands behind a publisher's name and a comma → how each language puts it behind that name."""
    topics = load_topics("sources/publishers").values()
    return {words: told for topic in topics for words, told in topic["behind"].items()}


@cache
def _producers() -> tuple[Producer, ...]:
    rows = [row for topic in load_topics("sources/producers").values() for row in topic["producer"]]
    return tuple(msgspec.convert(row, Producer) for row in rows)


@cache
def _produced() -> dict[tuple[str, str], tuple[str, ...]]:
    """Publisher and area → what it produces there."""
    produced: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in _producers():
        listed = (*one.indicators, *(_groups()[one.group] if one.group else ()))
        produced[one.publisher, one.area] = (*produced.get((one.publisher, one.area), ()), *listed)
    return produced


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(ids)
        for topic in load_topics("sources/producers").values()
        for name, ids in topic.get("groups", {}).items()
    }


def _office(publisher: str, area: str) -> tuple[str, ...]:
    """What an office of statistics produces that is known by its name alone (`Statistics Norway`)."""
    words = [word for topic in load_topics("sources/producers").values() for word in topic["offices"]["words"]]
    plain = publisher.lower()
    if not any(word in plain for word in words) or publisher_name(publisher) in _known():
        return ()
    named = find_area(publisher, "en" if publisher.isascii() else "zh")
    return _groups()["office"] if named == area else ()


@cache
def _known() -> frozenset[str]:
    return frozenset(one.publisher for one in _producers())


@cache
def _usual() -> tuple[Usual, ...]:
    topics = load_topics("sources/revisions").values()
    rows = [row for topic in topics for row in (topic["defaults"], *topic["usual"])]
    return tuple(msgspec.convert(row, Usual) for row in rows)

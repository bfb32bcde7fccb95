"""The catalogue of indicators and how a subject in words finds its entry.

The catalogue is the folder `knowledge/indicators/`: a file per topic, each found by being there. A file holds
`[defaults]` for all its entries, and entries of two sorts:

* `[[indicator]]`: one indicator. `en` and `zh` are its names, `|` between them, the first the one to print.
* `[[aspect]]` × `[[thing]]`: every aspect of every thing (`output of {}` × `industrial robots`). `{}` in the id and
  names of the aspect takes the id and names of the thing; `aspects` of a thing says which apply (all, if unsaid).

How a subject finds its indicator: both are brought to one form (`tallystick.knowledge.naming`: case, number,
order of words, synonyms, words that restrict nothing) and must then be *equal*. A subject with one word more than a
name (`added value of the automobile manufacturing industry`) is something narrower and finds nothing. Where a form is
known for several areas, the area given decides; where that leaves two, nothing is found. A wrong link makes
two series one and breeds false contradictions; a missing one only leaves the subject in its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import msgspec

from tallystick.knowledge.areas import find_area, without_area
from tallystick.knowledge.loader import load_topics
from tallystick.knowledge.naming import Name, name_of, split, told_of
from tallystick.model import KnowledgeError

KINDS = ("flow", "stock", "rate", "index", "price", "growth_rate")
BASES = ("", "constant prices", "current prices", "like-for-like")
ABOVE_SIZE = "above designated size"


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One indicator of the catalogue.

    `unit` is the usual code of the reading standard. `kind` tells how it adds up: a flow over time, a stock at a
    moment, neither for a rate, an index or a price. `growth_basis` tells what its published growth compares
    (constant prices, current prices, like-for-like: the same enterprises), with a `citation`. `lower` and `upper`
    are what no value can leave. A `named_rate` is a level in percent that is no growth (unemployment,
    utilisation); `inflation_like` is a rate of change by name. `higher_is_better` is +1, -1 or 0. `area` is set
    for a series of one area; unless `name_tells_area`, the subject or the observation has to name the area.
    `part_of` is the id of the whole; `partition` says that the parts so marked add up to it.
    """

    id: str
    name_en: str
    name_zh: str
    aliases_en: tuple[str, ...] = ()
    aliases_zh: tuple[str, ...] = ()
    unit: str = "1"
    kind: str = "flow"
    growth_basis: str = ""
    like_for_like: bool = False
    citation: str = ""
    lower: float | None = None
    upper: float | None = None
    named_rate: bool = False
    inflation_like: bool = False
    higher_is_better: int = 0
    group: str = ""
    scope: str = ""
    scope_required: bool = False
    part_of: str = ""
    partition: bool = False
    area: str = ""
    name_tells_area: bool = False
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in English (`en`) or Chinese (`zh`)."""
        return self.name_zh if language == "zh" else self.name_en

    def names(self, language: str) -> tuple[str, ...]:
        """Every wording that finds it, the name first."""
        return (self.name_zh, *self.aliases_zh) if language == "zh" else (self.name_en, *self.aliases_en)


@cache
def catalogue() -> dict[str, Indicator]:
    """All indicators by id. Raises KnowledgeError naming the file for a broken or doubled entry."""
    known: dict[str, Indicator] = {}
    for topic, content in load_topics("indicators").items():
        for entry in _entries(content):
            try:
                indicator = msgspec.convert(entry, Indicator)
            except msgspec.ValidationError as error:
                problem = f"broken indicator {entry.get('id')!r} in indicators/{topic}.toml: {error}"
                raise KnowledgeError(problem) from None
            if indicator.id in known:
                raise KnowledgeError(f"indicator {indicator.id!r} of indicators/{topic}.toml is there already")
            known[indicator.id] = indicator
    return known


def find_indicator(subject: str, language: str, area: str = "", *, figure: str = "") -> Indicator | None:
    """The indicator a subject names, or None where it is not surely in the catalogue.

    `area` is that of the observation where it is known (`GB`): it decides between names that several areas use,
    and words for it may stand in the subject. Without it, words for an area find only the series of that area. What
    the `figure` is may be named too: the `target` for GDP growth, the `contribution` of manufacturing.

    >>> found = find_indicator("added value of industries above designated size", "en")
    >>> found.id, found.name("zh")
    ('industry.value_added', '规模以上工业增加值')
    >>> find_indicator("高技术制造业对工业增长的贡献率", "zh", figure="contribution") is None
    True
    >>> find_indicator("contribution rate of high-tech manufacturing", "en", figure="contribution").id
    'industry.high_tech_manufacturing.value_added'
    >>> find_indicator("added value of the tea industry", "en") is None
    True
    """
    return _find(subject, "zh" if language == "zh" else "en", area, figure)


@lru_cache(maxsize=16384)
def _find(subject: str, language: str, area: str, figure: str) -> Indicator | None:
    place = area or find_area(subject, language)
    known = _index(language)
    name = name_of(subject, language)
    names = (name, *told_of(name, language, figure))
    candidates: tuple[Indicator, ...] = next(filter(None, (known.get(one) for one in names)), ())
    if not candidates and place:
        candidates = known.get(name_of(without_area(subject, language, place), language), ())
        candidates = tuple(one for one in candidates if one.area == place or place == area)
    for fitting in ([c for c in candidates if c.area == place], [c for c in candidates if not c.area]):
        if len(fitting) == 1:
            return fitting[0]
    telling = [c for c in candidates if c.name_tells_area]
    return telling[0] if len(telling) == len(candidates) == 1 and not place else None


@cache
def _index(language: str) -> dict[Name, tuple[Indicator, ...]]:
    index: dict[Name, tuple[Indicator, ...]] = {}
    for indicator in catalogue().values():
        for form in forms(indicator, language):
            index[form] = (*index.get(form, ()), indicator)
    return index


def forms(indicator: Indicator, language: str) -> set[Name]:
    """The forms under which an indicator is found; an unsaid scope is added unless it is required."""
    known = {name_of(name, language) for name in indicator.names(language)}
    if indicator.scope == ABOVE_SIZE:
        scoped = {Name(form.words, scoped=True) for form in known}
        known = scoped if indicator.scope_required else known | scoped
    return known


def _entries(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The entries of a file with its defaults, in the fields of Indicator."""
    defaults = content.get("defaults", {})
    for raw in content.get("indicator", ()):
        yield _fields({**defaults, **raw})
    things = content.get("thing", ())
    for aspect in content.get("aspect", ()):
        for thing in things:
            if aspect["name"] in thing.get("aspects", aspect["name"]).split():
                yield _fields({**defaults, **_combined(aspect, thing)})


def _combined(aspect: dict[str, Any], thing: dict[str, Any]) -> dict[str, Any]:
    """One aspect of one thing; more wordings for it stand in `<aspect>_en` and `<aspect>_zh` of the thing."""
    own = f"{aspect['name']}_"
    raw = {key: value for key, value in aspect.items() if key != "name"}
    raw |= {key.removeprefix(own): value for key, value in thing.items() if key.startswith(own)}
    raw["id"] = aspect["id"].replace("{}", thing["id"])
    for language in ("en", "zh"):
        filled = [form.replace("{}", name) for name in split(thing[language]) for form in split(aspect[language])]
        raw[language] = " | ".join([*filled, thing.get(own + language, "")])
    return raw


def _fields(raw: dict[str, Any]) -> dict[str, Any]:
    entry = {key: value for key, value in raw.items() if key not in ("en", "zh", "yes", "no")}
    for language in ("en", "zh"):
        names = split(raw[language])
        entry[f"name_{language}"], entry[f"aliases_{language}"] = names[0], names[1:]
    entry["examples"], entry["counterexamples"] = split(raw.get("yes", "")), split(raw.get("no", ""))
    return entry

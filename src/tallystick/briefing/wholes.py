"""What a figure is a part of, in the words of either language."""

from __future__ import annotations

from typing import Any

from tallystick.knowledge.indicators import catalogue, find_indicator
from tallystick.knowledge.loader import load_topics


def whole_words(base: str, language: str) -> str:
    """A whole as it is told; empty where its words are of the other language and name nothing that is known.

    >>> whole_words("growth of the above-scale industry", "zh"), whole_words("GDP", "en"), whole_words("世界", "en")
    ('规模以上工业增长', 'GDP', 'the world')
    """
    known = load_topics("printing")["wholes"]
    for place in known["places"].values():
        if base.lower().removeprefix("the ") in (place["en"].removeprefix("the ").lower(), place["zh"]):
            return str(place[language])
    core, form = _growing(base, known["growth"])
    told = _indicator(core, language, known["indicators"])
    if told:
        return str(known["growth"][language]["told"]).format(told) if form else told
    return base if base.isascii() == (language == "en") else ""


def _growing(base: str, growth: dict[str, Any]) -> tuple[str, bool]:
    """The words without those that say it is the growth of something, and whether they do."""
    for one in growth.values():
        for begun in one["begins"]:
            if base.lower().startswith(begun):
                return base[len(begun) :], True
        for ended in one["ends"]:
            if base.endswith(ended):
                return base.removesuffix(ended), True
    return base, False


def _indicator(words: str, language: str, named: dict[str, Any]) -> str:
    found = find_indicator(words, "en" if words.isascii() else "zh")
    if found is None:
        return ""
    if found.id in named:
        return str(named[found.id][language])
    name = catalogue()[found.id].name(language)
    return f"the {name}" if language == "en" and not name.startswith("the ") else name

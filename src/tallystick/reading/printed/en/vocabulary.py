"""The words of English releases, loaded once from `knowledge/phrases/en`.

A wording has *tags*: `direction.verbs.up`, written here `up`, say what it does in a sentence. Wordings of several
words are found by their first word, the longest first. Hyphens count as blanks (`year-on-year`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from tallystick.knowledge.loader import load_topics
from tallystick.reading.printed.en.wording import inflected, split

Tags = frozenset[str]
NO_TAGS: Tags = frozenset()
# First word → the wordings that begin with it: the words after the first, and their tags; longest first.
Phrases = dict[str, list[tuple[tuple[str, ...], Tags]]]


class Vocabulary(msgspec.Struct, frozen=True):
    """All words the reader knows; see the files of `knowledge/phrases/en` for what each set is for."""

    phrases: Phrases
    cardinals: dict[str, int]
    scales: dict[str, Decimal]
    short_scales: dict[str, Decimal]
    money_scales: frozenset[str]
    counted_in_m: frozenset[str]
    ordinals: dict[str, int]
    fractions: dict[str, int]
    fold: dict[str, int]
    multiples: dict[str, int]
    folding_down: frozenset[str]
    no_folding: frozenset[str]
    months: dict[str, int]


@cache
def _topics() -> Mapping[str, dict[str, Any]]:
    return load_topics("phrases/en")


def word_set(module: str, name: str) -> Tags:
    """A set of small words that one module of the reader asks for, from `knowledge/phrases/en/grammar.toml`."""
    return frozenset(_topics()["grammar"]["sets"][module][name])


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded at the first call."""
    phrases = _topics()
    numbers = phrases["numbers"]
    scales = dict(numbers["scales"])
    short, money = scales.pop("short"), scales.pop("money")
    return Vocabulary(
        phrases=_phrases(_tagged(phrases)),
        cardinals=numbers["cardinals"],
        scales={word: Decimal(size) for word, size in scales.items()},
        short_scales={word: Decimal(size) for word, size in (short | money).items()},
        money_scales=frozenset(money),
        counted_in_m=frozenset(numbers["counted"]["in_m"]),
        ordinals=numbers["ordinals"],
        fractions=numbers["fractions"],
        fold=numbers["fold"],
        multiples=numbers["multiples"],
        folding_down=frozenset(numbers["folding"]["down"]),
        no_folding=frozenset(numbers["folding"]["no_growth"]),
        months=phrases["periods"]["months"],
    )


def single_tags(word: str) -> Tags:
    """The tags of one word by itself."""
    for rest, tags in vocabulary().phrases.get(word, ()):
        if not rest:
            return tags
    return NO_TAGS


def _tagged(topics: Mapping[str, dict[str, Any]]) -> dict[tuple[str, ...], set[str]]:
    """Wording → tags, over all topics; verbs under each of their forms."""
    tags: dict[tuple[str, ...], set[str]] = {}
    for topic, content in topics.items():
        for table, entries in content.items():
            if table in ("verbs", "nouns", "words", "kinds", "comparatives"):
                _add(tags, topic, table, entries)
    return tags


# Tags that would be ambiguous by their own name take the name of their table as a prefix.
_PREFIX = {"kinds": "kind:", "comparatives": "cmp:"}


def _add(tags: dict[tuple[str, ...], set[str]], topic: str, table: str, entries: dict[str, list[str]]) -> None:
    prefix = _PREFIX.get(topic) or _PREFIX.get(table, "")
    for name, wordings in entries.items():
        for wording in wordings:
            for form in inflected(wording) if table == "verbs" else (wording,):
                found = tags.setdefault(split(form), set())
                found.add(prefix + name)
                if table == "verbs":
                    found.add("verb")
                elif table == "nouns":
                    found.add("noun")


def _phrases(tags: dict[tuple[str, ...], set[str]]) -> Phrases:
    phrases: Phrases = {}
    for words in sorted(tags, key=len, reverse=True):
        phrases.setdefault(words[0], []).append((words[1:], frozenset(tags[words])))
    return phrases

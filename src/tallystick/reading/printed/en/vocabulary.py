"""The words of English releases, loaded once from `knowledge/phrases/en` and `knowledge/units/en`.

A wording has *tags*: `direction.verbs.up`, written here `up`, say what it does in a sentence. Wordings of several
words are found by their first word, the longest first. Hyphens count as blanks (`year-on-year`).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from tallystick.knowledge.loader import load_topics

Tags = frozenset[str]
NO_TAGS: Tags = frozenset()
# First word → the wordings that begin with it: the words after the first, and their tags; longest first.
Phrases = dict[str, list[tuple[tuple[str, ...], Tags]]]
# The same for units: the words after the first, the code and what one of it is worth.
Units = dict[str, list[tuple[tuple[str, ...], str, Decimal]]]

ONE = Decimal(1)


class Vocabulary(msgspec.Struct, frozen=True):
    """All words the reader knows; see the files of `knowledge/phrases/en` for what each set is for."""

    phrases: Phrases
    units: Units
    exact_units: dict[str, tuple[str, Decimal]]
    signs: dict[str, str]
    dollars: tuple[dict[str, list[str]], dict[str, list[str]]]
    cardinals: dict[str, int]
    scales: dict[str, Decimal]
    short_scales: dict[str, Decimal]
    ordinals: dict[str, int]
    fractions: dict[str, int]
    fold: dict[str, int]
    multiples: dict[str, int]
    months: dict[str, int]
    money: frozenset[str]
    durations: frozenset[str]


@cache
def _topics() -> dict[str, dict[str, Any]]:
    return load_topics("phrases/en")


def word_set(module: str, name: str) -> Tags:
    """A set of small words that one module of the reader asks for, from `knowledge/phrases/en/grammar.toml`."""
    return frozenset(_topics()["grammar"]["sets"][module][name])


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded at the first call."""
    phrases, units = _topics(), load_topics("units/en")
    numbers, money = phrases["numbers"], units["money"]
    scales = {word: Decimal(size) for word, size in numbers["scales"].items() if word != "short"}
    return Vocabulary(
        phrases=_phrases(_tagged(phrases)),
        units=_units(units),
        exact_units={word: (code, Decimal(size)) for word, (code, size) in units["physical"]["exact"].items()},
        signs={sign.replace(" ", ""): code for code, signs in money["before"].items() for sign in signs},
        dollars=(money["dollar"], money["dollar_institutions"]),
        cardinals=numbers["cardinals"],
        scales=scales,
        short_scales={word: Decimal(size) for word, size in numbers["scales"]["short"].items()},
        ordinals=numbers["ordinals"],
        fractions=numbers["fractions"],
        fold=numbers["fold"],
        multiples=numbers["multiples"],
        months=phrases["periods"]["months"],
        money=frozenset(money["units"]) | frozenset(money["before"]),
        durations=frozenset(units["durations"]["units"]),
    )


def _tagged(topics: dict[str, dict[str, Any]]) -> dict[tuple[str, ...], set[str]]:
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


def _units(topics: dict[str, dict[str, Any]]) -> Units:
    known: list[tuple[tuple[str, ...], str, Decimal]] = []
    for content in topics.values():
        known += [(split(w.lower()), code, ONE) for code, words in content.get("units", {}).items() for w in words]
        known += [(split(w), code, Decimal(size)) for w, (code, size) in content.get("scaled", {}).items()]
    units: Units = {}
    for words, code, size in sorted(known, key=lambda entry: -len(entry[0])):
        units.setdefault(words[0], []).append((words[1:], code, size))
    return units


def split(wording: str) -> tuple[str, ...]:
    """The words of a wording, hyphens counting as blanks.

    >>> split("year-on-year")
    ('year', 'on', 'year')
    """
    return tuple(wording.replace("-", " ").replace("%", "% ").split())


def inflected(verb: str) -> Iterable[str]:
    """The forms of a verb: those written out with `/`, or the regular ones.

    >>> list(inflected("increase")), list(inflected("fall/falls/fell"))
    (['increase', 'increases', 'increased', 'increasing'], ['fall', 'falls', 'fell'])
    """
    if "/" in verb:
        return verb.split("/")
    head, _, tail = verb.partition(" ")
    tail = f" {tail}" if tail else ""
    if head.endswith("e"):
        forms = (head, head + "s", head + "d", head[:-1] + "ing")
    elif head.endswith("y") and head[-2] not in "aeiou":
        forms = (head, head[:-1] + "ies", head[:-1] + "ied", head + "ing")
    elif head.endswith(("s", "sh", "ch", "x")):
        forms = (head, head + "es", head + "ed", head + "ing")
    else:
        forms = (head, head + "s", head + "ed", head + "ing")
    return [form + tail for form in forms]

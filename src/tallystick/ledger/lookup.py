"""Indicators of the catalogue by words in either language, and what a reader may have meant who found nothing.

A name is looked at in its own words and in the form that the catalogue compares (synonyms folded), so `chips` names
integrated circuits and `purchasing managers index` names what is called PMI. Work is linear in the words
asked for, of which the first few count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from tallystick.knowledge.indicators import Indicator, catalogue
from tallystick.knowledge.naming import name_of
from tallystick.knowledge.spelling import simplified, singular, spellings
from tallystick.ledger.tokens import tokens

MOST_WORDS = 12
"""Words of a question that are looked at."""

LONGEST_WORD = 30
_NEAR_WORD = 0.78
_NEAR_NAME = 0.45
_NEARBY = 0.4
"""How alike a word, and the words of a name, must be to be proposed instead; what of them a name nearby shares."""

_TELLING = 0.04
"""In how large a part of all names a word may stand that tells what they name; `output` and `of` do not."""


def named(words: str, among: Collection[str] | None = None, *, most: int = 12, begun: bool = False) -> list[Indicator]:
    """Indicators one of whose names holds all the words, the closest first; only those `among` some, by their ids.

    `begun`: the last word may be the beginning of one, as while it is typed.

    >>> [one.name_en for one in named("用電量")][0], named("purchasing managers index")[0].name_en
    ('electricity consumption', 'manufacturing PMI')
    >>> named("chip")[0].id
    'output.integrated_circuits'
    """
    found: dict[str, tuple[int, int]] = {}
    for asked in _asked(words):
        sets = [_holding(word, begun and place == len(asked) - 1) for place, word in enumerate(asked)]
        for name in frozenset.intersection(*sets) if sets else ():
            identity, size = _index().names[name]
            if among is None or identity in among:
                rank = (max(0, size - len(asked)), name)
                found[identity] = min(rank, found.get(identity, rank))
    ordered = sorted(found, key=lambda identity: found[identity])
    return [catalogue()[identity] for identity in ordered[:most]]


def other_names(words: str, most: int = 8) -> list[str]:
    """What indicators that the words name are called first, where the words stand in neither of their first names.

    >>> other_names("chips"), other_names("integrated circuits")
    (['output of integrated circuits'], [])
    """
    asked = {_folded(word) for word in tokens(words)}

    def say(one: Indicator) -> set[str]:
        return {_folded(word) for word in tokens(f"{one.name_en} {one.name_zh}")}

    return [one.name_en for one in named(words, most=most) if not asked <= say(one)]


def meant(words: str, most: int = 3) -> list[str]:
    """What the words may have been meant for: words of the catalogue written nearly so, or names made of nearly these.

    >>> meant("capacity utilzation")[0]
    'capacity utilization'
    """
    found = tokens(words)[:MOST_WORDS]
    latin = [word for word in found if word.isascii()]
    if latin and len(latin) == len(found):
        corrected = [_corrected(word) for word in found]
        return [" ".join(corrected)] if corrected != found else []
    return _near_names(frozenset(map(simplified, found)), most)


def nearby(words: str, among: Collection[str], most: int = 8) -> list[Indicator]:
    """Indicators `among` some (their ids) that are near to what the words name: whose names share its telling words.

    What the catalogue calls so counts by all its names; behind them stand indicators of the same group.

    >>> [one.id for one in nearby("chips", ["prices.cpi", "industry.integrated_circuits.value_added"])]
    ['industry.integrated_circuits.value_added']
    """
    called = named(words, most=4)
    names = [name for one in called for of in ("en", "zh") for name in one.names(of)]
    wanted = {*_asked(words), *(tuple({_folded(word) for word in tokens(name)}) for name in names)}
    best: dict[str, float] = {}
    for name, share in (found for asked in wanted for found in _shares(asked).items()):
        identity = _index().names[name][0]
        if share >= _NEARBY and identity in among:
            best[identity] = max(best.get(identity, 0.0), share)
    near = sorted(best, key=lambda identity: (-best[identity], identity))
    groups = {one.group for one in called if one.group}
    near += [one for one in catalogue() if one in among and one not in best and catalogue()[one].group in groups]
    return [catalogue()[one] for one in near[:most]]


def _shares(asked: Collection[str]) -> dict[int, float]:
    """The names that hold some of the words, with how much of what the words tell: rare words tell most."""
    places, number = _index().places, len(_index().names)
    often = {word: len(places[word]) for word in asked if word in places}
    weights = {word: log(number / times) for word, times in often.items() if times <= number * _TELLING}
    shares: dict[int, float] = defaultdict(float)
    for word, weight in weights.items():
        for name in places[word]:
            shares[name] += weight / (sum(weights.values()) or 1)
    return shares


def _asked(words: str) -> list[tuple[str, ...]]:
    """The words of a question, and those of its folded forms."""
    short = words[:200]
    plain = tuple(dict.fromkeys(_folded(word) for word in tokens(short)))[:MOST_WORDS]
    folded = [tuple(dict.fromkeys(_folded(w) for w in tokens(name_of(short, of).words))) for of in ("en", "zh")]
    return [one for one in dict.fromkeys((plain, *(one[:MOST_WORDS] for one in folded))) if one]


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    """A word in one spelling: simplified, or the first of its British and American forms, in the singular."""
    if not word.isascii():
        return simplified(word)
    return min(spellings(singular(word)))


class _Index(NamedTuple):
    """Each name of each indicator with the number of its words, and the places of the names that hold a word."""

    names: tuple[tuple[str, int], ...]
    places: dict[str, frozenset[int]]


@cache
def _index() -> _Index:
    names: list[tuple[str, int]] = []
    places: dict[str, set[int]] = defaultdict(set)
    for identity, indicator in catalogue().items():
        told = [(identity, "en"), *((name, of) for of in ("en", "zh") for name in indicator.names(of))]
        for name, language in told:
            own = {_folded(word) for word in tokens(name)}
            every = own | {_folded(word) for word in tokens(name_of(name, language).words)}
            every |= {sign for word in every if not word.isascii() for sign in word}
            for word in every:
                places[word].add(len(names))
            names.append((identity, len(own) if name != identity else LONGEST_WORD))
    return _Index(tuple(names), {word: frozenset(told) for word, told in places.items()})


def _holding(word: str, begun: bool) -> frozenset[int]:
    """The names that hold a word, or one that begins so."""
    known = _index().places
    if not begun or not word.isascii():
        return known.get(word, frozenset())
    return frozenset().union(*(places for other, places in known.items() if other.startswith(word)))


@cache
def _vocabulary() -> tuple[str, ...]:
    """The English words of all names, as they are written."""
    told = {word for one in catalogue().values() for name in one.names("en") for word in tokens(name)}
    return tuple(sorted(word for word in told if len(word) > 3 and word.isascii() and word.isalpha()))


@lru_cache(maxsize=1024)
def _corrected(word: str) -> str:
    """A word of the catalogue that is written nearly so, else the word."""
    if len(word) < 4 or len(word) > LONGEST_WORD or not word.isalpha() or _folded(word) in _index().places:
        return word
    around = [other for other in _vocabulary() if abs(len(other) - len(word)) <= 2]
    return next(iter(get_close_matches(word, around, 1, _NEAR_WORD)), word)


def _near_names(asked: frozenset[str], most: int) -> list[str]:
    """Chinese names that share most of the pairs of characters."""
    counts: dict[int, int] = defaultdict(int)
    for word in asked:
        for name in _index().places.get(word, ()):
            counts[name] += 1
    alike: dict[str, float] = {}
    for name, shared in counts.items():
        identity, size = _index().names[name]
        likeness = 2 * shared / (len(asked) + size)
        alike[identity] = max(alike.get(identity, 0.0), likeness)
    best: Iterable[str] = sorted(alike, key=lambda identity: (-alike[identity], identity))
    return [catalogue()[one].name_zh for one in best if alike[one] >= _NEAR_NAME][:most]

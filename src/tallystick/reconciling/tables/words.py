"""The words of labels and sentences, brought to tokens that can be held against each other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.reconciling.linking import subject

Tokens = frozenset[str]

_HAN = re.compile(r"[㐀-鿿]+")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.\-]*")
_NON = re.compile(r"\bnon[- ](\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_TIME = re.compile(
    r"(?:\d{4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|q[1-4]|h[12]|\d{0,4}[年月季度上半第一二三四][\d年月季度上半第一二三四]*)"
)
_ENUMERATES = re.compile(r"[a-zA-Z]|[ivxIVX]{1,5}|\d{1,2}")
_SIDES = re.compile(r"\s*[/／]\s*")
NOTHING: Tokens = frozenset()


@cache
def knowledge() -> dict[str, Any]:
    """What is known of labels and of sentences about tables (`linking/tables.toml`)."""
    return load_topics("linking")["tables"]


@cache
def _empty() -> Tokens:
    return frozenset(knowledge()["empty"]) | frozenset(load_topics("linking")["en"]["drop"])


@cache
def _empty_zh() -> tuple[str, ...]:
    return tuple(sorted(knowledge()["empty_zh"], key=len, reverse=True))


@cache
def _alike() -> dict[str, str]:
    return {word: group[0] for group in knowledge()["alike"] for word in group}


@cache
def _alike_zh() -> tuple[tuple[str, str], ...]:
    return tuple((form, group[0]) for group in knowledge()["alike_zh"] for form in group[1:])


@lru_cache(maxsize=65536)
def tokens(text: str) -> Tokens:
    """The words that say what a figure is of: English ones in their simple form, Chinese ones as pairs of signs.

    >>> sorted(tokens("the largest government deficits in Ireland"))
    ['deficit', 'government', 'ireland']
    >>> sorted(tokens("采矿业同比增长"))
    ['矿业', '采矿']
    """
    if not _HAN.search(text):
        told = subject(_NON.sub(r"non\1", text)).words
        return frozenset(_alike().get(word, word) for word in told if word not in _empty())
    plain = "".join(text.split())
    for form, name in _alike_zh():
        plain = plain.replace(form, name)
    for word in _empty_zh():
        plain = plain.replace(word, " ")
    found = {word.lower() for word in _LATIN.findall(plain)}
    for run in _HAN.findall(plain):
        found |= {run} if len(run) < 3 else {run[at : at + 2] for at in range(len(run) - 1)}
    return frozenset(found)


def is_time(token: str) -> bool:
    """Whether a token of a head says when, and not what.

    >>> is_time("2010"), is_time("february"), is_time("exports"), is_time("18")
    (True, True, False, False)
    """
    return _TIME.fullmatch(token) is not None


@lru_cache(maxsize=65536)
def tells_time(label: str) -> bool:
    """Whether a label names a time and nothing else: a year, a month, a day.

    >>> tells_time("31 Dec 2010"), tells_time("18 years and over"), tells_time("Exports, 2010")
    (True, False, False)
    """
    told = tokens(label)
    return any(is_time(token) for token in told) and all(is_time(token) or token.isdigit() for token in told)


@lru_cache(maxsize=65536)
def readings(label: str) -> tuple[Tokens, ...]:
    """The ways a label may be named, each as tokens: its sides about a stroke, and what stands in brackets.

    A letter or number in brackets counts the rows (`(i) Nets`) and names none.

    >>> [sorted(way) for way in readings("Euro area (EA17)")]
    [['area', 'euro'], ['ea17']]
    >>> [sorted(way) for way in readings("(i) Nets and ropes")]
    [['net', 'rope']]
    """
    outside = _BRACKETS.sub(" ", label)
    sides = [tokens(side) for side in _SIDES.split(outside)]
    brackets = [bracket.strip("()（）[] .") for bracket in _BRACKETS.findall(label)]
    inside = [tokens(bracket) for bracket in brackets if not _ENUMERATES.fullmatch(bracket)]
    ways = [way for way in (tokens(outside), *sides, *inside) if way]
    return tuple(dict.fromkeys(ways))


def named(label: str, told: Tokens) -> float:
    """How much of a label is told, 0 to 1, by the way of naming it that is told best."""
    best = 0.0
    for way in readings(label):
        common = len(way & told)
        if common and common / len(way) > best:
            best = common / len(way)
    return best


def covered(part: Tokens, whole: Tokens) -> float:
    """How much of some tokens is among others, 0 to 1; 1 where there are none."""
    return len(part & whole) / len(part) if part else 1.0

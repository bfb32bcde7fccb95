"""What a sentence claims of the rows of a table: how many rose, which is the largest. Found by words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.reconciling.tables.words import knowledge

FARTHEST = 10  # words between a count and what is said of the counted
_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z][\w'’-]*|[^\s\w]")
_ZH_COUNT = re.compile(r"(?P<n>\d{1,4})个(?P<said>[^，。；\d]{0,28})|(?P<after>[^，。；\d]{0,24}?)有(?P<m>\d{1,4})个")


@dataclass(frozen=True, slots=True)
class Count:
    """`n` of the rows went `up`, `down` or stayed the `same`, or lie `above` or `below` a number behind it.

    `words` are the number's, at `start` to `end` of the sentence; `of` is how many rows there are, if told; `bound`
    is that number, a rate in per cent.
    """

    n: int
    start: int
    end: int
    way: str
    words: str
    of: int = 0
    bound: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Extreme:
    """Words at `start` to `end` that call something the `most` or the `least`."""

    way: str
    words: str
    start: int
    end: int


def counts(sentence: str, language: str) -> list[Count]:
    """The counts of a sentence with what is said of the counted, in their order.

    >>> [(c.n, c.way) for c in counts("Prices rose in 21 regions, fell in six and one was unchanged.", "en")]
    [(21, 'up'), (6, 'down'), (1, 'same')]
    """
    return list(_chinese(sentence) if language == "zh" else _english(sentence))


def extremes(sentence: str, language: str) -> list[Extreme]:
    """The superlatives of a sentence.

    >>> [(e.way, e.words) for e in extremes("The largest rise was in Easton, the lowest in Northland.", "en")]
    [('most', 'largest'), ('least', 'lowest')]
    """
    pattern, ways = _superlatives(language)
    return [
        Extreme(ways[found[0].lower()], found[0], found.start(), found.end()) for found in pattern.finditer(sentence)
    ]


def is_limited(sentence: str, language: str) -> bool:
    """Whether a superlative of the sentence may be of times, or of some of the rows only."""
    told = f" {sentence.lower()} "
    words = knowledge()["extremes"]["not"]["zh" if language == "zh" else "en"]
    return any(word in told if language == "zh" else f" {word} " in told.replace(",", " ") for word in words)


@cache
def _superlatives(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    known = knowledge()["extremes"]["zh" if language == "zh" else "en"]
    ways = {word: way for way in ("most", "least") for word in known[way]}
    listed = "|".join(re.escape(word) for word in sorted(ways, key=len, reverse=True))
    return re.compile(listed if language == "zh" else rf"\b(?:{listed})\b", re.IGNORECASE), ways


@cache
def _moves(language: str) -> dict[str, str]:
    known = knowledge()["moves"][language]
    return {word: way for way in ("up", "down", "same") for word in known[way]}


@cache
def _numbers() -> dict[str, Any]:
    numbers: dict[str, Any] = load_topics("phrases/en")["numbers"]["cardinals"]
    return numbers


def _english(sentence: str) -> Iterator[Count]:
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(sentence)]
    places = [at for at, (word, *_) in enumerate(words) if _number(word) is not None]
    used: set[int] = set()
    for turn, at in enumerate(places):
        if at in used or _is_of_a_unit(words, at):
            continue
        end = next((p for p in places[turn + 1 :] if p not in used), len(words))
        number = _number(words[at][0])
        total = _total_behind(words, at)
        if total:
            used.add(total[1])
            end = next((p for p in places[turn + 1 :] if p != total[1]), len(words))
        bound = _bound(words, at)
        way = bound[0] or _move_before(words, at) or _move_behind(words, at, end)
        if number and way:
            yield Count(number, words[at][1], words[at][2], way, words[at][0], total[0] if total else 0, bound[1])


def _number(word: str) -> int | None:
    if word.isdigit() and word.isascii() and len(word) < 4:
        return int(word)
    found = _numbers().get(word.lower())
    return int(found) if found is not None else None


def _is_of_a_unit(words: list[tuple[str, int, int]], at: int) -> bool:
    """Whether a number is a quantity of something else: a rate, points, years, an age."""
    behind = words[at + 1][0].lower() if at + 1 < len(words) else ""
    before = words[at - 1][0] if at else ""
    return behind in knowledge()["counts"]["not_before"] or before.lower() in knowledge()["counts"]["not_behind"]


def _total_behind(words: list[tuple[str, int, int]], at: int) -> tuple[int, int] | None:
    """The number behind `21 of the 27`, and its place."""
    for place in range(at + 1, min(at + 5, len(words))):
        number = _number(words[place][0])
        if number is not None and "of" in [word.lower() for word, *_ in words[at + 1 : place]]:
            return number, place
    return None


def _bound(words: list[tuple[str, int, int]], at: int) -> tuple[str, Decimal | None]:
    """`above` or `below` where the words behind a count compare with a rate (`fourteen … higher than 60%`), and it."""
    told = " ".join(word.lower() for word, *_ in words[at + 1 : at + 1 + 2 * FARTHEST])
    for pattern, way in _bounds():
        if found := pattern.search(told):
            return way, Decimal(found[1])
    return "", None


@cache
def _bounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    known = knowledge()["bounds"]["en"]
    rate = r"\s+(\d{1,4}(?:\.\d{1,4})?) ?(?:%|per ?cent)"
    return tuple((re.compile(rf"\b{phrase}{rate}"), way) for way in ("above", "below") for phrase in known[way])


def _move_behind(words: list[tuple[str, int, int]], at: int, end: int) -> str:
    known = _moves("en")
    for place in range(at + 1, min(at + 1 + FARTHEST, end, len(words))):
        if words[place][0] in (",", ";", ".", ":"):
            return ""
        if words[place][0].lower() in known:
            return known[words[place][0].lower()]
    return ""


def _move_before(words: list[tuple[str, int, int]], at: int) -> str:
    """The movement before `rose in 21`, `fell in six`, `was unchanged in one`."""
    if not at or words[at - 1][0].lower() not in ("in", "for", "among"):
        return ""
    known = _moves("en")
    for place in range(at - 2, max(at - 5, -1), -1):
        if words[place][0] in (",", ";", "."):
            return ""
        if words[place][0].lower() in known:
            return known[words[place][0].lower()]
    return ""


def _chinese(sentence: str) -> Iterator[Count]:
    known = _moves("zh")
    for found in _ZH_COUNT.finditer(sentence):
        number = found["n"] or found["m"]
        told = found["said"] or found["after"] or ""
        ways = {way for word, way in known.items() if word in told}
        if len(ways) == 1:
            name = "n" if found["n"] else "m"
            yield Count(int(number), found.start(name), found.end(name), ways.pop(), number)

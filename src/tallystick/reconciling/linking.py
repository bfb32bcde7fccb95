"""Which figures speak of the same series: subjects brought to a name, order and small words left out.

A subject that the catalogue knows goes by its indicator; any other by its words as a bag (for Chinese, its
characters). Both are exact: no likeness score, since one wrong tie costs more trust than ten missed ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tallystick.knowledge import load_topics

Bag = tuple[str, ...]

_WORD = re.compile(r"[a-z0-9_][a-z0-9_+.]*")
_HAN = re.compile(r"[㐀-鿿]")


@lru_cache(maxsize=32)
def cautions(name: str) -> tuple[str, ...]:
    """The words of one caution."""
    words: list[str] = load_topics("linking")["cautions"][name]
    return tuple(words)


def caution(name: str, text: str) -> bool:
    """Whether a text holds a word of a caution.

    >>> caution("of_which", "exports, of which machinery")
    True
    """
    plain = text.lower()
    return any(word in plain for word in cautions(name))


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject as a sorted bag; `core` leaves out what every part of a whole carries."""

    words: Bag
    core: Bag


@dataclass(frozen=True, slots=True)
class _Language:
    drop: frozenset[str]
    generic: frozenset[str]
    same: tuple[tuple[str, str], ...]
    everywhere: frozenset[str]
    market: tuple[str, ...]


@lru_cache(maxsize=2)
def _language(name: str) -> _Language:
    content: dict[str, Any] = load_topics("linking")[name]
    pairs = [(form, group[0]) for group in content["same"] for form in group[1:]]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return _Language(
        frozenset(content["drop"]),
        frozenset(content["generic"]),
        tuple(pairs),
        frozenset(content["everywhere"]),
        tuple(content["market"]),
    )


@lru_cache(maxsize=65536)
def subject(text: str) -> Subject:
    """The bag of a subject's words.

    >>> subject("the added value of industrial enterprises above designated size").words
    ('designated_size', 'industry', 'value_added')
    >>> subject("value added of above-scale industry").words == subject("above-scale industry value-added").words
    True
    """
    return _chinese(text) if _HAN.search(text) else _english(text)


def _english(text: str) -> Subject:
    known = _language("en")
    plain = f" {text.lower()} "
    for form, name in known.same:
        if form in plain:
            plain = plain.replace(f" {form} ", f" {name} ").replace(f" {form},", f" {name} ")
    words = [_singular(word.strip(".")) for word in _WORD.findall(plain.replace("-", " "))]
    kept = [word for word in words if word not in known.drop]
    return Subject(bag(kept or words), bag(word for word in kept if word not in known.generic))


def _chinese(text: str) -> Subject:
    known = _language("zh")
    plain = "".join(text.split())
    for form, name in known.same:
        plain = plain.replace(form, name)
    for word in sorted(known.drop, key=len, reverse=True):
        plain = plain.replace(word, "") or plain
    core = plain
    for word in known.generic:
        core = core.replace(word, "")
    return Subject(bag(_signs(plain)), bag(_signs(core)))


def _signs(text: str) -> list[str]:
    return [sign for sign in text if sign.isalnum()]


def bag(words: Iterable[str]) -> Bag:
    """Words in an order of their own; English words once each, Chinese characters as often as they stand."""
    kept = list(words)
    return tuple(sorted(kept if kept and _HAN.match(kept[0]) else set(kept)))


def parts_of(word: str) -> Bag:
    """A word or name of a division as a bag that can be taken from or put into another."""
    return bag(_signs(word)) if _HAN.search(word) else bag(_singular(w) for w in word.split())


def without(words: Bag, part: Bag) -> Bag | None:
    """The bag less the part; None where the part is not in it."""
    rest = list(words)
    for word in part:
        if word not in rest:
            return None
        rest.remove(word)
    return tuple(rest)


def names_everywhere(text: str) -> bool:
    """Whether the words name a field (the world, the nation) and no series.

    >>> names_everywhere("the world"), names_everywhere("GDP")
    (True, False)
    """
    known = _language("zh" if _HAN.search(text) else "en")
    if _HAN.search(text):
        for word in known.market:
            text = text.replace(word, "")
        return text in known.everywhere
    words = [w for w in _WORD.findall(text.lower().replace("'s", "")) if w not in known.market]
    return " ".join(words) in known.everywhere


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        return word[:-1]
    return word

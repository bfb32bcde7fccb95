"""Where the names of the catalogue's indicators stand in a text: English ones word by word, Chinese ones as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tallystick.knowledge.indicators import catalogue

_TOKEN = re.compile(r"[a-z0-9&]+(?:,(?=\d{3}))?")
_FEWEST = 2
_NUMERAL = re.compile(r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)\b")
_LEAF = ""
Trie = dict[str, "Trie"]


class Known(NamedTuple):
    """A name in a text: from `start` up to `end`."""

    start: int
    end: int


@lru_cache(maxsize=1024)
def names_in(text: str) -> tuple[Known, ...]:
    """The longest names of two words or more that begin at each word of a text, as they are printed in the catalogue.

    >>> text = "The floor space of buildings completed rose by 5%."
    >>> [text[known.start:known.end] for known in names_in(text)]
    ['floor space of buildings completed']
    """
    low = text.lower()
    return tuple(_found([(m[0], m.start(), m.end()) for m in _TOKEN.finditer(low)]))


@lru_cache(maxsize=1024)
def numbered_names(text: str) -> tuple[Known, ...]:
    """Where names stand that hold a number of their own, which is no figure.

    >>> text = "Output of ten non-ferrous metals rose by 5%."
    >>> [text[known.start:known.end] for known in numbered_names(text)]
    ['Output of ten non-ferrous metals']
    """
    return tuple(Known(*found.span()) for found in _numbered().finditer(text.lower()))


@cache
def _numbered() -> re.Pattern[str]:
    numerals = {word for one in catalogue().values() for word in one.names("en") if _NUMERAL.search(word.lower())}
    names = sorted((name.lower() for name in numerals), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def _found(tokens: list[tuple[str, int, int]]) -> Iterator[Known]:
    for at, (_, start, _) in enumerate(tokens):
        node, end = _names(), 0
        for place in range(at, len(tokens)):  # no slice: of a sentence of ten thousand words each would be as long
            word, _, stop = tokens[place]
            if word not in node:
                break
            node = node[word]
            end = stop if _LEAF in node else end
        if end:
            yield Known(start, end)


@cache
def _names() -> Trie:
    """Names by their words, one after the other; a leaf where one ends."""
    trie: Trie = {}
    for indicator in catalogue().values():
        for name in indicator.names("en"):
            words = _TOKEN.findall(name.lower())
            if len(words) >= _FEWEST:
                node = trie
                for word in words:
                    node = node.setdefault(word, {})
                node[_LEAF] = {}
    return trie


def name_up_to(end: int, text: str, start: int) -> str:
    """The longest Chinese name of the catalogue that ends at `end` of a text and begins before `start`; empty for none.

    >>> text = "全年名义国内生产总值"
    >>> name_up_to(len(text), text, text.index("国内"))
    '名义国内生产总值'
    """
    names, longest = _chinese()
    for first in range(max(0, end - longest), start):
        if text[first:end] in names:
            return text[first:end]
    return ""


@cache
def _chinese() -> tuple[frozenset[str], int]:
    """Every Chinese name, and the characters of the longest."""
    names = frozenset(name for one in catalogue().values() for name in one.names("zh"))
    return names, max(map(len, names))


@cache
def counted_names() -> tuple[str, ...]:
    """The Chinese names that open with a count of things (十种有色金属产量), which is no figure."""
    return tuple(sorted(name for name in _chinese()[0] if _COUNT.match(name)))


_COUNT = re.compile(r"(?:\d+|[二三四五六七八九十]+)[个种]")

"""Spans of years that a release names once and then calls by their name: `the second trading cycle (2021-2022)`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tallystick.reading.printed.en.items import TIME, WORDS, Item
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.en.vocabulary import vocabulary, word_set

_YEARS = re.compile(r"\(((?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d)\)")
_NOUNS = word_set("periods", "spells")
_WITHIN = word_set("periods", "within_spell")
_REACH = 80  # characters before the years in which the name stands
_LONGEST = 5  # words of a name
_MOST = 20  # names kept, so that reading stays linear

SPELL = frozenset({"spell"})  # tags of a time that is told of as one
Spells = Mapping[tuple[str, ...], str]


def spells_of(text: str) -> Spells:
    """Name → years as printed: an ordinal up to a noun of time, right before years in brackets.

    >>> spells_of("In the third funding round (2018-2020), aid rose.")
    {('third', 'funding', 'round'): '2018-2020'}
    """
    found: dict[tuple[str, ...], str] = {}
    for years in _YEARS.finditer(text):
        words = text[max(years.start() - _REACH, 0) : years.start()].lower().split()[-_LONGEST:]
        first = next((k for k, word in enumerate(words) if word in vocabulary().ordinals), -1)
        if len(found) == _MOST:
            break
        if first >= 0 and words[-1] in _NOUNS and len(words) - first > 1:
            found.setdefault(tuple(words[first:]), years.group(1))
    return found


def recalled(items: list[Item], spells: Spells) -> list[Item]:
    """The items with `during the third funding round` as the time it stands for."""
    for name, years in spells.items():
        k = _place(items, name)
        if k > 0 and items[k - 1].low in _WITHIN | {"the"} and any(i.low in _WITHIN for i in items[max(k - 2, 0) : k]):
            time = next((item.data for item in scan(years, 0, len(years)) if item.kind == TIME), None)
            stop = k + len(name)
            whole = Item(TIME, items[k].start, items[stop - 1].end, " ".join(name), SPELL, time)
            items = [*items[:k], whole, *items[stop:]] if time is not None else items
    return items


def _place(items: Sequence[Item], name: tuple[str, ...]) -> int:
    """Where the words of a name stand one by one; -1 for nowhere."""
    for k in range(len(items) - len(name) + 1):
        if all(items[k + n].kind == WORDS and items[k + n].low == word for n, word in enumerate(name)):
            return k
    return -1

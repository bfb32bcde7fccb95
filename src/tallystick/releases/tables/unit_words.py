"""Which words tell a unit, or may stand beside one: by the units that texts write, and by how tables write them."""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge.loader import load_topics
from tallystick.releases.tables.kinds import known

_SCALE = re.compile("[十百千万亿]{0,3}")


def tells_unit(word: str) -> bool:
    """Whether a word is a unit, a scale or a currency by itself.

    >>> [tells_unit(word) for word in ("million", "RON", "亿元", "万吨", "元/吨", "GDP", "出口")]
    [True, True, True, True, True, False, False]
    """
    if _is_in(word, "unit_words") or word in _codes():
        return True
    return (
        bool(word) and not word.isascii() and all(_SCALE.sub("", part, 1) in _han_units() for part in word.split("/"))
    )


def is_counted(word: str) -> bool:
    """Whether a word is a thing that is counted: persons, jobs."""
    return _is_in(word, "counted_words")


def may_stand_in_unit(word: str) -> bool:
    """Whether a word may stand in a line that tells a unit: one itself, or `per`, `of`, `current`, `prices`."""
    return tells_unit(word) or is_counted(word) or _is_in(word, "beside_units")


def _is_in(word: str, listed: str) -> bool:
    small = word.casefold()
    return not {small, small.rstrip(".:"), small.rstrip("s")}.isdisjoint(known(listed))


@cache
def _codes() -> frozenset[str]:
    """The codes of currencies, in capitals."""
    currencies = load_topics("units/en")["currencies"]
    return frozenset((*currencies["codes"], *currencies["units"]))


@cache
def _han_units() -> frozenset[str]:
    """Units as Chinese texts write them, and what they count by; also nothing behind a scale: `亿`."""
    topics = load_topics("units/zh")
    units = [word for topic in topics.values() for words in topic.get("units", {}).values() for word in words]
    counters = topics["counts"]["counters"]
    return frozenset((*units, *counters, *topics["counts"]["approximate"], ""))

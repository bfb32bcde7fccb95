"""Other spellings of a word: British and American."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from tallystick.knowledge.loader import load_topics


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """A word in small letters and its other spellings, itself first; what is no word of a language does no harm.

    >>> spellings("utilisation"), spellings("labor"), spellings("steel")
    (('utilisation', 'utilization'), ('labor', 'labour'), ('steel',))
    """
    found = dict.fromkeys([word, *_whole().get(word, ())])
    for one, other in _endings():
        stem = word.removesuffix(one)
        if stem != word and len(stem) >= _words()["shortest_stem"]:
            found[stem + other] = None
    return tuple(found)


@cache
def _words() -> dict[str, Any]:
    return load_topics("spelling")["en"]


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    pairs = [(one, other) for one, other in _words()["endings"]]
    return tuple(pairs + [(other, one) for one, other in pairs])


@cache
def _whole() -> dict[str, tuple[str, ...]]:
    return {word: tuple(other for other in pair if other != word) for pair in _words()["words"] for word in pair}

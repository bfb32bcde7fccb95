"""Concepts that both languages name, and how many of them two subjects share."""

from __future__ import annotations

import re
from functools import lru_cache

from tallystick.knowledge.loader import load_topics

# Words of a name that stand alike in both languages: 5G, NEV, PM2.5, C919.
_SAME = re.compile(r"[A-Za-z][A-Za-z0-9.]*\d[A-Za-z0-9.]*|\d+[A-Za-z]+|[A-Z]{2,}")


@lru_cache(maxsize=1)
def _lexicon() -> tuple[re.Pattern[str], dict[str, frozenset[int]], int]:
    """One pattern over all words of both languages, and which concepts each word names."""
    words: dict[str, set[int]] = {}
    count = 0
    for topic in load_topics("glossary").values():
        for chinese, english in topic["concepts"].items():
            for word in (*chinese.split(), *english):
                words.setdefault(word.lower(), set()).add(count)
            count += 1
    parts = [re.escape(w) if w[0] > "\u2e7f" else rf"\b{re.escape(w)}" for w in sorted(words, key=len, reverse=True)]
    return re.compile("|".join(parts)), {w: frozenset(c) for w, c in words.items()}, count


@lru_cache(maxsize=8192)
def concepts(text: str) -> frozenset[int | str]:
    """The concepts a text names, by number, and the names that need no translation, in lower case.

    >>> concepts("规模以上工业企业利润") == concepts("profits of industrial enterprises above designated size")
    True
    """
    pattern, words, _ = _lexicon()
    found: set[int | str] = {name.lower() for name in _SAME.findall(text)}
    for word in pattern.findall(text.lower()):
        found |= words[word]
    return frozenset(found)


def shared(a: str, b: str) -> float:
    """How much of the concepts of two texts they share, from 0 (none) to 1; 0.0 where one names none.

    >>> shared("粮食产量", "software revenue")
    0.0
    """
    first, second = concepts(a), concepts(b)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))

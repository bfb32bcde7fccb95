"""Which indicators of the catalogue the words of a sentence name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tallystick.knowledge.indicators import catalogue, find_indicator
from tallystick.knowledge.known_names import names_in

_LEAST = 3
_MOST = 24
_OWN = {"en": re.compile(r"\b(?:GDP|CPI|PPI|M2|unemployment|inflation)\b"), "zh": re.compile(r"\b(?:GDP|CPI|PPI|M2)\b")}


def named_in(words: str, language: str) -> tuple[str, ...]:
    """The ids of the indicators that a text names by a name of the catalogue, the longest where names overlap.

    >>> named_in("Retail sales of consumer goods and the surveyed urban unemployment rate need care.", "en")
    ('retail.total', 'labour.unemployment.surveyed_urban')
    >>> named_in("力争城镇新增就业20万人以上。", "zh")
    ('labour.new_urban_jobs',)
    """
    found = dict.fromkeys(_chinese(words) if language == "zh" else _english(words))
    return tuple(found)


def _english(words: str) -> Iterator[str]:
    spans = [(known.start, known.end) for known in names_in(words)]
    alone = ((m.start(), m.end()) for m in _OWN["en"].finditer(words))
    spans += [(a, b) for a, b in alone if not any(start <= a < end for start, end in spans)]
    reached = -1
    for start, end in sorted(spans):
        known = find_indicator(words[start:end], "en") if start >= reached else None
        if known:
            reached = end
            yield known.id


def _chinese(words: str) -> Iterator[str]:
    names, heads = _chinese_names()
    at = 0
    while at < len(words):
        longest = 0
        if words[at] in heads:
            lengths = range(min(_MOST, len(words) - at), _LEAST - 1, -1)
            longest = next((n for n in lengths if words[at : at + n] in names), 0)
        if longest:
            yield names[words[at : at + longest]]
        at += longest or 1


@cache
def _chinese_names() -> tuple[dict[str, str], frozenset[str]]:
    """Names of three signs or more that one indicator alone has, and the signs they begin with."""
    found: dict[str, set[str]] = {}
    for indicator in catalogue().values():
        if not indicator.area:
            for name in indicator.names("zh"):
                if len(name) >= _LEAST:
                    found.setdefault(name, set()).add(indicator.id)
    names = {name: min(ids) for name, ids in found.items() if len(ids) == 1}
    return names, frozenset(name[0] for name in names)

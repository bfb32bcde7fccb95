"""The words of Chinese releases, read once from the knowledge folders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from tallystick.knowledge import load_topics


def trie(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words, branching character by character.

    >>> trie(["增长", "增", "增加"])
    '增(?:加|长)?'
    """
    tree: dict[str, list[str]] = {}
    ends = False
    for word in set(words):
        if word:
            tree.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    branches = [re.escape(char) + (trie(rests) if any(rests) else "") for char, rests in sorted(tree.items())]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return joined + "?" if ends else joined


@cache
def phrases() -> dict[str, frozenset[str]]:
    """Every list of words under `knowledge/phrases/zh`, by `topic.list` (`qualifiers.before.>`)."""
    lists: dict[str, frozenset[str]] = {}
    for topic, content in load_topics("phrases/zh").items():
        for name, value in content.items():
            if name in ("examples", "counterexamples"):
                continue
            if isinstance(value, dict):
                lists.update({f"{topic}.{name}.{kind}": frozenset(words) for kind, words in value.items()})
            else:
                lists[f"{topic}.{name}"] = frozenset(value)
    return lists


@cache
def units() -> dict[str, tuple[str, Decimal]]:
    """Printed unit → code of the standard and what one of it is worth in that code."""
    table: dict[str, tuple[str, Decimal]] = {}
    for content in load_topics("units/zh").values():
        for word in content.get("counters", ()):
            table[word] = ("1", Decimal(1))
    for content in load_topics("units/zh").values():
        for code, words in content.get("units", {}).items():
            table.update({word: (code, Decimal(1)) for word in words})
        for word, (code, factor) in content.get("scaled", {}).items():
            table[word] = (code, Decimal(str(factor)))
    return table


@cache
def counting(name: str) -> frozenset[str]:
    """A list of `units/zh/counts.toml`: `events`, `approximate`, `ambiguous` or `text_parts`."""
    return frozenset(load_topics("units/zh")["counts"][name])


@cache
def symbols() -> dict[str, str]:
    """Signs and codes of money that stand before a number → ISO code."""
    return dict(load_topics("units/zh")["money"]["symbols"])


@cache
def small_money() -> dict[str, dict[str, Decimal]]:
    """ISO code → the coins printed behind an amount of it, and what one is worth."""
    small = load_topics("units/zh")["money"]["small"]
    return {code: {word: Decimal(str(worth)) for word, worth in coins.items()} for code, coins in small.items()}

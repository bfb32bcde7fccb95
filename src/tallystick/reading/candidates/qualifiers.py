"""The words that bound a number: more than, nearly, about, or more."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.items import MARK, WORDS, Item

_BEFORE = {"above": ">", "below": "<", "about": "~"}
_AFTER = {"after_above": ">", "after_below": "<", "after_about": "~"}
_SYMBOLS = {"~": "~", "≈": "~", "<": "<", ">": ">", "≤": "<", "≥": ">"}
_LINKS = frozenset({"to", "by", "at", "of", "in"})
_DEFINITE = frozenset({"the", "its", "our", "their"})  # `below our 2% goal` says nothing of how far 2% binds
_SKIPPED = frozenset({"tone", "adverb"})


def qualifier(items: Sequence[Item], k: int) -> str:
    """`>`, `<`, `~` or nothing for the quantity at item `k`."""
    at = k - 1
    while at >= 0 and k - at < 6:
        item = items[at]
        found = (
            _SYMBOLS.get(item.low, "")
            if item.kind == MARK
            else next((s for t, s in _BEFORE.items() if t in item.tags), "")
        )
        if found and not (
            item.low == "over" and at and "noun" in items[at - 1].tags and items[at - 1].tags & {"up", "down"}
        ):
            return found
        if item.low in _DEFINITE or item.kind != WORDS or not (item.tags & _SKIPPED or item.low in _LINKS):
            break
        at -= 1
    if k + 1 < len(items) and (after := items[k + 1].tags & set(_AFTER)):
        return _AFTER[min(after)]
    return ""

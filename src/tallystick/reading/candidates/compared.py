"""What a number is compared with: a time (`higher than in 2012`), or another thing (`above the norm`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.reading.candidates.unit_classes import unit_class
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

_COMPARING = frozenset({"cmp:up", "cmp:down"})
_NORMS = word_set("choosing", "norms")
_ENDS = frozenset({",", ";", ":", "(", ")", "and", "but", "while"})
_FEW, _FAR = 4, 9  # items from the number to the comparison, and from there to what it is with


def compared(items: Sequence[Item], k: int) -> Iterator[str]:
    """What stands behind the comparison that follows the number at item `k`: a time, a norm, a number or words.

    `7 deaths below the average`: `with:below:norm`; `19% higher in men`: `with:higher:words`.
    """
    at = k + 1
    while at < len(items) and at - k <= _FEW and items[at].kind == WORDS and not items[at].tags & _COMPARING:
        at += 1
    if at >= len(items) or not items[at].tags & _COMPARING:
        return
    low = items[at].low
    told = _told(items, at + 1)
    yield f"with:{told}"
    yield f"with:{low}:{told}"
    yield f"with:{'next' if at == k + 1 else 'behind'}:{told}"


def _told(items: Sequence[Item], start: int) -> str:
    """`time`, `norm`, `number` or `words`, and whether a `than` leads there."""
    found, link = "words", ""
    for item in items[start : start + _FAR]:
        if item.low in _ENDS:
            break
        if item.kind in (TIME, QUANTITY):
            found = f"{found}+time" if item.kind == TIME and found == "norm" else item.kind
            break
        link = link or ("than" if item.low == "than" else "")
        if item.low in _NORMS:
            found = "norm"
    return f"{link}:{found}"


def alike(items: Sequence[Item], before: int, k: int) -> str:
    """How the numbers at `before` and `k` are led in: by the same word, or by which two (`from` `to`)."""
    same = unit_class(items[before].quantity) == unit_class(items[k].quantity)
    return f"{same}:{_lead(items, before)}>{_lead(items, k)}"


def _lead(items: Sequence[Item], k: int) -> str:
    item = items[k - 1] if k else None
    if item is None:
        return "START"
    return item.low if item.kind == MARK or item.tags else item.kind

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
_NAMED = 4  # items from a time to the norm it names: `the August Report projection`
_TWINS = frozenset({"or", "(", ",", ")"})


def compared(items: Sequence[Item], k: int) -> Iterator[str]:
    """What stands behind the comparison that follows the number at item `k`: a time, a norm, a number or words.

    `7 deaths below the average`: `with:below:norm`; `19% higher in men`: `with:higher:words`; where the comparison
    leads the number in (`lower than the estimate by 3%`), `by:norm`.
    """
    yield from _leading(items, k)
    at = behind_twin(items, k)
    while at < len(items) and at - k <= _FEW and items[at].kind == WORDS and not items[at].tags & _COMPARING:
        at += 1
    if at >= len(items) or not items[at].tags & _COMPARING:
        return
    low = items[at].low.removesuffix(" than")
    told = _told(items, at + 1)
    yield f"with:{told}"
    yield f"with:{low}:{told}"
    yield f"with:{'next' if at == k + 1 else 'behind'}:{told}"


def _leading(items: Sequence[Item], k: int) -> Iterator[str]:
    """What the comparison before the number is with, where `by` stands between (`lower than the estimate by 3%`)."""
    links = [n for n in range(max(k - 3, 0), k) if items[n].low == "by"]
    for at in range(links[-1] - 1, max(links[-1] - _FAR, -1), -1) if links else ():
        if items[at].low in _ENDS or items[at].kind == QUANTITY:
            return
        if items[at].tags & _COMPARING:
            yield f"by:{_told(items[:k], at + 1)}"
            return


def behind_twin(items: Sequence[Item], k: int) -> int:
    """Where one goes on behind a number and its twin, which tells the same again: `5% or $3 billion`, `5% ($3 bn)`."""
    at = k + 1
    while at < len(items) and at - k < _FEW and items[at].low in _TWINS:
        at += 1
    if at == k + 1 or at >= len(items) or items[at].kind != QUANTITY or items[at - 1].low == ",":
        return k + 1
    return at + 1 + (at + 1 < len(items) and items[at + 1].low in (")", ","))


def _told(items: Sequence[Item], start: int) -> str:
    """`time`, `norm`, `number` or `words`, and whether a `than` leads there."""
    found, link = "words", "than" if start and items[start - 1].low.endswith("than") else ""
    for n, item in enumerate(items[start : start + _FAR], start):
        if item.low in _ENDS:
            break
        if item.kind == QUANTITY or (item.kind == TIME and not _leads_to_norm(items, n + 1)):
            found = f"{found}+time" if item.kind == TIME and found == "norm" else item.kind
            break
        link = link or ("than" if item.low == "than" else "")
        if names_norm(item):
            found = "norm"
    return f"{link}:{found}"


def names_norm(item: Item) -> bool:
    """Whether a wording ends in a norm: `average`, `the average`, `budget estimate`."""
    return item.low.rpartition(" ")[2] in _NORMS


def _leads_to_norm(items: Sequence[Item], start: int) -> bool:
    """Whether a time only names a norm: `the August Report projection`."""
    for item in items[start : start + _NAMED]:
        if item.kind != WORDS or item.low in _ENDS:
            return False
        if names_norm(item):
            return True
    return False


def alike(items: Sequence[Item], before: int, k: int) -> str:
    """How the numbers at `before` and `k` are led in: by the same word, or by which two (`from` `to`)."""
    same = unit_class(items[before].quantity) == unit_class(items[k].quantity)
    return f"{same}:{_lead(items, before)}>{_lead(items, k)}"


def _lead(items: Sequence[Item], k: int) -> str:
    item = items[k - 1] if k else None
    if item is None:
        return "START"
    return item.low if item.kind == MARK or item.tags else item.kind

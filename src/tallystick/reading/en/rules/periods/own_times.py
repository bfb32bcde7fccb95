"""Times that stand with one figure alone: `(H1 2022: £280.0m)`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, Item

Own = dict[int, int]  # the item of a quantity → the item of its time
_TELLING = frozenset({":", "-", "–"})


def in_brackets(items: Sequence[Item]) -> list[Own]:
    """`(December 2022: £105.9m)`, `(2023: 4%; 2022: 5%)`: what stands in each pair of brackets, and its time."""
    found: list[Own] = []
    for k in range(len(items) - 3):
        if items[k].kind == MARK and items[k].low == "(" and _told_at(items, k + 1):
            own: Own = {}
            while _told_at(items, k + 1):
                own[k + 3] = k + 1
                k = _next_told(items, k + 4)
            found.append(own)
    return found


def _told_at(items: Sequence[Item], k: int) -> bool:
    """Whether `2022: £105.9m` stands at item `k`."""
    if k < 1 or k + 2 >= len(items) or items[k].kind != TIME:
        return False
    return items[k + 1].low in _TELLING and items[k + 2].kind == QUANTITY


def _next_told(items: Sequence[Item], k: int) -> int:
    """The comma or semicolon at item `k`, behind which the next member stands; -1 where there is none."""
    return k if k < len(items) and items[k].low in (",", ";") else -1


def compared_in_brackets(brackets: Sequence[Own]) -> list[int]:
    """The times in brackets that are there for comparison: all but the first of several, which is the one told of."""
    return [time for own in brackets for time in list(own.values())[len(own) > 1 :]]

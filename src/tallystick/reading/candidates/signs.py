"""Whether a move is a fall: the words of direction around a quantity."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.reading.candidates.compared import behind_twin
from tallystick.reading.printed.en.items import MARK, QUANTITY, WORDS, Item

DIRECTED = frozenset({"growth", "change", "gap", "contribution", "average_growth", "annualised_growth"})
_UP = frozenset({"up", "adverb_up", "cmp:up"})
_DOWN = frozenset({"down", "adverb_down", "cmp:down"})
_FAR = 14  # items looked at on either side


def features(items: list[Item], k: int, measure: str, before: str, rules: str = "") -> list[str]:
    """Names of what tells the direction of the quantity at item `k`; `before` is + or - of the figure before."""
    found = [f"measure:{measure}", f"before:{before}", f"rules:{rules}", f"rules:{rules}:{measure}"]
    for side, step in (("L", -1), ("R", 1)):
        found += _side(items, k, side, step)
    found += [f"{name}&{before}" for name in found if name.startswith(("L1:", "L:none"))]
    for step in (-1, -2, 1, 2):
        if 0 <= k + step < len(items):
            item = items[k + step]
            found.append(f"{step:+}:{item.low if item.kind in (WORDS, MARK) else item.kind}")
    found += _shared(items, k)
    return [*found, *(f"{measure}|{name}" for name in found if name[1:2] in "1:")]


def _shared(items: list[Item], k: int) -> Iterator[str]:
    """The direction that stands behind a number and its twin: `12% (or $89 billion) higher`."""
    at = behind_twin(items, k)
    if k + 1 < at < len(items) and (way := _way(items[at])):
        yield f"shared:{way}"


def _way(item: Item) -> str:
    return "up" if item.tags & _UP else "down" if item.tags & _DOWN else ""


def _side(items: list[Item], k: int, side: str, step: int) -> Iterator[str]:
    stops = numbers = told = 0
    at = k + step
    while 0 <= at < len(items) and abs(at - k) <= _FAR:
        item = items[at]
        if item.kind == MARK and item.low in ",;:()—–":
            stops += 1
            if item.low in ";:":
                break
        elif item.kind == QUANTITY:
            numbers += 1
        if way := _way(item):
            told += 1
            sort = "verb" if "verb" in item.tags else "noun" if "noun" in item.tags else "word"
            nth = min(told, 3)
            yield f"{side}{nth}:{way}"
            yield f"{side}{nth}:{way}:{sort}:{min(stops, 2)}:{min(numbers, 2)}"
            yield f"{side}{nth}:{way}:{'near' if abs(at - k) < 4 else 'far'}"
            yield f"{side}{nth}:{item.low}"
        at += step
    if not told:
        yield f"{side}:none"

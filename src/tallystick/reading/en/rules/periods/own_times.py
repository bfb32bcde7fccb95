"""Times that stand with one figure alone: `(H1 2022: £280.0m)`, and members of a list told apart by `respectively`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item

Own = dict[int, int]  # the item of a quantity → the item of its time
_TELLING = frozenset({":", "-", "–"})
_LISTING = frozenset({",", "and", "or", "in", "the"})


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


def told_apart(items: Sequence[Item]) -> Own:
    """`4.5% and 6.3% in the first and second quarters, respectively`: to each the one of its place in the list."""
    own: Own = {}
    for at, item in enumerate(items):
        if item.kind == WORDS and item.low == "respectively":
            start = next((k for k in range(at, -1, -1) if items[k].kind == MARK and items[k].low == ";"), 0)
            own |= _matched(items, start, at)
    return own


def _matched(items: Sequence[Item], start: int, stop: int) -> Own:
    """The last list of quantities and the last of times before `respectively`, where both are as long."""
    quantities = [run for run in _lists(items, start, stop, QUANTITY) if len(run) > 1]
    times = [run for run in _lists(items, start, stop, TIME) if len(run) > 1]
    if not quantities or not times or len(quantities[-1]) != len(times[-1]):
        return {}
    return dict(zip(quantities[-1], times[-1], strict=True))


def _lists(items: Sequence[Item], start: int, stop: int, kind: str) -> Iterator[list[int]]:
    """Items of a kind with nothing but commas and small words between."""
    places = [k for k in range(start, stop) if items[k].kind == kind]
    run = places[:1]
    for before, k in pairwise(places):
        if all(item.low in _LISTING for item in items[before + 1 : k]):
            run.append(k)
            continue
        yield run
        run = [k]
    yield run

"""Figures and times told apart by `respectively`: to each figure the time of its place in the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item

_LISTING = frozenset({",", "and", "or", "in", "the"})
_LEADING = frozenset({"at", "by", "of", "to"})


class Share(NamedTuple):
    """The item of a figure's time; of one time that `parts` figures share in turn, the part at this `place`."""

    time: int
    place: int = 0
    parts: int = 1


def told_apart(items: Sequence[Item]) -> dict[int, Share]:
    """The item of each quantity that is told apart, and its time.

    `4.5% and 6.3% in the first and second quarters, respectively` has two of each; in `5%, 4% and 6% from Q1 to Q3,
    respectively` one run of time is shared out.
    """
    own: dict[int, Share] = {}
    for at, item in enumerate(items):
        if item.kind == WORDS and item.low == "respectively":
            start = next((k for k in range(at, -1, -1) if items[k].kind == MARK and items[k].low == ";"), 0)
            own |= _matched(items, start, at)
    return own


def _matched(items: Sequence[Item], start: int, stop: int) -> dict[int, Share]:
    """The last list of quantities, each with its time: the last list of times as long, else the run behind them."""
    quantities = [run for run in _lists(items, start, stop, QUANTITY) if len(run) > 1]
    if not quantities:
        return {}
    told = quantities[-1]
    times = [run for run in _lists(items, start, stop, TIME) if len(run) > 1]
    if times and len(told) == len(times[-1]) and not _dated_together(items, told[0], times[-1]):
        return {k: Share(time) for k, time in zip(told, times[-1], strict=True)}
    run = next((k for k in range(told[-1], stop) if items[k].kind == TIME), None)
    if run is None or items[run].time.unit != "span":
        return {}
    return {k: Share(run, place, len(told)) for place, k in enumerate(told)}


def _dated_together(items: Sequence[Item], first: int, times: Sequence[int]) -> bool:
    """Whether a time of their own leads to the quantities: `after Q1 and Q2, sales rose in May by 3% and 2%`."""
    at = first - 1
    while at >= 0 and items[at].low in _LEADING:
        at -= 1
    return at >= 0 and items[at].kind == TIME and at not in times


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

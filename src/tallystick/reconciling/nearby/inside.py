"""Triples within a sentence: every anchor with the nearest figures of one unit about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import KINDS, Kind
from tallystick.reconciling.nearby.weighing import Triple

REACH = 3  # figures of one unit that are looked at on either side of an anchor


def within_sentence(figures: list[Near]) -> Iterator[Triple]:
    """All triples of a sentence whose figures stand near enough together."""
    if len(figures) < 3:
        return
    for kind in KINDS:
        anchors = [near for near in figures if kind.anchor(near.figure)]
        if not anchors:
            continue
        firsts = _by_unit(near for near in figures if kind.first(near.figure))
        seconds = _by_unit(near for near in figures if kind.second(near.figure))
        for anchor in anchors:
            for unit in firsts.keys() & seconds.keys():
                if not kind.one_unit or unit == anchor.figure.unit:
                    yield from _about(kind, anchor, firsts[unit], seconds[unit])


def _about(kind: Kind, anchor: Near, firsts: list[Near], seconds: list[Near]) -> Iterator[Triple]:
    ones, others = _nearest(firsts, anchor), _nearest(seconds, anchor)
    standing = sorted({near.place for near in (*ones, *others, anchor)})
    rank = {place: number for number, place in enumerate(standing)}
    for first in ones:
        for second in others:
            if first is second:
                continue
            ranks = [rank[near.place] for near in (anchor, first, second)]
            far = max(ranks) - min(ranks)
            yield Triple(kind, anchor, first, second, ("", "", "beside", "near")[far] if far < 4 else "far")


def _nearest(figures: list[Near], anchor: Near) -> list[Near]:
    before = [near for near in figures if near.place < anchor.place][-REACH:]
    return before + [near for near in figures if near.place > anchor.place][:REACH]


def _by_unit(figures: Iterable[Near]) -> dict[str, list[Near]]:
    units: dict[str, list[Near]] = defaultdict(list)
    for near in figures:
        units[near.figure.unit].append(near)
    return units

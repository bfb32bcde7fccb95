"""Growth that is so many points above another told elsewhere: 高于整体增速8.1个百分点, 出口增幅大于进口28.9个百分点."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from tallystick.knowledge import load_topics
from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import IS_GROWTH
from tallystick.reconciling.nearby.wholes import core, is_named, words_of_base

BACK = 30  # growths of one time before a gap, and one behind it, among which the two are looked for
TRIED = 2  # for either of them


def gaps(figures: Iterable[Near]) -> Iterator[tuple[Near, Near, Near]]:
    """Gaps of growth, each with the growth that is ahead and the one it is held against, of the names told."""
    growths: dict[tuple[str, str], list[Near]] = defaultdict(list)
    waiting: list[Near] = []
    for near in figures:
        figure = near.figure
        if IS_GROWTH(figure):
            growths[figure.period, figure.measure].append(near)
        elif (figure.unit, figure.measure) in (("pp", "gap"), ("pp", "change")) and near.value:
            waiting.append(near)
    for near in waiting:
        own, other = _names(near)
        those = growths[near.figure.period, "growth"]
        around = [one for one in _before(those, near) if own and other]
        mine = [one for one in around if core(one.figure.subject) == own][:TRIED]
        named = [one for one in around if is_named(other, core(one.figure.subject)) and core(one.figure.subject) != own]
        named.sort(key=lambda one: len(core(one.figure.subject)))  # the nearest name first
        yield from _agreeing(near, mine, named[:TRIED])


def _before(growths: Sequence[Near], near: Near) -> list[Near]:
    """Growths told up to a gap, the latest first, and the one right behind it."""
    low, high = 0, len(growths)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if growths[middle].place < near.place else (low, middle)
    return [*growths[max(0, low - BACK) : low][::-1], *growths[low : low + 1]]


def _agreeing(near: Near, mine: Sequence[Near], named: Sequence[Near]) -> Iterator[tuple[Near, Near, Near]]:
    for own in mine:
        for other in named:
            if own.low - other.high <= near.high and own.high - other.low >= near.low:
                yield near, own, other
                return


def _names(near: Near) -> tuple[frozenset[str], frozenset[str]]:
    """Of what the growth is told, and against what it is held."""
    figure = near.figure
    if figure.measure == "gap":
        return core(_bare(figure.subject)), words_of_base(_bare(figure.base))
    before, than, behind = _split().sub("\n", figure.subject, count=1).partition("\n")
    return (core(_bare(before)), words_of_base(_bare(behind))) if than and behind else (frozenset(), frozenset())


def _bare(name: str) -> str:
    for word in _words()["said"]:
        name = name.replace(word, "")
    return name


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Sequence[str]]:
    words: Mapping[str, Sequence[str]] = load_topics("nearby")["words"]["apart_from"]
    return words


@lru_cache(maxsize=1)
def _split() -> re.Pattern[str]:
    than = _words()["than"]
    return re.compile("(?:增速|增幅|涨幅)(?:比)?(?:" + "|".join(map(re.escape, than)) + ")")

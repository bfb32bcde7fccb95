"""Totals in Chinese and the parts beside them: runs of amounts that add up to one told before or behind them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tallystick.knowledge import load_topics
from tallystick.reconciling.evidence import NOT_AMOUNTS, language
from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import is_amount
from tallystick.reconciling.nearby.weighing import KIN, kin, least_odds, prior
from tallystick.reconciling.tying import FEW

PARTS = 6  # that a whole is told in at most
ENDS, OPENS = ("；", ";"), ("其中", "包括")  # of an item in a list, of its parts
_NUMBER = re.compile(r"[\d.,\s一二三四五六七八九十百千万亿多余两约]+")
REACH = 10  # amounts of one unit and time behind or before a whole among which its parts are looked for


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and the run of parts that may make it up; `alone`: their sentence tells no other amount of the kind."""

    whole: Near
    parts: tuple[Near, ...]
    ends: tuple[float, float]
    width: float
    alone: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the parts add up to the whole within the bounds of all."""
        return self.ends[0] <= self.whole.high and self.ends[1] >= self.whole.low


def sums(figures: Iterable[Near]) -> Iterator[Sum]:
    """All runs of parts that are tried for the wholes of a release."""
    groups: dict[tuple[str, str, str], list[Near]] = defaultdict(list)
    for near in figures:
        if _may_add_up(near):
            groups[near.figure.unit, near.figure.period, near.figure.measure].append(near)
    for group in groups.values():
        in_one = Counter(near.sentence for near in group)
        for place, whole in enumerate(group):
            yield from _runs(whole, group[place + 1 : place + 1 + REACH], in_one)
            yield from _runs(whole, group[max(0, place - REACH) : place][::-1], in_one)
        yield from _of_heads(group)


def _may_add_up(near: Near) -> bool:
    """Amounts above nought; in Chinese also by how much they moved."""
    if is_amount(near.figure):
        return near.low > 0 and not _is_handful(near) and near.in_words
    moved = near.figure.measure == "change" and near.figure.unit not in NOT_AMOUNTS
    return moved and near.low * near.high > 0 and near.in_words and language(near.figure.sentence) == "zh"


def _of_heads(group: list[Near]) -> Iterator[Sum]:
    """Sums of what heads the items of a list, where items tell of their own parts (甲5亿元，其中乙3亿元；丙2亿元)."""
    heads: list[Near] = []
    nested = False
    for at, near in enumerate(group):
        opens = not at or near.sentence != group[at - 1].sentence or any(mark in near.before for mark in ENDS)
        within = not opens and any(word in near.before for word in OPENS)
        nested = not opens and (nested or within)
        if not nested:
            heads.append(near)
    if len(heads) < len(group):
        in_one = Counter(near.sentence for near in heads)
        for place, whole in enumerate(heads):
            yield from _runs(whole, heads[place + 1 : place + 1 + REACH], in_one)


def _runs(whole: Near, others: list[Near], in_one: Counter[int]) -> Iterator[Sum]:
    """Sums of what stands in a row; `in_one` counts the amounts of each sentence."""
    for first in range(len(others)):
        low = high = width = 0.0
        for last in range(first, min(first + PARTS, len(others))):
            part = others[last]
            low, high, width = low + part.low, high + part.high, width + part.width
            if low > whole.high and whole.figure.measure != "change":
                break
            fine = width + whole.width  # a part below this could as well be missing
            parts = tuple(others[first : last + 1])
            if len({near.value for near in parts}) < 2 or any(abs(near.value) <= fine for near in parts):
                continue
            if _counts_alike(whole, parts):
                alone = in_one[part.sentence] - (whole.sentence == part.sentence) == len(parts)
                yield Sum(whole, parts, (low, high), width, alone)


def _counts_alike(whole: Near, parts: tuple[Near, ...]) -> bool:
    """Whether counts in Chinese are of one kind of thing: 户 and 个 do not add up."""
    if whole.figure.unit != "1" or language(whole.figure.sentence) != "zh":
        return True
    return len({_NUMBER.sub("", near.figure.text) for near in (whole, *parts)}) == 1


def likely_sums(found: Iterable[Sum]) -> Iterator[Sum]:
    """Those that agree and are tied by all odds, the likeliest first; a figure is once part of a whole."""
    weighed = sorted(((sum_odds(one), one) for one in found if one.agrees), key=lambda pair: -pair[0])
    taken: set[tuple[int, int]] = set()
    for chances, one in weighed:
        pairs = {(one.whole.place, part.place) for part in one.parts}
        if chances >= least_odds("sum") and not pairs & taken:
            taken |= pairs
            yield one


def _is_handful(near: Near) -> bool:
    """Whether so few things are counted that the number is as likely another's, or that of a list."""
    return near.figure.unit == "1" and near.value < FEW


def sum_chance(found: Sum) -> float:
    """How likely amounts like these add up though nothing ties them."""
    size = max(abs(near.value) for near in (found.whole, *found.parts))  # a balance of large moves may be small
    return min(1.0, (max(found.ends[1] - found.ends[0], found.width) + found.whole.width) / (2 * size))


def sum_odds(found: Sum) -> float:
    """The odds, 0 to 1, that parts which add up to a whole are its parts."""
    before = prior(sum_features(found))
    return before / (before + (1 - before) * sum_chance(found))


def sum_features(found: Sum) -> tuple[tuple[str, str], ...]:
    """What is known of a whole and its parts before their numbers are looked at."""
    whole, parts = found.whole, found.parts
    sentences = {near.sentence for near in parts}
    apart = min(abs(near.place - whole.place) for near in parts)
    place = (
        "sentence"
        if sentences == {whole.sentence}
        else ("together" if len({near.paragraph for near in (whole, *parts)}) == 1 else "apart")
    )
    return (
        ("sum", "two" if len(parts) == 2 else "more"),
        ("sum_whole", KIN[max(kin(whole.words, near.words) for near in parts)]),
        ("sum_parts", KIN[min(kin(one.words, other.words) for one, other in pairwise(parts))]),
        ("sum_place", place),
        ("sum_next", "beside" if apart == 1 else "near" if apart < 4 else "far"),
        ("sum_order", "whole first" if whole.place < parts[0].place else "whole last"),
        ("sum_time", "told" if whole.figure.period else "open"),
        ("sum_list", _list(found, sentences)),
    )


def _list(found: Sum, sentences: set[int]) -> str:
    """Whether the parts are all that a sentence of Chinese tells, and whether it says that it lists them."""
    first = min(found.parts, key=lambda near: near.place)
    words = first.figure.sentence
    if len(sentences) > 1 or not found.alone or language(words) != "zh":
        return "some"
    return "list" if _divides().search(words) else "all"


@lru_cache(maxsize=1)
def _divides() -> re.Pattern[str]:
    opening = "|".join(map(re.escape, load_topics("nearby")["words"]["lists"]["opening"]))
    return re.compile(rf"^[^。]{{0,4}}(?:{opening})|(?:分|按|从)[^，。；]{{1,10}}(?:看|分|来看|划分)[，,：:]")

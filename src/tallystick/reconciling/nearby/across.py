"""Triples across sentences: for an anchor the figures about it, and those of like subject and the period asked for.

The first are those of its passage that may stand in a role, whatever they are called. The others are looked up by
period and word, the rarest words of the anchor first, and the likest and nearest of them are taken. The time this
needs grows with the figures, not with their pairs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest

from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import KINDS, Kind, Pool, is_amount
from tallystick.reconciling.nearby.named import is_margin, turnover
from tallystick.reconciling.nearby.weighing import Triple, kin

WORDS = 5  # of an anchor by which others are looked up
EACH = 6  # figures on either side of it that are looked at for each word
MOST = 5  # figures of like subject that are tried in a role
ABOUT = 5  # figures of its passage on either side that are tried in a role
PASSAGE = 4  # sentences that a passage spans
CLOSE = 2  # sentences that still stand together, as those of a paragraph do
_FRACTION = re.compile(r"\d\s?/\s?\d|[½¼¾]")


class Index:
    """The figures of a release by what they may be in a link, by period and by word of their subject."""

    def __init__(self, figures: Iterable[Near]) -> None:
        self.figures = sorted(figures, key=lambda near: near.place)
        self.uses = Counter(word for near in self.figures for word in near.words)
        self._pools: dict[Pool, dict[tuple[str, str], list[Near]]] = {}
        self._those: dict[Pool, list[Near]] = {}

    def like(self, words: frozenset[str], period: str, about: Near, pool: Pool) -> list[Near]:
        """Figures of a period whose subject is like `words`: the likest by their rarest words, the nearest first."""
        listed = self._pool(pool)
        found: dict[int, Near] = {}
        for word in nsmallest(WORDS, words, key=lambda one: (self.uses[one], one)) if listed else ():
            those = listed.get((period, word), ())
            middle = bisect_left(those, about.place, key=lambda near: near.place)
            for near in those[max(0, middle - EACH) : middle + EACH + 1]:
                if near is not about and kin(words, near.words):
                    found[near.place] = near
        return nsmallest(MOST, found.values(), lambda near: (*self._unlike(words, near), abs(near.place - about.place)))

    def _unlike(self, words: frozenset[str], near: Near) -> tuple[int, float]:
        return -kin(words, near.words), -sum(1 / self.uses[word] for word in words & near.words)

    def beside(self, about: Near, pool: Pool) -> list[Near]:
        """Figures of the passage of another that may stand in a role, those before it and those behind."""
        if pool not in self._those:
            self._those[pool] = [near for near in self.figures if pool(near.figure)]
        those = self._those[pool]
        middle = bisect_left(those, about.place, key=lambda near: near.place)
        near_by = those[max(0, middle - ABOUT) : middle + ABOUT + 1]
        return [near for near in near_by if near is not about and abs(near.sentence - about.sentence) <= PASSAGE]

    def parted(self, share: Near, part: Near) -> bool:
        """Whether another amount with its share stands between a share and a part of one sentence."""
        if share.sentence != part.sentence:
            return False
        start, end = sorted((share.place, part.place))
        at = bisect_left(self.figures, start + 1, key=lambda near: near.place)
        between = self.figures[at : bisect_left(self.figures, end, key=lambda near: near.place)]
        shares = [near.place for near in between if near.figure.measure == "share"]
        parts = [near.place for near in between if is_amount(near.figure)]
        if not shares or not parts:
            return False
        return shares[0] < parts[-1] if part.place < share.place else parts[0] < shares[-1]

    def _pool(self, pool: Pool) -> dict[tuple[str, str], list[Near]]:
        if pool not in self._pools:
            by_word: dict[tuple[str, str], list[Near]] = defaultdict(list)
            for near in self.figures:
                for word in near.words if pool(near.figure) else ():
                    by_word[near.figure.period, word].append(near)
            self._pools[pool] = dict(by_word)
        return self._pools[pool]


def across_sentences(figures: Iterable[Near]) -> Iterator[Triple]:
    """All triples of a release that do not stand in one sentence, of subjects alike and of the periods asked for."""
    index = Index(near for near in figures if near.in_words and _is_told_finely(near))
    for anchor in index.figures:
        for kind in KINDS:
            if kind.anchor(anchor.figure):
                yield from _about(kind, anchor, index)


def _is_told_finely(near: Near) -> bool:
    """Whether a figure is one number in digits: ranges and quarters of a point agree with much."""
    return not isinstance(near.figure.value, tuple) and not _FRACTION.search(near.figure.text)


def _about(kind: Kind, anchor: Near, index: Index) -> Iterator[Triple]:
    pairs: set[tuple[int, int]] = set()
    for firsts, seconds in (_alike(kind, anchor, index), _together(kind, anchor, index)):
        for first in firsts:
            for second in seconds:
                if (first.place, second.place) in pairs or not _may_stand(kind, anchor, first, second):
                    continue
                pairs.add((first.place, second.place))
                if kind.family != "part_of_whole" or not index.parted(anchor, first):
                    yield Triple(kind, anchor, first, second, _place(anchor, first, second))


def _alike(kind: Kind, anchor: Near, index: Index) -> tuple[list[Near], list[Near]]:
    """The figures of like subject, of the periods that the anchor names."""
    period = anchor.figure.period
    then = anchor.figure.base if kind.over_time and anchor.figure.base[:1].isdigit() else period
    firsts = index.like(anchor.words, period, anchor, kind.first)
    seconds = index.like(anchor.words, then, anchor, kind.second) if firsts else []
    if firsts and anchor.whole:
        seconds += [near for near in index.like(anchor.whole, then, anchor, kind.second) if near not in seconds]
    if firsts and kind.family == "part_of_whole" and is_margin(anchor):
        seconds += [near for near in index.like(turnover(), then, anchor, kind.second) if near not in seconds]
    return firsts, seconds


def _together(kind: Kind, anchor: Near, index: Index) -> tuple[list[Near], list[Near]]:
    return index.beside(anchor, kind.first), index.beside(anchor, kind.second)


def _may_stand(kind: Kind, anchor: Near, first: Near, second: Near) -> bool:
    if first is second or first.figure.unit != second.figure.unit:
        return False
    if kind.one_unit and first.figure.unit != anchor.figure.unit:
        return False
    if any(_is_bound(near) and near.sentence != anchor.sentence for near in (first, second)):
        return False
    return not anchor.sentence == first.sentence == second.sentence


def _is_bound(near: Near) -> bool:
    return near.figure.qualifier not in ("", "~")


def _place(*figures: Near) -> str:
    sentences = [near.sentence for near in figures]
    together = len({near.paragraph for near in figures}) == 1 or max(sentences) - min(sentences) <= CLOSE
    return "paragraph" if together else "release"

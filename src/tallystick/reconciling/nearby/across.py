"""Triples across sentences: for an anchor the figures of like subject and of the period that its role asks for.

Figures are looked up by period and word, the rarest words of the anchor first, and only those nearest to it are taken:
the time this needs grows with the figures, not with their pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest

from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import KINDS, Kind, Pool
from tallystick.reconciling.nearby.weighing import Triple, kin

WORDS = 5  # of an anchor by which others are looked up
EACH = 4  # figures on either side of it that are looked at for each word
MOST = 5  # figures that are tried in a role
CLOSE = 2  # sentences that still stand together, as those of a paragraph do


class Index:
    """The figures of a release by what they may be in a link, by period and by word of their subject."""

    def __init__(self, figures: Iterable[Near]) -> None:
        self.figures = sorted(figures, key=lambda near: near.place)
        self.uses = Counter(word for near in self.figures for word in near.words)
        self._pools: dict[Pool, dict[tuple[str, str], list[Near]]] = {}

    def like(self, words: frozenset[str], period: str, about: Near, pool: Pool) -> list[Near]:
        """Figures of a period whose subject is like `words`, nearest first."""
        listed = self._pool(pool)
        found: dict[int, Near] = {}
        for word in nsmallest(WORDS, words, key=lambda one: (self.uses[one], one)) if listed else ():
            those = listed.get((period, word), ())
            middle = bisect_left(those, about.place, key=lambda near: near.place)
            for near in those[max(0, middle - EACH) : middle + EACH + 1]:
                if near is not about and kin(words, near.words):
                    found[near.place] = near
        return nsmallest(MOST, found.values(), key=lambda near: abs(near.place - about.place))

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
    index = Index(figures)
    for anchor in index.figures:
        for kind in KINDS:
            if kind.anchor(anchor.figure):
                yield from _about(kind, anchor, index)


def _about(kind: Kind, anchor: Near, index: Index) -> Iterator[Triple]:
    period = anchor.figure.period
    firsts = index.like(anchor.words, period, anchor, kind.first)
    if not firsts:
        return
    then = anchor.figure.base if kind.over_time else period
    if kind.over_time and not then:
        return
    seconds = index.like(anchor.words, then, anchor, kind.second)
    if anchor.whole:
        seconds += [near for near in index.like(anchor.whole, then, anchor, kind.second) if near not in seconds]
    for first in firsts:
        for second in seconds:
            places = [near.sentence for near in (anchor, first, second)]
            if first is second or first.figure.unit != second.figure.unit or max(places) == min(places):
                continue
            if kind.one_unit and first.figure.unit != anchor.figure.unit:
                continue
            yield Triple(kind, anchor, first, second, _place(anchor, first, second))


def _place(*figures: Near) -> str:
    sentences = [near.sentence for near in figures]
    together = len({near.paragraph for near in figures}) == 1 or max(sentences) - min(sentences) <= CLOSE
    return "paragraph" if together else "release"

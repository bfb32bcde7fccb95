"""What a sentence says itself of two of its figures: nothing told elsewhere says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tallystick.reconciling.nearby.weighing import ACROSS, Triple, agree


def not_told_beside(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples that agree, but for those whose pair has another such figure in its own sentence.

    Where sales rose `from 1.6 million to 2.1 million, an increase of 28%`, growth of 31% told of something else in the
    next sentence is not theirs.
    """
    agreeing = [one for one in triples if agree(one)]
    beside: dict[tuple[str, int, int], set[float]] = defaultdict(set)
    for one in agreeing:
        if one.place not in ACROSS:
            beside[_pair(one)].add(one.anchor.value)
    return (one for one in agreeing if one.anchor.value in beside.get(_pair(one), (one.anchor.value,)))


def _pair(triple: Triple) -> tuple[str, int, int]:
    return triple.kind.identity, triple.first.place, triple.second.place

"""Figures left alone between linked neighbours: linked too, where a slip explains how one became the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tallystick.aligning.assignment import Linked
from tallystick.aligning.likeness import Side
from tallystick.aligning.slips import slip_of

# Slips that leave the amounts unlike each other, so that only the place in the text ties the two figures.
_TELLING = frozenset({"scale", "lost decimal point", "digits", "sign", "times", "bound", "percent for points"})
WIDEST = 4  # figures alone on one side of a gap beyond which its order tells too little


def fill(a: Side, b: Side, pairs: list[Linked]) -> list[Linked]:
    """The links with those that the gaps add, in the order of the original."""
    added: list[Linked] = []
    for left, right in _gaps(a, b, pairs):
        taken: set[int] = set()
        for i in left:
            fitting = [j for j in right if j not in taken and _explained(a, i, b, j)]
            if len(fitting) == 1:
                taken.add(fitting[0])
                added.append((i, fitting[0], ("order",)))
    return sorted([*pairs, *added])


def _gaps(a: Side, b: Side, pairs: list[Linked]) -> Iterator[tuple[range, range]]:
    """Runs of figures alone in both texts between the same two linked neighbours."""
    bounds = [(-1, -1), *((i, j) for i, j, _ in pairs), (len(a.observations), len(b.observations))]
    for (i, j), (k, m) in itertools.pairwise(bounds):
        left, right = range(i + 1, k), range(j + 1, m)
        if 0 < len(left) <= WIDEST and 0 < len(right) <= WIDEST:
            yield left, right


def _explained(a: Side, i: int, b: Side, j: int) -> bool:
    slip, _ = slip_of(a.observations[i], a.amounts[i], b.observations[j], b.amounts[j])
    return slip in _TELLING

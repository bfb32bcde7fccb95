"""Figures that the assignment left alone: linked too, where their amount or a slip ties them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from tallystick.aligning.amounts import agree
from tallystick.aligning.assignment import Linked
from tallystick.aligning.figures import Side
from tallystick.aligning.slips import slip_of

# Slips that leave the amounts unlike each other, so that only the place in the text ties the two figures.
TELLING = frozenset(
    {"scale", "lost decimal point", "digits", "sign", "times", "bound", "percent for points", "level for change"}
)
WIDEST = 4  # figures alone on one side of a gap beyond which its order tells too little


def fill(a: Side, b: Side, pairs: list[Linked]) -> list[Linked]:
    """The links with those that the figures left alone add, in the order of the original."""
    pairs = sorted([*pairs, *_of_one_amount(a, b, pairs)])
    added: list[Linked] = []
    for left, right in _gaps(a, b, pairs):
        taken: set[int] = set()
        for i in left:
            fitting = [j for j in right if j not in taken and _explained(a, i, b, j)]
            if len(fitting) == 1:
                taken.add(fitting[0])
                rests = ("value", "order") if agree(a.figures[i].amount, b.figures[fitting[0]].amount) else ("order",)
                added.append((i, fitting[0], rests))
    return sorted([*pairs, *added])


def _of_one_amount(a: Side, b: Side, pairs: list[Linked]) -> Iterator[Linked]:
    """Pairs whose amount stands once among the figures alone in each text, wherever, and that agree in all else."""
    where: dict[tuple[object, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for which, (text, linked) in enumerate(((a, {i for i, _, _ in pairs}), (b, {j for _, j, _ in pairs}))):
        for index, figure in enumerate(text.figures):
            if index not in linked:
                where[figure.amount.middle, figure.amount.unit][which].append(index)
    for first, second in where.values():
        if len(first) == len(second) == 1 and slip_of(a.figures[first[0]], b.figures[second[0]])[0] is None:
            yield first[0], second[0], ("value",)


def _gaps(a: Side, b: Side, pairs: list[Linked]) -> Iterator[tuple[range, range]]:
    """Runs of figures alone in both texts between the same two linked neighbours."""
    bounds = [(-1, -1), *((i, j) for i, j, _ in pairs), (len(a), len(b))]
    for (i, j), (k, m) in itertools.pairwise(bounds):
        left, right = range(i + 1, k), range(j + 1, m)
        if 0 < len(left) <= WIDEST and 0 < len(right) <= WIDEST:
            yield left, right


def _explained(a: Side, i: int, b: Side, j: int) -> bool:
    one, other = a.figures[i], b.figures[j]
    slip, _ = slip_of(one, other)
    return slip in TELLING or (slip is None and agree(one.amount, other.amount))

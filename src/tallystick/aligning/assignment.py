"""Which figure renders which: anchors fix the order, then one assignment over all candidate pairs."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable

import numpy as np

from tallystick.aligning.figures import Side
from tallystick.aligning.likeness import likeness

WINDOW = 20  # figures around the expected place that are always candidates
LEAST = 1.5  # weight of evidence below which two figures are left unlinked
_TOP = 64.0  # above any likeness: turns weights into positive costs

Linked = tuple[int, int, tuple[str, ...]]


def link(a: Side, b: Side) -> list[Linked]:
    """Pairs (i, j, what the link rests on), each figure at most once, of the greatest total likeness.

    Solved exactly as a minimum-weight bipartite matching (LAPJVsp, Jonker and Volgenant 1987) in which
    every figure may also stay alone.
    """
    if not len(a) or not len(b):
        return []
    expected = places(anchors(a, b), len(a), len(b))
    rows, columns, weights = [], [], []
    grounds: dict[tuple[int, int], tuple[str, ...]] = {}
    for i, j in _candidates(a, b, expected):
        score, rests = likeness(a, i, b, j, expected)
        if score > LEAST:
            grounds[i, j] = rests
            rows.append(i)
            columns.append(j)
            weights.append(_TOP - score)
    alone = np.arange(len(a))
    rows += alone.tolist()
    columns += (alone + len(b)).tolist()
    weights += [_TOP - LEAST] * len(alone)
    matched = _cheapest(weights, rows, columns, (len(alone), len(alone) + len(b)))
    return [(i, j, grounds[i, j]) for i, j in matched if (i, j) in grounds]


def _cheapest(
    weights: list[float], rows: list[int], columns: list[int], shape: tuple[int, int]
) -> list[tuple[int, int]]:
    """The matching of every row with a column that costs least."""
    from scipy.sparse import csr_matrix  # loaded where two texts are compared: most processes never do
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    given, taken = min_weight_full_bipartite_matching(csr_matrix((weights, (rows, columns)), shape=shape))
    return list(zip(given.tolist(), taken.tolist(), strict=True))


def anchors(a: Side, b: Side) -> list[tuple[int, int]]:
    """Figures whose amount stands once in each text, in the longest run that keeps the order of both."""
    where: dict[tuple[object, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for which, text in enumerate((a, b)):
        for index, figure in enumerate(text.figures):
            where[figure.amount.middle, figure.amount.unit][which].append(index)
    pairs = sorted((i[0], j[0]) for i, j in where.values() if len(i) == len(j) == 1)
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises on both sides (patience sorting)."""
    tails: list[int] = []
    last: list[int] = []
    before: dict[int, int] = {}
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        tails[place : place + 1] = [j]
        last[place : place + 1] = [index]
        before[index] = last[place - 1] if place else -1
    run, index = [], last[-1] if last else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def places(anchored: list[tuple[int, int]], n: int, m: int) -> Callable[[int], float]:
    """Where the order of the texts puts figure i of the original: linear between anchors."""
    known = [(-1, -1), *anchored, (n, m)]
    where = np.interp(np.arange(n), [i for i, _ in known], [j for _, j in known])
    return lambda i: float(where[i])


def _candidates(a: Side, b: Side, expected: Callable[[int], float]) -> set[tuple[int, int]]:
    """Pairs near each other in the order of the texts, or of the same amount anywhere."""
    same: dict[tuple[object, str], list[int]] = defaultdict(list)
    for j, figure in enumerate(b.figures):
        same[figure.amount.middle, figure.amount.unit].append(j)
    pairs: set[tuple[int, int]] = set()
    for i, figure in enumerate(a.figures):
        middle = round(expected(i))
        pairs.update((i, j) for j in range(max(0, middle - WINDOW), min(len(b), middle + WINDOW + 1)))
        pairs.update((i, j) for j in same[figure.amount.middle, figure.amount.unit][:WINDOW])
    return pairs

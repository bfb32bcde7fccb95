"""Which passages of a text stand beside which of its translation: by the figures they share, and by their order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec


class Beside(msgspec.Struct, frozen=True):
    """Passages that say the same: indices of the original's and of the translation's, either perhaps empty."""

    original: range
    translation: range


def side_by_side(
    original: Sequence[str], translation: Sequence[str], shared: Iterable[tuple[int, int]]
) -> list[Beside]:
    """The passages of both texts in rows, each passage in one row, in the order of both texts.

    `original` and `translation` give the kind of each passage (heading, paragraph …), `shared` the passages that two
    linked figures stand in.

    >>> side_by_side(["heading", "paragraph", "paragraph"], ["heading", "paragraph"], [(1, 1), (2, 1)])
    [Beside(original=range(0, 1), translation=range(0, 1)), Beside(original=range(1, 3), translation=range(1, 2))]
    """
    rows: list[Beside] = []
    done = (0, 0)
    for one in _merged(_chain(_told(shared))):
        ours, theirs = range(done[0], one.original.start), range(done[1], one.translation.start)
        rows += _between(original, translation, ours, theirs)
        rows.append(one)
        done = one.original.stop, one.translation.stop
    return [*rows, *_between(original, translation, range(done[0], len(original)), range(done[1], len(translation)))]


def _told(shared: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Pairs of passages with the figures they share; of those of one passage only pairs that one of both likes best."""
    counted = Counter(shared)
    most: dict[tuple[str, int], int] = defaultdict(int)
    for (i, j), number in counted.items():
        most["o", i], most["t", j] = max(most["o", i], number), max(most["t", j], number)
    return sorted((i, j, n) for (i, j), n in counted.items() if n in (most["o", i], most["t", j]))


def _chain(told: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The pairs in the order of both texts that share the most figures together."""
    best: list[tuple[int, int, int]] = []  # last passage of the translation, figures so far, which pair
    before: list[int] = []
    for number, (_, j, figures) in enumerate(told):
        at = bisect_right(best, j, key=lambda one: one[0])
        total = figures + (best[at - 1][1] if at else 0)
        before.append(best[at - 1][2] if at else -1)
        stop = at
        while stop < len(best) and best[stop][1] <= total:
            stop += 1
        if at and best[at - 1][0] == j:
            at -= 1
        best[at:stop] = [(j, total, number)]
    found, number = [], best[-1][2] if best else -1
    while number >= 0:
        found.append(told[number][:2])
        number = before[number]
    return found[::-1]


def _merged(pairs: Sequence[tuple[int, int]]) -> Iterator[Beside]:
    """Pairs that share a passage as one row."""
    held: list[tuple[int, int]] = []
    for pair in pairs:
        if held and pair[0] > held[-1][0] and pair[1] > held[-1][1]:
            yield _row(held)
            held = []
        held.append(pair)
    if held:
        yield _row(held)


def _row(held: Sequence[tuple[int, int]]) -> Beside:
    (first, start), (last, stop) = held[0], held[-1]
    return Beside(range(first, last + 1), range(start, stop + 1))


def _between(original: Sequence[str], translation: Sequence[str], ours: range, theirs: range) -> list[Beside]:
    """Passages without linked figures: their headings beside each other where both have as many, the rest in order."""
    heads = [[n for n in part if kinds[n] == "heading"] for part, kinds in ((ours, original), (theirs, translation))]
    if len(heads[0]) != len(heads[1]):
        return _in_order(ours, theirs)
    marks = [(ours.start, theirs.start)]
    for i, j in zip(*heads, strict=True):
        marks += [(i, j), (i + 1, j + 1)]
    marks.append((ours.stop, theirs.stop))
    return [row for (a, b), (c, d) in pairwise(marks) for row in _in_order(range(a, c), range(b, d))]


def _in_order(ours: range, theirs: range) -> list[Beside]:
    """Passages spread over as many rows as the shorter side has; alone where the other has none."""
    rows = min(len(ours), len(theirs)) or max(len(ours), len(theirs))
    if not rows:
        return []
    cuts = [(ours.start + len(ours) * n // rows, theirs.start + len(theirs) * n // rows) for n in range(rows + 1)]
    return [Beside(range(a, c), range(b, d)) for (a, b), (c, d) in pairwise(cuts)]

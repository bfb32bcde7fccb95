"""Figures as written beside figures as read, in the order of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tallystick.briefing.facts import Fact
from tallystick.model import Observation

Pair = tuple[Fact | None, Observation | None]
_FIELDS = ("indicator", "measure", "unit", "period", "qualifier")
_GAP = 2.0


def pairs(written: Sequence[Fact], read: Sequence[Observation]) -> Iterator[Pair]:
    """Each figure written with the one that was read of it; None stands for what has no other.

    The cheapest alignment that keeps the order: what two figures differ in costs, and so does leaving one alone. Work
    is the product of both lengths; a briefing has some forty figures.
    """
    costs = _costs(len(written), len(read), lambda i, j: _difference(written[i], read[j]))
    found: list[Pair] = []
    i, j = len(written), len(read)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + _difference(written[i - 1], read[j - 1]):
            i, j = i - 1, j - 1
            found.append((written[i], read[j]))
        elif i and costs[i][j] == costs[i - 1][j] + _GAP:
            i -= 1
            found.append((written[i], None))
        else:
            j -= 1
            found.append((None, read[j]))
    yield from reversed(found)


def _costs(rows: int, columns: int, difference: Callable[[int, int], float]) -> list[list[float]]:
    """Of each start of both lists what aligning them costs."""
    costs = [[(i + j) * _GAP for j in range(columns + 1)] for i in range(rows + 1)]
    for i in range(rows):
        for j in range(columns):
            together = costs[i][j] + difference(i, j)
            costs[i + 1][j + 1] = min(together, costs[i][j + 1] + _GAP, costs[i + 1][j] + _GAP)
    return costs


def _difference(fact: Fact, one: Observation) -> float:
    """How unlike two figures are: nought for the same, up to more than leaving both alone."""
    unlike = [name for name in _FIELDS if getattr(fact, name) != getattr(one, name)]
    return 3.0 * len(unlike) / len(_FIELDS) + (0.0 if one.value == fact.value else 1.5)

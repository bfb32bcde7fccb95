"""Figures as written beside figures as read: those that came back whole, and of the others which is likest which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tallystick.briefing.differing import differing
from tallystick.briefing.facts import Fact
from tallystick.model import Observation

Pair = tuple[Fact | None, Observation | None]
_FIELDS = ("indicator", "measure", "unit", "period", "qualifier")
_GAP = 2.0


def pairs(written: Sequence[Fact], read: Sequence[Observation], language: str = "en") -> Iterator[Pair]:
    """Each figure written with the one that was read of it, in the order of the text; None stands for no other.

    A figure that came back whole is that one wherever it stands: who edits a text may tell things in another order. The
    rest are aligned as cheaply as can be in their order: what two figures differ in costs, and so does leaving one
    alone. Work is the product of both lengths; a briefing has some forty figures.
    """
    whole = _whole(written, read, language)
    left = [one for n, one in enumerate(written) if n not in whole]
    others = [one for n, one in enumerate(read) if n not in whole.values()]
    yield from ((written[n], read[place]) for n, place in sorted(whole.items()))
    yield from _moved(list(_aligned(left, others)))


def _whole(written: Sequence[Fact], read: Sequence[Observation], language: str) -> dict[int, int]:
    """Of each figure written the place of the first that was read just so and is no other's."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for n, fact in enumerate(written):
        for place, one in enumerate(read):
            if place not in taken and one.indicator == fact.indicator and not any(differing(fact, one, language)):
                found[n] = place
                taken.add(place)
                break
    return found


def _moved(aligned: Sequence[Pair]) -> Iterator[Pair]:
    """Those that stayed alone put together where they are one figure at another place."""
    lonely = [one for fact, one in aligned if fact is None and one is not None]
    for fact, one in aligned:
        if fact is not None and one is None:
            near = min(lonely, key=lambda other: _difference(fact, other), default=None)
            if near is not None and _difference(fact, near) < _GAP:
                lonely.remove(near)
                one = near
        if fact is not None:
            yield fact, one
    yield from ((None, one) for one in lonely)


def _aligned(written: Sequence[Fact], read: Sequence[Observation]) -> Iterator[Pair]:
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

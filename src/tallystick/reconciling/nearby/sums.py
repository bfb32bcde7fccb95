"""Totals and the parts beside them: runs of amounts of one unit that add up to an amount told before or behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import is_amount
from tallystick.reconciling.nearby.weighing import KIN, kin, least_odds, prior
from tallystick.reconciling.tying import FEW

PARTS = 6  # that a whole is told in at most
REACH = 10  # amounts of one unit and time behind or before a whole among which its parts are looked for


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and the run of parts that may make it up."""

    whole: Near
    parts: tuple[Near, ...]
    ends: tuple[float, float]
    width: float

    @property
    def agrees(self) -> bool:
        """Whether the parts add up to the whole within the bounds of all."""
        return self.ends[0] <= self.whole.high and self.ends[1] >= self.whole.low


def sums(figures: Iterable[Near]) -> Iterator[Sum]:
    """All runs of parts that are tried for the wholes of a release."""
    groups: dict[tuple[str, str, str], list[Near]] = defaultdict(list)
    for near in figures:
        if is_amount(near.figure) and near.low > 0 and not _is_handful(near) and near.in_words:
            groups[near.figure.unit, near.figure.period, near.figure.measure].append(near)
    for group in groups.values():
        for place, whole in enumerate(group):
            yield from _runs(whole, group[place + 1 : place + 1 + REACH])
            yield from _runs(whole, group[max(0, place - REACH) : place][::-1])


def _runs(whole: Near, others: list[Near]) -> Iterator[Sum]:
    for first in range(len(others)):
        low = high = width = 0.0
        for last in range(first, min(first + PARTS, len(others))):
            part = others[last]
            low, high, width = low + part.low, high + part.high, width + part.width
            if low > whole.high:
                break
            fine = width + whole.width  # a part below this could as well be missing
            parts = tuple(others[first : last + 1])
            if len({near.value for near in parts}) > 1 and all(near.value > fine for near in parts):
                yield Sum(whole, parts, (low, high), width)


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
    return min(1.0, (max(found.ends[1] - found.ends[0], found.width) + found.whole.width) / (2 * found.whole.value))


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
    )

"""Balances and the two amounts they lie between: 对外净资产 beside assets and debts, 结售汇顺差 beside both flows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from math import log

from tallystick.knowledge import load_topics
from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import is_amount
from tallystick.reconciling.nearby.wholes import core, weight

REACH = 8  # amounts of one unit and time on either side of a balance among which the two are looked for


def balances(figures: Iterable[Near]) -> Iterator[tuple[Near, Near, Near]]:
    """Balances, each with the larger and the smaller amount it lies between."""
    groups: dict[tuple[str, str], list[Near]] = defaultdict(list)
    for near in figures:
        if is_amount(near.figure) and near.value and near.in_words:
            groups[near.figure.unit, near.figure.period].append(near)
    for group in groups.values():
        for at, near in enumerate(group):
            if any(word in near.figure.subject for word in _words()["names"]):
                found = _between(near, group[max(0, at - REACH) : at], group[at + 1 : at + 1 + REACH])
                if found is not None:
                    yield near, *found


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Sequence[str]]:
    """The words for balances: `names` of all, `surplus` and `deficit`."""
    words: Mapping[str, Sequence[str]] = load_topics("nearby")["words"]["balances"]
    return words


def _between(near: Near, before: list[Near], behind: list[Near]) -> tuple[Near, Near] | None:
    """The two amounts on one side that differ by a balance; none where others might as well."""
    pairs = list(chain(combinations(before, 2), combinations(behind, 2)))
    fitting = {}
    for pair in pairs:
        small, large = sorted(pair, key=lambda one: one.value)
        size = abs(near.value)
        low, high = large.low - small.high, large.high - small.low
        if small.value > 0 and low - near.width / 2 <= size <= high + near.width / 2 and size < large.value:
            width = high - low + near.width
            odds = -log(max(width / large.value, 1e-9)) - log(len(pairs)) + _kin(near, large, small)
            if odds >= weight("least"):
                fitting[large.value, small.value] = large, small
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _kin(near: Near, *others: Near) -> float:
    """How much the names say: both amounts share signs with the balance, or one does not."""
    own = core(near.figure.subject)
    return weight("like balance") if all(own & core(one.figure.subject) for one in others) else weight("other balance")


def sums_of_balances(figures: Iterable[Near]) -> Iterator[tuple[Near, tuple[tuple[Near, int], ...]]]:
    """Balances and those told behind them that add up to them; a deficit counts against a surplus: its sign is -1."""
    groups: dict[tuple[str, str], list[tuple[Near, int]]] = defaultdict(list)
    for near in figures:
        sign = _sign(near)
        if sign and is_amount(near.figure) and near.low > 0 and near.in_words:
            groups[near.figure.unit, near.figure.period].append((near, sign))
    for group in groups.values():
        for at, whole in enumerate(group):
            parts = _adding_up(whole, group[at + 1 : at + 1 + REACH])
            if parts:
                yield whole[0], tuple((near, sign * whole[1]) for near, sign in parts)


def _sign(near: Near) -> int:
    for sign, names in ((1, _words()["surplus"]), (-1, _words()["deficit"])):
        if any(name in near.figure.subject for name in names):
            return sign
    return 0


def _adding_up(whole: tuple[Near, int], others: list[tuple[Near, int]]) -> list[tuple[Near, int]]:
    """The first of the balances behind one that add up to it by more than chance."""
    near, sign = whole
    low = high = 0.0
    for last, (other, its) in enumerate(others):
        low, high = low + min(its * other.low, its * other.high), high + max(its * other.low, its * other.high)
        wanted = sorted((sign * near.low, sign * near.high))
        if last and low <= wanted[1] and high >= wanted[0]:
            largest = max(one.value for one, _ in others[: last + 1])
            together = weight("like balance") if others[last][0].sentence == near.sentence else 0.0
            if -log((high - low + near.width) / largest) - log(len(others)) + together >= weight("least"):
                return others[: last + 1]
    return []

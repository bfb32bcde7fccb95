"""Balances and the two amounts they lie between: 对外净资产 beside assets and debts, 结售汇顺差 beside both flows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
            if any(word in near.figure.subject for word in _words()):
                found = _between(near, group[max(0, at - REACH) : at], group[at + 1 : at + 1 + REACH])
                if found is not None:
                    yield near, *found


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(load_topics("nearby")["words"]["balances"]["names"])


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

"""Peaks and troughs of a series, dated by rules that are written down: Harding and Pagan's, on logs.

A month is a peak where no month within half a year of it is higher, a trough where none is lower; they alternate, the
higher of two peaks and the lower of two troughs stays; a phase lasts half a year at least, a cycle fifteen months
(Harding and Pagan 2002, "Dissecting the cycle", after Bry and Boschan 1971; quarters: two, two and five). Nothing is
smoothed and nothing filtered, so a turn is never dated by values that do not show it. Turns of the last eight months
are provisional: values to come may still move them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np

from tallystick.adjusting.histories import History
from tallystick.model import Frequency, Period, SeriesError

PROVISIONAL = 8
"""Months within which a turn may still move."""


class Rules(msgspec.Struct, frozen=True):
    """How far a turn must stand out to either side, and how long a phase and a cycle last, in periods."""

    near: int
    phase: int
    cycle: int


RULES = {Frequency.MONTH: Rules(5, 5, 15), Frequency.QUARTER: Rules(2, 2, 5)}


class Turn(msgspec.Struct, frozen=True):
    """A peak or a trough, and whether values to come may still move it."""

    kind: str
    period: Period
    provisional: bool = False


def turning_points(history: History) -> list[Turn]:
    """The turns of a seasonally adjusted series, oldest first; SeriesError where it has values of nought or less.

    >>> from tallystick.adjusting import history
    >>> values = [*range(10, 30), *range(30, 15, -1), *range(15, 45)]
    >>> months = [f"{2015 + n // 12}-{n % 12 + 1:02}" for n in range(len(values))]
    >>> [(turn.kind, str(turn.period)) for turn in turning_points(history("x", zip(months, values)))]
    [('peak', '2016-09'), ('trough', '2017-12')]
    """
    if not history.positive:
        raise SeriesError(f"{history.name} has values below nought", "turns are dated on logs: give a level")
    values = np.log(np.array(history.values)).tolist()
    rules = RULES[history.first.frequency]
    turns = _long(_alternating(_found(values, rules.near), values), values, rules)
    periods = history.periods
    last = len(values) - 1
    months = history.first.frequency
    return [Turn(kind, periods[at], provisional=(last - at) * months <= PROVISIONAL) for kind, at in turns]


Found = list[tuple[str, int]]


def _found(values: Sequence[float], near: int) -> Found:
    """Every local extreme that has `near` values to either side; of a plateau its last value is the peak."""
    found: Found = []
    for at in range(near, len(values) - near):
        before, behind, here = values[at - near : at], values[at + 1 : at + near + 1], values[at]
        if here >= max(before) and here > max(behind):
            found.append(("peak", at))
        elif here <= min(before) and here < min(behind):
            found.append(("trough", at))
    return found


def _alternating(turns: Found, values: Sequence[float]) -> Found:
    """Of turns of one kind in a row the most extreme, the later of equals."""
    kept: Found = []
    for kind, at in turns:
        if kept and kept[-1][0] == kind:
            further = values[at] >= values[kept[-1][1]] if kind == "peak" else values[at] <= values[kept[-1][1]]
            if further:
                kept[-1] = (kind, at)
        else:
            kept.append((kind, at))
    return kept


def _long(turns: Found, values: Sequence[float], rules: Rules) -> Found:
    """Without phases and cycles that are too short, the shortest first; a peak is above its trough."""
    while True:
        short = _shortest(turns, values, rules)
        if short < 0:
            return turns
        # The pair goes together: what is left alternates, and its neighbours are weighed anew.
        turns = _alternating(turns[:short] + turns[short + 2 :], values)


def _shortest(turns: Found, values: Sequence[float], rules: Rules) -> int:
    """Where a phase begins that is too short, contrary, or the lesser of a cycle that is too short; -1 for none."""
    for n, ((kind, at), (_, then)) in enumerate(pairwise(turns)):
        rises = values[then] > values[at]
        if then - at < rules.phase or rises == (kind == "peak"):
            return n
    for n, ((_, at), (_, then)) in enumerate(zip(turns, turns[2:], strict=False)):
        if then - at < rules.cycle:
            first = abs(values[turns[n + 1][1]] - values[at])
            second = abs(values[then] - values[turns[n + 1][1]])
            return n if first < second else n + 1
    return -1

"""Thousand errors in whole panels: which returns of an enterprise are a thousand times too high, or by another factor.

The error and its correction are those of the Office for National Statistics' specification "Thousand Pounds
Correction" (see `editing`), which compares a return with one predictor, the clean value of the period before. A month
of rest, a first month or a run of wrong ones misleads that one. Here all returns of an enterprise are looked at
together: of all ways to call some of them wrong, that is taken by which its path is shortest. In decimal logarithms
of what is left after correction, a way costs

    every step from one return to the next
    + how far every return is from the enterprise's middle or from what it was a year before or after, whichever
      is nearer, but at most 1.5
    + 1.5 for every return called wrong

so that calling one wrong must save more than a step by a factor of thirty. The cheapest of all ways is found by
dynamic programming (Viterbi 1967, "Error Bounds for Convolutional Codes", IEEE Transactions on Information Theory
13(2)): right or wrong are the two states of each return.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.editing import CORRECTED, STOPPED, THOUSAND, UNCHANGED, Thousands
from tallystick.model import ReturnsError

PRICE = 1.5
"""What it costs to call a return wrong, in decimal logarithms."""
FARTHEST = 1.5
"""What it costs at most that a return is far from the middle and from the year before and after."""
_NEAR, _NEARER = 1 / 3, 1 / 6  # how far from the factor what looks like it may be, as a share of its logarithm
_AT_ONCE = 20_000  # enterprises whose ways are weighed together, so that little memory is needed


def find_thousands(
    values: ArrayLike,
    auxiliary: ArrayLike | None = None,
    *,
    price: float = PRICE,
    year: int = 12,
    factor: float = THOUSAND,
) -> Thousands:
    """Thousand errors of a panel, `values` being enterprises × periods with NaN where nothing was returned.

    `auxiliary` (one an enterprise, in thousands like the values, NaN unknown) tells what an enterprise is like that
    has returned once, or in units more often than not. `year` is the number of periods a year. The ratio is that to
    the clean value told before, else the one after, else the auxiliary. Noughts are neither wrong nor compared with;
    what has nothing to be compared with is marked S. `factor` is how many times too high a wrong one is: 10,000 where
    it was told in yuan and ten thousands were asked for.

    >>> panel = [[605.0, 590, 611000, np.nan, 600], [12000, 13, 12, 14, 15]]
    >>> find_thousands(panel).value.tolist()
    [[605.0, 590.0, 611.0, nan, 600.0], [12.0, 13.0, 12.0, 14.0, 15.0]]
    """
    told = np.asarray(values, float)
    if told.ndim != 2:
        raise ReturnsError(f"a panel has two dimensions, not {told.ndim}", "give enterprises × periods")
    if not (price > 0 and year >= 1):
        raise ReturnsError(f"no path is weighed at a price of {price:g} and years of {year}", "give both above nought")
    log = math.log10(factor)
    size = _logarithms(told)
    register = np.full(len(told), np.nan) if auxiliary is None else _logarithms(np.asarray(auxiliary, float))
    centre, lone, spread = _middle(size)
    raised = np.abs(centre - register - log) < log * _NEAR
    centre = np.where(raised, centre - log, centre)
    wrong = lone[:, np.newaxis] & (np.abs(size - register[:, np.newaxis] - log) < log * _NEAR)
    suspect = np.flatnonzero(~lone & ((spread > min(price, FARTHEST)) | raised))
    for start in range(0, len(suspect), _AT_ONCE):
        rows = suspect[start : start + _AT_ONCE]
        wrong[rows] = _cheapest(size[rows], centre[rows], np.where(raised[rows], 0.0, price), year, log)
    clean = np.where(wrong, size - log, size)
    before, after = _next_to(clean)
    others = np.where(np.isnan(before), np.where(np.isnan(after), register[:, np.newaxis], after), before)
    mark = np.select([wrong, ~np.isnan(size - others)], [CORRECTED, UNCHANGED], STOPPED)
    value = np.where(wrong, told / factor, told)
    return Thousands(mark=mark, ratio=10.0 ** (size - others), value=value, factor=factor)


def _logarithms(values: Floats) -> Floats:
    """Decimal logarithms of sizes; NaN where there is nothing or nought."""
    size = np.abs(values)
    return np.log10(size, out=np.full_like(size, np.nan), where=size > 0)


def _middle(size: Floats) -> tuple[Floats, Flags, Floats]:
    """Of each row: the median (of an even number the lower: errors only raise), whether it is the only one, its range.

    NaN where there is none.
    """
    ordered = np.sort(size, axis=1)
    count = np.count_nonzero(~np.isnan(size), axis=1)
    row, last = np.arange(len(size)), np.maximum(count - 1, 0)
    return ordered[row, last // 2], count == 1, ordered[row, last] - ordered[:, 0]


def _cheapest(size: Floats, centre: Floats, price: Floats, year: int, log: float) -> Flags:
    """Which returns are wrong by the cheapest way of each row."""
    clean = np.where(np.abs(size - centre[:, np.newaxis] - log) < log * _NEARER, size - log, size)
    off_right, off_wrong = (_off(size - step, clean, centre, year) for step in (0.0, log))
    # Gaps go to the end of each row, where they cost nothing.
    order = np.argsort(np.isnan(size), axis=1, kind="stable")
    told = np.take_along_axis(size, order, axis=1)
    costs = np.stack([off_right, off_wrong + price[:, np.newaxis]])
    costs = np.nan_to_num(np.take_along_axis(costs, order[np.newaxis], axis=2))
    came, so_far = np.zeros((told.shape[1], 2, len(told)), bool), costs[:, :, 0]
    for column in range(1, told.shape[1]):
        step = told[:, column] - told[:, column - 1]
        moves = np.abs(np.stack([step, step + log, step - log, step]))
        ways = so_far[[0, 1, 0, 1]] + moves  # to right from right, from wrong; to wrong from right, from wrong
        gap = np.isnan(step)
        came[column] = np.where(gap, [[False], [True]], ways[1::2] < ways[::2])
        so_far = np.where(gap, so_far, np.minimum(ways[::2], ways[1::2]) + costs[:, :, column])
    found = _traced(came, so_far[1] < so_far[0])
    wrong = np.zeros(size.shape, bool)
    np.put_along_axis(wrong, order, found, axis=1)
    return np.asarray(wrong & ~np.isnan(size))


def _traced(came: NDArray[np.bool_], last: Flags) -> Flags:
    """The states of the cheapest way, back from its `last`; `came` tells whether each state came from wrong."""
    found = np.empty((len(last), len(came)), bool)
    state = last
    for column in range(len(came) - 1, -1, -1):
        found[:, column] = state
        state = np.where(state, came[column, 1], came[column, 0])
    return found


def _off(size: Floats, clean: Floats, centre: Floats, year: int) -> Floats:
    """How far each value is from its row's centre or its neighbours a year off, the nearest of these."""
    away = np.full((2, *size.shape), np.nan)
    away[0, :, year:], away[1, :, :-year] = clean[:, :-year], clean[:, year:]
    season = np.fmin(np.abs(size - away[0]), np.abs(size - away[1]))
    return np.asarray(np.minimum(np.fmin(np.abs(size - centre[:, np.newaxis]), season), FARTHEST))


def _next_to(clean: Floats) -> tuple[Floats, Floats]:
    """The value last told before each in its row, and the first after; NaN where there is none."""
    column, width = np.arange(clean.shape[1]), clean.shape[1]
    told = ~np.isnan(clean)
    last = np.maximum.accumulate(np.where(told, column, -1), axis=1)
    first = np.minimum.accumulate(np.where(told, column, width)[:, ::-1], axis=1)[:, ::-1]
    edged = np.pad(clean, ((0, 0), (1, 1)), constant_values=np.nan)
    before = np.take_along_axis(edged, np.pad(last[:, :-1], ((0, 0), (1, 0)), constant_values=-1) + 1, axis=1)
    after = np.take_along_axis(edged, np.pad(first[:, 1:], ((0, 0), (0, 1)), constant_values=width) + 1, axis=1)
    return before, after

"""Growth of levels and like for like, the bridge between the two, contributions of parts, means over years.

Arrays are enterprises × periods, NaN where an enterprise is not there; growth is in per cent, points are percentage
points of the whole's growth. Nothing is rounded here but by `printed`.

Sources: IMF, Producer Price Index Manual (2004), ch. 7 and 8, on matched samples and on units that appear and
disappear; United Nations, International Recommendations for the Index of Industrial Production 2010, on contributions
to growth; National Bureau of Statistics of China, notes on two-year average growth (2021), on geometric means.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from tallystick.compiling.methods.arrays import Floats
from tallystick.model import SeriesError

HUNDRED = 100.0
Counts = npt.NDArray[np.int64]


class Bridge(msgspec.Struct, frozen=True, kw_only=True):
    """What a level was and is, and what the enterprises that are in both periods had and have.

    All arrays are one number a period (or parts × periods); those about the earlier period stand at the later one.
    `units` and `units_before` are how many enterprises there are and were, `matched_units` how many are in both.
    """

    now: Floats
    before: Floats
    matched_now: Floats
    matched_before: Floats
    units: Counts
    units_before: Counts
    matched_units: Counts

    @property
    def entry(self) -> Floats:
        """What those have who were not there: their part of the level."""
        return np.where(self.units == self.matched_units, 0.0, self.now - self.matched_now)

    @property
    def exit(self) -> Floats:
        """What those had who are no longer there, as a change: zero or, of positive values, below."""
        return np.where(self.units_before == self.matched_units, 0.0, self.matched_before - self.before)

    @property
    def growth(self) -> Floats:
        """Growth of the level, in per cent."""
        return rate(self.now, self.before)

    @property
    def like_for_like(self) -> Floats:
        """Growth of the same enterprises, in per cent of what they had."""
        return rate(self.matched_now, self.matched_before)

    @property
    def points(self) -> tuple[Floats, Floats, Floats]:
        """What those in both periods, those who came and those who left add to the growth of the level.

        The three make it up: growth = matched + entry + exit.
        """
        changes = (self.matched_now - self.matched_before, self.entry, self.exit)
        matched, entry, gone = (_over(HUNDRED * change, self.before) for change in changes)
        return matched, entry, gone


def bridge(values: Floats, lag: int, starts: Sequence[int] = (0,)) -> Bridge:
    """The bridge from each period to the one `lag` periods later.

    `values` are enterprises × periods, weighted if at all, NaN where an enterprise is not there. Rows of one part
    stand together, from each of `starts` on: results are parts × periods, NaN in the first `lag`.

    >>> one = bridge(np.array([[100.0, 90.0], [50.0, np.nan], [np.nan, 30.0]]), 1)
    >>> [round(float(each[0, 1]), 2) for each in (one.growth, one.like_for_like, *one.points)]
    [-20.0, -10.0, -6.67, 20.0, -33.33]
    """
    there = ~np.isnan(values)
    filled = np.where(there, values, 0.0)
    edges = np.asarray(starts, np.intp)
    level, units = _added(filled, edges), _added(there, edges)
    both = there[:, lag:] & there[:, :-lag] if lag < values.shape[1] else there[:, :0]
    return Bridge(
        now=level,
        before=_later(level[:, : both.shape[1]], level.shape),
        matched_now=_later(_added(np.where(both, filled[:, lag:], 0.0), edges), level.shape),
        matched_before=_later(_added(np.where(both, filled[:, : both.shape[1]], 0.0), edges), level.shape),
        units=units,
        units_before=_later(units[:, : both.shape[1]], units.shape),
        matched_units=_later(_added(both, edges), units.shape),
    )


def _added(grid: npt.NDArray[Any], edges: npt.NDArray[np.intp]) -> npt.NDArray[Any]:
    """The sums of the rows of each part."""
    kind = np.int64 if grid.dtype == np.bool_ else np.float64
    added: npt.NDArray[Any]
    if len(edges) == 1:  # eight times as fast
        added = grid.sum(axis=0, dtype=kind)[None, :]
    else:
        added = np.add.reduceat(grid, edges, axis=0, dtype=kind)
    return added


def _later(told: npt.NDArray[Any], shape: tuple[int, ...]) -> npt.NDArray[Any]:
    """The same at the end of a wider grid, nothing (or none) before it."""
    wide: npt.NDArray[Any] = np.full(shape, 0 if told.dtype.kind == "i" else np.nan, told.dtype)
    wide[:, shape[1] - told.shape[1] :] = told
    return wide


def rate(now: Floats, before: Floats) -> Floats:
    """Growth in per cent; NaN where nothing was, or less than nothing: a rate of that says nothing."""
    base = np.where(before > 0, before, np.nan)
    return HUNDRED * (now / base - 1)


def _over(part: Floats, whole: Floats) -> Floats:
    return part / np.where(whole > 0, whole, np.nan)


def contribution_points(now: Floats, before: Floats, whole_before: Floats) -> Floats:
    """Percentage points that each part (rows) adds to the growth of the whole; together they are that growth."""
    return _over(HUNDRED * (now - before), whole_before)


def contribution_rates(now: Floats, before: Floats, whole_change: Floats) -> Floats:
    """Per cent of the whole's change that is each part's; NaN where the whole did not change. Together they are 100."""
    return HUNDRED * (now - before) / np.where(whole_change == 0, np.nan, whole_change)


def mean_growth(rates: Sequence[float]) -> float:
    """Mean growth of several years, geometric: the constant rate that leads to the same end, in per cent.

    The rates are in per cent, one a year. SeriesError where one is -100 or less.

    >>> round(mean_growth([-13.5, 35.1]), 1)
    8.1
    """
    if not rates:
        raise SeriesError("a mean of no growth rates", "give one a year")
    if min(rates) <= -HUNDRED:
        raise SeriesError(f"growth of {min(rates):g} % leaves nothing", "a mean is of rates above -100 %")
    total = math.fsum(math.log1p(one / HUNDRED) for one in rates)
    return HUNDRED * math.expm1(total / len(rates))


def mean_growth_of_levels(now: Floats, before: Floats, years: int) -> Floats:
    """Mean growth over so many years from the levels at both ends, in per cent a year; NaN where one is not above 0."""
    ratio = np.where(now > 0, now, np.nan) / np.where(before > 0, before, np.nan)
    return HUNDRED * (ratio ** (1 / years) - 1)


def ratio(numerator: Floats, denominator: Floats, *, percent: bool = False) -> Floats:
    """One sum over another: energy per unit of value added, or in per cent capacity use; NaN over nothing."""
    return _over(HUNDRED * numerator if percent else numerator, denominator)


def weighted_mean(rates: Floats, weights: Floats) -> float:
    """The mean of rates by weights, over those that have both; NaN where no weight is above zero.

    >>> weighted_mean(np.array([80.0, 60.0, np.nan]), np.array([3.0, 1.0, 5.0]))
    75.0
    """
    both = ~(np.isnan(rates) | np.isnan(weights))
    total = float(weights[both].sum())
    return float((rates[both] * weights[both]).sum()) / total if total > 0 else math.nan


def ratio_bridge(now: Bridge, of: Bridge, *, percent: bool = False) -> tuple[Floats, Floats, Floats, Floats]:
    """The change of a ratio, and its parts of those in both periods, of those who came and of those who left.

    `now` bridges the numerator, `of` the denominator of the same enterprises. The change of the matched is that of
    their own ratio; who came moves the ratio from that of the matched to that of all, who left did so before.
    """
    later = ratio(now.now, of.now, percent=percent)
    earlier = ratio(now.before, of.before, percent=percent)
    matched_later = ratio(now.matched_now, of.matched_now, percent=percent)
    matched_earlier = ratio(now.matched_before, of.matched_before, percent=percent)
    return later - earlier, matched_later - matched_earlier, later - matched_later, matched_earlier - earlier


def printed(parts: Sequence[float], whole: float, digits: int) -> list[Decimal]:
    """Parts rounded for print so that they make up the rounded whole: by largest remainder, never by a unit or more.

    The method of Hamilton: all are rounded down, and the units that are left go to the largest remainders.

    >>> [str(one) for one in printed([1.25, 1.25, 2.5], 5.0, 1)]
    ['1.3', '1.2', '2.5']
    """
    unit = Decimal(1).scaleb(-digits)
    exact = [Decimal(repr(float(one))) / unit for one in parts]
    down = [one.to_integral_value(rounding="ROUND_FLOOR") for one in exact]
    target = (Decimal(repr(float(whole))) / unit).to_integral_value(rounding=ROUND_HALF_UP)
    left = int(target - sum(down))
    order = sorted(range(len(exact)), key=lambda n: (down[n] - exact[n], n))
    for n in order[:left] if left > 0 else ():
        down[n] += 1
    return [told if told else abs(told) for told in ((one * unit).quantize(unit) for one in down)]

"""From sums to exact figures: levels, growth, its bridge, contributions and means, nothing rounded yet."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from tallystick.compiling.figures.sums import QUANTITIES
from tallystick.compiling.figures.suppression import MOVES, unsafe
from tallystick.compiling.methods import growth
from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.growth import HUNDRED, Bridge
from tallystick.compiling.recipes.recipe import Indicator, Recipe, is_rate

CELLS = ("level", "growth", "like_for_like", "both_periods", "entry", "exit", "correction", "points", "rate", "mean")
"""The figures of a row, in the order of the table; where there are means over further years, they follow.

Growth is that of the level; `both_periods`, `entry` and `exit` are the points of it that the enterprises in both
periods, those that came and those that left make up, `correction` what benchmarking and raking add. `points` and
`rate` are the part's contribution to the growth of the whole, in percentage points and in per cent of it. `mean` is
like-for-like growth over the recipe's first number of years. Of a rate in per cent all are changes in percentage
points, and there is no mean.
"""


BRIDGE = (*MOVES, "correction")
"""What makes up growth of the level; the last only where levels are brought to what is known better."""


class Exact(NamedTuple):
    """The exact figures of one indicator and part, one number a period each.

    `few` tells for each figure where too few enterprises make it, `sums` and `bridge` what it is made of.
    """

    exact: dict[str, Floats]
    few: dict[str, Flags]
    sums: Floats
    bridge: Bridge


def means_of(recipe: Recipe) -> dict[str, int]:
    """The names of means of growth and their years: `mean` of the recipe's first number of years, then `mean_3`."""
    return {f"mean_{years}" if n else "mean": years for n, years in enumerate(recipe.years)}


def cells_of(recipe: Recipe) -> tuple[str, ...]:
    """The figures of a row, in the order of the table."""
    return (*CELLS, *list(means_of(recipe))[1:])


def earlier(values: Floats, lag: int) -> Floats:
    """Each period's value of `lag` periods before; NaN where there is none."""
    shifted = np.full(len(values), np.nan)
    shifted[lag:] = values[: max(len(values) - lag, 0)]
    return shifted


def _bridge(sums: Floats, lag: int, of: str = "") -> Bridge:
    def row(name: str) -> Floats:
        found: Floats = sums[QUANTITIES.index(name)]
        return found

    units, there = row("units"), earlier(row("units"), lag)
    known = ~np.isnan(there)
    return Bridge(
        now=row(of + "now"),
        before=earlier(row(of + "now"), lag),
        matched_now=np.where(known, row(of + "matched_now"), np.nan),
        matched_before=np.where(known, row(of + "matched_before"), np.nan),
        units=units.astype(np.int64),
        units_before=np.nan_to_num(there).astype(np.int64),
        matched_units=row("matched_units").astype(np.int64),
    )


def made_of(recipe: Recipe, indicator: Indicator, sums: Floats, lag: int) -> Exact:
    """The exact figures of an indicator from its sums; `lag` is how many periods a year has."""
    own = _bridge(sums, lag)
    scale = indicator.scale
    points: tuple[Floats, ...] = own.points
    level, growing, like = own.now, own.growth, own.like_for_like
    if indicator.kind != "total" and not indicator.chained:
        of = _bridge(sums, lag, "of_")
        level, growing, like, points = _of_ratio(indicator, own, of)
    if is_rate(indicator):  # its changes are points of the same scale
        growing, like, points = growing * scale, like * scale, tuple(scale * one for one in points)
    exact = {"level": level * scale, "growth": growing, "like_for_like": like}
    exact |= dict(zip(("both_periods", "entry", "exit"), points, strict=True))
    if not is_rate(indicator):
        exact |= {name: _mean(like, years, lag) for name, years in means_of(recipe).items()}
    return Exact(exact, unsafe(own, recipe.threshold, lag, means_of(recipe)), sums, own)


def _of_ratio(indicator: Indicator, own: Bridge, of: Bridge) -> tuple[Floats, Floats, Floats, tuple[Floats, ...]]:
    """Level, growth (of a rate its change), that like for like, and the bridge, in per cent (points)."""
    percent = indicator.kind == "rate"
    level = growth.ratio(own.now, of.now, percent=percent)
    change, *parts = growth.ratio_bridge(own, of, percent=percent)
    if is_rate(indicator):
        return level, change, parts[0], tuple(parts)
    before = growth.ratio(own.before, of.before)
    base = np.where(before > 0, before, np.nan)
    earlier = growth.ratio(own.matched_before, of.matched_before)
    like = growth.rate(growth.ratio(own.matched_now, of.matched_now), earlier)
    return level, HUNDRED * change / base, like, tuple(HUNDRED * part / base for part in parts)


def _mean(like: Floats, years: int, lag: int) -> Floats:
    """Mean like-for-like growth over so many years up to each period."""
    found = np.full(len(like), np.nan)
    for at in range(years * lag, len(like)):
        rates = [float(like[at - n * lag]) for n in range(years)]
        if not any(math.isnan(one) or one <= -HUNDRED for one in rates):
            found[at] = growth.mean_growth(rates)
    return found


def contribute_told(made: Exact, whole: Exact, lag: int) -> None:
    """Add what a part contributes to the growth of the whole by levels as they are told: raked ones add up."""
    now, before = made.exact["level"], earlier(made.exact["level"], lag)
    all_now, all_before = whole.exact["level"], earlier(whole.exact["level"], lag)
    made.exact["points"] = growth.contribution_points(now, before, all_before)
    made.exact["rate"] = growth.contribution_rates(now, before, all_now - all_before)


def contribute(made: Exact, whole: Exact) -> None:
    """Add what a part contributes to the growth of the whole, as both are added up."""
    own, all_of = made.bridge, whole.bridge
    made.exact["points"] = growth.contribution_points(own.now, own.before, all_of.before)
    made.exact["rate"] = growth.contribution_rates(own.now, own.before, all_of.now - all_of.before)

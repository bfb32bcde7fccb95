"""Levels brought to totals that are known better: benchmarks over time, then parts to what they must add up to.

Methods are those of `benchmarking` and `raking`. Growth is then that of the levels as they are told; the bridge keeps
what enterprises did, and `correction` is what benchmarking and raking add to it, so that the four make growth up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tallystick.compiling.benchmarking import Benchmark, benchmark
from tallystick.compiling.exact import Exact, earlier
from tallystick.compiling.given import Table
from tallystick.compiling.growth import rate
from tallystick.compiling.raking import rake
from tallystick.compiling.recipe import CROSS, Indicator, Recipe
from tallystick.compiling.recipe_totals import Benchmarking, Raking
from tallystick.compiling.returns import Floats
from tallystick.model import Period, RecipeError, SeriesError

Part = tuple[str, str]
"""The title of a partition, and a part of it; both empty: all there is."""

TOTAL, VARIANCE = "total", "variance"
CLOSE = 1e-9  # of the amounts that are added up: what differs by less adds up


def corrected(
    recipe: Recipe, indicator: Indicator, periods: Sequence[Period], made: Mapping[Part, Exact], lag: int
) -> None:
    """Bring an indicator's levels to what the recipe says is known better, in the order in which it says so."""
    before = {part: one.exact["level"] for part, one in made.items()}
    for known in recipe.benchmarks:
        if known.indicator == indicator.id:
            _benchmarked(known, periods, made)
    for raking in recipe.rakes:
        if raking.indicator == indicator.id:
            _raked(recipe, raking, periods, made)
    for part, one in made.items():
        if one.exact["level"] is not before[part]:
            _regrown(one.exact, before[part], lag)


def adds_up(parts: Iterable[Exact], whole: Exact) -> bool:
    """Whether levels that were corrected add up to the whole as it is told: then parts contribute by these."""
    several = [one.exact["level"] for one in parts]
    size = np.abs(several).sum(axis=0)
    return bool((np.abs(np.sum(several, axis=0) - whole.exact["level"]) <= CLOSE * size).all())


def _regrown(exact: dict[str, Floats], summed: Floats, lag: int) -> None:
    """Growth of the level as it is told, and what of it is correction."""
    growth = rate(exact["level"], earlier(exact["level"], lag))
    exact |= {"summed": summed, "correction": growth - exact["growth"], "growth": growth}


def _benchmarked(known: Benchmarking, periods: Sequence[Period], made: Mapping[Part, Exact]) -> None:
    keys = ("part",) if known.partition else ()
    table = Table(known.totals, keys, f"[[benchmark]] {known.indicator} totals")
    wanted: dict[Part, list[Benchmark]] = {}
    for number, period, key in table.told():
        span = _span(Period.parse(period), periods) if period else None
        if not period:
            raise RecipeError(f"{table.where}, row {number}: no period", "tell the year, quarter or month of the total")
        if span is not None:
            value, variance = table.number_at(number, TOTAL), table.number_at(number, VARIANCE, default=0.0)
            part = (known.partition, key[0]) if key else ("", "")
            wanted.setdefault(part, []).append(Benchmark(first=span[0], last=span[1], value=value, variance=variance))
    if not wanted:
        raise RecipeError(f"{table.where}: none is of a period that the returns hold whole", "give those that are")
    for part, several in wanted.items():
        if part not in made:
            raise RecipeError(f"{table.where}: {part[1]} is no part by {part[0]}", "name a part that the returns hold")
        level = made[part].exact["level"]
        try:
            found = benchmark(level, several, rho=known.rho, lam=known.lam, bias=known.bias)
        except SeriesError as error:
            of = f" of {part[1]}" if part[1] else ""
            raise RecipeError(f"[[benchmark]] {known.indicator}{of}: {error.problem}", error.advice) from None
        made[part].exact["level"] = found.values


def _span(total: Period, periods: Sequence[Period]) -> tuple[int, int] | None:
    """The places of the periods that make up a total's; None where they are not all there."""
    inside = [at for at, one in enumerate(periods) if total.first <= one.first and one.last <= total.last]
    whole = inside and periods[inside[0]].first == total.first and periods[inside[-1]].last == total.last
    return (inside[0], inside[-1]) if whole else None


def _raked(recipe: Recipe, one: Raking, periods: Sequence[Period], made: Mapping[Part, Exact]) -> None:
    """Bring a partition's parts to the whole, or those across two partitions to the parts of these, each period."""
    division = next(each for each in recipe.partitions if each.title == one.partition)
    axes = [[part for title, part in made if title == each] for each in division.across]
    names = [CROSS.join(pair) for pair in _pairs(axes)] if axes else [p for title, p in made if title == one.partition]
    unknown = set(one.alterable) - set(names)
    if unknown:
        raise RecipeError(f"[[rake]] {one.partition}: {min(unknown)} is no part of it", "name one that there is")
    nothing = np.zeros(len(periods))
    level = np.array([made[part].exact["level"] if (part := (one.partition, n)) in made else nothing for n in names])
    ease = np.array([one.alterable.get(name, 1.0) for name in names])
    shape = tuple(len(axis) for axis in axes) or (len(names),)
    found = level.copy()
    for at, period in enumerate(periods):
        cells = level[:, at].reshape(shape)
        margins = [
            np.array([made[title, part].exact["level"][at] for part in axis])
            for title, axis in zip(division.across, axes, strict=True)
        ]
        total = None if axes else float(made["", ""].exact["level"][at])
        if not cells.any():
            continue
        try:
            found[:, at] = rake(cells, margins, total=total, alterable=ease.reshape(shape)).values.ravel()
        except SeriesError as error:
            raise RecipeError(f"[[rake]] {one.partition}, {period}: {error.problem}", error.advice) from None
    for name, levels in zip(names, found, strict=True):
        if (one.partition, name) in made:
            made[one.partition, name].exact["level"] = levels


def _pairs(axes: Sequence[Sequence[str]]) -> Iterable[tuple[str, ...]]:
    return ((first, second) for first in axes[0] for second in axes[1])

"""Levels brought to totals that are known better: benchmarks over time, then parts to what they must add up to.

Methods are those of `benchmarking` and `raking`. Growth is then that of the levels as they are told; the bridge keeps
what enterprises did, and `correction` is what benchmarking and raking add to it, so that the four make growth up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tallystick.compiling.figures.exact import Exact, earlier
from tallystick.compiling.methods.arrays import Floats
from tallystick.compiling.methods.benchmarking import Benchmark, benchmark
from tallystick.compiling.methods.growth import rate
from tallystick.compiling.methods.raking import rake
from tallystick.compiling.recipes.recipe import CROSS, Indicator, Recipe
from tallystick.compiling.recipes.totals import Benchmarking, Raking
from tallystick.compiling.returns.calendars import lag_of
from tallystick.compiling.returns.given import Table
from tallystick.model import Period, RecipeError, SeriesError

Part = tuple[str, str]
"""The title of a partition, and a part of it; both empty: all there is."""

TOTAL, VARIANCE = "total", "variance"
CLOSE = 1e-9  # of the amounts that are added up: what differs by less adds up


def corrected(
    recipe: Recipe,
    indicator: Indicator,
    periods: Sequence[Period],
    made: Mapping[Part, Exact],
    *,
    of_year: bool = False,
) -> None:
    """Bring an indicator's levels to what the recipe says is known better, in the order in which it says so.

    `periods` are single ones; levels `of_year`, told from its start on, are corrected by what each of them adds.
    """
    before = {
        part: _apart(one.exact["level"], periods) if of_year else one.exact["level"] for part, one in made.items()
    }
    levels = dict(before)
    for known in recipe.benchmarks:
        if known.indicator == indicator.id:
            _benchmarked(known, periods, levels)
    for raking in recipe.rakes:
        if raking.indicator == indicator.id:
            _raked(recipe, raking, periods, levels)
    for part, level in levels.items():
        if level is not before[part]:
            _regrown(made[part].exact, _together(level, periods) if of_year else level, lag_of(periods))


def _apart(level: Floats, periods: Sequence[Period]) -> Floats:
    """What each period adds to a level that is told from the start of the year on."""
    found = level.copy()
    for at in range(1, len(periods)):
        if not _begins(periods[at]):
            found[at] = level[at] - level[at - 1]
    return found


def _together(added: Floats, periods: Sequence[Period]) -> Floats:
    """The level from the start of each year on, of what each period adds."""
    found = added.copy()
    for at in range(1, len(periods)):
        if not _begins(periods[at]):
            found[at] += found[at - 1]
    return found


def _begins(period: Period) -> bool:
    return period.first % 12 == 0


def adds_up(parts: Iterable[Exact], whole: Exact) -> bool:
    """Whether levels that were corrected add up to the whole as it is told: then parts contribute by these."""
    several = [one.exact["level"] for one in parts]
    size = np.abs(several).sum(axis=0)
    return bool((np.abs(np.sum(several, axis=0) - whole.exact["level"]) <= CLOSE * size).all())


def _regrown(exact: dict[str, Floats], level: Floats, lag: int) -> None:
    """Growth of the level as it is told, and what of it is correction."""
    growth = rate(level, earlier(level, lag))
    correction = growth - exact["growth"]
    exact |= {"summed": exact["level"], "level": level, "growth": growth, "correction": correction}


def _benchmarked(known: Benchmarking, periods: Sequence[Period], levels: dict[Part, Floats]) -> None:
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
        if part not in levels:
            raise RecipeError(f"{table.where}: {part[1]} is no part by {part[0]}", "name a part that the returns hold")
        try:
            levels[part] = _to_totals(levels[part], several, known)
        except SeriesError as error:
            of = f" of {part[1]}" if part[1] else ""
            raise RecipeError(f"[[benchmark]] {known.indicator}{of}: {error.problem}", error.advice) from None


def _to_totals(level: Floats, totals: Sequence[Benchmark], known: Benchmarking) -> Floats:
    """The level benchmarked; in proportion nothing stays nothing before it first and after it last is something."""
    there = np.flatnonzero(level)
    low, high = (int(there[0]), int(there[-1])) if known.lam and len(there) else (0, len(level) - 1)
    inside = [
        Benchmark(
            first=max(one.first, low) - low, last=min(one.last, high) - low, value=one.value, variance=one.variance
        )
        for one in totals
    ]
    found = level.copy()
    found[low : high + 1] = benchmark(
        level[low : high + 1], inside, rho=known.rho, lam=known.lam, bias=known.bias
    ).values
    return found


def _span(total: Period, periods: Sequence[Period]) -> tuple[int, int] | None:
    """The places of the periods that make up a total's; None where they are not all there."""
    inside = [at for at, one in enumerate(periods) if total.first <= one.first and one.last <= total.last]
    whole = inside and periods[inside[0]].first == total.first and periods[inside[-1]].last == total.last
    return (inside[0], inside[-1]) if whole else None


def _raked(recipe: Recipe, one: Raking, periods: Sequence[Period], levels: dict[Part, Floats]) -> None:
    """Bring a partition's parts to the whole, or those across two partitions to the parts of these, each period."""
    division = next(each for each in recipe.partitions if each.title == one.partition)
    axes = [[part for title, part in levels if title == each] for each in division.across]
    names = (
        [CROSS.join(pair) for pair in _pairs(axes)] if axes else [p for title, p in levels if title == one.partition]
    )
    unknown = set(one.alterable) - set(names)
    if unknown:
        raise RecipeError(f"[[rake]] {one.partition}: {min(unknown)} is no part of it", "name one that there is")
    nothing = np.zeros(len(periods))
    level = np.array([levels.get((one.partition, name), nothing) for name in names])
    ease = np.array([one.alterable.get(name, 1.0) for name in names])
    shape = tuple(len(axis) for axis in axes) or (len(names),)
    found = level.copy()
    for at, period in enumerate(periods):
        cells = level[:, at].reshape(shape)
        margins = [
            np.array([levels[title, part][at] for part in axis])
            for title, axis in zip(division.across, axes, strict=True)
        ]
        total = None if axes else float(levels["", ""][at])
        if not cells.any():
            continue
        try:
            found[:, at] = rake(cells, margins, total=total, alterable=ease.reshape(shape)).values.ravel()
        except SeriesError as error:
            raise RecipeError(f"[[rake]] {one.partition}, {period}: {error.problem}", error.advice) from None
    for name, told in zip(names, found, strict=True):
        if (one.partition, name) in levels:
            levels[one.partition, name] = told


def _pairs(axes: Sequence[Sequence[str]]) -> Iterable[tuple[str, ...]]:
    return ((first, second) for first in axes[0] for second in axes[1])

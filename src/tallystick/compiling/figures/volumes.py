"""Chain-linked volumes of an indicator: parts of a partition, valued at current prices and in volume, are its items.

The method is that of `chaining`. Growth is on the same period of the year before, and contributions of parts add up to
it exactly; levels of parts do not add up to the whole outside the reference year and the one after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tallystick.compiling.figures.exact import Exact, earlier
from tallystick.compiling.figures.sums import QUANTITIES, WHOLE
from tallystick.compiling.methods.arrays import Floats
from tallystick.compiling.methods.chaining import Chained, chain
from tallystick.compiling.methods.growth import HUNDRED, rate
from tallystick.compiling.recipes.recipe import Indicator
from tallystick.model import Period, RecipeError, SeriesError

VALUE, VOLUME = QUANTITIES.index("now"), QUANTITIES.index("of_now")


def chained(
    indicator: Indicator, periods: Sequence[Period], made: Mapping[tuple[str, str], Exact], lag: int
) -> dict[tuple[str, str], Exact]:
    """The whole and its items with levels, growth and contributions of chain-linked volumes; other parts have none."""
    items = [part for part in made if part[0] == indicator.items]
    start = next((at for at, one in enumerate(periods) if one.first % 12 == 0), len(periods))
    done = _linked(indicator, periods, start, [made[part].sums for part in items], [part for _, part in items], lag)
    index = indicator.kind == "volume index"
    of = [at for at, one in enumerate(periods[start:]) if one.start.year == indicator.reference]
    found = {WHOLE: _told(indicator, made[WHOLE], done.index if index else done.levels, start, lag)}
    for place, part in enumerate(items):
        level = done.item_levels[:, place]
        mean = float(level[of].mean())
        own = HUNDRED * level / mean if index and mean > 0 else level * (np.nan if index else 1)
        found[part] = _told(indicator, made[part], own, start, lag)
        points = _whole_length(done.points[:, place], start)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = HUNDRED * points / found[WHOLE].exact["growth"]
        found[part].exact.update(points=points, rate=np.where(np.isfinite(share), share, np.nan))
    return found


def _linked(
    indicator: Indicator, periods: Sequence[Period], start: int, sums: Sequence[Floats], names: Sequence[str], lag: int
) -> Chained:
    """The chain of all items, from the first period of a year on."""
    where = f"[[indicator]] {indicator.id}"
    whole = (len(periods) - start) // lag
    first = periods[start].start.year if whole else 0
    if not whole:
        raise RecipeError(f"{where}: the returns hold no whole year", "a chain begins with one: give returns of it")
    reference = indicator.reference - first
    if not 0 <= reference < whole:
        problem = f"{where}: reference {indicator.reference}, the returns hold {first} to {first + whole - 1} whole"
        raise RecipeError(problem, "choose one of these years")
    values = np.stack([one[VALUE, start:] for one in sums], axis=1)
    volumes = np.stack([one[VOLUME, start:] for one in sums], axis=1)
    try:
        return chain(values, volumes, lag, reference=reference, items=names, periods=list(map(str, periods[start:])))
    except SeriesError as error:
        raise RecipeError(f"{where}: {error.problem}", error.advice) from None


def _told(indicator: Indicator, made: Exact, level: Floats, start: int, lag: int) -> Exact:
    told = _whole_length(level, start) * (indicator.scale if indicator.kind != "volume index" else 1.0)
    return made._replace(exact={"level": told, "growth": rate(told, earlier(told, lag))})


def _whole_length(values: Floats, start: int) -> Floats:
    """The values at the end of all periods, nothing before the chain begins."""
    return np.concatenate([np.full(start, np.nan), values])

"""Winsorisation of a link group's panel by a recipe: strata, their L, and the expected value that goes with weights.

The method is that of `winsorisation`: by the mean of a stratum in expansion estimation, by its ratio to the auxiliary
in ratio estimation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.strata import Cells, together
from tallystick.compiling.methods.winsorisation import Winsorised, winsorise
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.recipes.totals import Winsorising
from tallystick.compiling.returns.given import Table
from tallystick.compiling.returns.panel import Panel
from tallystick.model import ReturnsError

LIMITS, LIMIT = "[estimation] winsorise limits", "limit"


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A value that winsorisation looked at: as it was, its outlier weight (o), what it is drawn in to, and why (not).

    `cutoff` is None where there is none; `mark` is W, NW_FE (stands for itself alone) or NW_AG (weight of at most 1).
    """

    unit: str
    period: str
    stratum: tuple[str, ...]
    column: str
    value: float
    weight: float
    drawn: float
    cutoff: float | None
    mark: str


class Strata(NamedTuple):
    """The stratum and period of each return of a panel, as cells; of each cell its period's place and its codes."""

    cells: Cells
    keys: list[tuple[int, tuple[str, ...]]]


def strata_of(panel: Panel, recipe: Recipe, there: Flags) -> Strata:
    """The strata of those returns of a panel that are `there`."""
    columns = recipe.strata
    told: list[npt.NDArray[Any]] = [np.nonzero(there)[1], *(panel.codes[one][there] for one in columns)]
    distinct, place = together(told, [len(panel.periods), *(len(panel.names[one]) for one in columns)])
    keys = [
        (at, tuple(panel.names[one][code] for one, code in zip(columns, codes, strict=True))) for at, *codes in distinct
    ]
    return Strata(Cells(codes=place, count=len(keys)), keys)


def strata_in(panel: Panel, recipe: Recipe) -> tuple[tuple[str, ...], ...]:
    """The strata of a panel that may be in another link group too; none where nothing is winsorised by strata."""
    if recipe.estimation.winsorise is None or recipe.link in recipe.strata or not recipe.link:
        return ()
    return tuple(sorted({codes for _, codes in strata_of(panel, recipe, panel.present).keys}))


def apart(groups: Iterable[tuple[str, Sequence[tuple[str, ...]]]]) -> None:
    """ReturnsError where a stratum lies in two link groups: what is far above it cannot be told in one of them."""
    seen: dict[tuple[str, ...], str] = {}
    for group, strata in groups:
        for one in strata:
            if one in seen:
                problem = f"stratum {' '.join(one)} is in two link groups, {seen[one]} and {group}"
                advice = "winsorise by strata within them: name the link's column too, like strata = [link, column]"
                raise ReturnsError(problem, advice)
            seen[one] = group


def drawn_in(panel: Panel, recipe: Recipe, values: Floats, rule: Winsorising) -> tuple[Flags, Winsorised]:
    """Where a panel has a value, and what winsorisation makes of those, in the order of the panel's cells."""
    if panel.design is None:
        raise ReturnsError("winsorisation without design weights", "give a column design, or let the recipe make them")
    there = ~np.isnan(values)
    strata = strata_of(panel, recipe, there)
    ratio: dict[str, Any] = {}
    if recipe.estimation.method == "ratio":
        name = recipe.estimation.auxiliary
        factor = np.ones_like(values) if panel.calibration is None else panel.calibration
        ratio = {"calibration": factor[there], "auxiliary": _complete(panel, panel.values[name], there, name)}
    limit = _limits(panel, strata, there, rule, recipe.strata)
    return there, winsorise(strata.cells, values[there], panel.design[there], limit, **ratio)


def drawn_values(panel: Panel, recipe: Recipe, name: str, values: Floats, rule: Winsorising) -> Iterator[Drawn]:
    """What is made of each value of a column, by enterprise and period."""
    there, found = drawn_in(panel, recipe, values, rule)
    strata = strata_of(panel, recipe, there)
    for at, (row, period) in enumerate(np.argwhere(there).tolist()):
        edge = float(found.cutoff[at])
        yield Drawn(
            unit=str(panel.units[row]),
            period=str(panel.periods[period]),
            stratum=strata.keys[strata.cells.codes[at]][1],
            column=name,
            value=float(values[row, period]),
            weight=float(found.weight[at]),
            drawn=float(found.value[at]),
            cutoff=None if np.isnan(edge) else edge,
            mark=str(found.mark[at]),
        )


def _limits(panel: Panel, strata: Strata, there: Flags, rule: Winsorising, columns: tuple[str, ...]) -> Floats:
    """The L of each value: one for all, its own, or that of its stratum in a table."""
    if isinstance(rule.limit, str) and rule.limit:
        told = _complete(panel, panel.values[rule.limit], there, rule.limit)
        first = told[strata.cells.first()][strata.cells.codes]
        if (told != first).any():
            row, period = np.argwhere(there)[np.argmax(told != first)].tolist()
            where = f"{panel.units[row]} in {panel.periods[period]}"
            raise ReturnsError(f"{where} has another L than its stratum", "give one L for a stratum and period")
        return told
    if not rule.limits:
        return np.full(len(strata.cells.codes), float(rule.limit))
    table = Table(rule.limits, columns, LIMITS)
    found = [table.number(codes, panel.periods[period], LIMIT) for period, codes in strata.keys]
    return np.array(found, float)[strata.cells.codes]


def _complete(panel: Panel, grid: Floats, there: Flags, name: str) -> Floats:
    """A column where there are values; ReturnsError where it tells none."""
    lacking = there & np.isnan(grid)
    if lacking.any():
        row, period = np.argwhere(lacking)[0].tolist()
        where = f"{panel.units[row]} in {panel.periods[period]}"
        raise ReturnsError(f"{where} has a value and no {name}", f"give {name} for every return")
    return grid[there]

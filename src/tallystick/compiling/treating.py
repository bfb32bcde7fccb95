"""What is done to the values of a link group before they are added up: edits, then imputation, then winsorisation."""

from __future__ import annotations

import msgspec
import numpy as np

from tallystick.compiling.edits import edited, edits_of
from tallystick.compiling.filling import filled, rule_of
from tallystick.compiling.panel import Panel
from tallystick.compiling.recipe import Recipe
from tallystick.compiling.returns import Floats
from tallystick.compiling.strata import Cells
from tallystick.compiling.treated import Treated, options
from tallystick.compiling.winsorisation import winsorise


class Winsorising(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the numerators of totals are winsorised: the L of each stratum, a link group in a period."""

    limit: float


def treated(panel: Panel, recipe: Recipe) -> Treated:
    """The panel's values by the recipe's edits, imputation and winsorisation, with marks of what was changed."""
    done = Treated(values=dict(panel.values), edited={}, imputed={})
    edited(panel, recipe, done)
    filled(panel, recipe, done)
    if recipe.estimation.winsorise and panel.design is not None:
        limit = options(recipe.estimation.winsorise, Winsorising, "[estimation] winsorise").limit
        for name in {one.numerator for one in recipe.indicators if one.kind == "total"}:
            _winsorise(panel, name, panel.design, limit, done)
    return done


def methods_of(recipe: Recipe) -> None:
    """RecipeError for a method that there is not, or an option that it has not."""
    edits_of(recipe)
    if recipe.imputation.method != "none":
        rule_of(recipe)
    if recipe.estimation.winsorise:
        options(recipe.estimation.winsorise, Winsorising, "[estimation] winsorise")


def _winsorise(panel: Panel, name: str, design: Floats, limit: float, done: Treated) -> None:
    """Draw in what is too high for its stratum, the link group in a period."""
    there = ~np.isnan(done.values[name])
    _, period = np.nonzero(there)
    known, codes = np.unique(period, return_inverse=True)
    strata = Cells(codes=codes, count=len(known))
    values = done.values[name][there]
    found = winsorise(strata, values, design[there], np.full(len(values), limit))
    drawn = done.values[name].copy()
    drawn[there] = found.value
    changed = there & (drawn != done.values[name])
    done.values[name] = drawn
    done.mark(panel, name, changed)

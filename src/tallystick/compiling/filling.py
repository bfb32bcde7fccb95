"""The imputation of a recipe: what was not returned is made within each link group, and marked."""

from __future__ import annotations

import numpy as np

from tallystick.compiling.imputation import impute
from tallystick.compiling.imputation_model import ImputationRule, Sample
from tallystick.compiling.panel import Mask, Panel
from tallystick.compiling.recipe import Recipe
from tallystick.compiling.returns import Floats
from tallystick.compiling.treated import Treated, none_of, options


def rule_of(recipe: Recipe) -> ImputationRule:
    """How the recipe imputes; RecipeError for options that its method has not."""
    told = {"method": recipe.imputation.method, **recipe.imputation.options}
    return options(told, ImputationRule, "[imputation] options")


def filled(panel: Panel, recipe: Recipe, done: Treated) -> None:
    """Make what was not returned, if the recipe says so."""
    if recipe.imputation.method == "none":
        return
    rule = rule_of(recipe)
    auxiliary = done.values[recipe.imputation.auxiliary] if recipe.imputation.auxiliary else None
    for name in recipe.questions:
        if name != recipe.imputation.auxiliary:
            done.values[name], done.imputed[name] = _imputed(panel, done.values[name], auxiliary, rule)


def _imputed(panel: Panel, values: Floats, auxiliary: Floats | None, rule: ImputationRule) -> tuple[Floats, Mask]:
    """The values with those that were not returned made, and where.

    An enterprise that tells nothing in an unbroken run of its returns, and has no auxiliary value, stays without one.
    """
    reached = _reached(panel.present, ~np.isnan(values))
    if auxiliary is not None:
        reached |= panel.present & ~np.isnan(auxiliary)
    if not (reached & np.isnan(values)).any():
        return values, none_of(panel)
    groups = np.zeros(len(values), np.int64)
    made = impute(Sample(values=values, sampled=reached, groups=groups, auxiliary=auxiliary), rule)
    return made.values, reached & np.isnan(values)


def _reached(present: Mask, told: Mask) -> Mask:
    """Where a return is, or can be made by carrying one forward or backward through periods with returns."""
    forward, backward = told.copy(), told.copy()
    for at in range(1, present.shape[1]):
        forward[:, at] |= present[:, at] & forward[:, at - 1]
        backward[:, -at - 1] |= present[:, -at - 1] & backward[:, -at]
    return forward | backward

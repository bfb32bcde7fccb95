"""What is done to the values of a link group before they are added up: edits, then imputation, each by its method."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from tallystick.compiling.imputation import impute
from tallystick.compiling.imputation_model import ImputationRule, Sample
from tallystick.compiling.panel import Mask, Panel
from tallystick.compiling.recipe import Recipe
from tallystick.compiling.returns import Floats
from tallystick.model import RecipeError, ReturnsError


class Treated(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a panel as they are added up, and which of them were edited or imputed; enterprises × periods."""

    values: dict[str, Floats]
    edited: dict[str, Mask]
    imputed: dict[str, Mask]


def treated(panel: Panel, recipe: Recipe) -> Treated:
    """The panel's values by the recipe's imputation, with marks of those that were made."""
    done = Treated(values=dict(panel.values), edited={}, imputed={})
    if recipe.imputation.method != "none":
        rule = rule_of(recipe)
        auxiliary = panel.values[recipe.imputation.auxiliary] if recipe.imputation.auxiliary else None
        for name in recipe.values:
            if name != recipe.imputation.auxiliary:
                done.values[name], done.imputed[name] = _imputed(panel, done.values[name], auxiliary, rule)
    return done


def rule_of(recipe: Recipe) -> ImputationRule:
    """How the recipe imputes; RecipeError for options that its method has not."""
    told: dict[str, Any] = {"method": recipe.imputation.method, **recipe.imputation.options}
    try:
        return msgspec.convert(told, ImputationRule)
    except (msgspec.ValidationError, ReturnsError) as error:
        raise RecipeError(f"[imputation] options: {error}", "see the docs of the method") from None


def none_of(panel: Panel) -> Mask:
    """A mask that marks nothing."""
    return np.zeros(panel.present.shape, bool)


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

"""What is done to the values of a link group before they are added up: edits, imputation, winsorisation."""

from __future__ import annotations

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns.panel import Panel
from tallystick.compiling.treating.drawing_in import drawn_in
from tallystick.compiling.treating.edits import edited, edits_of, judged
from tallystick.compiling.treating.filling import filled, imputation_of
from tallystick.compiling.treating.queries import queries_of
from tallystick.compiling.treating.treated import Treated
from tallystick.compiling.treating.year_to_date import rejoin, split


def treated(panel: Panel, recipe: Recipe) -> Treated:
    """The panel's values by the recipe's edits, imputation and winsorisation, with marks of what was changed."""
    done = Treated(values=dict(panel.values), edited={}, imputed={})
    edited(panel, recipe, done)
    split(panel, recipe, done)
    done.clean.update(done.values)
    judged(panel, recipe, done)
    filled(panel, recipe, done)
    rejoin(panel, recipe, done)
    if recipe.estimation.winsorise:
        for name in drawn_columns(recipe):
            there, found = drawn_in(panel, recipe, done.values[name], recipe.estimation.winsorise)
            _put(panel, done, name, there, found.value)
    return done


def drawn_columns(recipe: Recipe) -> tuple[str, ...]:
    """The columns that are winsorised: the numerators of totals."""
    return tuple(dict.fromkeys(one.numerator for one in recipe.indicators if one.kind == "total"))


def methods_of(recipe: Recipe) -> None:
    """RecipeError for a method that there is not, or an option that it has not."""
    edits_of(recipe)
    imputation_of(recipe)
    queries_of(recipe)


def _put(panel: Panel, done: Treated, name: str, there: Flags, drawn: Floats) -> None:
    """Put values that were drawn in in their place, and mark which were."""
    values = done.values[name].copy()
    values[there] = drawn
    changed = there & (values != done.values[name])
    done.values[name] = values
    done.mark(panel, name, changed)

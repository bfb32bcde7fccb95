"""The edits of a recipe: what is done to returns before all else, each by its written method."""

from __future__ import annotations

import msgspec
import numpy as np

from tallystick.compiling.editing import AGREES, CORRECTED, correct_totals
from tallystick.compiling.panel import Panel
from tallystick.compiling.recipe import Edit, Recipe
from tallystick.compiling.thousands import PRICE, find_thousands
from tallystick.compiling.treated import Treated, options
from tallystick.model import RecipeError


class ThousandErrors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `thousand errors`: what it costs to call a return wrong, in decimal logarithms."""

    price: float = PRICE


class TotalsRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `totals`: whether the total is mended or its components, and the differences that are mended."""

    amend_total: bool = True
    absolute: float | None = None
    share: float | None = None


_EDITS: dict[str, type[ThousandErrors | TotalsRule]] = {"thousand errors": ThousandErrors, "totals": TotalsRule}


def edits_of(recipe: Recipe) -> None:
    """RecipeError for an edit that there is not, or an option that it has not."""
    for edit in recipe.edits:
        if edit.method not in _EDITS:
            raise RecipeError(f"[[edit]] {edit.method}: no such method", f"give one of: {', '.join(_EDITS)}")
        rule: ThousandErrors | TotalsRule = options(edit.options, _EDITS[edit.method], f"[[edit]] {edit.method}")
        if isinstance(rule, TotalsRule) and rule.absolute is None and rule.share is None:
            raise RecipeError("[[edit]] totals: no difference is mended", "give options absolute, share or both")
        if edit.method == "totals" and len(edit.columns) < 3:
            raise RecipeError("[[edit]] totals: too few columns", "give the total, then its components")


def edited(panel: Panel, recipe: Recipe, done: Treated) -> None:
    """Do the recipe's edits in their order."""
    for edit in recipe.edits:
        _edit(panel, recipe, edit, done)


def _edit(panel: Panel, recipe: Recipe, edit: Edit, done: Treated) -> None:
    """Put an edit's values in the place of those returned, and mark which it changed."""
    columns = edit.columns or recipe.questions
    if edit.method == "thousand errors":
        price = options(edit.options, ThousandErrors, "[[edit]] thousand errors").price
        year = 12 // max(panel.periods[0].frequency, 1)
        for name in columns:
            found = find_thousands(done.values[name], price=price, year=year)
            done.values[name] = found.value
            done.mark(panel, name, found.mark == CORRECTED)
        return
    rule = options(edit.options, TotalsRule, "[[edit]] totals")
    total, *parts = columns
    several = [done.values[name] for name in parts]
    amended = correct_totals(
        done.values[total], several, amend_total=rule.amend_total, absolute=rule.absolute, share=rule.share
    )
    mended = (amended.mark != AGREES) & ~np.isnan(done.values[total])
    for name, told in zip(columns, [amended.total, *amended.components], strict=True):
        changed = mended & ~np.isnan(told) & (told != done.values[name])
        done.values[name] = np.where(changed, told, done.values[name])
        done.mark(panel, name, changed)

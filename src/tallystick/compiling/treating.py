"""What is done to the values of a link group before they are added up: edits, then imputation, then winsorisation."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import numpy as np

from tallystick.compiling.editing import AGREES, CORRECTED, correct_totals
from tallystick.compiling.imputation import impute
from tallystick.compiling.imputation_model import ImputationRule, Sample
from tallystick.compiling.panel import Mask, Panel
from tallystick.compiling.recipe import Edit, Recipe
from tallystick.compiling.returns import Floats
from tallystick.compiling.strata import Cells
from tallystick.compiling.thousands import PRICE, find_thousands
from tallystick.compiling.winsorisation import winsorise
from tallystick.model import RecipeError, ReturnsError

T = TypeVar("T")


class Treated(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a panel as they are added up, and which of them were edited or imputed; enterprises × periods.

    What winsorisation draws in counts as edited.
    """

    values: dict[str, Floats]
    edited: dict[str, Mask]
    imputed: dict[str, Mask]


class ThousandErrors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `thousand errors`: what it costs to call a return wrong, in decimal logarithms."""

    price: float = PRICE


class TotalsRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `totals`: whether the total is mended or its components, and the differences that are mended."""

    amend_total: bool = True
    absolute: float | None = None
    share: float | None = None


class Winsorising(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the numerators of totals are winsorised: the L of each stratum, a link group in a period."""

    limit: float


_EDITS: dict[str, type[ThousandErrors | TotalsRule]] = {"thousand errors": ThousandErrors, "totals": TotalsRule}


def treated(panel: Panel, recipe: Recipe) -> Treated:
    """The panel's values by the recipe's edits, imputation and winsorisation, with marks of what was changed."""
    done = Treated(values=dict(panel.values), edited={}, imputed={})
    for edit in recipe.edits:
        _edit(panel, recipe, edit, done)
    if recipe.imputation.method != "none":
        rule = rule_of(recipe)
        auxiliary = done.values[recipe.imputation.auxiliary] if recipe.imputation.auxiliary else None
        for name in recipe.values:
            if name != recipe.imputation.auxiliary:
                done.values[name], done.imputed[name] = _imputed(panel, done.values[name], auxiliary, rule)
    if recipe.estimation.winsorise and panel.design is not None:
        limit = _options(recipe.estimation.winsorise, Winsorising, "[estimation] winsorise").limit
        for name in {one.numerator for one in recipe.indicators if one.kind == "total"}:
            _winsorise(panel, name, panel.design, limit, done)
    return done


def methods_of(recipe: Recipe) -> None:
    """RecipeError for a method that there is not, or an option that it has not."""
    for edit in recipe.edits:
        if edit.method not in _EDITS:
            raise RecipeError(f"[[edit]] {edit.method}: no such method", f"give one of: {', '.join(_EDITS)}")
        rule: ThousandErrors | TotalsRule = _options(edit.options, _EDITS[edit.method], f"[[edit]] {edit.method}")
        if isinstance(rule, TotalsRule) and rule.absolute is None and rule.share is None:
            raise RecipeError("[[edit]] totals: no difference is mended", "give options absolute, share or both")
        if edit.method == "totals" and len(edit.columns) < 3:
            raise RecipeError("[[edit]] totals: too few columns", "give the total, then its components")
    if recipe.imputation.method != "none":
        rule_of(recipe)
    if recipe.estimation.winsorise:
        _options(recipe.estimation.winsorise, Winsorising, "[estimation] winsorise")


def rule_of(recipe: Recipe) -> ImputationRule:
    """How the recipe imputes; RecipeError for options that its method has not."""
    told = {"method": recipe.imputation.method, **recipe.imputation.options}
    return _options(told, ImputationRule, "[imputation] options")


def none_of(panel: Panel) -> Mask:
    """A mask that marks nothing."""
    return np.zeros(panel.present.shape, bool)


def _options(told: dict[str, Any], kind: type[T], where: str) -> T:
    try:
        return msgspec.convert(told, kind)
    except (msgspec.ValidationError, ReturnsError) as error:
        raise RecipeError(f"{where}: {error}", "see what the method takes: docs/compiling.md") from None


def _edit(panel: Panel, recipe: Recipe, edit: Edit, done: Treated) -> None:
    """Put an edit's values in the place of those returned, and mark which it changed."""
    columns = edit.columns or recipe.values
    if edit.method == "thousand errors":
        price = _options(edit.options, ThousandErrors, "[[edit]] thousand errors").price
        year = 12 // max(panel.periods[0].frequency, 1)
        for name in columns:
            found = find_thousands(done.values[name], price=price, year=year)
            done.values[name] = found.value
            _mark(panel, done, name, found.mark == CORRECTED)
        return
    rule = _options(edit.options, TotalsRule, "[[edit]] totals")
    total, *parts = columns
    several = [done.values[name] for name in parts]
    amended = correct_totals(
        done.values[total], several, amend_total=rule.amend_total, absolute=rule.absolute, share=rule.share
    )
    mended = (amended.mark != AGREES) & ~np.isnan(done.values[total])
    for name, told in zip(columns, [amended.total, *amended.components], strict=True):
        changed = mended & ~np.isnan(told) & (told != done.values[name])
        done.values[name] = np.where(changed, told, done.values[name])
        _mark(panel, done, name, changed)


def _mark(panel: Panel, done: Treated, name: str, changed: Mask) -> None:
    done.edited[name] = done.edited.get(name, none_of(panel)) | changed


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
    _mark(panel, done, name, changed)

"""The edits of a recipe: what is done to returns before all else, each by its written method.

`thousand errors` and `totals` mend returns as they come; `hidiroglou-berthelot` then marks what stands out among the
changes of its link group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias

import msgspec
import numpy as np

from tallystick.compiling.methods.arrays import Floats
from tallystick.compiling.methods.editing import (
    AGREES,
    BY_HAND,
    CORRECTED,
    THOUSAND,
    Thousands,
    correct_thousands,
    correct_totals,
)
from tallystick.compiling.methods.outliers import FEWEST, outliers
from tallystick.compiling.methods.strata import Cells
from tallystick.compiling.methods.thousands import PRICE, find_thousands
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.recipes.steps import Edit
from tallystick.compiling.returns.calendars import lag_of
from tallystick.compiling.returns.panel import Panel
from tallystick.compiling.treating.treated import Asked, Treated, none_of, options
from tallystick.model import RecipeError

_LEAST = 100
_OUTLIERS = "hidiroglou-berthelot"


class ThousandErrors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `thousand errors`: what it costs to call a return wrong, in decimal logarithms.

    `factor` is how many times too high a wrong one is: 10000 where returns are in ten thousands, and some in units.
    `principal` is the column that decides for all columns of the edit; empty: each decides for itself. With `lower` and
    `upper` it is the method of the written specification: wrong is what stands between them times its predictor, the
    value of the period before (or a column of predictors), else the auxiliary.
    """

    price: float = PRICE
    factor: float = THOUSAND
    lower: float | None = None
    upper: float | None = None
    principal: str = ""


class TotalsRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `totals`: whether the total is mended or its components, and the differences that are mended."""

    amend_total: bool = True
    absolute: float | None = None
    share: float | None = None


class OutlierRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `hidiroglou-berthelot`: U, C and A of the method, how many changes a group must have.

    Changes are those from `lag` periods before. What stands out is marked, with `treat` impute also taken for missing.
    """

    exponent: float = 0.4
    multiplier: float = 40.0
    share: float = 0.05
    fewest: int = FEWEST
    lag: int = 1
    treat: Literal["mark", "impute"] = "mark"


Rule: TypeAlias = ThousandErrors | TotalsRule | OutlierRule
RULES: dict[str, type[Rule]] = {"thousand errors": ThousandErrors, "totals": TotalsRule, _OUTLIERS: OutlierRule}


def edits_of(recipe: Recipe) -> None:
    """RecipeError for an edit that there is not, or an option that it has not."""
    for edit in recipe.edits:
        if method_of(edit) not in RULES:
            raise RecipeError(f"[[edit]] {edit.method}: no such method", f"give one of: {', '.join(RULES)}")
        for group in ("", *edit.groups):
            for problem, advice in _wrong(recipe, edit, rule_of(edit, group)):
                raise RecipeError(f"[[edit]] {edit.method}: {problem}", advice)


def method_of(edit: Edit) -> str:
    """An edit's method, dashes written as hyphens."""
    return edit.method.replace("–", "-").strip().lower()


def rule_of(edit: Edit, group: str = "") -> Rule:
    """An edit's options in a link group."""
    told: dict[str, Any] = edit.options | edit.groups.get(group, {})
    rule: Rule = options(told, RULES[method_of(edit)], f"[[edit]] {edit.method}")
    return rule


def edited(panel: Panel, recipe: Recipe, done: Treated) -> None:
    """Mend what was returned, in the order of the recipe's edits."""
    for edit in recipe.edits:
        columns, rule = edit.columns or recipe.questions, rule_of(edit, panel.group)
        if isinstance(rule, ThousandErrors):
            _thousands(panel, edit, rule, columns, done)
        elif isinstance(rule, TotalsRule):
            _totals(panel, edit, rule, columns, done)


def judged(panel: Panel, recipe: Recipe, done: Treated) -> None:
    """Mark what stands out, in the order of the recipe's edits."""
    for edit in recipe.edits:
        rule = rule_of(edit, panel.group)
        if isinstance(rule, OutlierRule):
            for name in edit.columns or recipe.questions:
                _outlying(panel, rule, name, done)


def _thousands(panel: Panel, edit: Edit, rule: ThousandErrors, columns: tuple[str, ...], done: Treated) -> None:
    for name in (rule.principal,) if rule.principal else columns:
        found = _found(panel, edit, rule, done.values[name], done)
        for other in columns if rule.principal else (name,):
            wrong = (found.mark == CORRECTED) & ~np.isnan(done.values[other])
            done.values[other] = found.value if other == name else found.applied(done.values[other])
            done.mark(panel, other, wrong)


def _found(panel: Panel, edit: Edit, rule: ThousandErrors, values: Floats, done: Treated) -> Thousands:
    """The thousand errors of a column."""
    auxiliary = done.values.get(edit.auxiliary)
    if rule.lower is None or rule.upper is None:
        register = None
        if auxiliary is not None:  # the value of each enterprise that was told last
            last = auxiliary.shape[1] - 1 - np.argmax(~np.isnan(auxiliary[:, ::-1]), axis=1)
            register = auxiliary[np.arange(len(auxiliary)), last]
        return find_thousands(values, register, price=rule.price, year=lag_of(panel.periods), factor=rule.factor)
    predictive = done.values.get(edit.predictive)
    clean, several = np.full(len(values), np.nan), []
    for at in range(values.shape[1]):
        before = clean if predictive is None else predictive[:, at]
        other = np.nan if auxiliary is None else auxiliary[:, at]
        found = correct_thousands(values[:, at], before, other, lower=rule.lower, upper=rule.upper, factor=rule.factor)
        several.append(found)
        clean = several[-1].value
    grids = {name: np.stack([getattr(one, name) for one in several], axis=1) for name in ("mark", "ratio", "value")}
    return Thousands(**grids, factor=rule.factor)


def _totals(panel: Panel, edit: Edit, rule: TotalsRule, columns: tuple[str, ...], done: Treated) -> None:
    total, *parts = columns
    several = [done.values[name] for name in parts]
    amended = correct_totals(
        done.values[total],
        several,
        amend_total=rule.amend_total,
        predictive=done.values.get(edit.predictive),
        auxiliary=done.values.get(edit.auxiliary, np.nan),
        absolute=rule.absolute,
        share=rule.share,
    )
    told = ~np.isnan(done.values[total])
    far = (amended.mark == BY_HAND) & told
    done.asked.append(Asked.of(total, far, np.nansum(several, axis=0), f"not the sum of {', '.join(parts)}"))
    mended = (amended.mark != AGREES) & told
    for name, value in zip(columns, [amended.total, *amended.components], strict=True):
        changed = mended & ~np.isnan(value) & (value != done.values[name])
        done.values[name] = np.where(changed, value, done.values[name])
        done.mark(panel, name, changed)


def _outlying(panel: Panel, rule: OutlierRule, name: str, done: Treated) -> None:
    values = done.values[name]
    width = values.shape[1] - rule.lag
    if width < 1:
        return
    now, before = values[:, rule.lag :], values[:, : -rule.lag]
    cells = Cells(codes=np.broadcast_to(np.arange(width), now.shape).ravel().astype(np.intp), count=width)
    found = outliers(
        cells, now.ravel(), before.ravel(),
        exponent=rule.exponent, multiplier=rule.multiplier, share=rule.share, fewest=rule.fewest,
    )  # fmt: skip
    marked, expected = none_of(panel), np.full(values.shape, np.nan)
    marked[:, rule.lag :] = found.outlying.reshape(now.shape)
    expected[:, rule.lag :] = before * found.ratio
    done.outlying[name] = done.outlying.get(name, none_of(panel)) | marked
    span = "the period before" if rule.lag == 1 else f"{rule.lag} periods before"
    done.asked.append(Asked.of(name, marked, expected, f"its change from {span} stands out"))
    if rule.treat == "impute":
        done.values[name] = np.where(marked, np.nan, values)


def _wrong(recipe: Recipe, edit: Edit, rule: Rule) -> Iterator[tuple[str, str]]:
    """What cannot be meant by an edit."""
    columns = edit.columns or recipe.questions
    if isinstance(rule, OutlierRule) and (edit.auxiliary or edit.predictive):
        yield "it takes no auxiliary and no predictors", "take them away"
    if isinstance(rule, ThousandErrors) and edit.predictive and rule.lower is None:
        yield "predictors are of the method with limits", "give options lower and upper, or take predictive away"
    wrong: dict[type[Rule], Callable[[Any, tuple[str, ...], Recipe], Iterator[tuple[str, str]]]] = {
        ThousandErrors: _wrong_thousands, TotalsRule: _wrong_totals, OutlierRule: _wrong_outliers,
    }  # fmt: skip
    yield from wrong[type(rule)](rule, columns, recipe)


def _wrong_thousands(rule: ThousandErrors, columns: tuple[str, ...], _: Recipe) -> Iterator[tuple[str, str]]:
    if not rule.price > 0:
        yield f"price: {rule.price}", "give a number above zero; the usual is 1.5"
    if not rule.factor >= _LEAST:
        yield f"factor: {rule.factor:g}", "give 100 or more: 1000 as usual, 10000 where ten thousands are asked for"
    limits = (rule.lower, rule.upper)
    if limits != (None, None) and (None in limits or not 0 < (rule.lower or 0) < (rule.upper or 0)):
        yield f"nothing lies between {rule.lower} and {rule.upper}", "give 0 < lower < upper, like 350 and 1350"
    if rule.principal and rule.principal not in columns:
        yield f"principal: {rule.principal} is none of its columns", f"name one of {', '.join(columns)}"


def _wrong_totals(rule: TotalsRule, columns: tuple[str, ...], _: Recipe) -> Iterator[tuple[str, str]]:
    if rule.absolute is None and rule.share is None:
        yield "no difference is mended", "give options absolute, share or both"
    if any(bound is not None and not bound >= 0 for bound in (rule.absolute, rule.share)):
        yield "a difference below nought", "give absolute and share as numbers of at least 0"
    if len(columns) < 3:
        yield "too few columns", "give the total, then its components"


def _wrong_outliers(rule: OutlierRule, _: tuple[str, ...], recipe: Recipe) -> Iterator[tuple[str, str]]:
    if not (0 <= rule.exponent <= 1 and rule.multiplier > 0 and rule.share >= 0 and rule.lag >= 1):
        yield "these options mark nothing", "give 0 <= exponent <= 1, multiplier > 0, share >= 0 and lag of 1 or more"
    if rule.treat == "impute" and recipe.imputation.method == "none":
        yield "what stands out is to be imputed, but nothing is", "give [imputation] a method"

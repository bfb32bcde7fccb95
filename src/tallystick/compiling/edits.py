"""A recipe's edits done to a panel: each `[[edit]]` by its method, in their order, and which values they changed.

- `thousand errors`: each of the columns by itself, or all as the `principal` one says (see `thousands`).
- `totals and components`: the first column is the total, the others its components (see `editing`).

Winsorisation (`[estimation.winsorise]`, a column's L for all link groups or for each) draws in what is too high, by
the panel's weights, within a link group and period (see `winsorisation`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec
import numpy as np

from tallystick.compiling.editing import correct_totals
from tallystick.compiling.panel import Mask, Panel
from tallystick.compiling.recipe import Edit, Recipe
from tallystick.compiling.returns import Floats
from tallystick.compiling.strata import Cells
from tallystick.compiling.thousands import PRICE, find_thousands
from tallystick.compiling.winsorisation import winsorise
from tallystick.model import RecipeError

Values = dict[str, Floats]
Kind = TypeVar("Kind", bound=msgspec.Struct)


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a panel after its edits, and where each column was changed; all are enterprises × periods."""

    values: Values
    changed: dict[str, Mask]


class ThousandErrors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `thousand errors`: who decides for all columns, who is like them in thousands, and the price."""

    principal: str = ""
    auxiliary: str = ""
    price: float = PRICE


class TotalsAndComponents(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of `totals and components`: what is amended, and by how much it may be off."""

    amend: Literal["total", "components"] = "total"
    absolute: float | None = None
    share: float | None = None


def edited(panel: Panel, recipe: Recipe) -> Edited:
    """The panel's values with all edits of the recipe done; RecipeError for a method or option that there is not."""
    values = dict(panel.values)
    for edit in recipe.edits:
        if edit.method not in METHODS:
            known = ", ".join(METHODS)
            raise RecipeError(f"[[edit]] {edit.method}: there is no such method", f"give one of: {known}")
        values |= METHODS[edit.method](values, edit)
    changed = {
        name: (told != panel.values[name]) & ~(np.isnan(told) & np.isnan(panel.values[name]))
        for name, told in values.items()
    }
    return Edited(values=values, changed=changed)


def winsorised(panel: Panel, recipe: Recipe, values: Values) -> Values:
    """The columns that the recipe winsorises, with what is too high drawn in; as they are where nothing is told."""
    found: Values = {}
    for name, told in recipe.estimation.winsorise.items():
        limit = told.get(panel.group) if isinstance(told, dict) else told
        if name not in values or not isinstance(limit, int | float | None):
            advice = 'write winsorise = {turnover = 5000} or {turnover = {"06" = 5000}}, of columns that are used'
            raise RecipeError(f"[estimation] winsorise: {name} has no L that can be used", advice)
        if limit is not None:
            found[name] = _drawn_in(panel, values[name], float(limit))
    return found


def _drawn_in(panel: Panel, values: Floats, limit: float) -> Floats:
    """A column winsorised period by period; what was not returned stays out of it."""
    told = ~np.isnan(values)
    if not told.any() or panel.design is None:
        return values
    cells = Cells(codes=np.nonzero(told)[1], count=values.shape[1])
    y, design = values[told], panel.design[told]
    factors = None if panel.calibration is None else panel.calibration[told]
    alike = None if factors is None else np.ones_like(factors)
    drawn = winsorise(cells, y, design, np.full(len(y), limit), calibration=factors, auxiliary=alike)
    found = values.copy()
    found[told] = drawn.value
    return found


def _thousand_errors(values: Values, edit: Edit) -> Values:
    options = _options(edit, ThousandErrors)
    named = edit.columns or tuple(values)
    _check(values, edit, (*named, *filter(None, (options.principal, options.auxiliary))))
    register = _usual(values[options.auxiliary]) if options.auxiliary else None
    columns = [name for name in named if name != options.auxiliary]
    if options.principal:
        found = find_thousands(values[options.principal], register, price=options.price)
        return {name: found.applied(values[name]) for name in dict.fromkeys((options.principal, *columns))}
    return {name: find_thousands(values[name], register, price=options.price).value for name in columns}


def _totals_and_components(values: Values, edit: Edit) -> Values:
    options = _options(edit, TotalsAndComponents)
    _check(values, edit, edit.columns)
    if len(edit.columns) < 2 or (options.absolute is None and options.share is None):
        advice = "name the total and its components as columns, and give `absolute`, `share` or both"
        raise RecipeError(f"[[edit]] {edit.method}: columns or thresholds are missing", advice)
    total, *parts = edit.columns
    told = correct_totals(
        values[total],
        [values[name] for name in parts],
        amend_total=options.amend == "total",
        absolute=options.absolute,
        share=options.share,
    )
    return {total: told.total, **dict(zip(parts, told.components, strict=True))}


METHODS: dict[str, Callable[[Values, Edit], Values]] = {
    "thousand errors": _thousand_errors,
    "totals and components": _totals_and_components,
}


def _options(edit: Edit, kind: type[Kind]) -> Kind:
    """The options of an edit as its method has them."""
    try:
        return msgspec.convert(edit.options, kind)
    except msgspec.ValidationError as error:
        known = ", ".join(kind.__struct_fields__)
        raise RecipeError(f"[[edit]] {edit.method}: {error}", f"its options are: {known}") from None


def _check(values: Values, edit: Edit, names: tuple[Any, ...]) -> None:
    missing = next((name for name in names if name not in values), None)
    if missing is not None:
        advice = "name it among the edit's columns, or that of an indicator"
        raise RecipeError(f"[[edit]] {edit.method}: {missing} is not among the values", advice)


def _usual(column: Floats) -> Floats:
    """The median of each enterprise's values, NaN without any."""
    ordered = np.sort(column, axis=1)
    count = np.count_nonzero(~np.isnan(column), axis=1)
    return np.asarray(ordered[np.arange(len(column)), np.maximum(count - 1, 0) // 2])

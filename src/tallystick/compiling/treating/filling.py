"""The imputation of a recipe: what was not returned is made within each link group or its classes, and marked how."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.conditions import Coded, Column, compared_in, holds
from tallystick.compiling.methods.imputation import impute
from tallystick.compiling.methods.imputation_model import LINKS, Held, ImputationRule, Sample
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns.panel import ABSENT, Panel
from tallystick.compiling.treating.treated import Treated, none_of, options
from tallystick.model import Period, PeriodError, RecipeError, ReturnsError


def rule_of(recipe: Recipe, group: str = "") -> ImputationRule:
    """How the recipe imputes in a link group; RecipeError for options that its method has not."""
    told = {"method": recipe.imputation.method, **recipe.imputation.options}
    of_group = recipe.imputation.groups.get(group, {})
    return options(told | of_group, ImputationRule, f"[imputation] {'groups' if of_group else 'options'}")


def imputation_of(recipe: Recipe) -> None:
    """RecipeError for what cannot be meant by the recipe's imputation."""
    told = recipe.imputation
    if told.method == "none":
        return
    for group in ("", *told.groups):
        rule_of(recipe, group)
    for problem, advice in (*_wrong_columns(recipe), *_wrong_condition(recipe)):
        raise RecipeError(f"[imputation] {problem}", advice)


def _wrong_columns(recipe: Recipe) -> Iterator[tuple[str, str]]:
    told, questions = recipe.imputation, recipe.questions
    by_value = {"manual": told.manual, "auxiliary": {} if isinstance(told.auxiliary, str) else told.auxiliary}
    for entry, every in (("links", told.links), ("earlier", told.earlier)):
        by_value[entry] = {name: "" for name, columns in every.items() if not isinstance(columns, str)}
    for entry, named in by_value.items():
        for name in sorted(set(named) - set(questions)):
            yield f"{entry}: {name} is no value that is made", f"name one of {', '.join(questions)}"
    for name in questions:
        links = told.links_of(name)
        if unknown := sorted((set(links) | set(told.links_of(name, earlier=True))) - set(LINKS)):
            yield f"{unknown[0]} is no kind of link", f"name one of {', '.join(LINKS)}"
        if len({"forward", "backward"} & set(links)) == 1:
            yield "links: forward or backward alone", "give both, or neither of them"
        if told.auxiliary_of(name) == name:
            yield f"auxiliary: {name} is its own", "name another column"


def _wrong_condition(recipe: Recipe) -> Iterator[tuple[str, str]]:
    told = recipe.imputation
    try:
        beside = compared_in(told.condition) if told.condition else {}
        when = [Period.parse(one.strip("'")) for one in beside.get("period", ())]
    except PeriodError as error:
        yield f"condition: {error}", "write periods as they are told: '2024-02', '2024-Q1', '2024'"
        return
    except ReturnsError as error:
        yield error.problem, error.advice
        return
    if any(str(one) != word.strip("'") for one, word in zip(when, beside.get("period", ()), strict=True)):
        yield "condition: a period without quotes", "write it like period = '2024'"
    for name in set(told.conditional) & set(recipe.values):
        if not told.conditional[name]:
            yield f"condition: {name} holds numbers", "compare it with a number, without quotes"


def filled(panel: Panel, recipe: Recipe, done: Treated) -> None:
    """Make what was not returned, if the recipe says so; a value whose auxiliary is made, too, after that one."""
    if recipe.imputation.method == "none":
        return
    told = recipe.imputation
    rule = rule_of(recipe, panel.group)
    rows = _rows(panel, told.classes)
    considered = _considered(panel, told.condition, done)
    questions = recipe.questions
    for name in sorted(questions, key=lambda one: told.auxiliary_of(one) in questions):
        missing = panel.present & np.isnan(done.values[name])
        if not missing.any():
            done.imputed[name] = none_of(panel)
            continue
        grids = {
            "values": done.values[name],
            "auxiliary": done.values.get(told.auxiliary_of(name)),
            "manual": done.values.get(told.manual.get(name, "")),
            "considered": considered,
        }
        links, held = (
            {kind: done.values[column] for kind, column in told.links_of(name, earlier=earlier).items()}
            for earlier in (False, True)
        )
        sample = rows.sample(panel, grids, links)
        if held and rule.weight is not None:
            sample = dataclasses.replace(sample, held=rows.held(held, rule.lag))
        made = impute(sample, rule, complete=False)
        values, markers = rows.back(made.values, np.nan), rows.back(made.markers, 0)
        done.imputed[name] = missing & ~np.isnan(values)
        done.values[name], done.markers[name] = values, markers


class _Rows(NamedTuple):
    """The rows that are imputed: an enterprise whose class changes has one in each, of which some cells are its own.

    `row` is that of the panel, `own` None where every enterprise has one class; `groups` number the classes from 0.
    """

    row: npt.NDArray[np.intp] | None
    own: Flags | None
    groups: npt.NDArray[np.int64]

    def sample(self, panel: Panel, grids: dict[str, Any], links: dict[str, Floats]) -> Sample:
        """The panel laid out by these rows."""
        laid: dict[str, Any] = {name: None if grid is None else self.laid(grid) for name, grid in grids.items()}
        if self.own is not None:
            laid["values"] = np.where(self.own, laid["values"], np.nan)
        return Sample(
            sampled=self.laid(panel.present) if self.own is None else self.own,
            groups=self.groups,
            links={kind: self.laid(grid) for kind, grid in links.items()} or None,
            **laid,
        )

    def held(self, links: dict[str, Floats], lag: int) -> Held:
        """Links of `lag` periods before those periods that the returns begin with, told by their rows."""
        count, width = len(self.groups), next(iter(links.values())).shape[1]
        found = {}
        for kind, grid in links.items():
            laid = self.laid(grid)
            told = np.full((int(self.groups.max(initial=-1)) + 1, lag), np.nan)
            row, column = (one[::-1] for one in np.nonzero(~np.isnan(laid[:, : min(lag, width)])))  # the first holds
            told[self.groups[row], column] = laid[row, column]
            found[kind] = told
        nothing = np.full((count, lag), np.nan)
        return Held(values=nothing, markers=np.zeros((count, lag), np.int8), links=found)

    def laid(self, grid: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A grid of the panel by these rows."""
        return grid if self.row is None else grid[self.row]

    def back(self, grid: npt.NDArray[Any], empty: float) -> npt.NDArray[Any]:
        """A grid of these rows as one of the panel."""
        if self.row is None or self.own is None:
            return grid
        found = np.full((int(self.row.max()) + 1, grid.shape[1]), empty, grid.dtype)
        row, column = np.nonzero(self.own)
        found[self.row[row], column] = grid[row, column]
        return found


def _rows(panel: Panel, classes: tuple[str, ...]) -> _Rows:
    """The rows of the classes that columns make together."""
    if not classes:
        return _Rows(None, None, np.zeros(len(panel.present), np.int64))
    code = np.zeros(panel.present.shape, np.int64)
    for name in classes:
        code = code * len(panel.names[name]) + panel.codes[name]
    code[~panel.present] = ABSENT
    row, column = np.nonzero(panel.present)
    size = int(code.max()) + 1
    pairs = np.unique(row * size + code[row, column])
    row, of = pairs // size, pairs % size
    groups = np.unique(of, return_inverse=True)[1].astype(np.int64)
    if len(row) == len(code):
        return _Rows(None, None, groups)
    return _Rows(row, code[row] == of[:, np.newaxis], groups)


def _considered(panel: Panel, condition: str, done: Treated) -> Flags | None:
    """Which responses may make links; None: all."""
    if not condition:
        return None
    row, column = np.nonzero(panel.present)
    columns: dict[str, Column] = {
        "unit": Coded([str(one) for one in panel.units.to_pylist()], row),
        "period": Coded([str(one) for one in panel.periods], column),
    }
    columns |= {name: Coded(panel.names[name], grid[row, column]) for name, grid in panel.codes.items()}
    columns |= {name: grid[row, column] for name, grid in done.values.items()}
    found = none_of(panel)
    found[row, column] = holds(condition, columns)
    return found

"""Which returns of a link group are worth a call: by the selective-editing score, and what edits left to be asked.

The score is that of `selective`: s = 100 a |r - p| / f, where r is the return as edited, p what was predicted (the
final value of the period before or, if there is none, an auxiliary) and f the estimate of the link group in the period
before: the sum of a |value|, so that a domain of profits and losses has one, too. Scores of several questions are
combined over those that were answered; an enterprise is asked whose combined score is at least the threshold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import numpy as np

from tallystick.compiling.methods.arrays import Floats
from tallystick.compiling.methods.selective import score
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.recipes.steps import Queries
from tallystick.compiling.returns.panel import Panel
from tallystick.compiling.treating.treated import Treated
from tallystick.model import RecipeError


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A return to be asked about: what was returned (None: nothing) and expected, its score (None: not scored), why."""

    unit: str
    period: str
    question: str
    returned: float | None
    expected: float | None
    score: float | None
    why: str


_DIGITS = 9  # of scores that are told apart
COLUMNS = Query.__struct_fields__


def queries_of(recipe: Recipe) -> None:
    """RecipeError for what cannot be meant by the recipe's queries."""
    told = recipe.queries
    for problem, advice in _wrong(told, questions_of(recipe)):
        raise RecipeError(f"[queries] {problem}", advice)


def questions_of(recipe: Recipe) -> tuple[str, ...]:
    """The columns that are scored: those named, else numerators and denominators of the indicators."""
    made = (column for one in recipe.indicators for column in (one.numerator, one.denominator) if column)
    return recipe.queries.columns or tuple(dict.fromkeys(made))


def queries(panel: Panel, recipe: Recipe, done: Treated) -> Iterator[Query]:
    """The returns of a panel's newest periods that are worth a call, as they came and were edited."""
    told = recipe.queries
    newest = range(max(panel.present.shape[1] - told.newest, 0), panel.present.shape[1])
    units = panel.units
    for period in newest:
        found: dict[tuple[int, str], dict[str, Any]] = {}
        if period >= told.lag:
            found = _scored(panel, recipe, done, period)
        for asked in done.asked:
            here = asked.periods == period
            for row, expected in zip(asked.rows[here].tolist(), asked.expected[here].tolist(), strict=True):
                told_of = found.setdefault((row, asked.column), {"score": None, "why": []})
                told_of["expected"] = expected
                told_of["why"].insert(0, asked.why)
        for (row, name), of in found.items():
            yield Query(
                unit=str(units[row].as_py()),
                period=str(panel.periods[period]),
                question=recipe.column(name),
                returned=_number((done.clean if name in recipe.cumulative else panel.values)[name][row, period]),
                expected=_number(of["expected"]),
                score=of["score"],
                why="; ".join(of["why"]),
            )


def ordered(found: Iterable[Query]) -> tuple[Query, ...]:
    """Queries in the order in which to ask: the newest period first, in it those of the highest score."""

    def place(one: Query) -> tuple[float, str, str]:
        return -(round(one.score, _DIGITS) if one.score is not None else np.inf), one.unit, one.question

    by_place = sorted(found, key=place)
    return tuple(sorted(by_place, key=lambda one: one.period, reverse=True))


def _scored(panel: Panel, recipe: Recipe, done: Treated, period: int) -> dict[tuple[int, str], dict[str, Any]]:
    """Row and column of the returns of a period whose enterprise's score is at least the threshold."""
    told, names = recipe.queries, questions_of(recipe)
    threshold = float(told.groups.get(panel.group, told.threshold))
    design = np.ones(len(panel.present)) if panel.design is None else panel.design[:, period]
    before = period - told.lag
    weight = np.ones(len(panel.present)) if panel.design is None else np.nan_to_num(panel.design[:, before])
    returned = np.stack([done.clean[name][:, period] for name in names])
    predicted = np.stack([done.values[name][:, before] for name in names])
    auxiliary = np.stack([_auxiliary(told, name, done, period, len(design)) for name in names])
    standard = np.nansum(np.abs(predicted) * weight, axis=1)
    predicted = np.where(np.isnan(predicted), auxiliary, predicted)
    known = ~np.isnan(returned) & ~np.isnan(predicted) & (standard > 0)[:, np.newaxis]
    share = np.array([told.weights.get(name, 1.0) for name in names])[:, np.newaxis] * known
    rows = np.flatnonzero(known.any(axis=0) & (share.sum(axis=0) > 0))
    if not rows.size:
        return {}
    found = score(
        np.where(known, returned, 0.0)[:, rows],
        np.where(known, predicted, 0.0)[:, rows],
        design=np.maximum(design[rows], 1.0),
        standard=np.where(standard > 0, standard, 1.0)[:, np.newaxis] * np.ones(len(rows)),
        threshold=threshold,
        combination="weighted" if told.combination == "mean" else told.combination,
        weights=share[:, rows],
        power=told.power,
    )
    asked: dict[tuple[int, str], dict[str, Any]] = {}
    for at in np.flatnonzero(~found.passed).tolist():
        row, several = int(rows[at]), found.score[:, at]
        own = np.flatnonzero(several >= min(threshold, several.max()))
        for number in own.tolist():
            words = f"score {several[number]:.3g}"
            if len(names) > 1 and told.combination != "maximum":
                words += f", of all questions {found.final[at]:.3g}"
            asked[row, names[number]] = {
                "expected": predicted[number, row],
                "score": float(several[number]),
                "why": [f"{words}, at least {threshold:.3g}"],
            }
    return asked


def _auxiliary(told: Queries, name: str, done: Treated, period: int, size: int) -> Floats:
    column = told.auxiliary.get(name, "")
    return done.values[column][:, period] if column else np.full(size, np.nan)


def _wrong(told: Queries, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry, named in (("weights", told.weights), ("auxiliary", told.auxiliary)):
        for name in sorted(set(named) - set(names)):
            yield f"{entry}: {name} is no column that is scored", f"name one of {', '.join(names)}"
    if told.weights and told.combination != "weighted":
        yield f"weights, but scores are combined by {told.combination}", 'say combination = "weighted"'
    if any(not one >= 0 for one in told.weights.values()):
        yield "a weight below nought", "give nought or more"
    if any(not one > 0 for one in (told.threshold, *told.groups.values())):
        yield "a threshold that is not above nought", "give the share of the group's estimate in per cent, like 1"
    if told.newest < 1 or told.lag < 1 or told.power < 1:
        yield "newest, lag and power are counts", "give 1 or more"


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)

"""A recipe imputes as the published cases have it, and says of each value how it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow
import pytest

from tallystick.compiling.making import compile as compiled
from tallystick.compiling.methods.imputation_model import LINKS, Marker
from tallystick.compiling.recipes.loading import load
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns.panel import panels
from tallystick.compiling.treating.steps import methods_of, treated
from tallystick.model import RecipeError
from tests.unit.compiling.ons_cases import Columns, cases, rule, settings, split, table

EARLIER = tuple(f"earlier_{kind}" for kind in LINKS)
NUMBERS = ("question", "other", "manual_construction", *LINKS, *EARLIER)
METHODS = ("ratio_of_means", "mean_of_ratios")


def test_all_published_cases_come_out_of_recipes() -> None:
    together = defaultdict(list)
    for method in METHODS:
        for case in cases(method):
            given = table(f"{method}/{case}_input")
            links = tuple(kind for kind in LINKS if kind in given)
            together[method, settings(method).get(case, {}).get("link_filter", ""), links].append(case)
    assert sum(map(len, together.values())) == 117
    assert [
        wrong for (method, *rest), several in together.items() for wrong in differences(method, several, *rest)
    ] == []


def differences(method: str, several: list[str], condition: str, links: tuple[str, ...]) -> Iterator[str]:
    """Where a recipe's values and markers are not the published ones, cases of a method standing in one table."""
    returns: dict[str, list[Any]] = {name: [] for name in ("identifier", "date", "group", *NUMBERS, "filter_col")}
    wanted: dict[tuple[str, str, str], tuple[float, str]] = {}
    options: dict[str, Any] = {}
    for case in several:
        told = settings(method).get(case, {})
        given, expected = (
            split(table(f"{method}/{case}_{name}"), told.get("starting_period", ""))[1] for name in ("input", "output")
        )
        given |= earlier_links(given, table(f"{method}/{case}_output"), told.get("weight_periodicity_multiplier", 1))
        for name, cells in returns.items():
            cells += given.get(name, [None] * len(given["date"]))
        returns["group"][-len(given["date"]) :] = [f"{case}/{group}" for group in given["group"]]
        options |= {f"{case}/{group}": options_of(method, told) for group in given["group"]}
        for unit, when, group, value, marker in zip(
            *(expected[name] for name in ("identifier", "date", "group", "output", "marker")), strict=True
        ):
            if when in given["date"]:
                wanted[unit, when, f"{case}/{group}"] = float(value), marker
    for name in NUMBERS:
        returns[name] = [None if cell is None else float(cell) for cell in returns[name]]
    recipe = recipe_of(method, condition, links, options)
    methods_of(recipe)
    found = dict(outcome(recipe, pyarrow.table(returns)))
    assert set(found) == set(wanted)
    for key, (value, marker) in found.items():
        if marker != wanted[key][1] or abs(value - wanted[key][0]) > 1e-6 * max(1.0, abs(wanted[key][0])):
            yield f"{key}: {value} {marker}, not {wanted[key]}"


def recipe_of(method: str, condition: str, links: tuple[str, ...], options: dict[str, Any]) -> Recipe:
    condition = condition.replace("identifier", "unit").replace("date", "period").replace("'2020", "'2020-")
    return load({
        "name": "published", "link": "group", "columns": {"unit": "identifier", "period": "date"}, "threshold": 1,
        "indicator": [{"id": "industry.revenue", "numerator": "question"}],
        "imputation": {
            "method": method.replace("_", " "), "auxiliary": "other", "manual": {"question": "manual_construction"},
            "links": dict(zip(links, links, strict=True)), "earlier": dict(zip(LINKS, EARLIER, strict=True)),
            "condition": condition, "groups": options,
        },
    })  # fmt: skip


def options_of(method: str, told: dict[str, Any]) -> dict[str, Any]:
    made = rule(method, told)
    options: dict[str, Any] = {"zeros": made.zeros, "weight": made.weight, "lag": made.lag}
    if made.trim:
        options["trim"] = {name: getattr(made.trim, name) for name in ("lower", "upper", "above")}
    return options


def earlier_links(given: Columns, output: Columns, lag: int) -> Columns:
    """The links of an earlier run that a case weights with, on the records that they are used for."""
    found = {}
    for kind in LINKS:
        told = zip(output["group"], map(month, output["date"]), output.get(f"unweighted_{kind}", ()), strict=False)
        links = {(group, when): link for group, when, link in [*told][::-1] if link is not None}
        records = zip(given["group"], map(month, given["date"]), strict=True)
        found[f"earlier_{kind}"] = [links.get((group, when - lag)) for group, when in records]
    return found


def month(date: str) -> int:
    return int(date[:4]) * 12 + int(date[4:])


def outcome(recipe: Recipe, returns: pyarrow.Table) -> Iterator[tuple[tuple[str, str, str], tuple[float, str]]]:
    """Value and marker of each return."""
    for panel in panels(returns, recipe):
        done = treated(panel, recipe)
        values, units = done.values["question"], panel.units.to_pylist()
        markers = done.markers.get("question", np.full(values.shape, Marker.R, np.int8))
        for row, column in np.argwhere(panel.present).tolist():
            key = units[row], str(panel.periods[column]).replace("-", ""), panel.group
            yield key, (float(values[row, column]), Marker(markers[row, column]).name)


RETURNS: dict[str, list[Any]] = {
    "unit": [*"aabbccddee"], "period": ["2024-01", "2024-02"] * 5, "industry": ["06"] * 10,
    "size": ["s", "s", "s", "s", "s", "s", "l", "l", "l", "l"],
    "turnover": [10.0, 20, 30, 60, 50, None, 400, 440, None, 550],
    "cost": [1.0, 2, 3, 6, None, None, 40, 44, None, None],
    "register": [1.0, 1, 3, 3, 5, 5, 40, 40, 50, 50],
}  # fmt: skip
RECIPE: dict[str, Any] = {
    "name": "trial", "threshold": 1, "indicator": [{"id": "industry.revenue", "numerator": "turnover"}],
    "imputation": {"method": "ratio of means"},
}  # fmt: skip


def values(imputation: dict[str, Any], column: str = "turnover", **columns: Any) -> list[list[float]]:
    recipe = load(RECIPE | {"imputation": RECIPE["imputation"] | imputation} | columns)
    methods_of(recipe)
    [panel] = panels(pyarrow.table(RETURNS), recipe)
    found: list[list[float]] = treated(panel, recipe).values[column].round(6).tolist()
    return found


def test_classes_have_links_of_their_own() -> None:
    together = (20 + 60 + 440) / (10 + 30 + 400)
    assert values({})[2:] == [[50, round(50 * together, 6)], [400, 440], [round(550 / together, 6), 550]]
    assert values({"classes": ["size"]})[2:] == [[50, 100], [400, 440], [500, 550]]


def test_an_enterprise_that_changes_its_class_is_one_in_each() -> None:
    changed = RETURNS | {"size": ["s", "s", "s", "s", "s", "l", "l", "l", "l", "l"]}
    recipe = load(RECIPE | {"imputation": {"method": "ratio of means", "classes": ["size"], "auxiliary": "register"}})
    [panel] = panels(pyarrow.table(changed), recipe)
    done = treated(panel, recipe)
    assert done.values["turnover"][2].round(6).tolist() == [50, round(5 * (440 + 550) / (40 + 50), 6)]
    assert [Marker(one).name for one in done.markers["turnover"][2]] == ["R", "C"]


def test_each_value_has_its_own_auxiliary_and_one_that_is_made_is_made_first() -> None:
    margin = {"id": "industry.profit_margin", "numerator": "cost", "denominator": "turnover", "kind": "rate"}
    two: dict[str, Any] = {"indicator": [*RECIPE["indicator"], margin]}
    told = {"auxiliary": {"cost": "turnover", "turnover": "register"}, "options": {"order": ["construction"]}}
    turnover, cost = values(told, **two), values(told, "cost", **two)
    assert turnover[4][0] == 500
    assert cost[4] == [50, round(50 * 52 / 44, 6)]


def test_the_order_is_the_recipes() -> None:
    told = {"auxiliary": "register", "options": {"order": ["construction", "forward", "backward"]}}
    assert values(told)[2][1] == round(5 * (20 + 60 + 440 + 550) / (1 + 3 + 40 + 50), 6)
    assert np.isnan(values({"options": {"order": ["forward"]}})[4][0])


def test_how_values_were_made_is_counted() -> None:
    imputation = {"method": "ratio of means", "auxiliary": "register"}
    found = compiled(RECIPE | {"imputation": imputation}, pyarrow.table(RETURNS))
    first, second = found.rows
    assert (first.imputed, first.backward, first.constructed) == (1, 1, 0)
    assert (second.imputed, second.forward, second.constructed) == (1, 1, 0)


def test_conditions_say_which_responses_make_links() -> None:
    assert values({"condition": "size = 's' AND register >= 3"})[2][1] == 100
    assert values({"condition": "NOT (unit IN ('d') AND period = '2024-02')"})[2][1] == 100
    assert values({"condition": "industry >= 7"})[2][1] == 50  # nobody's: the link is 1


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            {"manual": {"sales": "by_hand"}},
            r"\[imputation\] manual: sales is no value that is made; name one of turnover",
        ),
        ({"links": {"forwards": "x"}}, "forwards is no kind of link; name one of forward, backward, construction"),
        ({"links": {"forward": "x"}}, "links: forward or backward alone"),
        ({"auxiliary": {"turnover": "turnover"}}, "auxiliary: turnover is its own"),
        ({"condition": "turnover = '5'"}, "turnover holds numbers; compare it with a number, without quotes"),
        ({"condition": "period = '202402'"}, "write periods as they are told"),
        ({"condition": "size >"}, "the end where something should stand"),
        ({"options": {"order": ["sideways"]}}, "Invalid enum value 'sideways'"),
        ({"options": {"order": ["forward", "forward"]}}, "give some of forward, backward, construction, once"),
        ({"groups": {"06": {"wait": 1}}}, r"\[imputation\] groups: .*unknown field `wait`"),
    ],
)
def test_what_cannot_be_meant_is_named(told: dict[str, Any], why: str) -> None:
    with pytest.raises(RecipeError, match=why):
        values(told)

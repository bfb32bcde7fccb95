from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow
import pytest

from tallystick.compiling.edits import Edited, edited, winsorised
from tallystick.compiling.panel import Panel, panels
from tallystick.compiling.recipe import Recipe, load
from tallystick.model import RecipeError

TABLE = pyarrow.table(
    {
        "unit": ["a", "a", "a", "b", "b", "b"],
        "period": ["2024-01", "2024-02", "2024-03"] * 2,
        "industry": ["06"] * 6,
        "turnover": [500.0, 510_000.0, 490.0, 70.0, None, 72.0],
        "cost": [400.0, 405_000.0, 395.0, 60.0, None, 61.0],
        "design": [1.0, 1.0, 1.0, 20.0, 20.0, 20.0],
    }
)


def made(edits: list[dict[str, Any]], **more: Any) -> tuple[Panel, Recipe]:
    recipe = load(
        {"name": "one", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}], "edit": edits} | more
    )
    [panel] = panels(TABLE, recipe)
    return panel, recipe


def done(*edits: dict[str, Any]) -> Edited:
    return edited(*made(list(edits)))


def test_each_column_by_itself_or_all_by_the_principal() -> None:
    told = done({"method": "thousand errors", "columns": ["turnover", "cost"]})
    assert told.values["turnover"][0].tolist() == [500.0, 510.0, 490.0]
    assert told.values["cost"][0].tolist() == [400.0, 405.0, 395.0]
    assert told.changed["cost"].tolist() == [[False, True, False], [False, False, False]]
    led = done({"method": "thousand errors", "columns": ["cost"], "options": {"principal": "turnover"}})
    assert led.values["cost"].tolist()[0] == [400.0, 405.0, 395.0]
    assert led.values["turnover"].tolist()[0] == [500.0, 510.0, 490.0]


def test_another_column_tells_the_size() -> None:
    told = done({"method": "thousand errors", "columns": ["turnover", "cost"], "options": {"auxiliary": "cost"}})
    assert told.values["turnover"][0].tolist() == [500.0, 510.0, 490.0]
    assert not told.changed["cost"].any()


def test_edits_are_done_in_their_order() -> None:
    total = {"method": "totals and components", "columns": ["turnover", "cost"], "options": {"share": 0.3}}
    told = done({"method": "thousand errors"}, total)
    assert told.values["turnover"][0].tolist() == [400.0, 405.0, 395.0]
    amended = done(total | {"options": {"share": 0.3, "amend": "components"}})
    assert amended.values["cost"][1].tolist()[0] == 70.0
    assert np.isnan(amended.values["cost"][1, 1])


def test_without_edits_nothing_changes() -> None:
    told = done()
    assert not any(one.any() for one in told.changed.values())


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ({"method": "guess"}, "guess: there is no such method; give one of: thousand errors, totals"),
        ({"method": "thousand errors", "options": {"upper": 3}}, "its options are: principal, auxiliary, price"),
        ({"method": "thousand errors", "options": {"principal": "wages"}}, "wages is not among the values"),
        ({"method": "totals and components", "columns": ["turnover"]}, "columns or thresholds are missing"),
    ],
)
def test_edits_that_cannot_be_done_are_refused(edit: dict[str, Any], why: str) -> None:
    with pytest.raises(RecipeError, match=why):
        done(edit)


@pytest.mark.parametrize("limit", [400, {"06": 400, "07": 3}])
def test_what_is_too_high_is_drawn_in(limit: Any) -> None:
    turnover = [40.0, 25.6, 26.4, 28.0, 28.8, 29.6, None]
    table = pyarrow.table(
        {"unit": list("abcdefg"), "period": ["2024-01"] * 7, "industry": ["06"] * 7, "turnover": turnover}
        | {"design": [60.0] * 7}
    )
    _, recipe = made([], estimation={"method": "expansion", "winsorise": {"turnover": limit}})
    [panel] = panels(table, recipe)
    drawn = winsorised(panel, recipe, panel.values)["turnover"][:, 0]
    assert drawn[:6] == pytest.approx([40 * 0.914277778, *turnover[1:6]])
    assert np.isnan(drawn[6])


def test_link_groups_without_a_limit_are_left_alone() -> None:
    panel, recipe = made([], estimation={"method": "expansion", "winsorise": {"turnover": {"07": 3}}})
    assert winsorised(panel, recipe, panel.values) == {}


def test_a_column_without_a_limit_is_refused() -> None:
    for wrong in ({"wages": 5}, {"turnover": "much"}):
        panel, recipe = made([], estimation={"method": "expansion", "winsorise": wrong})
        with pytest.raises(RecipeError, match="has no L that can be used"):
            winsorised(panel, recipe, dict(panel.values))

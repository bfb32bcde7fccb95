"""Returns become dense panels, group by group, and what cannot be used is refused by its row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pytest
from pyarrow import parquet

from tallystick.compiling.recipes.loading import load
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns.panel import Panel, panels, plans
from tallystick.model import ReturnsError

COLUMNS: dict[str, list[Any]] = {
    "unit": ["a", "b", "a", "c", "a", "b"],
    "period": ["2024-01", "2024-01", "2024-02", "2024-02", "2024-04", "2024-04"],
    "industry": ["07", "06", "07", "06", "06", "06"],
    "turnover": [5.0, 1.0, None, 7.0, 8.0, 2.0],
}


def recipe(**told: Any) -> Recipe:
    return load({"name": "mines", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}], **told})


def shown(found: list[Panel]) -> list[tuple[str, list[str], list[list[float]]]]:
    return [(one.group, one.units.to_pylist(), np.nan_to_num(one.values["turnover"]).tolist()) for one in found]


EXPECTED = [
    ("06", ["b", "c", "a"], [[1.0, 0, 0, 2.0], [0, 7.0, 0, 0], [0, 0, 0, 8.0]]),
    ("07", ["a"], [[5.0, 0, 0, 0]]),
]


def test_one_who_moves_to_another_group_has_a_row_in_each(tmp_path: Path) -> None:
    table = pyarrow.table(COLUMNS)
    found = list(panels(table, recipe()))
    assert shown(found) == EXPECTED
    assert [str(one) for one in found[0].periods] == ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert found[1].present.tolist() == [[True, True, False, False]]
    file = tmp_path / "returns.parquet"
    parquet.write_table(table, file, row_group_size=2)
    assert shown(list(panels(file, recipe()))) == EXPECTED


def test_csv_keeps_codes_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "returns.csv"
    file.write_text("unit,period,industry,turnover\n01,202401,06,5\n02,202402,06,\n", encoding="utf-8")
    [one] = panels(file, recipe())
    assert (one.group, one.units.to_pylist()) == ("06", ["01", "02"])


def test_groups_are_read_in_passes_where_there_are_many() -> None:
    table = pyarrow.table(COLUMNS)
    found = plans(table, recipe(), at_once=4)
    assert [one.groups for one in found] == [("06",), ("07",)]
    apart = [one for plan in found for one in panels(table, recipe(), plan)]
    assert [(one.group, one.units.to_pylist()) for one in apart] == [(group, units) for group, units, _ in EXPECTED]
    assert [one.groups for one in plans(table, recipe())] == [None]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"period": ["2024-01", "2024-01", "2024-02", "2024-02", "2024-01", "2024-04"], "industry": ["6"] * 6},
         "row 1 and row 5 are both of a in 2024-01"),
        ({"period": ["2024-01", "2024-01", "2024-13", "2024-02", "2024-04", "2024-04"]}, "row 3: '2024-13' is no"),
        ({"period": ["2024-01", "2024", "2024-02", "2024-02", "2024-04", "2024-04"]}, "periods of two lengths"),
        ({"unit": ["a", "b", None, "c", "a", "b"]}, "row 3: unit is empty"),
        ({"turnover": ["5", "1", "", "n/a", "8", "two"]}, "row 6: turnover 'two' is text"),
        ({"turnover": [5, 1, 2, float("inf"), 8, 2]}, "row 4: turnover inf is infinite"),
        ({"design": [1.0, 1, 1, 1, 0.5, 1]}, "row 5: design 0.5 is no weight; a design weight is 1 or more"),
        ({"design": [1.0, 1, None, 1, 1, 1]}, "row 3: design is no weight"),
        ({"calibration": [1.0, -1, 1, 1, 1, 1]}, "row 2: calibration -1.0 is no weight"),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_used_are_named(change: dict[str, list[Any]], why: str) -> None:
    with pytest.raises(ReturnsError, match=why.replace("(", r"\(")):
        list(panels(pyarrow.table(COLUMNS | change), recipe()))


def test_text_in_a_csv_is_named_by_its_row(tmp_path: Path) -> None:
    file = tmp_path / "returns.csv"
    file.write_text("unit,period,industry,turnover\n1,2024-01,06,5\n2,2024-01,06,five\n", encoding="utf-8")
    with pytest.raises(ReturnsError, match="row 2: turnover 'five' is text; give a number"):
        list(panels(file, recipe()))


def test_missing_columns_are_told_with_those_there_are() -> None:
    with pytest.raises(ReturnsError, match="no column 'turnover'; there are unit, period, industry, sales"):
        list(panels(pyarrow.table(COLUMNS).rename_columns(["unit", "period", "industry", "sales"]), recipe()))
    named = recipe(columns={"turnover": "sales"})
    table = pyarrow.table(COLUMNS).rename_columns(["unit", "period", "industry", "sales"])
    assert shown(list(panels(table, named))) == EXPECTED

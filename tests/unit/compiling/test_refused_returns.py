"""Returns that cannot be meant are refused with advice, and recipes may be saved by any editor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas
import pyarrow
import pytest

from tallystick.compiling.making import compile as compiled
from tallystick.compiling.recipes.loading import load
from tallystick.model import RecipeError, ReturnsError
from tests.commands import run

RECIPE: dict[str, Any] = {"name": "few", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}]}


def table(**columns: list[Any]) -> pyarrow.Table:
    """Two returns, with these columns in the place of the usual."""
    usual: dict[str, list[Any]] = {"unit": ["a", "b"], "period": ["2023"] * 2, "industry": ["06"] * 2}
    return pyarrow.table(usual | {"turnover": [1.0, 2.0]} | columns)


@pytest.mark.parametrize(
    ("columns", "indicator", "why"),
    [
        ({"industry": ["", "06"]}, {}, "row 1: industry '' is empty; every return tells it"),
        ({"turnover": [[1.0], [2.0]]}, {}, "turnover is of the type list.*; give a column of numbers"),
        ({"turnover": [1e40, 1e40]}, {}, "a figure of 2e\\+40 cannot be kept; a number has 28 digits at most"),
        ({"period": ["2023", "9023"]}, {}, "the returns reach from 2023 to 9023; mend the years"),
        ({"price": [100.0, 0.0]}, {"deflator": "price"}, "price deflates and is not above zero; a price index is 100"),
    ],
)
def test_returns_that_cannot_be_meant(columns: dict[str, list[Any]], indicator: dict[str, str], why: str) -> None:
    told = RECIPE | {"threshold": 1, "indicator": [RECIPE["indicator"][0] | indicator]}
    with pytest.raises(ReturnsError, match=why):
        compiled(told, table(**columns))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "no table of returns: Empty CSV file"),
        ("unit,period,industry,turnover\na,2023\n", "no table of returns: Row #2: Expected 4 columns, got 2"),
    ],
)
def test_a_file_that_is_no_table(tmp_path: Path, words: str, why: str) -> None:
    file = tmp_path / "returns.csv"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(ReturnsError, match=why):
        compiled(RECIPE, file)


def test_a_recipe_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "recipe.toml"
    file.write_text('name = "few"\n[[indicator]]\nid = "industry.revenue"\nnumerator = "turnover"\n', "utf-8-sig")
    assert load(file).name == "few"


def test_no_release_without_a_figure(tmp_path: Path) -> None:
    recipe, returns, ledger = tmp_path / "r.toml", tmp_path / "r.csv", tmp_path / "l.db"
    recipe.write_text('name = "few"\n[[indicator]]\nid = "industry.revenue"\nnumerator = "turnover"\n', "utf-8")
    returns.write_text("unit,period,industry,turnover\na,2023,06,\n", encoding="utf-8")
    done = run("compile", recipe, returns, "--ledger", ledger)
    assert (done.returncode, ledger.exists()) == (2, False)
    assert "the returns make no figure" in done.stderr


def test_columns_of_another_kind_are_refused() -> None:
    months = pandas.DataFrame({"unit": ["a"], "industry": ["06"], "turnover": [1.0]})
    months["period"] = pandas.PeriodIndex(["2023-01"], freq="M")
    with pytest.raises(ReturnsError, match=r"period is of the type extension.*; give text; in pandas: \.astype\(str\)"):
        compiled(RECIPE, months)
    with pytest.raises(RecipeError, match="a NoneType is no recipe; give a file"):
        load(None)  # type: ignore[arg-type]

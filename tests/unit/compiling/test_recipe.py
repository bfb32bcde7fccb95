"""A recipe says what is made of what; an entry that cannot be meant is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tallystick.compiling.recipes.loading import load, new
from tallystick.model import RecipeError

REVENUE = {"id": "industry.revenue", "numerator": "turnover"}


def test_the_recipe_to_begin_with_is_one(tmp_path: Path) -> None:
    file = tmp_path / "recipe.toml"
    file.write_text(new(), encoding="utf-8")
    made = load(file)
    assert made.values == ("turnover", "profit")
    assert made.keys == ("industry",)


def test_what_the_recipe_explains_of_weights_totals_and_volumes_is_so(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text("industry,size,enterprises,staff,division\n06,1,5,9,B\n", encoding="utf-8")
    (tmp_path / "yearly.csv").write_text("period,total\n2023,5\n", encoding="utf-8")
    parts = new().split("\n\n")
    explained = [
        part for part in parts if re.match(r"# \[\[(indicator|partition|benchmark|rake)]]|\[estimation]", part)
    ]
    lines = [line.removeprefix("# ") for part in explained for line in part.splitlines() if "Weights are" not in line]
    chosen = "\n".join(lines).replace('method = "expansion"', 'method = "ratio"')
    file = tmp_path / "recipe.toml"
    file.write_text("\n\n".join(part for part in parts if part not in explained) + "\n" + chosen, encoding="utf-8")
    made = load(file)
    assert [one.title for one in made.partitions] == ["industry", "region", "industry × region"]
    assert (made.estimation.register, made.benchmarks[0].totals) == (
        ({"industry": "06", "size": "1", "enterprises": "5", "staff": "9", "division": "B"},),
        ({"period": "2023", "total": "5"},),
    )
    assert (made.indicators[2].chained, made.rakes[0].alterable) == (True, {"06": 0})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": "a b"}, "is no name of a release"),
        ({"threshhold": 3}, "did you mean threshold"),
        ({"threshold": 0}, "threshold: 0 enterprises"),
        ({"indicator": []}, r"without an \[\[indicator\]\]"),
        ({"indicator": [REVENUE | {"id": "industry.revenu"}]}, "industry.revenu: .*near it: industry.revenue"),
        ({"indicator": [REVENUE, REVENUE]}, "industry.revenue is there twice"),
        ({"indicator": [REVENUE | {"kind": "rate"}]}, "a rate needs a denominator"),
        ({"indicator": [REVENUE | {"kind": "sum"}]}, r"\[\[indicator\]\] industry.revenue: Invalid enum value 'sum'"),
        ({"indicator": [REVENUE | {"numerator": "design"}]}, "design is no value"),
        ({"indicator": [REVENUE | {"price": "real"}]}, "price: 'real'; give one of: constant prices"),
        ({"partition": [{"column": "industry", "parts": {"a": ["06"], "b": ["06"]}}]}, "code 06 is in two parts"),
        ({"area": "Guangdong"}, "area: 'Guangdong' is no code of an area"),
        ({"area": "CN-32"}, "CN has no part 'CN-32'; there are CN-BJ Beijing, .*CN-JS Jiangsu"),
        ({"indicator": [REVENUE | {"id": "规模以上工业企业利润"}]}, "near it: industry.profits"),
        ({"indicator": [REVENUE | {"id": "zzzz"}]}, "no indicator of the catalogue has this id; find its id"),
        ({"indicator": [REVENUE | {"digits": -10}]}, "digits: -10; give 0 to 9, or what is rounded off"),
        ({"newest": -1}, "newest: -1 periods"),
        ({"partition": [{"column": "industry"}, {"column": "industry"}]}, "industry is there twice"),
        ({"partition": [{"column": "industry", "parts": {"other": ["06"]}}]}, "a part is called 'other'"),
        ({"indicator": [REVENUE | {"scale": float("inf")}]}, "scale: inf; give a number above zero"),
        ({"indicator": [REVENUE | {"unit": "CNY;area=US"}]}, "unit: 'CNY;area=US'; give a code"),
        ({"indicator": [REVENUE | {"id": "industry.profit_margin"}]}, 'a total is not in per cent; .*kind = "rate"'),
        ({"indicator": [REVENUE | {"kind": "rate", "denominator": "cost"}]}, "a rate is in per cent, this .* in CNY"),
        ({"years": [1]}, "a mean is of two years or more"),
        ({"years": [2, 2]}, "years: one is there twice"),
    ],
)
def test_entries_that_cannot_be_meant_are_named(change: dict[str, Any], why: str) -> None:
    with pytest.raises(RecipeError, match=why):
        load({"name": "industry", "indicator": [REVENUE], **change})


def test_an_area_may_be_a_part_of_a_country_whose_parts_are_not_known() -> None:
    assert load({"name": "industry", "area": "US-CA", "indicator": [REVENUE]}).area == "US-CA"


def test_a_file_that_is_no_recipe_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="tallystick compile --new"):
        load(tmp_path / "none.toml")
    file = tmp_path / "broken.toml"
    file.write_text("name = ", encoding="utf-8")
    with pytest.raises(RecipeError, match="is no TOML"):
        load(file)

"""Recipes make weights and draw in what is too high: published answers, with the published inputs as returns."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pyarrow
import pytest
from pyarrow import parquet

from tallystick.compiling.compiled import parcel
from tallystick.compiling.making import Compiled, winsorised
from tallystick.compiling.making import compile as compiled
from tallystick.compiling.recipes.file import to_toml
from tallystick.compiling.recipes.loading import load
from tallystick.compiling.returns.given import Table, rows_of
from tallystick.model import Period, ReturnsError, TallystickError
from tallystick.reporting.queries_exports import write_weights
from tests.unit.compiling.answers import Row, cases, numbers, words
from tests.unit.compiling.test_compile import DAY

ESTIMATION, WINSORISATION = cases("ons/estimation.csv"), cases("ons/winsorisation.csv")
PUBLISHED = [name for name in ESTIMATION if not name.startswith("unit")]
DRAWN = [name for name in WINSORISATION if not name.startswith("unit")]
NAMES = {"unit": "identifier", "period": "date"}


def table_of(told: list[Row]) -> pyarrow.Table:
    """The inputs of a case as they come, with `one`, a value of 1 for each enterprise."""
    numeric = {"other", "question", "design", "L", *(["calibration"] if "L" in told[0] else [])}
    columns: dict[str, Any] = {
        name: [float(cell) if cell else None for cell in words(told, name)] if name in numeric else words(told, name)
        for name, cell in told[0].items()
        if cell or name == "group"
    }
    if "group" in columns:
        columns["group"] = [one or None for one in columns["group"]]
    return pyarrow.table(columns | {"one": [1.0] * len(told)})


def recipe_of(name: str) -> dict[str, Any]:
    told = ESTIMATION[name]
    estimation: dict[str, Any] = {"sampled": "sample", "strata": "group"}
    if told[0]["other"]:
        estimation |= {"method": "ratio", "auxiliary": "other"}
    if told[0]["calibration"]:
        estimation |= {"calibrate": "calibration"}
    if told[0]["adjustment"]:
        estimation |= {"found": "adjustment", "births": "H"}
    if "out_of_scope" in name:
        estimation |= {"out_of_scope": "full" if "scope_full" in name else "partial"}
    return {"name": "weights", "link": "group", "threshold": 1, "columns": NAMES, "estimation": estimation,
            "indicator": [{"id": "industry.revenue", "numerator": "one", "digits": 6}]}  # fmt: skip


def as_files(name: str, folder: Path) -> Compiled:
    """The inputs of a case as a file of CSV."""
    told = [{column: cell for column, cell in row.items() if cell} | {"one": 1} for row in ESTIMATION[name]]
    with (folder / "returns.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(told[0]))
        table.writeheader()
        table.writerows(told)
    return compiled(recipe_of(name), folder / "returns.csv")


def estimated(name: str) -> Compiled:
    return compiled(recipe_of(name), table_of(ESTIMATION[name]))


def registered(name: str, folder: Path) -> Compiled:
    """The same of those sampled alone, and a register of all in a file beside the recipe."""
    told = ESTIMATION[name]
    register: dict[tuple[str, str], dict[str, Any]] = {}
    for row in told:
        empty = {"period": row["date"], "group": row["group"], "calibration": row["calibration"]}
        one = register.setdefault((row["date"], row["group"]), empty | {"enterprises": 0, "other": 0.0})
        one["enterprises"] += 1
        one["other"] += float(row["other"] or 0)
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*empty, "enterprises", "other"])
        table.writeheader()
        table.writerows(register.values())
    recipe = recipe_of(name)
    recipe["estimation"] |= {"sampled": "", "register": str(folder / "register.csv")}
    return compiled(recipe, table_of([row for row in told if row["sample"].title() == "True"]))


@pytest.mark.parametrize(
    ("population", "name"),
    [
        *(("in the returns", name) for name in PUBLISHED),
        *(("in a register", name) for name in PUBLISHED),
        *(("in a file", name) for name in ("03_combined_ratio", "combined_estimation")),
    ],
)
def test_weights_factors_and_estimates_are_those_published(name: str, population: str, tmp_path: Path) -> None:
    told = ESTIMATION[name]
    if population == "in the returns":
        found = estimated(name)
    else:
        found = as_files(name, tmp_path) if population == "in a file" else registered(name, tmp_path)
    of = {(one.period.replace("-", ""), *one.stratum, one.group): one for one in found.weights}
    expected: dict[str, float] = {}
    for row in told:
        one = of[row["date"], row["group"], row["calibration"]]
        assert one.design == pytest.approx(float(row["design_weight"]), abs=1e-6)
        assert one.calibration == pytest.approx(float(row["calibration_factor"] or 1), abs=1e-6)
        if row["unadjusted_design_weight"]:
            assert one.unadjusted == pytest.approx(float(row["unadjusted_design_weight"]), abs=1e-6)
        if row["sample"].title() == "True" and row["adjustment"] in ("", "I"):
            weight = float(row["design_weight"]) * float(row["calibration_factor"] or 1)
            expected[row["date"]] = expected.get(row["date"], 0) + weight
    levels = {row.period.replace("-", ""): float(row.level or 0) for row in found}
    assert levels == {date: pytest.approx(level, abs=2e-5) for date, level in expected.items()}


@pytest.mark.parametrize("name", DRAWN)
def test_values_that_are_drawn_in_are_those_published(name: str) -> None:
    told = WINSORISATION[name]
    ratio = {"method": "ratio", "auxiliary": "other"} if told[0]["calibration"] else {}
    recipe = {"name": "drawn", "link": "group", "columns": NAMES,
              "estimation": {"winsorise": {"limit": "L"}, **ratio},
              "indicator": [{"id": "industry.revenue", "numerator": "question"}]}  # fmt: skip
    found = {(one.unit, one.period.replace("-", ""), *one.stratum): one for one in winsorised(recipe, table_of(told))}
    assert len(found) == len(told)
    for row, value, weight in zip(told, numbers(told, "question"), numbers(told, "outlier_weight"), strict=True):
        one = found[row["identifier"], row["date"], row["group"]]
        assert (one.weight, one.drawn) == pytest.approx((weight, value * weight), abs=1e-6)
        assert one.mark == row["winsorisation_marker"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("unit deaths_in_unsampled", "is not sampled and yet found dead"),
        ("unit duplicate_references", "rows 17 and 18 are both of 17 in 2020-09"),
        ("unit mixed_h-values_in_strata", "differs in `births` from its stratum"),
        ("unit null_value_present", "row 1: group is empty"),
    ],
)
def test_inputs_that_cannot_be_weighed_are_refused(name: str, why: str) -> None:
    with pytest.raises(ReturnsError, match=why) as refused:
        estimated(name)
    assert refused.value.advice


ONE = {"id": "industry.revenue", "numerator": "turnover", "digits": 1}
FIRMS: dict[str, list[Any]] = {
    "unit": list("abcdef"), "period": ["2024"] * 6, "industry": ["06"] * 3 + ["07"] * 3, "size": list("112112"),
    "asked": [True, False, True] * 2, "turnover": [5.0, None, 7.0, 50.0, None, 70.0], "staff": [1, 2, 3, 4, 5, 6],
}  # fmt: skip


def told_of(estimation: dict[str, Any], **changed: list[Any]) -> Compiled:
    recipe = {"name": "firms", "threshold": 1, "indicator": [ONE], "estimation": estimation}
    return compiled(recipe, pyarrow.table(FIRMS | changed))


def test_strata_may_lie_across_link_groups_and_the_weights_are_kept() -> None:
    found = told_of({"sampled": "asked", "strata": ["size"]})
    assert [(one.stratum, one.enterprises, one.design) for one in found.weights] == [(("1",), 4, 2.0), (("2",), 2, 1.0)]
    assert [str(row.level) for row in found] == ["187.0"]
    assert (found.rows[0].returns, found.rows[0].responding) == (4, 4)
    original = json.loads(parcel(found, DAY).original)
    assert original["weights"][0]["design"] == 2.0
    with ThreadPoolExecutor(2) as executor:
        recipe = {"name": "firms", "threshold": 1, "indicator": [ONE],
                  "estimation": {"sampled": "asked", "strata": "size"}}  # fmt: skip
        again = compiled(recipe, pyarrow.table(FIRMS), executor=executor, jobs=2)
    assert again.rows == found.rows


def test_a_yearly_register_speaks_for_months_and_may_be_a_table(tmp_path: Path) -> None:
    months = [f"2024-{month:02}" for month in (1, 2)]
    table = pyarrow.Table.from_pylist([
        {"unit": unit, "period": month, "industry": "06", "asked": unit != "c", "state": state, "turnover": 5.0}
        for month in months for unit, state in (("a", "I "), ("b", "D"), ("c", None))
    ])  # fmt: skip
    register = pyarrow.table({"industry": ["06", "06"], "period": [2023, 2024], "enterprises": [9, 8]})
    told = {"name": "months", "threshold": 1, "indicator": [ONE],
            "estimation": {"register": register, "sampled": "asked", "found": "state"}}  # fmt: skip
    parquet.write_table(table, tmp_path / "returns.parquet")
    parquet.write_table(register, tmp_path / "register.parquet")
    lines = to_toml(load(told)).splitlines()
    kept = [line if not line.startswith("register") else 'register = "register.parquet"' for line in lines]
    (tmp_path / "recipe.toml").write_text("\n".join(kept), encoding="utf-8")
    for recipe, returns in ((told, table), (tmp_path / "recipe.toml", tmp_path / "returns.parquet")):
        found = compiled(recipe, returns)
        assert [(one.period, one.enterprises, one.sampled, one.design) for one in found.weights] == [
            ("2024-01", 8, 2, 8.0), ("2024-02", 8, 2, 8.0),
        ]  # fmt: skip
        assert [str(row.level) for row in found] == ["40.0", "40.0"]
        again = json.loads(parcel(found, DAY).original)
        stream = io.BytesIO()
        write_weights(found.weights, found.recipe.strata, stream)
        assert stream.getvalue().decode().splitlines()[:2] == [
            "period,industry,calibration group,enterprises,sampled,dead,out_of_scope,unadjusted,design,calibration",
            "2024-01,06,,8,2,1,0,4,8,1",
        ]
        assert again["recipe"]["estimation"]["register"][1] == {"industry": "06", "period": 2024, "enterprises": 8}


def test_tables_are_read_as_people_write_them(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes("规模;enterprises\n大;1,234\n".encode("gb18030"))
    book = openpyxl.Workbook()
    for row in (("规模", "enterprises"), ("大", 1234)):
        book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    for name in ("r.csv", "r.xlsx"):
        table = Table(rows_of(name, tmp_path, "register"), ("规模",), "register")
        assert table.number(("大",), Period.year(2024), "enterprises") == 1234


def test_of_returns_that_are_there_twice_the_last_holds_where_the_recipe_says_so() -> None:
    twice = {name: [*column, column[0]] for name, column in FIRMS.items()} | {
        "turnover": [0.0, *FIRMS["turnover"][1:], 5.0]
    }
    recipe = {"name": "firms", "threshold": 1, "indicator": [ONE], "returns": {"doubled": "last"},
              "estimation": {"sampled": "asked", "strata": "size"}}  # fmt: skip
    found = compiled(recipe, pyarrow.table(twice))
    assert found.weights == told_of({"sampled": "asked", "strata": "size"}).weights
    assert str(found.rows[0].level) == "187.0"
    with pytest.raises(ReturnsError, match="rows 1 and 7 are both of a in 2024"):
        told_of({"sampled": "asked"}, **{name: list(column) for name, column in twice.items()})


def test_the_limit_is_that_of_a_stratum_in_a_table() -> None:
    limits = [{"industry": "06", "limit": 0}, {"industry": "07", "limit": 1000}]
    found = told_of({"winsorise": {"limits": limits}}, design=[2.0] * 6, turnover=[1.0, 1, 7, 10, 10, 70])
    assert found.rows[0].edited == 1
    assert str(found.rows[0].level) == "194.0"  # 7 is drawn in to 5, the mean being 3


@pytest.mark.parametrize(
    ("estimation", "why"),
    [
        ({"method": "ratio", "sampled": "asked"}, "ratio estimation without an auxiliary; name the column"),
        ({"found": "asked"}, "found without weights to make"),
        ({"sampled": "asked", "out_of_scope": "full"}, "out_of_scope without found"),
        ({"sampled": "asked", "calibrate": "size"}, "calibrate without calibration factors"),
        ({"method": "sum", "sampled": "asked"}, "method sum has no weights"),
        ({"winsorise": {}}, "winsorise needs its L"),
        ({"winsorise": {"limit": -1.0}}, "an L of -1"),
        ({"winsorise": {"limit": 1.0}}, "winsorisation without design weights"),
        ({"sampled": "staff"}, "row 2 says neither yes nor no in staff"),
        ({"register": "none.csv"}, r"\[estimation\] register: cannot read"),
        ({"register": [{"industry": "06", "enterprises": 9}]}, "no row for 07; give a row for each"),
        ({"register": [{"industry": "06", "enterprises": 2}, {"industry": "07", "enterprises": 9}]},
         "more units are sampled than there are in the stratum of row 1"),
        ({"register": [{"industry": one, "enterprises": 9} for one in ("06", "07", "08")]},
         "no enterprise of stratum 08 is sampled in 2024"),
        ({"register": [{"industry": "06", "enterprises": "many"}, {"industry": "07", "enterprises": 9}]},
         r"row 1: enterprises 'many' is no number; its columns are industry, enterprises"),
        ({"register": [{"industry": "06", "enterprises": 9}] * 2}, "row 2: tells of 06 again"),
        ({"register": [{"sector": "06", "enterprises": 9}]}, "row 1: no industry"),
        ({"register": [{"industry": "06", "period": "soon", "enterprises": 9}]}, "'soon' is no period"),
        ({"sampled": "asked", "strata": "size", "winsorise": {"limit": 1.0}}, "stratum 1 is in two link groups, 06"),
    ],
)  # fmt: skip
def test_what_cannot_be_estimated_is_refused_with_advice(estimation: dict[str, Any], why: str) -> None:
    with pytest.raises(TallystickError, match=why) as refused:
        told_of(estimation)
    assert refused.value.advice

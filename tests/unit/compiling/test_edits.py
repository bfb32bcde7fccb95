"""A recipe's edits: one column decides for others, what stands out is marked, and who is worth a call is listed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pytest

from tallystick.compiling.making import compile as compiled
from tallystick.compiling.recipes.loading import load
from tallystick.compiling.returns.panel import panels
from tallystick.compiling.treating.steps import methods_of, treated
from tallystick.compiling.treating.treated import Treated
from tallystick.model import RecipeError
from tests.commands import run
from tests.unit.compiling.answers import numbers, rows

RECIPE: dict[str, Any] = {
    "name": "trial", "threshold": 1,
    "indicator": [
        {"id": "industry.revenue", "numerator": "turnover"},
        {"id": "industry.profit_margin", "numerator": "profit", "denominator": "turnover", "kind": "rate"},
    ],
}  # fmt: skip


def table(values: Sequence[Sequence[float | None]], **others: Any) -> pyarrow.Table:
    """Enterprises × months of turnover, a tenth of it profit; those of the first letters in 06, the others in 07."""
    width = len(values[0])
    told = [value for row in values for value in row]
    return pyarrow.table({
        "unit": [f"u{n:02}" for n in range(len(values)) for _ in range(width)],
        "period": [f"2024-{month + 1:02}" for month in range(width)] * len(values),
        "industry": ["06" if 2 * n < len(values) else "07" for n in range(len(values)) for _ in range(width)],
        "turnover": told,
        "profit": [None if value is None else value / 10 for value in told],
        **others,
    })  # fmt: skip


def done(returns: pyarrow.Table, **told: Any) -> list[Treated]:
    recipe = load(RECIPE | told)
    methods_of(recipe)
    return [treated(panel, recipe) for panel in panels(returns, recipe)]


WRONG: list[list[float]] = [[500.0, 510_000, 490], [300, 310, 305], [700, 690, 710], [80, 81, 82]]


def test_a_principal_column_decides_for_others() -> None:
    edit = {"method": "thousand errors", "columns": ["turnover", "profit"], "options": {"principal": "turnover"}}
    profit = [50.0, 51_000, 49, *([30.0] * 3), *([70.0] * 3), 8, 8_000, 8]  # the last is no error of its turnover
    first, last = done(table(WRONG, profit=profit), edit=[edit])
    assert first.values["turnover"][0].tolist() == [500, 510, 490]
    assert first.values["profit"][0].tolist() == [50, 51, 49]
    assert last.values["profit"][1].tolist() == [8, 8_000, 8]
    assert first.edited["profit"].sum() == 1


def test_a_register_tells_what_few_returns_do_not_and_groups_have_their_own_options() -> None:
    returns = table([[500_000.0], [300], [700_000], [80]], register=[510.0, 310, 690, 81])
    edit = {"method": "thousand errors", "columns": ["turnover"]}
    assert [one.values["turnover"].ravel().tolist() for one in done(returns, edit=[edit])] == [
        [500_000, 300], [700_000, 80]
    ]  # fmt: skip
    edit |= {"auxiliary": "register"}
    assert [one.values["turnover"].ravel().tolist() for one in done(returns, edit=[edit])] == [[500, 300], [700, 80]]
    dear: dict[str, Any] = {"method": "thousand errors", "groups": {"07": {"price": 9.0}}}
    wrong = table([[500.0, 510_000, 490], [700, 690_000, 710]])
    assert [one.values["turnover"][0, 1] for one in done(wrong, edit=[dear])] == [510, 690_000]


def published(name: str, numbers_of: Sequence[str]) -> pyarrow.Table:
    """Published cases as returns: each a link group of its own, all in one period."""
    told = rows(name)
    return pyarrow.table({
        "unit": [str(n) for n in range(len(told))], "period": ["2024"] * len(told),
        "industry": [row["case"] for row in told], **{one: numbers(told, one) for one in numbers_of},
    })  # fmt: skip


def found_in(returns: pyarrow.Table, recipe: dict[str, Any], column: str) -> list[float]:
    """The values of a column by unit."""
    made = load(RECIPE | recipe)
    methods_of(made)
    told: dict[str, float] = {}
    for panel in panels(returns, made):
        values = treated(panel, made).values[column][:, 0]
        told |= dict(zip(panel.units.to_pylist(), values.tolist(), strict=True))
    return [told[str(n)] for n in range(len(told))]


def test_thousand_errors_by_limits_are_corrected_as_published() -> None:
    columns = ("principal_val", "q42", "q43")
    edit = {
        "method": "thousand errors", "columns": columns, "predictive": "predictive_val", "auxiliary": "aux_val",
        "options": {"principal": "principal_val", "lower": 250, "upper": 1350},
    }  # fmt: skip
    recipe = {"indicator": [{"id": "industry.revenue", "numerator": "principal_val"}], "edit": [edit]}
    returns = published("ons/thousands.csv", (*columns, "predictive_val", "aux_val"))
    told = rows("ons/thousands.csv")
    for column, final in zip(columns, ("principal_final_value", "q42_final_value", "q43_final_value"), strict=True):
        asked = [n for n, row in enumerate(told) if column == "principal_val" or row["case"] != "11"]
        found = np.array(found_in(returns, recipe, column))
        assert np.allclose(found[asked], numbers(told, final)[asked], rtol=1e-8, equal_nan=True)


def test_without_predictors_the_clean_value_before_decides() -> None:
    edit = {"method": "thousand errors", "columns": ["turnover"], "options": {"lower": 250, "upper": 1350}}
    first, _ = done(table([[500.0, 510_000, 490_000], [300, 310, 305]] * 2), edit=[edit])
    assert first.values["turnover"][0].tolist() == [500, 510, 490]


def test_totals_and_components_are_corrected_as_published() -> None:
    names = ("total", "comp_1", "comp_2", "comp_3", "comp_4")
    told = rows("ons/totals.csv")
    bounds = (("absolute", "abs_threshold"), ("share", "perc_threshold"))
    options = {
        row["case"]: {
            "amend_total": row["amend_total"].title() == "True",
            **{name: float(row[of]) for name, of in bounds if row[of]},
        }
        for row in told
    }  # fmt: skip
    edit = {"method": "totals", "columns": names, "predictive": "predictive", "auxiliary": "auxiliary",
            "options": {"absolute": 0}, "groups": options}  # fmt: skip
    recipe = {"indicator": [{"id": "industry.revenue", "numerator": "total"}], "edit": [edit]}
    returns = published("ons/totals.csv", (*names, "predictive", "auxiliary"))
    for name in names:
        final = "final_total" if name == "total" else name.replace("comp_", "final_component_")
        assert np.allclose(found_in(returns, recipe, name), numbers(told, final), rtol=1e-8, equal_nan=True)


STEADY: list[list[float]] = [[100.0, 100 + n] for n in range(11)] + [[100.0, 900.0]]


def test_what_stands_out_is_marked_counted_and_asked_about_but_never_changed() -> None:
    edit = {"method": "hidiroglou–berthelot", "columns": ["turnover"], "options": {"multiplier": 4}}
    returns = table(STEADY * 2)
    found = compiled(RECIPE | {"edit": [edit], "queries": {"threshold": 1000}}, returns, queries=True)
    plain = compiled(RECIPE, returns)
    assert [row.level for row in found] == [row.level for row in plain]
    assert [row.outlying for row in found if row.indicator == "industry.revenue"] == [0, 2]
    assert [(one.unit, one.question, one.returned, one.score) for one in found.queries] == [
        ("u11", "turnover", 900, None), ("u23", "turnover", 900, None)
    ]  # fmt: skip
    assert [one.expected for one in found.queries] == pytest.approx([105.5, 105.5])
    assert {one.why for one in found.queries} == {"its change from the period before stands out"}


def test_what_stands_out_is_imputed_if_the_recipe_says_so() -> None:
    edit = {"method": "hidiroglou-berthelot", "columns": ["turnover"], "options": {"multiplier": 4, "treat": "impute"}}
    first, _ = done(table(STEADY * 2), edit=[edit], imputation={"method": "ratio of means"})
    assert first.values["turnover"][11].tolist() == [100, 105]
    assert first.imputed["turnover"].sum() == 1


def test_bounds_are_those_that_banff_printed() -> None:
    """Of the returns of Statistics Canada's sample program outlier03: province 24 has too few changes to be judged."""
    told = rows("historic.csv")
    returns = pyarrow.table({
        "unit": [str(n) for n in range(len(told))] * 2, "period": ["2023"] * len(told) + ["2024"] * len(told),
        "industry": [row["province"] for row in told] * 2,
        **{name: np.concatenate([numbers(told, f"{name}_before"), numbers(told, name)]) for name in ("x01", "x02")},
    })  # fmt: skip
    edit = {"method": "hidiroglou-berthelot", "options": {"exponent": 0, "multiplier": 1.3}}
    recipe = {"indicator": [{"id": "industry.profit_margin", "numerator": "x01", "denominator": "x02", "kind": "rate"}]}
    first, second = done(returns, **recipe, edit=[edit])
    now, before = numbers(told, "x01"), numbers(told, "x01_before")
    effect = symmetric(np.divide(now, before, out=np.full(len(told), np.nan), where=(now > 0) & (before > 0)), 0.65451)
    province = np.array([row["province"] for row in told])
    own = province == sorted(set(province))[0]
    expected = (effect < -0.40172) | (effect > 0.03688)
    assert first.outlying["x01"][:, 1].tolist() == expected[own].tolist()
    assert not second.outlying["x01"].any()


def symmetric(ratio: np.ndarray[Any, Any], middle: float) -> np.ndarray[Any, Any]:
    return np.where(ratio < middle, 1 - middle / ratio, ratio / middle - 1)


MOVED: list[list[float]] = [[100.0, 101, 102], [200, 201, 260], [300, 300, 301], [50, 50, 10]]


def test_queries_are_ordered_by_their_score() -> None:
    design = [2.0 if n < 3 else 1.0 for n in range(12)]
    found = compiled(RECIPE | {"queries": {"threshold": 5}}, table(MOVED, design=design), queries=True).queries
    assert [(one.unit, one.question, one.returned) for one in found] == [
        ("u01", "profit", 26), ("u01", "turnover", 260), ("u03", "profit", 1), ("u03", "turnover", 10)
    ]  # fmt: skip
    assert [one.expected for one in found] == pytest.approx([20.1, 201, 5, 50])
    assert found[0].score == pytest.approx(100 * 59 / (2 * 101 + 201))
    assert found[2].score == pytest.approx(100 * 40 / 350)
    assert found[3].why == "score 11.4, at least 5"


def test_scores_of_several_questions_are_those_published() -> None:
    """The specification's example of three questions, of which two are here: 0.1275 and 1.68, the larger decides."""
    returns = pyarrow.table({
        "unit": ["a", "a", "rest"], "period": ["2024-01", "2024-02", "2024-01"], "industry": ["06"] * 3,
        "turnover": [607.0, 658, 800_000 - 20 * 607], "profit": [162.0, 36, 150_000 - 20 * 162],
        "design": [20.0, 20, 1],
    })  # fmt: skip
    asked = compiled(RECIPE | {"queries": {"threshold": 0.1}}, returns, queries=True).queries
    assert [(one.question, round(one.score or 0, 4)) for one in asked] == [("profit", 1.68), ("turnover", 0.1275)]
    mean = {"threshold": 0.5, "combination": "weighted", "weights": {"turnover": 2}}
    [only] = compiled(RECIPE | {"queries": mean}, returns, queries=True).queries
    assert only.why == f"score 1.68, of all questions {(2 * 0.1275 + 1.68) / 3:.3g}, at least 0.5"


def test_totals_too_far_off_are_asked_about_whoever_works() -> None:
    returns = table(MOVED, a=[50.0] * 12, b=[value / 2 for row in MOVED for value in row])
    edit = {"method": "totals", "columns": ["turnover", "a", "b"], "options": {"absolute": 60}}
    recipe = RECIPE | {"edit": [edit], "queries": {"threshold": 1000, "newest": 2}}
    found = compiled(recipe, returns, queries=True).queries
    assert [(one.unit, one.period, one.expected, one.why) for one in found] == [
        ("u01", "2024-03", 180, "not the sum of a, b"), ("u02", "2024-03", 200.5, "not the sum of a, b"),
        ("u02", "2024-02", 200, "not the sum of a, b"),
    ]  # fmt: skip
    with ThreadPoolExecutor(2) as executor:
        assert compiled(recipe, returns, executor=executor, jobs=2, queries=True).queries == found


def test_the_command_writes_queries_without_formulas(tmp_path: Path) -> None:
    returns, recipe, calls = tmp_path / "r.csv", tmp_path / "r.toml", tmp_path / "calls.csv"
    returns.write_text("unit,period,industry,turnover\n=1+1,2024-01,06,100\n=1+1,2024-02,06,200\n", encoding="utf-8")
    recipe.write_text(
        'name = "trial"\nthreshold = 1\n[[indicator]]\nid = "industry.revenue"\nnumerator = "turnover"\n',
        encoding="utf-8",
    )
    told = run("compile", recipe, returns, "--dry-run", "--queries", calls)
    assert "1 returns are worth a call" in told.stderr
    [row] = csv.DictReader(calls.read_text("utf-8").splitlines())
    assert row == {"unit": "'=1+1", "period": "2024-02", "question": "turnover", "returned": "200", "expected": "100",
                   "score": "100", "why": "score 100, at least 1"}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"edit": [{"method": "thousand errors", "columns": ["profit"], "options": {"principal": "turnover"}}]},
         "principal: turnover is none of its columns; name one of profit"),
        ({"edit": [{"method": "hidiroglou-berthelot", "options": {"treat": "impute"}}]}, "but nothing is; give"),
        ({"edit": [{"method": "hidiroglou-berthelot", "options": {"exponent": 2}}]}, "mark nothing"),
        ({"edit": [{"method": "hidiroglou-berthelot", "auxiliary": "x"}]}, "takes no auxiliary"),
        ({"edit": [{"method": "thousand errors", "predictive": "x"}]}, "are of the method with limits"),
        ({"edit": [{"method": "thousand errors", "options": {"lower": 5}}]}, "nothing lies between 5.0 and None"),
        ({"edit": [{"method": "thousand errors", "options": {"factor": 10}}]}, "factor: 10; give 100 or more"),
        ({"edit": [{"method": "thousand errors", "groups": {"06": {"cost": 1}}}]}, "unknown field `cost`"),
        ({"queries": {"threshold": 0}}, "a threshold that is not above nought"),
        ({"queries": {"weights": {"turnover": 1}}}, r'say combination = "weighted"'),
        ({"queries": {"auxiliary": {"sales": "x"}}}, r"\[queries\] auxiliary: sales is no column that is scored"),
        ({"queries": {"newest": 0}}, "are counts; give 1 or more"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_named(change: dict[str, Any], why: str) -> None:
    with pytest.raises(RecipeError, match=why):
        done(table(MOVED), **change)

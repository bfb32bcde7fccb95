"""Returns that tell values from January on: months are differences, January and February may stay together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
import pyarrow
import pytest

from tallystick.compiling.compiled import parcel
from tallystick.compiling.figures.printed import Row
from tallystick.compiling.making import Compiled
from tallystick.compiling.making import compile as compiled
from tallystick.compiling.recipes.loading import load
from tallystick.compiling.returns.calendars import lag_of, placed
from tallystick.compiling.returns.panel import panels
from tallystick.compiling.treating.steps import treated
from tallystick.model import Period, RecipeError, ReturnsError
from tests.unit.compiling.test_compile import returns as monthly

RECIPE: dict[str, Any] = {
    "name": "trial", "threshold": 1, "cumulative": ["turnover"],
    "indicator": [{"id": "industry.revenue", "numerator": "turnover", "span": "both", "digits": 2}],
}  # fmt: skip


def table(told: dict[str, list[float | None]], periods: list[str], **columns: Any) -> pyarrow.Table:
    """A row of values an enterprise, one a period; without a return where it is None, not returned where it is NaN."""
    there = [(unit, when, value) for unit, row in told.items() for when, value in zip(periods, row, strict=True)
             if value is not None]  # fmt: skip
    units, when, values = zip(*there, strict=True)
    industry = ["06"] * len(units)
    return pyarrow.table({"unit": units, "period": when, "industry": industry, "turnover": values, **columns})


def months(source: pyarrow.Table, **told: Any) -> tuple[list[str], list[list[float]]]:
    recipe = load(RECIPE | told)
    [panel] = panels(source, recipe)
    grid = treated(panel, recipe).values["turnover"]
    return [str(one) for one in panel.periods], np.nan_to_num(grid, nan=-1).tolist()


def of(found: Compiled, period: str, part: str = "") -> Row:
    return next(one for one in found if (one.period, one.part) == (period, part))


YEAR = ["2024-01", "2024-02", "2024-03", "2024-04"]


def test_months_are_differences() -> None:
    told = table({"a": [5, 12, 20, 19], "b": [1, 2, float("nan"), 6], "c": [None, None, 30, 35]}, YEAR)
    assert months(told)[1] == [[5, 7, 8, -1], [1, 1, -1, -1], [-1, -1, -1, 5]]
    april = of(compiled(RECIPE, told), "2024-04")
    assert (str(april.level), april.responding, april.revised) == ("4.00", 2, 1)


def test_the_year_to_date_is_what_was_told_even_where_a_month_was_missed() -> None:
    told = table({"a": [5, 12, 20, 19], "b": [1, 2, float("nan"), 6]}, YEAR)
    found = compiled(RECIPE, told)
    assert [(row.period, str(row.level)) for row in found] == [
        ("2024-01", "6.00"), ("2024-02", "8.00"), ("2024-03", "8.00"), ("2024-04", "-1.00"),
        ("2024-01/2024-02", "14.00"), ("2024-Q1", "20.00"), ("2024-01/2024-04", "25.00"),
    ]  # fmt: skip


def test_january_and_february_stay_together_where_january_is_not_told() -> None:
    two_years = ["2023-02", "2023-03", "2024-02", "2024-03"]
    told = table({"a": [10, 16, 11, 20], "b": [5, 8, 6, 9]}, two_years)
    periods, values = months(told)
    assert [periods[0], periods[1], periods[11]] == ["2023-01/2023-02", "2023-03", "2024-01/2024-02"]
    assert [row[11:] for row in values] == [[11, 9], [6, 3]]
    found = compiled(RECIPE, told)
    assert (str(of(found, "2024-01/2024-02").level), str(of(found, "2024-01/2024-02").growth)) == ("17.00", "13.3")
    assert (str(of(found, "2024-03").growth), str(of(found, "2024-Q1").growth)) == ("33.3", "20.8")
    assert len([row for row in found if row.period == "2024-01/2024-02"]) == 1


def test_a_january_that_is_not_told_each_year_is_left_out() -> None:
    told = table({"a": [4, 10, 16, None, 11, 20]}, ["2023-01", "2023-02", "2023-03", "2024-01", "2024-02", "2024-03"])
    periods, values = months(told)
    assert periods[0] == "2023-01/2023-02"
    assert [value for value in values[0] if value >= 0] == [10, 6, 11, 9]


def test_the_first_year_may_begin_with_february() -> None:
    told = table({"a": [10, 16, 4, 9]}, ["2023-02", "2023-03", "2024-01", "2024-02"])
    periods, values = months(told)
    assert periods[0] == "2023-02"
    assert [value for value in values[0] if value >= 0] == [6, 4, 5]


def test_spans_from_january_are_told_by_their_last_month() -> None:
    told = table({"a": [10, 16, 20, 30]}, ["2024年1-2月", "2024年1—3月", "2024年1-4月", "2024年1—12月"])
    periods, values = months(told)
    assert (periods[0], periods[-1], len(periods)) == ("2024-01/2024-02", "2024-12", 11)
    assert values[0][:3] == [10, 6, 4]


def test_quarters() -> None:
    told = table({"a": [10, 25, 45, 70]}, ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"])
    assert months(told)[1] == [[10, 15, 20, 25]]
    found = compiled(RECIPE, told)
    assert [row.period for row in found][4:] == ["2024-S1", "2024-01/2024-09", "2024"]
    halves = table({"a": [10, 25, 45, 70]}, ["2024年一季度", "2024年上半年", "2024-Q1/2024-Q3", "2024年"])
    assert months(halves)[1] == [[10, 15, 20, 25]]


def test_returns_of_january_and_february_together_need_not_be_cumulative() -> None:
    told = table({"a": [10, 6]}, ["2024年1—2月", "2024年3月"])
    assert months(told, cumulative=[]) == (["2024-01/2024-02", "2024-03"], [[10, 6]])
    apart = table({"a": [10, 6]}, ["2024年1—2月", "2025年2月"])
    with pytest.raises(ReturnsError, match="told together, and 2025-02 apart"):
        months(apart, cumulative=[])
    with pytest.raises(ReturnsError, match="two lengths: 2024-01/2024-02 and 2024-Q1"):
        months(table({"a": [10, 6]}, ["2024年1—2月", "2024年1—3月"]), cumulative=[])


def test_thousand_errors_are_those_of_what_was_returned() -> None:
    told = table({"a": [5, 12, 20_000, 28], "b": [3, 6, 9, 12]}, YEAR)
    edit = [{"method": "thousand errors"}]
    assert months(told, edit=edit)[1] == [[5, 7, 8, 8], [3, 3, 3, 3]]
    assert str(of(compiled(RECIPE | {"edit": edit}, told), "2024-Q1").level) == "29.00"


def test_what_is_imputed_is_counted_in_the_year() -> None:
    told = table({"a": [4, 8, float("nan"), 18], "b": [3, 6, 9, 12]}, YEAR)
    found = compiled(RECIPE | {"imputation": {"method": "ratio of means"}}, told)
    march, quarter, april = (of(found, when) for when in ("2024-03", "2024-Q1", "2024-01/2024-04"))
    assert (str(march.level), march.imputed, march.forward) == ("8.00", 1, 1)
    assert (str(quarter.level), quarter.imputed, quarter.imputed_share) == ("22.00", 1, round(500 / 22, 4))
    assert (str(april.level), april.imputed, april.responding) == ("30.00", 0, 2)  # as it was told


def test_a_gap_adds_up_to_what_was_told_around_it() -> None:
    told = table({"a": [4, 8, 12, 18], "b": [3, 6, float("nan"), 12], "c": [1, 2, 3, float("nan")]}, YEAR)
    imputed = months(told, imputation={"method": "ratio of means"})[1]
    assert imputed[1] == pytest.approx([3, 3, 6 * 3 / 7.5, 6 * 4.5 / 7.5])
    assert imputed[2] == [1, 1, 1, 1.5]


def cumulated(source: pyarrow.Table) -> pyarrow.Table:
    """The returns with values from January on, for enterprises that are there in all months of the year up to it."""
    frame = source.to_pandas().sort_values(["unit", "period"])
    frame["year"] = frame.period.str[:4]
    group = frame.groupby(["unit", "year"])
    frame = frame[group.cumcount() + 1 == frame.period.str[5:].astype(int)]
    for name in ("turnover", "profit"):
        frame[name] = frame.groupby(["unit", "year"])[name].cumsum()
    return pyarrow.Table.from_pandas(frame, preserve_index=False)


def test_what_is_cumulated_and_split_again_gives_the_same_figures_whoever_works() -> None:
    both = cumulated(monthly())
    recipe: dict[str, Any] = {
        "name": "trial", "cumulative": ["turnover", "profit"], "partition": [{"column": "region"}], "newest": 6,
        "indicator": [
            {"id": "industry.revenue", "numerator": "turnover", "scale": 1000, "span": "both"},
            {"id": "industry.profit_margin", "numerator": "profit", "denominator": "turnover", "kind": "rate",
             "span": "year to date"},
        ],
    }  # fmt: skip
    kept = set(zip(both["unit"].to_pylist(), both["period"].to_pylist(), strict=True))
    whole = monthly()
    there = [key in kept for key in zip(whole["unit"].to_pylist(), whole["period"].to_pylist(), strict=True)]
    single = whole.filter(pyarrow.array(there))
    found, plain = compiled(recipe, both), compiled(recipe | {"cumulative": []}, single)
    assert [(row.period, row.part, row.level, row.growth, row.like_for_like) for row in found] == [
        (row.period, row.part, row.level, row.growth, row.like_for_like) for row in plain
    ]
    with ThreadPoolExecutor(2) as executor:
        assert compiled(recipe, both, executor=executor, jobs=3).rows == found.rows
    told = parcel(found, date(2024, 3, 20))
    assert {one.verdict for one in told.findings} == {"holds"}
    series = {
        (one.measure, one.accumulation) for one in told.identities or () if one and one.indicator == "industry.revenue"
    }
    assert {("level", "single"), ("level", "year-to-date")} <= series


def test_periods_that_are_none_or_of_two_lengths() -> None:
    parse = Period.parse
    with pytest.raises(ReturnsError, match="two lengths: 2024-02 and 2024-Q2"):
        placed([parse("2024-02"), parse("2024-Q2")], cumulative=True)
    with pytest.raises(ReturnsError, match="holds no returns"):
        placed([], cumulative=False)
    assert lag_of([parse("2024-Q1")]) == 4


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"cumulative": ["sales"]}, "cumulative: sales is no value of an indicator; name some of turnover"),
        ({"indicator": [{"id": "industry.profit_margin", "numerator": "a", "denominator": "turnover",
                         "kind": "weighted mean", "span": "both"}]}, "a year to date is of a total, ratio or rate"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_named(change: dict[str, Any], why: str) -> None:
    with pytest.raises(RecipeError, match=why):
        load(RECIPE | change)

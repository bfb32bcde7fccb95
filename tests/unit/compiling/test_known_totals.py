"""Recipes bring levels to known totals: published answers of benchmarking and raking, and what is told of them."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import msgspec
import numpy as np
import pyarrow
import pytest
from rich.console import Console

from tallystick.compiling.compiled import parcel
from tallystick.compiling.kept import original_of, rows_of
from tallystick.compiling.making import Compiled
from tallystick.compiling.making import compile as compiled
from tallystick.compiling.recipes.file import to_toml
from tallystick.compiling.recipes.loading import load
from tallystick.model import RecipeError
from tallystick.reporting.compiled_text import compiled_text
from tallystick.reporting.recipe_words import recipe_words
from tests.unit.compiling.test_benchmarking import CARS, QUARTERS, known
from tests.unit.compiling.test_compile import DAY, of
from tests.unit.compiling.test_raking import CARS_AND_VANS

REVENUE: dict[str, Any] = {"id": "industry.revenue", "numerator": "value", "digits": 9}


def quarterly(values: list[float], totals: list[float], **settings: Any) -> Compiled:
    """One enterprise's quarters from 2010 on, brought to totals of years."""
    periods = [f"{2010 + n // 4}-Q{n % 4 + 1}" for n in range(len(values))]
    table = pyarrow.table({"unit": ["a"] * len(values), "period": periods, "value": values})
    told = [{"period": str(2010 + n), "total": total} for n, total in enumerate(totals)]
    told.append({"period": "2030", "total": 5.0})  # of no period that the returns hold
    recipe = {"name": "known", "threshold": 1, "link": "", "indicator": [REVENUE],
              "benchmark": [{"indicator": "industry.revenue", "totals": told, **settings}]}  # fmt: skip
    return compiled(recipe, table)


@pytest.mark.parametrize(
    ("example", "values", "totals", "settings"),
    [
        ("additive", QUARTERS, [10.3, 10.2], {"rho": 0.729, "lam": 0, "bias": "estimated"}),
        ("proportional", QUARTERS, [10.3, 10.2], {"rho": 0.729, "bias": "estimated"}),
        ("denton", QUARTERS, [10.3, 10.2], {}),
        ("cars", [float(one) for one in CARS], [10324, 10200, 10582, 11097, 11582, 11092],
         {"rho": 0.729, "bias": "estimated"}),
    ],
)  # fmt: skip
def test_benchmarked_levels_are_those_of_g_series(
    example: str, values: list[float], totals: list[float], settings: dict[str, Any]
) -> None:
    found = quarterly(values, totals, **settings)
    levels = [float(row.level or 0) for row in found]
    assert levels == pytest.approx(known(example), abs=1e-9)
    assert [float(row.summed or 0) for row in found] == values
    later = found.rows[4]
    assert float(later.growth or 0) == pytest.approx(100 * (levels[4] / levels[0] - 1), abs=0.05)
    assert later.growth == sum(one for one in (later.both_periods, later.entry, later.exit, later.correction) if one)
    assert {one.verdict for one in parcel(found, DAY).findings} == {"holds"}


def test_the_year_to_date_is_what_its_benchmarked_months_add_up_to() -> None:
    months = [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)][6:]
    added = [100 + n % 7 for n in range(len(months))]
    told, sum_of = [], 0.0
    for month, value in zip(months, added, strict=True):
        sum_of = value + (0.0 if month.endswith("-01") else sum_of)
        told.append({"unit": "a", "period": month, "value": sum_of})
    totals = [{"period": "2023", "total": 1300.0}, {"period": "2024", "total": 1200.0}]
    recipe = {"name": "known", "threshold": 1, "link": "", "cumulative": ["value"],
              "indicator": [REVENUE | {"span": "both"}],
              "benchmark": [{"indicator": "industry.revenue", "totals": totals}]}  # fmt: skip
    found = compiled(recipe, pyarrow.Table.from_pylist(told))
    level = {row.period: float(row.level or 0) for row in found}
    assert (level["2023"], level["2024"]) == pytest.approx((1300, 1200))
    assert level["2024-01/2024-05"] == pytest.approx(sum(level[f"2024-{month:02}"] for month in range(1, 6)))
    assert of(found, "industry.revenue", period="2024").growth == Decimal("-7.7")
    assert {one.verdict for one in parcel(found, DAY).findings} == {"holds"}


PROVINCES = ("Alberta", "Saskatchewan", "Manitoba")


def cars_and_vans(**changed: Any) -> Compiled:
    table = pyarrow.Table.from_pylist([
        {"unit": f"{kind} {province}", "period": period, "kind": kind, "province": province, "value": float(value)}
        for period in ("2023", "2024")
        for kind, row in zip(("cars", "vans"), CARS_AND_VANS, strict=True)
        for province, value in zip(PROVINCES, row, strict=True)
    ])  # fmt: skip
    kinds = [
        {"period": "2024", "part": part, "total": total} for part, total in zip(("cars", "vans"), (40, 53), strict=True)
    ]
    provinces = [
        {"period": "2024", "part": part, "total": total} for part, total in zip(PROVINCES, (30, 31, 32), strict=True)
    ]
    recipe = {
        "name": "cars", "threshold": 1, "link": "", "indicator": [REVENUE | {"digits": 7}],
        "partition": [{"column": "kind"}, {"column": "province"}, {"across": ["kind", "province"]}],
        "benchmark": [
            {"indicator": "industry.revenue", "totals": [{"period": "2024", "total": 93}], "rho": 0},
            {"indicator": "industry.revenue", "partition": "kind", "totals": kinds, "rho": 0},
            {"indicator": "industry.revenue", "partition": "province", "totals": provinces, "rho": 0},
        ],
        "rake": [
            {"indicator": "industry.revenue", "partition": "kind × province", "alterable": {"vans × Saskatchewan": 0}}
        ],
    }  # fmt: skip
    return compiled(recipe | changed, table)


def test_parts_across_two_partitions_are_raked_to_margins_as_published() -> None:
    found = cars_and_vans()
    told = [of(found, "industry.revenue", f"{kind} × {one}", "2024") for kind in ("cars", "vans") for one in PROVINCES]
    assert [str(row.level) for row in told] == [
        "14.3129771", "11.0000000", "14.6870229", "15.6870229", "20.0000000", "17.3129771",
    ]  # fmt: skip
    assert str(told[0].summed) == "12.0000000"
    assert told[4].correction == Decimal("0.0")
    whole = of(found, "industry.revenue", period="2024")
    assert (whole.level, whole.summed, whole.growth) == (Decimal(93), Decimal(103), Decimal("-9.7"))
    assert {one.verdict for one in parcel(found, DAY).findings} == {"holds"}


def test_margins_that_are_not_the_whole_are_told_as_a_contradiction() -> None:
    known = cars_and_vans().recipe.benchmarks
    found = cars_and_vans(benchmark=[msgspec.to_builtins(one) for one in known[1:]])
    wrong = [one for one in parcel(found, DAY).findings if one.verdict == "contradicts"]
    assert [one.identity for one in wrong] == ["partition"]
    assert "103" in wrong[0].statement


def test_parts_are_raked_to_a_whole_that_is_benchmarked() -> None:
    total = {
        "indicator": "industry.revenue",
        "totals": [{"period": "2023", "total": 100}, {"period": "2024", "total": 90}],
    }
    rake = [{"indicator": "industry.revenue", "partition": part} for part in ("kind", "province", "kind × province")]
    found = cars_and_vans(benchmark=[total], rake=rake, indicator=[REVENUE | {"digits": 1}])
    whole = of(found, "industry.revenue", period="2024")
    assert (whole.level, whole.growth, whole.correction) == (Decimal("90.0"), Decimal("-10.0"), Decimal("-10.0"))
    for title in ("kind", "province", "kind × province"):
        parts = [row for row in found if row.partition == title and row.period == "2024"]
        assert sum(row.level or 0 for row in parts) == whole.level
        assert sum(row.points or 0 for row in parts) == whole.growth
    told = parcel(found, DAY)
    assert {one.verdict for one in told.findings} == {"holds"}
    assert {one.identity for one in told.findings} == {"bridge_of_growth", "contributions_to_growth", "partition"}
    page = io.StringIO()
    Console(file=page, width=150).print(compiled_text(found))
    assert "added up 103.0, before it was brought to known totals" in page.getvalue()
    original = original_of(told.original)
    assert original is not None
    assert {row.how.summed for row in rows_of(told.reading.release.text, original) if not row.how.part} == {
        Decimal("103.0")
    }
    assert load(_parsed(to_toml(original.recipe))) == original.recipe
    assert any("known totals over time" in line for one in recipe_words(found.recipe, "en") for line in one.words)


def test_parts_that_are_not_raked_contribute_to_what_was_added_up() -> None:
    total = {"indicator": "industry.revenue", "totals": [{"period": "2024", "total": 90}], "rho": 0}
    found = cars_and_vans(benchmark=[total], rake=[])
    whole = of(found, "industry.revenue", period="2024")
    assert whole.growth == whole.correction == Decimal("-12.6")
    findings = parcel(found, DAY).findings
    assert {one.verdict for one in findings} == {"holds"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"benchmark": [{"indicator": "gdp", "totals": []}]}, "gdp: is no indicator of this recipe"),
        ({"benchmark": [{"indicator": "industry.revenue", "totals": []}]}, "no totals; give a table"),
        ({"benchmark": [{"indicator": "industry.revenue", "totals": [{"total": 5}]}]}, "row 1: no period"),
        ({"benchmark": [{"indicator": "industry.revenue", "totals": [{"period": "2030", "total": 5}]}]},
         "none is of a period that the returns hold whole"),
        ({"benchmark": [{"indicator": "industry.revenue", "partition": "kind",
                         "totals": [{"period": "2024", "part": "bikes", "total": 5}]}]}, "bikes is no part by kind"),
        ({"benchmark": [{"indicator": "industry.revenue", "totals": [{"period": "2024", "total": 5}], "rho": 2}]},
         "industry.revenue: rho is 2; give 0 to 1"),
        ({"rake": [{"indicator": "industry.revenue", "partition": "colour"}]}, "no partition is called 'colour'"),
        ({"rake": [{"indicator": "industry.revenue", "partition": "kind", "alterable": {"bikes": 1}}]},
         "bikes is no part of it; name one"),
        ({"rake": [{"indicator": "industry.revenue", "partition": "kind", "alterable": {"cars": -1}}]}, "below 0"),
        ({"benchmark": [{"indicator": "industry.revenue", "totals": [{"period": "2024", "total": 90}], "rho": 0}],
          "rake": [{"indicator": "industry.revenue", "partition": "kind", "alterable": {"cars": 0, "vans": 0}}]},
         "kind, 2024: total 1, 90, cannot be met"),
        ({"partition": [{"column": "kind"}, {"across": ["kind", "colour"]}]}, "across kind and colour; name two"),
        ({"partition": [{"name": "kind"}]}, "neither a column nor across"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_advice(change: dict[str, Any], why: str) -> None:
    with pytest.raises(RecipeError, match=why) as refused:
        cars_and_vans(**change)
    assert refused.value.advice


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_printed_adds_up_with_any_correction(seed: int) -> None:
    chance = np.random.default_rng(seed)
    told = [
        {"unit": f"u{unit}", "period": f"{2021 + at // 4}-Q{at % 4 + 1}", "kind": str(unit % 3), "value": value}
        for unit in range(7) for at, value in enumerate(chance.lognormal(3, 1, 12))
        if unit < 3 or chance.random() < 0.8
    ]  # fmt: skip
    totals = [{"period": str(year), "total": float(chance.uniform(200, 1500))} for year in (2021, 2022)]
    rake = [{"indicator": "industry.revenue", "partition": "kind"}] if seed % 2 else []
    recipe = {"name": "known", "threshold": 1, "link": "", "partition": [{"column": "kind"}], "rake": rake,
              "indicator": [REVENUE | {"digits": 1}], "rate_digits": seed % 3,
              "benchmark": [{"indicator": "industry.revenue", "rho": 0.9, "totals": totals}]}  # fmt: skip
    findings = parcel(compiled(recipe, pyarrow.Table.from_pylist(told)), DAY).findings
    assert len(findings) > 20
    assert [one.statement for one in findings if one.verdict != "holds"] == []

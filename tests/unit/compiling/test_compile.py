"""Returns become figures, these a release that is checked like any other; how each was made is told."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pytest
from pyarrow import parquet
from rich.console import Console

import tallystick
from tallystick.compiling.compiled import parcel
from tallystick.compiling.figures.printed import Row
from tallystick.compiling.making import Compiled
from tallystick.compiling.making import compile as compiled
from tallystick.ledger import Ledger
from tallystick.model import RecipeError
from tallystick.reporting.compiled_text import compiled_text
from tests.commands import run
from tests.unit.compiling.test_growth import rows

DAY = date(2024, 3, 20)
RECIPE: dict[str, Any] = {
    "name": "industry-trial",
    "area": "CN",
    "newest": 1,
    "indicator": [
        {"id": "industry.revenue", "numerator": "turnover", "scale": 1000, "price": "current prices"},
        {"id": "industry.profit_margin", "numerator": "profit", "denominator": "turnover", "kind": "rate", "digits": 2},
    ],
    "partition": [{"column": "industry"}, {"column": "region"}],
}


def returns(firms: int = 60, months: int = 26) -> pyarrow.Table:
    """Firms of four industries and three regions; one in ten is not there in a month."""
    chance = np.random.default_rng(1)
    firm, month = np.repeat(np.arange(firms), months), np.tile(np.arange(months), firms)
    there = chance.random(firms * months) > 0.1
    told = {
        "unit": np.char.add("f", firm.astype(str)),
        "period": np.array([f"{2022 + n // 12}-{n % 12 + 1:02}" for n in range(months)])[month],
        "industry": np.array(["06", "07", "08", "09"])[firm % 4],
        "region": np.array(["CN-11", "CN-31", "CN-44"])[firm // 7 % 3],
        "turnover": chance.lognormal(3, 1, firms * months),
        "profit": chance.normal(3, 1, firms * months),
        "design": 1 + firm % 5 / 2,
    }
    return pyarrow.table({name: column[there] for name, column in told.items()})


@pytest.fixture(scope="module")
def made() -> Compiled:
    return compiled(RECIPE, returns())


def of(found: Compiled, indicator: str, part: str = "", period: str = "2024-02") -> Row:
    return next(one for one in found if (one.indicator, one.part, one.period) == (indicator, part, period))


def test_figures_are_those_of_a_plain_reckoning(made: Compiled) -> None:
    table = returns().to_pandas()
    table["w"] = table["turnover"] * table["design"] * 1000
    now, before = (table[table.period == period].set_index("unit") for period in ("2024-02", "2023-02"))
    both = now.index.intersection(before.index)
    told = of(made, "industry.revenue")
    assert told.level == Decimal(round(now.w.sum()))
    assert float(told.growth or 0) == pytest.approx(100 * (now.w.sum() / before.w.sum() - 1), abs=0.05)
    assert float(told.like_for_like or 0) == pytest.approx(
        100 * (now.w[both].sum() / before.w[both].sum() - 1), abs=0.05
    )
    assert (told.both, told.entrants, told.exits) == (len(both), len(now) - len(both), len(before) - len(both))
    margin = (now.profit * now.design).sum() / (now.turnover * now.design).sum() * 100
    assert float(of(made, "industry.profit_margin").level or 0) == pytest.approx(margin, abs=0.005)


def test_contributions_as_printed_make_up_growth(made: Compiled) -> None:
    told = parcel(made, DAY)
    assert {one.verdict for one in told.findings} == {"holds"}
    whole = of(made, "industry.revenue")
    points = [one.points for one in made if one.partition == "region" and one.period == "2024-02" and one.points]
    assert sum(points) == whole.growth


def test_the_release_is_kept_read_and_checked_like_any_other(made: Compiled, tmp_path: Path) -> None:
    told = parcel(made, DAY)
    assert all(one.text == told.reading.release.text[one.start : one.end] for one in told.reading)
    with Ledger(tmp_path / "l.db", create=True) as book:
        [kept] = book.keep_many([told])
        assert book.reading(kept.release_id) == told.reading
        report = tallystick.check(book.reading(kept.release_id))
        assert [one for one in report.findings if one.verdict == "contradicts"] == []
        [level] = book.series("industry.revenue.level", area="CN")[-1:]
        assert level.value == of(made, "industry.revenue").level
        original = json.loads(book.original(kept.release_id))
        assert original["returns"] == made.returns
        assert original["made"][0]["responding"] == made.rows[0].responding
        [again] = book.keep_many([parcel(compiled(RECIPE, returns()), DAY)])
        assert again.outcome == "already kept"


def test_whoever_works_makes_the_same_bytes(made: Compiled) -> None:
    with ThreadPoolExecutor(2) as executor:
        found = compiled(RECIPE, returns(), executor=executor, jobs=3)
    assert parcel(found, DAY).original == parcel(made, DAY).original
    assert parcel(found, DAY).reading == parcel(made, DAY).reading


def test_each_link_group_that_is_done_is_told() -> None:
    alone: list[str] = []
    compiled(RECIPE, returns(), tell=alone.append)
    assert alone == sorted(set(returns()["industry"].to_pylist()))
    together: list[str] = []
    with ThreadPoolExecutor(2) as executor:
        compiled(RECIPE, returns(), executor=executor, jobs=3, tell=together.append)
    assert sorted(together) == alone


def test_figures_of_few_are_suppressed_and_said_to_be() -> None:
    found = compiled(RECIPE | {"threshold": 15}, returns())
    told = parcel(found, DAY)
    few = of(found, "industry.revenue", "09")
    assert few.enterprises < 15
    assert few.level is None
    assert "level" in few.suppressed
    assert {one.reason for one in told.reading.unread} == {"suppressed"}
    assert all(told.reading.release.text[one.start : one.end] == "c" for one in told.reading.unread)


def test_what_was_not_returned_is_imputed_and_counted() -> None:
    table = returns()
    turnover = table["turnover"].to_pylist()
    gone = [n for n, period in enumerate(table["period"].to_pylist()) if period == "2024-02"][:5]
    for n in gone:
        turnover[n] = None
    table = table.set_column(table.schema.get_field_index("turnover"), "turnover", pyarrow.array(turnover))
    plain = of(compiled(RECIPE, table), "industry.revenue")
    assert (plain.returns - plain.responding, plain.imputed) == (5, 0)
    filled = of(compiled(RECIPE | {"imputation": {"method": "ratio of means"}}, table), "industry.revenue")
    assert (filled.returns - filled.responding, filled.imputed) == (5, 5)
    assert filled.imputed_share > 0
    assert (filled.level or 0) > (plain.level or 0)


def test_values_a_thousand_times_too_high_are_corrected_and_counted() -> None:
    table = returns()
    turnover = table["turnover"].to_pylist()
    wrong = [n for n, period in enumerate(table["period"].to_pylist()) if period == "2024-02"][:4]
    for n in wrong:
        turnover[n] *= 1000
    table = table.set_column(table.schema.get_field_index("turnover"), "turnover", pyarrow.array(turnover))
    edit = {"method": "thousand errors", "columns": ["turnover"]}
    found = of(compiled(RECIPE | {"edit": [edit]}, table), "industry.revenue")
    right = of(compiled(RECIPE, returns()), "industry.revenue")
    assert found.edited == 4
    assert float(found.level or 0) == pytest.approx(float(right.level or 0), rel=1e-6)
    drawn = of(compiled(RECIPE | {"estimation": {"winsorise": {"limit": 20.0}}}, returns()), "industry.revenue")
    assert drawn.edited > 0
    assert (drawn.level or 0) < (right.level or 0)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"edit": [{"method": "guess"}]}, "guess: no such method; give one of: thousand errors, totals"),
        ({"edit": [{"method": "totals", "columns": ["a", "b", "c"]}]}, "give options absolute, share or both"),
        ({"imputation": {"method": "ratio of means", "options": {"lagg": 1}}}, "unknown field `lagg`"),
        ({"estimation": {"winsorise": {"l": 1}}}, "winsorise"),
    ],
)
def test_methods_that_there_are_not_are_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(RecipeError, match=why):
        compiled(RECIPE | change, returns(2, 2))


def test_energy_per_unit_of_value_added_and_rates_by_weight() -> None:
    table = pyarrow.table({
        "unit": ["a", "b", "a", "b"], "period": ["2023", "2023", "2024", "2024"], "industry": ["06"] * 4,
        "energy": [10.0, 20, 10, 18], "value_added": [5.0, 5, 8, 8], "prices": [100.0, 100, 160, 160],
        "use": [80.0, 60, 90, 60], "capacity": [3.0, 1, 3, 1],
    })  # fmt: skip
    recipe = {"name": "energy", "threshold": 1, "indicator": [
        {"id": "industry.revenue", "numerator": "energy", "denominator": "value_added", "deflator": "prices",
         "kind": "ratio", "unit": "tce/CNY", "digits": 2},
        {"id": "industry.profit_margin", "numerator": "use", "denominator": "capacity", "kind": "weighted mean"},
    ]}  # fmt: skip
    found = compiled(recipe, table)
    intensity = of(found, "industry.revenue", period="2024")
    assert (str(intensity.level), str(intensity.growth)) == ("2.80", "-6.7")
    use = of(found, "industry.profit_margin", period="2024")
    assert (str(use.level), str(use.growth)) == ("82.5", "7.5")


def test_employment_of_firms_that_leave(tmp_path: Path) -> None:
    file = tmp_path / "empluk.csv"
    lines = [f"{row['firm']},{row['year']},{row['emp']}" for row in rows("empluk.csv")]
    file.write_text("firm,year,emp\n" + "\n".join(lines) + "\n", encoding="utf-8")
    recipe = {"name": "empluk", "link": "", "rate_digits": 2, "columns": {"unit": "firm", "period": "year"},
              "indicator": [{"id": "industry.revenue", "numerator": "emp", "digits": 2}]}  # fmt: skip
    told = of(compiled(recipe, file), "industry.revenue", period="1983")
    assert [str(one) for one in (told.growth, told.like_for_like, told.exit)] == ["-57.40", "-5.34", "-55.00"]


def test_means_over_two_and_three_years_are_both_told() -> None:
    published = rows("two_year_average_2021.csv")
    told: list[dict[str, Any]] = []
    for n, row in enumerate(published):
        level = 100.0
        for period, rate in zip(range(2018, 2022), ("0", "10", row["growth_2020"], row["growth_2021"]), strict=True):
            level *= 1 + float(rate) / 100
            told.append({"unit": f"f{n}", "period": str(period), "industry": str(n), "value": level})
    recipe = {"name": "means", "threshold": 1, "years": [2, 3], "partition": [{"column": "industry"}],
              "indicator": [{"id": "industry.revenue", "numerator": "value"}]}  # fmt: skip
    found = compiled(recipe, pyarrow.Table.from_pylist(told))
    for n, row in enumerate(published):
        one = of(found, "industry.revenue", str(n), "2021")
        assert str(one.mean) == row["average_published"]
        both = (1 + float(row["growth_2020"]) / 100) * (1 + float(row["growth_2021"]) / 100)
        assert float(one.means["mean_3"]) == pytest.approx(100 * ((1.1 * both) ** (1 / 3) - 1), abs=0.05)
    assert found.to_dicts()[3]["mean_3"] is not None
    made = parcel(found, DAY)
    means = [(one, of) for one, of in zip(made.reading, made.identities or (), strict=True)
             if of and of.measure == "average_growth"]  # fmt: skip
    newest = [(one.period, of) for one, of in means if one.period.endswith("2021")]
    assert {(period, of.frequency, of.accumulation, of.comparison) for period, of in newest} == {
        ("2020/2021", "2 years", "span", "mean of 2 years"),
        ("2019/2021", "3 years", "span", "mean of 3 years"),
    }
    page = io.StringIO()
    Console(file=page, width=120).print(compiled_text(found))
    assert "mean of 3" in page.getvalue()


def test_the_command_keeps_and_tells(tmp_path: Path) -> None:
    recipe, table, ledger = tmp_path / "r.toml", tmp_path / "t.parquet", tmp_path / "l.db"
    assert run("compile", "--new", recipe).returncode == 0
    assert run("compile", "--new", recipe).returncode == 2
    parquet.write_table(returns(), table)
    done = run("compile", recipe, table, "--ledger", ledger)
    assert done.returncode == 0, done.stderr
    assert "returns told all it needs" in done.stdout
    assert "sums hold" in done.stderr
    release = done.stderr.split()[-1]
    checked = run("check", release, "--ledger", ledger, "--format", "json")
    assert checked.returncode == 0, checked.stderr
    assert {one["verdict"] for one in json.loads(checked.stdout)["findings"]} <= {"holds", "holds by rounding"}
    again = run("compile", recipe, table, "--dry-run", "--format", "json")
    assert json.loads(again.stdout)[0]["indicator"] == "industry.revenue"
    wrong = run("compile", recipe, tmp_path / "none.parquet", "--dry-run")
    assert (wrong.returncode, "no such file" in wrong.stderr) == (2, True)

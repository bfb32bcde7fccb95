"""Levels, like for like and the bridge between: published answers, and laws that hold of any returns."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.compiling.methods import growth
from tallystick.model import SeriesError

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def employment() -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Employment of 140 firms from 1976 to 1984."""
    found = np.full((140, 9), np.nan)
    for row in rows("empluk.csv"):
        found[int(row["firm"]) - 1, int(row["year"]) - 1976] = float(row["emp"])
    return found


def test_firms_that_come_and_go_are_told_apart_from_growth() -> None:
    made = growth.bridge(employment(), 1)
    matched, entry, gone = made.points
    for row in rows("empluk_like_for_like.csv"):
        at = int(row["year"]) - 1976
        expected = {
            "level": made.now, "level_before": made.before, "growth_of_levels": made.growth,
            "growth_like_for_like": made.like_for_like, "pp_like_for_like": matched, "pp_entry": entry, "pp_exit": gone,
            "firms": made.units, "matched": made.matched_units, "entrants": made.units - made.matched_units,
            "exits": made.units_before - made.matched_units,
        }  # fmt: skip
        for name, found in expected.items():
            # The file tells levels to eight decimals.
            assert float(found[0, at]) == pytest.approx(float(row[name]), abs=1e-8 if name[:5] == "level" else 1e-9)
    assert [round(float(one[0, 7]), 2) for one in (made.growth, made.like_for_like, gone)] == [-57.40, -5.34, -55.00]


def test_two_year_averages_are_geometric() -> None:
    arithmetic = {}
    for row in rows("two_year_average_2021.csv"):
        both, told = [float(row["growth_2020"]), float(row["growth_2021"])], float(row["average_published"])
        assert round(growth.mean_growth(both), 1) == told, row
        arithmetic[row["period"]] = (round(sum(both) / 2, 1), told)
    assert arithmetic["2021-01/2021-02"] == (10.8, 8.1)
    assert len(arithmetic) == 10


@given(
    st.lists(st.lists(st.one_of(st.none(), st.floats(0.01, 1e6)), min_size=3, max_size=3), min_size=1, max_size=12),
    st.integers(1, 3),
)
def test_the_bridge_is_exact_and_parts_make_up_the_whole(cells: list[list[float | None]], parts: int) -> None:
    values = np.array([[np.nan if one is None else one for one in row] for row in cells])
    whole = growth.bridge(values, 1)
    made = sum(whole.points)
    told = ~np.isnan(whole.growth)
    assert np.allclose(np.asarray(made)[told], whole.growth[told], rtol=1e-9, atol=1e-7)
    starts = sorted({n * len(values) // parts for n in range(parts)})
    apart = growth.bridge(values, 1, starts)
    points = growth.contribution_points(apart.now, apart.before, whole.before).sum(axis=0)
    assert np.allclose(points[told[0]], whole.growth[0][told[0]], rtol=1e-9, atol=1e-7)


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=30), st.integers(0, 3))
def test_printed_parts_add_up_and_stay_within_a_unit(parts: list[float], digits: int) -> None:
    whole = sum(parts)
    found = growth.printed(parts, whole, digits)
    unit = Decimal(1).scaleb(-digits)
    assert abs(sum(found) - Decimal(repr(whole))) <= unit / 2 + Decimal("1e-9")
    assert all(abs(one - Decimal(repr(part))) <= unit for one, part in zip(found, parts, strict=True))


def test_ratios_and_their_bridge() -> None:
    use = growth.ratio(np.array([75.0]), np.array([100.0]), percent=True)
    assert use.tolist() == [75.0]
    output = growth.bridge(np.array([[80.0, 70.0], [10.0, np.nan], [np.nan, 5.0]]), 1)
    capacity = growth.bridge(np.array([[100.0, 100.0], [50.0, np.nan], [np.nan, 20.0]]), 1)
    change, matched, came, left = (float(one[0, 1]) for one in growth.ratio_bridge(output, capacity, percent=True))
    assert matched == pytest.approx(-10.0)
    assert change == pytest.approx(matched + came + left)


def test_what_has_no_rate_has_none() -> None:
    made = growth.bridge(np.array([[-5.0, 5.0], [np.nan, 1.0]]), 1)
    assert np.isnan(made.growth).all()
    with pytest.raises(SeriesError, match="leaves nothing"):
        growth.mean_growth([-100.0, 5.0])

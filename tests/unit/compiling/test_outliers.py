"""`historic.csv` are the returns of Statistics Canada's sample program outlier03 (Banff 3.1.3, gensol-banff 768f4de).

The bounds are what Banff printed for them; so are the quartiles and bounds of sample program outlier01.
"""

from __future__ import annotations

import numpy as np
import pytest

from tallystick.compiling.methods.outliers import acceptance, outliers, quantile
from tallystick.compiling.methods.strata import cells
from tallystick.model import ReturnsError
from tests.unit.compiling.answers import numbers, rows, words

RETURNS = rows("historic.csv")
PROVINCES = cells(words(RETURNS, "province"))


@pytest.mark.parametrize(
    ("variable", "place", "ratio", "accepted", "kept"),
    [
        ("x01", 0, 0.65451, (-0.40172, 0.03688), (-0.46353, 0.04255)),
        ("x02", 0, 0.64901, (-0.03939, 0.04296), (-0.04544, 0.04957)),
        ("x02", 1, 0.66026, (-0.04471, 0.01264), (-0.05158, 0.01459)),
    ],
)
def test_bounds_are_those_that_banff_printed(
    variable: str, place: int, ratio: float, accepted: tuple[float, float], kept: tuple[float, float]
) -> None:
    now, before = numbers(RETURNS, variable), numbers(RETURNS, f"{variable}_before")
    for multiplier, expected in ((1.3, accepted), (1.5, kept)):
        found = outliers(PROVINCES, now, before, exponent=0, multiplier=multiplier)
        assert found.ratio[place] == pytest.approx(ratio, abs=5e-6)
        assert (found.low[place], found.high[place]) == pytest.approx(expected, abs=5e-6)


def test_too_few_changes_are_not_looked_at() -> None:
    found = outliers(PROVINCES, numbers(RETURNS, "x01"), numbers(RETURNS, "x01_before"), exponent=0)
    assert np.isnan(found.low[1])
    assert not found.outlying[PROVINCES.codes == 1].any()


@pytest.mark.parametrize(
    ("quartiles", "multiplier", "bounds"),
    [
        ((1, 3, 9), 2.5, (-2, 18)),
        ((1, 3, 9), 4, (-5, 27)),
        ((1, 5, 14), 2.5, (-5, 27.5)),
        ((1, 5, 14), 4, (-11, 41)),
        ((0, 4, 11), 2.5, (-6, 21.5)),
        ((2, 10, 14), 4, (-22, 26)),
    ],
)
def test_acceptance_is_what_banff_printed(
    quartiles: tuple[float, float, float], multiplier: float, bounds: tuple[float, float]
) -> None:
    low, high = acceptance(*quartiles, multiplier=multiplier, share=0.05)
    assert (float(low), float(high)) == bounds


def test_a_rise_and_the_fall_that_undoes_it_count_alike() -> None:
    before = np.full(11, 100.0)
    now = np.array([400, 25, *np.linspace(90, 110, 9)])
    found = outliers(cells(["a"] * 11), now, before, exponent=0, multiplier=4)
    assert found.effect[0] == pytest.approx(-found.effect[1])
    assert np.flatnonzero(found.outlying).tolist() == [0, 1]


def test_the_exponent_makes_size_count() -> None:
    before = np.array([10.0, 10_000.0, *np.linspace(90, 110, 12)])
    now = before * np.array([1.3, 1.3, *np.linspace(0.95, 1.05, 12)])
    group = cells(["a"] * 14)
    assert np.flatnonzero(outliers(group, now, before, exponent=0, multiplier=20).outlying).tolist() == []
    assert np.flatnonzero(outliers(group, now, before, exponent=1, multiplier=20).outlying).tolist() == [1]


def test_quantiles_are_those_of_numpy_group_by_group() -> None:
    chance = np.random.default_rng(3)
    group, values = chance.integers(7, size=300), chance.normal(size=300)
    values[chance.random(300) < 0.2] = np.nan
    values[group == 3] = np.nan
    found = quantile(cells(group), values, 0.25)
    for one in range(7):
        told = values[(group == one) & ~np.isnan(values)]
        expected = np.quantile(told, 0.25, method="weibull") if told.size else np.nan
        assert found[one] == pytest.approx(expected, nan_ok=True)


def test_options_that_mark_nothing_are_refused() -> None:
    with pytest.raises(ReturnsError, match="mark no outliers"):
        outliers(PROVINCES, numbers(RETURNS, "x01"), numbers(RETURNS, "x01_before"), exponent=2)

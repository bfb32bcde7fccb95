"""Benchmarking gives what Statistics Canada's G-Series gives, and refuses what cannot be done.

Known answers: benchmarked.csv, run with G-Series 3.0 (R) on the two examples of its documentation: numbers alone.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tallystick.compiling.methods.benchmarking import Benchmark, benchmark, yearly
from tallystick.model import SeriesError

QUARTERS = [1.9, 2.4, 3.1, 2.2, 2.0, 2.6, 3.4, 2.4, 2.3]
YEARS = yearly([10.3, 10.2], 4)
CARS = [1851, 2436, 3115, 2205, 1987, 2635, 3435, 2361, 2183, 2822, 3664, 2550, 2342, 3001, 3779]
CARS += [2538, 2363, 3090, 3807, 2631, 2601, 3063, 3961, 2774, 2476, 3083, 3864, 2773, 2489, 3082]
CAR_YEARS = yearly([10324, 10200, 10582, 11097, 11582, 11092], 4)


def known(example: str) -> list[float]:
    with Path(__file__).with_name("benchmarked.csv").open(encoding="utf-8", newline="") as file:
        return [float(row["value"]) for row in csv.DictReader(file) if row["example"] == example]


def close(answer: list[float]) -> object:
    return pytest.approx(answer, rel=1e-11, abs=1e-9)


def test_answers_of_g_series() -> None:
    additive = benchmark(QUARTERS, YEARS, rho=0.729, lam=0, bias="estimated")
    assert list(additive.values) == close(known("additive"))
    assert additive.bias == pytest.approx(0.0625)
    proportional = benchmark(QUARTERS, YEARS, rho=0.729, bias="estimated")
    assert list(proportional.values) == close(known("proportional"))
    assert proportional.bias == pytest.approx(1.025)
    assert list(benchmark(QUARTERS, YEARS).values) == close(known("denton"))
    assert list(benchmark(CARS, CAR_YEARS, rho=0.729, bias="estimated").values) == close(known("cars"))


def test_denton_is_the_limit_of_rho() -> None:
    near = benchmark(QUARTERS, YEARS, rho=1 - 1e-7)
    assert list(near.values) == pytest.approx(list(benchmark(QUARTERS, YEARS).values), abs=1e-5)


def test_the_last_correction_is_carried_on_or_fades_to_the_bias() -> None:
    long = [*QUARTERS, *QUARTERS[1:] * 4]
    ratios = benchmark(long, YEARS).values / long
    assert list(ratios[8:]) == pytest.approx([ratios[7]] * len(ratios[8:]))
    fading = benchmark(long, YEARS, rho=0.729, bias="estimated")
    assert fading.values[-1] / long[-1] == pytest.approx(fading.bias, abs=1e-4)


def test_additive_denton_moves_by_least_steps() -> None:
    done = benchmark([5.0] * 8, yearly([20, 28], 4), lam=0)
    assert done.totals == pytest.approx([20, 28])
    steps = np.diff(done.values)
    assert steps == pytest.approx(steps[::-1])


def test_a_benchmark_with_a_variance_may_move_and_the_others_are_met() -> None:
    loose = [YEARS[0], Benchmark(first=4, last=7, value=10.2, variance=1.0)]
    for rho in (0.729, 1.0):
        done = benchmark(QUARTERS, loose, rho=rho)
        assert done.totals[0] == pytest.approx(10.3)
        assert done.totals[1] > 10.2


def test_levels_on_a_day_and_years_without_benchmark() -> None:
    done = benchmark([10, 11, 12, 13, 14], [Benchmark(first=0, last=0, value=20), Benchmark(first=4, last=4, value=28)])
    assert list(done.values) == pytest.approx([20, 22, 24, 26, 28])
    assert len(yearly([10.3, float("nan"), 10.2], 4)) == 2


def test_zeros_stay_zeros_below_rho_one() -> None:
    seasonal = [0, 2.4, 3.1, 2.2, 0, 2.6, 3.4, 2.4]
    done = benchmark(seasonal, YEARS, rho=0.729)
    assert done.values[0] == done.values[4] == 0
    assert done.totals == pytest.approx([10.3, 10.2])
    with pytest.raises(SeriesError, match=r"zero in period 1.*rho below 1"):
        benchmark(seasonal, YEARS)
    with pytest.raises(SeriesError, match=r"all periods of benchmark 1.*lam=0"):
        benchmark([0, 0, 0, 0, 1, 1, 1, 1], YEARS, rho=0.729)
    assert benchmark([0, 0, 0, 0, 1, 1, 1, 1], YEARS, lam=0).totals == pytest.approx([10.3, 10.2])


def test_the_same_benchmark_twice_does_no_harm_and_a_contradiction_is_refused() -> None:
    for rho in (0.729, 1.0):
        twice = benchmark(QUARTERS, [*YEARS, YEARS[0]], rho=rho)
        assert list(twice.values) == pytest.approx(list(benchmark(QUARTERS, YEARS, rho=rho).values))
        with pytest.raises(SeriesError, match="cannot be met with the others"):
            benchmark(QUARTERS, [*YEARS, Benchmark(first=0, last=3, value=11)], rho=rho)
        with pytest.raises(SeriesError, match="cannot be met with the others"):
            benchmark(QUARTERS, [*YEARS, Benchmark(first=0, last=7, value=21)], rho=rho)


@pytest.mark.parametrize(
    ("indicator", "settings", "told"),
    [
        ([1.9, float("nan"), 3.1, 2.2], {}, "no value in period 2"),
        ([], {}, "shape"),
        ([[1.9, 2.4]], {}, "shape"),
        (QUARTERS[:6], {}, "benchmark 2 is over periods 5 to 8, the series has 6"),
        (QUARTERS, {"rho": 1.2}, "rho is 1.2"),
        (QUARTERS, {"lam": -1}, "lam is -1"),
        (QUARTERS, {"bias": 0.0}, "a bias of 0"),
        ([1, -1] * 4, {"bias": "estimated"}, "add up to zero"),
    ],
)
def test_refused_with_advice(indicator: list[float], settings: dict[str, float], told: str) -> None:
    with pytest.raises(SeriesError, match=told) as raised:
        benchmark(indicator, YEARS, **settings)
    assert raised.value.advice


def test_benchmarks_without_value_or_with_a_variance_below_zero_are_refused() -> None:
    for one in (Benchmark(first=0, last=3, value=float("nan")), Benchmark(first=0, last=3, value=1, variance=-1)):
        with pytest.raises(SeriesError, match="benchmark 1 has"):
            benchmark(QUARTERS, [one])
    with pytest.raises(SeriesError, match="no benchmarks"):
        benchmark(QUARTERS, [])
    with pytest.raises(SeriesError, match="a year of 0"):
        yearly([1], 0)

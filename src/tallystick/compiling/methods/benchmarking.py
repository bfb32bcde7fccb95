"""Benchmarking: a monthly or quarterly series is brought to totals that are known better, and keeps its movement.

Source: Dagum and Cholette (2006), "Benchmarking, Temporal Distribution, and Reconciliation Methods for Time Series",
chapters 3 and 6 (regression-based benchmarking), whose limit is Denton's method as modified by Cholette (1984); the
settings are those of Quenneville, Fortier, Chen and Latendresse (2006), "Recent developments in benchmarking to annual
totals in X-12-ARIMA and at Statistics Canada".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from tallystick.compiling.methods.arrays import Floats
from tallystick.model import SeriesError

CLOSE = 1e-9  # of the largest value: sums that differ by less are met


class Benchmark(msgspec.Struct, frozen=True, kw_only=True):
    """A total that the series has to meet: over the periods `first` to `last`, counted from zero, both within.

    A level on one day has `first` equal to `last`. `variance`, in the square of the series' unit, is 0 where the total
    is binding; above 0 the total itself may move.
    """

    first: int
    last: int
    value: float
    variance: float = 0.0


class Benchmarked(msgspec.Struct, frozen=True, kw_only=True):
    """A benchmarked series, the bias that was taken out of the indicator before, and the benchmarks as they came out.

    `bias` is a factor where the adjustment is proportional, and an amount in the series' unit where it is additive.
    """

    values: Floats
    bias: float
    totals: Floats


def yearly(totals: ArrayLike, per_year: int, *, start: int = 0) -> list[Benchmark]:
    """The benchmarks of whole years that follow one another, from period `start` on; a year that is NaN has none.

    >>> [(one.first, one.last, one.value) for one in yearly([10.3, 10.2], 4)]
    [(0, 3, 10.3), (4, 7, 10.2)]
    """
    if per_year < 1:
        raise SeriesError(f"a year of {per_year} periods", "give 12 for months or 4 for quarters")
    starts = ((start + year * per_year, value) for year, value in enumerate(np.asarray(totals, dtype=float).tolist()))
    return [
        Benchmark(first=first, last=first + per_year - 1, value=value) for first, value in starts if np.isfinite(value)
    ]


def benchmark(
    indicator: ArrayLike,
    benchmarks: Sequence[Benchmark],
    *,
    rho: float = 1.0,
    lam: float = 1.0,
    bias: float | Literal["estimated"] | None = None,
) -> Benchmarked:
    """An indicator, shape (periods,), brought to its benchmarks; what it says of movement is kept as far as can be.

    With s the indicator less its bias, J the sums and a the benchmarks, the answer is
    s + V J' (J V J' + W)⁻¹ (a - J s), where V is diag(|s|^lam) R diag(|s|^lam) with R[i, j] = rho^|i - j|, and W holds
    the benchmarks' variances.

    - `rho` from 0 to 1: how long a correction lasts beyond the benchmarks. 1 keeps movement best and is Denton's
      method: the last correction is carried on as it is. Usual below 1: .9 for months, .9^3 = .729 for quarters.
    - `lam`: 1 corrects in proportion to each value, 0 by equal amounts, .5 between.
    - `bias`: None leaves the level as it is; a number is taken as the bias; "estimated" takes it from the benchmarks:
      their sum over the indicator's over the same periods, or (lam = 0) the mean difference a period. It matters for
      rho below 1 and for the periods after the last benchmark, which go back to the indicator less bias.

    SeriesError: gaps, benchmarks outside the series, settings outside their range, zeros that cannot be corrected in
    proportion, benchmarks that cannot be met at the same time.

    >>> quarters = [1.9, 2.4, 3.1, 2.2, 2.0, 2.6, 3.4, 2.4, 2.3]
    >>> done = benchmark(quarters, yearly([10.3, 10.2], 4), rho=.729, bias="estimated")
    >>> [round(float(value), 3) for value in done.values], round(done.bias, 3)
    ([2.049, 2.601, 3.338, 2.312, 2.021, 2.555, 3.292, 2.332, 2.268], 1.025)
    """
    series, wanted = _series(indicator), list(benchmarks)
    _settings(rho, lam)
    sums = _sums(wanted, len(series))
    totals = np.array([one.value for one in wanted])
    took = _bias(series, sums, totals, lam, bias)
    level = series * took if lam else series + took
    spread = np.abs(level) ** lam
    _zeros(spread, sums, totals, rho)
    variances = np.array([one.variance for one in wanted])
    off = totals - sums @ level
    moved = _denton(spread, sums, off, variances) if rho == 1 else _lasting(spread, rho, sums, off, variances)
    values = level + moved
    _met(sums, values, totals, variances, wanted)
    return Benchmarked(values=values, bias=took, totals=sums @ values)


def _lasting(spread: Floats, rho: float, sums: Floats, off: Floats, variances: Floats) -> Floats:
    """The corrections where their effect fades: rho below 1."""
    when = np.arange(len(spread))
    together = spread[:, None] * rho ** np.abs(when[:, None] - when[None, :]) * spread[None, :]
    shared = together @ sums.T
    weights = np.sqrt(np.diag(sums @ shared) + variances)
    weights[weights == 0] = 1.0
    inner = (sums @ shared + np.diag(variances)) / weights[:, None] / weights[None, :]
    return np.asarray(shared @ (np.linalg.lstsq(inner, off / weights, rcond=None)[0] / weights))


def _denton(spread: Floats, sums: Floats, off: Floats, variances: Floats) -> Floats:
    """The corrections whose relative changes from period to period are least in squares: rho = 1."""
    size = float(spread.mean())
    steps = np.diff(np.eye(len(spread)), axis=0)
    held = sums * (spread / size)
    rows = np.abs(held).max(axis=1, initial=0.0)
    rows[rows == 0] = 1.0
    held = held / rows[:, None]
    system = np.block([[steps.T @ steps, held.T], [held, -np.diag(variances / (rows * size) ** 2)]])
    right = np.concatenate([np.zeros(len(spread)), off / rows / size])
    found = np.linalg.lstsq(system, right, rcond=None)[0][: len(spread)]
    return np.asarray(found * spread)


def _series(indicator: ArrayLike) -> Floats:
    series = np.asarray(indicator, dtype=np.float64)
    if series.ndim != 1 or not len(series):
        raise SeriesError(f"an indicator of shape {series.shape}", "give one series at a time, one value a period")
    gaps = np.flatnonzero(~np.isfinite(series))
    if len(gaps):
        raise SeriesError(f"the indicator has no value in period {gaps[0] + 1}", "fill its gaps before benchmarking")
    return series


def _settings(rho: float, lam: float) -> None:
    if not 0 <= rho <= 1:
        raise SeriesError(f"rho is {rho:g}", "give 0 to 1: .9 for months, .729 for quarters, 1 for Denton's method")
    if not 0 <= lam <= 1:
        raise SeriesError(f"lam is {lam:g}", "give 1 for proportional, 0 for additive, or what lies between")


def _sums(wanted: Sequence[Benchmark], length: int) -> Floats:
    """Which periods each benchmark adds up: (benchmarks, periods), ones and zeros."""
    if not wanted:
        raise SeriesError("there are no benchmarks", "give one total at least")
    sums = np.zeros((len(wanted), length))
    for number, one in enumerate(wanted, start=1):
        if not 0 <= one.first <= one.last < length:
            told = f"benchmark {number} is over periods {one.first + 1} to {one.last + 1}, the series has {length}"
            raise SeriesError(told, "give the indicator for all periods of each benchmark, or leave the benchmark out")
        if not np.isfinite(one.value):
            raise SeriesError(f"benchmark {number} has no value", "leave out what is not known")
        if not (np.isfinite(one.variance) and one.variance >= 0):
            raise SeriesError(f"benchmark {number} has a variance of {one.variance}", "give 0 where it is binding")
        sums[number - 1, one.first : one.last + 1] = 1.0
    return sums


def _bias(series: Floats, sums: Floats, totals: Floats, lam: float, bias: float | str | None) -> float:
    """The factor, or the amount a period, that brings the indicator to the benchmarks' level."""
    if bias is None:
        return 1.0 if lam else 0.0
    if bias != "estimated":
        if isinstance(bias, str) or not np.isfinite(bias) or (lam and bias == 0):
            raise SeriesError(f"a bias of {bias!r}", 'give a number (a factor above 0), "estimated" or nothing')
        return float(bias)
    covered = float((sums @ series).sum())
    if not lam:
        return float((totals.sum() - covered) / sums.sum())
    if covered == 0 or totals.sum() == 0:
        advice = "use lam=0 (additive), or give the bias"
        raise SeriesError("indicator or benchmarks add up to zero: there is no factor between them", advice)
    return float(totals.sum() / covered)


def _zeros(spread: Floats, sums: Floats, totals: Floats, rho: float) -> None:
    """Zeros stay zeros in proportional benchmarking; refused where that leaves a benchmark or the method undefined."""
    nought = np.flatnonzero(spread == 0)
    if not len(nought):
        return
    if rho == 1:
        told = f"the indicator is zero in period {nought[0] + 1}: its relative correction is not defined for rho = 1"
        raise SeriesError(told, "use rho below 1 (zeros then stay zero), or lam=0 (additive)")
    stuck = np.flatnonzero((sums @ spread == 0) & (totals != 0))
    if len(stuck):
        told = f"the indicator is zero in all periods of benchmark {stuck[0] + 1}, which is {totals[stuck[0]]:g}"
        raise SeriesError(told, "use lam=0 (additive), or another indicator for these periods")


def _met(sums: Floats, values: Floats, totals: Floats, variances: Floats, wanted: Sequence[Benchmark]) -> None:
    reach = CLOSE * (sums @ np.abs(values) + np.abs(totals))
    missed = np.flatnonzero((np.abs(sums @ values - totals) > reach) & (variances == 0))
    if len(missed) or not np.isfinite(values).all():
        one = wanted[int(missed[0]) if len(missed) else 0]
        told = f"benchmark {one.value:g} of periods {one.first + 1} to {one.last + 1} cannot be met with the others"
        raise SeriesError(told, "see which benchmarks cover the same periods, and give the less certain one a variance")

"""One-sided winsorisation: a return far above its stratum is drawn in by an outlier weight.

Kokic and Bell (1994), "Optimal Winsorizing Cutoffs for a Stratified Finite Population Estimator", Journal of
Official Statistics 10(4), in the form of the Office for National Statistics' Statistical Methods Library. With
design weight a, calibration factor g (1 in expansion estimation), and w = a g:

    expected value   mu = sum of a y / sum of a            of the stratum in its period (expansion)
                     mu = x (sum of a y / sum of a x)      x the auxiliary (ratio)
    cut-off          K  = mu + L / (w - 1)
    drawn in         y* = y / w + (1 - 1 / w) K            where y > K
    outlier weight   o  = y* / y

L is found beforehand from past periods and is one number for a stratum in a period. Sums leave out the units that
are not winsorised: those that stand for themselves alone (a = 1, g at least 1) and those with w of at most 1.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from tallystick.compiling.methods.arrays import Flags, Floats, Marks
from tallystick.compiling.methods.strata import Cells, numbers, refuse_first
from tallystick.model import ReturnsError

WINSORISED, FULLY_ENUMERATED, WEIGHT_OF_ONE = "W", "NW_FE", "NW_AG"
"""Looked at; not, as it stands for itself alone; not, as its design weight times calibration is at most 1."""


class Winsorised(msgspec.Struct, frozen=True, kw_only=True):
    """Of each row: the outlier weight (at most 1), the drawn-in value, its cut-off (NaN if none), and the mark."""

    weight: Floats
    value: Floats
    cutoff: Floats
    mark: Marks


def winsorise(
    strata: Cells,
    values: ArrayLike,
    design: ArrayLike,
    limit: ArrayLike,
    *,
    calibration: ArrayLike | None = None,
    auxiliary: ArrayLike | None = None,
) -> Winsorised:
    """Draw in what is too high; all columns are one a row, `strata` are strata of a period and `limit` is their L.

    With `calibration` and `auxiliary` the expected value is a ratio's, without both a mean's. A gap, a design weight
    below 1, a negative L or factor, and an L that differs within a stratum are refused with their row.

    >>> from tallystick.compiling.methods.strata import cells
    >>> told = winsorise(cells(["a"] * 6), [40, 25.6, 26.4, 28, 28.8, 29.6], [60] * 6, [400] * 6)
    >>> told.weight.round(6).tolist()
    [0.914278, 1.0, 1.0, 1.0, 1.0, 1.0]
    """
    y = numbers(values, strata.codes, "the value")
    a = numbers(design, strata.codes, "the design weight")
    bound = numbers(limit, strata.codes, "L")
    refuse_first(a < 1, "has a design weight below 1", "a unit stands at least for itself: give weights of 1 and more")
    refuse_first(bound < 0, "has a negative L", "give the L of the stratum, at least nought")
    differing = bound != bound[strata.first()][strata.codes]
    refuse_first(differing, "has another L than its stratum in this period", "give one L for a stratum and period")
    if (calibration is None) != (auxiliary is None):
        raise ReturnsError("ratio winsorisation is told in half", "give both `calibration` and `auxiliary`, or neither")
    g, x = np.ones_like(a), np.ones_like(a)
    if calibration is not None and auxiliary is not None:
        g = numbers(calibration, strata.codes, "the calibration factor")
        x = numbers(auxiliary, strata.codes, "the auxiliary")
        refuse_first(g <= 0, "has a calibration factor that is not above nought", "give factors above nought")
    w = a * g
    mark = np.select([(a == 1) & (g >= 1), w <= 1], [FULLY_ENUMERATED, WEIGHT_OF_ONE], WINSORISED)
    looked_at = mark == WINSORISED
    return _drawn_in(y, w, bound, _expected(strata, y, a, x, looked_at), mark)


def _expected(strata: Cells, y: Floats, a: Floats, x: Floats, looked_at: Flags) -> Floats:
    """The value that a row's stratum leads one to expect of it."""
    above, below = strata.total(a * y, looked_at), strata.total(a * x, looked_at)
    ratio = np.divide(above, below, out=np.zeros_like(above), where=below != 0)
    return np.asarray(x * ratio[strata.codes])


def _drawn_in(y: Floats, w: Floats, bound: Floats, expected: Floats, mark: Marks) -> Winsorised:
    """The values with those above their cut-off drawn in."""
    looked_at = mark == WINSORISED
    beyond = np.divide(bound, w - 1, out=np.full_like(w, np.nan), where=looked_at)
    cutoff = expected + beyond
    high = looked_at & (y > cutoff)
    value = np.where(high, y / w + (1 - 1 / w) * cutoff, y)
    weight = np.divide(value, y, out=np.ones_like(y), where=high & (y != 0))
    return Winsorised(weight=weight, value=value, cutoff=cutoff, mark=mark)

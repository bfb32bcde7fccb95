"""Returns whose change since the period before stands out among those of their group.

Hidiroglou and Berthelot (1986), "Statistical Editing and Imputation for Periodic Business Surveys", Survey
Methodology 12(1), 73-83. With r = y / y', y' the value of the period before, and R the median of r in the group:

    s = 1 - R / r    where 0 < r < R        s = r / R - 1    where r >= R
    E = s max(y, y') ** U

so that a rise and the fall that undoes it count alike, and the same change counts more in a large unit (U from 0,
size does not matter, to 1). With the median M and the quartiles Q1, Q3 of E, a return is accepted within

    M - C max(M - Q1, |A M|)  ..  M + C max(Q3 - M, |A M|)
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.strata import Cells, same_length
from tallystick.model import ReturnsError

FEWEST = 10
"""Groups with fewer changes than this are not looked at: their quartiles say nothing."""


class Outliers(msgspec.Struct, frozen=True, kw_only=True):
    """Of each row: whether it stands out, its effect E (NaN if not looked at); of each group: the bounds, NaN if none.

    `ratio` is the median R of each group's changes.
    """

    outlying: Flags
    effect: Floats
    low: Floats
    high: Floats
    ratio: Floats


def outliers(
    groups: Cells,
    current: ArrayLike,
    previous: ArrayLike,
    *,
    exponent: float = 0.4,
    multiplier: float = 40.0,
    share: float = 0.05,
    fewest: int = FEWEST,
) -> Outliers:
    """Rows that stand out: `current` and `previous` are one a row (NaN missing), `groups` what is compared together.

    `exponent` is U, `multiplier` C, `share` A. Rows without two values above nought are not looked at. See
    `quantile` for how quartiles are taken.

    >>> from tallystick.compiling.methods.strata import cells
    >>> before, now = [100.0] * 11, [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 900.0]
    >>> outliers(cells(["a"] * 11), now, before, multiplier=4).outlying.nonzero()[0].tolist()
    [10]
    """
    if not (0 <= exponent <= 1 and multiplier > 0 and share >= 0):
        raise ReturnsError("these options mark no outliers", "give 0 <= exponent <= 1, multiplier > 0 and share >= 0")
    y, before = (np.asarray(one, float) for one in (current, previous))
    for column in (y, before):
        same_length(groups.codes, column, "a value column")
    usable = np.isfinite(y) & np.isfinite(before) & (y > 0) & (before > 0)
    usable &= (groups.total(1.0, usable) >= fewest)[groups.codes]
    r = np.divide(y, before, out=np.full_like(y, np.nan), where=usable)
    median = quantile(groups, r, 0.5)
    middle = median[groups.codes]
    symmetric = np.where(r < middle, 1 - middle / r, r / middle - 1)
    effect = symmetric * np.where(usable, np.maximum(y, before), 1.0) ** exponent
    first, centre, third = (quantile(groups, effect, p) for p in (0.25, 0.5, 0.75))
    low, high = acceptance(first, centre, third, multiplier, share)
    outlying = (effect < low[groups.codes]) | (effect > high[groups.codes])
    return Outliers(outlying=outlying, effect=effect, low=low, high=high, ratio=median)


def acceptance(
    first: ArrayLike, median: ArrayLike, third: ArrayLike, multiplier: float, share: float
) -> tuple[Floats, Floats]:
    """The bounds of what is accepted, by quartiles, multiplier C and least distance as a share A of the median.

    >>> [bound.tolist() for bound in acceptance(1.0, 3.0, 9.0, multiplier=2.5, share=0.05)]
    [-2.0, 18.0]
    """
    q1, m, q3 = (np.asarray(one, float) for one in (first, median, third))
    least = np.abs(share * m)
    return m - multiplier * np.maximum(m - q1, least), m + multiplier * np.maximum(q3 - m, least)


def quantile(groups: Cells, values: Floats, p: float) -> Floats:
    """The quantile of each group's values that are no NaN, at place (n + 1) p of n in order; NaN for a group without.

    Between two of them it is where a straight line is, as numpy.quantile's method "weibull" has it.

    >>> from tallystick.compiling.methods.strata import cells
    >>> quantile(cells(["a"] * 4 + ["b"] * 3), np.array([1.0, 2, 3, 4, 7, 5, 6]), 0.75).tolist()
    [3.75, 7.0]
    """
    order = np.lexsort((values, groups.codes))
    told = values[order]
    counts = groups.total(1.0, ~np.isnan(values))
    starts = np.concatenate([[0], np.cumsum(groups.total(1.0))[:-1]]).astype(np.intp)
    place = np.clip((counts + 1) * p, 1, np.maximum(counts, 1)) - 1
    lower = np.floor(place).astype(np.intp)
    upper = np.minimum(lower + 1, np.maximum(counts - 1, 0).astype(np.intp))
    if not told.size:
        return np.full(groups.count, np.nan)
    found = told[starts + lower] + (place - lower) * (told[starts + upper] - told[starts + lower])
    return np.where(counts > 0, found, np.nan)

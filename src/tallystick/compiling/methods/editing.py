"""Returns with plain errors mended: pounds for thousands of pounds, totals that are not the sum of their parts.

Both follow the written specifications of the Office for National Statistics (Statistical-Method-Specifications,
"Thousand Pounds Correction" and "Totals and Components", Open Government Licence 3.0), for whole columns at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from tallystick.compiling.methods.arrays import Flags, Floats, Marks
from tallystick.model import ReturnsError

CORRECTED, UNCHANGED, STOPPED = "C", "N", "S"
"""A thousand error: corrected, none found, or nothing to compare with."""
TOTAL, COMPONENTS, AGREES, BY_HAND = "T", "C", "N", "M"
"""A total: corrected, its components corrected, all agrees, or too far off to mend without asking (S: stopped)."""
THOUSAND = 1000.0
"""How many times too high a thousand error is."""
_NEAR = 1e-12  # what a sum of decimals in binary may miss a bound by, as a share


class Thousands(msgspec.Struct, frozen=True, kw_only=True):
    """Of each value: the mark (C, N, S), its ratio to the predictor (NaN if none), and the value after correction.

    What is wrong is `factor` times too high.
    """

    mark: Marks
    ratio: Floats
    value: Floats
    factor: float = THOUSAND

    def applied(self, column: ArrayLike) -> Floats:
        """Another money column of the same returns, corrected where the principal one was, and there alone."""
        told = np.asarray(column, float)
        return np.asarray(np.where(self.mark == CORRECTED, told / self.factor, told))


def correct_thousands(
    principal: ArrayLike,
    predictive: ArrayLike,
    auxiliary: ArrayLike = np.nan,
    *,
    lower: float,
    upper: float,
    factor: float = THOUSAND,
) -> Thousands:
    """Divide by `factor` what stands strictly between `lower` and `upper` times its predictor.

    The predictor is the value of the period before (a clean return, imputed or constructed); where that is missing or
    nought, the `auxiliary`. Arrays of any shape that fit together; NaN is missing. Nothing is rounded.

    >>> told = correct_thousands([716750, 706, 5], [605, 605, np.nan], lower=250, upper=1350)
    >>> told.mark.tolist(), told.value.tolist()
    (['C', 'N', 'S'], [716.75, 706.0, 5.0])
    """
    if not 0 < lower < upper:
        raise ReturnsError(f"a thousand error cannot lie between {lower:g} and {upper:g}", "give 0 < lower < upper")
    shapes = (np.asarray(one, float) for one in (principal, predictive, auxiliary))
    y, before, other = np.broadcast_arrays(*shapes)
    usable = np.isfinite(before) & (before != 0)
    predictor = np.where(usable, before, np.where(other != 0, other, np.nan))
    ratio = y / predictor
    wrong = (ratio > lower) & (ratio < upper)
    mark = np.select([wrong, np.isfinite(ratio)], [CORRECTED, UNCHANGED], STOPPED)
    return Thousands(mark=mark, ratio=ratio, value=np.where(wrong, y / factor, y), factor=factor)


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Of each total: the mark, how far off, the bounds (NaN where not used), and total and components as mended."""

    mark: Marks
    difference: Floats
    low: Floats
    high: Floats
    total: Floats
    components: Floats


def correct_totals(
    total: ArrayLike,
    components: Sequence[ArrayLike] | Floats,
    *,
    amend_total: ArrayLike,
    predictive: ArrayLike | None = None,
    auxiliary: ArrayLike = np.nan,
    absolute: float | None = None,
    share: float | None = None,
) -> Totals:
    """Make totals and their components agree where they nearly do: the total by the sum, or components by proration.

    `components` are k columns like `total`; NaN among them counts as none. What the sum is compared with is the
    `predictive` total (the total itself if not given), the `auxiliary` where that is missing. A difference of at most
    `absolute`, or else of at most `share` of the sum, is mended; more is left to be asked about (mark M).

    >>> told = correct_totals([1621, 2000], [[632, 632], [732, 732], [261, 261]], amend_total=True, absolute=11)
    >>> told.mark.tolist(), told.total.tolist()
    (['T', 'M'], [1625.0, 2000.0])
    """
    for name, bound in (("absolute", absolute), ("share", share)):
        if bound is not None and not bound >= 0:
            raise ReturnsError(f"the threshold {name} is {bound}", "give a number of at least 0, or leave it out")
    if absolute is None and share is None:
        raise ReturnsError("no threshold for totals and components", "give `absolute`, `share` or both")
    told = np.asarray(total, float)
    parts = np.stack([np.broadcast_to(np.asarray(one, float), told.shape) for one in components])
    before = told if predictive is None else np.broadcast_to(np.asarray(predictive, float), told.shape)
    predictor = np.where(np.isnan(before), np.asarray(auxiliary, float), before)
    derived = np.nansum(parts, axis=0)
    difference, low, high, near = _tolerance(derived, predictor, absolute, share)
    stopped = np.isnan(told) | np.isnan(predictor) | ((derived == 0) & (told != 0))
    agrees = np.abs(derived - told) <= _NEAR * np.abs(derived)
    by_total = np.broadcast_to(np.asarray(amend_total, np.bool_), told.shape)
    choices = [stopped, agrees, ~near, by_total]
    mark = np.select(choices, [STOPPED, AGREES, BY_HAND, TOTAL], COMPONENTS)
    prorated = np.divide(told, derived, out=np.ones_like(told), where=(mark == COMPONENTS) & (derived != 0))
    hidden = np.where(stopped, np.nan, 1.0)
    return Totals(
        mark=mark,
        difference=difference * hidden,
        low=low * hidden,
        high=high * hidden,
        total=np.where(mark == TOTAL, derived, told),
        components=parts * prorated,
    )


def _tolerance(
    derived: Floats, predictor: Floats, absolute: float | None, share: float | None
) -> tuple[Floats, Floats, Floats, Flags]:
    """How far the sum is from its predictor, the bounds of the share around it, and whether either is kept."""
    none = np.full(derived.shape, np.nan)
    slack = _NEAR * np.abs(derived)
    difference = none if absolute is None else np.abs(derived - predictor)
    near = np.zeros(derived.shape, np.bool_) if absolute is None else difference <= absolute + slack
    if share is None:
        return difference, none, none, near
    reach = np.abs(derived) * share
    low, high = derived - reach, derived + reach
    return difference, low, high, near | ((low - slack <= predictor) & (predictor <= high + slack))

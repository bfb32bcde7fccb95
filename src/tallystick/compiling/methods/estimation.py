"""From a sample to its population: design weights, their birth–death adjustment, calibration to a register.

Expansion (Horvitz–Thompson) and ratio estimation in strata, as the Office for National Statistics describes its
"HT ratio" method (Statistical Methods Library) and as in Särndal, Swensson and Wretman (1992), "Model Assisted
Survey Sampling", sections 3.7 and 7.3. Sampling variances are not estimated.

With N units of a stratum, n of them sampled, D of those found dead and O found out of scope:

    unadjusted design weight   a  = N / n
    design weight              a' = a (1 + D / (n - D - O))              where deaths are made up for by births
                               a' = a (1 + (D + O) / (n - D - O))        where units out of scope are, too
    calibration factor         g  = sum of x over all units / sum of a x over the sampled ones

of a calibration group: a stratum (separate ratio) or several of them (combined ratio). The calibration factor uses
the *unadjusted* design weight: the register that x comes from still holds the dead.
"""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from tallystick.compiling.methods.arrays import Flags, Floats, Marks
from tallystick.compiling.methods.strata import Cells, flags, numbers, refuse_first, same_length
from tallystick.model import ReturnsError

LIVE, DEAD, OUT_OF_SCOPE = "I", "D", "O"
"""What a sampled unit was found to be: in the survey, gone, or not of its population."""

OutOfScope = Literal["", "partial", "full"]
"""How units out of scope count: there are none, only as not responding, or as deaths."""


class DesignWeights(msgspec.Struct, frozen=True, kw_only=True):
    """The design weight of each cell, and the one before births and deaths; both by the cell's number, at least 1."""

    adjusted: Floats
    unadjusted: Floats


def design_weights(
    strata: Cells,
    sampled: ArrayLike,
    *,
    found: ArrayLike | None = None,
    births: ArrayLike | None = None,
    out_of_scope: OutOfScope = "",
    population: ArrayLike | None = None,
) -> DesignWeights:
    """The weights of strata: `sampled` (a boolean a row) of all units of the population, one row a unit and period.

    Where the rows are not all units, `population` tells how many there are, one number a stratum. `found` tells what
    each unit was found to be (`I`, `D`, `O`), `births` whether its stratum is adjusted; both or neither are given.
    ReturnsError names the row or says why a stratum has no weight.

    >>> from tallystick.compiling.methods.strata import cells
    >>> one = cells(["10"] * 6)
    >>> taken = [True, True, True, False, False, False]
    >>> told = design_weights(one, taken, found=list("IDDIII"), births=[True] * 6)
    >>> told.unadjusted.tolist(), told.adjusted.tolist()
    ([2.0], [6.0])
    """
    taken = flags(sampled, strata.codes, "sampled")
    if (found is None) != (births is None):
        raise ReturnsError("births and deaths are told in half", "give both `found` and `births`, or neither")
    if found is None or births is None:
        if out_of_scope:
            raise ReturnsError("units out of scope are not told", "give `found` and `births` beside `out_of_scope`")
        unadjusted = _unadjusted(strata, taken, population)
        return DesignWeights(adjusted=unadjusted, unadjusted=unadjusted)
    adjusting = _by_stratum(strata, flags(births, strata.codes, "births"))
    lost, made_up = _found(strata, taken, np.asarray(found).astype(str), out_of_scope)
    unadjusted = _unadjusted(strata, taken, population)
    left = strata.total(1.0, taken) - lost
    gone = adjusting & (left <= 0)
    if gone.any():
        row = int(strata.first()[gone][0])
        advice = "join it to another stratum, or adjust it for no births"
        raise ReturnsError(f"no sampled unit is left in the stratum of row {row + 1}", advice)
    grown = np.divide(made_up, left, out=np.zeros_like(left), where=adjusting)
    return DesignWeights(adjusted=unadjusted * (1 + grown), unadjusted=unadjusted)


def _unadjusted(strata: Cells, taken: Flags, population: ArrayLike | None) -> Floats:
    """Units of each stratum for one that is sampled; a stratum without any, or with fewer units, is refused."""
    within = strata.total(1.0, taken)
    if not within.all():
        row = int(strata.first()[within == 0][0])
        raise ReturnsError(f"no unit is sampled in the stratum of row {row + 1}", "join it to another stratum")
    units = strata.total(1.0) if population is None else np.asarray(population, float)
    if (units < within).any():
        row = int(strata.first()[units < within][0])
        raise ReturnsError(f"more units are sampled than there are in the stratum of row {row + 1}", "mend the count")
    return units / within


def _found(strata: Cells, taken: Flags, found: Marks, how: OutOfScope) -> tuple[Floats, Floats]:
    """Of each stratum: sampled units that are lost to the survey, and those of them that births make up for."""
    same_length(strata.codes, found, "found")
    dead, out = found == DEAD, found == OUT_OF_SCOPE
    refuse_first(~(dead | out | (found == LIVE)), "is found to be neither I, D nor O", "write I, D or O")
    advice = "only what a sampled unit is found to be says something of its stratum"
    refuse_first((dead | out) & ~taken, "is not sampled and yet found dead or out of scope", advice)
    if out.any() and not how:
        refuse_first(out, "is out of scope", "say how these count: out_of_scope full or partial")
    deaths, outside = strata.total(1.0, dead), strata.total(1.0, out)
    return deaths + outside, deaths + outside if how == "full" else deaths


def _by_stratum(strata: Cells, births: Flags) -> Flags:
    """What holds for each stratum; a stratum where it holds for some rows is refused."""
    first = births[strata.first()]
    wrong = births != first[strata.codes]
    refuse_first(wrong, "differs in `births` from its stratum", "adjust a stratum as a whole or not at all")
    return first


def calibration_factors(
    groups: Cells,
    auxiliary: ArrayLike,
    sampled: ArrayLike,
    unadjusted: ArrayLike,
    *,
    totals: ArrayLike | None = None,
) -> Floats:
    """The factor of each calibration group: register total of x over its estimate by the *unadjusted* design weight.

    All are one a row, over all units of the population; `unadjusted` is the weight of the row's stratum. Where the
    rows are not all units, `totals` tells the register's total of x, one number a group.

    >>> from tallystick.compiling.methods.strata import cells
    >>> calibration_factors(cells(["a"] * 4), [10, 20, 30, 60], [True, True, False, False], [2.0] * 4).tolist()
    [2.0]
    """
    x = numbers(auxiliary, groups.codes, "the auxiliary")
    weight = numbers(unadjusted, groups.codes, "the design weight")
    taken = flags(sampled, groups.codes, "sampled")
    refuse_first(x < 0, "has a negative auxiliary", "calibrate to a variable that is never below nought")
    estimated = groups.total(weight * x, taken)
    if (estimated <= 0).any():
        row = int(groups.first()[estimated <= 0][0])
        advice = "join the group to another, or estimate it by expansion"
        raise ReturnsError(f"the sample of the calibration group of row {row + 1} has an auxiliary of nought", advice)
    return (groups.total(x) if totals is None else np.asarray(totals, float)) / estimated


def estimates(
    groups: Cells,
    values: ArrayLike,
    design: ArrayLike,
    *,
    calibration: ArrayLike = 1.0,
    outlier: ArrayLike = 1.0,
) -> Floats:
    """The total of each group (a domain, whatever its strata): the sum of a' g o y over the sampled units' rows.

    `values`, y, are one a row; weights are one a row or one for all. A dead unit's value is nought; a missing one is
    refused (impute it first), as are weights below 1 (design) or below nought.

    >>> from tallystick.compiling.methods.strata import cells
    >>> estimates(cells(["a", "a", "b"]), [10, 20, 30], [2, 2, 3], calibration=[1.5, 1.5, 1]).tolist()
    [90.0, 90.0]
    """
    y = numbers(values, groups.codes, "the value")
    weights = [np.broadcast_to(np.asarray(one, float), y.shape) for one in (design, calibration, outlier)]
    least, names = (1.0, 0.0, 0.0), ("design weight", "calibration factor", "outlier weight")
    for weight, lowest, name in zip(weights, least, names, strict=True):
        advice = f"a {name} is a number of at least {lowest:g}"
        refuse_first(~(weight >= lowest) | np.isinf(weight), f"has a {name} that cannot be", advice)
    return groups.total(y * weights[0] * weights[1] * weights[2])

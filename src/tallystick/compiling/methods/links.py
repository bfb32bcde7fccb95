"""Imputation links: how the returns of a group go from one period to the next, and from an auxiliary to a value.

Sources: Office for National Statistics, Statistical Method Specifications, "Ratio of Means Specification" (sections
7.3 to 7.6, 8.5), "Mean of Ratios Specification" (sections 6.1 to 7.3) and "General Imputation Method Specification"
(section 4.2), Open Government Licence 3.0.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import msgspec
import numpy as np

from tallystick.compiling.methods.arrays import Flags, Floats, Ints
from tallystick.model import ReturnsError


class Trim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which growth ratios are left out: `lower` and `upper` per cent of a group's, where it has more than `above`.

    Responders that a link filter leaves out count towards `above`.
    Source: ONS, "Mean of Ratios Specification", 6.1.3 and 7.2. Errors: `ReturnsError` for shares below 0 or above 100.

    >>> Trim(lower=10, upper=10, above=10).bounds(np.array([19, 20]))
    (array([2, 2]), array([18, 19]))
    """

    lower: float = 0.0
    upper: float = 0.0
    above: int = 10

    def __post_init__(self) -> None:
        if not (self.lower >= 0 and self.upper >= 0 and self.lower + self.upper <= 100):
            problem = f"trims of {self.lower} and {self.upper} per cent"
            raise ReturnsError(problem, "give two shares in per cent, 100 at most together")

    def bounds(self, counts: Ints) -> tuple[Ints, Ints]:
        """The ranks by size, from 1, between which (both included) the ratios of groups of `counts` are kept."""
        lower, upper = Fraction(str(self.lower)), 100 - Fraction(str(self.upper))
        first = -(-counts * lower.numerator // (100 * lower.denominator))
        return first, 1 + counts * upper.numerator // (100 * upper.denominator)


class Link(NamedTuple):
    """The links of one kind, `(groups,)`: value (1 where none can be had), pairs behind it, whether defaulted."""

    value: Floats
    matched: Ints
    default: Flags


class Ratios(NamedTuple):
    """Growth ratios `(units,)`, NaN where a unit is in no matched pair, and whether each was kept in trimming."""

    growth: Floats
    kept: Flags


class Column(NamedTuple):
    """One period, each `(units,)`: the responses (NaN: none), which units responded, which may enter links."""

    values: Floats
    answered: Flags
    considered: Flags

    @property
    def used(self) -> Flags:
        """The responders that may enter links."""
        return self.answered & self.considered


def summed(values: Floats, chosen: Flags, groups: Ints, size: int) -> Floats:
    """The sum of the chosen values in each of `size` groups."""
    if size == 1:
        return np.array([values[chosen].sum()])
    sums = np.bincount(groups, weights=np.where(chosen, values, 0.0), minlength=size)
    return sums.astype(np.float64, copy=False)


def counted(chosen: Flags, groups: Ints, size: int) -> Ints:
    """How many units are chosen in each of `size` groups."""
    if size == 1:
        return np.array([np.count_nonzero(chosen)])
    return np.bincount(groups[chosen], minlength=size)


def ratio(above: Floats, below: Floats, matched: Ints) -> Link:
    """The quotient of two sums; 1, and said so, where the lower is 0."""
    default = below == 0
    return Link(np.divide(above, below, out=np.ones_like(above), where=~default), matched, default)


def ratio_of_means(then: Column, now: Column, groups: Ints, size: int) -> tuple[Link, Link]:
    """The forward link of `now` and the backward link of `then`: sums over responders in both periods, divided.

    Source: ONS, "Ratio of Means Specification", 7.4.
    """
    pairs = then.used & now.used
    before, after = (summed(column.values, pairs, groups, size) for column in (then, now))
    count = counted(pairs, groups, size)
    return ratio(after, before, count), ratio(before, after, count)


def construction(now: Column, auxiliary: Floats, groups: Ints, size: int) -> Link:
    """The link from the auxiliary variable: the sum of responses over that of the responders' auxiliary values.

    Source: ONS, "Ratio of Means Specification", 7.4; "Mean of Ratios Specification", 7.3.2.
    """
    pairs = now.used & ~np.isnan(auxiliary)
    above, below = (summed(values, pairs, groups, size) for values in (now.values, auxiliary))
    return ratio(above, below, counted(pairs, groups, size))


def mean_of_ratios(
    predictive: Column, target: Column, groups: Ints, size: int, *, zeros: bool = False, trim: Trim | None = None
) -> tuple[Link, Ratios]:
    """The link of `target`: the mean of the growth ratios of responders in both periods, trimmed if asked.

    Pairs with a 0 on either side are left out, or with `zeros` have the ratio 1.
    Source: ONS, "Mean of Ratios Specification", 6.1.2 and 7.3.1.
    """
    pairs = predictive.used & target.used
    nought = (predictive.values == 0) | (target.values == 0)
    growth = np.full(len(groups), np.nan)
    np.divide(target.values, predictive.values, out=growth, where=pairs & ~nought)
    if zeros:
        growth[pairs & nought] = 1.0
    kept = ~np.isnan(growth)
    if trim is not None:
        left_out = target.answered & (~target.considered | (predictive.answered & ~predictive.considered))
        kept = trimmed(growth, groups, size, trim, trim.above - counted(left_out, groups, size))
    count = counted(kept, groups, size)
    total = summed(growth, kept, groups, size)
    return Link(np.divide(total, count, out=np.ones(size), where=count > 0), count, count == 0), Ratios(growth, kept)


def trimmed(growth: Floats, groups: Ints, size: int, trim: Trim, above: Ints) -> Flags:
    """Which ratios are kept; of equal ones the unit that stands first has the lower rank."""
    units = np.flatnonzero(~np.isnan(growth))
    kept = np.zeros(len(growth), dtype=np.bool_)
    counts = counted(~np.isnan(growth), groups, size)
    first, last = trim.bounds(counts)
    if size == 1:
        kept[units] = counts[0] <= above[0] or between(growth[units], int(first[0]), int(last[0]))
        return kept
    order = units[np.lexsort((growth[units], groups[units]))]
    rank = 1 + np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    ordered = groups[order]
    inside = (rank >= first[ordered]) & (rank <= last[ordered])
    kept[order] = inside | (counts <= above)[ordered]
    return kept


def between(values: Floats, first: int, last: int) -> Flags:
    """Which values have ranks, from 1 by size, from `first` to `last`; found without sorting them.

    >>> between(np.array([3.0, 1.0, 2.0, 2.0]), 2, 2)
    array([False, False,  True, False])
    """
    first, last = max(first, 1), min(last, len(values))
    if first > last:
        return np.zeros(len(values), dtype=np.bool_)
    low, high = np.partition(values, (first - 1, last - 1))[[first - 1, last - 1]]
    kept: Flags = (values > low) & (values < high)
    for bound in (low, high):
        tied = np.flatnonzero(values == bound)
        rank = np.count_nonzero(values < bound) + 1 + np.arange(len(tied))
        kept[tied] = (rank >= first) & (rank <= last)
    return kept

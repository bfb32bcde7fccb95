"""The links of every group and period of a sample, calculated, weighted with those of earlier periods, or given.

Sources: Office for National Statistics, Statistical Method Specifications, "General Imputation Method Specification"
(section 4.2) and "Ratio of Means Specification" (section 8.5), Open Government Licence 3.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tallystick.compiling.methods.arrays import Flags, Floats, Ints
from tallystick.compiling.methods.imputation_model import LINKS, ImputationRule, Marker, Sample
from tallystick.compiling.methods.links import (
    Column,
    Link,
    Ratios,
    construction,
    counted,
    mean_of_ratios,
    ratio_of_means,
)


@dataclass(frozen=True, kw_only=True)
class Links:
    """Links of one kind, each `(groups, periods)`; NaN where a group has no unit in a period.

    `values` as used; `unweighted` before weighting; `matched`, the pairs behind each; `default`, whether it is 1
    because none could be calculated.
    """

    values: Floats
    unweighted: Floats
    matched: Ints
    default: Flags


@dataclass(frozen=True, kw_only=True)
class Growth:
    """Growth ratios of units, `(units, periods)`: NaN where a unit is in no pair; which were kept in trimming."""

    values: Floats
    kept: Flags


def linked(sample: Sample, rule: ImputationRule) -> tuple[dict[str, Links], dict[str, Growth]]:
    """The links of a sample that are not given, and for the mean of ratios the growth ratios, by name of `LINKS`."""
    periods, size = sample.values.shape[1], sample.size
    missing = [name for name in LINKS if name not in (sample.links or ())]
    found: dict[str, list[Link]] = {name: [_none(size)] * periods for name in missing}
    nothing = Ratios(np.full(len(sample.groups), np.nan), np.zeros(len(sample.groups), dtype=np.bool_))
    ratios = {name: [nothing] * periods for name in missing if rule.method == "mean of ratios" and name != LINKS[2]}
    for period, name, link, growth in _each(sample, rule, size):
        if name in found and 0 <= period < periods:
            found[name][period] = link
            if growth is not None:
                ratios[name][period] = growth
    exists = np.stack([counted(asked, sample.groups, size) > 0 for asked in sample.sampled.T], axis=1)
    return (
        {name: _stacked(name, links, exists, sample, rule) for name, links in found.items()},
        {
            name: Growth(
                values=np.stack([one.growth for one in each], axis=1), kept=np.stack([one.kept for one in each], axis=1)
            )
            for name, each in ratios.items()
        },
    )


def _none(size: int) -> Link:
    """The links of `size` groups where there is no period to compare with."""
    return Link(np.ones(size), np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.bool_))


def _each(sample: Sample, rule: ImputationRule, size: int) -> Iterator[tuple[int, str, Link, Ratios | None]]:
    """Each period's links as they are calculated; -1 is the last period held."""
    groups, given = sample.groups, sample.links or {}
    columns = list(_columns(sample))
    first = sample.values.shape[1] - len(columns)
    if "construction" not in given and sample.auxiliary is not None:
        for period, auxiliary in enumerate(sample.auxiliary.T):
            yield period, "construction", construction(columns[period - first], auxiliary, groups, size), None
    if "forward" in given:
        return
    for period, (then, now) in enumerate(pairwise(columns), start=first):
        if rule.method == "ratio of means":
            forward, backward = ratio_of_means(then, now, groups, size)
            yield period + 1, "forward", forward, None
            yield period, "backward", backward, None
        else:
            yield period + 1, "forward", *mean_of_ratios(then, now, groups, size, zeros=rule.zeros, trim=rule.trim)
            yield period, "backward", *mean_of_ratios(now, then, groups, size, zeros=rule.zeros, trim=rule.trim)


def _columns(sample: Sample) -> Iterator[Column]:
    """The periods of a sample in order, after the last of those held."""
    held = sample.held
    everyone = np.ones(len(sample.groups), dtype=np.bool_)
    if held is not None and held.values.shape[1]:
        answered = held.markers[:, -1] == Marker.R
        values = np.where(answered, held.values[:, -1], np.nan)
        yield Column(values, answered, everyone if held.considered is None else held.considered[:, -1])
    for period in range(sample.values.shape[1]):
        values = np.ascontiguousarray(sample.values[:, period])
        considered = everyone if sample.considered is None else sample.considered[:, period]
        yield Column(values, ~np.isnan(values), considered)


def _stacked(name: str, links: list[Link], exists: Flags, sample: Sample, rule: ImputationRule) -> Links:
    """Links of all periods, weighted if the rule says so."""
    unweighted = np.where(exists, np.stack([one.value for one in links], axis=1), np.nan)
    held = (sample.held.links or {}).get(name) if sample.held is not None else None
    return Links(
        values=unweighted if rule.weight is None else weighted(unweighted, held, rule.weight, rule.lag),
        unweighted=unweighted,
        matched=np.stack([one.matched for one in links], axis=1),
        default=np.stack([one.default for one in links], axis=1),
    )


def weighted(links: Floats, held: Floats | None, weight: float, lag: int) -> Floats:
    """`weight` × each link and the rest × that of `lag` periods before; a link alone where there is none before.

    `links` `(groups, periods)`, `held` the unweighted ones of the periods right before.
    Source: ONS, "General Imputation Method Specification", 4.2.3.

    >>> weighted(np.array([[2.0, 4.0]]), np.array([[1.0]]), 0.5, 1)
    array([[1.5, 3. ]])
    """
    size, periods = links.shape
    every = links if held is None else np.concatenate([held, links], axis=1)
    every = np.concatenate([np.full((size, max(lag - (every.shape[1] - periods), 0)), np.nan), every], axis=1)
    start = every.shape[1] - periods - lag
    before = every[:, start : start + periods]
    return np.where(np.isnan(before), links, weight * links + (1 - weight) * before)

"""Imputation of returns that did not come: forward, backward and by construction, from ratios within groups.

Sources: Office for National Statistics, Statistical Method Specifications, "General Imputation Method Specification",
"Ratio of Means Specification" (sections 7 and 8) and "Mean of Ratios Specification" (sections 6 to 8), Open Government
Licence 3.0. A missing value is made, in this order of preference, as

- `MC`, a manual construction that was handed in;
- `FIR`, the period before (a response, or itself made forward from one) × the group's forward link;
- `BI`, the period after (a response, or itself made backward from one) × the backward link;
- `FIMC`, the period before × the forward link where that goes back to a manual construction;
- `FIC`, the same where it goes back to a construction;
- `C`, the auxiliary variable × the construction link.

A rule may have another order of forward, backward and construction (the last three), or leave some out.

Nothing is carried over a period in which a unit was not sampled, nor from one group to another: a unit that changes its
group, or has several, is one row for each. Not done, as the specifications leave it out: means or medians of the group
where no auxiliary variable is known, and links of another variable (give them as links).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.imputation_model import ImputationRule, Marker, Markers, Sample, checked
from tallystick.compiling.methods.linking import Growth, Links, linked
from tallystick.model import ReturnsError

_NONE = int(Marker.NONE)  # plain numbers: NumPy takes several times as long to compare with members of an enumeration
_RESPONSE = (int(Marker.R), int(Marker.FIR))
_BACKWARD = (int(Marker.R), int(Marker.BI))
_BY_HAND = (int(Marker.MC), int(Marker.FIMC))
_CONSTRUCTED = (int(Marker.C), int(Marker.FIC))


@dataclass(frozen=True, kw_only=True)
class Imputation:
    """A sample filled: `values` and `markers` `(units, periods)`, `links` and `growth` by name (not of given links)."""

    sample: Sample
    values: Floats
    markers: Markers
    links: dict[str, Links]
    growth: dict[str, Growth]

    def link(self, name: str) -> Floats:
        """The link of a name of `LINKS` for each unit and period, `(units, periods)`."""
        given = (self.sample.links or {}).get(name)
        return self.links[name].values[self.sample.groups] if given is None else given

    def shares(self) -> dict[str, float]:
        """The share of the summed absolute values by marker, of those that occur; 0 where the sum is 0."""
        sizes = np.bincount(self.markers.ravel(), weights=np.nan_to_num(np.abs(self.values)).ravel(), minlength=8)
        total = float(sizes.sum()) or 1.0
        return {one.name: float(sizes[one]) / total for one in Marker if one and (self.markers == one).any()}


def impute(sample: Sample, rule: ImputationRule | None = None, *, complete: bool = True) -> Imputation:
    """Fill every value of a sample that is missing, and mark how; unless `complete`, those that can be made.

    Source: ONS, "General Imputation Method Specification", section 4. Errors: `ReturnsError` for arrays that do not go
    together, and where a value cannot be made for want of an auxiliary value.

    >>> given = np.array([[10.0, 20.0, np.nan], [30.0, 60.0, 90.0]])
    >>> done = impute(Sample(values=given, sampled=np.full((2, 3), True), groups=np.array([0, 0])))
    >>> done.values[0], Marker(done.markers[0, 2]).told
    (array([10., 20., 30.]), 'forward from a response')
    """
    checked(sample)
    rule = rule or ImputationRule()
    links, growth = linked(sample, rule)
    filling = _Filling(sample, links)
    for way in rule.order:
        filling.by(way)
    values, markers = filling.values.T, filling.markers.T
    if complete:
        _all_made(sample, values)
    return Imputation(sample=sample, values=values, markers=markers, links=links, growth=growth)


class _Filling:
    """Values and markers under way, by period: `(periods, units)`, so that a period's units lie side by side."""

    def __init__(self, sample: Sample, links: dict[str, Links]) -> None:
        self.sample, self.links = sample, links
        self.values = np.array(sample.values.T, order="C")
        self.sampled = np.ascontiguousarray(sample.sampled.T)
        self.markers = np.where(np.isnan(self.values), Marker.NONE, Marker.R).astype(np.int8)
        if sample.manual is not None:
            by_hand = np.isnan(self.values) & self.sampled & ~np.isnan(sample.manual.T)
            self.values[by_hand] = sample.manual.T[by_hand]
            self.markers[by_hand] = Marker.MC

    def make(self, name: str, period: int, chosen: Flags, source: Floats, marker: Marker) -> None:
        """The chosen units' values of a period: a link × the source."""
        units = np.flatnonzero(chosen)
        if not units.size:
            return
        given = (self.sample.links or {}).get(name)
        link = self.links[name].values[self.sample.groups[units], period] if given is None else given[units, period]
        self.values[period, units] = link * source[units]
        self.markers[period, units] = marker

    def missing(self, period: int) -> Flags:
        """The units sampled in a period that have no value yet."""
        empty: Flags = (self.markers[period] == _NONE) & self.sampled[period]
        return empty

    def before(self, period: int) -> tuple[Floats, Markers] | None:
        """Values and markers of the period before; None where there is none."""
        held = self.sample.held
        if period:
            return self.values[period - 1], self.markers[period - 1]
        return (held.values[:, -1], held.markers[:, -1]) if held is not None and held.values.shape[1] else None

    def by(self, way: str) -> None:
        """Make what is still missing in one of the ways of `LINKS`."""
        if way == "forward":
            self.forward(Marker.FIR, _RESPONSE)
        elif way == "backward":
            self.backward()
        else:
            self.constructed()

    def forward(self, marker: Marker, sources: tuple[int, int]) -> None:
        """Carry forward, period by period, what was made in one of the ways `sources`."""
        for period in range(len(self.values)):
            self.carry(period, marker, sources)

    def carry(self, period: int, marker: Marker, sources: tuple[int, int]) -> None:
        """Carry into one period what was made in one of the ways `sources` in the one before."""
        before, missing = self.before(period), self.missing(period)
        if before is not None and missing.any():
            values, markers = before
            self.make("forward", period, missing & either(markers, sources), values, marker)

    def backward(self) -> None:
        """Carry responses backward, from the last period but one to the first."""
        for period in range(len(self.values) - 2, -1, -1):
            chosen = self.missing(period) & either(self.markers[period + 1], _BACKWARD)
            self.make("backward", period, chosen, self.values[period + 1], Marker.BI)

    def constructed(self) -> None:
        """Carry constructions forward, those by hand first, and construct where there is nothing to carry."""
        auxiliary = self.sample.auxiliary
        for period in range(len(self.values)):
            self.carry(period, Marker.FIMC, _BY_HAND)
            self.carry(period, Marker.FIC, _CONSTRUCTED)
            if auxiliary is not None:
                chosen = self.missing(period) & ~np.isnan(auxiliary[:, period])
                self.make("construction", period, chosen, auxiliary[:, period], Marker.C)


def either(markers: Markers, ways: tuple[int, int]) -> Flags:
    """Where a value was made in one of two ways."""
    made: Flags = (markers == ways[0]) | (markers == ways[1])
    return made


def _all_made(sample: Sample, values: Floats) -> None:
    """Errors: `ReturnsError` where a sampled unit is left without a value."""
    left = np.isnan(values) & sample.sampled
    if left.any():
        unit, period = (int(one) for one in np.argwhere(left)[0])
        problem = f"{np.count_nonzero(left)} values cannot be imputed, first that of unit {unit} in period {period}"
        raise ReturnsError(problem, "give each unit that never responds an auxiliary value or a manual construction")

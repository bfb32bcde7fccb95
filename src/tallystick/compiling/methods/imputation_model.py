"""What an imputation is given: a sample of units over periods, what earlier runs made, and the rule to impute by.

Source: Office for National Statistics, Statistical Method Specifications, "General Imputation Method Specification"
(sections 3 and 4), Open Government Licence 3.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from tallystick.compiling.methods.arrays import Flags, Floats, Ints
from tallystick.compiling.methods.links import Trim
from tallystick.model import ReturnsError

Markers = NDArray[np.int8]
Way: TypeAlias = Literal["forward", "backward", "construction"]
WAYS: tuple[Way, ...] = ("forward", "backward", "construction")
LINKS: tuple[str, ...] = WAYS


class Marker(IntEnum):
    """How a value was made; `NONE` where the unit was not sampled.

    >>> Marker["FIR"].told
    'forward from a response'
    """

    NONE = 0
    R = 1
    MC = 2
    FIR = 3
    BI = 4
    FIMC = 5
    C = 6
    FIC = 7

    @property
    def told(self) -> str:
        """The marker in words."""
        return _TOLD[self]


_TOLD = {
    Marker.NONE: "not sampled",
    Marker.R: "response",
    Marker.MC: "manual construction",
    Marker.FIR: "forward from a response",
    Marker.BI: "backward from a response",
    Marker.FIMC: "forward from a manual construction",
    Marker.C: "construction from the auxiliary variable",
    Marker.FIC: "forward from a construction",
}


class ImputationRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to impute.

    `method` makes the forward and backward links; `zeros` lets pairs with a 0 into the mean of ratios (as a ratio of
    1), which `trim` may trim. `weight` (0 to 1) is the share of a period's own links, the rest being those of `lag`
    periods before where there are any. `order` is that in which ways are tried, construction with what is carried
    forward from constructions; a way that is left out is not tried. Errors: `ReturnsError` for a weight or lag out of
    range, an order that names a way twice, and for zeros or trims that the method has not.

    >>> ImputationRule(method="ratio of means", weight=0.5, lag=12).weight
    0.5
    """

    method: Literal["ratio of means", "mean of ratios"] = "ratio of means"
    zeros: bool = False
    trim: Trim | None = None
    weight: float | None = None
    lag: int = 12
    order: tuple[Way, ...] = WAYS

    def __post_init__(self) -> None:
        if self.method not in ("ratio of means", "mean of ratios"):
            raise ReturnsError(f"no imputation by {self.method!r}", "give ratio of means, mean of ratios")
        if self.method == "ratio of means" and (self.zeros or self.trim):
            raise ReturnsError("ratio of means neither trims nor leaves out zeros", "give mean of ratios as the method")
        if self.weight is not None and not 0 <= self.weight <= 1:
            raise ReturnsError(
                f"links of weight {self.weight}", "give the share of the period's own links, from 0 to 1"
            )
        if not self.order or len(set(self.order)) < len(self.order) or set(self.order) - set(LINKS):
            raise ReturnsError(f"values made in the order {list(self.order)}", f"give some of {', '.join(LINKS)}, once")
        if self.lag < 1:
            raise ReturnsError(f"links of {self.lag} periods before", "give how many periods lie between, 1 or more")


@dataclass(frozen=True, kw_only=True)
class Held:
    """What earlier runs made of the periods right before a sample's first: `(units, periods held)` unless said.

    `values` and `markers` of each unit (NaN and `Marker.NONE`: none); `considered`, which of the responses may enter
    links (None: all); `links` by name of `LINKS`, unweighted, `(groups, periods held)`, NaN where there are none.
    """

    values: Floats
    markers: Markers
    considered: Flags | None = None
    links: dict[str, Floats] | None = None


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Returns of units over an unbroken run of periods: `(units, periods)` unless said.

    `values` in one unit of measure, NaN where no return came; `sampled`, who was asked; `groups` `(units,)`, each
    unit's imputation class as a number from 0; `auxiliary`, a known variable (NaN: none); `manual`, values constructed
    by hand for those that do not respond (NaN: none); `considered`, which responses may enter links (None: all);
    `links` by name of `LINKS`, taken as they are: forward and backward together, construction with or without.
    Errors: `ReturnsError` when it is used, see `checked`.
    """

    values: Floats
    sampled: Flags
    groups: Ints
    auxiliary: Floats | None = None
    manual: Floats | None = None
    considered: Flags | None = None
    links: dict[str, Floats] | None = None
    held: Held | None = None

    @property
    def size(self) -> int:
        """How many groups there are."""
        return int(self.groups.max()) + 1 if len(self.groups) else 0


def checked(sample: Sample) -> None:
    """Errors: `ReturnsError` for shapes that differ, values of units not sampled, infinite ones, half-given links."""
    shape = sample.values.shape
    given = {"forward", "backward"} & set(sample.links or ())
    if len(given) == 1:
        raise ReturnsError(
            f"a {given.pop()} link alone is given", "give forward and backward links, or neither of them"
        )
    named: dict[str, NDArray[np.generic] | None] = {
        "sampled": sample.sampled,
        "auxiliary": sample.auxiliary,
        "manual": sample.manual,
        "considered": sample.considered,
        **{f"{name} links": values for name, values in (sample.links or {}).items()},
    }
    for name, array in named.items():
        if array is not None and array.shape != shape:
            raise ReturnsError(f"{name} are {array.shape} but values {shape}", "give one for each unit and period")
    if sample.groups.shape != shape[:1] or (len(sample.groups) and sample.groups.min() < 0):
        raise ReturnsError(f"{len(sample.groups)} groups for {shape[0]} units", "number each unit's group from 0")
    if (~np.isnan(sample.values) & ~sample.sampled).any():
        raise ReturnsError(
            "returns of units that were not sampled", "mark those as sampled whose returns are to be used"
        )
    for name, floats in {"values": sample.values, "auxiliary": sample.auxiliary, "manual": sample.manual}.items():
        if floats is not None and np.isinf(floats).any():
            raise ReturnsError(f"{name} that are infinite", "leave empty what is not known")
    _checked_held(sample)


def _checked_held(sample: Sample) -> None:
    """Errors: `ReturnsError` for what is held of other units."""
    held = sample.held
    if held is None:
        return
    shape = held.values.shape
    other = held.markers.shape != shape or (held.considered is not None and held.considered.shape != shape)
    if other or len(shape) != 2 or shape[0] != len(sample.groups):
        raise ReturnsError(
            f"{shape} values are held of {len(sample.groups)} units", "give one for each unit and period"
        )
    if any(links.shape != (sample.size, shape[1]) for links in (held.links or {}).values()):
        raise ReturnsError("links are held of other groups or periods", "give one for each group and period held")

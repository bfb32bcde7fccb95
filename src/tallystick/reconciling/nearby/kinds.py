"""The kinds of loose links of three figures: which may stand in which role, and what two of them make of the third."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tallystick.model import Observation
from tallystick.model.observation import UNITS_OF_RATE
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.nearby.figures import Near

LEVELS = ("level", "index")
GROWTH = ("growth", "average_growth", "annualised_growth")

Derive = Callable[[float, float], float]
Pool = Callable[[Observation], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """A link of three figures: `anchor` follows from `first` and `second` by `derive`.

    `roles` are their names in the identity. `family`: whose words (`words.toml`) tell it; a figure follows from
    others once in each. `over_time`: the second is of the base of the anchor; else all are of one time. `one_unit`:
    the anchor is in the unit of the pair.
    """

    identity: str
    roles: tuple[str, str, str]
    anchor: Pool
    first: Pool
    second: Pool
    derive: Derive
    family: str = "over_time"
    over_time: bool = True
    one_unit: bool = False
    positive: bool = True


def is_amount(figure: Observation) -> bool:
    """An amount, a count or an index in points: what grows and has shares."""
    return figure.measure in LEVELS and (figure.unit not in NOT_AMOUNTS or figure.unit == "point")


def _is_rate(*measures: str) -> Pool:
    return lambda figure: figure.unit == "%" and figure.measure in measures


IS_GROWTH = _is_rate(*GROWTH)


def _is_moved_amount(figure: Observation) -> bool:
    return figure.measure in ("change", "gap") and (figure.unit not in NOT_AMOUNTS or figure.unit == "point")


def _is_moved_rate(figure: Observation) -> bool:
    return figure.measure in ("change", "gap") and figure.unit in UNITS_OF_RATE


def _is_multiple(figure: Observation) -> bool:
    """So many times something: words say so, for a bare number may be any ratio."""
    told = figure.unit == "times" and figure.measure in ("multiple", "level")
    return told and any(sign.isalpha() for sign in figure.text)


def _growth(new: float, old: float) -> float:
    return (new / old - 1) * 100


def _share(part: float, whole: float) -> float:
    return part / whole * 100


def _ratio(part: float, whole: float) -> float:
    return part / whole


def _difference(later: float, earlier: float) -> float:
    return later - earlier


def _growth_to(change: float, new: float) -> float:
    return change / (new - change) * 100 if new != change else float("inf")


def _points(rate: float, total: float) -> float:
    return rate * total / 100


def _together(first: float, second: float) -> float:
    return ((1 + first / 100) * (1 + second / 100) - 1) * 100


KINDS = (
    Kind("growth_from_levels", ("growth", "new", "old"), _is_rate("growth"), is_amount, is_amount, _growth),
    Kind(
        "change_of_level",
        ("change", "later", "earlier"),
        _is_moved_amount,
        is_amount,
        is_amount,
        _difference,
        one_unit=True,
        positive=False,
    ),
    Kind(
        "change_and_growth",
        ("growth", "change", "old"),
        _is_rate("growth"),
        _is_moved_amount,
        is_amount,
        _share,
        "amount_and_rate",
    ),
    Kind(
        "change_and_growth_to",
        ("growth", "change", "new"),
        _is_rate("growth"),
        _is_moved_amount,
        is_amount,
        _growth_to,
        "amount_and_rate",
        over_time=False,
    ),
    *(
        Kind(identity, ("change", "later", "earlier"), _is_moved_rate, rate, rate, _difference, positive=False)
        for identity, rate in (
            ("change_of_rate", _is_rate("level")),
            ("change_of_share", _is_rate("share")),
            ("change_of_growth", IS_GROWTH),
        )
    ),
    Kind(
        "gap_of_growth",
        ("gap", "own", "other"),
        _is_moved_rate,
        IS_GROWTH,
        IS_GROWTH,
        _difference,
        "apart",
        over_time=False,
        positive=False,
    ),
    Kind(
        "share_of_whole",
        ("share", "part", "whole"),
        _is_rate("share", "level"),
        is_amount,
        is_amount,
        _share,
        "part_of_whole",
        over_time=False,
    ),
    Kind(
        "multiple_of_base",
        ("times", "new", "old"),
        _is_multiple,
        is_amount,
        is_amount,
        _ratio,
    ),
    Kind(
        "contribution_rate_and_points",
        ("points", "rate", "total"),
        lambda figure: figure.measure == "contribution" and figure.unit == "pp",
        _is_rate("contribution", "share"),
        _is_rate("growth"),
        _points,
        "contribution",
        over_time=False,
        positive=False,
    ),
)


def bounds_of(kind: Kind, first: Near, second: Near) -> tuple[float, float] | None:
    """What two figures make of the third, at the corners of their bounds; None where that has no bounds."""
    if kind.positive and (second.low <= 0 or first.low == first.high == 0):
        return None
    corners = [kind.derive(a, b) for a in (first.low, first.high) for b in (second.low, second.high)]
    return min(corners), max(corners)

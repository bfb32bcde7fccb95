"""A figure whose own series is not kept, beside the same at other prices, of another scope, or adjusted otherwise.

Such figures are no evidence for or against each other: both are quoted, and what would settle it is said. Only an
adjustment that one side leaves untold does not keep equal figures apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.ledger.evidence import Earlier
from tallystick.ledger.identity import Identity
from tallystick.ledger.judging import proves_little
from tallystick.ledger.records import Point
from tallystick.ledger.telling import SAID_BEFORE, bounds_of, finding
from tallystick.model import Finding, Observation, Period
from tallystick.model.message import Message, Several

APART = ("price_basis", "scope", "adjustment")
"""What may differ between siblings."""


def beside_siblings(observation: Observation, earlier: Earlier) -> Finding | None:
    """The finding on a figure beside a sibling of its series that stood on its day; None where there is none."""
    identity = earlier.identities[observation.id]
    end = Period.parse(observation.period).end.isoformat()
    for point, other in _siblings(identity, end, earlier):
        differ = {name for name in APART if getattr(identity, name) != other.get(name, "")}
        untold = {name for name in differ if not (getattr(identity, name) and other.get(name, ""))}
        both = not (bounds_of(point) & observation.interval).is_empty
        if both and differ == untold == {"adjustment"} and not proves_little(observation, point):
            told = other.get("adjustment") or identity.adjustment
            verdict = "holds" if observation.value == point.value else "holds by rounding"
            why = Message("told on one side", {"told": _trait(told)})
            return finding(observation, point, verdict, SAID_BEFORE, why)
        return finding(observation, point, "cannot check", SAID_BEFORE, _apart(identity, other, differ))
    return None


def _siblings(identity: Identity, end: str, earlier: Earlier) -> Iterator[tuple[Point, dict[str, str]]]:
    own = _fields(identity.key)
    for point in earlier.beside.get((identity.indicator, end), ()):
        other = _fields(point.series)
        if point.value is not None and point.series != identity.key and _without(own) == _without(other):
            yield point, other


def _fields(key: str) -> dict[str, str]:
    """What a series' key tells, by name."""
    head, *rest = key.split(";")
    return {"of": head, **dict(part.split("=", 1) for part in rest)}


def _without(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in APART}


def _apart(identity: Identity, other: dict[str, str], differ: set[str]) -> Message:
    told = [
        Message(f"apart by {name}", {"here": _trait(getattr(identity, name)), "there": _trait(other.get(name, ""))})
        for name in sorted(differ)
    ]
    return Message("not of one kind", {"told": Several(tuple(told))})


def _trait(word: str) -> Message:
    """A trait of a series, as the catalogue of sentences has it in each language."""
    return Message(word or "not told")

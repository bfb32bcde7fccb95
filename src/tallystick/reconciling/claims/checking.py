"""A finding for each claim of some readings: what the text itself says of it, else what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model import Finding, Reading
from tallystick.reconciling.claims.comparing import Outcome
from tallystick.reconciling.claims.finder import Told, claims_of
from tallystick.reconciling.claims.marks import beside_mark, outside_range
from tallystick.reconciling.claims.orders import beyond_in_text, crossed_before
from tallystick.reconciling.claims.runs import broken_in_text, turned_in_text
from tallystick.reconciling.claims.telling import finding_on, untested


def check_claims(readings: Sequence[Reading]) -> Iterator[Finding]:
    """What the text itself says of its claims; those it says nothing of cannot be checked."""
    for reading in readings:
        for told in claims_of(reading):
            outcome = by_the_text(told, reading)
            yield (
                untested(told) if outcome is None else finding_on(told, outcome.verdict, [outcome.why], outcome.figures)
            )


def by_the_text(told: Told, reading: Reading) -> Outcome | None:
    """What the text's own figures say of a claim; None where they say nothing."""
    match told.claim.kind:
        case "record" | "window":
            return crossed_before(told) or beyond_in_text(told, reading.observations)
        case "streak":
            return broken_in_text(told)
        case "turning":
            return turned_in_text(told)
        case "steady":
            return outside_range(told, reading.release.text)
        case "target" | "level":
            return beside_mark(told, reading.release.text)
    return None

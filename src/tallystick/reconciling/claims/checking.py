"""A finding for each claim of some readings: what the text itself says of it, else what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model import Finding, Reading
from tallystick.reconciling.claims.comparing import Outcome
from tallystick.reconciling.claims.finder import Told, claims_of
from tallystick.reconciling.claims.marks import beside_mark, outside_range
from tallystick.reconciling.claims.moves import beyond_when, moved_otherwise, stepped_otherwise
from tallystick.reconciling.claims.orders import beyond_in_text, crossed_before
from tallystick.reconciling.claims.printed import (
    beside_zone,
    beyond_bound,
    crossed_behind,
    listed_otherwise,
    moved_though_steady,
    overtaken,
)
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
            text = reading.release.text
            return (
                crossed_before(told)
                or crossed_behind(told, text)
                or moved_otherwise(told, text)
                or beyond_when(told, text)
                or beyond_in_text(told, reading.observations)
            )
        case "streak":
            text = reading.release.text
            return broken_in_text(told) or stepped_otherwise(told, text) or listed_otherwise(told, text)
        case "turning":
            return turned_in_text(told, reading.release.text)
        case "steady":
            text = reading.release.text
            return (
                outside_range(told, text)
                or beyond_bound(told, text)
                or beside_zone(told)
                or moved_though_steady(told, text)
            )
        case "rank":
            return overtaken(told, reading.release.text)
        case "target" | "level":
            return beside_mark(told, reading.release.text)
    return None

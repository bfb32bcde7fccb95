"""A finding for each claim of some readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model import Finding, Reading
from tallystick.reconciling.claims.finder import claims_of
from tallystick.reconciling.claims.telling import untested


def check_claims(readings: Sequence[Reading]) -> Iterator[Finding]:
    """What the text itself says of its claims; those it says nothing of cannot be checked."""
    for reading in readings:
        for told in claims_of(reading):
            yield untested(told)

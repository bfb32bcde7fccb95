"""How findings on claims are told."""

from __future__ import annotations

from tallystick.model import Finding
from tallystick.reconciling.claims.finder import Told


def untested(told: Told) -> Finding:
    """A claim that nothing at hand tests."""
    return Finding(
        verdict="cannot check",
        kind="claim",
        identity=told.claim.kind,
        statement=f"“{told.words}”",
        figures=tuple(o.id for o in told.about),
        quotes=(told.words,),
        claim=told.claim,
    )

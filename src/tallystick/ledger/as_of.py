"""Vintages as they were on a day of publication."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tallystick.ledger.records import Point


def published_by(points: Iterable[Point], day: str) -> list[Point]:
    """Vintages published by an ISO day, and what was superseded later stands; all as they are without a day."""
    if not day:
        return list(points)
    return [
        msgspec.structs.replace(point, superseded_by="", superseded_on="") if point.superseded_on > day else point
        for point in points
        if point.first_published <= day
    ]

"""The rows of the statements of a release that are followed through."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from tallystick.ledger.followed_schema import followed
from tallystick.ledger.rows import Row
from tallystick.ledger.schema import PLACES
from tallystick.model import Release
from tallystick.reading.followed import said_in

Place = tuple[str, int, int]


def followed_rows(release: int, text: Release) -> list[Row]:
    """The statements of a release (`release` is its key) in their order."""
    return [
        {
            "key": release * PLACES + place,
            "release": release,
            "reading": 0,
            "kind": said.kind,
            "start": said.start,
            "end": said.end,
            "quote": said.quote,
            "due": said.due,
            "rule": said.rule,
            "indicators": msgspec.json.encode(said.indicators).decode(),
        }
        for place, said in enumerate(said_in(text))
    ]


def kept_places(connection: Connection, release: int, reading: int) -> list[Place]:
    """Kind and place of the statements that one reading of a release has."""
    f = followed.c
    query = select(f.kind, f.start, f.end).where(f.release == release, f.reading == reading).order_by(f.key)
    return [(row.kind, row.start, row.end) for row in connection.execute(query)]


def same_places(kept: list[Place], text: Release) -> bool:
    """Whether a release says the same statements as it is read now."""
    return kept == [(said.kind, said.start, said.end) for said in said_in(text)]


def moved(connection: Connection, release: int, reading: int, text: Release) -> list[tuple[int, int | None]]:
    """Where each statement of a reading begins, and where it does in the text as it is read now; None: nowhere.

    It is the one in the same words, the nearest of several, or the one whose place it shares most.
    """
    f = followed.c
    query = select(f.start, f.end, f.quote).where(f.release == release, f.reading == reading).order_by(f.key)
    now = [(said.start, said.end, said.quote) for said in said_in(text)]
    return [(row.start, _nearest(row.start, row.end, row.quote, now)) for row in connection.execute(query)]


def _nearest(start: int, end: int, quote: str, now: list[tuple[int, int, str]]) -> int | None:
    """
    >>> _nearest(10, 20, "b", [(0, 5, "b"), (12, 22, "b"), (10, 20, "c")]), _nearest(0, 9, "a", [(4, 12, "x")])
    (12, 4)
    >>> _nearest(0, 9, "a", [(10, 12, "x")])
    """
    alike = [one[0] for one in now if one[2] == quote]
    if alike:
        return min(alike, key=lambda one: abs(one - start))
    shared = {first: min(end, last) - max(start, first) for first, last, _ in now}
    best = max(shared, key=lambda one: shared[one], default=None)
    return best if best is not None and shared[best] > 0 else None

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

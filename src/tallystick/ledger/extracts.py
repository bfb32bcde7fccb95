"""Figures of a release that was exported elsewhere: no edition of it, and nothing new where it is kept itself."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, text

from tallystick.ledger.records import Kept
from tallystick.model import Reading

_NAMED = text("SELECT kind, edition FROM release WHERE release_id = :release_id")


def whole_of(connection: Connection, release: str) -> Kept | None:
    """The release itself that an extract is of, if it is kept."""
    found = connection.execute(_NAMED, {"release_id": release}).first()
    if found is None or found.kind != "release":
        return None
    return Kept(outcome="already kept", release_id=release, edition=found.edition)


def under_a_free_name(connection: Connection, reading: Reading) -> Reading:
    """The extract under another name where another extract of the same release has its own."""
    release = reading.release
    if connection.execute(_NAMED, {"release_id": release.id}).first() is None:
        return reading
    name = f"{release.id}-{release.content_hash[:8]}"
    figures = (msgspec.structs.replace(o, release=name, id=f"{name}:{o.start}") for o in reading.observations)
    return Reading(msgspec.structs.replace(release, id=name), tuple(figures))

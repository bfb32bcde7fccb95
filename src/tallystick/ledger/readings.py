"""The readings of a release: the one it was kept with, and later ones of the same bytes."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, func, literal, select

from tallystick.ledger import schema
from tallystick.ledger.layouts import bare
from tallystick.ledger.reading_schema import reading
from tallystick.ledger.recordset import Records
from tallystick.model import Release
from tallystick.model.frames import Moment

FIRST = 1


class KeptReading(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a release: the `number` counts from 1, `reader` is empty where older programs noted none.

    `read_by` is who read it anew; empty of the reading that the release was kept with.
    """

    release: str
    number: int
    reader: str
    program: str
    read_at: Moment
    read_by: str
    figures: int
    last: bool


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """A later reading; `release` is the release as it was made anew from its bytes, None where it is as it was kept."""

    key: int
    number: int
    reader: str
    read_at: str
    release: Release | None


def last_by(connection: Connection, release: int, moment: str) -> Later | None:
    """The last reading of a release (by its key) that there was by a moment; None where it is the first."""
    query = select(reading).where(reading.c.release == release, reading.c.read_at <= moment)
    row = connection.execute(query.order_by(reading.c.key.desc()).limit(1)).first()
    if row is None:
        return None
    return Later(key=row.key, number=row.number, reader=row.reader, read_at=row.read_at, release=released_as(row.head))


def head_of(release: Release, kept: Release) -> str:
    """The release of a later reading as its row holds it, its layout apart: nothing where it is the one kept."""
    return "" if bare(release) == kept else msgspec.json.encode(bare(release)).decode()


def released_as(head: str) -> Release | None:
    """The other way round."""
    return msgspec.json.decode(head, type=Release) if head else None


def listed(connection: Connection, release_id: str) -> Records[KeptReading]:
    """All readings of a release, the first one first; none of what is not kept."""
    r, g, o = schema.release, reading, schema.observation
    kept = select(r.c.key.label("release"), r.c.reader, r.c.kept_by.label("program"), r.c.kept_at.label("read_at"))
    kept = kept.add_columns(literal("").label("read_by"))
    later = select(g).join(r, r.c.key == g.c.release).order_by(g.c.key)
    rows = [row for query in (kept, later) for row in connection.execute(query.where(r.c.release_id == release_id))]
    if not rows:
        return Records()
    counted = select(o.c.reading, func.count()).where(o.c.release == rows[0].release).group_by(o.c.reading)
    figures = {row[0]: row[1] for row in connection.execute(counted)}
    return Records(
        KeptReading(
            release=release_id,
            number=number,
            reader=row.reader,
            program=row.program,
            read_at=row.read_at,
            read_by=row.read_by,
            figures=figures.get(_key(row), 0),
            last=number == len(rows),
        )
        for number, row in enumerate(rows, start=FIRST)
    )


def _key(row: Any) -> int:
    return int(row.key) if "key" in row._fields else 0


def decided_day(connection: Connection, release_id: str) -> date | None:
    """The day that people decided a release was published on; None where they did not."""
    d = schema.decision
    query = select(d.c.day).where(d.c.kind == "date", d.c.subject == release_id, d.c.undone_at.is_(None))
    day = connection.execute(query.order_by(d.c.key.desc()).limit(1)).scalar()
    return date.fromisoformat(day) if day else None

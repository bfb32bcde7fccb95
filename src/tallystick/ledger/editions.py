"""Corrected texts: which kept release a new text is another edition of, and what it changed."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Connection, and_, or_, select

from tallystick.ledger import schema
from tallystick.ledger.records import Difference
from tallystick.ledger.tokens import tokens
from tallystick.model import Observation, Reading, Release

ALIKE = 0.5
"""Share of words two texts must have in common before one can be an edition of the other."""


class Before(NamedTuple):
    """The latest edition kept so far, and the key of the first."""

    key: int
    edition: int
    first: int


def edition_before(connection: Connection, release: Release) -> Before | None:
    """The release this text corrects: same title, publisher and day, or same source; and much the same words."""
    table = schema.release
    day = release.released.isoformat() if release.released else None
    same_name = and_(table.c.title == release.title, table.c.publisher == release.publisher, table.c.title != "")
    same_place = and_(table.c.source == release.source, table.c.source != "")
    rows = connection.execute(
        select(table.c.key, table.c.edition, table.c.edition_of, table.c.text, table.c.released)
        .where(or_(same_name, same_place), table.c.language == release.language)
        .order_by(table.c.edition.desc(), table.c.key.desc())
    )
    for row in rows:
        if row.released == day and _alike(set(tokens(release.text)), set(tokens(row.text))):
            return Before(row.key, row.edition, row.edition_of or row.key)
    return None


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def differences(connection: Connection, before: int, reading: Reading) -> tuple[Difference, ...]:
    """Figures added, dropped and changed against an edition kept, in the order of the texts."""
    table = schema.observation
    old: dict[tuple[str, ...], list[str]] = defaultdict(list)
    rows = connection.execute(select(table).where(table.c.release == before).order_by(table.c.key))
    for row in rows:
        old[row.subject, row.measure, row.unit, row.period, row.status].append(row.quote)
    found = []
    for observation in reading.observations:
        said = old.get(_about(observation))
        if not said:
            found.append(Difference("added", observation.subject, observation.period, "", observation.text))
        elif observation.text in said:
            said.remove(observation.text)
        else:
            found.append(Difference("changed", observation.subject, observation.period, said.pop(0), observation.text))
    for (subject, _, _, period, _), said in old.items():
        found += [Difference("dropped", subject, period, quote, "") for quote in said]
    return tuple(found)


def _about(observation: Observation) -> tuple[str, ...]:
    return observation.subject, observation.measure, observation.unit, observation.period, observation.status

"""Corrected texts: which kept release a new text is another edition of, and what it changed."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Connection, select

from tallystick.ledger import schema
from tallystick.ledger.reading_schema import is_last
from tallystick.ledger.records import Difference
from tallystick.ledger.statements import Fixed
from tallystick.ledger.tokens import tokens
from tallystick.model import Observation, Reading, Release

ALIKE = 0.5
"""Share of words two texts must have in common before one can be an edition of the other."""


_CANDIDATES = Fixed(
    "SELECT key, edition, edition_of, text, released FROM release"
    " WHERE (title = :title AND publisher = :publisher AND title <> '' OR source = :source AND source <> '')"
    " AND language = :language ORDER BY edition DESC, key DESC"
)


class Before(NamedTuple):
    """The latest edition kept so far, and the key of the first."""

    key: int
    edition: int
    first: int


def edition_before(connection: Connection, release: Release) -> Before | None:
    """The release this text corrects: same title, publisher and day, or same source; and much the same words."""
    day = release.released.isoformat() if release.released else None
    wanted = {
        "title": release.title,
        "publisher": release.publisher,
        "source": release.source,
        "language": release.language,
    }
    for key, edition, first, words, released in _CANDIDATES.rows(connection, wanted):
        if released == day and _alike(set(tokens(release.text)), set(tokens(words))):
            return Before(key, edition, first or key)
    return None


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def differences(connection: Connection, before: int, reading: Reading) -> tuple[Difference, ...]:
    """Figures added, dropped and changed against an edition kept, in the order of the texts."""
    table = schema.observation
    old: dict[tuple[str, ...], list[str]] = defaultdict(list)
    rows = connection.execute(select(table).where(table.c.release == before, is_last(table)).order_by(table.c.key))
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

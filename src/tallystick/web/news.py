"""What came into the ledger since a moment."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, text

from tallystick.ledger.schema import PLACES
from tallystick.web.filters import FindingFilter, ReleaseFilter
from tallystick.web.queries import FindingRow, ReleaseRow, findings, releases

SHOWN = 5
MOST_NAMED = 12


class News(msgspec.Struct, frozen=True, kw_only=True):
    """Releases kept since a moment, the indicators they tell of, and open contradictions found since."""

    releases: list[ReleaseRow]
    release_count: int
    indicators: list[str]
    findings: list[FindingRow]


def news(connection: Connection, since: str) -> News:
    """What is new since a moment (ISO 8601, UTC): the newest releases and findings, and how many in all."""
    kept = "FROM release WHERE kept_at > :since"
    count, first = connection.execute(text(f"SELECT count(*), min(key) {kept}"), {"since": since}).one()
    if not count:
        return News(releases=[], release_count=0, indicators=[], findings=[])
    newest = text(f"SELECT key {kept} ORDER BY key DESC LIMIT :shown")
    after = min(connection.execute(newest, {"since": since, "shown": SHOWN}).scalars()) - 1
    told = text(
        "SELECT indicator FROM observation WHERE release >= :first AND indicator <> ''"
        " GROUP BY indicator ORDER BY count(*) DESC, indicator LIMIT :most"
    )
    wanted = FindingFilter(verdict="contradicts", state="open")
    found = findings(connection, wanted, limit=SHOWN, after=first * PLACES - 1)
    return News(
        releases=releases(connection, ReleaseFilter(), limit=SHOWN, after=after)[::-1],
        release_count=count,
        indicators=list(connection.execute(told, {"first": first, "most": MOST_NAMED}).scalars()),
        findings=found,
    )

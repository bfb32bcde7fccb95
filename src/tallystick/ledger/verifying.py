"""Is the ledger whole? Hashes, orphans, constraints, decisions, words to search by, and the way back to figures."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text

from tallystick.ledger import schema
from tallystick.ledger.findings import to_finding
from tallystick.ledger.linking import counted_as
from tallystick.ledger.recalling import observation_query, unpacked
from tallystick.ledger.records import Fault
from tallystick.ledger.rows import days, exact, to_observation, to_release
from tallystick.ledger.store import VERSIONS, Store

_ORPHANS = {
    "archive": "SELECT content_hash FROM archive WHERE content_hash NOT IN (SELECT content_hash FROM release)",
    "release": "SELECT release_id FROM release r WHERE edition > 1 AND NOT EXISTS"
    " (SELECT 1 FROM release b WHERE b.edition = r.edition - 1 AND COALESCE(b.edition_of, b.key) = r.edition_of)",
    "sentence": "SELECT key FROM sentence t WHERE NOT EXISTS (SELECT 1 FROM observation o WHERE o.sentence = t.key)",
    "series": "SELECT series_key FROM series s WHERE NOT EXISTS (SELECT 1 FROM observation o WHERE o.series = s.key)",
}
_WORDLESS = {
    "sqlite": "SELECT count(*) FROM sentence t WHERE t.key NOT IN (SELECT rowid FROM sentence_words)",
    "postgresql": "SELECT count(*) FROM sentence t WHERE t.key NOT IN (SELECT sentence FROM sentence_words)",
}


def verify(store: Store) -> Iterator[Fault]:
    """Every fault found; nothing when all is well. The work is linear in the size of the ledger."""
    with store.reading() as connection:
        if store.version(connection) != VERSIONS[-1]:
            yield Fault("ledger", "is not of this program's version")
            return
        if store.is_sqlite:
            yield from _sqlite(connection)
        yield from _archive(connection)
        yield from _orphans(connection)
        yield from _releases(connection)
        yield from _figures(connection)
        yield from _findings(connection)
        yield from _decisions(connection)
        yield from _tables(connection)


def _sqlite(connection: Connection) -> Iterator[Fault]:
    for (word,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if word != "ok":
            yield Fault("file", word)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(f"{table} {row}", f"refers to a row of {parent} that is not there")


def _archive(connection: Connection) -> Iterator[Fault]:
    for row in connection.execution_options(yield_per=50).execute(select(schema.archive)):
        try:
            content = unpacked(row.bytes, row.encoding)
        except zlib.error:
            yield Fault(f"archive {row.content_hash}", "cannot be unpacked")
            continue
        if hashlib.sha256(content).hexdigest() != row.content_hash or len(content) != row.size:
            yield Fault(f"archive {row.content_hash}", "the bytes do not have this hash")


def _orphans(connection: Connection) -> Iterator[Fault]:
    for table, query in _ORPHANS.items():
        for (name,) in connection.execute(text(query)):
            yield Fault(f"{table} {name}", "stands alone")
    missing = connection.execute(text(_WORDLESS[connection.dialect.name])).scalar()
    if missing:
        yield Fault("search", f"{missing} sentences cannot be found by their words")


def _releases(connection: Connection) -> Iterator[Fault]:
    counted = select(schema.observation.c.release, func.count(), func.max(schema.observation.c.key))
    for release, number, last in connection.execute(counted.group_by(schema.observation.c.release)):
        if last - release * schema.PLACES != number - 1:
            yield Fault(f"release number {release}", "some of its figures are gone")
    for row in connection.execution_options(yield_per=50).execute(select(schema.release)).mappings():
        to_release(row)  # raises where texts cannot be read back


def _figures(connection: Connection) -> Iterator[Fault]:
    query = observation_query().add_columns(schema.release.c.text.label("release_text"), schema.release.c.kind)
    for row in connection.execution_options(yield_per=1000).execute(query).mappings():
        place = f"observation {row['release_id']}:{row['start']}"
        if row["kind"] == "release" and row["release_text"][row["start"] : row["end"]] != row["quote"]:
            yield Fault(place, "its quote does not stand at its place in the text")
        if (row["period_start"], row["period_end"]) != days(row["period"]):
            yield Fault(place, "its days are not those of its period")
        if row["obs_status"] != "observed":
            continue
        told = to_observation(row)
        low = told.value[0] if isinstance(told.value, tuple) else told.value
        if exact(low) != row["value_exact"] or float(low) != row["value"]:
            yield Fault(place, "its exact and its approximate value differ")


def _findings(connection: Connection) -> Iterator[Fault]:
    table = schema.finding
    for row in connection.execution_options(yield_per=1000).execute(select(table)):
        if to_finding(row.details).verdict != row.verdict:
            yield Fault(f"finding {row.key}", "its verdict and its details differ")


def _decisions(connection: Connection) -> Iterator[Fault]:
    table = schema.series
    made = counted_as(connection)
    for row in connection.execute(select(table.c.key, table.c.series_key, table.c.counts_as)):
        if made[row.key] != row.counts_as:
            yield Fault(f"series {row.series_key}", "does not count as the decisions say")


def _tables(connection: Connection) -> Iterator[Fault]:
    from sqlalchemy import inspect

    here = set(inspect(connection).get_table_names())
    for name in sorted(set(schema.metadata.tables) - here):
        yield Fault(f"table {name}", "is not there")

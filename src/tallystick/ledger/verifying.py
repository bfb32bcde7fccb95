"""Is the ledger whole? Seals, hashes, orphans, decisions, words to search by, and the way back to figures.

Whatever cannot be read is a fault that is told, never an end of the check: a broken row, a broken table, a broken
page of the file.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from msgspec import MsgspecError
from sqlalchemy import Connection, create_engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from tallystick.ledger import layouts, reading_schema, schema, settling, verifying_seals
from tallystick.ledger.findings import to_finding
from tallystick.ledger.linking import counted_as
from tallystick.ledger.migrations import migrate
from tallystick.ledger.readings import released_as
from tallystick.ledger.recalling import observation_query, unpacked
from tallystick.ledger.records import Fault
from tallystick.ledger.rows import days, exact, to_observation, to_release
from tallystick.ledger.sealing import READ
from tallystick.ledger.search import unfindable
from tallystick.ledger.store import VERSIONS, Store
from tallystick.ledger.views import VIEWS

Check = Callable[[Connection], Iterator[Fault]]
UNREADABLE = (ValueError, TypeError, KeyError, ArithmeticError, AssertionError, MsgspecError)
"""What reading a changed row back can raise."""

_ORPHANS = {
    "archive": "SELECT content_hash FROM archive WHERE content_hash NOT IN (SELECT content_hash FROM release)",
    "release": "SELECT release_id FROM release r WHERE edition > 1 AND NOT EXISTS"
    " (SELECT 1 FROM release b WHERE b.edition = r.edition - 1 AND COALESCE(b.edition_of, b.key) = r.edition_of)",
    "sentence": "SELECT key FROM sentence EXCEPT SELECT sentence FROM observation",
    "series": "SELECT series_key FROM series s WHERE NOT EXISTS (SELECT 1 FROM observation o WHERE o.series = s.key)"
    " AND NOT EXISTS (SELECT 1 FROM settled x WHERE x.series = s.key)",
    "reading": "SELECT key FROM reading g WHERE number <> 1 + (SELECT count(*) FROM reading b"
    " WHERE b.release = g.release AND b.key <= g.key)",
    **{
        f"{table} of reading": f"SELECT DISTINCT reading FROM {table} WHERE reading <> 0 EXCEPT SELECT key FROM reading"  # noqa: S608
        for table in READ
    },
}


def verify(store: Store, known_seal: str = "") -> Iterator[Fault]:
    """Every fault found; nothing when all is well. The work is linear in the size of the ledger.

    `known_seal` is a seal noted earlier (`Info.seal`): the chain must still hold it.
    """
    with store.reading() as connection:
        if store.version(connection) != VERSIONS[-1]:
            yield Fault("ledger", "is not of this program's version")
            return
        file: dict[str, Check] = {"file": _sqlite} if store.is_sqlite else {}
        checks: dict[str, Check] = {
            **file,
            "tables": _tables,
            "archive": _archive,
            "rows": _orphans,
            "releases": _releases,
            "figures": _figures,
            "findings": _findings,
            "decisions": _decisions,
            "search": _search,
            "seals": lambda c: verifying_seals.faults(c, known_seal),
        }
        with _any_bytes_as_text(connection):
            for name, check in checks.items():
                for fault in _told(name, check(connection)):
                    yield Fault(_printable(fault.place), _printable(fault.problem))


def _told(name: str, faults: Iterator[Fault]) -> Iterator[Fault]:
    """The faults of one check, and what ended it before its end."""
    try:
        yield from faults
    except (DBAPIError, sqlite3.Error) as error:
        words = str(error.orig if isinstance(error, DBAPIError) else error).strip()
        yield Fault(name, f"cannot be read to the end: {words.splitlines()[0] if words else type(error).__name__}")
    except UNREADABLE as error:
        yield Fault(name, f"cannot be read to the end: {error}")


@contextmanager
def _any_bytes_as_text(connection: Connection) -> Iterator[None]:
    """Let texts of SQLite that are no UTF-8 any more be fetched: the checks then tell which they are."""
    raw: object = connection.connection.dbapi_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    raw.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = str


def _printable(words: str) -> str:
    return words.encode("utf-8", "backslashreplace").decode()


def _sqlite(connection: Connection) -> Iterator[Fault]:
    for (word,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if word != "ok":
            yield Fault("file", word)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(f"{table} {row}", f"refers to a row of {parent} that is not there")


def _tables(connection: Connection) -> Iterator[Fault]:
    looked = inspect(connection)
    for name in sorted(set(schema.metadata.tables) - set(looked.get_table_names())):
        yield Fault(f"table {name}", "is not there")
    for name in sorted(set(VIEWS) - set(looked.get_view_names())):
        yield Fault(f"view {name}", "is not there")
    if connection.dialect.name == "sqlite":
        here = _definitions(connection)
        for (kind, name), words in _definitions_of_this_version().items():
            if here.get((kind, name)) != words:
                yield Fault(f"{kind} {name}", "is not defined as this version defines it")


def _definitions(connection: Connection) -> dict[tuple[str, str], str]:
    query = text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {(row.type, row.name): row.sql for row in connection.execute(query)}


@cache
def _definitions_of_this_version() -> dict[tuple[str, str], str]:
    """How a ledger made now in SQLite defines its tables, indexes and views."""
    with create_engine("sqlite://").begin() as connection:
        migrate(connection)
        return _definitions(connection)


def _archive(connection: Connection) -> Iterator[Fault]:
    for row in connection.execution_options(yield_per=50).execute(select(schema.archive)):
        try:
            content = unpacked(row.bytes, row.encoding)
        except (zlib.error, TypeError):
            yield Fault(f"archive {row.content_hash}", "cannot be unpacked")
            continue
        if hashlib.sha256(content).hexdigest() != row.content_hash or len(content) != row.size:
            yield Fault(f"archive {row.content_hash}", "the bytes do not have this hash")


def _orphans(connection: Connection) -> Iterator[Fault]:
    for table, query in _ORPHANS.items():
        for (name,) in connection.execute(text(query)):
            yield Fault(f"{table} {name}", "stands alone")


def _search(connection: Connection) -> Iterator[Fault]:
    missing = unfindable(connection)
    if missing:
        yield Fault("search", f"{missing} sentences cannot be found by their words")


def _releases(connection: Connection) -> Iterator[Fault]:
    counted = select(schema.observation.c.release, func.count(), func.max(schema.observation.c.key))
    for release, number, last in connection.execute(counted.group_by(schema.observation.c.release)):
        if last - release * schema.PLACES != number - 1:
            yield Fault(f"release number {release}", "some of its figures are gone")
    for row in connection.execution_options(yield_per=50).execute(select(schema.release)).mappings():
        try:
            to_release(row)
        except UNREADABLE as error:
            yield Fault(f"release {row['release_id']}", f"does not read back: {error}")
    for one in connection.execution_options(yield_per=50).execute(select(layouts.layout)):
        try:
            layouts.unpacked(one.packed)
        except (*UNREADABLE, zlib.error) as error:
            yield Fault(f"layout of release number {one.release}", f"does not read back: {error}")
    for row in connection.execute(select(reading_schema.reading)).mappings():
        try:
            released_as(row["head"])
        except UNREADABLE as error:
            yield Fault(f"reading {row['key']}", f"does not read back: {error}")


def _figures(connection: Connection) -> Iterator[Fault]:
    query = observation_query(schema.observation).add_columns(
        schema.release.c.text.label("release_text"), schema.release.c.kind
    )
    anew = dict(_texts_read_anew(connection))
    for row in connection.execution_options(yield_per=1000).execute(query).mappings():
        place = f"observation {row['release_id']}:{row['start']}"
        try:
            for problem in _of_figure(row, anew.get(row["reading"], row["release_text"])):
                yield Fault(place, problem)
        except UNREADABLE as error:
            yield Fault(place, f"does not read back: {error}")


def _texts_read_anew(connection: Connection) -> Iterator[tuple[int, str]]:
    """The texts of later readings that were made otherwise from the bytes than the release was kept with."""
    table = reading_schema.reading
    for row in connection.execute(select(table.c.key, table.c.head).where(table.c.head != "")):
        with suppress(*UNREADABLE):
            if (release := released_as(row.head)) is not None:
                yield row.key, release.text


def _of_figure(row: Any, words: str) -> Iterator[str]:
    if row["kind"] == "release" and words[row["start"] : row["end"]] != row["quote"]:
        yield "its quote does not stand at its place in the text"
    if (row["period_start"], row["period_end"]) != days(row["period"]):
        yield "its days are not those of its period"
    if row["obs_status"] != "observed":
        return
    told = to_observation(row)
    low = told.value[0] if isinstance(told.value, tuple) else told.value
    if exact(low) != row["value_exact"] or float(low) != row["value"]:
        yield "its exact and its approximate value differ"


def _findings(connection: Connection) -> Iterator[Fault]:
    table = schema.finding
    for row in connection.execution_options(yield_per=1000).execute(select(table)):
        try:
            same = to_finding(row.details).verdict == row.verdict
        except UNREADABLE as error:
            yield Fault(f"finding {row.key}", f"does not read back: {error}")
            continue
        if not same:
            yield Fault(f"finding {row.key}", "its verdict and its details differ")


def _decisions(connection: Connection) -> Iterator[Fault]:
    table = schema.series
    made = counted_as(connection)
    for row in connection.execute(select(table.c.key, table.c.series_key, table.c.counts_as)):
        if made[row.key] != row.counts_as:
            yield Fault(f"series {row.series_key}", "does not count as the decisions say")
    for number, problem in settling.faults(connection):
        yield Fault(f"decision {number}", problem)

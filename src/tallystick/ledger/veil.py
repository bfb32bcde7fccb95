"""The veil: through it a connection sees a ledger as if releases under embargo were not kept.

Every question of the ledger names its tables, so the tables are where embargoes are kept, in one place: over each table
that holds something of a release a temporary view of the same name is laid, without what must not be seen, and the
ledger's own views are made anew over those. Where nothing is under embargo nothing is laid, and a question is asked of
the tables themselves as ever.

A finding of one release that speaks of a figure of another, or names it, is hidden with either; a series in which
hidden releases alone have figures is hidden, too. Words to search by and seals are not: they are only asked together
with the sentences and releases they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, text

from tallystick.ledger import followed_schema, reading_schema, settled_schema
from tallystick.ledger.embargoes import Held, held
from tallystick.ledger.layouts import layout
from tallystick.ledger.schema import PLACES, metadata, release
from tallystick.ledger.views import VIEWS

LAID = "releases that the veil hides"
"""Where a connection notes the keys of the releases that it does not see."""

_DIFFERENCES = (
    "CASE WHEN EXISTS (SELECT 1 FROM {here}release before WHERE before.key IN ({keys})"
    " AND COALESCE(before.edition_of, before.key) = t.edition_of AND before.edition = t.edition - 1)"
    " THEN '[]' ELSE t.differences END AS differences"
)
"""What an edition changed tells what stood in the one before."""

_FINDINGS = (
    "SELECT f.key FROM {here}finding f WHERE f.release IN ({keys}) UNION"
    " SELECT tie.finding FROM {here}finding_observation tie WHERE {ties} UNION"
    " SELECT f.key FROM {here}finding f WHERE f.scope = 'ledger' AND ({told})"
)
_SERIES = (
    "SELECT o.series FROM {here}observation o WHERE o.release IN ({keys}) AND o.series IS NOT NULL"  # noqa: S608
    " AND NOT EXISTS (SELECT 1 FROM {here}observation x WHERE x.series = o.series AND x.release NOT IN ({keys}))"
    " AND NOT EXISTS (SELECT 1 FROM {here}settled x WHERE x.series = o.series"
    f" AND x.observation / {PLACES} NOT IN ({{keys}}))"
    " AND NOT EXISTS (SELECT 1 FROM {here}series own WHERE own.counts_as = o.series AND own.key <> o.series)"
)
_OF_RELEASE = "t.release NOT IN ({keys})"
_CONDITIONS = {
    "archive": "t.content_hash NOT IN (SELECT r.content_hash FROM {here}release r WHERE r.key IN ({keys}))",
    "release": "t.key NOT IN ({keys})",
    "series": f"t.key NOT IN ({_SERIES})",
    "sentence": _OF_RELEASE,
    "observation": _OF_RELEASE,
    "unread": _OF_RELEASE,
    layout.name: _OF_RELEASE,
    followed_schema.followed.name: _OF_RELEASE,
    reading_schema.reading.name: _OF_RELEASE,
    settled_schema.settled.name: f"t.observation / {PLACES} NOT IN ({{keys}})",
    "finding": f"t.key NOT IN ({_FINDINGS})",
    "finding_observation": f"t.finding NOT IN ({_FINDINGS})",
    "decision": "NOT ({of_releases})"  # noqa: S608  our own words
    f" AND t.subject NOT IN (SELECT 'finding:' || hidden.key FROM ({_FINDINGS}) AS hidden)"
    f" AND NOT (t.kind = 'link' AND t.subject IN"
    f" (SELECT s.series_key FROM {{here}}series s WHERE s.key IN ({_SERIES})))",
}
"""Table → which of its rows `t` are seen."""


def lay(connection: Connection) -> None:
    """Hide from a connection what is under embargo now; it then is in the transaction that it reads in.

    Laying it is a transaction of its own, and where an embargo began or ended meanwhile it is laid anew.
    """
    here = _here(connection)
    while (hidden := held(connection, here)) or connection.info.get(LAID):
        keys = tuple(one.key for one in hidden)
        if connection.info.get(LAID, ()) == keys:
            return
        connection.rollback()
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET TRANSACTION READ WRITE"))
            _take_off(connection)
            _lay(connection, here, hidden)
        connection.info[LAID] = keys


@contextmanager
def laid_over(connection: Connection) -> Iterator[None]:
    """The same for a while within a transaction that writes; what it writes meanwhile must be of other tables."""
    here = _here(connection)
    hidden = held(connection, here)
    _lay(connection, here, hidden)
    yield
    if hidden:
        _take_off(connection)


def under_embargo(connection: Connection) -> tuple[Held, ...]:
    """What is under embargo now, also for a connection that does not see it."""
    return held(connection, _here(connection))


def _here(connection: Connection) -> str:
    """Where the tables themselves are, as it stands before their names."""
    if connection.dialect.name == "sqlite":
        return "main."
    if "here" not in connection.info:
        schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
        connection.info["here"] = f"{schema}."
    return str(connection.info["here"])


def _lay(connection: Connection, here: str, hidden: Sequence[Held]) -> None:
    if not hidden:
        return
    told = {
        "here": here,
        "keys": ", ".join(str(one.key) for one in hidden),
        "ties": " OR ".join(
            f"tie.observation BETWEEN {one.key * PLACES} AND {one.key * PLACES + PLACES - 1}" for one in hidden
        ),
        "told": " OR ".join(
            f"f.key > {one.key * PLACES} AND f.details LIKE {_quoted(f'%{one.release}%')}" for one in hidden
        ),
        "of_releases": " OR ".join(_of_release(one) for one in hidden),
    }
    for name, condition in _CONDITIONS.items():
        columns = ", ".join(f't."{column.name}"' for column in metadata.tables[name].columns)
        if name == release.name:
            columns = columns.replace('t."differences"', _DIFFERENCES.format(**told))
        query = f"SELECT {columns} FROM {here}{name} t WHERE {condition.format(**told)}"  # noqa: S608  our own words
        _run(connection, f"CREATE TEMP VIEW {name} AS {query}")
    for name, query in VIEWS.items():
        _run(connection, f"CREATE TEMP VIEW {name} AS {query}")
    _forget_plans(connection)


def _of_release(one: Held) -> str:
    """SQL that tells whether a decision is on a release or something in it, or names that as what came later."""
    told, within = _quoted(one.release), _quoted(f"{one.release}:")
    start = len(one.release) + 1
    return f"t.subject = {told} OR SUBSTR(t.subject, 1, {start}) = {within} OR SUBSTR(t.later, 1, {start}) = {within}"


def _quoted(words: str) -> str:
    doubled = words.replace("'", "''")
    return f"'{doubled}'"


def _take_off(connection: Connection) -> None:
    where = "temp" if connection.dialect.name == "sqlite" else "pg_temp"
    for name in (*reversed(VIEWS), *reversed(_CONDITIONS)):
        _run(connection, f"DROP VIEW IF EXISTS {where}.{name}")
    _forget_plans(connection)


def _forget_plans(connection: Connection) -> None:
    """PostgreSQL would go on asking the tables that a name meant when a question was asked first."""
    if connection.dialect.name == "postgresql":
        _run(connection, "DISCARD PLANS")


def _run(connection: Connection, statement: str) -> None:
    """A statement as it stands: no sign in it is a place for a value."""
    connection.execute(text(statement.replace(":", r"\:")))

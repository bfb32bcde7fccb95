"""Seals: a digest over every row of a release, and over every decision, each chained to the one before.

A seal is made in the transaction that makes the rows. Its digest is SHA-256 over the rows in one canonical form,
the same on every database: for each table its name and its rows in the order of their keys, each row an array of
the columns of `FORM`, as MessagePack (archived bytes by their own SHA-256); columns that came later follow, for the
rows that have something in them, so that older seals stand. The chain is SHA-256 over the chain of
the seal before and the seal's own fields, so no seal can be left out, put in or moved without breaking it.
What the digests leave out is made from the rest: `series.counts_as` from the decisions, the words to search by from
the sentences; `verify` makes them anew and compares.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, text

from tallystick.ledger.schema import PLACES, seal
from tallystick.ledger.statements import Fixed, insert

Row = Mapping[Any, Any]
Sealed = tuple[str, int]
"""What is under a seal: its kind, and its key in the table of that kind."""
Rows = Mapping[str, Sequence[Row]]

FORM = {
    "archive": "content_hash media_type encoding size bytes",
    "release": "key release_id kind name source content_hash edition edition_of title publisher language place"
    " released event published dated_by home_area text blocks speakers differences kept_at kept_by corrects",
    "series": "key series_key indicator measure unit area scope price_basis frequency accumulation adjustment"
    " comparison whole status",
    "sentence": "key release section speaker text",
    "observation": "key release sentence series start end quote digits value value_to lower upper value_exact"
    " value_to_exact lower_exact upper_exact lower_open upper_open unit measure subject subject_words indicator"
    " indicator_name area period period_start period_end base qualifier status obs_status evidence own replaced",
    "unread": "release position start end text reason",
    "finding": "key release scope verdict kind identity statement formula reason details found_at",
    "finding_observation": "finding position observation figure",
}
"""The tables and columns under a release's seal, in their order. Fixed: new columns go into `LATER`."""

LATER = (
    ("release", "key reader"),
    ("observation", "key confidence candidates"),
    ("observation", "key place in_table row_path column_path"),
    ("layout", "release packed"),
    ("followed", "key release kind start end quote due rule indicators"),
)
"""Columns that came later, and tables: of rows in which all but the key are empty nothing is sealed."""

_ADDED = ("layout", "followed")
"""Tables that came later."""

READ = ("sentence", "observation", "unread", "finding", "layout", "followed")
"""Tables whose rows each belong to one reading of a release."""

READING = "key release number reader program read_at read_by head series"
"""The row of a later reading, which leads what is under its seal."""

DECIDED = "key kind subject into_series observation who reason decided_at day"
DECIDED_LATER = "settled until outcome later"
UNDONE = "key undone_at undone_by"

AT_ONCE = 32
"""Releases whose rows are fetched together."""

_encode = msgspec.msgpack.Encoder().encode
_COLUMNS = {table: tuple(names.split()) for table, names in FORM.items()}
_LATER = [
    (table, names, itemgetter(*names), frozenset(product((None, ""), repeat=len(names) - 1)))
    for table, names in ((table, tuple(names.split())) for table, names in LATER)
]
"""Table, columns, what takes their cells from a row, and the cells but for the key in which there is nothing."""
_picked = {table: itemgetter(*names) for table, names in _COLUMNS.items()}


class Seal(NamedTuple):
    """A row of the table of seals."""

    key: int
    kind: str
    subject: int
    digest: str
    sealed_at: str
    chain: str


def digest_of(rows: Rows) -> str:
    """The digest of the rows, by table, of a release as it was kept or of a later reading; in the order of their keys.

    Raises UnicodeEncodeError where a text is none.
    """
    whole = hashlib.sha256()
    if "reading" in rows:
        whole.update(_encode(("reading", [[row[name] for name in READING.split()] for row in rows["reading"]])))
    for table in FORM:
        cells: list[Any] = list(map(_picked[table], rows.get(table, ())))
        if table == "archive":
            cells = _bytes_hashed(cells)
        whole.update(_encode((table, cells)))
    for table, names, picked, nothing in _LATER:
        there = rows.get(table) or ()
        if not there or names[-1] not in there[0]:
            continue  # rows of a ledger that is older than the columns
        told: list[Any] = [cells for cells in map(picked, there) if cells[1:] not in nothing]
        if table == "layout":
            told = _bytes_hashed(told)
        if told:
            whole.update(_encode((table, names, told)))
    return whole.hexdigest()


def _bytes_hashed(cells: Sequence[Sequence[Any]]) -> list[Any]:
    """Rows whose last column are bytes, with their SHA-256 instead."""
    return [(*row[:-1], hashlib.sha256(row[-1]).digest()) for row in cells]


def digest_of_decision(row: Row, columns: str = DECIDED) -> str:
    """The digest of a decision as it was made, or (`UNDONE`) of its undoing."""
    cells = [row[name] for name in columns.split()]
    if columns == DECIDED:
        cells += [row[name] for name in DECIDED_LATER.split() if row.get(name)]
    return hashlib.sha256(_encode(cells)).hexdigest()


def chained(before: str, seal: Seal) -> str:
    """What a seal's chain must be, after the chain of the one before."""
    return hashlib.sha256(_encode((before, *seal[:-1]))).hexdigest()


def add_seal(connection: Connection, kind: str, subject: int, digest: str, at: str) -> None:
    """Append a seal to the chain; the caller's transaction is the only one that writes."""
    key, chain = _LAST.row(connection) or (0, "")
    made = Seal(key + 1, kind, subject, digest, at, "")
    insert(connection, seal, [made._replace(chain=chained(chain, made))._asdict()])


def last_seal(connection: Connection) -> str:
    """The end of the chain: it stands for all that is kept; empty where nothing is."""
    _, chain = _LAST.row(connection) or (0, "")
    return str(chain)


def seals(connection: Connection) -> Iterator[Seal]:
    """All seals in their order."""
    for row in connection.execution_options(yield_per=1000).execute(_SEALS):
        yield Seal(*row)


def seal_all(connection: Connection) -> None:
    """Seal all that is kept and not sealed yet: what an upgrade from a version without seals does."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    for of, rows in sealed_rows(connection, later=False):
        add_seal(connection, *of, digest_of(rows), at)
    for row in decision_rows(connection):
        add_seal(connection, "decision", row["key"], digest_of_decision(row), at)
        if row["undone_at"] is not None:
            add_seal(connection, "undoing", row["key"], digest_of_decision(row, UNDONE), at)


def decision_rows(connection: Connection) -> Sequence[Row]:
    """All decisions in their order."""
    return connection.execute(_DECISIONS).mappings().all()


def sealed_rows(connection: Connection, *, later: bool = True) -> Iterator[tuple[Sealed, Rows]]:
    """Every release as it was kept, and every later reading, with its rows by table as they are kept.

    Older ledgers, which have no later readings and none of the columns that came later, are asked without `later`.
    """
    makers = _series_by_maker(connection, later=later)
    own = _own_rows(connection, later=later)
    keys = list(connection.scalars(text("SELECT key FROM release ORDER BY key")))
    for start in range(0, len(keys), AT_ONCE):
        several = keys[start : start + AT_ONCE]
        tables = [table for table in (*FORM, *(_ADDED if later else ())) if table != "series"]
        found = {table: _grouped(connection, table, several, later=later) for table in tables}
        for release in several:
            for reading in (0, *own.get(release, {})):
                rows = {table: groups.get((release, reading), []) for table, groups in found.items()}
                of = ("reading", reading) if reading else ("release", release)
                told = {"reading": [own[release][reading]]} if reading else {}
                yield of, told | rows | {"series": makers.get(of, [])}


def _own_rows(connection: Connection, *, later: bool) -> dict[int, dict[int, Row]]:
    """The rows of later readings by release and key."""
    grouped: dict[int, dict[int, Row]] = defaultdict(dict)
    if later:
        for row in connection.execute(text("SELECT * FROM reading ORDER BY key")).mappings():
            grouped[row["release"]][row["key"]] = row
    return grouped


def _grouped(
    connection: Connection, table: str, releases: Sequence[int], *, later: bool
) -> dict[tuple[int, int], list[Row]]:
    """The rows of a table by the release and the reading they belong to."""
    query = text(_of_releases(table, later=later))
    values = {"first": releases[0], "last": releases[-1]}
    if table == "finding_observation":
        values = {"first": releases[0] * PLACES, "last": releases[-1] * PLACES + PLACES - 1}
    grouped: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in connection.execute(query, values).mappings():
        grouped[row["of_release"], row["of_reading"]].append(row)
    return grouped


def _series_by_maker(connection: Connection, *, later: bool) -> dict[Sealed, list[Row]]:
    """Series by what made them: the later reading that says so, else the release that was kept first with one."""
    query = _SERIES.format(own=" AND o.reading = 0" if later else "")
    spans = _made_by_readings(connection) if later else {}
    grouped: dict[Sealed, list[Row]] = defaultdict(list)
    for row in connection.execute(text(query)).mappings():
        if row["key"] in spans:
            grouped["reading", spans[row["key"]]].append(row)
        elif row["first_figure"] is not None:
            grouped["release", row["first_figure"] // PLACES].append(row)
    return grouped


def _made_by_readings(connection: Connection) -> dict[int, int]:
    """The keys of series that had no figure before a later reading, each with that reading."""
    rows = connection.execute(text("SELECT key, series FROM reading"))
    return {number: row.key for row in rows for number in msgspec.json.decode(row.series, type=list[int])}


def _columns(table: str, prefix: str, *, later: bool = False) -> str:
    added = [name for told, names, *_ in _LATER if later and told == table for name in names]
    names = dict.fromkeys((*_COLUMNS.get(table, ()), *added))
    return ", ".join(f'{prefix}."{name}"' for name in names)


@cache
def _of_releases(table: str, *, later: bool) -> str:
    """The query for the rows of the releases from one key to another."""
    columns = _columns(table, "t", later=later)
    of_reading = "t.reading" if later and table in READ else "0"
    if table == "archive":
        joined = "archive t JOIN release r ON r.content_hash = t.content_hash"
        return (
            f"SELECT r.key AS of_release, 0 AS of_reading, {columns} FROM {joined} WHERE r.key BETWEEN :first AND :last"  # noqa: S608
        )
    if table == "finding_observation":
        of_release, place, order = f"t.finding / {PLACES}", "t.finding", "t.finding, t.position"
        of_reading = "(SELECT f.reading FROM finding f WHERE f.key = t.finding)" if later else "0"
    elif table == "release":
        of_release, place, order = "t.key", "t.key", "t.key"
    else:
        of_release, place, order = (
            "t.release",
            "t.release",
            {"unread": "t.position", "layout": "t.reading"}.get(table, "t.key"),
        )
        order = f"t.release, {order}"
    return (
        f"SELECT {of_release} AS of_release, {of_reading} AS of_reading, {columns} FROM {table} t"  # noqa: S608  names of our own
        f" WHERE {place} BETWEEN :first AND :last ORDER BY {order}"
    )


_LAST = Fixed("SELECT key, chain FROM seal ORDER BY key DESC LIMIT 1")
_SEALS = text("SELECT key, kind, subject, digest, sealed_at, chain FROM seal ORDER BY key")
_DECISIONS = text("SELECT * FROM decision ORDER BY key")
_SERIES = (
    "SELECT (SELECT min(o.key) FROM observation o WHERE o.series = t.key{own}) AS first_figure,"  # noqa: S608
    f" {_columns('series', 't')} FROM series t ORDER BY t.key"
)

"""Lists of the ledger, a page at a time, with the filters people use."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, TextClause, text

from tallystick.ledger import embargoes
from tallystick.ledger.embargoes import passed
from tallystick.ledger.findings import to_finding
from tallystick.ledger.reading_schema import last
from tallystick.ledger.rows import to_place
from tallystick.ledger.veil import under_embargo
from tallystick.ledger.views import DATED_BY, PUBLISHED
from tallystick.model import Finding, Place
from tallystick.model.finding import VERDICTS
from tallystick.web.filters import (
    FINDING_ORDERS,
    RELEASE_ORDERS,
    FindingFilter,
    ReleaseFilter,
    finding_conditions,
    ordered,
    release_conditions,
)


class ReleaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """A release in a list; `counts` are its checks by verdict."""

    key: int
    release_id: str
    kind: str
    title: str
    publisher: str
    language: str
    published: str
    dated_by: str
    edition: int
    source: str
    kept_at: str
    withdrawn_at: str = ""
    embargoed_until: str = ""
    figures: int = 0
    counts: dict[str, int] = {}


class FindingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A finding in a list, with its release and the decision noted last."""

    key: int
    release_id: str
    release_title: str
    language: str
    publisher: str
    published: str
    dated_by: str
    kept_at: str
    scope: str
    finding: Finding
    noted: str = ""


_STAMP = text(
    "SELECT (SELECT max(key) FROM release), (SELECT max(key) FROM finding), (SELECT max(key) FROM decision),"
    " (SELECT max(undone_at) FROM decision), (SELECT max(key) FROM reading)"
)


_SERIES_STAMP = text(
    "SELECT (SELECT max(key) FROM decision), (SELECT max(undone_at) FROM decision),"
    " (SELECT max(key) FROM release WHERE edition_of IS NOT NULL), (SELECT max(key) FROM reading)"
)


def place_of_figure(connection: Connection, release_id: str, start: int) -> tuple[Place | None, str]:
    """Where a figure of a release stands, as it was read last, and the table it is a cell of."""
    query = text(
        "SELECT o.place, o.in_table FROM figure o JOIN release r ON r.key = o.release"
        " WHERE r.release_id = :release AND o.start = :start AND o.place <> '' LIMIT 1"
    )
    row = connection.execute(query, {"release": release_id, "start": start}).first()
    place = to_place(row.place) if row else None
    return (place, row.in_table) if row and place and place.rectangles else (None, "")


def text_of(connection: Connection, release_id: str) -> str:
    """The text of a release."""
    query = text("SELECT text FROM release WHERE release_id = :id")
    return str(connection.execute(query, {"id": release_id}).scalar_one())


def stamp(connection: Connection) -> str:
    """A text that tells one state of the ledger from the next; it turns at the hour of an embargo."""
    return _stamped(connection, _STAMP)


def _stamped(connection: Connection, question: TextClause) -> str:
    held = [f"{one.key}until{one.until}" for one in under_embargo(connection)]
    parts = ["" if part is None else str(part) for part in connection.execute(question).one()]
    return "-".join([*parts, *held])


def series_stamp(connection: Connection) -> str:
    """A text that changes with whatever may change a series other than a statement more."""
    return _stamped(connection, _SERIES_STAMP)


_RELEASES = f"""
SELECT r.key, r.release_id, r.kind, r.title, r.name, r.publisher, r.language,
       {PUBLISHED} AS published, {DATED_BY} AS dated_by, r.edition,
       r.source, r.kept_at,
       COALESCE((SELECT d.decided_at FROM decision d WHERE d.kind = 'withdraw' AND d.subject = r.release_id
                 AND d.undone_at IS NULL), '') AS withdrawn_at,
       COALESCE((SELECT d.until FROM decision d WHERE d.kind = 'embargo' AND d.subject = r.release_id
                 AND d.undone_at IS NULL ORDER BY d.key DESC LIMIT 1), '') AS embargoed_until
FROM release r WHERE r.key IN ({{keys}})
"""  # noqa: S608  our own words
_KEYS = "SELECT r.key FROM release r WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :skip"
"""Which releases: what else is told of one is looked up only for those that are shown."""


def releases(
    connection: Connection,
    wanted: ReleaseFilter,
    *,
    limit: int,
    skip: int = 0,
    after: int | None = None,
    order: str = "",
) -> list[ReleaseRow]:
    """Releases, newest first or by `order`; with `after` (a key) in the order they were kept, all editions, instead."""
    where, values = release_conditions(wanted, latest=after is None)
    by = ordered(order, RELEASE_ORDERS, f"{PUBLISHED} DESC, r.key DESC")
    if after is not None:
        where, by, values["after"] = f"{where} AND r.key > :after", "r.key", after
    found = text(_KEYS.format(where=where, order=by))
    keys = list(connection.scalars(found, {**values, "limit": limit, "skip": skip}))
    if not keys:
        return []
    query = text(_RELEASES.format(keys=_listed(keys)))
    by_key = {row["key"]: row for row in connection.execute(query).mappings()}
    rows = [by_key[key] for key in keys]
    counts, figures = _counts(connection, keys)
    now = embargoes.now()
    return [
        ReleaseRow(
            title=row["title"] or row["name"],
            counts=counts.get(row["key"], {}),
            figures=figures.get(row["key"], 0),
            embargoed_until="" if passed(row["embargoed_until"], now) else row["embargoed_until"],
            **{name: row[name] for name in row if name not in ("title", "name", "embargoed_until")},
        )
        for row in rows
    ]


def count_releases(connection: Connection, wanted: ReleaseFilter) -> int:
    """How many releases a list holds."""
    where, values = release_conditions(wanted, latest=True)
    query = f"SELECT count(*) FROM release r WHERE {where}"  # noqa: S608  fixed words
    return int(connection.execute(text(query), values).scalar_one())


def _listed(keys: Sequence[int]) -> str:
    return ",".join(str(int(key)) for key in keys)


def _counts(connection: Connection, keys: Sequence[int]) -> tuple[dict[int, dict[str, int]], dict[int, int]]:
    """Checks by verdict, and figures, of some releases."""
    listed = _listed(keys)
    rows = connection.execute(
        text(
            "SELECT release, verdict, count(*) FROM finding f"  # noqa: S608  whole numbers only
            f" WHERE release IN ({listed}) AND kind = 'check' AND {last('f')} GROUP BY release, verdict"
        )
    )
    counts: dict[int, dict[str, int]] = {}
    for release, verdict, number in rows:
        counts.setdefault(release, {})[verdict] = number
    figures = connection.execute(
        text(
            "SELECT release, count(*) FROM observation o"  # noqa: S608  whole numbers only
            f" WHERE release IN ({listed}) AND (NOT EXISTS (SELECT 1 FROM reading) OR {last('o')}) GROUP BY release"
        )
    )
    ordered = {key: {v: found[v] for v in VERDICTS if v in found} for key, found in counts.items()}
    return ordered, {row[0]: row[1] for row in figures}


_FINDINGS = f"""
SELECT f.key, f.scope, f.details, r.release_id, r.title, r.name, r.language, r.publisher, r.kept_at,
       {PUBLISHED} AS published, {DATED_BY} AS dated_by,
       (SELECT d.reason FROM decision d WHERE d.kind = 'note' AND d.subject = 'finding:' || f.key
        AND d.undone_at IS NULL ORDER BY d.key DESC LIMIT 1) AS noted
FROM finding f JOIN release r ON r.key = f.release WHERE {{where}} ORDER BY {{order}} LIMIT :limit OFFSET :skip
"""  # noqa: S608  our own words


def findings(
    connection: Connection,
    wanted: FindingFilter,
    *,
    limit: int,
    skip: int = 0,
    after: int | None = None,
    order: str = "",
) -> list[FindingRow]:
    """Findings, contradictions first and each newest first, or by `order`; with `after` (a key) as they were found."""
    if after is not None:
        return _findings(connection, wanted, "f.key > :after", "f.key", {"limit": limit, "skip": skip, "after": after})
    if order or wanted.verdict:
        by = ordered(order, FINDING_ORDERS, "f.key DESC")
        return _findings(connection, wanted, "1 = 1", by, {"limit": limit, "skip": skip})
    first = _findings(connection, wanted, _CONTRADICTS, "f.key DESC", {"limit": limit, "skip": skip})
    if len(first) == limit:
        return first
    before = 0 if first or not skip else _contradictions(connection, wanted)
    rest = {"limit": limit - len(first), "skip": skip - before if not first else 0}
    return first + _findings(connection, wanted, f"NOT {_CONTRADICTS}", "f.key DESC", rest)


_CONTRADICTS = "(f.verdict = 'contradicts')"


def _contradictions(connection: Connection, wanted: FindingFilter) -> int:
    where, values = finding_conditions(wanted)
    query = f"SELECT count(*) FROM finding f JOIN release r ON r.key = f.release WHERE {where} AND {_CONTRADICTS}"  # noqa: S608
    return int(connection.execute(text(query), values).scalar_one())


def _findings(
    connection: Connection, wanted: FindingFilter, condition: str, by: str, page: dict[str, int]
) -> list[FindingRow]:
    where, values = finding_conditions(wanted)
    query = text(_FINDINGS.format(where=f"{where} AND {condition}", order=by))
    rows = connection.execute(query, {**values, **page}).mappings()
    return [
        FindingRow(
            key=row["key"],
            release_id=row["release_id"],
            release_title=row["title"] or row["name"],
            language=row["language"],
            publisher=row["publisher"],
            published=row["published"],
            dated_by=row["dated_by"],
            kept_at=row["kept_at"],
            scope=row["scope"],
            finding=to_finding(row["details"]),
            noted=row["noted"] or "",
        )
        for row in rows
    ]


def finding(connection: Connection, key: int) -> FindingRow | None:
    """One finding."""
    query = text(_FINDINGS.format(where="f.key = :key", order="f.key"))
    row = connection.execute(query, {"key": key, "limit": 1, "skip": 0}).mappings().first()
    if row is None:
        return None
    names = ("key", "release_id", "language", "publisher", "published", "dated_by", "kept_at", "scope")
    same = {name: row[name] for name in names}
    return FindingRow(
        **same, release_title=row["title"] or row["name"], finding=to_finding(row["details"]), noted=row["noted"] or ""
    )


def finding_keys(connection: Connection, release: str) -> list[tuple[int, Finding]]:
    """All findings of a release with their keys."""
    rows = connection.execute(
        text(
            "SELECT f.key, f.details FROM finding f JOIN release r ON r.key = f.release"  # noqa: S608  our own words
            f" WHERE r.release_id = :id AND {last('f')} ORDER BY f.key"
        ),
        {"id": release},
    )
    return [(row.key, to_finding(row.details)) for row in rows]

"""Releases, readings and figures as they were kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Case, Connection, Label, RowMapping, ScalarSelect, Select, Table, bindparam, case, func, select

from tallystick.ledger import embargoes, layouts, readings, schema
from tallystick.ledger.reading_schema import is_last
from tallystick.ledger.records import Info, KeptRelease, Records, Statement
from tallystick.ledger.rows import decimal, is_sure, to_observation, to_reader, to_release, told_place
from tallystick.ledger.sealing import last_seal
from tallystick.ledger.selecting import END_OF_TIME, moment, parted, withdrawn
from tallystick.ledger.settled_schema import figure
from tallystick.ledger.store import Store
from tallystick.model import LedgerError, Observation, Reading, Unread

_NOW = "now"
"""The value of the questions below that tells which embargoes have passed."""


def releases(connection: Connection, *, since: str | None, until: str | None) -> Records[KeptRelease]:
    """Kept releases in the order of publication."""
    table = schema.release
    day = func.coalesce(_day_decided(), table.c.published)
    query = _release_query().order_by(day, table.c.key)
    if since:
        query = query.where(day >= since)
    if until:
        query = query.where(day <= until)
    return Records(_kept_release(row) for row in connection.execute(query, {_NOW: embargoes.now()}).mappings())


def release(connection: Connection, release_id: str) -> KeptRelease:
    """One kept release."""
    row = connection.execute(_one_release(), {"named": release_id, _NOW: embargoes.now()}).mappings().first()
    if row is None:
        raise LedgerError(f"release {release_id} is not kept", "list what is with: tallystick ledger releases")
    return _kept_release(row)


@cache
def _one_release() -> Select[Any]:
    return _release_query().where(schema.release.c.release_id == bindparam("named"))


@cache
def _release_query() -> Select[Any]:
    """Releases with what was decided on them: every page of one asks it, and making it takes longer than its answer."""
    r, o = schema.release, schema.observation
    later = r.alias("later")
    count = select(func.count()).where(o.c.release == r.c.key, is_last(o)).scalar_subquery()
    newer = (
        select(later.c.key)
        .where(later.c.edition_of == func.coalesce(r.c.edition_of, r.c.key), later.c.edition > r.c.edition)
        .exists()
    )
    heavy = ("text", "blocks", "speakers", "differences", "published", "dated_by")
    light = [column for column in r.c if column.name not in heavy]
    given = _day_decided()
    day = [
        func.coalesce(given, r.c.published).label("published"),
        case((given.is_(None), r.c.dated_by), else_="decided").label("dated_by"),
    ]
    d = schema.decision
    standing = {"withdrawn_at": d.c.decided_at, "withdrawn_by": d.c.who, "withdrawn_why": d.c.reason}
    gone = (d.c.kind == "withdraw") & (d.c.subject == r.c.release_id) & d.c.undone_at.is_(None)
    why = [func.coalesce(column, "").label(name) for name, column in standing.items()]
    told = (*day, *why, count.label("observations"), newer.label("superseded"), _until())
    return select(*light, *told).outerjoin_from(r, d, gone)


def _day_decided() -> ScalarSelect[Any]:
    """The day that people decided a release was published on, the latest such decision."""
    d, r = schema.decision.alias("given"), schema.release
    query = select(d.c.day).where(d.c.kind == "date", d.c.subject == r.c.release_id, d.c.undone_at.is_(None))
    return query.correlate(r).order_by(d.c.key.desc()).limit(1).scalar_subquery()


def _until() -> Label[Any]:
    """Until when a release is under embargo, by the last decision on it that stands; empty where it is under none."""
    d, r = schema.decision.alias("embargo"), schema.release
    query = select(d.c.until).where(d.c.kind == "embargo", d.c.subject == r.c.release_id, d.c.undone_at.is_(None))
    last = query.correlate(r).order_by(d.c.key.desc()).limit(1).scalar_subquery()
    return case((last > bindparam(_NOW), last), else_="").label("embargoed_until")


def _kept_release(row: RowMapping) -> KeptRelease:
    names = set(KeptRelease.__struct_fields__) & set(row.keys())
    return KeptRelease(latest_edition=not row["superseded"], **{name: row[name] for name in names})


def original(connection: Connection, release_id: str) -> bytes:
    """The archived bytes of a release."""
    a, r = schema.archive, schema.release
    query = select(a.c.bytes, a.c.encoding).join(r, r.c.content_hash == a.c.content_hash)
    row = connection.execute(query.where(r.c.release_id == release_id)).first()
    if row is None:
        raise LedgerError(f"release {release_id} is not kept")
    return unpacked(row.bytes, row.encoding)


def media_type(connection: Connection, content_hash: str) -> str:
    """What kind of document archived bytes are."""
    a = schema.archive
    return str(connection.execute(select(a.c.media_type).where(a.c.content_hash == content_hash)).scalar_one())


def unpacked(content: bytes, encoding: str) -> bytes:
    """Archived bytes as they came."""
    return zlib.decompress(content) if encoding == "zlib" else bytes(content)


def reading(connection: Connection, release_id: str, known_at: str | None = None) -> Reading:
    """A release with all its figures and unread numbers, equal to what was read last and as people settled it.

    With `known_at` (a day or moment), as it was read by then: an earlier reading is told without what was settled.
    """
    row = release_row(connection, release_id)
    said = readings.last_by(connection, row["key"], END_OF_TIME)
    wanted = said if known_at is None else readings.last_by(connection, row["key"], moment(known_at))
    return _reading(connection, row, wanted, figure if wanted == said else schema.observation)


def as_read(connection: Connection, row: RowMapping) -> Reading:
    """The last reading of a release (its row) as it was read, whatever people settled."""
    return _reading(connection, row, readings.last_by(connection, row["key"], END_OF_TIME), schema.observation)


def release_row(connection: Connection, release_id: str) -> RowMapping:
    """The row of a release; LedgerError when it is not kept."""
    row = connection.execute(select(schema.release).where(schema.release.c.release_id == release_id)).mappings().first()
    if row is None:
        raise LedgerError(f"release {release_id} is not kept", "list what is with: tallystick ledger releases")
    return row


def _reading(connection: Connection, row: RowMapping, wanted: readings.Later | None, of: Table) -> Reading:
    number = wanted.key if wanted else 0
    figures = observation_query(of).where(of.c.release == row["key"], of.c.reading == number)
    u = schema.unread
    query = select(u).where(u.c.release == row["key"], u.c.reading == number).order_by(u.c.position)
    kept = (wanted.release if wanted else None) or to_release(row)
    return Reading(
        layouts.with_layout(kept, layouts.packed_of(connection, row["key"], number)),
        tuple(read_back(connection, figures, of)),
        tuple(Unread(n.start, n.end, n.text, n.reason) for n in connection.execute(query)),
        to_reader(wanted.reader if wanted else row["reader"]),
    )


def observation_query(of: Table = figure) -> Select[Any]:
    """Figures with the release's id and the sentence's words beside them, in the order they were said.

    `of` is `figure` for them as they were settled, `schema.observation` for them as they were kept.
    """
    o, r, t = of, schema.release, schema.sentence
    return (
        select(o, r.c.release_id, t.c.text.label("sentence_text"), t.c.section, t.c.speaker)
        .join(r, r.c.key == o.c.release)
        .outerjoin(t, t.c.key == o.c.sentence)
        .order_by(o.c.key)
    )


def read_back(connection: Connection, query: Select[Any], of: Table = figure) -> Iterable[Observation]:
    """The figures of an observation query; cells without a value are no figures."""
    rows = connection.execute(query.where(of.c.obs_status == "observed")).mappings()
    return (to_observation(row) for row in rows)


def said(connection: Connection, limit: int | None, **wanted: str | int | None) -> Records[Statement]:
    """Figures as said, with day and publisher; `wanted` are columns, `release` an id, `series` a whole key."""
    query = _said().limit(limit)
    special = {"release": schema.release.c.release_id, "series": _counts()}
    for name, value in wanted.items():
        if value is not None:
            query = query.where(special[name] == value if name in special else figure.c[name] == value)
    return Records(_statement(row) for row in connection.execute(query).mappings())


def said_by_indicator(connection: Connection, area: str, ended: str) -> dict[str, list[Statement]]:
    """Figures of an area as said, by indicator: those of periods that ended on a day, and those whose is not told."""
    o = figure
    known = o.c.area == area, o.c.indicator.is_not(None)
    query = _said().where(*known, (o.c.period_end == ended) | (o.c.period == ""))
    found: dict[str, list[Statement]] = {}
    for row in connection.execute(query).mappings():
        one = _statement(row)
        found.setdefault(one.indicator, []).append(one)
    return found


def _counts() -> Case[Any]:
    """The key of the series in which a figure counts; none for one that was withdrawn or taken out."""
    o, r, s = figure, schema.release, schema.series
    return case((r.c.key.in_(withdrawn()) | o.c.key.in_(parted()), None), else_=s.c.series_key)


def _said() -> Select[Any]:
    """Figures with the day and publisher of their release, their sentence and series, by publication."""
    o, r, t, s = figure, schema.release, schema.sentence, schema.series
    own = s.alias("own")
    day = func.coalesce(_day_decided(), r.c.published)
    return (
        select(o, r.c.release_id, day.label("published"), r.c.publisher, r.c.edition)
        .add_columns(t.c.text.label("sentence_text"), t.c.section, t.c.speaker, _counts().label("series_key"))
        .join(r, r.c.key == o.c.release)
        .outerjoin(t, t.c.key == o.c.sentence)
        .outerjoin(own, own.c.key == o.c.series)
        .outerjoin(s, s.c.key == own.c.counts_as)
        .order_by(day, o.c.key)
    )


def _statement(row: RowMapping) -> Statement:
    same = ("published", "publisher", "edition", "subject", "measure", "unit", "area", "period", "base")
    more = ("qualifier", "status", "obs_status", "digits", "quote", "start", "end", "confidence")
    return Statement(
        observation=f"{row['release_id']}:{row['start']}",
        release=row["release_id"],
        series=row["series_key"] or "",
        indicator=row["indicator"] or "",
        value=decimal(row["value_exact"]),
        value_to=decimal(row["value_to_exact"]),
        lower=decimal(row["lower_exact"]),
        upper=decimal(row["upper_exact"]),
        lower_open=bool(row["lower_open"]),
        upper_open=bool(row["upper_open"]),
        sentence=row["sentence_text"] or "",
        section=row["section"] or "",
        speaker=row["speaker"] or "",
        sure=is_sure(row["confidence"]),
        **told_place(row),
        **{name: row[name] for name in (*same, *more)},
    )


def _last_of(table: Table) -> Select[int]:
    """How many rows a table has, those of earlier readings left out."""
    query = select(func.count()).select_from(table)
    return query.where(is_last(table)) if "reading" in table.c else query


def info(connection: Connection, store: Store) -> Info:
    """Version, size and counts."""
    counts = {
        name: connection.execute(_last_of(table)).scalar_one()
        for name, table in (
            ("releases", schema.release),
            ("observations", schema.observation),
            ("series", schema.series),
            ("findings", schema.finding),
            ("unread", schema.unread),
        )
    }
    r = schema.release
    day = select(func.coalesce(_day_decided(), r.c.published).label("day")).subquery()
    first, last = connection.execute(select(func.min(day.c.day), func.max(day.c.day))).one()
    return Info(
        url=store.name,
        version=store.version(connection) or "",
        bytes=store.size(connection),
        first_published=first or "",
        last_published=last or "",
        seal=last_seal(connection),
        **counts,
    )

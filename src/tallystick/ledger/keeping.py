"""Keeping a release: everything of it in one transaction, or nothing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select, text

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.producers import produces
from tallystick.ledger import schema, selecting, vintages
from tallystick.ledger.corrections import replaced, says_it_corrects
from tallystick.ledger.editions import differences, edition_before
from tallystick.ledger.findings import add_findings
from tallystick.ledger.home import home_area, publication
from tallystick.ledger.identity import Identity, identify
from tallystick.ledger.records import Difference, Kept
from tallystick.ledger.rows import Row, observation_row, release_row
from tallystick.ledger.schema import PLACES
from tallystick.ledger.search import add_words
from tallystick.ledger.store import Store
from tallystick.ledger.tokens import indexed
from tallystick.model import Finding, LedgerError, Observation, Reading, Unread

SMALL = 256
"""Bytes below which an archived document is kept as it is; larger ones are compressed."""


_SAME_BYTES = text("SELECT release_id, edition FROM release WHERE content_hash = :content_hash")


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """A release with all that is kept of it; `cells` are statuses and other column values by figure's place."""

    reading: Reading
    findings: Sequence[Finding] = ()
    ledger_findings: Sequence[Finding] = ()
    original: bytes
    media_type: str = "text/plain"
    kind: str = "release"
    cells: Mapping[int, Row] = {}


def keep(store: Store, parcel: Parcel, series_known: dict[str, int]) -> Kept:
    """Append a release unless its bytes are kept; `series_known` remembers series between calls."""
    release = parcel.reading.release
    _fits(parcel)
    home = home_area(release)
    prepared = [identify(observation, home) for observation in parcel.reading.observations]
    with store.writing() as connection:
        kept = already(connection, release.content_hash)
        if kept:
            return kept
        before = edition_before(connection, release)
        changed = differences(connection, before.key, parcel.reading) if before else ()
        key = _add_release(
            connection, parcel, before.first if before else None, before.edition + 1 if before else 1, changed
        )
        made = _add_series(connection, [i for i in prepared if i], series_known)
        numbers = series_known | made
        _add_figures(connection, key, parcel, prepared, numbers)
        _add_unread(connection, key, parcel.reading.unread)
        at = now()
        add_findings(connection, key, parcel.findings, scope="release", at=at)
        add_findings(connection, key, parcel.ledger_findings, scope="ledger", at=at)
        doubts = tuple(vintages.doubts(connection, selecting.steps(connection, key), release.id))
    series_known.update(made)  # only now: what a failed transaction made is not there
    return Kept(
        outcome="new edition" if before else "kept",
        release_id=release.id,
        edition=before.edition + 1 if before else 1,
        observations=len(parcel.reading.observations),
        findings=len(parcel.findings) + len(parcel.ledger_findings),
        differences=changed,
        doubts=doubts,
    )


def now() -> str:
    """This moment, UTC, to the microsecond, as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@cache
def _program_version() -> str:
    return version("tallystick")


def _fits(parcel: Parcel) -> None:
    release = parcel.reading.release
    if hashlib.sha256(parcel.original).hexdigest() != release.content_hash:
        raise LedgerError(f"the bytes of {release.name} are not those that were read", "read the source again")
    if len(parcel.reading.observations) >= PLACES:
        raise LedgerError(f"{release.name} holds over {PLACES - 1} figures", "split it")


def already(connection: Connection, content_hash: str) -> Kept | None:
    """What is kept of these bytes, if anything."""
    found = connection.execute(_SAME_BYTES, {"content_hash": content_hash}).first()
    return Kept(outcome="already kept", release_id=found.release_id, edition=found.edition) if found else None


def _add_release(
    connection: Connection, parcel: Parcel, first: int | None, edition: int, changed: tuple[Difference, ...]
) -> int:
    release, original = parcel.reading.release, parcel.original
    small = len(original) < SMALL
    archived = {
        "content_hash": release.content_hash,
        "media_type": parcel.media_type,
        "encoding": "identity" if small else "zlib",
        "size": len(original),
        "bytes": original if small else zlib.compress(original, 6),
    }
    _add(connection, schema.archive, [archived])
    key = _next_key(connection, schema.release)
    at = now()
    published, dated_by = publication(release, today=at[:10])
    row = release_row(release) | {
        "key": key,
        "kind": parcel.kind,
        "edition": edition,
        "edition_of": first,
        "published": published,
        "dated_by": dated_by,
        "home_area": home_area(release),
        "corrects": int(edition > 1 or says_it_corrects(release.title, release.text)),
        "differences": msgspec.json.encode(changed).decode(),
        "kept_at": at,
        "kept_by": f"tallystick {_program_version()}",
    }
    _add(connection, schema.release, [row])
    return key


def _next_key(connection: Connection, table: Table) -> int:
    """One writer at a time: nobody else counts."""
    highest: int | None = connection.exec_driver_sql(f"SELECT max(key) FROM {table.name}").scalar()  # noqa: S608  a name of our own schema
    return (highest or 0) + 1


def _add_series(connection: Connection, identities: Iterable[Identity], known: dict[str, int]) -> dict[str, int]:
    """Keys of the series not known so far, made where they are new."""
    wanted = {identity.key: identity for identity in identities if identity.key not in known}
    if not wanted:
        return {}
    table = schema.series
    rows = connection.execute(select(table.c.series_key, table.c.key).where(table.c.series_key.in_(list(wanted))))
    found: dict[str, int] = {row.series_key: row.key for row in rows}
    fresh = [key for key in wanted if key not in found]
    new: list[Row] = []
    for number, key in enumerate(fresh, start=_next_key(connection, table) if fresh else 0):
        new.append(msgspec.structs.asdict(wanted[key]) | {"key": number, "series_key": key, "counts_as": number})
    _add(connection, table, new)
    found |= {row["series_key"]: row["key"] for row in new}
    return found


def _add_figures(
    connection: Connection,
    release: int,
    parcel: Parcel,
    identities: Sequence[Identity | None],
    numbers: Mapping[str, int],
) -> None:
    places: dict[tuple[str, str, str], int] = {}
    words: dict[int, set[str]] = {}
    rows: list[Row] = []
    for place, (observation, identity) in enumerate(zip(parcel.reading.observations, identities, strict=True)):
        where = (observation.sentence, observation.section, observation.speaker)
        sentence = release * PLACES + places.setdefault(where, len(places)) if any(where) else None
        if sentence is not None:
            words.setdefault(sentence, set()).update(names(observation))
        series = numbers[identity.key] if identity else None
        row = observation_row(observation, release, place, sentence, series)
        row["own"] = int(_is_own(parcel.reading.release.publisher, identity))
        rows.append(row | parcel.cells.get(place, {}))
    for place in _replaced(parcel, rows):
        rows[place]["replaced"] = 1
    sentences = [
        {"key": release * PLACES + place, "release": release, "section": section, "speaker": speaker, "text": text}
        for (text, section, speaker), place in places.items()
        if text or section or speaker
    ]
    _add(connection, schema.sentence, sentences)
    texts = {release * PLACES + place: text for (text, _, _), place in places.items()}
    add_words(connection, {key: indexed(texts[key], named) for key, named in words.items()})
    _add(connection, schema.observation, rows)


def _is_own(publisher: str, identity: Identity | None) -> bool:
    """Whether the series is one that the publisher produces, and so may revise."""
    return identity is not None and produces(publisher, identity.indicator, identity.area)


def _replaced(parcel: Parcel, rows: Sequence[Row]) -> list[int]:
    """The figures of a text that it tells as replaced by another of it."""
    if parcel.kind != "release":
        return []
    places = [(row["series"], row["period_end"], row["start"], row["end"]) for row in rows]
    return replaced(parcel.reading.release.text, places)


def names(observation: Observation) -> tuple[str, ...]:
    """The words a figure is found by: its subject, and its indicator in both languages."""
    indicator = catalogue().get(observation.indicator or "")
    return (observation.subject, indicator.name_en, indicator.name_zh) if indicator else (observation.subject,)


def _add_unread(connection: Connection, release: int, unread: Sequence[Unread]) -> None:
    rows: list[dict[str, Any]] = [
        {"release": release, "position": place, "start": u.start, "end": u.end, "text": u.text, "reason": u.reason}
        for place, u in enumerate(unread)
    ]
    _add(connection, schema.unread, rows)


def _add(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert many rows with a statement made once; every column of the table must be in each row."""
    if not rows:
        return
    statement, names = _prepared(table, connection.dialect.name)
    if connection.dialect.paramstyle == "qmark":
        connection.exec_driver_sql(statement, [tuple(map(row.__getitem__, names)) for row in rows])
    else:
        connection.exec_driver_sql(statement, rows)


@cache
def _prepared(table: Table, dialect: str) -> tuple[str, tuple[str, ...]]:
    names = tuple(column.name for column in table.columns)
    marks = ", ".join("?" if dialect == "sqlite" else f"%({name})s" for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})", names  # noqa: S608  names of our own schema

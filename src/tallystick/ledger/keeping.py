"""Keeping a release: everything of it in one transaction, or nothing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Table, text

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.producers import produces
from tallystick.ledger import layouts, schema, selecting, vintages
from tallystick.ledger.corrections import replaced, says_it_corrects
from tallystick.ledger.editions import differences, edition_before
from tallystick.ledger.extracts import under_a_free_name, whole_of
from tallystick.ledger.findings import finding_rows
from tallystick.ledger.home import home_area, publication
from tallystick.ledger.identity import Identity, identify
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.records import Difference, Kept
from tallystick.ledger.rows import Row, observation_row, release_row
from tallystick.ledger.schema import PLACES
from tallystick.ledger.sealing import add_seal, digest_of
from tallystick.ledger.search import add_words
from tallystick.ledger.series_rows import next_key, series_of, without_figures
from tallystick.ledger.store import Store
from tallystick.ledger.tokens import indexed
from tallystick.model import LedgerError, Observation, Reading, Unread, within_reach
from tallystick.model.observation import LARGEST_PLACE

SMALL = 256
"""Bytes below which an archived document is kept as it is; larger ones are compressed."""

MOST_DIGITS_COMPUTED = 100
"""Digits that a bound may have, which is computed: more than any printed number."""

_SAME_BYTES = text("SELECT release_id, edition FROM release WHERE content_hash = :content_hash")


def keep(store: Store, parcel: Parcel, series_known: dict[str, int]) -> Kept:
    """Append a release unless its bytes are kept; `series_known` remembers series between calls."""
    release = parcel.reading.release
    _fits(parcel)
    home = home_area(release)
    prepared = parcel.identities
    if prepared is None:
        prepared = [identify(observation, home) for observation in parcel.reading.observations]
    with store.writing() as connection:
        kept = already(connection, release.content_hash)
        if parcel.extract and not kept:
            kept = whole_of(connection, release.id)
        if kept:
            return kept
        if parcel.extract:
            parcel = msgspec.structs.replace(parcel, reading=under_a_free_name(connection, parcel.reading))
        release = parcel.reading.release
        before = None if parcel.extract else edition_before(connection, release)
        changed = differences(connection, before.key, parcel.reading) if before else ()
        at = now()
        first, edition = (before.first, before.edition + 1) if before else (None, 1)
        rows = _release_and_bytes(connection, parcel, first, edition, changed, at)
        key = rows["release"][0]["key"]
        series = series_of(connection, [i for i in prepared if i], series_known)
        figures = figure_rows(key, parcel, prepared, series.numbers)
        made = without_figures(connection, series.numbers.values())
        rows |= {"series": series.rows, **figures.rows, "unread": unread_rows(key, parcel.reading.unread)}
        rows["layout"] = layout_rows(key, layouts.packed(release))
        add_rows(connection, rows)
        add_words(connection, figures.words)
        found = {"release": parcel.findings, "ledger": parcel.ledger_findings}
        findings, ties = finding_rows(connection, key, found, at=at)
        told = {"finding": findings, "finding_observation": ties}
        add_rows(connection, told)
        add_seal(connection, "release", key, digest_of(rows | told | {"series": [*made, *series.rows]}), at)
        doubts = tuple(vintages.doubts(connection, selecting.steps(connection, key), release.id))
    series_known.update(series.numbers)  # only now: what a failed transaction made is not there
    return Kept(
        outcome="new edition" if before else "kept",
        release_id=release.id,
        edition=edition,
        observations=len(parcel.reading.observations),
        findings=len(findings),
        differences=changed,
        doubts=doubts,
        remarks=parcel.remarks,
    )


def bytes_of(reading: Reading) -> bytes:
    """The bytes a release was read from, found again by their hash."""
    release = reading.release
    text = release.text.encode()
    if hashlib.sha256(text).hexdigest() == release.content_hash:
        return text
    path = Path(release.source)
    if (
        release.source
        and path.is_file()
        and hashlib.sha256(content := path.read_bytes()).hexdigest() == release.content_hash
    ):
        return content
    raise LedgerError(f"the bytes of {release.name} are gone", "give them as original=…")


def now() -> str:
    """This moment, UTC, to the microsecond, as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@cache
def program() -> str:
    """This program with its version, as the ledger writes it."""
    return f"tallystick {version('tallystick')}"


def _fits(parcel: Parcel) -> None:
    release = parcel.reading.release
    if hashlib.sha256(parcel.original).hexdigest() != release.content_hash:
        raise LedgerError(f"the bytes of {release.name} are not those that were read", "read the source again")
    if len(parcel.reading.observations) >= PLACES:
        raise LedgerError(f"{release.name} holds over {PLACES - 1} figures", "split it")
    for figure in parcel.reading.observations:
        ends = figure.value if isinstance(figure.value, tuple) else (figure.value,)
        if not all(
            within_reach(end, MOST_DIGITS_COMPUTED) for end in (*ends, figure.lower, figure.upper) if end is not None
        ):
            raise LedgerError(
                f"{release.name}: the figure “{figure.text[:40]}” is beyond what is counted or measured",
                f"nothing that is has more than {LARGEST_PLACE} places; read the source again",
            )


def already(connection: Connection, content_hash: str) -> Kept | None:
    """What is kept of these bytes, if anything."""
    found = connection.execute(_SAME_BYTES, {"content_hash": content_hash}).first()
    return Kept(outcome="already kept", release_id=found.release_id, edition=found.edition) if found else None


def _release_and_bytes(
    connection: Connection,
    parcel: Parcel,
    first: int | None,
    edition: int,
    changed: tuple[Difference, ...],
    at: str,
) -> dict[str, list[Row]]:
    """The row of the release and that of its bytes."""
    release, original = parcel.reading.release, parcel.original
    small = len(original) < SMALL
    archived = {
        "content_hash": release.content_hash,
        "media_type": parcel.media_type,
        "encoding": "identity" if small else "zlib",
        "size": len(original),
        "bytes": original if small else zlib.compress(original, 6),
    }
    published, dated_by = publication(release, today=at[:10])
    row = release_row(release) | {
        "key": next_key(connection, schema.release),
        "kind": parcel.kind,
        "edition": edition,
        "edition_of": first,
        "published": published,
        "dated_by": dated_by,
        "home_area": home_area(release),
        "corrects": int(edition > 1 or says_it_corrects(release.title, release.text)),
        "differences": msgspec.json.encode(changed).decode(),
        "kept_at": at,
        "kept_by": program(),
        "reader": str(parcel.reading.reader),
        **parcel.release_cells,
    }
    return {"archive": [archived], "release": [row]}


class _Figures(NamedTuple):
    """The rows of a release's figures and sentences, and the words each sentence is found by."""

    rows: dict[str, list[Row]]
    words: dict[int, str]


def figure_rows(
    release: int, parcel: Parcel, identities: Sequence[Identity | None], numbers: Mapping[str, int]
) -> _Figures:
    """The rows of a release's figures and of the sentences they stand in."""
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
    sentences: list[Row] = [
        {
            "key": release * PLACES + place,
            "release": release,
            "reading": 0,
            "section": section,
            "speaker": speaker,
            "text": text,
        }
        for (text, section, speaker), place in places.items()
    ]
    texts = {row["key"]: row["text"] for row in sentences}
    indexed_words = {key: indexed(texts[key], named) for key, named in words.items()}
    return _Figures({"sentence": sentences, "observation": rows}, indexed_words)


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


def unread_rows(release: int, unread: Sequence[Unread]) -> list[Row]:
    """The rows of a release's numbers that were not read."""
    return [
        {
            "release": release,
            "reading": 0,
            "position": place,
            "start": u.start,
            "end": u.end,
            "text": u.text,
            "reason": u.reason,
        }
        for place, u in enumerate(unread)
    ]


def layout_rows(release: int, packed: bytes) -> list[Row]:
    """The row of a release's layout, if it has one."""
    return [{"release": release, "reading": 0, "packed": packed}] if packed else []


def add_rows(connection: Connection, rows: Mapping[str, list[Row]]) -> None:
    """Insert rows by table; a table stands behind those it refers to."""
    for table, several in rows.items():
        _add(connection, schema.metadata.tables[table], several)


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

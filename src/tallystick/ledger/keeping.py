"""Keeping releases: everything of one in one transaction, or nothing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from tallystick.ledger import layouts, linking, schema, selecting, vintages
from tallystick.ledger.corrections import says_it_corrects
from tallystick.ledger.editions import Before, differences, edition_before
from tallystick.ledger.embargoes import KEPT_SO
from tallystick.ledger.extracts import under_a_free_name, whole_of
from tallystick.ledger.figure_rows import figure_rows, layout_rows, unread_rows
from tallystick.ledger.findings import finding_rows
from tallystick.ledger.fitting import fits
from tallystick.ledger.followed_rows import followed_rows
from tallystick.ledger.home import home_area, publication
from tallystick.ledger.identity import Identity, identify, is_compiled
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.records import Difference, Kept
from tallystick.ledger.rows import Row, release_row
from tallystick.ledger.sealing import add_seal, digest_of
from tallystick.ledger.search import add_words
from tallystick.ledger.series_rows import SeriesRows, next_key, series_of, without_figures
from tallystick.ledger.statements import Fixed, insert, tried_already
from tallystick.ledger.store import Store
from tallystick.ledger.veil import laid_over
from tallystick.model import Finding, LedgerError, Reading

SMALL = 256
"""Bytes below which an archived document is kept as it is; larger ones are compressed."""

_SAME_BYTES = Fixed("SELECT release_id, edition FROM release WHERE content_hash = :content_hash")


class _Ready(NamedTuple):
    """A parcel that can be kept, with its area and series: what there is to know without the ledger."""

    parcel: Parcel
    home: str
    identities: Sequence[Identity | None]


def keep(store: Store, parcel: Parcel, series_known: dict[str, int]) -> Kept:
    """Append a release unless its bytes are kept; `series_known` remembers series between calls."""
    [kept] = keep_together(store, [parcel], series_known)
    return kept


def keep_together(store: Store, parcels: Iterable[Parcel], series_known: dict[str, int]) -> list[Kept]:
    """Append releases in one transaction: all of them, or none where one cannot be kept."""
    every = [_ready(parcel) for parcel in parcels]
    met: dict[str, int] = {}
    with store.writing() as connection, tried_already(connection):
        kept = [_append(connection, one, met, series_known) for one in every]
    series_known.update(met)  # only now: what a failed transaction made is not there
    return kept


def _ready(parcel: Parcel) -> _Ready:
    fits(parcel)
    home = home_area(parcel.reading.release)
    identities = parcel.identities
    if identities is None:
        identities = [identify(observation, home) for observation in parcel.reading.observations]
    return _Ready(parcel, home, identities)


def _append(connection: Connection, one: _Ready, met: dict[str, int], series_known: Mapping[str, int]) -> Kept:
    """Write a release down, sealed, unless it is kept; `met` takes its series, known only once they are committed."""
    parcel, release = one.parcel, one.parcel.reading.release
    kept = already(connection, release.content_hash)
    if parcel.extract and not kept:
        kept = whole_of(connection, release.id)
    if kept:
        return kept
    if parcel.extract:
        parcel = msgspec.structs.replace(parcel, reading=under_a_free_name(connection, parcel.reading))
    if parcel.to_check:
        parcel = msgspec.structs.replace(parcel, ledger_findings=_against(connection, parcel.reading))
    one, release = one._replace(parcel=parcel), parcel.reading.release
    before = None if parcel.extract else edition_before(connection, release)
    changed = differences(connection, before.key, parcel.reading) if before else ()
    series = series_of(connection, [i for i in one.identities if i], met, series_known)
    met.update(series.numbers)
    key, findings = _write(connection, one, before, changed, series)
    if parcel.embargo:
        until, who = parcel.embargo
        linking.embargo(connection, release.id, until, who=who, reason=KEPT_SO, at=now())
    return Kept(
        outcome="new edition" if before else "kept",
        release_id=release.id,
        edition=before.edition + 1 if before else 1,
        observations=len(parcel.reading.observations),
        findings=findings,
        differences=changed,
        doubts=_doubts(connection, key, one),
        remarks=parcel.remarks,
    )


def _doubts(connection: Connection, key: int, one: _Ready) -> tuple[str, ...]:
    """What of a kept release stands nowhere yet; what was computed here of kept values is not doubted for its size."""
    if all(identity and is_compiled(identity.key) for identity in set(one.identities)):
        return ()
    return tuple(vintages.doubts(connection, selecting.steps(connection, key), one.parcel.reading.release.id))


def _against(connection: Connection, reading: Reading) -> tuple[Finding, ...]:
    """What is kept says of it: what is under embargo says nothing that others could read with a release of today."""
    from tallystick.ledger.comparing import check_against

    with laid_over(connection):
        return check_against(connection, reading)


def _write(
    connection: Connection, one: _Ready, before: Before | None, changed: tuple[Difference, ...], series: SeriesRows
) -> tuple[int, int]:
    """Insert all rows of a release and seal them; gives its key and how many findings are kept."""
    at, parcel = now(), one.parcel
    rows = _release_and_bytes(connection, one, before, changed, at)
    key: int = rows["release"][0]["key"]
    figures = figure_rows(key, parcel, one.identities, series.numbers)
    made = without_figures(connection, series.numbers.values())
    rows |= {"series": series.rows, **figures.rows, "unread": unread_rows(key, parcel.reading.unread)}
    rows["layout"] = layout_rows(key, layouts.packed(parcel.reading.release))
    rows["followed"] = [] if parcel.extract or parcel.kind != "release" else followed_rows(key, parcel.reading.release)
    add_rows(connection, rows)
    add_words(connection, figures.words)
    found = {"release": parcel.findings, "ledger": parcel.ledger_findings}
    own = {f"{parcel.reading.release.id}:{row['start']}": row["key"] for row in rows["observation"]}
    findings, ties = finding_rows(connection, key, found, own, at=at)
    told = {"finding": findings, "finding_observation": ties}
    add_rows(connection, told)
    add_seal(connection, "release", key, digest_of(rows | told | {"series": [*made, *series.rows]}), at)
    return key, len(findings)


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


def already(connection: Connection, content_hash: str) -> Kept | None:
    """What is kept of these bytes, if anything."""
    found = _SAME_BYTES.row(connection, {"content_hash": content_hash})
    return Kept(outcome="already kept", release_id=found[0], edition=found[1]) if found else None


def _release_and_bytes(
    connection: Connection, one: _Ready, before: Before | None, changed: tuple[Difference, ...], at: str
) -> dict[str, list[Row]]:
    """The row of the release and that of its bytes."""
    parcel = one.parcel
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
    edition = before.edition + 1 if before else 1
    row = release_row(release) | {
        "key": next_key(connection, schema.release),
        "kind": parcel.kind,
        "edition": edition,
        "edition_of": before.first if before else None,
        "published": published,
        "dated_by": dated_by,
        "home_area": one.home,
        "corrects": int(edition > 1 or says_it_corrects(release.title, release.text)),
        "differences": msgspec.json.encode(changed).decode(),
        "kept_at": at,
        "kept_by": program(),
        "reader": str(parcel.reading.reader),
        **parcel.release_cells,
    }
    return {"archive": [archived], "release": [row]}


def add_rows(connection: Connection, rows: Mapping[str, list[Row]]) -> None:
    """Insert rows by table; a table stands behind those it refers to."""
    for table, several in rows.items():
        insert(connection, schema.metadata.tables[table], several)

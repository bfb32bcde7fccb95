"""Reading a kept release anew from its archived bytes: a newer reading beside the earlier, in one transaction.

Nothing of the earlier reading is touched. Its rows stay under their seal and are told again by `--known-at`; what
counts from now on is the newer reading, which is sealed in the same chain. The release keeps its id, its edition and
its place among others; what its head says otherwise today (title, publisher) is told and kept with the reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, func, select

from tallystick.ledger import carrying, keeping, layouts, linking, readings, recalling, schema
from tallystick.ledger.comparing import check_in_public
from tallystick.ledger.figure_rows import figure_rows, unread_rows
from tallystick.ledger.findings import finding_rows
from tallystick.ledger.followed_rows import followed_rows, kept_places, same_places
from tallystick.ledger.followed_schema import followed
from tallystick.ledger.home import home_area
from tallystick.ledger.identity import Identity, identify
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.places import Pair, changed_fields, pairs
from tallystick.ledger.reading_schema import reading as reading_table
from tallystick.ledger.rereading_records import FigureChange, Reread
from tallystick.ledger.rows import Row, to_release
from tallystick.ledger.schema import PLACES
from tallystick.ledger.sealing import add_seal, digest_of
from tallystick.ledger.search import add_words
from tallystick.ledger.selecting import END_OF_TIME
from tallystick.ledger.series_rows import next_key, series_of, without_figures
from tallystick.ledger.store import Store
from tallystick.model import Finding, LanguageError, LedgerError, Reading, Release
from tallystick.reading import read
from tallystick.reconciling import check
from tallystick.releases import from_bytes

HEAD = ("title", "publisher", "place", "released", "event")
"""What of a release itself is told where its bytes say it otherwise."""

_DATED_ANEW = "its day is told by its text as it was read anew"


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A release with its earlier and its newer reading, and the series of both readings' figures by their ids."""

    row: Any
    last: int
    number: int
    before: Reading
    after: Reading
    pairs: Sequence[Pair]
    series_before: Mapping[str, str]
    identities: Sequence[Identity | None]

    @property
    def series(self) -> dict[str, str]:
        """The series of the newer reading's figures, where they have one."""
        told = zip(self.after.observations, self.identities, strict=True)
        return {one.id: identity.key for one, identity in told if identity}


def reread(store: Store, release_id: str, *, reader: str, who: str, dry_run: bool) -> Reread:
    """Read one release anew and keep what was read, unless all of it is as before."""
    with store.reading() as connection:
        work = prepare(connection, release_id, reader)
        statements = kept_places(connection, work.row["key"], work.last)
        if work.before == work.after and same_places(statements, work.after.release):
            return _told(work, "as before")
        if dry_run:
            held = [*carrying.plan(connection, work.row["key"], work.pairs, work.series), *_followed(connection, work)]
            made = _told(work, "would be read anew")
            return msgspec.structs.replace(made, decisions=carrying.told(held))
        found = {"release": check(work.after).findings, "ledger": check_in_public(store, work.after)}
    return write_down(store, work, found, who)


def prepare(connection: Connection, release_id: str, reader: str) -> Work:
    """Both readings of a release; raises LedgerError for what has no text to read."""
    row = recalling.release_row(connection, release_id)
    if row["kind"] != "release":
        raise LedgerError(f"{release_id} is a file of series: it has no text to read", "import it again instead")
    before = recalling.as_read(connection, row)
    return compared(connection, row, before, read(released_anew(connection, row, before.release), reader))


def compared(connection: Connection, row: RowMapping, before: Reading, after: Reading) -> Work:
    """The last reading of a release held together with a newer one, place by place."""
    last = readings.last_by(connection, row["key"], END_OF_TIME)
    home = home_area(after.release)
    return Work(
        row=row,
        last=last.key if last else 0,
        number=(last.number if last else readings.FIRST) + 1,
        before=before,
        after=after,
        pairs=pairs(before, after),
        series_before=_series_kept(connection, row["key"], last.key if last else 0),
        identities=[identify(one, home) for one in after.observations],
    )


def released_anew(connection: Connection, row: RowMapping, before: Release) -> Release:
    """The release made anew from its bytes: under its own names, with the day that people gave it or that it had."""
    data = recalling.original(connection, row["release_id"])
    day = readings.decided_day(connection, row["release_id"]) or before.released
    anew = _from_bytes(data, row, recalling.media_type(connection, row["content_hash"]), day, bool(before.recognized))
    own = {name: getattr(before, name) for name in ("id", "name", "source", "content_hash")}
    told = {name: getattr(anew, name) or getattr(before, name) for name in HEAD}
    return msgspec.structs.replace(anew, **own, **told)


def _from_bytes(data: bytes, row: RowMapping, media_type: str, day: date | None, ocr: bool) -> Release:
    """Read in the language it was kept in, where it would be taken for another or for none, from images if it was."""
    kind = None if row["source"] == "-" else media_type

    def made(language: str | None) -> Release:
        return from_bytes(data, row["name"], row["source"], media_type=kind, released=day, language=language, ocr=ocr)

    try:
        release = made(None)
    except LanguageError:
        return made(row["language"])
    return release if release.language == row["language"] else made(row["language"])


def _series_kept(connection: Connection, release: int, last: int) -> dict[str, str]:
    """The series of the figures of one reading, by the figures' ids."""
    o, r, s = schema.observation, schema.release, schema.series
    query = (
        select(r.c.release_id, o.c.start, s.c.series_key)
        .join(r, r.c.key == o.c.release)
        .join(s, s.c.key == o.c.series)
        .where(o.c.release == release, o.c.reading == last)
    )
    return {f"{row.release_id}:{row.start}": row.series_key for row in connection.execute(query)}


def write_down(store: Store, work: Work, found: Mapping[str, Sequence[Finding]], who: str) -> Reread:
    """Write the newer reading: all of it or nothing."""
    release = work.row["key"]
    with store.writing() as connection:
        there = readings.last_by(connection, release, END_OF_TIME)
        if (there.key if there else 0) != work.last:
            raise LedgerError(f"{work.row['release_id']} was read anew meanwhile", "run the same command again")
        held = carrying.plan(connection, release, work.pairs, work.series)
        noted = [*carrying.plan_notes(connection, release, work.pairs, found), *_followed(connection, work)]
        at = keeping.now()
        findings = _write(connection, work, found, at=at, who=who)
        decisions = carrying.carry(connection, [*held, *noted], at=at, findings=findings)
        if day := _day_told_anew(connection, work):
            linking.date_release(connection, work.row["release_id"], day, who=who, reason=_DATED_ANEW, at=at)
    return msgspec.structs.replace(_told(work, "read anew"), read_at=at, decisions=decisions)


def _followed(connection: Connection, work: Work) -> list[carrying.Held]:
    row = work.row
    return carrying.plan_followed(connection, row["release_id"], row["key"], work.last, work.after.release)


def _write(
    connection: Connection, work: Work, found: Mapping[str, Sequence[Finding]], *, at: str, who: str
) -> list[int]:
    """Insert the rows of the newer reading, sealed; gives the keys of its findings."""
    release, place = work.row["key"], _free_places(connection, work.row["key"])
    _fits(work, place)
    key = next_key(connection, reading_table)
    series = series_of(connection, [i for i in work.identities if i])
    made = [*without_figures(connection, series.numbers.values()), *series.rows]
    own = {
        "key": key,
        "release": release,
        "number": work.number,
        "reader": str(work.after.reader),
        "program": keeping.program(),
        "read_at": at,
        "read_by": who,
        "head": readings.head_of(work.after.release, to_release(work.row)),
        "series": msgspec.json.encode([row["key"] for row in made]).decode(),
    }
    parcel = Parcel(reading=work.after, original=b"")
    figures = figure_rows(release, parcel, work.identities, series.numbers)
    rows = {**figures.rows, "unread": unread_rows(release, work.after.unread)}
    rows["layout"] = _layout_rows(connection, work)
    rows["followed"] = followed_rows(release, work.after.release)
    rows = {table: [_placed(table, row, place, key) for row in several] for table, several in rows.items()}
    keeping.add_rows(connection, {"series": series.rows, "reading": [own], **rows})
    add_words(connection, {sentence + place["sentence"]: words for sentence, words in figures.words.items()})
    findings, ties = finding_rows(connection, release, found, at=at)
    told = {
        "finding": [_placed("finding", row, place, key) for row in findings],
        "finding_observation": [row | {"finding": row["finding"] + place["finding"]} for row in ties],
    }
    keeping.add_rows(connection, told)
    add_seal(connection, "reading", key, digest_of({"reading": [own], **rows, **told, "series": made}), at)
    return [row["key"] for row in told["finding"]]


def _layout_rows(connection: Connection, work: Work) -> list[Row]:
    """The layout of the newer reading, where it is not the one that the release was kept with."""
    release, packed = work.row["key"], layouts.packed(work.after.release)
    kept = layouts.packed_of(connection, release, 0)
    return [] if packed == kept else [{"release": release, "reading": 0, "packed": packed}]


def _free_places(connection: Connection, release: int) -> dict[str, int]:
    """By table the first place in a release that no earlier reading has taken."""
    free = {}
    for table in (schema.sentence, schema.observation, schema.finding, followed):
        highest = connection.execute(select(func.max(table.c.key)).where(table.c.release == release)).scalar()
        free[table.name] = 0 if highest is None else highest - release * PLACES + 1
    u = schema.unread
    highest = connection.execute(select(func.max(u.c.position)).where(u.c.release == release)).scalar()
    return free | {"unread": 0 if highest is None else highest + 1}


def _fits(work: Work, place: Mapping[str, int]) -> None:
    if place["observation"] + len(work.after.observations) >= PLACES:
        raise LedgerError(f"{work.row['release_id']} was read too often: its places are used up", "keep it as it is")


def _placed(table: str, row: Row, place: Mapping[str, int], key: int) -> Row:
    """A row as of a first reading, put behind those of earlier readings."""
    moved: Row = {"reading": key}
    if table == "layout":
        return row | moved
    if table == "unread":
        moved["position"] = row["position"] + place["unread"]
    else:
        moved["key"] = row["key"] + place[table]
    if row.get("sentence") is not None:
        moved["sentence"] = row["sentence"] + place["sentence"]
    return row | moved


def _day_told_anew(connection: Connection, work: Work) -> date | None:
    """The day of a release that was kept without one and has one by its text as it is read now."""
    if work.row["dated_by"] in ("released", "event") or readings.decided_day(connection, work.row["release_id"]):
        return None
    return work.after.release.released or work.after.release.event


def _told(work: Work, outcome: str) -> Reread:
    return Reread(
        release_id=work.row["release_id"],
        outcome=outcome,
        number=work.number - (outcome == "as before"),
        reader=str(work.after.reader),
        program=keeping.program(),
        figures=len(work.after.observations),
        changes=tuple(change for pair in work.pairs if (change := _change(pair, work))),
        head=_head_changes(work.before.release, work.after.release),
    )


def _head_changes(before: Release, after: Release) -> dict[str, tuple[str, str]]:
    told = ((name, getattr(before, name), getattr(after, name)) for name in HEAD)
    return {name: (str(old or ""), str(new or "")) for name, old, new in told if old != new}


def _change(pair: Pair, work: Work) -> FigureChange | None:
    before, after = pair
    series = (work.series_before.get(before.id, "") if before else "", work.series.get(after.id, "") if after else "")
    told = after or before
    assert told is not None, "a pair has a figure"
    fields = changed_fields(before, after) | ({"series": series} if series[0] != series[1] else {})
    if before and after and not fields:
        return None
    kind = "changed" if before and after else "new" if after else "gone"
    return FigureChange(kind=kind, observation=told.id, quote=told.text, fields=fields)

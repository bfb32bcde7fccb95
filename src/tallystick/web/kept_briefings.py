"""Briefings in the ledger's database: versions that are never lost, and what is sent is never changed.

One writer at a time saves: who edited a version that is no longer the newest is told so, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from tallystick.ledger.desk_schema import briefing, briefing_file, briefing_version, person
from tallystick.ledger.embargoes import in_future, now, passed
from tallystick.ledger.store import Store
from tallystick.ledger.veil import under_embargo
from tallystick.web import people
from tallystick.web.briefing_records import Briefing, BriefingError, Proof, SavedMeanwhileError, Version, Words
from tallystick.web.draft_records import Asker

MOST_BRIEFINGS, MOST_VERSIONS = 2_000, 500
LONGEST_TEXT, LONGEST_NOTE, LONGEST_TITLE = 60_000, 300, 300
"""Characters of a text or an outline, of a note, and of a title."""


class New(msgspec.Struct, frozen=True, kw_only=True):
    """A briefing that is made: what its outline says it is of, and the day on which it is to be given."""

    period: str
    area: str
    given: str
    unsure: bool


def save(store: Store, asker: Asker, told: New, words: Words) -> int:
    """A new briefing with its first version; its number."""
    _not_too_long(words)
    with store.writing() as connection:
        if connection.execute(select(func.count()).select_from(briefing)).scalar_one() >= MOST_BRIEFINGS:
            raise BriefingError(f"{MOST_BRIEFINGS} briefings are saved already", "delete some that are not needed")
        row = {
            **msgspec.structs.asdict(told), "person": asker.key, "title": _title(words), "unsure": int(told.unsure),
            "versions": 1, "sent_by": "", "signed_by": "", "rests_on": "", "created_at": now(), "changed_at": now(),
        }  # fmt: skip
        number = int(connection.execute(insert(briefing).returning(briefing.c.key), row).scalar_one())
        _add(connection, asker, number, 1, words, "")
        people.note(connection, asker.key, "briefing made", str(number))
    return number


def add_version(store: Store, asker: Asker, number: int, base: int, words: Words, note: str) -> int:
    """What was edited as the next version, unless nothing was; the number of the newest version.

    SavedMeanwhileError where `base`, the version that was edited, is no longer the newest.
    """
    _not_too_long(words)
    with store.writing() as connection:
        found = open_one(connection, number)
        newest = version_in(connection, number, found.versions)
        if newest is not None and newest.words == words:
            return found.versions
        if found.versions != base:
            raise SavedMeanwhileError(
                f"version {found.versions} was saved meanwhile by {(newest and newest.who) or 'another'}",
                "look at what they changed, put both together and save again: what you wrote is below",
            )
        if found.versions >= MOST_VERSIONS:
            raise BriefingError(f"this briefing has {MOST_VERSIONS} versions", "make a new one")
        _add(connection, asker, number, base + 1, words, note)
        told = {"versions": base + 1, "title": _title(words), "changed_at": now()}
        connection.execute(update(briefing).where(briefing.c.key == number).values(**told))
        people.note(connection, asker.key, "briefing saved", str(number), version=base + 1)
    return base + 1


def get(store: Store, number: int, *, works: bool) -> Briefing | None:
    """A briefing; for those who do not work on briefings (`works`) only once it is sent and its embargo has passed."""
    with store.reading() as connection:
        row = connection.execute(_BRIEFINGS.where(briefing.c.key == number)).mappings().first()
        found = _briefing(row) if row else None
        return found if found and (works or _is_out(found, _held(connection))) else None


def latest(store: Store, *, works: bool, limit: int = 200) -> list[Briefing]:
    """The briefings that whoever asks may see, those changed last first."""
    query = _BRIEFINGS if works else _BRIEFINGS.where(briefing.c.sent_at.is_not(None))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(briefing.c.changed_at.desc(), briefing.c.key.desc()).limit(limit))
        found, held = [_briefing(row) for row in rows.mappings()], _held(connection)
    return [one for one in found if works or _is_out(one, held)]


def version(store: Store, number: int, which: int) -> Version | None:
    """One version of a briefing."""
    with store.reading() as connection:
        return version_in(connection, number, which)


def versions(store: Store, number: int) -> list[Version]:
    """All of them, newest first."""
    query = _VERSIONS.where(briefing_version.c.briefing == number).order_by(briefing_version.c.number.desc())
    with store.reading() as connection:
        return [_to_version(row) for row in connection.execute(query).mappings()]


def tell(store: Store, number: int, which: int, proof: Proof) -> None:
    """What came of proving a version last; of a briefing that is sent nothing is told any more."""
    of = (briefing_version.c.briefing == number) & (briefing_version.c.number == which)
    told = {"proof": msgspec.json.encode(proof).decode(), "proof_stamp": proof.stamp}
    unsent = select(briefing.c.key).where(briefing.c.sent_at.is_(None))
    with store.writing() as connection:
        connection.execute(update(briefing_version).where(of, briefing_version.c.briefing.in_(unsent)).values(**told))


def settle(store: Store, asker: Asker, number: int, embargo: datetime | None) -> None:
    """From when readers see it once it is sent (None: from then on); what they could see cannot be hidden again."""
    moment = in_future(embargo) if embargo else None
    with store.writing() as connection:
        row = connection.execute(_BRIEFINGS.where(briefing.c.key == number)).mappings().first()
        found = _briefing(row) if row else None
        if found is None or (found.sent_at and passed(found.embargo, now())):
            raise BriefingError("this briefing is out already", "what readers have seen is under no embargo any more")
        if found.sent_at and (moment or "") < max(_held(connection, found.rests_on), default=""):
            raise BriefingError("a figure of it rests on a release under embargo for longer", "lift that embargo first")
        connection.execute(update(briefing).where(briefing.c.key == number).values(embargo=moment))
        people.note(connection, asker.key, "briefing settled", str(number), embargo=moment)


def remove(store: Store, asker: Asker, number: int) -> None:
    """Forget a briefing that was not sent."""
    from tallystick.ledger.desk_schema import briefing_signature

    with store.writing() as connection:
        open_one(connection, number)
        for table in (briefing_signature, briefing_version):
            connection.execute(delete(table).where(table.c.briefing == number))
        connection.execute(delete(briefing).where(briefing.c.key == number))
        people.note(connection, asker.key, "briefing deleted", str(number))


def file(store: Store, number: int, name: str) -> tuple[bytes, str] | None:
    """One of the files that left, and its media type."""
    query = select(briefing_file.c.bytes, briefing_file.c.media_type)
    with store.reading() as connection:
        row = connection.execute(query.where(briefing_file.c.briefing == number, briefing_file.c.name == name)).first()
    return (row[0], row[1]) if row else None


def file_names(store: Store, number: int) -> list[str]:
    """What the files that left are called."""
    query = select(briefing_file.c.name).where(briefing_file.c.briefing == number).order_by(briefing_file.c.name)
    with store.reading() as connection:
        return list(connection.scalars(query))


def open_one(connection: Connection, number: int) -> Briefing:
    """A briefing that can still be changed; BriefingError where it was sent or is none."""
    row = connection.execute(_BRIEFINGS.where(briefing.c.key == number)).mappings().first()
    if row is None:
        raise BriefingError("there is no such briefing", "see the list of briefings")
    if row["sent_at"]:
        raise BriefingError("this briefing was sent: it is not changed any more", "make a new one")
    return _briefing(row)


def held_until(connection: Connection, releases: tuple[str, ...]) -> str:
    """The latest moment until which one of the releases is under embargo; empty where none is."""
    return max(_held(connection, releases), default="")


def _held(connection: Connection, releases: tuple[str, ...] | None = None) -> Mapping[str, str] | list[str]:
    held = {one.release: one.until for one in under_embargo(connection)}
    return held if releases is None else [held[one] for one in releases if one in held]


def _is_out(found: Briefing, held: Mapping[str, str] | list[str]) -> bool:
    """Whether readers see it: it is sent, and no embargo hides it or a release that it rests on."""
    return bool(found.sent_at) and passed(found.embargo, now()) and not set(found.rests_on) & set(held)


def _not_too_long(words: Words) -> None:
    if max(len(words.en), len(words.zh), len(words.outline)) > LONGEST_TEXT:
        raise BriefingError(f"a text of a briefing has at most {LONGEST_TEXT} characters", "make two briefings of it")


def _title(words: Words) -> str:
    told = words.en.strip().partition("\n")[0] or words.zh.strip().partition("\n")[0]
    return told.strip()[:LONGEST_TITLE]


def _add(connection: Connection, asker: Asker, number: int, which: int, words: Words, note: str) -> None:
    row = {
        "briefing": number,
        "number": which,
        "person": asker.key,
        "saved_at": now(),
        "note": note.strip()[:LONGEST_NOTE],
        "outline": words.outline,
        "left_out": msgspec.json.encode(words.left_out).decode(),
        "en": words.en,
        "zh": words.zh,
        "proof": "",
        "proof_stamp": "",
    }
    connection.execute(insert(briefing_version), row)


def version_in(connection: Connection, number: int, which: int) -> Version | None:
    """The same within a transaction."""
    of = (briefing_version.c.briefing == number) & (briefing_version.c.number == which)
    row = connection.execute(_VERSIONS.where(of)).mappings().first()
    return _to_version(row) if row else None


_BRIEFINGS = select(briefing, person.c.name.label("owner")).join(
    person, person.c.key == briefing.c.person, isouter=True
)
_VERSIONS = select(briefing_version, person.c.name.label("who")).join(
    person, person.c.key == briefing_version.c.person, isouter=True
)


def _to_version(row: RowMapping) -> Version:
    return Version(
        words=Words(
            left_out=msgspec.json.decode(row["left_out"], type=tuple[str, ...]),
            **{name: row[name] for name in ("en", "zh", "outline")},
        ),
        who=row["who"] or "desk",
        proof=msgspec.json.decode(row["proof"], type=Proof) if row["proof"] else None,
        **{name: row[name] for name in ("number", "person", "saved_at", "note")},
    )


def _names(told: str) -> tuple[str, ...]:
    return msgspec.json.decode(told, type=tuple[str, ...]) if told else ()


def _briefing(row: RowMapping | Mapping[str, Any]) -> Briefing:
    same = ("person", "title", "period", "area", "given", "versions", "sent_by", "changed_at")
    return Briefing(
        number=row["key"],
        owner=row["owner"] or "desk",
        unsure=bool(row["unsure"]),
        embargo=row["embargo"] or "",
        sent_at=row["sent_at"] or "",
        signed_by=_names(row["signed_by"]),
        rests_on=_names(row["rests_on"]),
        **{name: row[name] for name in same},
    )

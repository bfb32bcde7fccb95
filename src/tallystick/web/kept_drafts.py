"""Drafts that people keep to themselves: versions, who sees them, and the embargo after which one is a release.

A draft under an embargo stands in no table of the ledger but its own: no list, figure, search, feed, picture or export
can show what is not there. When the embargo has passed the newest version is kept as a release like any other; one that
is kept before is a release under the same embargo (`tallystick.ledger.embargoes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, false, func, insert, or_, select, update

from tallystick.ledger.desk_schema import draft, draft_version, person
from tallystick.ledger.embargoes import now, stored
from tallystick.ledger.store import Store
from tallystick.web import people
from tallystick.web.draft_records import Asker, DraftError, SavedDraft, Version
from tallystick.web.drafts import Draft
from tallystick.web.verdicts import Verdicts

MOST_DRAFTS, MOST_VERSIONS = 500, 200
LARGEST_DRAFT = 4 * 1024 * 1024
MOST_BYTES = 256 * 1024 * 1024
"""Bytes of one draft with its translation, and of all versions of one person's drafts."""

_LONGEST_TITLE = 300


def save(store: Store, asker: Asker, sent: Draft, title: str, told: Verdicts | None) -> int:
    """A new draft with its first version; its number."""
    packed = _packed(sent)
    with store.writing() as connection:
        mine = _of(asker.key)
        count = select(func.count()).select_from(draft).where(mine)
        if connection.execute(count).scalar_one() >= MOST_DRAFTS:
            raise DraftError(f"{MOST_DRAFTS} drafts are saved already", "delete one that is not needed any more")
        _has_room(connection, mine, len(packed))
        moment = now()
        row = {
            "person": asker.key,
            "title": title[:_LONGEST_TITLE],
            "shared": 0,
            "release": "",
            "problem": "",
            "created_at": moment,
            "changed_at": moment,
        }
        number = int(connection.execute(insert(draft).returning(draft.c.key), row).scalar_one())
        _add(connection, number, 1, asker, packed, told)
        people.note(connection, asker.key, "draft saved", str(number))
    return number


def add_version(store: Store, asker: Asker, number: int, sent: Draft, title: str, told: Verdicts | None) -> int:
    """What was checked as the next version, unless it is just the newest one; the version's number."""
    packed = _packed(sent)
    with store.writing() as connection:
        found = _changeable(connection, asker, number)
        newest = select(draft_version.c.packed).where(
            draft_version.c.draft == number, draft_version.c.number == found.versions
        )
        if connection.execute(newest).scalar() == packed:
            return found.versions
        if found.versions >= MOST_VERSIONS:
            raise DraftError(f"this draft has {MOST_VERSIONS} versions", "save it as a new draft")
        _has_room(connection, _of(found.person), len(packed))
        _add(connection, number, found.versions + 1, asker, packed, told)
        changed = {"title": title[:_LONGEST_TITLE], "changed_at": now()}
        connection.execute(update(draft).where(draft.c.key == number).values(**changed))
    return found.versions + 1


def get(store: Store, asker: Asker, number: int) -> SavedDraft | None:
    """A draft, if whoever asks may see it."""
    with store.reading() as connection:
        return _one(connection, asker, number)


def may_change(asker: Asker, found: SavedDraft) -> bool:
    """Whether they may add versions: its owner, and editors who see it."""
    return asker.is_editor or found.person == asker.key


def changeable(store: Store, asker: Asker, number: int) -> None:
    """DraftError where they may not add versions to a draft."""
    with store.reading() as connection:
        _changeable(connection, asker, number)


def is_own(asker: Asker, found: SavedDraft) -> bool:
    """Whether they may share it, put it under an embargo and delete it: its owner; of nobody's, any editor."""
    return found.person == asker.key or (found.person is None and asker.is_editor)


def latest(store: Store, asker: Asker, limit: int = 200) -> list[SavedDraft]:
    """The drafts that whoever asks may see, those changed last first."""
    with store.reading() as connection:
        rows = connection.execute(_DRAFTS.where(_seen(asker)).order_by(draft.c.changed_at.desc()).limit(limit))
        return [_draft(row) for row in rows.mappings()]


def versions(store: Store, number: int) -> list[Version]:
    """The versions of a draft, newest first."""
    columns = (draft_version.c.number, draft_version.c.checked_at, draft_version.c.verdicts, person.c.name)
    query = (
        select(*columns)
        .select_from(draft_version)
        .join(person, person.c.key == draft_version.c.person, isouter=True)
        .where(draft_version.c.draft == number)
        .order_by(draft_version.c.number.desc())
    )
    with store.reading() as connection:
        return [
            Version(number=row.number, who=row.name or "", checked_at=row.checked_at, verdicts=_verdicts(row.verdicts))
            for row in connection.execute(query)
        ]


def sent_of(store: Store, number: int, version: int) -> Draft | None:
    """What was checked as one version."""
    query = select(draft_version.c.packed).where(draft_version.c.draft == number, draft_version.c.number == version)
    with store.reading() as connection:
        packed = connection.execute(query).scalar()
    return msgspec.msgpack.decode(packed, type=Draft) if packed is not None else None


def tell(store: Store, number: int, version: int, told: Verdicts) -> None:
    """What came of a version whose first check took too long to wait for."""
    same = (draft_version.c.draft == number) & (draft_version.c.number == version) & (draft_version.c.verdicts == "")
    with store.writing() as connection:
        connection.execute(update(draft_version).where(same).values(verdicts=msgspec.json.encode(told).decode()))


def settle(store: Store, asker: Asker, number: int, *, shared: bool, embargo: datetime | None) -> None:
    """Share a draft or not, and say from when it is a release (None: it is not to become one by itself)."""
    with store.writing() as connection:
        found = _own(connection, asker, number)
        told: dict[str, Any] = {"shared": int(shared)}
        if not found.release and asker.is_editor:
            moment = stored(embargo) if embargo else None
            told |= {"embargo": moment, "problem": ""}
        connection.execute(update(draft).where(draft.c.key == number).values(**told))
        people.note(connection, asker.key, "draft settled", str(number), shared=shared, embargo=told.get("embargo"))


def remove(store: Store, asker: Asker, number: int) -> None:
    """Forget a draft with all its versions; a release made of it stays."""
    with store.writing() as connection:
        _own(connection, asker, number)
        connection.execute(delete(draft_version).where(draft_version.c.draft == number))
        connection.execute(delete(draft).where(draft.c.key == number))
        people.note(connection, asker.key, "draft deleted", str(number))


def due(store: Store) -> list[int]:
    """Drafts whose embargo has passed and that are no releases yet, those that waited longest first."""
    waiting = (draft.c.embargo <= now()) & (draft.c.release == "") & (draft.c.problem == "")
    with store.reading() as connection:
        return list(connection.scalars(select(draft.c.key).where(waiting).order_by(draft.c.embargo).limit(20)))


def became(connection: Connection, number: int, *, release: str = "", problem: str = "") -> None:
    """A draft is a release, or could not be made one."""
    connection.execute(update(draft).where(draft.c.key == number).values(release=release, problem=problem))


def owner_of(store: Store, number: int) -> tuple[int | None, int]:
    """Whose a draft is, and the number of its newest version; for what happens when nobody asks."""
    newest = select(func.max(draft_version.c.number)).where(draft_version.c.draft == number).scalar_subquery()
    with store.reading() as connection:
        row = connection.execute(select(draft.c.person, newest).where(draft.c.key == number)).first()
    return (row[0], row[1] or 0) if row else (None, 0)


def _seen(asker: Asker) -> ColumnElement[bool]:
    """Which drafts somebody may see: their own, those they worked on, and those shared whose embargo has passed."""
    if asker.alone:
        return draft.c.person.is_(None)
    if asker.person is None:
        return false()
    made = select(draft_version.c.draft).where(draft_version.c.person == asker.key)
    passed = or_(draft.c.embargo.is_(None), draft.c.embargo <= now())
    of_nobody = draft.c.person.is_(None) if asker.is_editor else false()
    return or_(_of(asker.key), draft.c.key.in_(made), of_nobody, and_(draft.c.shared == 1, passed))


def _of(key: int | None) -> ColumnElement[bool]:
    return draft.c.person.is_(None) if key is None else draft.c.person == key


def _one(connection: Connection, asker: Asker, number: int) -> SavedDraft | None:
    row = connection.execute(_DRAFTS.where(draft.c.key == number, _seen(asker))).mappings().first()
    return _draft(row) if row else None


def _changeable(connection: Connection, asker: Asker, number: int) -> SavedDraft:
    found = _one(connection, asker, number)
    if found is None or not may_change(asker, found):
        raise DraftError("this draft is not yours to change", "save what you have as a draft of your own")
    return found


def _own(connection: Connection, asker: Asker, number: int) -> SavedDraft:
    found = _one(connection, asker, number)
    if found is None or not is_own(asker, found):
        raise DraftError("this draft is another's", "ask whoever saved it")
    return found


def _has_room(connection: Connection, mine: ColumnElement[bool], size: int) -> None:
    size_of_all = func.coalesce(func.sum(func.length(draft_version.c.packed)), 0)
    held = select(size_of_all).select_from(draft_version).join(draft, draft.c.key == draft_version.c.draft)
    if connection.execute(held.where(mine)).scalar_one() + size > MOST_BYTES:
        raise DraftError(f"saved drafts take {MOST_BYTES >> 20} MB already", "delete some that are not needed any more")


def _packed(sent: Draft) -> bytes:
    packed = msgspec.msgpack.encode(sent)
    if len(packed) > LARGEST_DRAFT:
        raise DraftError(f"a draft has at most {LARGEST_DRAFT >> 20} MB", "save it in parts")
    return packed


def _add(connection: Connection, number: int, version: int, asker: Asker, packed: bytes, told: Verdicts | None) -> None:
    row = {
        "draft": number,
        "number": version,
        "person": asker.key,
        "checked_at": now(),
        "verdicts": msgspec.json.encode(told).decode() if told else "",
        "packed": packed,
    }
    connection.execute(insert(draft_version), row)


def _verdicts(told: str | None) -> Verdicts | None:
    return msgspec.json.decode(told, type=Verdicts) if told else None


_later = draft_version.alias("later")
_NEWEST = select(func.max(_later.c.number)).where(_later.c.draft == draft.c.key).correlate(draft).scalar_subquery()
_DRAFTS = (
    select(draft, person.c.name.label("owner"), draft_version.c.number.label("versions"), draft_version.c.verdicts)
    .select_from(draft)
    .join(draft_version, and_(draft_version.c.draft == draft.c.key, draft_version.c.number == _NEWEST))
    .join(person, person.c.key == draft.c.person, isouter=True)
)


def _draft(row: RowMapping | Mapping[str, Any]) -> SavedDraft:
    same = ("person", "title", "release", "problem", "created_at", "changed_at", "versions")
    return SavedDraft(
        number=row["key"],
        owner=row["owner"] or "",
        shared=bool(row["shared"]),
        embargo=row["embargo"] or "",
        verdicts=_verdicts(row["verdicts"]),
        **{name: row[name] for name in same},
    )

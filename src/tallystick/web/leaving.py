"""How a briefing leaves: signed by name, proven anew for the ledger as it stands, frozen with its files.

Whoever saved a version does not sign it alone where the desk has another editor: then another's name must stand under
it. A signature is of one version, so an edit leaves the new version unsigned.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from tallystick.ledger.desk_schema import briefing, briefing_file, briefing_signature, briefing_version, person
from tallystick.ledger.embargoes import now, shown
from tallystick.ledger.store import Store
from tallystick.web import kept_briefings, people, queries
from tallystick.web.briefing_records import Briefing, BriefingError, Proof, Signature, Version
from tallystick.web.draft_records import Asker

MEDIA_TYPES = {
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LONGEST_NAME = 100


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves: the proof made for it, the files by name, and the releases that its figures are of."""

    proof: Proof
    files: dict[str, bytes]
    rests_on: tuple[str, ...]


def sign(store: Store, asker: Asker, number: int, which: int, name: str) -> None:
    """Put a name under the newest version; twice under the same one changes nothing."""
    signed = asker.person.name if asker.person else name.strip()[:LONGEST_NAME]
    if not signed:
        raise BriefingError("nobody is named", "write the name of who signs")
    with store.writing() as connection:
        _is_newest(kept_briefings.open_one(connection, number), which)
        if any(one.name == signed for one in _signatures(connection, number) if one.version == which):
            return
        row = {"briefing": number, "version": which, "person": asker.key, "name": signed, "signed_at": now()}
        connection.execute(insert(briefing_signature), row)
        people.note(connection, asker.key, "briefing signed", str(number), version=which, name=signed)


def signatures(store: Store, number: int) -> list[Signature]:
    """Every name under one of its versions, in the order they were put there."""
    with store.reading() as connection:
        return _signatures(connection, number)


def needs_another(store: Store) -> bool:
    """Whether the desk has more than one editor, so that nobody signs alone what they saved."""
    with store.reading() as connection:
        return _needs_another(connection)


def is_signed(version: Version, names: list[Signature], *, another: bool) -> bool:
    """Whether a version may go out: a name stands under it, where there is `another` editor not its maker's alone."""
    mine = [one for one in names if one.version == version.number]
    return any(not another or one.person != version.person for one in mine)


def send(store: Store, asker: Asker, number: int, which: int, parcel: Parcel) -> None:
    """Freeze the newest version with its files; BriefingError with what stands against it."""
    if failing := parcel.proof.failing:
        raise BriefingError(f"{len(failing)} figures do not prove, so it is not sent", "edit the words")
    with store.writing() as connection:
        found = kept_briefings.open_one(connection, number)
        _is_newest(found, which)
        if queries.stamp(connection) != parcel.proof.stamp:
            raise BriefingError("the ledger changed while it was proven", "send it again")
        version = _version(connection, found)
        names = [one for one in _signatures(connection, number) if one.version == which]
        if not is_signed(version, names, another=_needs_another(connection)):
            raise BriefingError("it is not signed off", "let an editor who did not save this version sign it")
        held = kept_briefings.held_until(connection, parcel.rests_on)
        if held and held > found.embargo:
            moment = shown(held)
            raise BriefingError(
                f"a figure of it rests on a release under embargo until {moment}", "give the briefing that hour"
            )
        _freeze(connection, asker, number, version, names, parcel)


def _freeze(
    connection: Connection, asker: Asker, number: int, version: Version, names: list[Signature], parcel: Parcel
) -> None:
    who = asker.person.name if asker.person else names[-1].name
    told = {
        "sent_at": now(),
        "sent_by": who,
        "signed_by": msgspec.json.encode([one.name for one in names]).decode(),
        "rests_on": msgspec.json.encode(parcel.rests_on).decode(),
        "changed_at": now(),
    }
    of = (briefing_version.c.briefing == number) & (briefing_version.c.number == version.number)
    proof = {"proof": msgspec.json.encode(parcel.proof).decode(), "proof_stamp": parcel.proof.stamp}
    connection.execute(update(briefing_version).where(of).values(**proof))
    connection.execute(insert(briefing_file), _rows(number, parcel.files))
    connection.execute(update(briefing).where(briefing.c.key == number).values(**told))
    people.note(connection, asker.key, "briefing sent", str(number), version=version.number)


def _rows(number: int, files: Mapping[str, bytes]) -> list[dict[str, object]]:
    return [
        {"briefing": number, "name": name, "media_type": media_type(name), "bytes": content}
        for name, content in files.items()
    ]


def media_type(name: str) -> str:
    """What a file that left is, by its name.

    >>> media_type("briefing.en.txt"), media_type("strange")
    ('text/plain; charset=utf-8', 'application/octet-stream')
    """
    return MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def _is_newest(found: Briefing, which: int) -> None:
    if found.versions != which:
        raise BriefingError(f"version {found.versions} was saved meanwhile", "look at what changed, then repeat")


def _version(connection: Connection, found: Briefing) -> Version:
    version = kept_briefings.version_in(connection, found.number, found.versions)
    assert version is not None
    return version


def _signatures(connection: Connection, number: int) -> list[Signature]:
    query = select(briefing_signature).where(briefing_signature.c.briefing == number)
    rows = connection.execute(query.order_by(briefing_signature.c.key)).mappings()
    return [Signature(**{name: row[name] for name in Signature.__struct_fields__}) for row in rows]


def _needs_another(connection: Connection) -> bool:
    editors = select(func.count()).select_from(person)
    return (
        int(connection.execute(editors.where(person.c.role == "editor", person.c.disabled_at.is_(None))).scalar_one())
        > 1
    )

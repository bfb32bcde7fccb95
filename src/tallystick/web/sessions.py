"""Sessions: signing in and out, and whose a session is. Of its long random secret only the SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import insert, select

from tallystick.ledger.desk_schema import person, session
from tallystick.ledger.keeping import now
from tallystick.ledger.store import Store
from tallystick.web.people import Person, note, password_fits, plain_name, to_person

LASTS = timedelta(days=14)
SHOWN = 12
"""Characters of a hash that name a session or a token on a page."""


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A session as its owner sees it: never the secret itself."""

    number: str
    created_at: str
    expires_at: str


def digest(secret: str) -> str:
    """What is kept of a long random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def sign_in(store: Store, name: str, password: str) -> tuple[Person, str] | None:
    """The person and a new session's secret; None when name and password do not fit."""
    told = plain_name(name)
    with store.reading() as connection:
        row = connection.execute(select(person).where(person.c.name == told)).mappings().first()
    fits = password_fits(row["password_hash"] if row else None, password)
    if row is None or not fits or row["disabled_at"]:
        with store.writing() as connection:
            note(connection, row["key"] if row else None, "sign-in refused", told[:100])
        return None
    secret = secrets.token_urlsafe(32)
    with store.writing() as connection:
        connection.execute(session.delete().where(session.c.expires_at < now()))
        expires = (datetime.now(UTC) + LASTS).isoformat(timespec="microseconds")
        made = {"token_hash": digest(secret), "person": row["key"], "created_at": now(), "expires_at": expires}
        connection.execute(insert(session), made)
        note(connection, row["key"], "signed in", row["name"])
    return to_person(row), secret


def sign_out(store: Store, secret: str) -> None:
    """End a session by its secret."""
    with store.writing() as connection:
        row = connection.execute(select(session.c.person).where(session.c.token_hash == digest(secret))).first()
        connection.execute(session.delete().where(session.c.token_hash == digest(secret)))
        if row:
            note(connection, row.person, "signed out", "")


def of_secret(store: Store, secret: str) -> Person | None:
    """Whose a session is, while it lasts."""
    query = (
        select(person)
        .join(session, session.c.person == person.c.key)
        .where(session.c.token_hash == digest(secret), session.c.expires_at > now(), person.c.disabled_at.is_(None))
    )
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    return to_person(row) if row else None


def of_person(store: Store, owner: int) -> list[SessionRow]:
    """The open sessions of somebody, newest first."""
    mine = (session.c.person == owner) & (session.c.expires_at > now())
    with store.reading() as connection:
        rows = connection.execute(select(session).where(mine).order_by(session.c.created_at.desc())).mappings()
        return [
            SessionRow(number=r["token_hash"][:SHOWN], created_at=r["created_at"], expires_at=r["expires_at"])
            for r in rows
        ]


def end(store: Store, owner: int, number: str, *, by: Person) -> bool:
    """End a session of somebody by its number; whether there was one."""
    if len(number) != SHOWN:
        return False
    mine = (session.c.person == owner) & session.c.token_hash.startswith(number, autoescape=True)
    with store.writing() as connection:
        done = connection.execute(session.delete().where(mine)).rowcount
        if done:
            note(connection, by.key, "session ended", number, person=owner)
    return bool(done)

"""API tokens: long random secrets by which programs act for a person. Only their SHA-256 is kept."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import insert, select, update

from tallystick.ledger.desk_schema import person, token
from tallystick.ledger.keeping import now
from tallystick.ledger.store import Store
from tallystick.web.people import Person, note, to_person
from tallystick.web.sessions import SHOWN, digest

PREFIX = "tally_"
"""Tells people and scanners what such a string is."""


class TokenRow(msgspec.Struct, frozen=True, kw_only=True):
    """An API token as it is shown: never the token itself."""

    number: str
    name: str
    created_at: str
    expires_at: str | None
    revoked_at: str | None


def of_secret(store: Store, secret: str) -> Person | None:
    """Who a program acts for, while its token is good."""
    query = (
        select(person)
        .join(token, token.c.person == person.c.key)
        .where(
            token.c.token_hash == digest(secret),
            token.c.revoked_at.is_(None),
            (token.c.expires_at.is_(None)) | (token.c.expires_at > now()),
            person.c.disabled_at.is_(None),
        )
    )
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    return to_person(row) if row else None


def make(store: Store, owner: Person, name: str, days: int | None = None) -> str:
    """A new API token, told this once only."""
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="microseconds") if days else None
    with store.writing() as connection:
        row = {"token_hash": digest(secret), "person": owner.key, "name": name.strip()[:100] or "unnamed"}
        connection.execute(insert(token), {**row, "created_at": now(), "expires_at": expires})
        note(connection, owner.key, "token made", name[:100])
    return secret


def of_person(store: Store, owner: int) -> list[TokenRow]:
    """Somebody's tokens, newest first."""
    query = select(token).where(token.c.person == owner).order_by(token.c.created_at.desc())
    with store.reading() as connection:
        return [
            TokenRow(
                number=row["token_hash"][:SHOWN],
                name=row["name"],
                created_at=row["created_at"],
                expires_at=row["expires_at"],
                revoked_at=row["revoked_at"],
            )
            for row in connection.execute(query).mappings()
        ]


def revoke(store: Store, owner: int, number: str, *, by: Person) -> bool:
    """Make a token of somebody useless; whether there was one to revoke."""
    if len(number) != SHOWN:
        return False
    mine = (token.c.person == owner) & token.c.token_hash.startswith(number, autoescape=True)
    with store.writing() as connection:
        done = connection.execute(update(token).where(mine, token.c.revoked_at.is_(None)).values(revoked_at=now()))
        if done.rowcount:
            note(connection, by.key, "token revoked", number, person=owner)
    return bool(done.rowcount)

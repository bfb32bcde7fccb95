"""People of the desk: who they are, how they sign in, what programs may act for them, and what was done.

Passwords are kept as argon2 hashes; session and API tokens, which are long and random, as SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import Semaphore
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from tallystick.ledger.desk_schema import audit, person, session, token
from tallystick.ledger.keeping import now
from tallystick.ledger.store import Store
from tallystick.model import TallystickError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ROLES = ("reader", "editor")
SESSION = timedelta(days=14)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1024
TOKEN_PREFIX = "tally_"  # noqa: S105  tells people and scanners what such a string is

_hashing = Semaphore(2)  # a hash takes 64 MB: few at once, whoever asks


class AccountError(TallystickError):
    """An account cannot be made or changed as asked."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone with an account; `name` is what they sign in with."""

    key: int
    name: str
    email: str
    role: str
    created_at: str
    disabled_at: str | None = None


class TokenRow(msgspec.Struct, frozen=True, kw_only=True):
    """An API token as its owner sees it: never the token itself."""

    number: str
    name: str
    created_at: str
    expires_at: str | None
    revoked_at: str | None


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to try a password on when there is no such person: the answer takes as long as for others."""
    return _hasher().hash(secrets.token_urlsafe())


def digest(secret: str) -> str:
    """What is kept of a long random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_person(store: Store, name: str, role: str, password: str, email: str = "") -> Person:
    """A new account; AccountError when the name is taken or the password too short."""
    name = name.strip()
    if not name or len(name) > 100:
        raise AccountError("a name has 1 to 100 characters")
    if role not in ROLES:
        raise AccountError(f"no role {role!r}", f"roles are {' and '.join(ROLES)}")
    hashed = _hash(password)
    with store.writing() as connection:
        if _by_name(connection, name):
            raise AccountError(f"there is someone called {name}", "choose another name")
        row = {"name": name, "email": email or name, "role": role, "password_hash": hashed, "created_at": now()}
        connection.execute(insert(person), row)
        made = _by_name(connection, name)
        assert made
        note(connection, made.key, "account made", name, role=role)
    return made


def set_password(store: Store, name: str, password: str) -> None:
    """A new password; all sessions of the person end."""
    _change(store, name, "password changed", password_hash=_hash(password))


def set_role(store: Store, name: str, role: str) -> None:
    """Another role."""
    if role not in ROLES:
        raise AccountError(f"no role {role!r}", f"roles are {' and '.join(ROLES)}")
    _change(store, name, "role changed", role=role)


def set_disabled(store: Store, name: str, *, disabled: bool) -> None:
    """Close an account, or open it again; its past stays."""
    _change(store, name, "account closed" if disabled else "account opened", disabled_at=now() if disabled else None)


def people(store: Store) -> list[Person]:
    """Everybody, by name."""
    with store.reading() as connection:
        return [_person(row) for row in connection.execute(select(person).order_by(person.c.name)).mappings()]


def any_people(store: Store) -> bool:
    """Whether anybody can sign in."""
    with store.reading() as connection:
        return bool(connection.execute(select(func.count()).where(person.c.disabled_at.is_(None))).scalar())


def sign_in(store: Store, name: str, password: str) -> tuple[Person, str] | None:
    """The person and a new session's secret; None when name and password do not fit."""
    with store.reading() as connection:
        row = connection.execute(select(person).where(person.c.name == name.strip())).mappings().first()
    fits = _fits(row["password_hash"] if row else _nobody(), password)
    if row is None or not fits or row["disabled_at"]:
        with store.writing() as connection:
            note(connection, row["key"] if row else None, "sign-in refused", name[:100])
        return None
    secret = secrets.token_urlsafe(32)
    with store.writing() as connection:
        connection.execute(session.delete().where(session.c.expires_at < now()))
        expires = (datetime.now(UTC) + SESSION).isoformat(timespec="microseconds")
        made = {"token_hash": digest(secret), "person": row["key"], "created_at": now(), "expires_at": expires}
        connection.execute(insert(session), made)
        note(connection, row["key"], "signed in", row["name"])
    return _person(row), secret


def sign_out(store: Store, secret: str) -> None:
    """End a session."""
    with store.writing() as connection:
        row = connection.execute(select(session.c.person).where(session.c.token_hash == digest(secret))).first()
        connection.execute(session.delete().where(session.c.token_hash == digest(secret)))
        if row:
            note(connection, row.person, "signed out", "")


def of_session(store: Store, secret: str) -> Person | None:
    """Who a session belongs to, while it lasts."""
    query = (
        select(person)
        .join(session, session.c.person == person.c.key)
        .where(session.c.token_hash == digest(secret), session.c.expires_at > now(), person.c.disabled_at.is_(None))
    )
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    return _person(row) if row else None


def of_token(store: Store, secret: str) -> Person | None:
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
    return _person(row) if row else None


def make_token(store: Store, owner: Person, name: str, days: int | None = None) -> str:
    """A new API token, told this once only."""
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    expires = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="microseconds") if days else None
    with store.writing() as connection:
        row = {"token_hash": digest(secret), "person": owner.key, "name": name.strip()[:100] or "unnamed"}
        connection.execute(insert(token), {**row, "created_at": now(), "expires_at": expires})
        note(connection, owner.key, "token made", name[:100])
    return secret


def tokens_of(store: Store, owner: Person) -> list[TokenRow]:
    """The person's tokens, newest first."""
    query = select(token).where(token.c.person == owner.key).order_by(token.c.created_at.desc())
    with store.reading() as connection:
        return [
            TokenRow(
                number=row["token_hash"][:12],
                name=row["name"],
                created_at=row["created_at"],
                expires_at=row["expires_at"],
                revoked_at=row["revoked_at"],
            )
            for row in connection.execute(query).mappings()
        ]


def revoke_token(store: Store, owner: Person, number: str) -> bool:
    """Make a token useless; whether there was one to revoke."""
    mine = (token.c.person == owner.key) & token.c.token_hash.startswith(number, autoescape=True)
    with store.writing() as connection:
        done = connection.execute(update(token).where(mine, token.c.revoked_at.is_(None)).values(revoked_at=now()))
        if done.rowcount:
            note(connection, owner.key, "token revoked", number)
    return bool(done.rowcount)


def note(connection: Connection, who: int | None, action: str, what: str, **details: Any) -> None:
    """Write into the audit log, inside the transaction of what is done."""
    row = {"at": now(), "person": who, "action": action, "object": what, "details": json.dumps(details)}
    connection.execute(insert(audit), row)


def audit_log(store: Store, *, limit: int, skip: int = 0) -> list[dict[str, Any]]:
    """What was done, newest first, with the names of who did it."""
    query = (
        select(audit.c.at, audit.c.action, audit.c.object, audit.c.details, person.c.name)
        .join(person, person.c.key == audit.c.person, isouter=True)
        .order_by(audit.c.key.desc())
        .limit(limit)
        .offset(skip)
    )
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def _hash(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    with _hashing:
        return _hasher().hash(password)


def _fits(hashed: str, password: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        with _hashing:
            return _hasher().verify(hashed, password[:LONGEST_PASSWORD])
    except (Argon2Error, InvalidHashError):
        return False


def _change(store: Store, name: str, action: str, **values: Any) -> None:
    with store.writing() as connection:
        found = _by_name(connection, name)
        if not found:
            raise AccountError(f"nobody is called {name}", "see: tallystick user list")
        connection.execute(update(person).where(person.c.key == found.key).values(**values))
        connection.execute(session.delete().where(session.c.person == found.key))
        note(connection, found.key, action, name)


def _by_name(connection: Connection, name: str) -> Person | None:
    row = connection.execute(select(person).where(person.c.name == name)).mappings().first()
    return _person(row) if row else None


def _person(row: Any) -> Person:
    return Person(**{field: row[field] for field in Person.__struct_fields__})

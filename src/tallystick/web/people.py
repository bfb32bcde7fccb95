"""People of the desk: who they are, their passwords (kept as argon2 hashes), and what was done."""

from __future__ import annotations

import json
import secrets
from functools import cache
from threading import Semaphore
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, exists, insert, select, update

from tallystick.ledger.desk_schema import audit, person, session, token
from tallystick.ledger.keeping import now
from tallystick.ledger.store import Store
from tallystick.model import TallystickError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ROLES = ("reader", "editor")
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1024

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


@cache
def _nobody() -> str:
    """The hash of nobody's password."""
    return _hasher().hash(secrets.token_urlsafe())


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


def plain_name(name: str) -> str:
    """A name as it is kept and looked for, however it was typed.

    >>> plain_name("  ed\t")
    'ed'
    """
    return name.strip()


def add_person(store: Store, name: str, role: str, password: str, email: str = "") -> Person:
    """A new account; AccountError when the name is taken or the password too short."""
    name = plain_name(name)
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


def set_password(store: Store, name: str, password: str, *, session_kept: str = "") -> None:
    """A new password; the person's tokens and sessions end, but for the session whose hash is told."""
    hashed = _hash(password)
    with store.writing() as connection:
        found = _found(connection, name)
        connection.execute(update(person).where(person.c.key == found.key).values(password_hash=hashed))
        connection.execute(session.delete().where(session.c.person == found.key, session.c.token_hash != session_kept))
        revoked = _revoke_all(connection, found.key)
        note(connection, found.key, "password changed", found.name, tokens_revoked=revoked)


def set_role(store: Store, name: str, role: str) -> None:
    """Another role."""
    if role not in ROLES:
        raise AccountError(f"no role {role!r}", f"roles are {' and '.join(ROLES)}")
    _change(store, name, "role changed", role=role)


def set_disabled(store: Store, name: str, *, disabled: bool) -> None:
    """Close an account, which ends its sessions and tokens, or open it again; its past stays."""
    _change(store, name, "account closed" if disabled else "account opened", disabled_at=now() if disabled else None)


def people(store: Store) -> list[Person]:
    """Everybody, by name."""
    with store.reading() as connection:
        return [to_person(row) for row in connection.execute(select(person).order_by(person.c.name)).mappings()]


def by_key(store: Store, key: int | None) -> Person | None:
    """Somebody by the number of their account."""
    with store.reading() as connection:
        row = connection.execute(select(person).where(person.c.key == key)).mappings().first()
    return to_person(row) if row else None


def any_accounts(store: Store) -> bool:
    """Whether anybody ever had an account: closed ones count, or closing the last would open the desk to all."""
    with store.reading() as connection:
        return bool(connection.execute(select(exists().select_from(person))).scalar())


def knows_password(store: Store, key: int, password: str) -> bool:
    """Whether a password is that of the person with this key."""
    with store.reading() as connection:
        hashed = connection.execute(select(person.c.password_hash).where(person.c.key == key)).scalar()
    return password_fits(hashed, password)


def password_fits(hashed: str | None, password: str) -> bool:
    """Whether a password is the one kept; where nobody is (None), the answer takes as long and is no."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        with _hashing:
            _hasher().verify(hashed or _nobody(), password[:LONGEST_PASSWORD])
    except (Argon2Error, InvalidHashError):
        return False
    return hashed is not None


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


def _change(store: Store, name: str, action: str, **values: Any) -> None:
    with store.writing() as connection:
        found = _found(connection, name)
        connection.execute(update(person).where(person.c.key == found.key).values(**values))
        connection.execute(session.delete().where(session.c.person == found.key))
        if values.get("disabled_at"):
            _revoke_all(connection, found.key)
        note(connection, found.key, action, found.name)


def _revoke_all(connection: Connection, key: int) -> int:
    good = (token.c.person == key) & token.c.revoked_at.is_(None)
    return connection.execute(update(token).where(good).values(revoked_at=now())).rowcount


def _found(connection: Connection, name: str) -> Person:
    found = _by_name(connection, plain_name(name))
    if not found:
        raise AccountError(f"nobody is called {plain_name(name)}", "see: tallystick user list")
    return found


def _by_name(connection: Connection, name: str) -> Person | None:
    row = connection.execute(select(person).where(person.c.name == name)).mappings().first()
    return to_person(row) if row else None


def to_person(row: Any) -> Person:
    """Somebody from their row."""
    return Person(**{field: row[field] for field in Person.__struct_fields__})

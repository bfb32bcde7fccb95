"""Opening a ledger: where it is, whether it is one, of which version; transactions that wait their turn."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from tallystick.ledger import veil
from tallystick.ledger.engines import WAIT_SECONDS, engine_of
from tallystick.model import LedgerBusyError, LedgerError

VERSIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
)
"""All versions of the schema, oldest first; the last is the one this program reads and writes."""

VEILED = "veiled"
"""Stands in the address of a ledger that is to be seen without what is under embargo."""
_WRITERS = 0x7A11  # the advisory lock that makes writers of a PostgreSQL ledger wait for each other
_SQLITE_HEAD = b"SQLite format 3\x00"


class Store:
    """A database known to be a ledger of this version, and the two ways into it: to read and to write."""

    def __init__(
        self,
        url: str | Path,
        *,
        create: bool = True,
        read_only: bool = False,
        upgrading: bool = False,
        wait: float = WAIT_SECONDS,
        veiled: bool = False,
    ) -> None:
        self.url, self.veiled = _sight(address(url), veiled=veiled)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.read_only, self._wait = read_only, wait
        exists = self._look_at_file() if self.is_sqlite else True
        if not exists and (read_only or not create):
            raise LedgerError(f"there is no ledger {self.name}", "keep a release first, or name another with --ledger")
        self.engine = engine_of(self.url, read_only=read_only, wait=wait)
        self._opened = [self.engine]
        self._reads = self._reader() if self.veiled else self.engine
        try:
            with explained(self.name):
                self._check_version(self._found(exists=exists), create=create and not read_only, upgrading=upgrading)
        except LedgerError:
            self.close()
            raise

    @property
    def name(self) -> str:
        """The path or the URL without its password."""
        return str(self.path) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @property
    def path(self) -> Path:
        """The file of an SQLite ledger."""
        return Path(self.url.database or "")

    @property
    def address(self) -> str:
        """The URL with its password, for processes that open the ledger themselves and see as much of it."""
        seen = self.url.update_query_dict({VEILED: "yes"}) if self.veiled else self.url
        return seen.render_as_string(hide_password=False)

    def through_veil(self) -> Store:
        """The same ledger as those see it who do not work on it: without what is under embargo.

        Whoever is given it may write as ever; what is read while writing is not veiled.
        """
        made = copy(self)
        made.veiled, made._reads = True, self._reader()
        return made

    def _reader(self) -> Engine:
        """Connections of its own, made once: where a veil was laid it stays, and it lies on no others."""
        if len(self._opened) == 1:
            self._opened.append(engine_of(self.url, read_only=self.read_only, wait=self._wait))
        return self._opened[-1]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger from first to last query."""
        engine = self._reads if self.is_sqlite else self._reads.execution_options(isolation_level="REPEATABLE READ")
        with explained(self.name), engine.connect() as connection:
            if self.veiled:
                veil.lay(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it or nothing. One writer at a time; others wait."""
        if self.read_only:
            raise LedgerError(f"ledger {self.name} is opened to read only")
        engine = self.engine.execution_options(writes=True)
        with explained(self.name), engine.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS})"))
            yield connection

    def version(self, connection: Connection) -> str | None:
        """The version the database says it has; None when it holds nothing of a ledger."""
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def size(self, connection: Connection) -> int:
        """Bytes the database takes, its log included."""
        if self.is_sqlite:
            files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
            return sum(file.stat().st_size for file in files if file.exists())
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())

    def close(self) -> None:
        """Let go of all connections; on SQLite the last to close folds the log into the file."""
        for engine in self._opened:
            engine.dispose()

    def _look_at_file(self) -> bool:
        """Whether there is a file with something in it; a foreign file is refused before anything opens it."""
        path = self.path
        if path.is_dir():
            raise LedgerError(f"{path} is a folder", "name a file for the ledger")
        try:
            with path.open("rb") as file:
                head = file.read(16)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise LedgerError(f"ledger {path} cannot be read: {error.strerror}", "check its permissions") from None
        if head and head != _SQLITE_HEAD:
            raise LedgerError(
                f"{path} is no ledger (not an SQLite database)", "name another file; this one is untouched"
            )
        return bool(head)

    def _found(self, *, exists: bool) -> str | None:
        """The version found, by a connection that cannot write: what is no ledger of ours stays as it is."""
        if self.is_sqlite and not exists:
            return None
        probe = engine_of(self.url, read_only=True)
        try:
            with probe.connect() as connection:
                found = self.version(connection)
                if found is None and inspect(connection).get_table_names():
                    raise LedgerError(f"{self.name} is a database of something else", "name another; it is untouched")
                return found
        finally:
            probe.dispose()

    def _check_version(self, found: str | None, *, create: bool, upgrading: bool) -> None:
        if found is None:
            if not create:
                raise LedgerError(f"{self.name} holds no ledger", "keep a release into it first")
            self.upgrade()
        elif found not in VERSIONS:
            raise LedgerError(
                f"ledger {self.name} has version {found}, this program knows up to {VERSIONS[-1]}",
                "use a newer tallystick; the ledger is untouched",
            )
        elif found != VERSIONS[-1] and not upgrading:
            raise LedgerError(
                f"ledger {self.name} has the older version {found} (now {VERSIONS[-1]})",
                "run: tallystick ledger upgrade",
            )

    def upgrade(self) -> None:
        """Bring the schema to this program's version, in one transaction."""
        from tallystick.ledger.migrations import migrate

        with self.writing() as connection:
            migrate(connection)


def upgrade(url: str | Path) -> tuple[str, str]:
    """Bring a ledger to this program's version; gives the version before and after."""
    store = Store(url, create=False, upgrading=True)
    with store.reading() as connection:
        before = store.version(connection) or ""
    if before != VERSIONS[-1]:
        store.upgrade()
    store.close()
    return before, VERSIONS[-1]


def address(url: str | Path) -> URL:
    """A ledger's URL from a URL or a path; raises LedgerError for other databases."""
    words = os.fspath(url)
    if "://" not in words:
        return URL.create("sqlite", database=words)
    try:
        made = make_url(words)
    except ArgumentError:
        raise LedgerError(f"not an address of a ledger: {words}", "write sqlite:///path or postgresql://…") from None
    if made.drivername in ("postgresql", "postgres"):
        made = made.set(drivername="postgresql+psycopg")
    if made.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerError(f"a ledger lives in SQLite or PostgreSQL, not in {made.get_backend_name()}")
    return made


def _sight(url: URL, *, veiled: bool) -> tuple[URL, bool]:
    """The URL of a ledger, and whether it is seen through the veil, as its address may say (`Store.address`)."""
    return url.difference_update_query([VEILED]), veiled or VEILED in url.query


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn a database's complaint into a LedgerError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _explanation(name, str(error.orig), out_of_reach=isinstance(error, OperationalError)) from error
    except sqlite3.Error as error:
        raise _explanation(name, str(error)) from error
    except UnicodeDecodeError as error:  # SQLite quotes its own broken words in its complaint
        raise LedgerError(f"ledger {name} {_ADVICE['malformed'][0]}", _ADVICE["malformed"][1]) from error


_BUSY = ("locked", "lock timeout")
_ADVICE = {
    "disk is full": ("has no room left on its disk", "free some space and run the same command again; nothing is lost"),
    "readonly": ("cannot be written", "check the permissions of the file and its folder"),
    "read-only": ("cannot be written", "check your rights on the database"),
    "unable to open": ("cannot be opened", "check the path and the permissions of its folder"),
    "malformed": ("is damaged", "restore it from a copy; tallystick changed nothing"),
    "not a database": ("is no SQLite database", "name another file; this one is untouched"),
    "disk i/o": ("cannot be read or written by the disk", "check the disk; nothing half-written is kept"),
}


def _explanation(name: str, words: str, *, out_of_reach: bool = False) -> LedgerError:
    words = words.strip()
    if any(sign in words.lower() for sign in _BUSY):
        problem = f"ledger {name} is busy: another program writes to it"
        return LedgerBusyError(problem, "wait for it to end and try again")
    for sign, (problem, advice) in _ADVICE.items():
        if sign in words.lower():
            return LedgerError(f"ledger {name} {problem}", advice)
    if out_of_reach:
        return LedgerError(
            f"ledger {name} does not answer: {words.splitlines()[0]}", "check that its server runs and try again"
        )
    return LedgerError(f"ledger {name}: {words.splitlines()[0] if words else 'an error of the database'}")


__all__ = ["VERSIONS", "Store", "address", "explained"]

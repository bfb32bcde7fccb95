"""How the two kinds of databases are connected to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

WAIT_SECONDS = 60
"""Seconds that a writer waits for its turn."""


def engine_of(url: URL, *, read_only: bool, wait: float = WAIT_SECONDS) -> Engine:
    """An engine whose writers wait so many seconds for their turn."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, read_only=read_only, wait=wait)
    words = f"-c lock_timeout={int(wait * 1000)}"
    options = {"options": f"{words} -c default_transaction_read_only=on" if read_only else words}
    # A pooled connection is tried before use, so a server that restarted is met with a new one.
    return create_engine(url, pool_pre_ping=True, connect_args=options, pool_size=5)


def _sqlite_engine(url: URL, *, read_only: bool, wait: float) -> Engine:
    path = Path(url.database or "").absolute()

    def connect() -> sqlite3.Connection:
        made = _opened_to_read(path, wait) if read_only else _opened(path, "mode=rwc", wait)
        made.execute("PRAGMA foreign_keys = ON")
        made.execute(f"PRAGMA cache_size = -{64 * 1024}")
        if not read_only:
            made.execute("PRAGMA journal_mode = WAL")
            made.execute("PRAGMA synchronous = NORMAL")
            made.execute("PRAGMA wal_autocheckpoint = 4000")
        return made

    # One connection kept open per process; waiting for the writer's turn is SQLite's own (the timeout).
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=5)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _opened(path: Path, how: str, wait: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.as_uri()}?{how}", uri=True, timeout=wait, check_same_thread=False, isolation_level=None
    )


_CANNOT_BE_BESIDE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _opened_to_read(path: Path, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """A connection that never writes, also where nothing can be written beside the file.

    SQLite wants a file of shared memory beside a ledger. On a medium or in a folder that may only be read there
    can be none, so nobody can be writing either: the file is then taken as one that does not change. A log of
    what is not yet in the file would be passed over that way, so with one the refusal stands.
    """
    made = _opened(path, "mode=ro", wait)
    try:
        made.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        log = path.with_name(f"{path.name}-wal")
        if error.sqlite_errorcode & 0xFF not in _CANNOT_BE_BESIDE or (log.exists() and log.stat().st_size):
            raise
        made.close()
        return _opened(path, "mode=ro&immutable=1", wait)
    return made

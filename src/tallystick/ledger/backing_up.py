"""Backups: a copy of the whole ledger in one SQLite file, taken while others write, and verified before it is named.

The copy shows one state of the ledger. Of SQLite it is made by SQLite's own way of copying a database in use; of
PostgreSQL by reading every table in one snapshot, so that the copy opens anywhere and its seals prove that it
holds the same.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, select, text

from tallystick.ledger import schema
from tallystick.ledger.store import Store, explained
from tallystick.ledger.verifying import verify
from tallystick.model import LedgerError

AT_ONCE = 1000
_WORDS_OF_POSTGRESQL = text(
    "SELECT sentence, array_to_string(tsvector_to_array(words), ' ') FROM sentence_words ORDER BY sentence"
)
_WORDS_OF_SQLITE = "INSERT INTO sentence_words (rowid, words) VALUES (?, ?)"


def backup(store: Store, target: Path, *, force: bool = False) -> None:
    """Write a verified copy to a new file; with `force` over an old one, and even where the copy has faults."""
    if target.is_dir():
        raise LedgerError(f"{target} is a folder", "name a file for the backup")
    if target.exists() and (store.is_sqlite and target.samefile(store.path)):
        raise LedgerError(f"{target} is the ledger itself", "name another file for the backup")
    if target.exists() and not force:
        raise _exists(target)
    with _unfinished(target) as copy, explained(str(target)):
        if store.is_sqlite:
            _copy_file(store, copy)
        else:
            _copy_rows(store, copy)
        if not force:
            _refuse_faults(copy, target)
        _name(copy, target, force=force)


def _exists(target: Path) -> LedgerError:
    return LedgerError(f"{target} exists", "name another file, or write over it with --force")


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A file beside the target that is gone afterwards, whatever happens."""
    copy = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield copy
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)


def _copy_file(store: Store, copy: Path) -> None:
    with store.reading() as connection:
        source: object = connection.connection.dbapi_connection
        assert isinstance(source, sqlite3.Connection)
        made = sqlite3.connect(copy)
        try:
            source.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")  # one file, also for media that can only be read
        finally:
            made.close()


def _copy_rows(store: Store, copy: Path) -> None:
    Store(copy).close()
    made = sqlite3.connect(copy)
    try:
        with store.reading() as connection:
            for table in schema.metadata.sorted_tables:
                _copy_table(connection, table, made)
            words = connection.execution_options(yield_per=AT_ONCE).execute(_WORDS_OF_POSTGRESQL)
            for several in words.partitions():
                made.executemany(_WORDS_OF_SQLITE, [tuple(row) for row in several])
        made.commit()
        made.execute("PRAGMA journal_mode = DELETE")
    finally:
        made.close()


def _copy_table(connection: Connection, table: Table, made: sqlite3.Connection) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    rows = connection.execution_options(yield_per=AT_ONCE).execute(select(table))
    for several in rows.partitions():
        made.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", [tuple(row) for row in several])  # noqa: S608


def _refuse_faults(copy: Path, target: Path) -> None:
    found = Store(copy, read_only=True)
    try:
        fault = next(verify(found), None)
    finally:
        found.close()
    if fault:
        raise LedgerError(
            f"nothing is written to {target}, for the copy is not whole: {fault.place} {fault.problem}",
            "see: tallystick ledger verify; with --force the copy is kept with its faults",
        )


def _name(copy: Path, target: Path, *, force: bool) -> None:
    """Give the finished copy its name, at one blow; nothing that came there meanwhile is lost."""
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    if force:
        copy.replace(target)
        return
    try:
        os.link(copy, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError:  # file systems without links
        copy.rename(target)

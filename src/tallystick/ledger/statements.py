"""Statements that never change, handed to the database's driver as they stand.

What SQLAlchemy does around a small statement takes ten times as long as SQLite takes for it, and keeping a release
needs a dozen of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

_NAMED = re.compile(r"(?<![:\w']):(\w+)")


class Fixed:
    """A statement whose values are named as in `:key`; each answer is a tuple of columns.

    >>> Fixed("SELECT key FROM seal WHERE kind = :kind").words["postgresql"]
    'SELECT key FROM seal WHERE kind = %(kind)s'
    """

    def __init__(self, words: str) -> None:
        self.words = {"sqlite": words, "postgresql": _NAMED.sub(r"%(\1)s", words.replace("%", "%%"))}

    def rows(self, connection: Connection, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows that it finds."""
        words = self.words[connection.dialect.name]
        if connection.dialect.name == "sqlite":
            found: list[tuple[Any, ...]] = _driver(connection).execute(words, values or {}).fetchall()
            return found
        return [tuple(row) for row in connection.exec_driver_sql(words, dict(values or {}))]

    def row(self, connection: Connection, values: Mapping[str, Any] | None = None) -> tuple[Any, ...] | None:
        """The first row that it finds."""
        return next(iter(self.rows(connection, values)), None)


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; every column of the table must be in each."""
    if rows:
        words, cells = _insertion(table, connection.dialect.name)
        many(connection, words, list(map(cells, rows)))


def many(connection: Connection, words: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement, written for just this database, with the values of each row."""
    if connection.dialect.name == "sqlite":
        _driver(connection).executemany(words, rows)
    else:
        connection.exec_driver_sql(words, list(rows))


@contextmanager
def tried_already(connection: Connection) -> Iterator[None]:
    """Rows that were tried before they are written (`fitting`): SQLite takes twice as long where it tries them too.

    Keys and references are tried all the same, and `verify` tries everything.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = _driver(connection)
    driver.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        driver.execute("PRAGMA ignore_check_constraints = OFF")


@cache
def _insertion(table: Table, dialect: str) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    """The statement that inserts a row, and what takes its values from one."""
    names = [column.name for column in table.columns]
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(names))
    return f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})", itemgetter(*names)  # noqa: S608  our own schema


def _driver(connection: Connection) -> Any:
    """SQLite's own connection."""
    return connection.connection.driver_connection

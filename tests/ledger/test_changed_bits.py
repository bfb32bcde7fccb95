"""Attacks on what is kept: any bit changed, any row taken out or put in, by SQL or in the file, is told by verify."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from benchmarks._postgresql import Server
from tallystick.ledger import Ledger, schema
from tallystick.ledger.sealing import FORM, LATER, READ, digest_of
from tallystick.model import Claim, Finding, Interval, LedgerError, Unread
from tests.unit.ledger.build import ROBOTS, on_a_page, release, said
from tests.unit.ledger.conftest import administration, fresh_database

KEPT = (*FORM, "layout", "reading", "decision", "seal")
FLIPS_IN_FILE = 200


def fill(url: str) -> None:
    """Three releases with findings, unread numbers and editions, one read anew; decisions that stand and one undone."""
    with Ledger(url) as ledger:
        first = release("january", "2022-01-20", said("44.9", "2021", subject=ROBOTS), said("9.6", "2021"))
        claim = Claim("industry", "growth", "%", "2021", "2020", Interval.of(9, 10, upper_open=True))
        finding = Finding(
            verdict="holds",
            kind="check",
            identity="said_before",
            statement="It was said before.",
            formula="9.6 % ∩ 9.6 %",
            figures=(first.observations[1].id, first.observations[0].id),
            quotes=("9.6 %", "44.9 %"),
            published=claim,
            derived=claim,
            reason="first said long ago",
        )
        ledger.keep(first, [finding], ledger_findings=[finding])
        second = release("later", "2022-09-30", said("67.9", "2021", subject=ROBOTS), said(("5", "5.5"), "2023"))
        ledger.keep(second)
        words = said("12.25", "2021", subject="share of blue kettles in all kettles", qualifier="~")
        ledger.keep(on_a_page(release("later", "2022-09-30", said("67.9", "2021", subject=ROBOTS), words)))
        keys = [series.key for series in ledger.series_list()]
        who = {"who": "an analyst", "reason": "tried"}
        number = ledger.unlink(first.observations[0].id, **who)
        ledger.note("finding:1", **who)
        ledger.undo(number, who="another")
        ledger.withdraw(second.release.id, **who)
        anew = ledger.reread(first.release.id, reader="fast")
        assert anew.outcome == "read anew"
        assert anew.figures
        assert len(keys) > 1
        assert not ledger.verify()


@pytest.fixture(scope="module")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled ledger to copy: filling one takes longer than looking through it."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    fill(str(path))
    return path


@pytest.fixture(scope="module")
def filled_database(server: Server) -> str:
    """The name of a filled ledger on the server, to make others from."""
    with administration(server) as connection:
        connection.execute(text("CREATE DATABASE filled"))
    fill(server.url.replace("/postgres?", "/filled?"))
    return "filled"


@pytest.fixture
def filled(place: str, request: pytest.FixtureRequest) -> str:
    """Where a filled ledger of the test's own is."""
    if place.startswith("postgresql"):
        fresh_database(request.getfixturevalue("server"), request.getfixturevalue("filled_database"))
    else:
        shutil.copyfile(request.getfixturevalue("filled_file"), place)
    return place


@contextmanager
def unguarded(ledger: Ledger) -> Iterator[Connection]:
    """A transaction of somebody who writes past all constraints that can be lifted."""
    engine = ledger.store.engine
    with engine.connect() as connection:
        if ledger.store.is_sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            checks = "SELECT conrelid::regclass AS place, conname AS name FROM pg_constraint WHERE contype = 'c'"
            for place, name in connection.execute(text(f"{checks} AND connamespace = 'public'::regnamespace")).all():
                connection.execute(text(f'ALTER TABLE {place} DROP CONSTRAINT "{name}"'))
        yield connection
        connection.commit()
        if ledger.store.is_sqlite:
            connection.invalidate()  # on the other database all of it ends with the transaction


def flipped(value: Any, chance: Random) -> Any:
    """The value with one bit changed; something where there was nothing."""
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(40))
    if isinstance(value, float):
        bits = struct.unpack("<Q", struct.pack("<d", value))[0] ^ (1 << chance.randrange(52))
        return struct.unpack("<d", struct.pack("<Q", bits))[0]
    data = bytearray(value if isinstance(value, bytes) else value.encode())
    if not data:
        return b"x" if isinstance(value, bytes) else "x"
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data) if isinstance(value, bytes) else data.decode("latin-1")


def instead_of_nothing(column: Any) -> Any:
    return 0.0 if column.type.python_type is float else 0 if column.type.python_type is int else ""


@pytest.mark.parametrize("table", KEPT)
def test_a_changed_bit_in_any_column_is_told(filled: str, table: str) -> None:
    chance, tried = Random(table), 0
    with Ledger(filled) as ledger:
        names = _sealed(table) if table in FORM else [c.name for c in schema.metadata.tables[table].columns]
        for name in names:
            change = _change_a_bit(ledger, table, name, chance)
            if change is None:  # the database itself refused
                continue
            tried += 1
            assert ledger.verify(), change
            _undo(ledger, table, name, *change)
        assert tried >= len(names)
        assert not ledger.verify()


def _sealed(table: str) -> list[str]:
    later = [name for told, names in LATER if told == table for name in names.split()]
    told = (*FORM[table].split(), *later, *(["reading"] if table in READ else []))
    return list(dict.fromkeys(told))


def _where(table: str) -> str:
    return " AND ".join(f'"{column.name}" = :pk_{column.name}' for column in schema.metadata.tables[table].primary_key)


def _change_a_bit(ledger: Ledger, table: str, name: str, chance: Random) -> tuple[Any, Any, dict[str, Any]] | None:
    """Value before, value after, and where it stands now; None where no change was let in."""
    for _ in range(20):
        with unguarded(ledger) as connection:
            rows = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
            row = rows[chance.randrange(len(rows))]
            column = schema.metadata.tables[table].columns[name]
            new = flipped(row[name], chance) if row[name] is not None else instead_of_nothing(column)
            key = {f"pk_{c.name}": row[c.name] for c in schema.metadata.tables[table].primary_key}
            try:
                with connection.begin_nested():
                    change = text(f'UPDATE {table} SET "{name}" = :new WHERE {_where(table)}')
                    connection.execute(change, {"new": new, **key})
            except DBAPIError:
                continue
            if f"pk_{name}" in key:
                key[f"pk_{name}"] = new
            return row[name], new, key
    return None


def _undo(ledger: Ledger, table: str, name: str, old: Any, _: Any, key: dict[str, Any]) -> None:
    with unguarded(ledger) as connection:
        query = text(f'UPDATE {table} SET "{name}" = :old WHERE {_where(table)}')
        assert connection.execute(query, {"old": old, **key}).rowcount == 1


@pytest.mark.parametrize("table", KEPT)
def test_a_row_taken_out_is_told(filled: str, table: str) -> None:
    with Ledger(filled) as ledger:
        columns = schema.metadata.tables[table].primary_key
        with unguarded(ledger) as connection:
            rows = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
        for row in rows:
            key = {f"pk_{c.name}": row[c.name] for c in columns}
            with unguarded(ledger) as connection:
                connection.execute(text(f"DELETE FROM {table} WHERE {_where(table)}"), key)
            assert ledger.verify(), key
            with unguarded(ledger) as connection:
                connection.execute(schema.metadata.tables[table].insert(), dict(row))
        assert not ledger.verify()


def test_a_row_put_in_is_told(filled: str) -> None:
    unread = {"position": 7, "start": 0, "end": 2, "text": "In", "reason": "date"}
    with Ledger(filled) as ledger:
        for change, undo in (
            (
                schema.unread.insert().values(release=1, **unread),
                schema.unread.delete().where(schema.unread.c.position == 7),
            ),
            (
                schema.decision.insert().values(
                    key=9, kind="note", subject="x", into_series="", who="x", reason="x", decided_at="x"
                ),
                schema.decision.delete().where(schema.decision.c.key == 9),
            ),
        ):
            with unguarded(ledger) as connection:
                connection.execute(change)
            assert ledger.verify()
            with unguarded(ledger) as connection:
                connection.execute(undo)
            assert not ledger.verify()


def test_a_tail_cut_off_is_told_to_who_noted_the_seal(url: str) -> None:
    with Ledger(url) as ledger:
        ledger.keep(release("january", "2022-01-20", text="Nothing of note was told"))
        early = ledger.info().seal
        ledger.keep(release("february", "2022-02-20", text="Again nothing was told by anybody"))
        late = ledger.info().seal
        assert not ledger.verify(seal=early)
        assert not ledger.verify(seal=late)
        with unguarded(ledger) as connection:
            for table, column in (("release", "key"), ("archive", "content_hash"), ("seal", "key")):
                connection.execute(text(f"DELETE FROM {table} WHERE {column} = (SELECT max({column}) FROM {table})"))
        with unguarded(ledger) as connection:
            kept = connection.execute(text("SELECT content_hash FROM release")).scalar()
            connection.execute(text("DELETE FROM archive WHERE content_hash <> :kept"), {"kept": kept})
        assert not ledger.verify()  # whole by itself: only who noted the seal can tell
        assert not ledger.verify(seal=early)
        assert "no seal is" in ledger.verify(seal=late)[0].problem


def test_every_bit_changed_in_the_file_that_changes_a_row_is_told(filled_file: Path, tmp_path: Path) -> None:
    path, chance = Path(shutil.copy(filled_file, tmp_path / "figures.db")), Random(47)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    whole = path.read_bytes()
    before = _content(path)
    told = 0
    for flip in range(FLIPS_IN_FILE):
        changed = bytearray(whole)
        place = chance.randrange(len(changed))
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        same = _content(path) == before
        if not same or flip % 5 == 0:  # where no row is changed verify may say what it likes, but must not break
            found = _told(path)
            assert same or found, f"a bit of byte {place}"
            told += not same
        for rest in tmp_path.glob("figures.db-*"):
            rest.unlink()
    assert told > FLIPS_IN_FILE / 20


def _told(path: Path) -> bool:
    try:
        with Ledger(path, read_only=True) as ledger:
            return bool(ledger.verify())
    except LedgerError:
        return True


def _content(path: Path) -> object:
    """All kept rows as bytes; None where they cannot be fetched."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    try:
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in KEPT}
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def test_texts_that_are_none_any_more_are_faults_and_no_crash(filled_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(filled_file, tmp_path / "figures.db"))
    for table, column in (("observation", "evidence"), ("release", "text"), ("finding", "details"), ("unread", "text")):
        with sqlite3.connect(path) as connection:
            connection.execute(f"UPDATE {table} SET {column} = CAST(x'ff' || {column} AS TEXT)")
        with Ledger(path, read_only=True) as ledger:
            faults = ledger.verify()
        assert faults
        assert all(fault.problem.isprintable() for fault in faults)


def test_the_canonical_form_stays_as_it_is() -> None:
    """The digest of one release, as it was the day seals came: another one would break every ledger there is."""
    row = dict.fromkeys(FORM["release"].split(), "a text") | {"key": 1, "edition": 1, "edition_of": None}
    archive = {"content_hash": "00", "media_type": "text/plain", "encoding": "identity", "size": 2, "bytes": b"ab"}
    unread = Unread(0, 2, "In", "date")
    numbers = {"release": 1, "position": 0, "start": unread.start, "end": unread.end, "text": "In", "reason": "date"}
    digest = digest_of({"archive": [archive], "release": [row], "unread": [numbers]})
    assert digest == "f876850204a58115bc9f9e0d7d385772d9ec84829b71425b47082a4ccce1dd97"

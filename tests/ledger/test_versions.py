"""Older and newer ledgers, foreign and broken files: refused with a clear word, untouched; older ones upgraded."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger, desk_schema, schema
from tallystick.ledger.migrations import migrate
from tallystick.ledger.sealing import READ
from tallystick.ledger.store import VERSIONS, Store, upgrade
from tallystick.ledger.views import statements_to_drop_views
from tallystick.model import LedgerError
from tests.unit.ledger.build import on_a_page, release, said
from tests.unit.ledger.misread import keep, misread, today, wrong_year

NEW_COLUMNS = (("release", "corrects"), ("observation", "own"), ("observation", "replaced"))
"""What version 0003 added to tables that hold rows."""

LATER_OF_DECISIONS = ("until", "outcome", "later")
"""What versions 0009 and 0013 added to decisions."""


def _back_to_0009(connection: Connection) -> None:
    """What a ledger of version 0009 looks like."""
    for name in ("followed", "briefing_file", "briefing_signature", "briefing_version", "briefing"):
        connection.execute(text(f"DROP TABLE {name}"))
    connection.execute(text("DROP INDEX ix_observation_series"))
    connection.execute(text("CREATE INDEX ix_observation_series ON observation (series, period_end)"))


def _back_to_0008(connection: Connection) -> None:
    """What a ledger of version 0008 looks like; what refers to decisions still does."""
    _back_to_0009(connection)
    for statement in statements_to_drop_views():
        connection.execute(text(statement))
    if connection.dialect.name == "postgresql":
        for name in LATER_OF_DECISIONS:
            connection.execute(text(f"ALTER TABLE decision DROP COLUMN {name}"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        names = [column.name for column in schema.decision.columns if column.name not in ("key", *LATER_OF_DECISIONS)]
        rows = connection.execute(text(f"SELECT key, {', '.join(names)} FROM decision")).all()
        connection.execute(text("DROP TABLE decision"))
        connection.execute(text(f"CREATE TABLE decision (key INTEGER PRIMARY KEY, {', '.join(names)})"))
        marks = ", ".join("?" * (len(names) + 1))
        for row in rows:
            connection.exec_driver_sql(f"INSERT INTO decision VALUES ({marks})", tuple(row))
    connection.execute(text("UPDATE alembic_version SET version_num = '0008'"))


def _back_to_0006(connection: Connection) -> None:
    """What a ledger of version 0006 looks like."""
    _back_to_0008(connection)
    for name in ("draft_version", "draft"):
        connection.execute(text(f"DROP TABLE {name}"))
    connection.execute(text("DROP TABLE layout"))
    for column in ("place", "in_table", "row_path", "column_path"):
        connection.execute(text(f"ALTER TABLE observation DROP COLUMN {column}"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0006'"))


def _back_to_0005(connection: Connection) -> None:
    """What a ledger of version 0005 looks like."""
    _back_to_0006(connection)
    connection.execute(text("DROP TABLE reading"))
    for table in READ[:-2]:  # layouts and statements came later
        connection.execute(text(f"ALTER TABLE {table} DROP COLUMN reading"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))


def _back_to_0004(connection: Connection) -> None:
    """What a ledger of version 0004 looks like."""
    _back_to_0005(connection)
    connection.execute(text("DROP TABLE settled"))
    for table, column in (("observation", "confidence"), ("observation", "candidates"), ("release", "reader")):
        connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    later = ("settled", *LATER_OF_DECISIONS)
    columns = ", ".join(column.name for column in schema.decision.columns if column.name not in later)
    connection.execute(text(f"CREATE TABLE older AS SELECT {columns} FROM decision"))
    connection.execute(text("DROP TABLE decision"))
    connection.execute(text("ALTER TABLE older RENAME TO decision"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))


def test_the_migrations_make_the_tables_of_the_schema(url: str) -> None:
    assert desk_schema.job.name in schema.metadata.tables
    with Ledger(url) as ledger, ledger.store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, schema.metadata) == []


def _ours(_: object, name: str, kind: str, *__: object) -> bool:
    """The index of words differs by database and is not of the schema; nor are SQLite's own tables of it."""
    return not (kind == "table" and name.startswith("sentence_words"))


def test_an_older_ledger_is_refused_until_it_is_upgraded(url: str) -> None:
    made = list(readings(2))
    store = Store.__new__(Store)
    with Ledger(url) as ledger:
        ledger.keep(made[0])
        store = ledger.store
        with store.writing() as connection:  # what a ledger of version 0001 looks like
            _back_to_0004(connection)
            for name in ("seal", "job", "audit", "token", "session", "person"):
                connection.execute(text(f"DROP TABLE {name}"))
            for table, column in NEW_COLUMNS:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(LedgerError, match="tallystick ledger upgrade"):
        Ledger(url)
    assert upgrade(url) == ("0001", VERSIONS[-1])
    assert upgrade(url) == (VERSIONS[-1], VERSIONS[-1])
    with Ledger(url, create=False) as ledger:
        assert ledger.reading(made[0].release.id) == made[0]
        ledger.keep(made[1])
        assert not ledger.verify()


def test_an_upgrade_learns_who_produces_what_and_keeps_decisions(url: str) -> None:
    """The values of a ledger of version 0002 get what version 0003 knows of them."""
    words = "In 2022, growth of value added of industry was revised from 3.6 % to 3.8 %.\n"
    old, new = (said(value, "2022") | {"at": words.index(value)} for value in ("3.6", "3.8"))
    title = "Industry (corrected)"
    with Ledger(url) as ledger:
        ledger.keep(release("office", "2023-12-29", old, new, text=words, publisher="国家统计局", title=title))
        ledger.note("office", who="an editor", reason="to be looked at")
        before = ledger.vintages("industry.value_added.growth")
        with ledger.store.writing() as connection:
            _back_to_0004(connection)
            connection.execute(text("UPDATE release SET corrects = 0"))
            connection.execute(text("UPDATE observation SET own = 0, replaced = 0"))
            for table, column in NEW_COLUMNS:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
            connection.execute(text("DROP TABLE seal"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    upgrade(url)
    with Ledger(url, create=False) as ledger:
        assert ledger.vintages("industry.value_added.growth") == before
        assert [(p.own, p.corrects, p.replaced) for p in before] == [(True, True, True), (True, True, False)]
        assert [d.reason for d in ledger.decisions()] == ["to be looked at"]
        assert ledger.note("office", who="an editor", reason="looked at") == 2
        assert not ledger.verify()


def test_an_older_ledger_is_sealed_on_the_day_of_its_upgrade(url: str) -> None:
    [first, second] = readings(2)
    with Ledger(url) as ledger:
        ledger.keep(first)
        ledger.undo(ledger.note("finding:1", who="an editor", reason="asked"), who="an editor")
        sealed = ledger.info().seal
        with ledger.store.writing() as connection:  # what a ledger of version 0003 looks like
            _back_to_0004(connection)
            connection.execute(text("DROP TABLE seal"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    upgrade(url)
    with Ledger(url, create=False) as ledger:
        assert len(ledger.info().seal) == len(sealed)
        with ledger.store.reading() as connection:
            found = connection.execute(text("SELECT kind, sealed_at FROM seal ORDER BY key")).all()
            [kept_at] = connection.execute(text("SELECT kept_at FROM release")).scalars()
        assert [kind for kind, _ in found] == ["release", "decision", "undoing"]
        assert all(sealed_at > kept_at for _, sealed_at in found)
        ledger.keep(second)
        assert not ledger.verify()
        with ledger.store.writing() as connection:
            connection.execute(text("UPDATE observation SET unit = 'pp' WHERE key % 1048576 = 7"))
        assert len(ledger.verify()) == 2


def test_an_older_ledger_is_read_anew_after_its_upgrade(url: str) -> None:
    now = today()
    with Ledger(url) as ledger:
        keep(ledger, misread(now, wrong_year))
        number = ledger.unlink(now.observations[0].id, who="an editor", reason="of another survey")
        sealed = ledger.info().seal
        with ledger.store.writing() as connection:
            _back_to_0005(connection)
    assert upgrade(url) == ("0005", VERSIONS[-1])
    with Ledger(url, create=False) as ledger:
        assert ledger.info().seal == sealed
        assert not ledger.verify(seal=sealed)
        done = ledger.reread(now.release.id, reader="fast")
        assert [(d.number, d.carried) for d in done.decisions] == [(number, True)]
        assert ledger.reading(now.release.id) == now
        ledger.note("finding:1", who="an editor", reason="goes on")
        assert not ledger.verify(seal=sealed)


def test_an_older_ledger_keeps_places_after_its_upgrade(url: str) -> None:
    plain, document = (
        release("plain", "2022-01-20", said("44.9", "2021")),
        release("page", "2022-01-21", said("9.6", "2021")),
    )
    with Ledger(url) as ledger:
        ledger.keep(plain)
        sealed = ledger.info().seal
        with ledger.store.writing() as connection:
            _back_to_0006(connection)
    assert upgrade(url) == ("0006", VERSIONS[-1])
    with Ledger(url, create=False) as ledger:
        ledger.keep(on_a_page(document))
        assert ledger.reading(plain.release.id) == plain
        assert ledger.reading(document.release.id) == on_a_page(document)
        assert not ledger.verify(seal=sealed)


def test_an_older_ledger_knows_embargoes_after_its_upgrade(url: str) -> None:
    now = today()
    with Ledger(url) as ledger:
        keep(ledger, misread(now, wrong_year))
        figure = now.observations[0].id
        number = ledger.settle(figure, {"status": "target"}, who="an editor", reason="a plan")
        told, sealed = ledger.observations(release=now.release.id), ledger.info().seal
        with ledger.store.writing() as connection:
            _back_to_0008(connection)
    assert upgrade(url) == ("0008", VERSIONS[-1])
    with Ledger(url, create=False) as ledger:
        assert ledger.observations(release=now.release.id) == told
        assert [decision.number for decision in ledger.decisions()] == [number]
        assert ledger.note("finding:1", who="an editor", reason="goes on") == number + 1
        assert not ledger.verify(seal=sealed)


def test_an_upgrade_step_by_step_is_the_whole_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "figures.db"
    with Ledger(path) as ledger:
        whole = _shape(path)
        store = ledger.store
    other = tmp_path / "steps.db"
    with Ledger(other) as ledger:
        store = ledger.store
        with store.writing() as connection:
            for statement in statements_to_drop_views():
                connection.execute(text(statement))
            for (name,) in connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sentence_words_%'")
            ).all():
                connection.execute(text(f"DROP TABLE {name}"))
        for version in VERSIONS:
            with store.writing() as connection:
                migrate(connection, version)
    assert _shape(other) == whole


def _shape(path: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(path) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sentence_words_%'"))


def test_a_newer_ledger_is_refused(url: str) -> None:
    with Ledger(url) as ledger, ledger.store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="use a newer tallystick"):
        Ledger(url)
    with pytest.raises(LedgerError, match="use a newer tallystick"):
        upgrade(url)


def test_a_database_of_something_else_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="a database of something else"):
        Ledger(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["other.db"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 a zip, say", b"x", b"# notes\n" * 1000])
def test_a_file_of_something_else_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="is no ledger"):
        Ledger(path)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["notes.db"]


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_ledger_is_refused_or_told_by_verify_untouched(tmp_path: Path, part: float) -> None:
    path = tmp_path / "figures.db"
    with Ledger(path) as ledger:
        for reading in readings(20):
            ledger.keep(reading)
    content = path.read_bytes()
    shortened = content[: int(len(content) * part)]
    path.write_bytes(shortened)
    copy = shutil.copy(path, tmp_path / "copy.db")
    try:
        with Ledger(path, read_only=True) as ledger:
            faults = [fault.place for fault in ledger.verify()]
    except LedgerError as error:
        faults = [str(error)]
    assert faults
    assert Path(copy).read_bytes() == path.read_bytes()


def test_no_ledger_is_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger(tmp_path / "none.db", create=False)
    assert not list(tmp_path.iterdir())
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger(tmp_path)


def test_addresses_of_other_databases_are_refused() -> None:
    with pytest.raises(LedgerError, match="SQLite or PostgreSQL"):
        Ledger("mysql://somewhere/figures")
    with pytest.raises(LedgerError, match="not an address"):
        Ledger("post gres://:::")

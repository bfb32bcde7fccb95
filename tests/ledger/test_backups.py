"""Backups: whole while others write, the same from both databases, never over anything, never half a file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from benchmarks._synthetic_releases import readings
from tallystick.cli import group
from tallystick.ledger import Ledger, desk_schema
from tallystick.model import LedgerError
from tests.ledger.test_changed_bits import fill
from tests.ledger.test_together import KEEPER, _environment
from tests.unit.ledger.misread import keep, misread, today, wrong_year


def test_a_backup_is_a_ledger_that_holds_the_same(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    fill(url)
    with Ledger(url) as ledger, ledger.store.writing() as connection:
        row = {"name": "A", "email": "a@b", "role": "editor", "password_hash": "x", "created_at": "2022-01-20"}
        connection.execute(desk_schema.person.insert(), row)
    with Ledger(url) as ledger:
        ledger.backup(copy)
        told = ledger.info()
        releases, found = ledger.releases(), ledger.find("kettles")
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]
    with Ledger(copy) as back:
        same = back.info()
        assert (same.seal, same.observations, same.findings) == (told.seal, told.observations, told.findings)
        assert back.releases() == releases
        assert found
        assert back.find("kettles") == found
        assert not back.verify(seal=told.seal)
        with back.store.reading() as connection:
            assert connection.execute(text("SELECT name FROM person")).scalar() == "A"
        back.note("finding:1", who="an editor", reason="goes on")
        assert not back.verify()


def test_a_backup_holds_all_readings_of_a_release(url: str, tmp_path: Path) -> None:
    now, copy = today(), tmp_path / "copy.db"
    before = misread(now, wrong_year)
    with Ledger(url) as ledger:
        keep(ledger, before)
        kept_at = ledger.releases()[0].kept_at
        ledger.reread(now.release.id, reader="fast")
        told, history = ledger.info(), ledger.readings(now.release.id)
        ledger.backup(copy)
    with Ledger(copy) as back:
        assert not back.verify(seal=told.seal)
        assert back.readings(now.release.id) == history
        assert back.reading(now.release.id) == now
        assert back.reading(now.release.id, known_at=kept_at) == before
        assert back.reread(now.release.id, reader="fast").outcome == "as before"


def test_a_backup_while_another_writes_is_whole(url: str, tmp_path: Path) -> None:
    Ledger(url).close()
    command = [sys.executable, str(KEEPER), url, "30", "0", "30"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment()) as keeper:
        counts: list[int] = []
        with Ledger(url, read_only=True) as ledger:
            while keeper.poll() is None or not counts:
                copy = tmp_path / f"copy{len(counts)}.db"
                ledger.backup(copy)
                with Ledger(copy, read_only=True) as back:
                    counts.append(len(back.releases()))
                    assert all(release.observations == 40 for release in back.releases())
    assert keeper.returncode == 0
    assert counts == sorted(counts)
    assert counts[-1] > 0


def test_nothing_is_written_over_unless_it_is_asked_for(tmp_path: Path) -> None:
    path, copy = tmp_path / "figures.db", tmp_path / "copy.db"
    copy.write_bytes(b"my diary")
    fill(str(path))
    with Ledger(path, read_only=True) as ledger:
        with pytest.raises(LedgerError, match="--force"):
            ledger.backup(copy)
        assert copy.read_bytes() == b"my diary"
        with pytest.raises(LedgerError, match="the ledger itself"):
            ledger.backup(path, force=True)
        with pytest.raises(LedgerError, match="is a folder"):
            ledger.backup(tmp_path, force=True)
        with pytest.raises(LedgerError):
            ledger.backup(tmp_path / "nowhere" / "copy.db")
        ledger.backup(copy, force=True)
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.db"]
    with Ledger(copy) as back:
        assert not back.verify()


def test_a_copy_with_faults_is_no_backup_unless_it_is_asked_for(tmp_path: Path) -> None:
    path, copy = tmp_path / "figures.db", tmp_path / "copy.db"
    fill(str(path))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE observation SET unit = 'pp'")
    with Ledger(path, read_only=True) as ledger:
        with pytest.raises(LedgerError, match="not whole"):
            ledger.backup(copy)
        assert not list(tmp_path.glob("*copy*"))
        ledger.backup(copy, force=True)
    with Ledger(copy) as back:
        assert back.verify()


def test_the_command_tells_the_seal_to_note(tmp_path: Path) -> None:
    path, copy = str(tmp_path / "figures.db"), str(tmp_path / "copy.db")
    with Ledger(path) as ledger:
        [first] = readings(1)
        ledger.keep(first)
        seal = ledger.info().seal
    run = CliRunner().invoke
    done = run(group, ["ledger", "backup", copy, "--ledger", path])
    assert (done.exit_code, seal in done.output) == (0, True), done.output
    assert "the ledger is whole" in run(group, ["ledger", "verify", "--ledger", copy, "--seal", seal]).output
    withdraw = ["ledger", "withdraw", first.release.id, "--ledger", copy, "--who", "me"]
    assert "decision 1" in run(group, [*withdraw, "--reason", "a draft"]).output
    assert "withdrawn" in run(group, ["ledger", "releases", "--ledger", copy]).output
    assert (
        "decision 1 undone"
        in run(group, ["ledger", "reinstate", first.release.id, "--ledger", copy, "--who", "me"]).output
    )

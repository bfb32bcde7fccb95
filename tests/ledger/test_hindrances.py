"""Full disks, closed doors, servers that go away: a clear word, and nothing half-kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks._postgresql import Server
from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger
from tallystick.model import LedgerError

ROOT = Path(__file__).parents[2]

FILL = """
import resource, sys
from pathlib import Path
from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger
from tallystick.model import LedgerError
url = sys.argv[1]
made = list(readings(40))
with Ledger(url) as ledger:
    ledger.keep(made[0])
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    try:
        for reading in made[1:]:
            ledger.keep(reading)
    except LedgerError as error:
        print(error)
        sys.exit(3)
"""


def test_a_file_that_may_not_grow_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """The limit on a file's size is what a full disk or a spent quota does to it."""
    url = str(tmp_path / "figures.db")
    command = [sys.executable, "-c", FILL, url]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 3, done.stderr
    assert "disk" in done.stdout
    with Ledger(url) as ledger:
        assert not ledger.verify()
        kept = len(ledger.releases())
        assert 0 < kept < 40
        for reading in readings(40):
            ledger.keep(reading)
        assert len(ledger.releases()) == 40
        assert not ledger.verify()


def _keep_all(ledger: Ledger) -> None:
    for reading in readings(100):
        ledger.keep(reading)


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can mount a small disk")
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], check=False).returncode:
        return  # containers without the right to mount: the test above holds for them
    try:
        with Ledger(disk / "figures.db") as ledger, pytest.raises(LedgerError, match="no room left"):
            _keep_all(ledger)
        with Ledger(disk / "figures.db", read_only=True) as again:
            assert not again.verify()
            assert again.releases()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    path = tmp_path / "figures.db"
    [first, second] = readings(2)
    with Ledger(path) as ledger:
        ledger.keep(first)
    with Ledger(path, read_only=True) as ledger:
        assert len(ledger.releases()) == 1
        with pytest.raises(LedgerError, match="opened to read only"):
            ledger.keep(second)
    if os.geteuid():
        path.chmod(0o444)
        tmp_path.chmod(0o555)
        try:
            with Ledger(path, read_only=True) as ledger:
                assert len(ledger.releases()) == 1
            with pytest.raises(LedgerError), Ledger(path) as ledger:
                ledger.keep(second)
        finally:
            tmp_path.chmod(0o755)


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder to close, with a ledger in it; whoever is root puts that off until it is over."""
    folder, root = Path(tempfile.mkdtemp(prefix="tallystick-closed-")), os.geteuid() == 0
    try:
        with Ledger(folder / "figures.db") as ledger:
            for reading in readings(3):
                ledger.keep(reading)
        (folder / "figures.db").chmod(0o444)
        folder.chmod(0o555)
        if root:
            os.seteuid(65534)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_ledger_in_a_folder_that_may_only_be_read(closed_folder: Path) -> None:
    with Ledger(closed_folder / "figures.db", read_only=True) as ledger:
        assert len(ledger.releases()) == 3
        assert ledger.find("grew")
        assert not ledger.verify()
    with pytest.raises(LedgerError), Ledger(closed_folder / "figures.db") as ledger:
        ledger.note("finding:1", who="me", reason="tried")
    assert [path.name for path in closed_folder.iterdir()] == ["figures.db"]


def test_a_log_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    """What a writer that was killed had kept stands in the log alone: reading without it would be a lie."""
    from tallystick.ledger.engines import _opened_to_read

    path = tmp_path / "figures.db"
    path.write_bytes(b"SQLite format 3\x00 and no more")
    path.with_name("figures.db-wal").write_bytes(b"something")
    with pytest.raises(sqlite3.DatabaseError):
        _opened_to_read(path)


def test_postgresql_read_only(postgresql_url: str) -> None:
    [first, second] = readings(2)
    with Ledger(postgresql_url) as ledger:
        ledger.keep(first)
    with Ledger(postgresql_url, read_only=True) as ledger:
        assert len(ledger.releases()) == 1
        with pytest.raises(LedgerError, match="read only"):
            ledger.keep(second)


def test_a_server_that_goes_away_and_comes_back(server: Server, postgresql_url: str) -> None:
    made = list(readings(6))
    with Ledger(postgresql_url) as ledger:
        for reading in made[:3]:
            ledger.keep(reading)
        server.stop("immediate")
        try:
            with pytest.raises(LedgerError, match=r"does not answer|check that its server runs"):
                ledger.keep(made[3])
            with pytest.raises(LedgerError):
                Ledger(postgresql_url)
        finally:
            server.start()
        for reading in made:
            ledger.keep(reading)
        assert len(ledger.releases()) == 6
        assert not ledger.verify()

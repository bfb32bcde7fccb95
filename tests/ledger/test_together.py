"""Two processes keep at once while a third reads; each sees whole releases only, and none is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger

KEEPER = Path(__file__).with_name("keeper.py")
ROOT = Path(__file__).parents[2]
EACH = 30
TOTAL = EACH + EACH // 2


def _keeper(url: str, first: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(KEEPER), url, str(TOTAL), str(first), str(EACH)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment())


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_two_keep_and_one_reads(url: str) -> None:
    Ledger(url).close()
    # Their releases overlap by half: the same release comes from both sides at once.
    keepers = [_keeper(url, 0), _keeper(url, EACH // 2)]
    seen = 0
    with Ledger(url, create=False, read_only=True) as reader:
        while any(keeper.poll() is None for keeper in keepers):
            releases = reader.releases()
            assert all(release.observations == 40 for release in releases)
            assert len(releases) >= seen
            seen = len(releases)
            reader.find("grew")
            time.sleep(0.02)  # the writers need the processors more
    for keeper in keepers:
        told, problem = keeper.communicate()
        assert keeper.returncode == 0, problem
        assert len(told.splitlines()) == EACH
    with Ledger(url, create=False) as ledger:
        wanted = {reading.release.id for reading in readings(TOTAL)}
        assert {release.release_id for release in ledger.releases()} == wanted
        assert not ledger.verify()

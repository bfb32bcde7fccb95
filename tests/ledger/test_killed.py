"""Killed at any moment, the ledger is whole, and running again completes what was begun."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

RELEASES = 12
KILLS = {"sqlite": 200, "postgresql": 60}


def _keep_all(url: str) -> None:
    with Ledger(url) as ledger:
        for reading in readings(RELEASES):
            ledger.keep(reading)


def _started(url: str) -> ForkProcess:
    process = get_context("fork").Process(target=_keep_all, args=(url,))
    process.start()
    return process


def _whole(ledger: Ledger) -> None:
    """What every moment must hold: releases with all their figures, or not at all."""
    assert not ledger.verify()
    for release in ledger.releases():
        assert release.observations == 40


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_blow_at_any_moment_leaves_the_ledger_whole(url: str, request: pytest.FixtureRequest) -> None:
    kind = "postgresql" if "postgresql" in url else "sqlite"
    chance = random.Random(20)
    reached = set()
    _keep_all(url)  # what is loaded here the children need not load
    _begin_anew(url)
    start = time.perf_counter()
    process = _started(url)
    process.join()
    longest = 1.1 * (time.perf_counter() - start)
    _begin_anew(url)
    for blow in range(KILLS[kind]):
        process = _started(url)
        time.sleep(chance.uniform(0.0, longest))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        if kind == "sqlite" and not (Path(url).exists() and _has_tables(Path(url))):
            continue
        with Ledger(url) as ledger:
            kept = len(ledger.releases())
            reached.add(kept)
            if blow % 10 == 0 or kept == RELEASES:
                _whole(ledger)
        # The machine's pace changes: aim anew, so that some blows fall early, some late, few after the end.
        longest *= 0.9 if kept == RELEASES else 1.05
        if kept == RELEASES:
            _begin_anew(url)
    assert len(reached) > 3, "the blows fell at too few different moments to tell"
    _keep_all(url)
    with Ledger(url, create=False) as ledger:
        assert len(ledger.releases()) == RELEASES
        _whole(ledger)
        assert [ledger.reading(r.release.id) for r in readings(RELEASES)] == list(readings(RELEASES))


def _has_tables(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _begin_anew(url: str) -> None:
    """An empty ledger at the same place."""
    from sqlalchemy import create_engine, text

    if "postgresql" not in url:
        for path in Path(url).parent.glob(Path(url).name + "*"):
            path.unlink()
        return
    engine = create_engine(url.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()

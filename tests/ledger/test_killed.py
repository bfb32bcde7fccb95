"""Killed at any moment, the ledger is whole, and running again completes what was begun."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger
from tests.ledger.blows import killed

RELEASES = 12
KILLS = {"sqlite": 60, "postgresql": 60}


def _keep_all(url: str, step: Callable[[], None] = lambda: None) -> None:
    """Keep them all; the steps are: opened, first kept, second kept …."""
    with Ledger(url) as ledger:
        step()
        for reading in readings(RELEASES):
            ledger.keep(reading)
            step()


def _keep_some_at_once(url: str, step: Callable[[], None] = lambda: None) -> None:
    """Keep them all, two to a transaction; the steps are: opened, first two kept, next two kept …."""
    every = readings(RELEASES)
    with Ledger(url) as ledger:
        step()
        while some := tuple(islice(every, 2)):
            ledger.keep_many(some)
            step()


def _whole(ledger: Ledger) -> None:
    """What every moment must hold: releases with all their figures, or not at all."""
    assert not ledger.verify()
    for release in ledger.releases():
        assert release.observations == 40


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize(("keep_all", "most"), [(_keep_all, RELEASES + 1), (_keep_some_at_once, RELEASES // 2 + 1)])
def test_a_blow_at_any_moment_leaves_the_ledger_whole(url: str, keep_all: Callable[..., None], most: int) -> None:
    kind = "postgresql" if "postgresql" in url else "sqlite"
    chance = random.Random(20)
    reached = set()
    _begin_anew(url)
    for blow in range(KILLS[kind]):
        killed(partial(keep_all, url), chance.randint(0, most), chance.uniform(0.0, 2.0))
        if kind == "sqlite" and not (Path(url).exists() and _has_tables(Path(url))):
            continue
        with Ledger(url) as ledger:
            kept = len(ledger.releases())
            reached.add(kept)
            if blow % 10 == 0 or kept == RELEASES:
                _whole(ledger)
        if kept == RELEASES:
            _begin_anew(url)
    assert len(reached) > 3, "the blows fell at too few different moments to tell"
    keep_all(url)
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

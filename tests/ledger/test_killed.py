"""Killed at any moment, the ledger is whole, and running again completes what was begun."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from functools import cache, partial
from itertools import islice
from pathlib import Path

import pytest

from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger
from tallystick.model import Reading
from tests.ledger.blows import killed

RELEASES = 12
KILLS = 24


@cache
def _releases() -> tuple[Reading, ...]:
    """Made once: the children that are killed have them from here."""
    return tuple(readings(RELEASES))


def _keep_all(url: str, step: Callable[[], None] = lambda: None) -> None:
    """Keep them all; the steps are: opened, first kept, second kept …."""
    with Ledger(url) as ledger:
        step()
        for reading in _releases():
            ledger.keep(reading)
            step()


def _keep_some_at_once(url: str, step: Callable[[], None] = lambda: None) -> None:
    """Keep them all, two to a transaction; the steps are: opened, first two kept, next two kept …."""
    every = iter(_releases())
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
@pytest.mark.parametrize(("keep_all", "at_once"), [(_keep_all, 1), (_keep_some_at_once, 2)])
def test_a_blow_at_any_moment_leaves_the_ledger_whole(url: str, keep_all: Callable[..., None], at_once: int) -> None:
    chance = random.Random(20)
    reached, kept = set(), 0
    _releases()
    _begin_anew(url)
    for blow in range(KILLS):
        # What was kept before is passed over quickly: the blows go through the releases, and then begin anew.
        steps = min(kept // at_once + chance.randint(0, 3), RELEASES // at_once + 1)
        killed(partial(keep_all, url), steps, chance.uniform(0.0, 2.0))
        if "postgresql" not in url and not (Path(url).exists() and _has_tables(Path(url))):
            continue
        with Ledger(url) as ledger:
            kept = len(ledger.releases())
            reached.add(kept)
            if blow % 10 == 0 or kept == RELEASES:
                _whole(ledger)
        if kept == RELEASES:
            _begin_anew(url)
            kept = 0
    assert len(reached) > 3, "the blows fell at too few different moments to tell"
    keep_all(url)
    with Ledger(url, create=False) as ledger:
        assert len(ledger.releases()) == RELEASES
        _whole(ledger)
        assert [ledger.reading(r.release.id) for r in _releases()] == list(_releases())


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

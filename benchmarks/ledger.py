"""The ledger on SQLite and PostgreSQL: keeping, as-of, search, checking, and how they grow.

PostgreSQL is a server started for the run from Debian's package; LEDGER_RELEASES sets how many releases.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks._postgresql import temporary_server
from benchmarks._synthetic_releases import FIGURES, readings
from benchmarks.table import Row
from tallystick.ledger import Ledger
from tallystick.ledger.batches import MOST
from tallystick.model import Reading

RELEASES = int(os.environ.get("LEDGER_RELEASES", "10000"))
TITLE = f"Ledger: {RELEASES:,} releases of {FIGURES} figures, read already"
REPEATS = 9
RECENT = 100  # releases at either end whose times are compared


def rows() -> Iterator[Row]:
    """All measurements, first of SQLite, then of PostgreSQL where a server is installed."""
    with tempfile.TemporaryDirectory() as folder:
        yield speed("SQLite: keeping, many at once", keep_many(str(Path(folder) / "many.db")), at_least=400)
        yield from measure("SQLite", str(Path(folder) / "bench.db"), at_least=400)
    with temporary_server() as url:
        if url:
            yield speed("PostgreSQL: keeping, many at once", keep_many(url))
    with temporary_server() as url:
        if url:
            yield from measure("PostgreSQL", url)


def measure(name: str, url: str, at_least: float | None = None) -> Iterator[Row]:
    """All measurements of one database."""
    with Ledger(url) as ledger:
        times = keep_all(ledger, RELEASES)
        yield speed(f"{name}: keeping, one by one", RELEASES / sum(times), at_least)
        early, late = statistics.median(times[:RECENT]), statistics.median(times[-RECENT:])
        growth = f"{late / early:.2f} × ({early * 1000:.2f} to {late * 1000:.2f} ms)"
        yield Row(f"{name}: time per release, last {RECENT} to first {RECENT}", growth, "≤ 1.5 ×", late <= 1.5 * early)
        info = ledger.info()
        yield Row(f"{name}: size", f"{info.bytes / info.observations:,.0f} bytes per figure of {info.observations:,}")
        series = max(ledger.series_list(), key=lambda one: one.statements).key
        fresh = _fresh()
        yield timed(f"{name}: series --as-of", 50, lambda: ledger.series(series, as_of="2015-06-30"))
        yield timed(f"{name}: series, every vintage", 50, lambda: ledger.vintages(series))
        yield timed(f"{name}: search, three words", 100, lambda: ledger.find("orders plant 77"))
        yield timed(f"{name}: search, a word in every sentence", 100, lambda: ledger.find("grew"))
        yield timed(f"{name}: search, Chinese", 100, lambda: ledger.find("规模以上工业"))
        yield timed(f"{name}: checking one release", 200, lambda: ledger.check_against(fresh))
        yield timed(f"{name}: all revisions", None, ledger.revisions)


def speed(what: str, found: float, at_least: float | None = None) -> Row:
    """Releases a second, beside the least that is wanted."""
    wanted = ("", None) if at_least is None else (f"≥ {at_least:g} /s", found >= at_least)
    return Row(what, f"{found:,.0f} releases/s", *wanted)


def keep_many(url: str) -> float:
    """Releases a second where many are kept at once, read already."""
    every, took = readings(RELEASES), 0.0
    with Ledger(url) as ledger:
        while several := list(islice(every, MOST)):
            start = time.perf_counter()
            ledger.keep_many(several)
            took += time.perf_counter() - start
    return RELEASES / took


def keep_all(ledger: Ledger, count: int) -> list[float]:
    """Seconds per release, read already; making the readings is not counted."""
    times = []
    for reading in readings(count):
        start = time.perf_counter()
        ledger.keep(reading)
        times.append(time.perf_counter() - start)
    return times


def _fresh() -> Reading:
    """A release that is not kept, of the last month."""
    *_, last = readings(RELEASES, seed=2)
    return last


def timed(what: str, at_most: float | None, work: Callable[[], object]) -> Row:
    """Median milliseconds of a whole operation, after one to warm up."""
    work()
    taken = []
    for _ in range(REPEATS if at_most else 1):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    took = statistics.median(taken) * 1000
    return Row(what, f"{took:.3g} ms", f"≤ {at_most:g} ms" if at_most else "", took <= at_most if at_most else None)

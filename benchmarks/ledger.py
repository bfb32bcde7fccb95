"""Measures the ledger on SQLite and PostgreSQL: keeping, as-of, search, checking, and how they grow.

    python benchmarks/ledger.py [--releases 10000] [--postgresql URL]

Without a URL a PostgreSQL server is started for the run where Debian's package is installed.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from _postgresql import temporary_server
from _synthetic_releases import FIGURES, readings

from tallystick.ledger import Ledger
from tallystick.model import Reading

BATCH = 100
REPEATS = 9


def main() -> None:
    """Run on both databases and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=10_000)
    parser.add_argument("--postgresql", help="URL of an empty database")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        columns = {"SQLite": measure(str(Path(folder) / "bench.db"), options.releases)}
        with _server(options.postgresql) as url:
            if url:
                columns["PostgreSQL"] = measure(url, options.releases)
    _print(columns, options.releases)


def measure(url: str, count: int) -> dict[str, str]:
    """All numbers of one database."""
    found: dict[str, str] = {}
    with Ledger(url) as ledger:
        times = keep_all(ledger, count)
        early, late = statistics.median(times[:100]), statistics.median(times[-100:])
        found["keeping, releases/s"] = f"{count / sum(times):,.0f}"
        found["keeping, figures/s"] = f"{count * FIGURES / sum(times):,.0f}"
        found["time per release, first 100 (ms)"] = f"{early * 1000:.2f}"
        found["time per release, last 100 (ms)"] = f"{late * 1000:.2f}"
        found["  ratio (at most 1.5)"] = f"{late / early:.2f}"
        info = ledger.info()
        found["figures kept"] = f"{info.observations:,}"
        found["bytes per figure"] = f"{info.bytes / info.observations:,.0f}"
        series = max(ledger.series_list(), key=lambda one: one.statements).key
        fresh = next(_fresh(count))
        found["series --as-of (ms, at most 50)"] = timed(lambda: ledger.series(series, as_of="2015-06-30"))
        found["series, all vintages (ms)"] = timed(lambda: ledger.vintages(series))
        found["search, three words (ms, at most 100)"] = timed(lambda: ledger.find("orders plant 77"))
        found["search, common word (ms, at most 100)"] = timed(lambda: ledger.find("grew"))
        found["search, Chinese (ms, at most 100)"] = timed(lambda: ledger.find("规模以上工业"))
        found["checking one release (ms, at most 300)"] = timed(lambda: ledger.check_against(fresh))
        found["revisions, all (ms)"] = timed(ledger.revisions, repeats=1)
    return found


def keep_all(ledger: Ledger, count: int) -> list[float]:
    """Seconds per release, read already; making the readings is not counted."""
    times = []
    for reading in readings(count):
        start = time.perf_counter()
        ledger.keep(reading)
        times.append(time.perf_counter() - start)
    return times


def _fresh(count: int) -> Iterator[Reading]:
    """A release that is not kept, of the last month."""
    *_, last = readings(min(count, 2000), seed=2)
    yield last


def timed(work: Callable[[], object], repeats: int = REPEATS) -> str:
    """Median milliseconds of a whole operation, after one to warm up."""
    if repeats > 1:
        work()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return f"{statistics.median(taken) * 1000:.1f}"


@contextmanager
def _server(url: str | None) -> Iterator[str | None]:
    if url:
        yield url
        return
    with temporary_server() as found:
        yield found


def _print(columns: dict[str, dict[str, str]], count: int) -> None:
    print(f"ledger, {count:,} releases of {FIGURES} figures")
    print(f"{'':<42}" + "".join(f"{name:>14}" for name in columns))
    for label in next(iter(columns.values())):
        print(f"{label:<42}" + "".join(f"{column[label]:>14}" for column in columns.values()))


if __name__ == "__main__":
    main()

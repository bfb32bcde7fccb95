"""The web desk under load: 20 readers from a second process, beside Datasette on the same SQLite file.

WEB_RELEASES sets how many releases the ledger holds. With WEB_LEDGER, the path of a file, it is filled once and kept
for later runs.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from benchmarks._synthetic_releases import FIGURES, readings
from benchmarks.table import Row
from tallystick.ledger import Ledger

RELEASES = int(os.environ.get("WEB_RELEASES", "10000"))
TITLE = f"Web desk: {RELEASES:,} releases of {FIGURES} figures, 20 readers at once"
READERS, REQUESTS, LONG_RUN, FEWER, OF_A_KIND = 20, 2000, 20_000, 200, 25
DATASETTE = Path(".venv-bench/bin/datasette")


def rows() -> Iterator[Row]:
    """All measurements."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(os.environ.get("WEB_LEDGER", Path(folder) / "bench.db"))
        pages, tables = fill(path)
        command = [sys.executable, "-m", "tallystick", "serve", "--ledger", str(path), "--port", "0"]
        with started(command) as (port, pid):
            for kind, paths in pages.items():
                first = warm(port, paths)
                yield Row(f"desk: {kind}: drawn for the first time", f"{first:.0f} ms", "≤ 1000 ms", first <= 1000)
                yield from measured(f"desk: {kind}", load(port, paths), 40, 150)
            yield checking(port)
            every = [path for paths in pages.values() for path in paths]
            before = memory(pid)
            yield from measured("desk: all kinds, 20,000 requests", load(port, every, LONG_RUN))
            grown = memory(pid) - before
            yield Row("desk: memory over these", f"{before:.0f} MB, then {grown:+.0f} MB", "≤ +10 MB", grown <= 10)
        if DATASETTE.exists():
            command = [str(DATASETTE), "serve", str(path), "--port", "0", "--setting", "suggest_facets", "off"]
            with started(command) as (port, _):
                for kind, paths in tables.items():
                    warm(port, paths)
                    yield from measured(f"Datasette: {kind}", load(port, paths, FEWER))


def fill(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """A ledger of made-up releases; addresses of the desk's pages, and of Datasette's for the same rows."""
    with Ledger(path) as ledger:
        if not ledger.info().releases:
            ledger.keep_many(readings(RELEASES))
        releases = [release.release_id for release in ledger.releases()][-OF_A_KIND:]
        series = sorted(ledger.series_list(), key=lambda info: -info.statements)[:OF_A_KIND]
        with ledger.store.reading() as connection:
            sql = "SELECT key, release_id FROM release ORDER BY key DESC LIMIT 25"
            keys = [row[0] for row in connection.exec_driver_sql(sql)]
            every = connection.exec_driver_sql("SELECT series_key, key FROM series")
            numbers: dict[str, int] = {row[0]: row[1] for row in every}
    pages = {
        "front page": ["/"],
        "release page": [f"/releases/{quote(one, safe='')}" for one in releases],
        "series page": [f"/series/{quote(info.key, safe='=;.')}" for info in series],
        "list of releases": ["/releases"],
        "list of series": ["/series"],
        "list of findings": ["/findings"],
        "search": ["/search?q=orders+plant+77", "/search?q=grew"],
        "suggestions": ["/search/suggest?q=indus"],
    }
    name = path.stem
    tables = {
        "newest releases, 100 rows": [f"/{name}/release?" + urlencode({"_sort_desc": "published", "_nocol": "text"})],
        "a release's figures": [f"/{name}/observation?{urlencode({'release': key})}" for key in keys],
        "a series' figures": [f"/{name}/observation?{urlencode({'series': numbers[info.key]})}" for info in series],
    }
    return pages, tables


@contextmanager
def started(command: Sequence[str]) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its port and process."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        found = None
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                break
        assert found, "the server did not start"
        try:
            yield int(found[1]), process.pid
        finally:
            process.terminate()


def warm(port: int, paths: Sequence[str]) -> float:
    """Ask for each page once, so that what is kept of it is there; the median milliseconds that took."""
    taken = []
    for path in paths:
        start = time.perf_counter()
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
            answer.read()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def load(port: int, paths: Sequence[str], requests: int = REQUESTS) -> dict[str, list[float]]:
    """What 20 readers in another process saw."""
    command = [sys.executable, "-m", "benchmarks._load", "127.0.0.1", str(port), str(READERS), str(requests), *paths]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, list[float]] = json.loads(told)
    return found


def measured(what: str, found: dict[str, list[float]], median: float = 0, late: float = 0) -> Iterator[Row]:
    """Median and 95th percentile, and the size of the largest answer."""
    assert not found["failed"], found["failed"][:5]
    middle, high = statistics.median(found["ms"]), statistics.quantiles(found["ms"], n=20)[-1]
    yield Row(f"{what}: median", f"{middle:.1f} ms", *((f"≤ {median} ms", middle <= median) if median else ()))
    yield Row(f"{what}: 95th percentile", f"{high:.1f} ms", *((f"≤ {late} ms", high <= late) if late else ()))
    size = float(str(found["largest"])) / 1000
    yield Row(f"{what}: largest page", f"{size:.0f} kB", *(("≤ 300 kB", size <= 300) if median else ()))


def checking(port: int) -> Row:
    """A pasted draft of 12 KB, from the form to the annotated page."""
    (reading,) = readings(1, seed=3)
    draft = (reading.release.text * 10)[:12_000]
    base = f"http://127.0.0.1:{port}"
    with urlopen(f"{base}/check") as answer:
        cookie = answer.headers["set-cookie"].split(";")[0]
        csrf = answer.read().decode().partition('name="csrf" value="')[2].partition('"')[0]
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        body = urlencode({"csrf": csrf, "text": draft}).encode()
        with urlopen(Request(f"{base}/check", body, {"Cookie": cookie}), timeout=60) as answer:
            answer.read()
        taken.append((time.perf_counter() - start) * 1000)
    middle = statistics.median(taken)
    return Row("desk: checking a pasted draft of 12 KB", f"{middle:.0f} ms", "≤ 400 ms", middle <= 400)


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    with Path(f"/proc/{pid}/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6

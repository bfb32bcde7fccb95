"""Seasonal adjustment: CPU of a fixed and of an identified model, and of many series of a ledger with kept models.

SERIES sets how many; 1000 take some 110 s of CPU in all, a third of it importing them. CPU is that of this process and
of X-13 together, which is one core's.
"""

from __future__ import annotations

import csv
import os
import resource
import statistics
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.table import Row
from tallystick.adjusting import Adjusted, History, Model, adjust, history
from tallystick.adjusting.keeping import adjust_series, histories, keep
from tallystick.adjusting.many import Outcome, Wish
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger

SERIES = int(os.environ.get("SERIES", "250"))
TITLE = "Seasonal adjustment: X-13ARIMA-SEATS, on one core"
DATA = Path(__file__).parents[1] / "tests" / "unit" / "adjusting"
AIRLINE = Model(transform="log", arima="(0 1 1)(0 1 1)")
DAY = date(2024, 1, 20)
AREAS = ("CN", "US", "JP", "DE", "FR", "GB", "IN", "BR")
_HEAD = "series,area,period,value,unit,measure,adjustment,source,vintage\n"
_RUNS = 21


def rows() -> Iterator[Row]:
    """All measurements."""
    passengers, exports = _series("air_passengers"), _series("china_exports")
    fixed = _median(_RUNS, lambda: adjust(passengers, AIRLINE))
    yield Row("a fixed model, 144 months, CPU", f"{fixed * 1000:.0f} ms", "≤ 25 ms", fixed <= 0.025)
    plain = _median(3, lambda: adjust(passengers, holiday="none"))
    yield Row("a model identified, 144 months, CPU", f"{plain:.2f} s", "≤ 0.7 s", plain <= 0.7)
    moving = _median(3, lambda: adjust(exports, holiday="cny"))
    yield Row("a model identified with windows of Chinese New Year, 366 months, CPU", f"{moving:.2f} s")
    yield from _many()


def _many() -> Iterator[Row]:
    """Series of a ledger: adjusted and kept by a model that is given, then adjusted by those that are kept."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db") as ledger:
        keys = _imported(ledger, Path(folder) / "series.csv")
        done = adjust(_series("air_passengers"), AIRLINE)
        used = _cpu(lambda: list(keep(ledger, _outcomes(ledger, keys, done), DAY)))
        yield Row(f"keeping {len(keys):,} adjusted series as releases, CPU", f"{used:.1f} s")
        wrong = 0

        def adjusted() -> None:
            nonlocal wrong
            wrong = sum(one.done is None or one.identified for one in adjust_series(ledger, keys, Wish(day=DAY)))

        used = _cpu(adjusted)
        if wrong:
            raise SystemExit(f"{wrong} of {len(keys)} series were not adjusted by the model that is kept")
        name = f"{len(keys):,} series of 144 months with kept models, from the ledger, CPU"
        most = 0.03 * len(keys)
        yield Row(name, f"{used:.1f} s", f"≤ {most:.0f} s", used <= most)


def _outcomes(ledger: Ledger, keys: list[str], done: Adjusted) -> Iterator[Outcome]:
    """What adjusting each of these equal series gives."""
    for start in range(0, len(keys), 20):
        for key, points in histories(ledger, keys[start : start + 20]).items():
            yield Outcome(series=key, points=tuple(points), done=done)


def _imported(ledger: Ledger, file: Path) -> list[str]:
    """The keys of the series that are made: the passengers under the name of every indicator, in several areas."""
    points = _points("air_passengers")
    names = [name for name, one in catalogue().items() if one.kind == "flow"]
    told = [(name, area) for area in AREAS for name in names][:SERIES]
    with file.open("w", encoding="utf-8") as stream:
        stream.write(_HEAD)
        for name, area in told:
            stream.writelines(f"{name},{area},{month},{value},t,level,NSA,,2024-01-20\n" for month, value in points)
    ledger.import_series(file)
    return [one.key for one in ledger.series_list(measure="level")]


def _points(name: str) -> list[tuple[str, float]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["period"], float(row["value"])) for row in csv.DictReader(file)]


def _series(name: str) -> History:
    return history(name, _points(name))


def _median(runs: int, work: Callable[[], object]) -> float:
    return statistics.median(_cpu(work) for _ in range(runs))


def _cpu(work: Callable[[], object]) -> float:
    """The seconds of processor time that work takes here and in the programs it runs."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    told = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in told)

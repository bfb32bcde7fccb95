"""A ledger that holds a monthly series and its adjustment, made by hand: nothing is estimated, so it is quick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from tallystick.adjusting import Adjusted, Model, compiled
from tallystick.adjusting.fitness import of_points, series_of
from tallystick.adjusting.histories import step
from tallystick.adjusting.keeping import histories
from tallystick.adjusting.results import Diagnostics
from tallystick.ledger import Ledger
from tallystick.model import Period

HEAD = "series,area,period,value,unit,measure,adjustment,source,vintage\n"
SEASON = (0.9, 0.8, 1.0, 1.0, 1.05, 1.0, 1.0, 1.05, 1.0, 1.1, 1.05, 1.05)
FIRST, MONTHS = Period.parse("2010-01"), 144
NBS = "National Bureau of Statistics of China"


def rising(month: int) -> float:
    """An index of months without its season: up to March 2018, down to March 2019, and up again."""
    return (
        1000.0 + 5 * month
        if month <= 98
        else 1490.0 - 10 * (month - 98)
        if month <= 110
        else 1370.0 + 8 * (month - 110)
    )


def rows(name: str, values: Sequence[float], adjustment: str, vintage: str = "2022-01-20") -> str:
    """Lines of a series file: an output in tons of consecutive months from January 2010."""
    return "".join(
        f"{name},CN,{step(FIRST, n)},{value:.0f},t,level,{adjustment},{NBS},{vintage}\n"
        for n, value in enumerate(values)
    )


def keep_series(ledger: Ledger, folder: Path, *lines: str) -> None:
    """Import lines of series files."""
    file = folder / f"series-{len(ledger.releases())}.csv"
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    ledger.import_series(file)


def keep_adjusted(
    ledger: Ledger, name: str, day: date, course: Callable[[int], float] = rising, after: str = "2022-01"
) -> str:
    """Keep the adjustment of a series as if it were estimated: its course, a straight trend, and the season."""
    [(key, points)] = histories(ledger, series_of(ledger, [name])).items()
    history = of_points(key, points)
    adjusted = tuple(course(n) for n in range(len(points)))
    done = Adjusted(
        history=history,
        model=Model(transform="log", arima="(0 1 1)(0 1 1)", identified=day, until=after),
        adjusted=adjusted,
        trend=tuple(1000.0 + 3 * n for n in range(len(points))),
        factors=tuple(SEASON[n % 12] for n in range(len(points))),
        coefficients=(),
        diagnostics=Diagnostics(aicc=1.0, converged=True, seasonal=True),
    )
    return ledger.keep_many([compiled.parcel(points, done, day)])[0].release_id


def steel(folder: Path, path: Path) -> Ledger:
    """A ledger with the output of crude steel from 2010 to 2021, not adjusted, and its adjustment of the day after."""
    ledger = Ledger(path)
    told = [rising(n) * SEASON[n % 12] for n in range(MONTHS)]
    keep_series(ledger, folder, rows("output of crude steel", told, "NSA"))
    keep_adjusted(ledger, "output.crude_steel.level", date(2022, 1, 21))
    return ledger

"""Published series with known answers. Sources stand in the names of the answers' tests."""

from __future__ import annotations

import csv
from pathlib import Path

from tallystick.adjusting import History, history

HERE = Path(__file__).parent


def points_of(name: str) -> list[tuple[str, float]]:
    """Periods and values of a file beside this one."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["period"], float(row["value"])) for row in csv.DictReader(file)]


def series_of(name: str) -> History:
    """The history in a file beside this one."""
    return history(name, points_of(name))

"""Known answers that lie beside the tests, and their columns as arrays."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).parent
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def cases(name: str) -> dict[str, list[Row]]:
    return {case: list(told) for case, told in groupby(rows(name), lambda row: row["case"])}


def words(told: Sequence[Row], column: str) -> list[str]:
    return [row[column] for row in told]


def numbers(told: Sequence[Row], column: str) -> npt.NDArray[np.float64]:
    return np.array([float(row[column] or "nan") for row in told])


def flags(told: Sequence[Row], column: str) -> npt.NDArray[np.bool_]:
    return np.array([row[column].title() == "True" for row in told])

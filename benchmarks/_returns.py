"""Returns of enterprises, made up: 450,000 firms over 24 months, 10.4 million rows in one Parquet file.

`python -m benchmarks._returns FILE [FIRMS]` writes them, a month a row group, as months arrive. Firms enter and leave,
grow and move with the season; some months are not returned (an empty turnover), few are large and most are small.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet

FIRMS, MONTHS, INDUSTRIES, REGIONS = 450_000, 24, 41, 31
COLUMNS = ("unit", "period", "industry", "region", "design", "turnover", "profit")
"""The seven columns."""


def write(path: Path, firms: int = FIRMS, seed: int = 2026) -> int:
    """Write the returns of so many firms; says how many rows."""
    chance = np.random.default_rng(seed)
    entry = np.where(chance.random(firms) < 0.05, chance.integers(1, MONTHS, firms), 0)
    leaving = np.where(chance.random(firms) < 0.03, chance.integers(2, MONTHS + 1, firms), MONTHS)
    leaving = np.maximum(leaving, entry + 1)
    industry = chance.choice(INDUSTRIES, firms, p=_shares(chance, INDUSTRIES)).astype(np.int32)
    region = chance.choice(REGIONS, firms, p=_shares(chance, REGIONS)).astype(np.int32)
    size = chance.lognormal(6, 1.5, firms)
    growth = chance.normal(0.004, 0.006, firms)
    margin = chance.normal(0.06, 0.05, firms)
    design = np.where(size > np.quantile(size, 0.8), 1.0, np.round(1 + 4 * chance.random(firms), 2))
    units = pyarrow.array([f"F{number:08d}" for number in range(firms)])
    codes = [pyarrow.array([f"{one:02d}" for one in range(count)]) for count in (INDUSTRIES, REGIONS)]
    season = 1 + 0.15 * np.sin(np.arange(12) / 12 * 2 * np.pi)
    rows, writer = 0, None
    for month in range(MONTHS):
        here = np.flatnonzero((entry <= month) & (month < leaving))
        turnover = size[here] * np.exp(growth[here] * month + chance.normal(0, 0.05, len(here))) * season[month % 12]
        profit = turnover * (margin[here] + chance.normal(0, 0.02, len(here)))
        empty = chance.random(len(here)) < 0.03
        columns = [
            units.take(pyarrow.array(here)),
            pyarrow.array([f"{2024 + month // 12}-{month % 12 + 1:02d}"] * len(here)),
            codes[0].take(pyarrow.array(industry[here])),
            codes[1].take(pyarrow.array(region[here])),
            pyarrow.array(design[here]),
            pyarrow.array(np.round(turnover, 1), mask=empty),
            pyarrow.array(np.round(profit, 1), mask=empty),
        ]
        table = pyarrow.table(dict(zip(COLUMNS, columns, strict=True)))
        writer = writer or pyarrow.parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
        rows += len(here)
    assert writer is not None
    writer.close()
    return rows


def _shares(chance: np.random.Generator, count: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    raw = chance.gamma(1.5, 1, count) + 0.05
    return np.asarray(raw / raw.sum())


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), *(int(one) for one in sys.argv[2:])))

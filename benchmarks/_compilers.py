"""One program that compiles returns, as a process of its own: `python -m benchmarks._compilers PROGRAM FILE`.

Each but the scans makes the same figures, from the file on: of two values, of all, by industry and by region, in every
month the level, its growth and that like for like, the points that those in both periods, those that came and those
that left make of it, and of parts the contribution in points and as a rate. Tallystick does so as `tallystick compile`
does: it also counts how every figure was made, takes the SHA-256 of the file and rounds. The others are spared that,
and make sums by industry, region and month, as no enterprise here moves; what follows is common to them (`_figures`).
Of several ways to do it in each the quickest stands here. All are bound to one core. Prints a JSON object: seconds of
processor time and by the clock, the largest memory in MB, and what was made. Starting Python and the program's import
are not counted.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks._returns import INDUSTRIES, MONTHS, REGIONS

LAG = 12
VALUES = ("turnover", "profit")
FIGURES = ("level", "growth", "like_for_like", "both_periods", "entry", "exit", "points", "rate")
DIGITS = {"digits": 6}
INDICATORS = [
    {"id": "industry.revenue", "numerator": VALUES[0], **DIGITS},
    {"id": "industry.profits", "numerator": VALUES[1], **DIGITS},
]
RECIPE = {
    "name": "returns",
    "indicator": INDICATORS,
    "partition": [{"column": "industry"}, {"column": "region"}],
    "rate_digits": 9,
    "threshold": 1,
}
Grid = npt.NDArray[np.float64]
SUMS = ("level", "units", "now", "before", "both")
"""Of a value: what there is and of how many, and of those in both periods what they have, had and how many they are."""


def scan() -> Callable[[str], Any]:
    """All seven columns into Arrow, nothing more."""
    from pyarrow.parquet import read_table

    return lambda path: float(read_table(path).num_rows)


def quick_scan() -> Callable[[str], Any]:
    """The same, codes and periods as dictionaries, as they are in the file."""
    from pyarrow.parquet import read_table

    return lambda path: float(read_table(path, read_dictionary=["period", "industry", "region"]).num_rows)


def tallystick() -> Callable[[str], Grid]:
    """As `tallystick compile`: dense panels, a link group after the other."""
    from tallystick.compiling.making import compile as compiled

    places = {"": 0, "industry": 1, "region": 1 + INDUSTRIES}

    def made(path: str) -> Grid:
        found = np.full((len(VALUES), 1 + INDUSTRIES + REGIONS, MONTHS, len(FIGURES)), np.nan)
        for row in compiled(RECIPE, path):
            place = places[row.partition] + int(row.part or 0)
            month = int(row.period[:4]) * 12 + int(row.period[5:]) - 1 - 2024 * 12
            value = [one["id"] for one in INDICATORS].index(row.indicator)
            found[value, place, month] = [np.nan if (cell := row.cell(one)) is None else cell for one in FIGURES]
        return found

    return made


def pandas() -> Callable[[str], Grid]:
    """Month by month: sums by group, and the enterprises' rows of the year before by their index."""
    import pandas

    keys = ["industry", "region"]

    def codes(told: Any) -> list[Any]:
        return [told.index.get_level_values(one).astype(int) for one in keys]

    def made(path: str) -> Grid:
        table = pandas.read_parquet(path, read_dictionary=["period", *keys])
        table["unit"] = pandas.factorize(table["unit"])[0].astype("int32")
        for name in VALUES:
            table[name] *= table["design"]
        grouped = table.drop(columns="design").groupby("period", observed=True)
        months = [month.set_index("unit") for _, month in sorted(grouped, key=lambda one: str(one[0]))]
        del table, grouped
        cells = _empty()
        for at, now in enumerate(months):
            groups = now.groupby(keys, observed=False)[list(VALUES)]
            for name, told in (("level", groups.sum()), ("units", groups.count())):
                _put(cells, [*codes(told), np.full(len(told), at), *told.to_numpy(dtype=float).T], (name,))
            if at < LAG:
                continue
            before = months[at - LAG].reindex(now.index)
            same = now["industry"].array == before["industry"].array
            columns: dict[str, Any] = {}
            for name in VALUES:
                both = now[name].notna() & before[name].notna() & same
                columns[f"now {name}"], columns[f"before {name}"] = now[name].where(both), before[name].where(both)
                columns[f"both {name}"] = both
            sums = now[keys].assign(**columns).groupby(keys, observed=False).sum()
            for name in SUMS[2:]:
                told = sums[[f"{name} {one}" for one in VALUES]]
                _put(cells, [*codes(told), np.full(len(told), at), *told.to_numpy(dtype=float).T], (name,))
        return _figures(cells)

    return made


def duckdb() -> Callable[[str], Grid]:
    """SQL on the file itself: sums by group, and a join of the later months with the earlier."""
    import duckdb

    levels = ", ".join(f"sum({one}), count({one})" for one in VALUES)
    pairs = ", ".join(
        f"sum(n.{one}) FILTER (b.{one} IS NOT NULL), sum(b.{one}) FILTER (n.{one} IS NOT NULL), "
        f"count(n.{one} + b.{one})"
        for one in VALUES
    )
    weighted = ", ".join(f"{one} * design AS {one}" for one in VALUES)
    month = f"(CAST(left(period, 4) AS INT) - 2024) * {LAG} + CAST(right(period, 2) AS INT) - 1"
    groups = "CAST({0}industry AS INT), CAST({0}region AS INT), {0}month"

    def made(path: str) -> Grid:
        base, cells = duckdb.connect(config={"threads": 1}), _empty()
        base.execute(
            f"CREATE TEMP TABLE r AS SELECT unit, industry, region, {month} AS month, {weighted} FROM '{path}'"
        )
        told = base.execute(f"SELECT {groups.format('')}, {levels} FROM r GROUP BY ALL").fetchnumpy()
        _put(cells, list(told.values()), SUMS[:2])
        told = base.execute(
            f"SELECT {groups.format('n.')}, {pairs} FROM (FROM r WHERE month >= {LAG}) n "
            f"JOIN (FROM r WHERE month < {MONTHS - LAG}) b "
            f"ON b.unit = n.unit AND b.industry = n.industry AND b.month + {LAG} = n.month GROUP BY ALL"
        ).fetchnumpy()
        _put(cells, list(told.values()), SUMS[2:])
        return _figures(cells)

    return made


def polars() -> Callable[[str], Grid]:
    """A lazy plan: a join of each month with that of the year before, sums by group."""
    import polars

    def made(path: str) -> Grid:
        col, cells = polars.col, _empty()
        told = col("period").str.slice(0, 4).cast(polars.Int32), col("period").str.slice(5).cast(polars.Int32)
        table = polars.scan_parquet(path).select(
            "unit",
            "industry",
            "region",
            month=(told[0] - 2024) * LAG + told[1] - 1,
            **{name: col(name) * col("design") for name in VALUES},
        )
        before = table.select("unit", "industry", col("month") + LAG, *VALUES)
        both = table.join(before, on=["unit", "industry", "month"], how="left", suffix=" before")
        parts: list[Any] = []
        for name in VALUES:
            there = col(name).is_not_null() & col(f"{name} before").is_not_null()
            parts += [col(name).sum().alias(f"level {name}"), col(name).count().alias(f"units {name}")]
            parts += [col(name).filter(there).sum().alias(f"now {name}")]
            parts += [col(f"{name} before").filter(there).sum().alias(f"was {name}"), there.sum().alias(f"both {name}")]
        found = both.group_by("industry", "region", "month").agg(parts).collect()
        _put(cells, found.cast(polars.Float64).to_numpy().T, SUMS)
        return _figures(cells)

    return made


def _empty() -> Grid:
    """Values × industries × regions × months × SUMS, nothing in it."""
    return np.zeros((len(VALUES), INDUSTRIES, REGIONS, MONTHS, len(SUMS)))


def _put(cells: Grid, columns: Any, names: tuple[str, ...]) -> None:
    """Put columns (industry, region, month, then these sums of each value) into their cells."""
    first, second, month = (np.asarray(one).astype(int) for one in columns[:3])
    for at, column in enumerate(columns[3:]):
        value, name = divmod(at, len(names))
        cells[value, first, second, month, SUMS.index(names[name])] = np.ma.filled(np.ma.asarray(column, float), 0.0)


def _figures(cells: Grid) -> Grid:
    """From the sums of cells to all figures: values × (all, industries, regions) × months × FIGURES."""
    industries, regions = cells.sum(axis=2), cells.sum(axis=1)
    sums = np.concatenate([industries.sum(axis=1)[:, None], industries, regions], axis=1)
    level, _, now, before, _ = np.moveaxis(sums, -1, 0)
    was = np.full_like(level, np.nan)
    was[..., LAG:] = level[..., :-LAG]
    base, matched = np.where(was > 0, was, np.nan), np.where(before > 0, before, np.nan)
    whole = base[:, :1]
    figures = [
        level,
        100 * (level / base - 1),
        100 * (now / matched - 1),
        100 * (now - before) / base,
        100 * (level - now) / base,
        100 * (before - was) / base,
        100 * (level - was) / whole,
        100 * (level - was) / (level - was)[:, :1],
    ]
    for one in figures[-2:]:
        one[:, 0] = np.nan
    return np.stack(figures, axis=-1)


def _told(found: Grid) -> Any:
    """The same as lists, None where there is no number."""
    told = found.astype(object)
    told[np.isnan(found)] = None
    return told.tolist()


PEERS: dict[str, Callable[[], Callable[[str], Any]]] = {"pandas": pandas, "DuckDB": duckdb, "Polars": polars}
PROGRAMS = {"scan": scan, "quick scan": quick_scan, "tallystick": tallystick, **PEERS}


def main(name: str, path: str) -> None:
    """Measure one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    made = PROGRAMS[name]()
    clock, worked = time.perf_counter(), time.process_time()
    found = made(path)
    told = {
        "seconds": time.perf_counter() - clock,
        "worked": time.process_time() - worked,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        "made": found if isinstance(found, float) else _told(found),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""One program that compiles returns, as a process of its own: `python -m benchmarks._compilers PROGRAM FILE`.

Scan, tallystick and pandas read all seven columns; DuckDB and Polars leave out the region, which no figure needs. Each
but the scan makes the same figures: by industry and month of two values the weighted level, how many
enterprises, and, with the same month a year before, what the enterprises in both have and had. From these follow growth
of levels and like for like, entry and exit. Prints a JSON object: seconds of processor time and by the clock, the
largest memory in MB, and what was made. Python's own start is not counted; the program's import is not either.
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

from benchmarks._returns import MONTHS

LAG = 12
VALUES = ("turnover", "profit")
INDICATORS = [{"id": "industry.revenue", "numerator": VALUES[0]}, {"id": "industry.profits", "numerator": VALUES[1]}]
Grid = npt.NDArray[np.float64]
# Industries × months × (level, units, matched now, matched before, matched units) of each value.
PARTS = 5 * len(VALUES)


def scan() -> Callable[[str], Any]:
    """All seven columns into Arrow, nothing more."""
    from pyarrow.parquet import read_table

    return lambda path: float(read_table(path).num_rows)


def tallystick() -> Callable[[str], Grid]:
    """As `tallystick compile` does it: dense panels, a link group after the other."""
    from tallystick.compiling.growth import bridge
    from tallystick.compiling.panel import panels
    from tallystick.compiling.recipe_loading import load

    recipe = load({"name": "returns", "indicator": INDICATORS, "partition": [{"column": "region"}]})

    def made(path: str) -> Grid:
        found = []
        for panel in panels(path, recipe):
            parts: list[Any] = []
            for name in VALUES:
                values = panel.values[name]
                one = bridge(values if panel.weight is None else values * panel.weight, LAG)
                parts += [one.now, one.units, one.matched_now, one.matched_before, one.matched_units]
            found.append(np.stack([np.asarray(part[0], float) for part in parts], axis=1))
        return np.stack(found)

    return made


def compiled() -> Callable[[str], Any]:
    """The whole of it: the same and how each figure was made, rounded, with parts that add up as printed."""
    from tallystick.compiling.making import compile as whole

    parts = [{"column": "industry"}, {"column": "region"}]
    recipe = {"name": "returns", "indicator": INDICATORS, "partition": parts}
    return lambda path: float(len(whole(recipe, path)))


def pandas() -> Callable[[str], Grid]:
    """A merge of each month with that of the year before, sums by group."""
    import pandas

    def made(path: str) -> Grid:
        table = pandas.read_parquet(path)
        month = table["period"].astype("category").cat.codes.astype("int32")
        keys = ["unit", "industry", "month"]
        wide = pandas.DataFrame({"unit": table["unit"], "industry": table["industry"], "month": month})
        for name in VALUES:
            wide[name] = table[name] * table["design"]
        del table
        before = wide.assign(month=wide["month"] + LAG)
        both = wide.merge(before, on=keys, how="left", suffixes=("", "_before"))
        del before
        columns: dict[str, Any] = {}
        for name in VALUES:
            matched = both[name].notna() & both[f"{name}_before"].notna()
            columns[f"{name}_now"] = both[name].where(matched)
            columns[f"{name}_then"] = both[f"{name}_before"].where(matched)
        every = pandas.concat([both[["industry", "month", *VALUES]], pandas.DataFrame(columns)], axis=1)
        groups = every.groupby(["industry", "month"], sort=True)
        sums, counts = groups.sum(), groups.count()
        parts = []
        for name in VALUES:
            parts += [sums[name], counts[name], sums[f"{name}_now"], sums[f"{name}_then"], counts[f"{name}_now"]]
        return _grid(pandas.concat(parts, axis=1).to_numpy(dtype=float))

    return made


def duckdb() -> Callable[[str], Grid]:
    """SQL on the file itself, a join of each month with that of the year before."""
    import duckdb

    parts = ", ".join(
        f"sum(n.{one}), count(n.{one}), sum(n.{one}) FILTER (b.{one} IS NOT NULL), "
        f"sum(b.{one}) FILTER (n.{one} IS NOT NULL), count(*) FILTER (n.{one} IS NOT NULL AND b.{one} IS NOT NULL)"
        for one in VALUES
    )
    weighted = ", ".join(f"{one} * design AS {one}" for one in VALUES)
    month = "CAST(left(period, 4) AS INT) * 12 + CAST(right(period, 2) AS INT)"

    def made(path: str) -> Grid:
        base = duckdb.connect(config={"threads": 1})
        found = base.execute(
            f"WITH r AS MATERIALIZED (SELECT unit, industry, region, {month} AS month, {weighted} FROM '{path}') "
            f"SELECT n.industry, n.month, {parts} FROM r n LEFT JOIN r b ON b.unit = n.unit "
            f"AND b.industry = n.industry AND b.month + {LAG} = n.month GROUP BY ALL ORDER BY 1, 2"
        ).fetchnumpy()
        return _grid(np.column_stack([np.ma.filled(one, np.nan) for one in list(found.values())[2:]]))

    return made


def polars() -> Callable[[str], Grid]:
    """A lazy plan: a join of each month with that of the year before, sums by group."""
    import polars

    def made(path: str) -> Grid:
        col = polars.col
        table = polars.scan_parquet(path).select(
            "unit",
            "industry",
            "region",
            month=(col("period").str.slice(0, 4).cast(int) * 12 + col("period").str.slice(5).cast(int)),
            **{name: col(name) * col("design") for name in VALUES},
        )
        keys = ["unit", "industry", "month"]
        before = table.select("unit", "industry", col("month") + LAG, *VALUES)
        both = table.join(before, on=keys, how="left", suffix="_before")
        parts: list[Any] = []
        for name in VALUES:
            there = col(name).is_not_null() & col(f"{name}_before").is_not_null()
            parts += [col(name).sum().alias(f"{name}1"), col(name).count().alias(f"{name}2")]
            parts += [col(name).filter(there).sum().alias(f"{name}3")]
            parts += [col(f"{name}_before").filter(there).sum().alias(f"{name}4"), there.sum().alias(f"{name}5")]
        found = both.group_by("industry", "month").agg(parts).sort("industry", "month").collect()
        return _grid(found.select(polars.nth(range(2, 2 + PARTS)).cast(polars.Float64)).to_numpy())

    return made


def _grid(flat: Grid) -> Grid:
    """Rows by industry and month as industries × months × parts."""
    return flat.reshape(-1, MONTHS, PARTS)


PEERS: dict[str, Callable[[], Callable[[str], Any]]] = {"pandas": pandas, "DuckDB": duckdb, "Polars": polars}
PROGRAMS = {"scan": scan, "tallystick": tallystick, "compile": compiled, **PEERS}


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
        "made": np.nan_to_num(found).tolist(),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])

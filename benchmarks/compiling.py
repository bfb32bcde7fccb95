"""Compiling 10.4 million returns beside a bare scan of their seven columns, pandas, DuckDB and Polars.

Each is a process of its own, bound to one core, and is told by its processor time: other programs beside it matter
little. All make the same figures, compared to nine digits: sums by industry and month, without edits or imputation. The
file that TALLYSTICK_RETURNS names, if any, keeps the returns between runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._compilers import PEERS, PROGRAMS
from benchmarks._returns import FIRMS, MONTHS, write
from benchmarks.table import Row, ratio

TITLE = f"Compiling: {FIRMS:,} enterprises, {MONTHS} months, on one core"
_MOST = 9.0
_MOST_MB = 2000.0
_ROUNDS = 2


def rows() -> Iterator[Row]:
    """Processor time of each as a multiple of the scan's, and the largest memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(os.environ.get("TALLYSTICK_RETURNS", Path(folder) / "returns.parquet"))
        if not path.exists():
            write(path)
        found = {name: _best(name, path) for name in PROGRAMS}
    floor, own = found["scan"], found["tallystick"]
    yield Row("bare scan of seven columns", f"{floor['worked']:.3g} s, {floor['made'] / 1e6:.3g} million returns")
    yield ratio("tallystick: levels and like for like, to the scan", own["worked"] / floor["worked"], at_most=_MOST)
    whole, most = found["compile"], max(own["mb"], found["compile"]["mb"])
    yield ratio("tallystick compile, two partitions, to the scan", whole["worked"] / floor["worked"], at_most=_MOST)
    yield Row("tallystick: memory", f"{most:.0f} MB", f"≤ {_MOST_MB:.0f} MB", most <= _MOST_MB)
    for name in PEERS:
        other = found[name]
        told = f"{other['worked'] / floor['worked']:.3g} ×, {other['mb']:.0f} MB"
        yield Row(f"{name}, to the scan", told, "tallystick ahead", own["worked"] < other["worked"])
        same = np.allclose(own["made"], other["made"], rtol=1e-9)
        yield Row(f"{name}: figures", "the same" if same else "others", "the same", same)


def _best(name: str, path: Path) -> dict[str, Any]:
    """The quickest of some rounds."""
    return min((_run(name, path) for _ in range(_ROUNDS)), key=lambda told: float(told["worked"]))


def _run(name: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks._compilers", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    told: dict[str, Any] = json.loads(done.stdout)
    return told

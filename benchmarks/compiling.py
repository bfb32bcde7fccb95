"""Compiling 10.4 million returns beside a bare scan of their seven columns, pandas, DuckDB and Polars.

Each is a process of its own, bound to one core, and is told by its processor time, the least of some rounds that take
turns: other programs beside them matter little. All do the whole job and make the same 28,032 figures, compared to nine
digits (see `_compilers`), without edits or imputation. The file that TALLYSTICK_RETURNS names, if any, keeps the
returns between runs.
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
_ROUNDS = 3


def rows() -> Iterator[Row]:
    """Processor time of each as a multiple of the scan's, and the largest memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(os.environ.get("TALLYSTICK_RETURNS", Path(folder) / "returns.parquet"))
        if not path.exists():
            write(path)
        found = _quickest(path)
    floor, own = found["scan"], found["tallystick"]
    quick = found["quick scan"]["worked"]
    yield Row("bare scan of seven columns", f"{floor['worked']:.3g} s, {floor['made'] / 1e6:.3g} million returns")
    yield Row("the same, codes and periods as dictionaries", f"{quick:.3g} s")
    yield ratio("tallystick compile, to the bare scan", own["worked"] / floor["worked"], at_most=_MOST)
    yield ratio("tallystick compile, to the scan with dictionaries", own["worked"] / quick, at_most=_MOST)
    yield Row("tallystick compile: memory", f"{own['mb']:.0f} MB", f"≤ {_MOST_MB:.0f} MB", own["mb"] <= _MOST_MB)
    for name in PEERS:
        other = found[name]
        told = f"{other['worked'] / floor['worked']:.3g} ×, {other['mb']:.0f} MB"
        yield Row(f"{name}, to the bare scan", told, "tallystick ahead", own["worked"] < other["worked"])
        same = _same(own["made"], other["made"])
        yield Row(f"{name}: figures", "the same" if same else "others", "the same", same)


def _same(one: Any, other: Any) -> bool:
    """Whether two make the same figures, levels and rates to nine digits; what is none in one is none in the other."""
    return np.allclose(np.array(one, float), np.array(other, float), rtol=1e-9, atol=2e-9, equal_nan=True)


def _quickest(path: Path) -> dict[str, dict[str, Any]]:
    """Of each program the quickest of some rounds."""
    found: dict[str, dict[str, Any]] = {}
    for _ in range(_ROUNDS):
        for name in PROGRAMS:
            told = _run(name, path)
            if name not in found or told["worked"] < found[name]["worked"]:
                found[name] = told
    return found


def _run(name: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks._compilers", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    told: dict[str, Any] = json.loads(done.stdout)
    return told

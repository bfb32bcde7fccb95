"""Reconciling in bulk: figures a second and memory, beside z3 and codac on the same synthetic problems.

    python -m benchmarks reconcile

Each size runs in a process of its own, so that memory is its own. "whole" is contraction in columns and the
exact proof of everything it nominates. z3 decides each component exactly with open ends (QF_NRA); codac
contracts each component with one HC4 contractor per tie. Both get the components of the same problem.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.solvers import codac_empty, z3_unsatisfiable
from benchmarks.synthetic import generate
from benchmarks.table import Row
from tallystick.reconciling.propagate import contract_columns
from tallystick.reconciling.prove import proven

TITLE = "Reconciling in bulk"
MANY = 1_000_000
SIZES = {1_000: 0, 100_000: 1_000_000, MANY: 0}  # figures, and the least figures a second
SOLVED = 2_000  # figures of the problem that the solvers get too
BYTES = 400


def memory() -> int:
    """The most memory this process held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(figures: int, repeats: int = 3) -> dict[str, float]:
    """One size: seconds of contraction and proof (the best of some runs), memory a figure, and what was found."""
    problem = generate(figures)
    held = memory()
    best = (float("inf"), 0.0, 0.0)
    found: list[int] = []
    for _ in range(repeats):
        start = time.perf_counter()
        contracted = contract_columns(problem.network)
        middle = time.perf_counter()
        found = proven(problem.network, problem.box, contracted.suspect)
        end = time.perf_counter()
        best = min(best, (end - start, middle - start, end - middle))
    corrupted = set(problem.corrupted.tolist())
    size = problem.figures
    arrays = sum(block.variables.nbytes for block in problem.network.blocks)
    arrays += problem.network.lower.nbytes * 2 + problem.network.component.nbytes
    return {
        "figures": size,
        "components": problem.components,
        "columns_s": best[1],
        "proof_s": best[2],
        "figures_per_s": size / best[0],
        "network_bytes_a_figure": arrays / size,
        "working_bytes_a_figure": max(0, memory() - held) / size,
        "contradictions": len(found),
        "corrupted": len(corrupted),
        "clean_flagged": len(set(found) - corrupted),
    }


def beside_solvers(figures: int = SOLVED) -> Iterator[Row]:
    """Both solvers on the same problem: their speed, and whether their verdicts are ours."""
    problem = generate(figures)
    size = problem.figures
    start = time.perf_counter()
    ours = set(proven(problem.network, problem.box, contract_columns(problem.network).suspect))
    spent = time.perf_counter() - start
    yield Row(f"{size:,} figures: tallystick", f"{size / spent:,.0f} figures/s, {len(ours)} contradictions")
    for name, decide in (("codac", codac_empty), ("z3", z3_unsatisfiable)):
        start = time.perf_counter()
        try:
            theirs = decide(problem)
        except ImportError:
            yield Row(f"{name} is not installed", "install the extra `bench`")
            continue
        taken = time.perf_counter() - start
        differing = f"{len(theirs - ours)} only there, {len(ours - theirs)} only here"
        yield Row(f"the same: {name}", f"{size / taken:,.0f} figures/s (1/{taken / spent:,.0f}), {differing}")


def rows() -> Iterator[Row]:
    """All sizes, each in a process of its own, then the solvers."""
    for size, least in SIZES.items():
        command = [sys.executable, str(Path(__file__)), str(size)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        speed = found["figures_per_s"]
        fast = (f"≥ {least:,} figures/s", speed >= least) if least else ("", None)
        yield Row(f"{found['figures']:,} figures, proof included", f"{speed:,.0f} figures/s", *fast)
        share = f"{found['contradictions']} of {found['corrupted']} corrupted found"
        yield Row("… contradictions", f"{share}, {found['clean_flagged']} clean flagged", "0 clean flagged",
                  found["clean_flagged"] == 0)  # fmt: skip
        held = found["network_bytes_a_figure"] + found["working_bytes_a_figure"]
        wanted = ("≤ 400 bytes a figure", held <= BYTES) if size == MANY else ("", None)
        yield Row("… memory", f"{held:.0f} bytes a figure", *wanted)
    yield from beside_solvers()


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))

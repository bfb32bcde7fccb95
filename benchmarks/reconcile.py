"""Reconciling in bulk: figures a second and memory, beside z3 and codac on the same synthetic problems.

    python benchmarks/reconcile.py [--sizes 1000 100000 1000000] [--solver-figures 1000]

Each size runs in a process of its own, so that memory is its own. "whole" is contraction in columns and the
exact proof of everything it nominates. z3 decides each component exactly with open ends (QF_NRA); codac
contracts each component with one HC4 contractor per tie. Both get the components of the same problem.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.solvers import codac_empty, z3_unsatisfiable
from benchmarks.synthetic import generate
from tallystick.reconciling.propagate import contract_columns
from tallystick.reconciling.prove import proven


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


def compare(figures: int) -> list[str]:
    """Both solvers on the same problem: their speed, and whether their verdicts are ours."""
    problem = generate(figures)
    size = problem.figures
    start = time.perf_counter()
    ours = set(proven(problem.network, problem.box, contract_columns(problem.network).suspect))
    spent = time.perf_counter() - start
    lines = [f"| tallystick | {size:,} | {size / spent:,.0f} | 1 | {len(ours)} | | |"]
    for name, decide in (("codac", codac_empty), ("z3", z3_unsatisfiable)):
        start = time.perf_counter()
        try:
            theirs = decide(problem)
        except ImportError:
            lines.append(f"| {name} is not installed: pip install tallystick[bench] | | | | | |")
            continue
        taken = time.perf_counter() - start
        lines.append(
            f"| {name} | {size:,} | {size / taken:,.0f} | 1/{taken / spent:,.0f} | {len(theirs)} "
            f"| {len(theirs - ours)} | {len(ours - theirs)} |"
        )
    return lines


def main() -> None:
    """Run all sizes and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--solver-figures", type=int, default=2_000)
    parser.add_argument("--one", type=int)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one)))
        return
    print("| figures | figures/s | contraction s | proof s | bytes: network + work | found / corrupted | false |")
    print("|---|---|---|---|---|---|---|")
    for size in arguments.sizes:
        command = [sys.executable, str(Path(__file__)), "--one", str(size)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(
            f"| {row['figures']:,} | {row['figures_per_s']:,.0f} | {row['columns_s']:.4f} | {row['proof_s']:.4f} "
            f"| {row['network_bytes_a_figure']:.0f} + {row['working_bytes_a_figure']:.0f} "
            f"| {row['contradictions']} / {row['corrupted']} | {row['clean_flagged']} |"
        )
    print("\n| same problem | figures | figures/s | speed | contradictions | only there | only here |")
    print("|---|---|---|---|---|---|---|")
    print("\n".join(compare(arguments.solver_figures)))


if __name__ == "__main__":
    main()

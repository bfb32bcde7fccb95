"""How many of the ties that a careful reader finds are told: listed ties held against the findings of a check.

usage: python -m benchmarks.tied [--misses] [--reader NAME] CORPUS [LIST.jsonl …]

A list (by default those in `benchmarks/ties`, made by hand before anybody saw what the program says) has one object a
line. One with `file` and `read` says which part of a text was read; one with `file`, `kind`, `figures` (places as
`[start, end]`), `where` and `agrees` is a tie, told by offsets alone. A tie is found
when one check names all its figures, or when checks that share figures do so together.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import tallystick
from tallystick.reconciling import Report

LISTS = Path(__file__).parent / "ties"
Span = tuple[int, int]


def told(report: Report) -> list[set[Span]]:
    """The places of the figures of each check."""
    spans = {o.id: (o.start, o.end) for o in report.observations}
    return [
        {spans[figure] for figure in finding.figures if figure in spans}
        for finding in report.findings
        if finding.kind == "check"
    ]


def found(tie: Iterable[Span], checks: Sequence[set[Span]]) -> bool:
    """Whether a check, or several that hang together, name a figure at every place of a tie.

    >>> found([(0, 2), (9, 12)], [{(0, 2), (8, 12), (20, 22)}])
    True
    """
    places = [[check for check in checks if any(a < end and start < b for a, b in check)] for start, end in tie]
    if any(all(any(check is other for other in others) for others in places) for check in places[0]):
        return True
    return all(places) and _hang_together([check for others in places for check in others])


def _hang_together(checks: Sequence[set[Span]]) -> bool:
    joined, waiting = set(checks[0]), list(checks[1:])
    while near := [check for check in waiting if joined & check]:
        for check in near:
            joined |= check
        waiting = [check for check in waiting if not check <= joined]
    return not waiting


def _ties(path: Path) -> Iterator[dict[str, Any]]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return (row for row in rows if "figures" in row)


def main(arguments: Sequence[str]) -> None:
    """Print recall by place and kind."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("lists", type=Path, nargs="*", default=sorted(LISTS.glob("*.jsonl")))
    parser.add_argument("--reader", default="auto")
    parser.add_argument("--misses", action="store_true", help="print what is not found")
    given = parser.parse_args(arguments)
    reports: dict[str, list[set[Span]]] = {}
    counts: Counter[tuple[str, bool]] = Counter()
    for tie in (tie for path in given.lists for tie in _ties(path)):
        name = tie["file"]
        if name not in reports:
            reports[name] = told(tallystick.check(given.corpus / name, reader=given.reader))
        hit = found([(start, end) for start, end in tie["figures"]], reports[name])
        for key in ("all", tie["where"], f"{tie['where']} {tie['kind']}"):
            counts[key, hit] += 1
        if not hit and given.misses:
            text = (given.corpus / name).read_bytes().decode("utf-8")
            print(name, tie["where"], tie["kind"], [text[start:end] for start, end in tie["figures"]])
    for key in sorted({key for key, _ in counts}):
        total = counts[key, True] + counts[key, False]
        print(f"{key:28} {counts[key, True]:4} of {total:4}  {counts[key, True] / total:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])

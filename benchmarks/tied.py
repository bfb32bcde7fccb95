"""How many of the ties that a careful reader finds are told: listed ties held against the findings of a check.

usage: python -m benchmarks.tied [--misses] [--reader NAME] CORPUS [LIST.jsonl …]

A list (by default those in `benchmarks/ties`, made by hand before anybody saw what the program says) has one object a
line. One with `file` and `read` says which part of a text was read; one with `file`, `kind`, `figures` (places as
`[start, end]`), `where` and `agrees` is a tie, told by offsets alone. In documents, whose text is made by the program
itself, a figure of running text is told by its words and the last letters `after` which they stand, one of a table by
its words and a part of the labels of its `row` and `column`. A tie is found
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
from tallystick.model import Observation
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


def found(tie: Iterable[Sequence[Span]], checks: Sequence[set[Span]]) -> bool:
    """Whether a check, or several that hang together, name each figure of a tie at one of its places.

    >>> found([[(0, 2)], [(9, 12)]], [{(0, 2), (8, 12), (20, 22)}])
    True
    """
    named = [
        [check for check in checks if any(a < end and start < b for a, b in check for start, end in one)] for one in tie
    ]
    if any(all(any(check is other for other in others) for others in named) for check in named[0]):
        return True
    return all(named) and _hang_together([check for others in named for check in others])


def _hang_together(checks: Sequence[set[Span]]) -> bool:
    joined, waiting = set(checks[0]), list(checks[1:])
    while near := [check for check in waiting if joined & check]:
        for check in near:
            joined |= check
        waiting = [check for check in waiting if not check <= joined]
    return not waiting


def places(figures: Iterable[Any], report: Report) -> list[list[Span]]:
    """Of each figure of a tie the places where it stands; none where a document gives it nowhere."""
    texts = {reading.release.id: reading.release.text for reading in report.readings}
    return [
        [tuple(figure), *_again(figure, report)] if isinstance(figure, list) else list(_named(figure, report, texts))
        for figure in figures
    ]


def _again(figure: list[int], report: Report) -> Iterator[Span]:
    """Where the cell at a place stands again: other tables may print the same row."""
    cells = [one for one in report.observations if one.is_cell]
    here = {_row(one) for one in cells if one.start < figure[1] and figure[0] < one.end}
    return ((one.start, one.end) for one in cells if _row(one) in here)


def _row(cell: Observation) -> tuple[object, ...]:
    return (cell.text, cell.row[-1:], cell.period)


def _named(figure: dict[str, str], report: Report, texts: dict[str, str]) -> Iterator[Span]:
    words = _plain(figure["text"])
    for one in report.observations:
        if words not in _plain(one.text) or one.is_cell is ("after" in figure):
            continue
        if "after" in figure:
            before = _plain(texts[one.release][max(one.start - 200, 0) : one.start], letters=True)
            named = before.endswith(figure["after"])
        else:
            labels = _plain("".join((*one.row, *one.column)))
            named = _plain(figure["row"]) in labels and _plain(figure["column"]) in labels
        if named:
            yield one.start, one.end


def _words(figure: Any, report: Report) -> str:
    return str(figure["text"]) if isinstance(figure, dict) else report.readings[0].release.text[slice(*figure)]


def _plain(words: str, *, letters: bool = False) -> str:
    kept = words.casefold().replace("−", "-").replace("‐", "-")
    return "".join(char for char in kept if (char.isalnum() if letters else not char.isspace()))


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
    reports: dict[str, Report] = {}
    counts: Counter[tuple[str, bool]] = Counter()
    for tie in (tie for path in given.lists for tie in _ties(path)):
        name = tie["file"]
        if name not in reports:
            reports[name] = tallystick.check(given.corpus / name, reader=given.reader)
        hit = found(places(tie["figures"], reports[name]), told(reports[name]))
        for key in ("all", tie["where"], f"{tie['where']} {tie['kind']}", Path(name).name):
            counts[key, hit] += 1
        if not hit and given.misses:
            print(name, tie["where"], tie["kind"], [_words(figure, reports[name]) for figure in tie["figures"]])
    for key in sorted({key for key, _ in counts}):
        total = counts[key, True] + counts[key, False]
        print(f"{key:44} {counts[key, True]:4} of {total:4}  {counts[key, True] / total:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])

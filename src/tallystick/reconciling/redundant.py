"""Redundant unknowns that let contraction see what it would miss: the grand total of a table nobody prints.

Row sums and column sums of a table tie every cell twice, but contraction looks at one sum at a time: it
cannot see that all rows and all columns add up to the same. One more unknown, that total, shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallystick.reconciling.evidence import Quantity
from tallystick.reconciling.expression import compile_tape
from tallystick.reconciling.ties import Tie

SUM = "whole = sum(part)"


def grand_totals(ties: Sequence[Tie]) -> list[Tie]:
    """For every table among the sums two more ties: its total is the sum of the rows, and of the columns."""
    sums = [tie for tie in ties if tie.identity.formula == SUM]
    by_part: dict[Quantity, list[Tie]] = defaultdict(list)
    for tie in sums:
        for part in tie.role("part"):
            by_part[part].append(tie)
    return [extra for rows, columns in _tables(sums, by_part) for extra in _totals(rows, columns)]


def _tables(sums: Sequence[Tie], by_part: dict[Quantity, list[Tie]]) -> Iterator[tuple[list[Tie], list[Tie]]]:
    """Sets of sums in which every part stands in one sum of either side."""
    side: dict[int, bool] = {}
    for start in sums:
        if id(start) in side:
            continue
        side[id(start)] = True
        members, waiting = [start], [start]
        while waiting:
            tie = waiting.pop()
            for other in (other for part in tie.role("part") for other in by_part[part]):
                if id(other) not in side:
                    side[id(other)] = not side[id(tie)]
                    members.append(other)
                    waiting.append(other)
        rows = [tie for tie in members if side[id(tie)]]
        columns = [tie for tie in members if not side[id(tie)]]
        if len(rows) > 1 and len(columns) > 1 and _parts(rows) == _parts(columns):
            yield rows, columns


def _parts(ties: Sequence[Tie]) -> list[Quantity]:
    return sorted(part for tie in ties for part in tie.role("part"))


def _totals(rows: Sequence[Tie], columns: Sequence[Tie]) -> Iterator[Tie]:
    first = rows[0].role("whole")[0]
    total = first._replace(series=f"@total of {first.series}", variant=-1)
    for group in (rows, columns):
        wholes = tuple(tie.role("whole")[0] for tie in group)
        tape = compile_tape(SUM, (("whole", 1), ("part", len(wholes))), ())
        yield Tie(group[0].identity, (("whole", (total,)), ("part", wholes)), tape)

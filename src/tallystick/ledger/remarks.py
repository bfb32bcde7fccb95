"""What befell figures of an imported file: one remark a reason, with the first of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

_ROW = re.compile(r"row \d+: ")
MOST_SHOWN = 3
"""Rows named in a remark."""


class Remark(msgspec.Struct, frozen=True):
    """Why something befell figures, how many, and the first of them."""

    why: str
    figures: int
    first: tuple[str, ...]


def remarks(told: Iterable[tuple[str, str]], before: str) -> Iterator[Remark]:
    """Of pairs `row 3: name, period` (or without its row) and reason: one remark a reason, of most figures first.

    >>> [r.figures for r in remarks([("row 2: a, 2021", "why"), ("row 3: a, 2022", "why")], "left out: ")]
    [2]
    >>> [r.first for r in remarks([("a, 2021", "why"), ("a, 2022", "why"), ("b, 2021", "why")], "left out: ")]
    [('a, 2021', 'b, 2021')]
    """
    rows: dict[str, list[str]] = defaultdict(list)
    for shown, why in told:
        rows[why].append(shown)
    for why, lines in sorted(rows.items(), key=lambda pair: -len(pair[1])):
        first_of_each = {_ROW.sub("", line).rpartition(", ")[0]: line for line in reversed(lines)}
        yield Remark(before + why, len(lines), tuple([*reversed(first_of_each.values())][:MOST_SHOWN]))


def gathered(told: Iterable[Remark]) -> list[Remark]:
    """Remarks of several vintages, those of one reason as one."""
    by_reason: dict[str, list[Remark]] = defaultdict(list)
    for remark in told:
        by_reason[remark.why].append(remark)
    return [
        Remark(why, sum(r.figures for r in same), tuple(line for r in same for line in r.first)[:MOST_SHOWN])
        for why, same in by_reason.items()
    ]

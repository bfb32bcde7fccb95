"""What rows take from the rows above them: the whole that a group parts, a name, a unit."""

from __future__ import annotations

from collections.abc import Callable

from tallystick.model.table import Path, Table
from tallystick.reading.tables.labels import Label
from tallystick.reading.tables.sides import Side
from tallystick.reading.tables.subjects import is_partition


def wholes(table: Table, label: Callable[[str], Label]) -> dict[int, str]:
    """Row → the words of the whole that its group parts (`By sector`): the last row before the group."""
    found: dict[int, str] = {}
    whole = ""
    for row, path in enumerate(table.rows):
        if any(is_partition(words) for words in path):
            found[row] = whole
        elif path:
            whole = label(path[-1]).words
    return found


def carried_names(table: Table, label: Callable[[str], Label]) -> dict[int, Path]:
    """Row → its path under the name above it, for rows that only say how the same is told (`y/y change, %`)."""
    found: dict[int, Path] = {}
    name = ""
    for row, path in enumerate(table.rows):
        labels = [label(words) for words in path]
        if any(one.words for one in labels):
            name = path[-1] if labels[-1].words else name
        elif name and any(one.kind or one.claims for one in labels) and not any(one.whens for one in labels):
            found[row] = (name, *path)
    return found


def lent_units(table: Table, side: Callable[[Path], Side]) -> dict[int, Side]:
    """Row → the unit of the row above, for rows without one in a table that tells none for all."""
    found: dict[int, Side] = {}
    last: Side | None = None
    for row, path in enumerate(table.rows):
        if not path:
            continue
        units = side(path).units
        if units:
            last = Side((Label(claims=tuple(told.claim for told in units)),))
        elif last is not None:
            found[row] = last
    return found

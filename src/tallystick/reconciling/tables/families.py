"""Cells that can be ranked and counted: one measure of one time, of the rows (or columns) of a table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tallystick.reconciling.tables.cells import Cell, Figures, Sheet
from tallystick.reconciling.tables.totals import is_total
from tallystick.reconciling.tables.words import Tokens, knowledge, tells_time, tokens

LEAST = 3  # members that make a family
MOSTLY = 0.8  # of the names of a table that have a row which the others should have, too
_MARKS = re.compile(r"[*†‡()（）\[\]]|\d\)$")

Key = tuple[object, ...]
Kinship = tuple[str, Cell, tuple[str, ...], Tokens]
"""A member's name and cell, the labels it shares with the others, and the tokens around."""


@dataclass(frozen=True, slots=True)
class Family:
    """Cells of one measure and time by the row or column that each is of; `kin` is the same of all times.

    `labels` name what all of them are of, `about` the tokens of caption, section and heads. Sums of others (totals,
    groups of countries) are left out. `unclear` are cells of rows that are named twice, by the row's name.
    """

    kin: Key
    members: dict[str, Cell]
    unclear: dict[str, list[Cell]]
    labels: tuple[str, ...]
    about: Tokens

    @property
    def period(self) -> str:
        """The time of all members."""
        return self.a_cell.figure.period

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.members) + len(self.unclear)

    @property
    def a_cell(self) -> Cell:
        """One of the members."""
        return next(iter(self.members.values()))


class Families:
    """All families of some tables, by cell and by kin."""

    def __init__(self, figures: Figures) -> None:
        """Sort all cells into families; tables of one caption in one release are one."""
        lines = figures.lines
        found: dict[Key, list[Kinship]] = defaultdict(list)
        for sheet in figures.sheets:
            for cell in sheet.cells:
                line = lines[cell.line]
                for key, name, labels in _kinships(cell, sheet):
                    if _is_sum(name):
                        continue
                    found[(*key, cell.figure.period)].append((name, cell, labels, line.about | line.beside))
        odd = _odd_names(found)
        self.all = [family for key, told in found.items() if (family := _family(key, told, odd)) is not None]
        self.of_cell: dict[str, list[Family]] = defaultdict(list)
        self.of_kin: dict[Key, list[Family]] = defaultdict(list)
        for family in self.all:
            self.of_kin[family.kin].append(family)
            for cell in family.members.values():
                self.of_cell[cell.figure.id].append(family)


def _odd_names(found: dict[Key, list[Kinship]]) -> dict[Key, set[str]]:
    """Of each table the outermost stubs that lack a row which most others have: they are not of the others' kind."""
    rows: dict[Key, dict[Key, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, told in found.items():
        if "outermost" in key:
            rows[key[:2]][key[key.index("outermost") + 1 :][:1]].update(name for name, *_ in told)
    odd: dict[Key, set[str]] = {}
    for table, by_row in rows.items():
        everyone = set().union(*by_row.values())
        common = [names for names in by_row.values() if len(names) >= MOSTLY * len(everyone)]
        odd[table] = {name for name in everyone if any(name not in names for names in common)}
    return odd


def _family(key: Key, told: list[Kinship], odd: dict[Key, set[str]]) -> Family | None:
    """The members that are named once each and alike; None where they are too few."""
    times_named = Counter(name for name, *_ in told)
    strange = odd.get(key[:2], set()) if "outermost" in key else set()
    members: dict[str, Cell] = {}
    unclear: dict[str, list[Cell]] = defaultdict(list)
    for name, cell, *_ in told:
        if times_named[name] > 1 or name in strange:
            unclear[name].append(cell)
        else:
            members[name] = cell
    if len(members) < LEAST:
        return None
    return Family(key[:-1], members, unclear, told[0][2], told[0][3])


def _kinships(cell: Cell, sheet: Sheet) -> Iterator[tuple[Key, str, tuple[str, ...]]]:
    """The kin a cell has by the outermost stub of its row, by the innermost, and by the head of its column.

    Each with the label that tells it from the others, and the labels that all share.
    """
    figure = cell.figure
    own = (sheet.release, sheet.name or sheet.number, figure.unit, figure.measure, _lag(cell))
    subject = tokens(figure.subject)
    row = tuple(label for label in figure.row if tokens(label) & subject and not _is_unit(label))
    column = tuple(label for label in figure.column if not tells_time(label))
    shared_heads = tuple(label for label in column if tokens(label))
    if row:
        yield (*own, "innermost", row[:-1], column), row[-1], (*row[:-1], *shared_heads)
    if len(row) > 1:
        yield (*own, "outermost", row[1:], column), row[0], (*row[1:], *shared_heads)
    if shared_heads:
        rest = (figure.row, column[: column.index(shared_heads[-1])])
        yield (*own, "head", *rest), shared_heads[-1], (*row, *shared_heads[:-1])


def _lag(cell: Cell) -> str:
    """How a base stands to its period, so that growth on the month and on the year are no kin."""
    figure = cell.figure
    if figure.measure in ("growth", "change", "index"):
        return f"{figure.period[:4]}-{figure.base[:4]}" if figure.period[:4] == figure.base[:4] else "years"
    return figure.base


def _is_unit(label: str) -> bool:
    plain = label.strip()
    return plain.startswith(("(", "（")) and plain.endswith((")", "）"))


@cache
def _wholes() -> frozenset[str]:
    return frozenset(knowledge()["wholes"])


@lru_cache(maxsize=16384)
def _is_sum(name: str) -> bool:
    plain = " ".join(_MARKS.sub(" ", name).split()).lower()
    return is_total(name) or plain in _wholes() or any(plain.startswith(f"{whole} ") for whole in _wholes())

"""Figures of running text that cells give by arithmetic: growth and change from two levels, a share from its parts.

They may only be proven so, never contradicted: growth may be at other prices, a share of another whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallystick.model import Period, PeriodError
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.arithmetic import Bounds, bounds
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.tables.agreeing import breadth
from tallystick.reconciling.tables.cells import Cell, Figures
from tallystick.reconciling.tables.equations import Rule, difference, growth, share
from tallystick.reconciling.tables.finding_cells import Book
from tallystick.reconciling.tables.moves import Levels
from tallystick.reconciling.tables.proving import ROUND
from tallystick.reconciling.tables.told import Told

NAMED = 0.8  # how well the labels of a line must be told: beside the figure or in its subject


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure, the cells that give it, by a rule, and between which bounds."""

    told: Told
    parts: tuple[Cell, ...]
    rule: Rule
    box: Bounds


class Deriving:
    """What the levels of tables give by arithmetic."""

    def __init__(self, figures: Figures, book: Book) -> None:
        """Index the levels of each table when they are first asked for."""
        self._figures, self._book = figures, book
        self._levels: dict[int, Levels] = {}

    def derived(self, told: Told, lines: Sequence[int]) -> Derived | None:
        """The cells that give a figure, of the line named best; None where none do."""
        figure = told.figure
        if figure.qualifier in (">", "<") or breadth(figure) >= ROUND or not figure.period:
            return None
        ranked = sorted(((self._book.worth(told, line), line) for line in lines), reverse=True)
        best = ranked[0][0] if ranked else 0.0
        for worth, line in ranked:
            if worth < NAMED or worth < best - 0.02:
                break
            for parts, rule in self._ways(told, line):
                box = rule([part.bounds for part in parts])
                if not ia.is_empty(ia.meet(box, bounds(figure.interval))) and box != ia.ALL:
                    return Derived(told, parts, rule, box)
        return None

    def _ways(self, told: Told, number: int) -> Iterator[tuple[tuple[Cell, ...], Rule]]:
        figure = told.figure
        cell = next(self._book.cells_of(number), None)
        if cell is None:
            return
        levels = self._of(cell.table)
        if figure.measure in ("growth", "change"):
            for later in levels.of(cell, figure.period):
                for earlier in levels.of(cell, _base(figure.base, figure.period)):
                    if _is_like(later, earlier) and (rule := _moved(figure.measure, figure.unit, later)):
                        yield (later, earlier), rule
        elif figure.measure == "share" and figure.unit == "%":
            for part in levels.of(cell, figure.period):
                whole = levels.whole(part, figure.base) if part.figure.unit not in NOT_AMOUNTS else None
                if whole is not None:
                    yield (part, whole), share

    def _of(self, table: int) -> Levels:
        if table not in self._levels:
            self._levels[table] = Levels(self._figures.sheets[table], self._figures.lines)
        return self._levels[table]


def _base(base: str, period: str) -> str:
    if base:
        return base
    try:
        return str(Period.parse(period).year_before())
    except PeriodError:
        return ""


def _is_like(one: Cell, other: Cell) -> bool:
    return one is not other and (one.figure.unit, one.figure.measure) == (other.figure.unit, other.figure.measure)


def _moved(measure: str, unit: str, level: Cell) -> Rule | None:
    """How a move in a unit follows from levels in theirs; None where it does not."""
    rates = level.figure.unit in ("%", "pp", "bp")
    if measure == "growth":
        return growth if unit == "%" and not rates else None
    return difference if unit == ("pp" if rates else level.figure.unit) else None

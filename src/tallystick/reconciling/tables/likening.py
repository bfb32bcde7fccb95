"""Cells found by their number, where labels alone do not lead to one: told, and too rare to agree by chance.

What a sentence tells of a cell is weighed; how many cells told as well print nearly the same number says how likely
one would agree by chance. A cell found so may only prove a figure, never contradict it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tallystick.model import Observation, Period, PeriodError
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.tables.agreeing import breadth, meet, number
from tallystick.reconciling.tables.cells import Cell, Figures, Line, Path, times
from tallystick.reconciling.tables.finding_cells import Link, other_area
from tallystick.reconciling.tables.proving import ROUND, Proof
from tallystick.reconciling.tables.told import Told
from tallystick.reconciling.tables.words import is_time, named, tells_time, tokens

MOST = 400  # cells of nearly the same number beyond which none is looked at
WINDOW = Fraction(5, 4)  # by how much a number may be off to be nearly the same
SPREAD = Fraction(9, 20)  # how wide that window is, as a part of the number
NEAR, HERE, AROUND = 1.0, 0.8, 0.35  # what a label told in one place or another is worth
ROW = 0.7  # of a row's name, and the rest of a column's, in what is told
BEYOND = 0.75  # told better than this where the unit of the cell is not
FINE = Fraction(1, 200)  # beyond which the name of the row must be told wholly, or the table, and the unit
# How well a cell must be told; how much a number may leave open, of the cell's time and of none that is told; and how
# likely chance may be for each.
STEPS = (
    (0.7, (Fraction(1, 50), Fraction(1, 50)), Fraction(1, 12), Fraction(1, 25)),
    (0.45, (Fraction(1, 50), Fraction(1, 100)), Fraction(1, 25), Fraction(1, 60)),
    (0.3, (Fraction(1, 1000), Fraction(0)), Fraction(1, 60), Fraction(0)),
)
POINTED = 0.35  # what it is worth that the passage points to the table
BEFORE, BEHIND = 700, 500  # characters of a passage before and behind a figure
CERTAIN = Fraction(1, 300)  # chance below which it does not matter what is told better
BETTER = 0.3  # by which another cell that says otherwise must be told better to be what is meant
_POINTS = re.compile(
    r"\b[Tt](?:able|ABLE)s?\s+([A-Z]{0,3}[-.]?\d{1,3}(?:[-.]\d{1,3}){0,2}[a-z]?)|表\s?(\d{1,2}(?:[-—.]\d{1,2})?)"
)
_PER_CENT = re.compile(r"per ?cent|%|比重|比例|占比")


@dataclass(frozen=True, slots=True)
class _Likely:
    cell: Cell
    told: float
    timed: int
    whole: bool = False


class Likening:
    """The cells of tables by unit and size."""

    def __init__(self, figures: Figures, texts: Mapping[str, str]) -> None:
        """Sort all cells by the size of their number; `texts` are those of the releases."""
        self._lines, self._texts = figures.lines, texts
        self._numbers = [next(iter(pointed(sheet.name[:60])), "") for sheet in figures.sheets]
        self._percent = [_PER_CENT.search(sheet.name.lower()) is not None for sheet in figures.sheets]
        found: dict[str, list[tuple[Fraction, int, Cell]]] = {}
        for order, cell in enumerate(figures.cells):
            if cell.number and not isinstance(cell.figure.value, tuple) and not cell.figure.qualifier:
                found.setdefault(_kind(cell.figure), []).append((abs(Fraction(cell.number)), order, cell))
        self._by_size = {kind: sorted(listed) for kind, listed in found.items()}

    def proof(self, told: Told) -> Proof | None:
        """The cell that a figure must be told of, if its number is too rare among those told as well to be chance."""
        figure = told.figure
        wide = _breadth(figure)
        if isinstance(figure.value, tuple) or figure.qualifier in (">", "<") or wide >= ROUND or told.is_bound:
            return None
        if not any(char.isalpha() for char in figure.sentence):  # a cell of a table that was not understood
            return None
        near = list(self._near(figure))
        if not near or len(near) > MOST:
            return None
        tables = self._tables(figure)
        weighed = [one for cell in near if (one := self._weigh(told, cell, tables))]
        agreeing = [one for one in weighed if _agree(figure, one.cell.figure)]
        if not agreeing:
            return None
        best = max(agreeing, key=lambda one: (one.timed, one.told))
        others = [one for one in weighed if not meet(figure, one.cell.figure) and one.timed >= best.timed]
        rivals = sum(one.told >= best.told - 0.1 for one in others)
        chance = (rivals + Fraction(1, 5)) * wide / SPREAD
        if chance > _allowed(best, wide, same_unit=_kind(figure) == _kind(best.cell.figure)):
            return None
        if chance > CERTAIN and any(one.told > best.told + BETTER for one in others):
            return None
        return Proof(told, Link(best.cell, self._lines[best.cell.line], best.told, 0.0, best.timed > 0))

    def _tables(self, figure: Observation) -> frozenset[str]:
        """The numbers of the tables to which the passage of a figure points."""
        passage = self._texts.get(figure.release, "")[max(figure.start - BEFORE, 0) : figure.end + BEHIND]
        return pointed(passage)

    def _near(self, figure: Observation) -> Iterator[Cell]:
        """The cells of nearly the same number: of the same unit, or of none that is told."""
        size = abs(Fraction(number(figure)))
        for kind in dict.fromkeys((_kind(figure), "1")):
            listed = self._by_size.get(kind, [])
            for at in range(bisect_left(listed, (size / WINDOW, -1)), len(listed)):
                if listed[at][0] > size * WINDOW:
                    break
                cell = listed[at][2]
                if kind == _kind(figure) or self._may_be(figure, cell):
                    yield cell

    def _may_be(self, figure: Observation, cell: Cell) -> bool:
        """Whether a cell that tells no unit may be of the figure's: of a rate where its labels or caption say so."""
        if _kind(figure) != "%":
            return figure.measure in ("level", "change")
        labels = " ".join((*cell.figure.row, *cell.figure.column)).lower()
        return "." in cell.figure.text or self._percent[cell.table] or _PER_CENT.search(labels) is not None

    def _weigh(self, told: Told, cell: Cell, tables: frozenset[str]) -> _Likely | None:
        """How well a cell is told, or None where it cannot be meant."""
        figure = told.figure
        timed = _timed(told, cell.figure)
        if timed < 0 or other_area(figure, cell.figure) or cell.figure.release != figure.release:
            return None
        worth = _told(told, self._lines[cell.line], cell.figure)
        points = self._numbers[cell.table] in tables
        names = _labels(cell.figure.row or cell.figure.column)
        whole = points or any(named(label, told.near | told.subject) == 1 for label in names)
        return _Likely(cell, worth + POINTED * points, timed, whole)


def pointed(words: str) -> frozenset[str]:
    """The numbers of the tables that words name.

    >>> sorted(pointed("rose to 3.2% (see Table 4 and Table SA3)")), sorted(pointed("如表2所示"))
    (['4', 'sa3'], ['2'])
    """
    return frozenset((found[1] or found[2]).lower() for found in _POINTS.finditer(words))


def _allowed(one: _Likely, wide: Fraction, *, same_unit: bool) -> Fraction:
    """How likely chance may be for a cell that is told so well, and a number that leaves so much open."""
    if wide > FINE and not (one.whole and same_unit):
        return Fraction(0)
    if not same_unit and one.told <= BEYOND:
        return Fraction(0)
    for least, coarsest, timed, untimed in STEPS:
        if one.told >= least:
            return (timed if one.timed else untimed) if wide <= coarsest[not one.timed] else Fraction(0)
    return Fraction(0)


def _kind(figure: Observation) -> str:
    return "%" if figure.unit in ("%", "pp") else "rate" if figure.unit in NOT_AMOUNTS - {"1"} else figure.unit


def _told(told: Told, line: Line, cell: Observation) -> float:
    """How well labels of row and column, and the caption, are told: 0 for not at all."""
    row = max((_worth(label, told) for label in _labels(cell.row)), default=0.0)
    column = max((_worth(label, told) for label in _labels(cell.column)), default=0.0)
    words = {word for word in line.about if not is_time(word)}
    about = len(words & (told.subject | told.sentence)) / len(words) if words else 0.0
    both = ROW * row + (1 - ROW) * column if _labels(cell.row) and _labels(cell.column) else max(row, column)
    return max(both + 0.1 * about, 0.5 * about)


@lru_cache(maxsize=65536)
def _labels(path: Path) -> Path:
    """The labels of a path that say what, the innermost two of them."""
    return tuple(label for label in path if not tells_time(label) and tokens(label))[-2:]


def _worth(label: str, told: Told) -> float:
    return max(
        NEAR * _part(label, told, near=True),
        HERE * _part(label, told, near=False),
        AROUND * named(label, told.around),
    )


def _part(label: str, told: Told, *, near: bool) -> float:
    part = named(label, told.near | told.subject if near else told.here)
    return part if part >= 0.5 else 0.0


def _timed(told: Told, cell: Observation) -> int:
    """1 where figure and cell are of one time, 0 where either tells none, -1 where they are of two."""
    figure = told.figure
    if not figure.period or not cell.period:
        return 0
    if set(times(figure.period)) & set(times(cell.period)):
        return 1
    names_it = cell.period[:4] in figure.sentence
    return 0 if told.is_untimed or names_it or _overlap(figure.period, cell.period) else -1


def _breadth(figure: Observation) -> Fraction:
    """How much of its size a figure leaves open; one that is told `about` by its printed digits."""
    if figure.qualifier != "~":
        return breadth(figure)
    half = _half(figure)
    return 2 * half / abs(Fraction(number(figure))) if half else Fraction(1)


def _half(figure: Observation) -> Fraction:
    """Half a unit of the last printed digit that is no nought."""
    digits = "".join(sign for sign in figure.digits if sign.isdigit())
    if not digits.strip("0"):
        return Fraction(0)
    kept = digits if "." in figure.digits else digits.rstrip("0")
    return abs(Fraction(number(figure))) / int(kept) / 2


def _agree(figure: Observation, cell: Observation) -> bool:
    if figure.qualifier != "~":
        return meet(figure, cell)
    return abs(abs(Fraction(number(figure))) - abs(Fraction(number(cell)))) <= _half(figure) and meet(figure, cell)


def _overlap(one: str, other: str) -> bool:
    try:
        first, second = Period.parse(one), Period.parse(other)
    except PeriodError:
        return False
    return first.contains(second) or second.contains(first)

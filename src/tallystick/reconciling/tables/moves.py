"""Cells told as growth, change or share of other cells of the same table: found by label, time and base."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tallystick.model import Period, PeriodError
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.tables.cells import Cell, Line, Sheet, times
from tallystick.reconciling.tables.equations import Equation, Relation, Rule, difference, growth, share
from tallystick.reconciling.tables.totals import is_total
from tallystick.reconciling.tables.words import Tokens, is_time, readings, tokens

Key = tuple[tuple[str, ...], str]
_RATES = ("%", "pp", "bp")
_BASES = ("level", "index")
_MOST_ALIKE = 12  # cells told alike; of more, no words say which is meant


class Levels:
    """The levels of a table by what they are of and when."""

    def __init__(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        """Index them by labels and time."""
        self.lines = lines
        self._at: dict[Key, list[Cell]] = defaultdict(list)
        self._wholes: dict[tuple[int, str, str], list[Cell]] = defaultdict(list)
        self._named: dict[tuple[int, str, str, str], list[Cell]] = {}
        for cell in sheet.cells:
            if cell.figure.measure in _BASES:
                for time in times(cell.figure.period):
                    self._at[lines[cell.line].labels, time].append(cell)
                    self._wholes[cell.column, cell.figure.unit, time].append(cell)

    def of(self, cell: Cell, period: str) -> list[Cell]:
        """The levels of what a cell is of, at a time; none where too many are told alike."""
        labels = self.lines[cell.line].labels
        told = [self._at.get((labels, time), ()) for time in times(period)]
        if sum(map(len, told)) > _MOST_ALIKE:
            return []
        return list({one.figure.start: one for alike in told for one in alike}.values())

    def whole(self, part: Cell, base: str) -> Cell | None:
        """The amount in the column of a part that its share's base names: a row of its group, or a total of all."""
        key = (part.column, part.figure.unit, times(part.figure.period)[-1], base)
        if key not in self._named:
            wanted = frozenset(token for token in tokens(base) if not is_time(token))
            self._named[key] = [cell for cell in self._wholes.get(key[:3], ()) if self._is_whole(cell, wanted)]
        others = (cell for cell in self._named[key] if cell is not part)
        return min(others, key=lambda cell: (_apart(cell, part), abs(cell.row - part.row)), default=None)

    def _is_whole(self, cell: Cell, wanted: Tokens) -> bool:
        if wanted and any(wanted <= way for label in self.lines[cell.line].labels for way in readings(label)):
            return True
        label = cell.figure.row[-1] if cell.figure.row else ""
        return is_total(label) and (not wanted or bool(wanted & tokens(label)))


def _apart(one: Cell, other: Cell) -> int:
    """How many outer labels of a row another has not."""
    outer = one.figure.row[:-1]
    return sum(label not in other.figure.row for label in outer)


def moves(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Relation]:
    """The relations of growth, changes and shares to levels, one for each pattern of columns and labels.

    Where a cell may be made of several pairs, or stands beside another that is told alike, only what holds counts.
    """
    levels = Levels(sheet, lines)
    alike = Counter(_told(cell, lines) for cell in sheet.cells)
    relations: dict[tuple[object, ...], Relation] = {}
    for cell in sheet.cells:
        ways = [(kind, Equation(cell, parts, rule)) for kind, parts, rule in _made_of(cell, levels)]
        if len(ways) > 1 or alike[_told(cell, lines)] > 1:
            ways = [(kind, one) for kind, one in ways if one.holds][:1]
        for kind, one in ways:
            pattern = (kind, cell.column, *(part.column for part in one.parts), _innermost(lines[cell.line]))
            relations.setdefault(pattern, Relation(kind, told=True)).equations.append(one)
    yield from relations.values()


def _told(cell: Cell, lines: Sequence[Line]) -> tuple[object, ...]:
    figure = cell.figure
    return (lines[cell.line].labels, figure.unit, figure.measure, figure.period, figure.base)


def _innermost(line: Line) -> str:
    """What cells of several groups have in common: the innermost of several labels."""
    return line.labels[-1] if len(line.labels) > 1 else ""


def _made_of(cell: Cell, levels: Levels) -> Iterator[tuple[str, tuple[Cell, ...], Rule]]:
    figure = cell.figure
    if figure.measure == "growth" and figure.unit == "%":
        yield from (("growth", pair, growth) for pair in _pairs(cell, levels) if pair[0].figure.unit not in _RATES)
    elif figure.measure == "change" and figure.unit not in ("", "%"):
        unit = "%" if figure.unit == "pp" else figure.unit
        yield from (("change", pair, difference) for pair in _pairs(cell, levels) if pair[0].figure.unit == unit)
    elif figure.measure == "share" and figure.unit == "%":
        for part in levels.of(cell, figure.period):
            if part.figure.measure == "level" and part.figure.unit not in NOT_AMOUNTS:
                whole = levels.whole(part, figure.base)
                if whole is not None:
                    yield "share", (part, whole), share


def _pairs(cell: Cell, levels: Levels) -> Iterator[tuple[Cell, ...]]:
    """The levels of now and of the base that are told alike."""
    figure = cell.figure
    base = figure.base or _year_before(figure.period)
    if not base or not figure.period:
        return
    for later in levels.of(cell, figure.period):
        for earlier in levels.of(cell, base):
            if _is_like(later, earlier, levels.lines):
                yield later, earlier


def _is_like(one: Cell, other: Cell, lines: Sequence[Line]) -> bool:
    a, b = one.figure, other.figure
    return (a.unit, a.measure) == (b.unit, b.measure) and lines[one.line].beside == lines[other.line].beside


def _year_before(period: str) -> str:
    try:
        return str(Period.parse(period).year_before())
    except PeriodError:
        return ""

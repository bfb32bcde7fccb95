"""Amounts of parts of a year that add up to longer ones: months to quarters, quarters to years, running totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallystick.model import Frequency, Period, PeriodError
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.tables.cells import Cell, Line, Sheet
from tallystick.reconciling.tables.equations import Equation, Relation, added

MOST = 12
_STEPS = (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF)


def running(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Relation]:
    """For each pattern of times (a year of four quarters, a running total and its last month) one relation."""
    by_line: dict[tuple[object, ...], dict[tuple[int, int], Cell]] = defaultdict(dict)
    for cell in sheet.cells:
        figure = cell.figure
        months = _months(figure.period) if figure.measure in ("level", "change") else None
        if months is not None and figure.unit not in NOT_AMOUNTS:
            by_line[lines[cell.line].labels, figure.unit, figure.measure].setdefault(months, cell)
    relations: dict[tuple[object, ...], Relation] = {}
    for cells in by_line.values():
        for months, whole in cells.items():
            for parts in _parted(months, cells):
                pattern = (months[1] - months[0], *(part.figure.period[4:] for part in parts))
                relation = relations.setdefault(pattern, Relation("running", told=True))
                relation.equations.append(Equation(whole, parts, added))
    yield from relations.values()


def _months(period: str) -> tuple[int, int] | None:
    """First and last month of a period, counted from year 0; None for days and what is no period."""
    try:
        when = Period.parse(period) if period else None
    except PeriodError:
        return None
    if when is None or when.frequency is Frequency.DAY:
        return None
    return when.first, when.last


def _parted(months: tuple[int, int], cells: dict[tuple[int, int], Cell]) -> Iterator[tuple[Cell, ...]]:
    """Cells whose times follow each other and fill a longer one: all of one length, or a running total and the rest."""
    first, last = months
    length = last - first + 1
    for step in _STEPS:
        if step < length and length % step == 0 and length // step <= MOST:
            parts = [cells.get((at, at + step - 1)) for at in range(first, last + 1, step)]
            if all(parts):
                yield tuple(part for part in parts if part is not None)
    for step in _STEPS:
        before, rest = cells.get((first, last - step)), cells.get((last - step + 1, last))
        if before is not None and rest is not None and length > 2 * step:
            yield before, rest

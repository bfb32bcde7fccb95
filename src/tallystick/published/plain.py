"""Series of any file or frame, whether or not the catalogue knows them: values by period, and what else is told.

A file whose columns are those of an import (series, period, value, unit, measure) is read as that is; any other by its
layout.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from tallystick.knowledge.table_units import read_unit
from tallystick.model import Frequency, Period, SeriesError
from tallystick.published.cells import number
from tallystick.published.columns import adjustment, area, column
from tallystick.published.grids import Grid, grid_of, grids_of
from tallystick.published.laid_out import read_each
from tallystick.published.layouts import Line, NoSeriesError, lines_of
from tallystick.published.measures import read_measure
from tallystick.published.periods import vintage_of
from tallystick.published.series import Told, told
from tallystick.published.tables import read_table
from tallystick.published.timelines import longer
from tallystick.published.without_measure import measure_told

_IN_BRACKETS = re.compile(r"[(（]\s*([^()（）]+?)\s*[)）]$")
_WHOLE = {Frequency.MONTH: 60, Frequency.QUARTER: 20}
"""Values of a vintage that is a history of its own, not the newest months of one."""

Point = tuple[Period, Decimal]


class Plain(msgspec.Struct, frozen=True, kw_only=True):
    """A series as a table tells it, oldest value first; what the table does not tell is empty.

    `measure` is of the standard's words (level, growth, index …), `area` a code where one is known, `to_date` says that
    its values are sums from January on.
    """

    name: str
    points: tuple[Point, ...]
    measure: str = "level"
    unit: str = ""
    area: str = ""
    adjustment: str = ""
    to_date: bool = False


_DIFFERENCES: Sequence[Callable[[Plain], str]] = (
    lambda one: one.area,
    lambda one: one.adjustment,
    lambda one: one.measure,
    lambda one: one.unit,
    lambda one: "year to date" if one.to_date else "",
)
"""Wherein series of one name may differ, in words for their names."""


def plain_series(source: Any, name: str = "") -> list[Plain]:
    """The series of a file by its path, of a frame, or of a mapping; SeriesError says what is wrong with it."""
    if not isinstance(source, (str, Path)):
        return _named(_of_grid(grid_of(source, name)))
    path = Path(source)
    grids = grids_of(path)
    if any({"series", "period", "value", "unit"} <= set(map(column, grid.rows[0])) for grid in grids):
        return _named(_of_import(path))
    try:
        found = read_each(grids, _of_grid, lambda one: f"{path.name}, {one.name}" if len(grids) > 1 else path.name)
    except NoSeriesError as error:
        raise SeriesError(f"{path.name}: {error.problem}", error.advice) from None
    return _named(found)


def _of_grid(grid: Grid) -> Iterator[Plain]:
    for line in lines_of(grid):
        if line.points:
            yield _plain(line, grid.name)


def _plain(line: Line, where: str) -> Plain:
    """A line with what its heads say of the measure: in a column of their own, or at the end of the name."""
    name = line.told.get("series") or ", ".join(line.words) or where or "values"
    unit = _unit(line.told.get("unit", ""), name, [cell for _, cell in line.points])
    measure, accumulated = _measure(name, line.told.get("measure", ""), unit)
    periods = longer([period for period, _ in line.points])  # a column of quarters among those of months
    points = [
        (period, _number(cell, period, name, line.comma))
        for period, (_, cell) in zip(periods, line.points, strict=True)
        if period is not None
    ]
    newest = _newest(points, list(map(vintage_of, line.vintages)))
    return Plain(
        name=name,
        points=tuple(sorted(newest, key=lambda point: point[0])),
        measure=measure,
        unit=unit,
        area=area(line.told.get("area", "")),
        adjustment=adjustment(line.told.get("adjustment", ""), name, *line.words, line.told.get("measure", ""), unit),
        to_date=accumulated,
    )


def _unit(told: str, name: str, cells: Sequence[str]) -> str:
    """The unit by its own words, by those in brackets at the end of the name, or per cent by the cells; empty else."""
    bracketed = _IN_BRACKETS.search(name)
    if 2 * sum(cell.endswith(("%", "％")) for cell in cells) > len(cells):
        return "%"
    for words in (told, bracketed[1] if bracketed else ""):
        with suppress(SeriesError):
            if words:
                return words if read_unit(words).base else read_unit(words).code
    return ""


def _measure(name: str, words: str, unit: str) -> tuple[str, bool]:
    """The measure, and whether values are summed from January on; of words that are not known a level."""
    found = measure_told(name, unit)
    for said in (words, found.measure if found else "", "level"):
        with suppress(SeriesError):
            if said:
                measured = read_measure(said, unit)
                moving = measured.measure == "index" and measured.base  # the year before is 100
                return "growth" if moving else measured.measure, measured.to_date
    return "level", False


def _number(cell: str, period: Period, name: str, comma: bool) -> Decimal:
    try:
        return number(cell, comma=comma)
    except SeriesError as error:
        raise SeriesError(f"{name}, {period}: {error.problem}", error.advice) from None


def _of_import(path: Path) -> Iterator[Plain]:
    """The series of a file that can be imported; those whose measure it calls unclear are left out."""
    table = read_table(path)
    if table.ours:
        advice = "adjust the series in its ledger: tallystick adjust NAME --ledger URL"
        raise SeriesError(f"{path.name} was exported from a ledger", advice)
    groups: dict[tuple[str, ...], list[tuple[Told, str]]] = defaultdict(list)
    for row, one in zip(table.rows, told(table, path.name), strict=True):
        if one.status is None and not one.unclear:
            o = one.observation
            to_date = read_measure(row["measure"], row["unit"]).to_date
            length = "" if to_date else Period.parse(o.period).frequency.name
            key = (o.subject, row["measure"], row["unit"], o.area, one.adjustment, length)
            groups[key].append((one, vintage_of(row.get("vintage", ""))))
    for (name, measure, unit, *_), rows in groups.items():
        o = rows[0][0].observation
        points = [(Period.parse(one.observation.period), _decimal(one)) for one, _ in rows]
        newest = _newest(points, [day for _, day in rows])
        yield Plain(
            name=name,
            points=tuple(sorted(newest, key=lambda point: point[0])),
            measure=o.measure,
            unit=o.unit,
            area=o.area,
            adjustment=rows[0][0].adjustment,
            to_date=read_measure(measure, unit).to_date,
        )


def _decimal(one: Told) -> Decimal:
    value = one.observation.value
    assert isinstance(value, Decimal)
    return value


def _newest(points: Sequence[Point], vintages: Sequence[str]) -> Iterable[Point]:
    """The points of the newest vintage where that is a history of its own, else of each period the newest."""
    if len(set(vintages)) < 2:
        return points
    last = max(vintages)
    alone = [point for point, day in zip(points, vintages, strict=True) if day == last]
    if len(alone) >= _WHOLE.get(alone[0][0].frequency, len(points)):
        return alone
    best: dict[Period, tuple[str, list[Point]]] = {}
    for point, day in zip(points, vintages, strict=True):
        known, kept = best.setdefault(point[0], (day, []))
        if day > known:
            best[point[0]] = (day, [point])
        elif day == known:
            kept.append(point)
    return [point for _, kept in best.values() for point in kept]


def _named(found: Iterable[Plain]) -> list[Plain]:
    """Each under a name of its own: with that wherein it differs from others of its name, at last with a number."""
    series = list(found)
    for differs in _DIFFERENCES:
        told: dict[str, set[str]] = defaultdict(set)
        for one in series:
            told[one.name].add(differs(one))
        series = [
            replace(one, name=f"{one.name}, {differs(one)}") if len(told[one.name]) > 1 and differs(one) else one
            for one in series
        ]
    seen: Counter[str] = Counter()
    often = Counter(one.name for one in series)
    for n, one in enumerate(series):
        seen[one.name] += 1
        if often[one.name] > 1:
            series[n] = replace(one, name=f"{one.name} ({seen[one.name]})")
    return series

"""Grids as plain series, however they are laid out: whatever has periods down a column or along a row.

A table may have a column a series, a row a series, one column of values with others that tell the series apart, years
down and months across; lines above its head, below its last row, and rows that tell each column's unit or area.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

import msgspec

from tallystick.knowledge import load_topics
from tallystick.knowledge.missing import status
from tallystick.model import Frequency, Period, SeriesError
from tallystick.published.cells import decimal_comma, number
from tallystick.published.columns import column
from tallystick.published.grids import Grid, Rows
from tallystick.published.timelines import Timeline, timeline

_PLAIN = re.compile(r"-?\d{1,20}(?:[.,]\d{1,20})?")
_SEEN = 20
_SAMPLED = 24
_PART = 0.8
_FEWEST = 2
_NOTES = 3  # lines above a table and below it
_ABOUT = (
    "area",
    "area_name",
    "unit",
    "measure",
    "adjustment",
    "frequency",
    "source",
    "vintage",
    "obs_status",
    "power",
    "base",
)
"""What columns and heads may tell of a series' values, and is no value."""

ADVICE = "give a column of months (2024-01) or quarters (2024-Q1), and a column of numbers for each series"


class NoSeriesError(SeriesError):
    """A grid that holds no series at all, like a sheet of notes."""


class Line(msgspec.Struct, frozen=True):
    """The values of a series as its cells have them, and what the heads say of it: by our names, and in other words.

    `vintages` tells for each value when it was published, empty where the table does not.
    """

    points: tuple[tuple[Period, str], ...]
    told: dict[str, str]
    words: tuple[str, ...]
    vintages: tuple[str, ...] = ()
    comma: bool = False


def lines_of(grid: Grid) -> list[Line]:
    """The series of a grid; NoSeriesError where it has none, SeriesError for numbers in a row without a period."""
    rows, at, periods = _upright(grid.rows)
    table = _by_months(rows, at, periods) or _Table(rows, at, periods)
    columns = table.columns_of_numbers
    if not columns:
        raise NoSeriesError("the table has periods and no column of numbers", ADVICE)
    table.check(columns)
    cells = [row[n] for row, _ in table.body for n in columns if status(row[n]) is None]
    comma = decimal_comma((cell for cell in cells if _is_number(cell)), semicolons=grid.semicolons)
    return [line for n in columns for line in table.lines(n, comma=comma)]


def _upright(rows: Rows) -> tuple[Rows, int, Timeline]:
    """The rows, turned where periods run along one, with the column of periods and the period of each row."""
    turned: Rows = tuple(zip(*rows, strict=True))
    down, across = _best(turned[:_SEEN]), _best(rows[:_SEEN])
    if down is None and across is None:
        raise NoSeriesError("the table has no column of periods", ADVICE)
    if across is None or (down is not None and down.worth >= across.worth):
        assert down is not None
        return rows, down.at, down.periods
    return tuple(row[across.at :] for row in turned), 0, across.periods


class _Found(NamedTuple):
    """A column of periods, and how many there are: a month is worth two years, which may be numbers of something."""

    worth: int
    at: int
    periods: Timeline


def _best(columns: Sequence[Sequence[str]]) -> _Found | None:
    """Of the columns that hold periods in the main the one with most of them; of equal ones the first."""
    found: list[_Found] = []
    for at, cells in enumerate(columns):
        told = [cell for cell in cells if cell]
        sample = told[-_SAMPLED:]
        if sum(one is not None for one in timeline(sample)) < max(_FEWEST, _PART * len(sample) - _NOTES):
            continue
        periods = timeline(cells)
        known = [one for one in periods if one is not None]
        if len(known) >= max(_FEWEST, _PART * len(told) - _NOTES):
            fine = 2 if any(one.frequency is not Frequency.YEAR for one in known) else 1
            found.append(_Found(fine * len(known), at, periods))
    return max(found, key=lambda one: one.worth, default=None)


class _Table:
    """A table with its periods down a column: the rows of its head, and those of its body, each with its period."""

    def __init__(self, rows: Rows, at: int, periods: Timeline, parts: Sequence[int] = ()) -> None:
        first = next(n for n, one in enumerate(periods) if one is not None)
        self.at, self.parts = at, (at, *parts)
        self.body = list(zip(rows[first:], periods[first:], strict=True))
        self.heads = [row for row in rows[:first] if any(row[n] for n in range(len(row)) if n not in self.parts)]
        self.roles = [self._role(n) for n in range(len(rows[0]))]

    def _role(self, n: int) -> str:
        """What a column holds by its name, as far as its name is known; a row of codes or units holds no names."""
        names = [head[n] for head in self.heads if n == self.at or column(head[self.at]) not in (*_ABOUT, "series")]
        return next((role for name in names if (role := column(name)) in (*_ABOUT, "series", "period")), "")

    @cached_property
    def columns_of_numbers(self) -> list[int]:
        """The columns whose cells are numbers in the main, or of these the one that is called the values."""
        found = []
        for n, role in enumerate(self.roles):
            cells = [row[n] for row, period in self.body if period is not None and status(row[n]) is None]
            if n in self.parts or role or not cells or 2 * sum(map(_is_number, cells)) < len(cells):
                continue
            if not self._counts_rows(n):
                found.append(n)
        return [n for n in found if any(column(head[n]) == "value" for head in self.heads)] or found

    def _counts_rows(self, n: int) -> bool:
        """Whether a column without a name numbers the rows."""
        return (
            bool(self.heads) and not any(head[n] for head in self.heads) and _counts([row[n] for row, _ in self.body])
        )

    def check(self, columns: Sequence[int]) -> None:
        """SeriesError for a row that holds numbers of no period."""
        for row, period in self.body:
            if period is None and any(row[n] and _is_number(row[n]) for n in columns):
                advice = "write its period like 2024-01 or 2024-Q1, or take the row out"
                raise SeriesError(f"numbers stand beside {row[self.at]!r}, which is no period", advice)

    def lines(self, n: int, *, comma: bool) -> Iterator[Line]:
        """The series of a column: one, or one for each of the rows' labels where periods are told more than once."""
        head_words, head_told = self._of_head(n)
        for key, rows in self._groups.items():
            labels = dict(zip(self._labels, key, strict=True))
            told = head_told | {self.roles[m]: cell for m, cell in labels.items() if self.roles[m] and cell}
            words = [cell for m, cell in labels.items() if self.roles[m] not in _ABOUT and cell]
            points = [(row, period) for row, period in rows if status(row[n]) is None]
            vintage = self.roles.index("vintage") if "vintage" in self.roles else None
            yield Line(
                points=tuple((period, row[n]) for row, period in points),
                told=told,
                words=tuple(dict.fromkeys([*words, *head_words])),
                vintages=() if vintage is None else tuple(row[vintage] for row, _ in points),
                comma=comma,
            )

    def _of_head(self, n: int) -> tuple[list[str], dict[str, str]]:
        """What stands above a column: words, and what rows of the head tell by their own names (unit, area, series)."""
        words, told = [], {}
        for head in self.heads:
            role = column(head[self.at])
            if role in (*_ABOUT, "series"):
                told[role] = head[n]
            elif (cell := head[n] or self._group(head, n)) and column(cell) != "value":
                words.append(cell)
            if role == "series" and head[n]:
                words.append(head[n])
        return words, told

    def _group(self, head: Sequence[str], n: int) -> str:
        """The cell of a head that reaches over a column from further left: one of several, with other heads below."""
        cells = [cell for m, cell in enumerate(head) if m not in self.parts and cell]
        if head is self.heads[-1] or len(cells) < 2:  # a title reaches over nothing
            return ""
        return next((head[m] for m in range(n, -1, -1) if m not in self.parts and head[m]), "")

    @cached_property
    def _labels(self) -> tuple[int, ...]:
        """The columns that tell rows of one period apart: those of known names if they do, else all of text."""
        told = [period for _, period in self.body if period is not None]
        if len(set(told)) == len(told):
            return ()
        texts = [n for n in range(len(self.roles)) if n not in self.parts and n not in self.columns_of_numbers]
        texts = [n for n in texts if self.roles[n] not in ("period", "vintage", "obs_status", "source")]
        texts = [n for n in texts if self.roles[n] or (self._varies(n) and not self._counts_rows(n))]
        named = tuple(n for n in texts if self.roles[n])
        apart = Counter((period, *(row[n] for n in named)) for row, period in self.body if period is not None)
        return named if named and max(apart.values()) == 1 else tuple(texts)

    def _varies(self, n: int) -> bool:
        return len({row[n] for row, period in self.body if period is not None}) > 1

    @cached_property
    def _groups(self) -> Mapping[tuple[str, ...], list[tuple[Sequence[str], Period]]]:
        groups: dict[tuple[str, ...], list[tuple[Sequence[str], Period]]] = defaultdict(list)
        for row, period in self.body:
            if period is not None:
                groups[tuple(row[n] for n in self._labels)].append((row, period))
        return groups


def _by_months(rows: Rows, at: int, periods: Timeline) -> _Table | None:
    """The table of years with a column of months, or with months across; None for one of neither kind."""
    if any(one is not None and one.frequency is not Frequency.YEAR for one in periods):
        return None
    first = next(n for n, one in enumerate(periods) if one is not None)
    for n in range(len(rows[0])):
        parts = [_part(row[n]) for row in rows[first:]]
        named = any(column(head[n]) == "period" for head in rows[:first])
        if n != at and all(parts) and (named or not rows[first][n].isdecimal()) and len(set(parts)) in (4, 12):
            exact = [year and part and _in(year, part) for year, part in zip(periods[first:], parts, strict=True)]
            return _Table(rows, at, [*([None] * first), *exact], parts=(n,))
    for head in reversed(rows[:first]):
        across = {n: part for n, cell in enumerate(head) if n != at and (part := _part(cell))}
        if len(across) in (4, 12) and len(set(across.values())) == len(across):
            told = [(year, row) for year, row in zip(periods, rows, strict=True) if year is not None]
            points = [(_in(year, part), row[n]) for year, row in told for n, part in across.items()]
            return _Table(tuple((str(period), cell) for period, cell in points), 0, [period for period, _ in points])
    return None


Part = tuple[Frequency, int]


def _part(cell: str) -> Part | None:
    """The month or quarter of a year that a cell tells: `3`, `Mar`, `3月`, `Q1`, `一季度`."""
    told = cell.lower().rstrip(".").removesuffix("份").removeprefix("m").removesuffix("月")
    if told.isdecimal() and len(told) <= 2 and 1 <= int(told) <= 12:
        return Frequency.MONTH, int(told)
    return _parts().get(cell.lower().rstrip("."))


@cache
def _parts() -> Mapping[str, Part]:
    words = load_topics("importing")["periods"]
    months = enumerate(words["names"].values(), start=1)
    quarters = {f"{mark}{n}": n for n in range(1, 5) for mark in ("q", "qtr", "quarter ")}
    quarters |= {f"{begin}{digit}季度": n for digit, n in words["digits"].items() for begin in ("", "第")}
    return {name: (Frequency.MONTH, n) for n, names in months for name in names} | {
        name: (Frequency.QUARTER, n) for name, n in quarters.items()
    }


def _in(year: Period, part: Part) -> Period:
    unit, n = part
    first = year.first + (n - 1) * unit
    return Period(first, first + unit - 1, unit)


def _is_number(cell: str) -> bool:
    if _PLAIN.fullmatch(cell):
        return True
    for comma in (False, True):
        try:
            number(cell, comma=comma)
        except SeriesError:
            continue
        return True
    return False


def _counts(cells: Sequence[str]) -> bool:
    """Whether cells are the numbers of rows."""
    return all(cell.isdecimal() for cell in cells) and [int(cell) - int(cells[0]) for cell in cells] == [
        *range(len(cells))
    ]

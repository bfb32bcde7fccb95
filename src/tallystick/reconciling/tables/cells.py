"""The figures of tables as they stand: by table, row and column, with the labels that name them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache, partial

from tallystick.model import Frequency, Observation, Period, PeriodError, Place, Reading
from tallystick.model.table import Table
from tallystick.reconciling.arithmetic import ALL, Bounds
from tallystick.reconciling.tables.rounding import noughts, widened
from tallystick.reconciling.tables.words import NOTHING, Tokens, is_time, tells_time, tokens

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table: `row` and `column` count from 0, `line` numbers its `Line` among all of the release.

    `indent` is that of the first stub of its row, in widths of a letter; `bounds` and `number` are the figure's
    interval and value.
    """

    figure: Observation
    table: int
    row: int
    column: int
    line: int
    indent: float = 0.0
    bounds: Bounds = ALL
    number: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """What cells of a table are told to be of: the labels that name it, outermost first, and all of their tokens.

    `beside` are tokens of heads that are no part of the subject, `about` those of caption and section.
    """

    table: int
    labels: tuple[str, ...]
    words: Tokens
    beside: Tokens
    about: Tokens


@dataclass(slots=True)
class Sheet:
    """The figures of one table; `number` counts the tables of all readings from 0, `group` those of one caption."""

    number: int
    name: str
    release: str
    place: Place | None
    cells: list[Cell] = field(default_factory=list)
    grid: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: dict[int, Path] = field(default_factory=dict)
    columns: dict[int, Path] = field(default_factory=dict)

    def add(self, cell: Cell) -> None:
        """Take a cell in."""
        self.cells.append(cell)
        self.grid[cell.row, cell.column] = cell
        self.rows.setdefault(cell.row, cell.figure.row)
        self.columns.setdefault(cell.column, cell.figure.column)


@dataclass(slots=True)
class Figures:
    """All figures of some readings: those of running text, and those of tables."""

    prose: list[Observation]
    sheets: list[Sheet]
    lines: list[Line]

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells, table by table."""
        return (cell for sheet in self.sheets for cell in sheet.cells)


def figures_of(readings: Iterable[Reading]) -> Figures:
    """Sort the figures of readings into prose and tables."""
    found = Figures([], [], [])
    for reading in readings:
        in_tables = [figure for figure in reading.observations if figure.is_cell]
        found.prose += [figure for figure in reading.observations if not figure.is_cell]
        if in_tables:
            _take_in(found, reading, in_tables)
    return found


def _take_in(found: Figures, reading: Reading, figures: Sequence[Observation]) -> None:
    tables = sorted(reading.release.tables, key=lambda table: table.start)
    starts = [table.start for table in tables]
    by_table: dict[int | str, list[Observation]] = defaultdict(list)
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        inside = at >= 0 and figure.start < tables[at].end
        by_table[at if inside else figure.table].append(figure)
    for key, group in by_table.items():
        table = tables[key] if isinstance(key, int) else None
        sheet = Sheet(len(found.sheets), group[0].table, reading.release.id, _place(table))
        _fill(sheet, found, table, group)
        found.sheets.append(sheet)


def _place(table: Table | None) -> Place | None:
    return Place(page=table.page, sheet=table.sheet) if table and (table.page or table.sheet) else None


def _fill(sheet: Sheet, found: Figures, table: Table | None, figures: Sequence[Observation]) -> None:
    lines: dict[tuple[object, ...], int] = {}
    line_of = cache(partial(_line, sheet, table))
    indents = _indents(table)
    positions = list(_positions(table, figures))
    rough = noughts((column, figure) for figure, (_, column) in zip(figures, positions, strict=True))
    for figure, (row, column) in zip(figures, positions, strict=True):
        line = line_of(figure.subject, _telling(figure), timed=bool(figure.period))
        number = lines.setdefault((line.labels, line.words, line.beside), len(found.lines))
        if number == len(found.lines):
            found.lines.append(line)
        value = figure.value[0] if isinstance(figure.value, tuple) else figure.value
        box = widened(figure, rough.get((column, figure.unit), 0))
        sheet.add(Cell(figure, sheet.number, row, column, number, indents.get(row, 0.0), box, value))


def _indents(table: Table | None) -> dict[int, float]:
    """Of each row the indent of its innermost stub that prints something."""
    if table is None:
        return {}
    return {cell.row: cell.indent for cell in table.cells if cell.column in table.stubs and cell.end > cell.start}


def _positions(table: Table | None, figures: Sequence[Observation]) -> Iterator[tuple[int, int]]:
    """Row and column of each figure; where the table is not at hand, in the order in which their paths are met."""
    if table is not None:
        at = {cell.start: (cell.row, cell.column) for cell in table.cells if cell.end > cell.start}
        starts = sorted(at)
        for figure in figures:
            yield at[starts[max(bisect_right(starts, figure.start) - 1, 0)]]
        return
    rows: dict[Path, int] = {}
    columns: dict[Path, int] = {}
    for figure in figures:
        yield rows.setdefault(figure.row, len(rows)), columns.setdefault(figure.column, len(columns))


def _telling(figure: Observation) -> Path:
    """The labels of a cell without those that only tell a time: figures of many times are then told by one line."""
    subject = tokens(figure.subject)
    path = (*figure.row, *figure.column)
    return tuple(label for label in path if not tells_time(label) or not subject.isdisjoint(tokens(label)))


def _line(sheet: Sheet, table: Table | None, subject_told: str, path: Path, *, timed: bool) -> Line:
    subject = tokens(subject_told)
    labels = tuple(label for label in path if 2 * len(tokens(label) & subject) >= max(len(tokens(label)), 1))
    labels = labels or ((subject_told,) if subject else (sheet.name,))
    heads = frozenset(word for label in path if not tells_time(label) for word in tokens(label)) - subject
    beside = frozenset(word for word in heads if not (timed and is_time(word)))
    about = tokens(f"{sheet.name} {table.section if table else ''}") if sheet.name else NOTHING
    words = subject.union(*(tokens(label) for label in labels))
    return Line(sheet.number, labels, words, beside, about)


@lru_cache(maxsize=4096)
def times(period: str) -> tuple[str, ...]:
    """The names under which figures of one period are looked up; a day is the state at the end of what it closes.

    >>> times("2010-12-31"), times("2010-06-30"), times("2010-01/2010-03")
    (('2010-12-31', '2010-12', '2010-Q4', '2010'), ('2010-06-30', '2010-06', '2010-Q2'), ('2010-Q1',))
    """
    try:
        when = Period.parse(period)
    except PeriodError:
        return (period,)
    if when.frequency is Frequency.DAY and not when.is_span:
        year, month = when.start.year, when.start.month
        ends = [Period.month(year, month), Period.quarter(year, (month + 2) // 3), Period.year(year)]
        return (period, *(str(one) for one in ends if one.end == when.end))
    if when.frequency is Frequency.DAY:
        return (period,)
    first, last = when.start, when.end
    return (str(Period.months((first.year, first.month), (last.year, last.month))),)

"""The period and base of a cell: from its column, its row, the caption, the heading and the release, joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from tallystick.model import Frequency, Period, PeriodError
from tallystick.reading.tables.sides import Side
from tallystick.reading.tables.units_of_cells import CAPTION, COLUMN, NONE, ROW, Sides
from tallystick.reading.tables.whens import PART, RELATIVE, WHOLE, YEAR, When

JOINED, TOLD_FROM, SECTION, RELEASE = "joined", "relative", "section", "release"
_MOVES = frozenset({"growth", "change", "annualised_growth"})
_YEAR_OF_MONTHS = 12
_SPANNING = frozenset({"average_growth"})


class Background(NamedTuple):
    """What is told behind a table: its heading's and its release's labels.

    `reference` is the period that heads are told from, `siblings` are all that the heads of a band name, `before` for
    heads of changes without a time those right before each, where several runs of times have changes behind them;
    `nearest` are those of one column.
    """

    section: Side
    release: Side
    reference: Period | None = None
    siblings: tuple[Period, ...] = ()
    before: Mapping[int, tuple[Period, ...]] = {}
    nearest: tuple[Period, ...] = ()

    def of_column(self, column: int) -> Background:
        """What is told behind the cells of one column."""
        return self._replace(nearest=self.before.get(column, self.siblings))


class Dated(msgspec.Struct, frozen=True):
    """Period and base of a cell, and which sides told the period.

    `is_average` tells that annual growth is told of a span of years: then it is their mean.
    """

    period: Period | None = None
    base: Period | None = None
    by: str = NONE
    is_average: bool = False


def when_of(sides: Sides, behind: Background) -> tuple[When | None, Period | None, str]:
    """The time of a cell, its period, and what told it."""
    column, row = sides.column, sides.row
    if whole := column.when(WHOLE):
        if _is_day_told(column, whole) and (own := row.time_alone):
            return own, own.period, ROW  # the day at a name in the head (`Meeting of 3 May 2021`) tells when it spoke
        return _of_a_year(whole, row) or (whole, whole.period, COLUMN)
    part = column.when(PART) or (row.when(PART) if not row.when(WHOLE) else None)
    if part is not None:
        return _joined(part, sides, behind)
    if year := column.when(YEAR):
        # A time at a name in the row (`Harbour Board (2019/12/19)`) tells when it spoke.
        whole = row.whole_alone
        return (whole, whole.period, ROW) if whole else (year, year.period, COLUMN)
    relative = column.when(RELATIVE)
    if relative is not None and (relative.name != "year" or row.when(YEAR)):
        return _relative(relative, sides, behind)
    if own := row.when(WHOLE, YEAR):
        return own, own.period, ROW
    if (relative := row.when(RELATIVE)) and relative.name != "year":  # a row `Total` is of no year
        return _relative(relative, sides, behind)
    return _around(sides, behind)


def _is_day_told(column: Side, whole: When) -> bool:
    """Whether the whole time of a head is a day at a name, and no label of the head is a time alone."""
    is_day = whole.period is not None and whole.period.frequency is Frequency.DAY
    return is_day and any(label.words for label in column.labels) and column.time_alone is None


def _of_a_year(whole: When, row: Side) -> tuple[When, Period | None, str] | None:
    """A span of years in the head, its parts in the rows: no part is of both years, the head holds."""
    part = row.when(PART)
    if part is None or whole.period is None or whole.period.frequency is not Frequency.YEAR or whole.period.is_span:
        return None
    return part, part.in_year(whole.period), JOINED


def _joined(part: When, sides: Sides, behind: Background) -> tuple[When | None, Period | None, str]:
    """A part of a year in the year that is told nearest."""
    for side, by in (
        (sides.column, COLUMN), (sides.row, JOINED), (sides.unit.single, CAPTION), (sides.caption.single, CAPTION),
        (behind.section.single, SECTION), (behind.release.single, RELEASE),
    ):  # fmt: skip
        year = side.when(YEAR)
        whole = side.when(WHOLE)
        if year is not None and year.period is not None:
            return part, part.in_year(year.period), by
        if whole is not None and whole.period is not None and side not in (sides.column, sides.row):
            return part, _in_year_of(part, whole.period), by
    return part, None, NONE


def _in_year_of(part: When, told: Period) -> Period | None:
    """The part in the year of another period; in the year before where it would lie beyond it."""
    found = part.in_year(Period.year(told.end.year))
    if found is not None and found.end > told.end and found.end.year == told.end.year and found.start > told.end:
        return part.in_year(Period.year(told.end.year - 1))
    return found


def _relative(when: When, sides: Sides, behind: Background) -> tuple[When | None, Period | None, str]:
    """A time told from another: from that of the row or the other columns, else from that of the caption or release."""
    row_year = sides.row.when(YEAR, WHOLE)
    other = row_year.period if row_year is not None else behind.reference
    if other is None and row_year is None:
        _, other, _ = _around(sides, behind)
    return when, when.from_other(other) if other is not None else None, TOLD_FROM


def _around(sides: Sides, behind: Background) -> tuple[When | None, Period | None, str]:
    """The one time that caption, unit line, heading or release name."""
    for side, by in (
        (sides.caption, CAPTION),
        (sides.unit, CAPTION),
        (behind.section, SECTION),
        (behind.release, RELEASE),
    ):
        found = side.single.when(WHOLE, YEAR)
        if found is not None and found.period is not None and not _is_no_time_of_cells(found.period, by):
            part = next((one for one in (sides.unit.when(PART), sides.caption.when(PART)) if one), None)
            if part is not None and found.kind == YEAR:
                return part, part.in_year(found.period), by
            return found, found.period, by
    return None, None, NONE


def _is_no_time_of_cells(period: Period, by: str) -> bool:
    """Several years are of no single cell, and a day in a heading is that of publication."""
    if period.frequency is Frequency.DAY:
        return by in (SECTION, RELEASE)
    return period.frequency is Frequency.YEAR and period.is_span


def dated(sides: Sides, behind: Background, measure: str, against: str, *, stock: bool) -> Dated:
    """Period and base of a cell; `against` is what a change is counted from, `stock` tells that it is a state."""
    when, period, by = when_of(sides, behind)
    base = _told_base(when, sides)
    if measure in _MOVES and behind.nearest and _is_vague(period, by, behind.siblings):
        when, period, by = None, behind.nearest[-1], JOINED
        if base is None and not against and len(behind.nearest) == 2:
            base = behind.nearest[0]
    if period is None:
        return Dated(by=by)
    if measure in _MOVES and when is not None and when.name.count("|") == 1 and base is None:
        first, _, last = when.name.partition("|")
        if measure == "growth" and against == "year before" and _is_years(Period.parse(first), Period.parse(last)):
            return Dated(period, None, by, is_average=True)
        period, base = Period.parse(last), Period.parse(first)
    if measure not in _MOVES:
        base = None
    elif base is None:
        period, base = _base(period, against or ("year before" if measure == "growth" else ""))
    if stock and when is not None and "|" in when.name and period.last - period.first >= _YEAR_OF_MONTHS:
        stock = False  # a survey's months: what is owned was asked all along them
    if (stock or sides.column.at_end or sides.unit.at_end or sides.caption.at_end) and measure not in _SPANNING:
        period, base = _ended(period), _ended(base)
    return Dated(period, base, by)


def _is_years(first: Period, last: Period) -> bool:
    """Whether two years lie further apart than one year and the next."""
    return first.frequency is last.frequency is Frequency.YEAR and last.first - first.first > Frequency.YEAR


def _is_vague(period: Period | None, by: str, siblings: Sequence[Period]) -> bool:
    """Whether the other heads tell the time of a change better: where no head does, or only by a year of theirs."""
    if by in (CAPTION, ROW) and period is not None:
        coarse = by == CAPTION and siblings[-1].frequency is not Frequency.YEAR
        return period.frequency is Frequency.YEAR and (coarse or (len(siblings) > 1 and period in siblings))
    return by in (CAPTION, SECTION, RELEASE, NONE)


def _told_base(when: When | None, sides: Sides) -> Period | None:
    base = when.base if when is not None else None
    if base is None:
        told = sides.column.base or sides.row.base or sides.caption.base
        base = told.base if told is not None else None
    return base


def _base(period: Period, against: str) -> tuple[Period, Period | None]:
    try:
        if against == "year before":
            return period, period.year_before()
        if against == "before":
            return period, _before(period)
        if against == "year end":
            return period, Period.day(date(period.end.year - 1, 12, 31))
        if against.startswith("three"):
            last = period.end.year * 12 + period.end.month - 1
            three = Period(last - 2, last, Frequency.MONTH)
            three = Period.months((three.start.year, three.start.month), (three.end.year, three.end.month))
            return three, three.year_before() if "year" in against else three.before()
    except PeriodError:
        pass
    return period, None


def _before(period: Period) -> Period:
    """The period before; of the last day of a month the last of the month before."""
    if period.frequency is not Frequency.DAY:
        return period.before()
    first = period.end.replace(day=1)
    return Period.day(date.fromordinal(first.toordinal() - 1))


def _ended(period: Period | None) -> Period | None:
    if period is None or period.frequency is Frequency.DAY:
        return period
    return Period.day(period.end)


def with_heads(behind: Background, columns: Sequence[Side], sides: Sides) -> Background:
    """What is told behind a table, with what the heads of a band name: others are told from the first (`Last week`)."""
    times: list[Period | None] = []
    for column in columns:
        _, period, by = when_of(sides._replace(column=column), behind)
        is_named = by != TOLD_FROM and column.when(WHOLE, YEAR, PART) is not None
        times.append(period if is_named else None)
    named = [period for period in times if period is not None]
    alike = len({period.frequency for period in named}) == 1
    siblings = tuple(sorted(set(named))) if alike else ()
    before = _runs_before(columns, times) if alike else {}
    return behind._replace(reference=named[0] if named else None, siblings=siblings, before=before)


def _runs_before(columns: Sequence[Side], times: Sequence[Period | None]) -> dict[int, tuple[Period, ...]]:
    """Heads of changes that tell no time → the times of the run of heads right before, where there are several runs."""
    before: dict[int, tuple[Period, ...]] = {}
    run: list[Period] = []
    is_open = False
    for number, (column, time) in enumerate(zip(columns, times, strict=True)):
        if time is not None:
            run = [*run, time] if is_open else [time]
            is_open = True
        elif run and column.told is not None and column.told[0].measure in _MOVES:
            before[number] = tuple(sorted(set(run)))
            is_open = False
    return before if len(set(before.values())) > 1 else {}

"""Series in the terminal: a list, a table with a small plot, a revision triangle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid
from tallystick.reporting.show import UNSURE_MARK

if TYPE_CHECKING:
    from tallystick.ledger import Derived, Point, Records, Revision, SeriesInfo

PLOT_HEIGHT = 8
PLOT_WIDTH = 100
Part = Grid | Text | str
_EIGHTHS = " ▁▂▃▄▅▆▇█"


def list_table(listed: Records[SeriesInfo]) -> Grid:
    """What is kept, one line a series."""
    table = Grid(
        Column("series", lead=True), Column("area"), Column("counted by", 3, words=True),
        Column("compared with", 4, words=True), Column("unit", 1), Column("from", 2), Column("to", 1),
        Column("periods", 2, right=True), Column("said", 5, right=True),
    )  # fmt: skip
    for info in listed:
        runs = " ".join(part for part in (info.frequency, info.accumulation) if part and part != "single")
        name = f"{info.indicator}.{info.measure}" + ("" if info.status == "actual" else f" ({info.status})")
        compared = info.comparison or info.whole
        counts = (str(info.periods), str(info.statements))
        table.add(name, info.area, runs, compared, info.unit, info.first_period, info.last_period, *counts)
    return table


def series_view(points: Iterable[Point]) -> Iterator[Part]:
    """Each series: its name, its values with their sources, a plot where there are enough."""
    table = _values_table()
    for key, group in groupby(points, key=lambda point: point.series):
        told = list(group)
        table.group(heading(key))
        for point in told:
            bounds = f"{number(point.lower)} … {number(point.upper)}"
            ended = (point.superseded_on, point.superseded_by)
            quote = f"{point.qualifier}{point.quote}"
            table.add(point.period, shown(point), bounds, point.first_published, *ended, quote, point.release)
        drawn = [(point.value, point.period) for point in told if point.value is not None]
        if len(drawn) > 2 or not all(point.sure for point in told):
            yield table
            table = _values_table()
        if not all(point.sure for point in told):
            yield f"{UNSURE_MARK} read with too little confidence to stand by itself; settle it with: series settle"
        if len(drawn) > 2:
            yield plot([value for value, _ in drawn], [period for _, period in drawn])
    if table.groups:
        yield table


def _values_table() -> Grid:
    return Grid(
        Column("period"), Column("value", right=True), Column("between", 4), Column("first published", 1),
        Column("superseded on", 2), Column("superseded by", 3), Column("quote", 2, words=True), Column("release", 3),
    )  # fmt: skip


def heading(key: str) -> Text:
    """The key of a series above what is told of it."""
    return Text(f"\n{one_line(key)}", style="bold")


def shown(point: Point) -> str:
    """A value as a person reads it; what stands for one where there is none."""
    if point.value is None:
        return point.obs_status
    end = f" … {number(point.value_to)}" if point.value_to is not None else ""
    return f"{number(point.value)}{end}{'' if point.sure else f' {UNSURE_MARK}'}"


def number(value: Decimal | None) -> str:
    """A number with thousands apart; nothing for an end that is open.

    >>> number(Decimal("31400000000000")), number(Decimal("9.6"))
    ('31,400,000,000,000', '9.6')
    """
    return "" if value is None else f"{value:,f}"


def plot(values: list[Decimal], periods: Sequence[str] = ()) -> str:
    """Columns of block characters over a line, the newest at the right; the line stands at nought or below.

    >>> print(plot([Decimal(n) for n in (1, 2, 4)], ["2020", "2021", "2022"]).splitlines()[0])
    4   █
    """
    shown, seen = values[-PLOT_WIDTH:], [float(value) for value in values[-PLOT_WIDTH:]]
    low, high = min(0.0, *seen), max(seen)
    if low >= 0 and high and min(seen) > high / 2:
        low = min(seen) - (high - min(seen)) / 4  # far from zero: show the differences
    span = (high - low) or 1.0
    heights = [1 + round((value - low) / span * (PLOT_HEIGHT * 8 - 1)) for value in seen]
    labels = {PLOT_HEIGHT: f"{max(shown):f}", 1: f"{min(shown):f}"}
    width = max(map(len, labels.values()))
    lines = []
    for row in range(PLOT_HEIGHT, 0, -1):
        cells = "".join(_EIGHTHS[max(0, min(8, height - (row - 1) * 8))] for height in heights)
        lines.append(f"{labels.get(row, ''):<{width}} {cells}".rstrip())
    return "\n".join([*lines, *(" " * (width + 1) + line for line in _axis(periods[-PLOT_WIDTH:]))])


def _axis(periods: Sequence[str]) -> Iterator[str]:
    """A line under the columns, with the first and the last period."""
    yield "─" * len(periods)
    if periods:
        gap = max(1, len(periods) - len(periods[0]) - len(periods[-1]))
        yield f"{periods[0]}{' ' * gap}{periods[-1]}" if len(periods) > 1 else periods[0]


def triangle(points: Iterable[Point]) -> Iterator[Part]:
    """Each series as periods by days of publication: what stood after each day that changed something."""
    for key, group in groupby(points, key=lambda point: point.series):
        told = list(group)
        days = sorted({point.first_published for point in told})
        yield heading(key)
        table = Grid(Column("period"), *(Column(day, right=True) for day in days), blocks=True)
        for period, vintages in groupby(told, key=lambda point: point.period_end):
            by_day = {point.first_published: shown(point) for point in vintages}
            name = next(point.period for point in told if point.period_end == period)
            table.add(name, *(by_day.get(day, "") for day in days))
        yield table


def revisions_table(revisions: Iterable[Revision]) -> Grid:
    """What changed, when, and by how much."""
    table = Grid(
        Column("series", lead=True), Column("revised on", 1), Column("period"), Column("before", right=True),
        Column("after", right=True), Column("by", 2, right=True), Column("unit", 1), Column("first said", 3),
        Column("release", 4), Column("doubt", 3, words=True),
    )  # fmt: skip
    for r in revisions:
        by = f"{r.by:+,f}{' pp' if r.unit == '%' else ''}"
        change = (number(r.before), number(r.after), by, r.unit)
        name = f"{r.indicator}.{r.measure}"
        table.add(name, r.revised_on, r.period, *change, r.first_published, r.release_after, r.doubt)
    return table


def derived_table(found: Iterable[Derived]) -> Grid:
    """Computed values with their formulas."""
    table = Grid(
        Column("what", lead=True), Column("period"), Column("value", right=True), Column("unit"),
        Column("between", 1), Column("rule", 2, words=True), Column("formula", 3, words=True),
        Column("note", 4, words=True),
    )  # fmt: skip
    for d in found:
        bounds = f"{d.lower:,.6g} … {d.upper:,.6g}"
        name = f"{d.indicator}.{d.measure}"
        table.add(name, d.period, f"{d.value:,.6g}", d.unit, bounds, d.rule, d.formula, d.note)
    return table

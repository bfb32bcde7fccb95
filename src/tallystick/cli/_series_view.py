"""Series in the terminal: a list, a table with a small plot, a revision triangle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table

from tallystick.reporting.cleaning import one_line
from tallystick.reporting.show import UNSURE_MARK

if TYPE_CHECKING:
    from rich.console import Console

    from tallystick.ledger import Derived, Point, Records, Revision, SeriesInfo

PLOT_HEIGHT = 8
PLOT_WIDTH = 100
_FOLDED = ("quote", "formula", "note", "doubt")
"""Columns of words, which may be broken anywhere."""
_NARROWEST = 12
_EIGHTHS = " ▁▂▃▄▅▆▇█"


def list_table(listed: Records[SeriesInfo]) -> Table:
    """What is kept, one line a series."""
    table = Table("series", "area", "counted by", "compared with", "unit", "from", "to", "periods", "said", box=None)
    for info in listed:
        runs = " ".join(part for part in (info.frequency, info.accumulation) if part and part != "single")
        name = f"{info.indicator}.{info.measure}" + ("" if info.status == "actual" else f" ({info.status})")
        compared = info.comparison or info.whole
        counts = (str(info.periods), str(info.statements))
        table.add_row(name, info.area, runs, compared, info.unit, info.first_period, info.last_period, *counts)
    return table


def series_view(points: Iterable[Point]) -> Iterator[Table | str]:
    """Each series: its name, its values with their sources, a plot."""
    for key, group in groupby(points, key=lambda point: point.series):
        told = list(group)
        yield f"\n{one_line(key)}"
        table = Table("period", "value", "between", "first published", "superseded by", "quote", "release", box=None)
        for point in told:
            bounds = f"{number(point.lower)} … {number(point.upper)}"
            quote = one_line(f"{point.qualifier}{point.quote}")
            ended = f"{point.superseded_on} {point.superseded_by}".strip()
            row = (point.period, shown(point), bounds, point.first_published, ended, quote, point.release)
            table.add_row(*map(one_line, row))
        yield table
        if not all(point.sure for point in told):
            yield f"{UNSURE_MARK} read with too little confidence to stand by itself; settle it with: series settle"
        drawn = [(point.value, point.period) for point in told if point.value is not None]
        if len(drawn) > 2:
            yield plot([value for value, _ in drawn], [period for _, period in drawn])


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


def show(console: Console, part: Table | str) -> None:
    """Print a table without cutting numbers, days or names: on a narrow terminal its lines run on."""
    if isinstance(part, str):
        console.print(part, crop=False)
        return
    for column in part.columns:
        cells = [str(column.header), *map(str, column.cells)]
        longest = max(cell_len(word) for cell in cells for word in cell.split() or [""])
        folded = column.header in _FOLDED
        column.min_width, column.overflow = min(longest, _NARROWEST) if folded else longest, "fold"
        column.no_wrap = not folded and longest >= max(map(cell_len, cells))
    least = sum((column.min_width or 0) + sum(part.padding[1::2]) for column in part.columns)
    part.width = least if least > console.width else None
    console.print(part, crop=False)


def triangle(points: Iterable[Point]) -> Iterator[Table | str]:
    """Each series as periods by days of publication: what stood after each day that changed something."""
    for key, group in groupby(points, key=lambda point: point.series):
        told = list(group)
        days = sorted({point.first_published for point in told})
        yield f"\n{one_line(key)}"
        table = Table("period", *days, box=None)
        for period, vintages in groupby(told, key=lambda point: point.period_end):
            by_day = {point.first_published: shown(point) for point in vintages}
            name = next(point.period for point in told if point.period_end == period)
            table.add_row(name, *(by_day.get(day, "") for day in days))
        yield table


def revisions_table(revisions: Iterable[Revision]) -> Table:
    """What changed, when, and by how much."""
    table = Table(
        "revised on", "series", "period", "before", "after", "by", "unit", "first said", "release", "doubt", box=None
    )
    for r in revisions:
        change = (number(r.before), number(r.after), f"{r.by:+,f}", r.unit)
        table.add_row(
            r.revised_on, f"{r.indicator}.{r.measure}", r.period, *change, r.first_published, r.release_after, r.doubt
        )
    return table


def derived_table(found: Iterable[Derived]) -> Table:
    """Computed values with their formulas."""
    table = Table("period", "what", "value", "between", "rule", "formula", "note", box=None)
    for d in found:
        what = f"{d.indicator}.{d.measure} {d.unit}"
        bounds = f"{d.lower:,.6g} … {d.upper:,.6g}"
        table.add_row(d.period, what, f"{d.value:,.6g}", bounds, d.rule, one_line(d.formula), d.note)
    return table

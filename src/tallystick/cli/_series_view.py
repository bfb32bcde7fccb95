"""Series in the terminal: a list, a table with a small plot, a revision triangle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from tallystick.ledger import embargoes
from tallystick.model.period_words import period_ending
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid
from tallystick.reporting.show import UNSURE_MARK
from tallystick.reporting.terminal_plot import Dot, Plot

if TYPE_CHECKING:
    from tallystick.ledger import Decision, Derived, Point, Records, Revision, SeriesInfo

FEWEST_DRAWN = 3
LOW, TALL = 8, 18
"""Rows of a plot beneath a table, and of one by itself."""
Part = Grid | Plot | Text | str


def list_table(listed: Records[SeriesInfo]) -> Grid:
    """What is kept, one line a series; of those that would read alike it is said which is which."""
    table = Grid(
        Column("series", lead=True), Column("area"), Column("counted by", 3, words=True),
        Column("compared with", 4, words=True), Column("adjustment", 3, words=True), Column("unit", 1),
        Column("of which", 2, words=True),
        Column("from", 2), Column("to", 1), Column("periods", 2, right=True), Column("said", 5, right=True),
    )  # fmt: skip
    told = [(info, _traits(info)) for info in listed]
    alike = Counter(traits for _, traits in told)
    for info, traits in told:
        apart = ", ".join(filter(None, (info.scope, info.price_basis))) if alike[traits] > 1 else ""
        ends = (period_ending(day, info.frequency, info.accumulation) for day in (info.first_period, info.last_period))
        table.add(*traits, apart, *ends, str(info.periods), str(info.statements))
    return table


def _traits(info: SeriesInfo) -> tuple[str, ...]:
    """What the list tells of a series in any case: its name, area, run, comparison, adjustment and unit."""
    runs = " ".join(part for part in (info.frequency, info.accumulation) if part and part != "single")
    name = f"{info.indicator}.{info.measure}" + ("" if info.status == "actual" else f" ({info.status})")
    return name, info.area, runs, info.comparison or info.whole, info.adjustment, info.unit


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
        drawn = plot_of(told)
        if len(drawn.places) >= FEWEST_DRAWN or not all(point.sure for point in told):
            yield table
            table = _values_table()
        if not all(point.sure for point in told):
            yield f"{UNSURE_MARK} read with too little confidence to stand by itself; settle it with: series settle"
        if len(drawn.places) >= FEWEST_DRAWN:
            yield drawn
    if table.groups:
        yield table


def plots(points: Iterable[Point]) -> Iterator[Part]:
    """Each series drawn large."""
    for key, group in groupby(points, key=lambda point: point.series):
        drawn = plot_of(list(group), TALL)
        yield heading(key)
        yield drawn if drawn.places else "no value that can be drawn"


def plot_of(told: Sequence[Point], height: int = LOW) -> Plot:
    """One series as a drawing."""
    dots = [Dot(point.period_end, point.period, point.value) for point in told if point.value is not None]
    return Plot(dots, told[0].frequency, told[0].unit, height)


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


def decision_line(d: Decision) -> str:
    """What was decided, by whom and why, and whether it was undone."""
    into = f" into {d.into}" if d.into else f" of {d.day}" if d.day else ""
    into += f" until {embargoes.shown(d.until)}" if d.until else ""
    into += "".join(f" {name}={value}" for name, value in d.fields.items())
    undone = f" (undone {d.undone_at} by {d.undone_by})" if d.undone_at else ""
    return one_line(f"{d.number} {d.decided_at[:10]} {d.who}: {d.kind} {d.subject}{into}: {d.reason}{undone}")

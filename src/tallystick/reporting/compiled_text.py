"""Compiled figures as lines for a terminal: the newest of each indicator, its parts, and how each figure was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from tallystick.compiling.figures.printed import Row
from tallystick.compiling.kept import SUPPRESSED
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid

_NEWEST = 4
_COLUMNS = ("level", "growth", "like_for_like", "both_periods", "entry", "exit", "correction", "mean")
_OF_PARTS = ("level", "growth", "like_for_like", "points", "rate")
_HEADS = {"like_for_like": "like for like", "both_periods": "in both", "rate": "% of change"}

_WAYS = {
    "forward": "carried forward from a response",
    "backward": "backward from a response",
    "manual": "made by hand",
    "manual_forward": "forward from one made by hand",
    "constructed": "constructed from the auxiliary",
    "constructed_forward": "forward from a construction",
}


def compiled_text(rows: Iterable[Row]) -> Group:
    """Each indicator: the newest periods of the whole, the newest of its parts, and how the newest was made."""
    parts: list[RenderableType] = []
    for _, told in groupby(rows, key=lambda row: (row.indicator, row.span)):
        parts += _indicator(list(told))
    return Group(*parts)


def how_made(row: Row) -> Iterator[str]:
    """How a figure was made, a line for each thing to know.

    >>> row = Row(indicator="gdp", name="GDP", period="2024", unit="CNY", enterprises=9, returns=10, responding=8,
    ...     imputed=1, imputed_share=3.25, both=7, entrants=2, exits=1)
    >>> print(*list(how_made(row))[:2], sep="\\n")
    8 of 10 returns told all it needs; 1 was imputed (3.2 % of the level)
    like for like: 7 enterprises in both periods; 2 came and 1 left
    """
    imputed = f"{row.imputed} {'was' if row.imputed == 1 else 'were'} imputed ({row.imputed_share:.1f} % of the level)"
    edited = f"; {row.edited} corrected" if row.edited else ""
    outlying = f"; {row.outlying} stood out" if row.outlying else ""
    revised = f"; {row.revised} fell from the start of the year on" if row.revised else ""
    yield f"{row.responding} of {row.returns} returns told all it needs; {imputed}{edited}{outlying}{revised}"
    ways = [f"{count} {words}" for name, words in _WAYS.items() if (count := getattr(row, name))]
    if ways:
        yield f"imputed: {', '.join(ways)}"
    yield f"like for like: {row.both} enterprises in both periods; {row.entrants} came and {row.exits} left"
    if row.growth is not None and row.both_periods is not None:
        rest = f"{row.both_periods:+f} in both, {row.entry:+f} came, {row.exit:+f} left"
        rest += "" if row.correction is None else f", {row.correction:+f} correction to known totals"
        yield f"growth of the level {row.growth:+f} = {rest} (rounded by largest remainder, so that they add up)"
    if row.summed is not None:
        yield f"added up {row.summed:,f}, before it was brought to known totals"
    if row.suppressed:
        names = ", ".join(_head(name) for name in row.suppressed)
        yield f"suppressed, of too few enterprises: {names}"


def _indicator(rows: Sequence[Row]) -> Iterator[RenderableType]:
    whole = [row for row in rows if not row.part]
    yield Text()
    span = ", year to date" if rows[0].span else ""
    yield Text(one_line(f"{rows[0].name} ({rows[0].unit}){span}"), style="bold")
    further = dict.fromkeys(name for row in whole for name in row.means)
    yield _grid(whole[-_NEWEST:], (*_COLUMNS, *further), "period")
    if whole:
        yield from (Text(f"  {line}") for line in how_made(whole[-1]))
        for partition, parts in groupby((row for row in rows if row.part), key=lambda row: row.partition):
            yield Text(one_line(f"  by {partition}, {whole[-1].period}"))
            yield _grid([row for row in parts if row.period == whole[-1].period], _OF_PARTS, "part")


def _grid(rows: Sequence[Row], names: Sequence[str], stub: str) -> Grid:
    shown = [name for name in names if any(row.cell(name) is not None or name in row.suppressed for row in rows)]
    grid = Grid(Column(stub), *(Column(_head(name), right=True) for name in shown), indent=2)
    for row in rows:
        grid.add(one_line(getattr(row, stub)), *(_cell(row, name) for name in shown))
    return grid


def _head(name: str) -> str:
    return _HEADS.get(name, name.replace("mean_", "mean of "))


def _cell(row: Row, name: str) -> str:
    value = row.cell(name)
    if name in row.suppressed:
        return SUPPRESSED
    return "" if value is None else f"{value:,f}"

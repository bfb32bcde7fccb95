"""A series as a line of a few millimetres: gaps where periods are missing, bars where vintages differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple, Protocol

from markupsafe import Markup

WIDTH, HEIGHT, EDGE = 132, 34, 4
SHOWN = timedelta(5 * 366)
"""How far before the newest value of a row its lines go back."""

FEWEST_IN_LINE = 3
"""Periods that make a line; two points would pose as a trend."""


class Drawn(Protocol):
    """As much of a vintage of a period as a line takes."""

    @property
    def period_end(self) -> str:
        """The last day of its period."""

    @property
    def first_published(self) -> str:
        """The day it was said first."""

    @property
    def value(self) -> Decimal | None:
        """The value, where there is one."""

    @property
    def doubt(self) -> str:
        """Why it stands nowhere."""


class Banded(Protocol):
    """As much of a band of values as a line is drawn over."""

    @property
    def least(self) -> Decimal:
        """The least of them."""

    @property
    def lower(self) -> Decimal:
        """The end of the lowest quarter."""

    @property
    def upper(self) -> Decimal:
        """Where the highest quarter begins."""

    @property
    def most(self) -> Decimal:
        """The most of them."""


class Scale(NamedTuple):
    """What lines that stand in one row share: from which day to which, and from which value to which."""

    first: date
    last: date
    low: Decimal
    high: Decimal

    def x(self, day: date) -> str:
        """Where a day stands, from the left."""
        part = (day - self.first).days / max((self.last - self.first).days, 1)
        return f"{EDGE + (WIDTH - 2 * EDGE) * part:.1f}"

    def y(self, value: Decimal) -> str:
        """Where a value stands, from the top."""
        part = float((value - self.low) / (self.high - self.low)) if self.high > self.low else 0.5
        return f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * part:.1f}"


def scale_of(rows: Iterable[Sequence[Drawn]]) -> Scale | None:
    """The one scale of all lines of a row, given the vintages of each; None where none has points for a line."""
    lines = [periods for vintages in rows if len(periods := _periods(vintages)) >= FEWEST_IN_LINE]
    if not lines:
        return None
    last = max(periods[-1][0] for periods in lines)
    shown = [(day, values) for periods in lines for day, values in periods if day >= last - SHOWN]
    every = [value for _, values in shown for value in values]
    return Scale(min(day for day, _ in shown), last, min(every), max(every))


def sparkline(
    vintages: Sequence[Drawn], label: str, scale: Scale | None = None, *, band: Banded | None = None
) -> Markup:
    """An SVG of the standing values of a series, given all its vintages; `label` says in words what it shows.

    Empty where there are not values enough for a line on the scale (by default the series' own). With a band the line
    stands over two bars, one from its least to its most and one of its middle half.
    """
    scale = scale or scale_of([vintages])
    if scale and band:
        scale = scale._replace(low=min(scale.low, band.least), high=max(scale.high, band.most))
    periods = [(day, values) for day, values in _periods(vintages) if scale and day >= scale.first]
    if scale is None or len(periods) < FEWEST_IN_LINE:
        return Markup("")
    zero = f"M0 {scale.y(Decimal(0))}H{WIDTH}" if scale.low < 0 < scale.high else ""
    bands = _bands(band, scale) if band else ""
    drawn = (("zero", zero), ("bars", _bars(periods, scale)), ("line", _line(periods, scale)))
    shapes = "".join(f'<path class="{name}" d="{d}"/>' for name, d in drawn if d)
    dots = "".join(_dot("dot", day, values[-1], 1.4, scale) for day, values in periods)
    last = _dot("last", periods[-1][0], periods[-1][1][-1], 2.5, scale)
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, label, Markup(bands + shapes + dots + last))  # noqa: S704


def _bands(band: Banded, scale: Scale) -> str:
    ends = (("band", band.least, band.most), ("half", band.lower, band.upper))
    tops = [(name, scale.y(high), float(scale.y(low)) - float(scale.y(high))) for name, low, high in ends]
    return "".join(
        f'<rect class="{name}" x="0" y="{top}" width="{WIDTH}" height="{max(height, 0.5):.1f}"/>'
        for name, top, height in tops
    )


def _line(periods: Sequence[tuple[date, list[Decimal]]], scale: Scale) -> str:
    step = min(b - a for (a, _), (b, _) in pairwise(periods))
    path, before = "", None
    for day, values in periods:
        joined = before is not None and (day - before) <= 1.6 * step
        path += f"{'L' if joined else 'M'}{scale.x(day)} {scale.y(values[-1])}"
        before = day
    return path


def _bars(periods: Sequence[tuple[date, list[Decimal]]], scale: Scale) -> str:
    return "".join(
        f"M{scale.x(day)} {scale.y(min(values))}V{scale.y(max(values))}"
        for day, values in periods
        if min(values) < max(values)
    )


def _dot(name: str, day: date, value: Decimal, radius: float, scale: Scale) -> str:
    return f'<circle class="{name}" cx="{scale.x(day)}" cy="{scale.y(value)}" r="{radius}"/>'


def _periods(vintages: Sequence[Drawn]) -> list[tuple[date, list[Decimal]]]:
    """The last day of each period with all values it had, the standing one last."""
    told = sorted(
        (p for p in vintages if p.value is not None and not p.doubt), key=lambda p: (p.period_end, p.first_published)
    )
    grouped = [
        (date.fromisoformat(day), [p.value for p in group if p.value is not None])
        for day, group in groupby(told, key=lambda p: p.period_end)
    ]
    return [(day, values) for day, values in grouped if values]

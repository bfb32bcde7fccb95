"""A series as a line of a few millimetres: gaps where periods are missing, bars where vintages differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from markupsafe import Markup

from tallystick.ledger import Point

WIDTH, HEIGHT, EDGE = 132, 34, 4
MOST = 32
"""Periods shown; the latest."""

FEWEST_IN_LINE = 3
"""Periods that make a line; two points would pose as a trend."""


def sparkline(vintages: Sequence[Point], label: str) -> Markup:
    """An SVG of the standing values of a series, given all its vintages; `label` says in words what it shows.

    Its scale is its own: what it runs from and to stands beside it.
    """
    periods = _periods(vintages)[-MOST:]
    if len(periods) < FEWEST_IN_LINE:
        return Markup("")
    days = [date.fromisoformat(day).toordinal() for day, _ in periods]
    every = [float(value) for _, values in periods for value in values]
    low, high = min(every), max(every)

    def x(day: int) -> str:
        return f"{EDGE + (WIDTH - 2 * EDGE) * (day - days[0]) / (days[-1] - days[0]):.1f}"

    def y(value: Decimal) -> str:
        part = (float(value) - low) / (high - low) if high > low else 0.5
        return f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * part:.1f}"

    step = min(b - a for a, b in pairwise(days))
    path, dots = "", ""
    for place, (day, (_, values)) in enumerate(zip(days, periods, strict=True)):
        broken = place and day - days[place - 1] > 1.6 * step
        path += f"{'M' if broken or not place else 'L'}{x(day)} {y(values[-1])}"
        dots += f'<circle class="dot" cx="{x(day)}" cy="{y(values[-1])}" r="1.4"/>'
    bars = "".join(
        f"M{x(day)} {y(min(values))}V{y(max(values))}"
        for day, (_, values) in zip(days, periods, strict=True)
        if min(values) < max(values)
    )
    last = f'<circle class="last" cx="{x(days[-1])}" cy="{y(periods[-1][1][-1])}" r="2.5"/>'
    shapes = "".join(f'<path class="{name}" d="{d}"/>' for name, d in (("bars", bars), ("line", path)) if d)
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, label, Markup(shapes + dots + last))  # noqa: S704


def _periods(vintages: Sequence[Point]) -> list[tuple[str, list[Decimal]]]:
    """The last day of each period with all values it had, the standing one last."""
    told = sorted(
        (p for p in vintages if p.value is not None and not p.doubt), key=lambda p: (p.period_end, p.first_published)
    )
    grouped = [
        (day, [p.value for p in group if p.value is not None])
        for day, group in groupby(told, key=lambda p: p.period_end)
    ]
    return [(day, values) for day, values in grouped if values]

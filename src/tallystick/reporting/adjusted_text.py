"""Adjusted series as records, and as lines for a terminal: model, newest values, and how far they may be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.text import Text

from tallystick.adjusting import Adjusted, Model
from tallystick.adjusting.results import Coefficient, Diagnostics
from tallystick.reporting.adjusted_words import doubts, model_words
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid

_NEWEST = 4
_EXACT = 12
"""Digits of a number that are not left of reckoning in binary."""

_OF_FACTOR = 4
"""Decimals of a factor."""


class AdjustedSeries(msgspec.Struct, frozen=True, kw_only=True):
    """An adjusted series: its key, values by period, model, parameters and diagnostics."""

    series: str
    identified: bool
    model: Model
    diagnostics: Diagnostics
    coefficients: tuple[Coefficient, ...]
    periods: tuple[str, ...]
    observed: tuple[float, ...]
    adjusted: tuple[float, ...]
    trend: tuple[float, ...]
    factors: tuple[float, ...]

    @classmethod
    def of(cls, series: str, done: Adjusted, *, identified: bool) -> AdjustedSeries:
        """The record of what came out of a series."""
        return cls(
            series=series,
            identified=identified,
            model=done.model,
            diagnostics=done.diagnostics,
            coefficients=done.coefficients,
            periods=tuple(str(period) for period in done.history.periods),
            observed=done.history.values,
            adjusted=done.adjusted,
            trend=done.trend,
            factors=done.factors,
        )


def by_period(found: Iterable[AdjustedSeries]) -> list[dict[str, Any]]:
    """A row for each period of each series, with what was observed and what came out."""
    names = ("period", "observed", "adjusted", "trend", "factors")
    return [
        {"series": one.series} | dict(zip(names, cells, strict=True))
        for one in found
        for cells in zip(one.periods, one.observed, one.adjusted, one.trend, one.factors, strict=True)
    ]


def adjusted_text(found: Iterable[AdjustedSeries]) -> Group:
    """Each series with its model in words, what is doubtful of it, and its newest values."""
    parts: list[RenderableType] = []
    for one in found:
        parts += [Text(), Text(one_line(one.series), style="bold"), Text(f"  {model_words(one.model)}")]
        parts += [Text(f"  {line}", style="yellow") for line in doubts(one.diagnostics)]
        parts.append(_newest(one))
    return Group(*parts)


def _newest(one: AdjustedSeries) -> Grid:
    names: Sequence[tuple[str, tuple[float, ...]]] = (
        ("observed", one.observed), ("adjusted", one.adjusted), ("trend", one.trend), ("factors", one.factors),
    )  # fmt: skip
    grid = Grid(Column("period"), *(Column(name, right=True) for name, _ in names), indent=2)
    rows = range(len(one.periods) - _NEWEST, len(one.periods))
    last = max(_decimals(one.observed[n]) for n in rows)
    digits = {"observed": last, "factors": _OF_FACTOR if one.model.transform == "log" else last + 1}
    for n in rows:
        cells = (_printed(values[n], digits.get(name, last + 1)) for name, values in names)
        grid.add(one.periods[n], *cells)
    return grid


def _decimals(value: float) -> int:
    """How many decimals a value has but for what is left of reckoning; below nought where it ends in noughts.

    >>> _decimals(117.3), _decimals(1336180.0), _decimals(376478.39999999997)
    (1, -1, 1)
    """
    exponent = Decimal(f"{value:.{_EXACT}g}").normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _printed(value: float, digits: int) -> str:
    return f"{round(value, digits):,.{max(digits, 0)}f}"

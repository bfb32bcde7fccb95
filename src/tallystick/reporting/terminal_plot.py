"""A series drawn in a terminal: values on an axis with its unit, periods on an axis of time, gaps left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil, floor, log10
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from tallystick.model import within_reach
from tallystick.reporting.cleaning import one_line

WIDEST = 100
_MOST_TICKS = 5
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_DOTS = "⣀⠤⠒⠉"
_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_IN_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}
_STRIDES = {
    "month": (1, 2, 3, 6, 12, 24, 60, 120),
    "quarter": (1, 2, 4, 8, 20, 40),
    "half": (1, 2, 4, 10, 20),
    "year": (1, 2, 5, 10, 20, 50),
}
_ANY = (1, 2, 5, 10, 20, 50)


class Dot(NamedTuple):
    """A value of a period: the period's last day (ISO), its name, and the value."""

    day: str
    period: str
    value: Decimal


class _Axis(NamedTuple):
    """Ticks `low` to `high` by `step`, each `rows` apart, in units of ten to the `power`."""

    low: int
    high: int
    step: float
    rows: int
    power: int

    def label(self, tick: int) -> str:
        places = max(0, -floor(log10(self.step / 10**self.power) + 1e-9))
        exact = self.step / 10**self.power * 10**places
        places += abs(exact - round(exact)) > 1e-6  # steps of 2.5
        return f"{tick * self.step / 10**self.power:,.{places}f}".replace("-", "−")

    def height(self, value: float) -> float:
        """How many rows above the lowest tick a value stands."""
        return (value / self.step - self.low) * self.rows


class Plot:
    """Columns from nought, down too; far from nought, dashes at their height, for columns cut off would mislead."""

    def __init__(self, dots: Sequence[Dot], frequency: str = "", unit: str = "", height: int = 8) -> None:
        self.frequency, self.unit, self.height = frequency, one_line(unit), height
        found = [dot for dot in dots if within_reach(dot.value)]
        self.places = {self._place(dot, n): dot for n, dot in enumerate(sorted(found, key=lambda dot: dot.day))}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the drawing, as wide as there is room and need."""
        for line in self.lines(options.max_width):
            yield Text(line, no_wrap=True, overflow="ignore")

    def lines(self, width: int) -> list[str]:
        """The drawing on so many columns.

        >>> told = [Dot(f"{year}-12-31", str(year), Decimal(n)) for year, n in ((2019, 2), (2021, 4), (2022, -1))]
        >>> print("\\n".join(Plot(told, "year", "%", height=3).lines(30)))
         %
         4 ┤            █████
         3 ┤            █████
         2 ┤█████       █████
         1 ┤█████       █████
         0 ┼┬─────┬─────┬─────┬─────
        −1 ┤                  █████
            2019  2020  2021  2022
        """
        if not self.places:
            return []
        values = [float(dot.value) for dot in self.places.values()]
        axis = _axis(min(values), max(values), self.height)
        labels = {tick: axis.label(tick) for tick in range(axis.low, axis.high + 1)}
        edge = max(len(label) for label in labels.values())
        room = max(width - edge - 2, 1)
        last = max(self.places)
        first = max(min(self.places), last - room + 1)
        slot = max(1, min(6, room // (last - first + 1)))
        rows = [*self._rows(axis, labels, edge, first, last, slot)]
        names, marks = self._names(first, last, slot, room)
        base = next(n for n, line in enumerate(rows) if "┼" in line)
        head, _, line = rows[base].partition("┼")
        rows[base] = f"{head}┼{''.join('┬' if n in marks else letter for n, letter in enumerate(line))}"
        told = [f"{self._unit(axis):>{edge}}".rstrip(), *rows, f"{' ' * (edge + 2)}{names}".rstrip()]
        left = sum(place < first for place in self.places)
        many = f"{left} earlier value{' has' if left == 1 else 's have'} no room; --format csv has all"
        note = [many] if left else []
        return [line for line in told if line] + note

    def _unit(self, axis: _Axis) -> str:
        scale = dict(_SCALES).get(axis.power, "")
        return " ".join(part for part in (scale, "" if self.unit == "1" else self.unit) if part)

    def _place(self, dot: Dot, n: int) -> int:
        """Where a period stands in time, in periods; in the order of their days where they are of no one length."""
        parts = _IN_YEAR.get(self.frequency)
        if parts is None:
            return n
        return int(dot.day[:4]) * parts + (int(dot.day[5:7]) - 1) * parts // 12

    def _rows(self, axis: _Axis, labels: dict[int, str], edge: int, first: int, last: int, slot: int) -> Iterator[str]:
        """The rows from the top, each with its tick; the line of nought, or of the lowest tick, is a row itself."""
        bars = axis.low <= 0 <= axis.high
        base = -axis.low * axis.rows if bars else 0
        line = "─" * (slot * (last - first + 1))
        for row in range((axis.high - axis.low) * axis.rows - 1, -1, -1):
            if row == base - 1:
                yield f"{labels[axis.low + base // axis.rows]:>{edge}} ┼{line}"
            at = row + 1 if row >= base else row
            tick = labels.get(axis.low + at // axis.rows) if at % axis.rows == 0 else None
            cells = "".join(self._cell(axis, place, row, base, bars, slot) for place in range(first, last + 1))
            yield f"{tick or '':>{edge}} {'┤' if tick else '│'}{cells}".rstrip()
        if base == 0:
            yield f"{labels[axis.low]:>{edge}} ┼{line}"

    def _cell(self, axis: _Axis, place: int, row: int, base: int, bars: bool, slot: int) -> str:
        dot = self.places.get(place)
        if dot is None:
            return " " * slot
        height = axis.height(float(dot.value))
        letter = _bar(height, row, base) if bars else _dash(height, row, (axis.high - axis.low) * axis.rows)
        return letter * max(slot - 1, 1) + " " * (slot > 1)

    def _names(self, first: int, last: int, slot: int, room: int) -> tuple[str, set[int]]:
        """The line of periods below, and the columns whose period is named."""
        names = [self._name(place) for place in range(first, last + 1)]
        longest = max(map(len, names))
        strides = _STRIDES.get(self.frequency, _ANY)
        stride = next((one for one in strides if one * slot >= longest + 2), strides[-1])
        told, marks = "", set[int]()
        for place in range(first, last + 1):
            at, name = (place - first) * slot, names[place - first]
            if place % stride == 0 and at >= len(told) + (2 if told else 0) and at + len(name) <= max(room, longest):
                told, marks = told.ljust(at) + name, marks | {at}
        return (told, marks) if marks else (names[0], {0})

    def _name(self, place: int) -> str:
        parts = _IN_YEAR.get(self.frequency)
        if parts is None:
            return one_line(self.places[place].period)
        year, part = divmod(place, parts)
        sign = {12: f"-{part + 1:02}", 4: f"-Q{part + 1}", 2: f"-H{part + 1}"}
        return f"{year}{sign.get(parts, '')}"


def _axis(low: float, high: float, height: int) -> _Axis:
    """An axis with a few round ticks; it holds nought unless the values lie far from it, all on one side."""
    if max(abs(low), abs(high)) <= 2 * (high - low) or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + 1
    rough = (high - low) / _MOST_TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    scale = next((n for n, _ in _SCALES if max(abs(first), abs(last)) * step >= 10**n), 0)
    return _Axis(first, last, step, max(1, round(height / (last - first))), scale)


def _bar(height: float, row: int, base: int) -> str:
    """The part of a column in one row, by eighths above the line, by halves below."""
    if row >= base:
        eighths = max(round(height * 8), base * 8 + 1) - row * 8 if height >= base else 0
        return _EIGHTHS[max(0, min(8, eighths))]
    depth = row + 1 - height
    if height >= base or depth <= 0:
        return " " if height >= base or row + 1 < base else "▔"
    return "█" if depth > 0.75 else "▀" if depth > 0.25 else "▔"


def _dash(height: float, row: int, rows: int) -> str:
    level = min(floor(height * 4 + 1e-9), rows * 4 - 1)
    return _DOTS[level % 4] if level // 4 == row else " "

"""A row of a benchmark's table, and the table as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what, how much, what is to be reached, and whether it was (None: nothing to reach)."""

    what: str
    measured: str
    target: str = ""
    reached: bool | None = None


def rate(what: str, bytes_per_second: float, at_least: float | None = None) -> Row:
    """A throughput in MB/s, beside the least that is wanted."""
    measured = f"{bytes_per_second / 1e6:.3g} MB/s"
    if at_least is None:
        return Row(what, measured)
    return Row(what, measured, f"≥ {at_least / 1e6:g} MB/s", bytes_per_second >= at_least)


def ratio(what: str, value: float, at_least: float | None = None, at_most: float | None = None) -> Row:
    """How many times, beside the least or the most that is wanted."""
    measured = f"{value:.3g} ×"
    if at_least is not None:
        return Row(what, measured, f"≥ {at_least:g} ×", value >= at_least)
    return Row(what, measured, f"≤ {at_most:g} ×", value <= at_most) if at_most is not None else Row(what, measured)


def seconds(what: str, value: float, at_most: float | None = None) -> Row:
    """A time, beside the most that is wanted."""
    measured = f"{value:.3g} s"
    return Row(what, measured, f"≤ {at_most:g} s", value <= at_most) if at_most is not None else Row(what, measured)


def markdown(title: str, rows: Iterable[Row]) -> str:
    """A titled table; a mark tells whether what is wanted was reached."""
    marks = {True: "✓", False: "✗", None: ""}
    lines = [f"## {title}", "", "| | measured | to reach | |", "|---|---:|---:|---|"]
    lines += [f"| {row.what} | {row.measured} | {row.target} | {marks[row.reached]} |" for row in rows]
    return "\n".join(lines) + "\n"

"""A release made of one table, read: its cells by their paths."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tallystick.model import Observation, Reading
from tallystick.reading.reader import read
from tallystick.releases.opening import from_text


def reading_of(
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    notes: str = "",
    title: str = "Notes of the harbour office",
    released: date | None = None,
    heads: int = 1,
) -> Reading:
    """The reading of a page that holds a heading, a table of these rows, of which the first are heads, and notes."""
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if number < heads else "td"
        cells = "".join(_cell(words, tag) for words in row)
        lines.append(f"<tr>{cells}</tr>")
    table = f"<table>{f'<caption>{caption}</caption>' if caption else ''}{''.join(lines)}</table>"
    page = f"<html><body><h1>{title}</h1>{table}{f'<p>{notes}</p>' if notes else ''}</body></html>"
    return read(from_text(page, "board", media_type="text/html", released=released), "fast")


def _cell(words: str, tag: str) -> str:
    """`Exports*3` spans three columns."""
    words, star, span = words.rpartition("*")
    if star and span.isdigit():
        return f'<{tag} colspan="{span}">{words}</{tag}>'
    return f"<{tag}>{words}{star}{span}</{tag}>"


def cells(reading: Reading) -> list[Observation]:
    """The figures of its tables."""
    return [one for one in reading.observations if one.table]


def told(one: Observation) -> tuple[object, ...]:
    """Value, unit, measure, period and base of a cell."""
    value = [float(end) for end in one.value] if isinstance(one.value, tuple) else float(one.value)
    return value, one.unit, one.measure, one.period, one.base

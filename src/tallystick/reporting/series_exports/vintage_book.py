"""Chosen vintages of one series side by side: a column for each day of publication, as archives of vintages have it."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import msgspec

from tallystick.ledger import Point
from tallystick.ledger.vintages import standing
from tallystick.published.spreadsheets import cell_text

_SOURCES = (
    "period", "value", "unit", "lower", "upper", "first_published", "superseded_on", "publisher", "release", "dated_by",
    "quote", "sentence", "observation",
)  # fmt: skip
_NOTES = (
    "Vintages: a row for each period, a column for each chosen day with the values that stood at its end.",
    "A column is named by the series and the day, as industry.profits.growth_20220301. Empty: not yet published.",
    "Sources: each value in the columns with the words that said it first, its release and its days.",
)


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A series by its key, what to call it, the chosen days as ISO texts, and all of its vintages."""

    series: str
    title: str
    unit: str
    days: tuple[str, ...]
    points: tuple[Point, ...]


def columns_of(chosen: Chosen) -> tuple[str, ...]:
    """The names of the columns."""
    name = chosen.series.split(";")[0]
    return ("period", "period_end", *(f"{name}_{day.replace('-', '')}" for day in chosen.days))


def table_of(chosen: Chosen) -> list[tuple[str, str, list[Point | None]]]:
    """Period, its last day, and what stood on each of the days; periods in their order."""
    rows: dict[str, tuple[str, str, list[Point | None]]] = {}
    for number, day in enumerate(chosen.days):
        for point in standing(chosen.points, day):
            if point.value is not None:
                empty: list[Point | None] = [None] * len(chosen.days)
                row = rows.setdefault(point.period_end, (point.period, point.period_end, empty))
                row[2][number] = point
    return [rows[end] for end in sorted(rows)]


def vintage_csv(chosen: Chosen) -> bytes:
    """The columns as CSV in UTF-8; exact decimals, empty where nothing was published by then."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([cell_text(name) for name in columns_of(chosen)])
    for period, end, told in table_of(chosen):
        writer.writerow([cell_text(period), end, *("" if one is None else f"{one.value:f}" for one in told)])
    return text.getvalue().encode()


def vintage_xlsx(chosen: Chosen) -> bytes:
    """A workbook: Vintages, Sources (each value with its quote), Notes."""
    import xlsxwriter  # type: ignore[import-untyped]  # ships no types

    from tallystick.reporting.series_exports.workbook import OPTIONS, styles_of, write_sheet

    rows = table_of(chosen)
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {**OPTIONS, "in_memory": True}) as book:
        book.set_properties({"title": chosen.title})
        styles = styles_of(book)
        side_by_side = [[period, date.fromisoformat(end), *map(_value, told)] for period, end, told in rows]
        write_sheet(book.add_worksheet("Vintages"), [list(columns_of(chosen)), *side_by_side], styles)
        write_sheet(book.add_worksheet("Sources"), _sources(rows), styles)
        about = [["Series", chosen.series], ["Name", chosen.title], ["Unit", chosen.unit]]
        write_sheet(book.add_worksheet("Notes"), [["", chosen.title], *about, *(["Note", n] for n in _NOTES)], styles)
    return data.getvalue()


def _value(point: Point | None) -> float | str | None:
    from tallystick.reporting.series_exports.workbook import cell_number

    return None if point is None or point.value is None else cell_number(point.value)


def _sources(rows: list[tuple[str, str, list[Point | None]]]) -> list[list[Any]]:
    """Each value that stands in a column once, with its words."""
    from tallystick.reporting.series_exports.workbook import cell

    quoted = (point for _, _, told in rows for point in dict.fromkeys(one for one in told if one is not None))
    return [list(_SOURCES), *([cell(name, getattr(point, name)) for name in _SOURCES] for point in quoted)]

"""A workbook as economists expect it: notes and sources first, then one table a sheet.

Texts are written as texts, never as formulas or links; days are dates; numbers are numbers.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from tallystick.ledger.bundling import Bundle
from tallystick.ledger.records import Point
from tallystick.reporting.series_exports.columns import DATES, MEANING, NUMBERS, held, named
from tallystick.reporting.series_exports.flat import names

MOST_ROWS = 1_048_575
MOST_COLUMNS = 16_000
_NOTES = (
    "Each sheet holds one table; its first row names the columns.",
    "A value is what the release that said it first printed, in the unit given; lower and upper are what print allows.",
    "first_published is the day a value was first said, superseded_by the release that later said something else.",
    "Sheets named by a frequency set series side by side, one column a series; Values holds each value with its words.",
)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What strangers wrote is never taken for a formula, a link or a number."""


def write_xlsx(bundle: Bundle, path: Path) -> None:
    """Notes, Releases, Series, a sheet for each frequency, Values."""
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties({"title": bundle.title})
        styles = styles_of(book)
        sheets = {name: rows for name, rows in _tables(bundle).items() if rows}
        _notes(book, bundle, sheets, styles)
        for name, rows in sheets.items():
            write_sheet(book.add_worksheet(name), rows, styles)


def styles_of(book: Any) -> dict[str, Any]:
    """The formats of a workbook's cells by what they are for."""
    return {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
    }


def _tables(bundle: Bundle) -> dict[str, list[list[Any]]]:
    """Sheet → its rows, the first the head."""
    of_releases = ("release_id", "title", "publisher", "published", "edition", "source")
    of_series = named(bundle.series[0].__struct_fields__) if bundle.series else ()
    tables = {
        "Releases": _records(bundle, bundle.releases, of_releases),
        "Series": _records(bundle, bundle.series, of_series),
    }
    points = [row for row in bundle.rows if isinstance(row, Point)]
    by_frequency: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_frequency[" ".join(part for part in (point.frequency, point.accumulation) if part != "single")].append(point)
    for name, told in sorted(by_frequency.items()):
        tables[_sheet_name(name)] = _side_by_side(told)
    columns = names(bundle)
    return tables | {"Values": _records(bundle, bundle.rows, columns) or [list(columns)]}


def _records(bundle: Bundle, rows: Any, fields: tuple[str, ...]) -> list[list[Any]]:
    told = ([cell(name, held(row, name, bundle.language)) for name in fields] for row in rows)
    return [list(fields), *told] if rows else []


def _sheet_name(words: str) -> str:
    return (words or "state").capitalize()[:31]


def _side_by_side(points: list[Point]) -> list[list[Any]]:
    """Periods down, series across; of several vintages the one that stands."""
    keys = sorted({point.series for point in points})[: MOST_COLUMNS - 2]
    place = {key: n for n, key in enumerate(keys, start=2)}
    rows: dict[str, list[Any]] = {}
    for point in points:
        if point.series in place and point.stands and point.value is not None:
            row = rows.setdefault(
                point.period_end, [point.period, date.fromisoformat(point.period_end)] + [None] * len(keys)
            )
            row[place[point.series]] = cell_number(point.value)
    return [["period", "period_end", *keys], *(rows[end] for end in sorted(rows))]


def cell(name: str, value: Any) -> Any:
    """A value of a column as a cell holds it: days as days, numbers as numbers."""
    if name in DATES and value:
        return date.fromisoformat(value)
    if name in NUMBERS and value is not None:
        return cell_number(value)
    return value


def cell_number(value: Decimal) -> float | str:
    """As a cell holds it; what is beyond a cell's numbers stands there as text."""
    number = float(value)
    return number if isfinite(number) else f"{value:E}"


def _notes(book: Any, bundle: Bundle, sheets: dict[str, list[list[Any]]], styles: dict[str, Any]) -> None:
    notes = book.add_worksheet("Notes")
    notes.set_column(0, 0, 24)
    notes.set_column(1, 1, 100)
    notes.write_string(0, 0, bundle.title, styles["title"])
    lines: list[tuple[str, str]] = [("Made at", bundle.made_at), *(("Note", note) for note in _NOTES)]
    lines += [("Sheet", f"{name}: {len(rows) - 1} rows") for name, rows in sheets.items()]
    publishers = sorted({release.publisher for release in bundle.releases if release.publisher})
    lines += [("Source", publisher) for publisher in publishers]
    lines += [(name, MEANING[name]) for name in names(bundle) if name in MEANING]
    for n, (label, words) in enumerate(lines, start=2):
        notes.write_string(n, 0, label)
        notes.write_string(n, 1, words)


def write_sheet(sheet: Any, rows: list[list[Any]], styles: dict[str, Any]) -> None:
    """A table as a sheet: its first row the head, days as days, numbers as numbers, texts as texts."""
    for column, name in enumerate(rows[0]):
        sheet.write_string(0, column, str(name), styles["head"])
    for n, row in enumerate(rows[1 : MOST_ROWS + 1], start=1):
        for column, value in enumerate(row):
            _write(sheet, n, column, value, styles)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, max(len(rows[0]) - 1, 0), 14)
    sheet.autofilter(0, 0, len(rows) - 1, max(len(rows[0]) - 1, 0))


def _write(sheet: Any, row: int, column: int, value: Any, styles: dict[str, Any]) -> None:
    if isinstance(value, date | datetime):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), styles["day"])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None and value != "":
        sheet.write_string(row, column, str(value)[:32767])

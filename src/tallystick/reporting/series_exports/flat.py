"""One table: CSV, Parquet, Stata."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from tallystick.ledger.bundling import Bundle
from tallystick.published.spreadsheets import cell_text
from tallystick.reporting.series_exports.columns import COUNTS, DATES, FLAGS, MEANING, NUMBERS, ODDS, held, named


def write_csv(bundle: Bundle, path: Path) -> None:
    """RFC 4180 in UTF-8; exact decimals; no text that a spreadsheet would take for a formula."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns = names(bundle)
        writer.writerow(columns)
        for row in bundle.rows:
            writer.writerow([_exact(held(row, name, bundle.language)) for name in columns])


def names(bundle: Bundle) -> tuple[str, ...]:
    """The columns of the rows, in their order, names beside codes; of a table without rows those of a series."""
    from tallystick.ledger.records import Point

    return named((bundle.rows[0] if bundle.rows else Point).__struct_fields__)


def _exact(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return cell_text(value)
    return value if isinstance(value, int | float) else f"{value:f}"


def write_parquet(bundle: Bundle, path: Path) -> None:
    """Typed columns: days as dates, numbers as doubles beside exact texts."""
    import pyarrow
    from pyarrow import parquet

    columns: dict[str, Any] = {}
    for name in names(bundle):
        values = [held(row, name, bundle.language) for row in bundle.rows]
        if name in DATES:
            columns[name] = pyarrow.array([date.fromisoformat(v) if v else None for v in values], pyarrow.date32())
        elif name in NUMBERS:
            columns[name] = pyarrow.array([None if v is None else float(v) for v in values], pyarrow.float64())
            columns[f"{name}_exact"] = pyarrow.array(
                [None if v is None else f"{v:f}" for v in values], pyarrow.string()
            )
        elif name in ODDS:
            columns[name] = pyarrow.array(values, pyarrow.float64())
        elif name in COUNTS:
            columns[name] = pyarrow.array(values, pyarrow.int64())
        else:
            columns[name] = pyarrow.array(values, pyarrow.bool_() if name in FLAGS else pyarrow.string())
    table = pyarrow.table(columns).replace_schema_metadata({"title": bundle.title, "made_at": bundle.made_at})
    parquet.write_table(table, path)


LARGEST_IN_STATA = 8.988e307
"""A number beyond it is missing there; its quote still tells it."""


_LONG = ("quote", "sentence", "subject", "place", "table", "row", "column")
"""Texts that may be longer than an ordinary one of Stata."""


def write_stata(bundle: Bundle, path: Path) -> None:
    """Stata 14 and later (format 118, for Chinese): days as %td, texts of any length as strL, labelled columns."""
    import pandas

    fields = names(bundle)
    told = {name: [held(row, name, bundle.language) for row in bundle.rows] for name in fields}
    frame = pandas.DataFrame(told)
    days = [name for name in DATES if name in fields]
    for name in fields:
        if name in days:
            frame[name] = pandas.to_datetime(frame[name].replace("", None))
        elif name in (*NUMBERS, *ODDS):
            frame[name] = frame[name].astype(float).where(lambda numbers: numbers.abs() < LARGEST_IN_STATA)
        elif name in (*COUNTS, *FLAGS):
            frame[name] = frame[name].astype("int32")
        else:
            frame[name] = frame[name].fillna("").astype(object)
    labels = {_stata(name): MEANING[name][:80] for name in fields}
    frame.rename(columns=_stata).to_stata(
        path,
        write_index=False,
        version=118,
        convert_dates=dict.fromkeys(days, "td"),
        convert_strl=[name for name in _LONG if name in fields],
        variable_labels=labels,
        data_label=bundle.title[:80],
    )


def _stata(name: str) -> str:
    """Stata's own words cannot name a column."""
    return f"{name}_" if name == "end" else name

"""Returns that are worth a call, as a CSV file for those who call."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import IO

from tallystick.compiling.queries import COLUMNS, Query
from tallystick.published.spreadsheets import cell_text


def write_queries(queries: Iterable[Query], stream: IO[bytes]) -> None:
    """One row a query, RFC 4180 in UTF-8; no text cell can be taken for a formula by a spreadsheet."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for one in queries:
            writer.writerow([_cell(getattr(one, name)) for name in COLUMNS])
    finally:
        text.detach()


def _cell(told: str | float | None) -> str:
    """A cell: numbers to 12 digits at most."""
    if isinstance(told, str):
        return cell_text(told)
    return "" if told is None else f"{told:.12g}"

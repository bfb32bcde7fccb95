"""Returns that are worth a call, and the weights that were made, as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from tallystick.compiling.kept import Weight
from tallystick.compiling.treating.queries import COLUMNS, Query
from tallystick.published.spreadsheets import cell_text

_WEIGHTS = ("group", "enterprises", "sampled", "dead", "out_of_scope", "unadjusted", "design", "calibration")


def write_queries(queries: Iterable[Query], stream: IO[bytes]) -> None:
    """One row a query, RFC 4180 in UTF-8; no text cell can be taken for a formula by a spreadsheet."""
    _write(COLUMNS, ([getattr(one, name) for name in COLUMNS] for one in queries), stream)


def write_weights(weights: Iterable[Weight], strata: Sequence[str], stream: IO[bytes]) -> None:
    """One row a period and stratum, whose columns are `strata`; likewise."""
    rows = ([one.period, *one.stratum, *(getattr(one, name) for name in _WEIGHTS)] for one in weights)
    _write(("period", *strata, "calibration group", *_WEIGHTS[1:]), rows, stream)


def _write(names: Sequence[str], rows: Iterable[Sequence[str | float | None]], stream: IO[bytes]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow([cell_text(name) for name in names])
        writer.writerows([_cell(one) for one in row] for row in rows)
    finally:
        text.detach()


def _cell(told: str | float | None) -> str:
    """A cell: numbers to 12 digits at most."""
    if isinstance(told, str):
        return cell_text(told)
    return "" if told is None else f"{told:.12g}"

"""Columns of records as they come from a file or a table, turned into arrays; what cannot be used is refused by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from tallystick.compiling.methods.arrays import Floats, Ints
from tallystick.model import ReturnsError

Columns: TypeAlias = Mapping[str, Sequence[Any]]
_PERIOD = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])(?:-\d\d(?:[ T]00:00:00)?)?")


def columns_of(table: Any) -> dict[str, list[Any]]:
    """The columns of a table by name: of a mapping of columns, an Arrow table, or a pandas or Polars frame."""
    if hasattr(table, "to_pydict"):
        return dict(table.to_pydict())
    names = table if isinstance(table, Mapping) else getattr(table, "columns", None)
    if names is None:
        raise ReturnsError(f"records that are a {type(table).__name__}", "give a mapping of columns, or a table")
    return {str(name): list(table[name]) for name in names}


def blank(cell: Any) -> bool:
    """Whether a cell is empty: None, NaN, or nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip()) or cell != cell


def needed(columns: Columns, names: Iterable[str], what: str) -> int:
    """How many records there are. Errors: `ReturnsError` for columns missing, of other lengths, or without records."""
    missing = [name for name in names if name not in columns]
    if missing:
        problem = f"{what} lack {'columns' if len(missing) > 1 else 'column'} {', '.join(missing)}"
        raise ReturnsError(problem, f"add it, or say which of {', '.join(columns) or 'no columns'} it is")
    lengths = {len(cells) for cells in columns.values()}
    if len(lengths) > 1:
        raise ReturnsError(f"{what} have columns of {min(lengths)} and {max(lengths)} cells", "give as many in each")
    if not lengths or not max(lengths):
        raise ReturnsError(f"{what} are empty", "give a record for each unit and period")
    return max(lengths)


def texts(columns: Columns, name: str, what: str) -> list[str]:
    """A column that must be full, as text."""
    cells = columns[name]
    for row, cell in enumerate(cells, start=1):
        if blank(cell):
            raise ReturnsError(f"record {row} of {what} has no {name}", "fill it, or leave out the record")
    return [str(cell).strip() for cell in cells]


def floats(columns: Columns, name: str, what: str, *, full: bool = False) -> Floats:
    """A column of numbers, NaN where a cell is empty. Errors: `ReturnsError` for text, infinities, gaps if `full`."""
    found = np.full(len(columns[name]), np.nan)
    for row, cell in enumerate(columns[name]):
        if blank(cell):
            if full:
                raise ReturnsError(f"record {row + 1} of {what} has no {name}", "fill it, or leave out the record")
            continue
        try:
            found[row] = float(cell)
        except (TypeError, ValueError):
            problem = f"{name} of record {row + 1} of {what} is {cell!r}"
            raise ReturnsError(problem, "give a number, or leave the cell empty") from None
        if not np.isfinite(found[row]):
            raise ReturnsError(f"{name} of record {row + 1} of {what} is {cell!r}", "leave empty what is not known")
    return found


def months(columns: Columns, name: str, what: str) -> Ints:
    """A column of periods (202105, 2021-05 or a date; a period's last or only month) as months since the year 0."""
    found = []
    for row, text in enumerate(texts(columns, name, what), start=1):
        period = _PERIOD.fullmatch(text)
        if period is None:
            problem = f"{name} of record {row} of {what} is {text!r}"
            raise ReturnsError(problem, "write year and month as 202105 or 2021-05")
        found.append(12 * int(period[1]) + int(period[2]) - 1)
    return np.array(found, dtype=np.int64)

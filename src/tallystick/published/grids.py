"""Tables of any shape as grids of texts: files of every format that series come in, frames, and plain mappings."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from tallystick.model import SeriesError
from tallystick.published.cells import text_of_value
from tallystick.published.formats import FORMATS, read_csv, read_xlsx, sheets, text_of

Rows = tuple[tuple[str, ...], ...]
_LOOKED_AT = 50


class Grid(msgspec.Struct, frozen=True):
    """Rows of cells, all of one length, the empty ones left out; `name` is that of its file or sheet.

    `semicolons` says that these part its columns: a comma in its numbers may then be a decimal one.
    """

    name: str
    rows: Rows
    semicolons: bool = False


def grids_of(path: Path) -> list[Grid]:
    """The grids of a file, a sheet each; SeriesError where it cannot be opened, or holds none."""
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        raise SeriesError(f"{path.name} is no table that can be read", f"give one of {', '.join(FORMATS)}")
    try:
        if reader is read_csv:
            found = [_parted(text_of(path.read_bytes(), path.name), path)]
        elif reader is read_xlsx:
            found = _workbook(path)
        else:
            found = [Grid(path.stem, _of_records(reader(path).rows))]
    except OSError as error:
        raise SeriesError(f"cannot open {path}: {error.strerror or error}", "check the path") from None
    filled = [grid for grid in found if grid.rows]
    if not filled:
        raise SeriesError(f"{path.name} holds no rows", "give a table with a column of periods and a column of values")
    return filled


def grid_of(table: Any, name: str = "") -> Grid:
    """The grid of a frame (pandas, polars, Arrow), of a pandas series, or of a mapping.

    A mapping has values by period, or by name such mappings, or lists beside one of periods.

    >>> grid_of({"2024-01": 1.5, "2024-02": 2.0}).rows
    (('2024-01', '1.5'), ('2024-02', '2'))
    """
    if isinstance(table, Mapping):
        return Grid(name, _of_mapping(table))
    if hasattr(table, "to_frame") and hasattr(table, "index"):  # one series of pandas
        name, table = name or str(table.name or ""), table.to_frame(table.name or "value")
    if hasattr(table, "reset_index"):  # periods stand in the index of pandas as often as in a column
        table = table.reset_index(names="") if type(table.index).__name__ != "RangeIndex" else table
        columns = [[one[n] for one in table.itertuples(index=False, name=None)] for n in range(len(table.columns))]
        heads = [", ".join(map(str, one)) if isinstance(one, tuple) else one for one in table.columns]
        return Grid(name, _rows([heads, *zip(*columns, strict=True)]))
    if hasattr(table, "__arrow_c_stream__"):
        import pyarrow

        return Grid(name, _of_records(pyarrow.table(table).to_pylist()))
    advice = "give the path of a file, a frame of pandas, polars or Arrow, or a mapping of periods to values"
    raise SeriesError(f"a {type(table).__name__} is no table of series", advice)


def _of_mapping(table: Mapping[Any, Any]) -> Rows:
    inner = list(table.values())
    if inner and all(hasattr(one, "items") for one in inner):
        columns = [{_period(at): value for at, value in one.items()} for one in inner]
        periods = dict.fromkeys(at for one in columns for at in one)
        return _rows([["", *table], *([at, *(one.get(at) for one in columns)] for at in periods)])
    if inner and all(hasattr(one, "__len__") and not isinstance(one, str) for one in inner):
        if len(set(map(len, inner))) > 1:
            raise SeriesError("the lists of the mapping are of several lengths", "give each as many values as periods")
        return _rows([list(table), *zip(*inner, strict=True)])
    return _rows([["", ""], *([_period(at), value] for at, value in table.items())])


def _period(at: Any) -> Any:
    """A key of a mapping as a cell: a period of pandas or of ours as it is written."""
    return at if isinstance(at, (str, int, date)) else str(at)


def _workbook(path: Path) -> list[Grid]:
    """The sheets of a workbook, under their own names where there are several."""
    found = [Grid(title, _rows(rows)) for title, rows in sheets(path)]
    return [Grid(path.stem, found[0].rows)] if len(found) == 1 else found


def _of_records(rows: Sequence[Mapping[str, Any]]) -> Rows:
    names = dict.fromkeys(name for row in rows for name in row)
    return _rows([list(names), *([row.get(name) for name in names] for row in rows)]) if rows else ()


def _parted(text: str, path: Path) -> Grid:
    delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SeriesError(f"{path.name} is broken as CSV: {error}", "save it again as CSV in UTF-8") from None
    return Grid(path.stem, _rows(rows), semicolons=delimiter == ";")


def _delimiter(text: str) -> str:
    r"""What parts the columns: the mark by which most lines have as many cells, more than one.

    >>> _delimiter("Monat;Wert\n2015-01;1,5\n2015-02;2,5\n"), _delimiter('series,value\n"a; b",1\n"a; b",2\n')
    (';', ',')
    """
    lines = [line for line in text.splitlines()[: 2 * _LOOKED_AT] if line.strip()][:_LOOKED_AT]

    def agreeing(mark: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
        return max((count for width, count in widths.items() if width > 1), default=0)

    return max("\t;|,", key=agreeing)


def _rows(rows: Iterable[Sequence[Any]]) -> Rows:
    texts = [[text_of_value(_plain(cell)).strip() for cell in row] for row in rows]
    filled = [row for row in texts if any(row)]
    width = max(map(len, filled), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in filled)


def _plain(cell: Any) -> Any:
    """A value of NumPy or pandas as one of Python's own."""
    if hasattr(cell, "to_timestamp"):
        return str(cell)
    return cell.item() if hasattr(cell, "item") else cell

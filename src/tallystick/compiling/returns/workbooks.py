"""Returns in workbooks: the sheet that has the columns, its cells as they stand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow

from tallystick.compiling.recipes.recipe import Recipe
from tallystick.model import ReturnsError

LARGEST = 2**30
"""Bytes that a workbook may unpack to."""
HEAD = 20
"""Rows at the top among which that of the names is looked for: titles and units may stand above it."""


def workbook(path: Path, recipe: Recipe) -> Any:
    """The Arrow table of a workbook's sheet: the recipe's, else the first that has a row naming unit and period.

    What stands above that row is passed over, and empty rows. Columns whose cells are all numbers are numbers, all else
    is text; days are written out.
    """
    return sheet(path, {recipe.column("unit"), recipe.column("period")}, recipe.intake.sheet)


def sheet(path: Path, needed: set[str], wanted: str = "") -> Any:
    """The Arrow table of the sheet that is `wanted`, else of the first that has a row naming what is `needed`."""
    import openpyxl  # type: ignore[import-untyped]  # ships no types

    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise ReturnsError(f"{path} unpacks to more than {LARGEST >> 20} MB", "give Parquet or CSV")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ReturnsError(f"{path} is no workbook: {error}", "save it again as XLSX") from None
    try:
        return _sheet(path, book, needed, wanted)
    finally:
        book.close()


def _sheet(path: Path, book: Any, needed: set[str], wanted: str) -> Any:
    seen: list[str] = []
    for one in book.worksheets:
        seen.append(str(one.title))
        rows = _rows(one)
        top = list(islice(rows, HEAD))
        at = head_of([list(map(_name, row)) for row in top], needed)
        if wanted == one.title or (not wanted and at is not None):
            names = list(map(_name, top[at or 0])) if top else []
            return _table(path, names, [*top[(at or 0) + 1 :], *rows])
    if wanted:
        raise ReturnsError(f"{path} has no sheet {wanted!r}", f"there are {', '.join(seen)}")
    advice = "name the columns in one row above the cells; tell what they are called under [columns] of the recipe"
    raise ReturnsError(f"{path}: no sheet has columns {' and '.join(sorted(needed))} ({', '.join(seen)})", advice)


def head_of(rows: Sequence[Sequence[str]], needed: set[str]) -> int | None:
    """The place of the first row that names all that is `needed`; None where none does.

    >>> head_of([["Industry", ""], ["unit", "period", "turnover"]], {"unit", "period"})
    1
    """
    return next((at for at, row in enumerate(rows) if needed <= set(row)), None)


def _name(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _rows(one: Any) -> Iterator[tuple[Any, ...]]:
    """The rows that are not empty."""
    for row in one.iter_rows(values_only=True):
        if any(cell is not None for cell in row):
            yield row


def _table(path: Path, names: Sequence[str], rows: list[tuple[Any, ...]]) -> Any:
    columns = [[row[at] if at < len(row) else None for row in rows] for at in range(len(names))]
    kept = [(name, cells) for name, cells in zip(names, columns, strict=True) if name]
    made = [_column(cells) for _, cells in kept]
    for name, cells in kept:
        numbers = {str(cell) for cell in cells if isinstance(cell, int)}
        refuse_lost_zeros(name, numbers, {cell for cell in cells if isinstance(cell, str)}, f"{path.name}: ")
    return pyarrow.Table.from_arrays(made, [name for name, _ in kept])


def refuse_lost_zeros(name: str, numbers: set[str], texts: set[str], where: str = "") -> None:
    """ReturnsError where one code stands as text in one cell and in another as a number that lost its zeros."""
    lost = next((one for one in sorted(texts) if one.isdecimal() and one[0] == "0" and one.lstrip("0") in numbers), "")
    if lost:
        what = f"{where}{name} is text in one place and a number in another: {lost!r} and {lost.lstrip('0')}"
        raise ReturnsError(what, "write it as text throughout: a number loses the zeros that it begins with")


def _column(cells: list[Any]) -> Any:
    told = [cell for cell in cells if cell is not None]
    if told and all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in told):
        whole = all(float(cell).is_integer() and abs(cell) < 2**53 for cell in told)
        return pyarrow.array([None if cell is None else int(cell) if whole else float(cell) for cell in cells])
    return pyarrow.array([None if cell is None else _text(cell) for cell in cells], pyarrow.string())


def _text(cell: Any) -> str | None:
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() or None

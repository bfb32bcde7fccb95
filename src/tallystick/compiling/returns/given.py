"""Small tables that a recipe names: registers, limits, known totals; read once, and kept with the recipe as rows."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow
from pyarrow import ArrowException, parquet

from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.recipes.steps import Intake
from tallystick.compiling.recipes.totals import Given
from tallystick.compiling.returns.cells import numbers
from tallystick.compiling.returns.sources import top_of
from tallystick.compiling.returns.told_periods import period_of
from tallystick.compiling.returns.workbooks import sheet
from tallystick.model import Period, PeriodError, RecipeError, ReturnsError


def filled(recipe: Recipe, folder: Path) -> Recipe:
    """The recipe with its tables read: paths are those from `folder`, the recipe's own."""
    told = recipe.estimation
    drawing = told.winsorise
    if drawing is not None:
        limits = rows_of(drawing.limits, folder, "[estimation] winsorise limits")
        drawing = msgspec.structs.replace(drawing, limits=limits)
    register = rows_of(told.register, folder, "[estimation] register")
    told = msgspec.structs.replace(told, register=register, winsorise=drawing)
    benchmarks = tuple(
        msgspec.structs.replace(one, totals=rows_of(one.totals, folder, f"[[benchmark]] {one.indicator} totals"))
        for one in recipe.benchmarks
    )
    return msgspec.structs.replace(recipe, estimation=told, benchmarks=benchmarks)


def rows_of(told: Given, folder: Path, where: str) -> tuple[dict[str, Any], ...]:
    """The rows of a table that is a CSV, Parquet or XLSX file, or rows already; RecipeError says where it is named."""
    if not isinstance(told, str):
        return tuple({name: _plain(cell) for name, cell in row.items()} for row in told)
    path = folder / told
    try:
        if path.suffix.lower() in (".parquet", ".xlsx"):
            table = parquet.read_table(path) if path.suffix.lower() == ".parquet" else sheet(path, set())
            return rows_of(tuple(table.to_pylist()), folder, where)
        encoding, [head, *_] = top_of(path)
        with path.open(encoding="utf-8-sig" if encoding == "utf8" else encoding, newline="") as file:
            rows = tuple(csv.DictReader(file, delimiter=max(",;\t", key=head.count)))
    except (OSError, UnicodeDecodeError, ArrowException, csv.Error, ReturnsError) as error:
        advice = "give CSV, Parquet or XLSX, beside the recipe or by its whole path"
        raise RecipeError(f"{where}: cannot read {path}: {error}", advice) from None
    ragged = next((n for n, row in enumerate(rows, start=1) if None in row or None in row.values()), 0)
    if ragged:
        raise RecipeError(f"{where}, row {ragged}: has not as many cells as there are columns", "mend the file")
    if not rows:
        raise RecipeError(f"{where}: {path} holds no rows", "give a row of names, then a row a total")
    return rows


def _plain(cell: Any) -> str | float | bool:
    """A cell as it can be kept: text, a number, or nothing as an empty text."""
    cell = cell.item() if hasattr(cell, "item") else cell
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return cell if isinstance(cell, (str, int, float)) else str(cell)


def _number(cell: Any) -> float:
    """A number as people write it; NaN for what is none."""
    try:
        return float(str(cell).strip())
    except ValueError:
        told = numbers(pyarrow.array([str(cell)]), Intake())[0].as_py()
        return math.nan if told is None else float(told)


class Table:
    """Rows by their key: columns of text, and the period where they tell one; `where` is said in errors.

    >>> table = Table(({"industry": "06", "limit": "400"},), ("industry",), "limits")
    >>> table.number(("06",), Period.parse("2024-03"), "limit")
    400.0
    """

    def __init__(self, rows: Given, keys: tuple[str, ...], where: str) -> None:
        assert not isinstance(rows, str), "tables are read when a recipe is loaded"
        self.where, self.rows = where, rows
        self.timed = any("period" in row for row in self.rows)
        self._place: dict[tuple[str, ...], int] = {}
        self._around: dict[Period, list[str]] = {}
        for number, row in enumerate(self.rows, start=1):
            absent = [one for one in keys if str(row.get(one) if row.get(one) is not None else "").strip() == ""]
            if absent:
                raise RecipeError(f"{where}, row {number}: no {absent[0]}", f"its columns are {_listed(row)}")
            key = (self._period(row, number), *(str(row[one]).strip() for one in keys))
            if key in self._place:
                raise RecipeError(
                    f"{where}, row {number}: tells of {' '.join(key).strip()} again", "keep one row of it"
                )
            self._place[key] = number

    def place(self, key: tuple[str, ...], period: Period) -> int | None:
        """The number of the row of a key in a period, from 1, else in the shortest one around it; None without one."""
        if not self.timed:
            return self._place.get(("", *key))
        if period not in self._around:
            told = {one: Period.parse(one) for one, *_ in self._place}
            around = [one for one, whole in told.items() if whole.contains(period)]
            self._around[period] = sorted(around, key=lambda one: (told[one].last - told[one].first, one))
        found = (self._place.get((one, *key)) for one in self._around[period])
        return next((one for one in found if one is not None), None)

    def number(self, key: tuple[str, ...], period: Period, column: str) -> float:
        """A number of the row of a key in a period; RecipeError where there is no row or no number."""
        place = self.place(key, period)
        if place is None:
            what = " ".join((*key, str(period))) if self.timed else " ".join(key) or "all"
            raise RecipeError(f"{self.where}: no row for {what}", "give a row for each that the returns hold")
        return self.number_at(place, column)

    def text(self, key: tuple[str, ...], period: Period, column: str) -> str:
        """A word of the row of a key in a period; RecipeError where there is none."""
        place = self.place(key, period)
        cell = self.rows[place - 1].get(column) if place else None
        if cell is None or not str(cell).strip():
            raise RecipeError(f"{self.where}: no {column} of {' '.join((*key, str(period)))}", "give one in its row")
        return str(cell).strip()

    def number_at(self, place: int, column: str, *, default: float | None = None) -> float:
        """A number of a row; `default` where the cell is empty or there is no such column."""
        row = self.rows[place - 1]
        cell = row.get(column)
        if default is not None and (cell is None or str(cell).strip() == ""):
            return default
        found = _number(cell)
        if not math.isfinite(found):
            problem = f"{column} {cell!r} is no number" if column in row else f"no column {column!r}"
            raise RecipeError(f"{self.where}, row {place}: {problem}", f"its columns are {_listed(row)}")
        return found

    def told(self) -> Iterable[tuple[int, str, tuple[str, ...]]]:
        """Each row's number, period (empty where none is told) and key."""
        return ((number, key[0], key[1:]) for key, number in self._place.items())

    def _period(self, row: Mapping[str, Any], number: int) -> str:
        if not self.timed:
            return ""
        try:
            period = period_of(row.get("period"))
        except (PeriodError, ValueError):
            period = None
        if period is None:
            problem = f"{row.get('period')!r} is no period"
            raise RecipeError(f"{self.where}, row {number}: {problem}", "write it like 2024-03, 2024-Q1 or 2024")
        return str(period)


def _listed(row: Mapping[str, Any]) -> str:
    return ", ".join(map(str, row))

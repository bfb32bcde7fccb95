"""Returns as they come: a column at a time, with what cannot be used refused."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow
import pyarrow.compute
import pyarrow.dataset

from tallystick.compiling.methods.arrays import Floats
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns import cells, sources
from tallystick.compiling.returns.calendars import placed, usable
from tallystick.compiling.returns.coding import encoded
from tallystick.compiling.returns.told_periods import period_of
from tallystick.model import Period, PeriodError, ReturnsError

Codes: TypeAlias = npt.NDArray[np.int32]

_VALUES_AT_ONCE = 4


class Coded(msgspec.Struct, frozen=True):
    """A column as numbers of its distinct values: `codes[row]` is the place of its value in `names` (Arrow)."""

    codes: Codes
    names: Any


class Returns:
    """A table of returns, looked at but not read; `only` are the link groups that are taken, None all.

    ReturnsError where it cannot be opened or lacks a column that the recipe needs.
    """

    def __init__(self, source: Any, recipe: Recipe, only: Sequence[str] | None = None) -> None:
        self.recipe, self.source, self.only = recipe, sources.gathered(source, recipe), only
        self.keys, self._ahead = ("period", *recipe.codes), dict[str, Any]()
        self.dataset, self._blank = sources.dataset(self.source, recipe), False
        sources.complete(self.dataset.schema.names, recipe)
        self.left_out = self._left_out() if recipe.cumulative else None

    @property
    def rows(self) -> int:
        """How many returns there are."""
        return int(self.dataset.count_rows(filter=self._filter()))

    @property
    def _needed(self) -> list[str]:
        """The columns that the recipe needs, as the returns call them."""
        return [self.recipe.column(one) for one in ("unit", "period", *self.recipe.codes, *self.recipe.values)]

    @property
    def whole(self) -> bool:
        """Whether all rows of the files are read."""
        return self._filter() is None

    def has(self, name: str) -> bool:
        """Whether there is such a column, by the recipe's name."""
        return self.recipe.column(name) in self.dataset.schema.names

    def codes(self, name: str, *, empty: str | None = None) -> Coded:
        """A column of codes; a row without one is refused, or taken to be `empty`."""
        column = self._read(name)
        if column.null_count and not self._blank:  # rows of nothing at all, as sheets leave them, are passed over
            self._blank = True
            self._ahead.clear()
            column = self._read(name)
        if isinstance(column.type, pyarrow.BaseExtensionType) or pyarrow.types.is_nested(column.type):
            advice = "give text; in pandas: .astype(str)"
            raise ReturnsError(f"{self.recipe.column(name)} is of the type {column.type}", advice)
        if empty is not None and column.null_count:
            column = column.cast(pyarrow.string()).fill_null(empty)
        if column.null_count:
            self._refuse(name, "is empty", "every return tells it", lambda chunk: pyarrow.compute.is_null(chunk))
        coded = Coded(*encoded(column))
        words = empty != "" and pyarrow.types.is_string(coded.names.type)
        if words and pyarrow.compute.index(coded.names, "").as_py() >= 0:
            self._refuse(name, "is empty", "every return tells it", lambda chunk: pyarrow.compute.equal(chunk, ""))
        return coded

    def values(self, name: str) -> Floats:
        """A column of values, NaN where nothing was returned; text and infinities are refused."""
        column = self._read(name)
        if pyarrow.types.is_nested(column.type):
            advice = "give a column of numbers"
            raise ReturnsError(f"{self.recipe.column(name)} is of the type {column.type}", advice)
        if not sources.is_number(column.type):
            column = self._numbers(name, column)
        values: Floats = column.cast(pyarrow.float64()).to_numpy()
        if np.isinf(values).any():
            self._refuse(name, "is infinite", "give a number", _infinite)
        unit = self.recipe.intake.units.get(name, 1.0)
        return values if unit == 1 else values * unit

    def weights(self, name: str) -> Floats:
        """A column of weights: design weights are 1 or more, calibration factors above zero."""
        values = self.values(name)
        low = values < 1 if name == "design" else values <= 0
        if low.any() or np.isnan(values).any():
            what = "a design weight is 1 or more" if name == "design" else "a calibration factor is above zero"
            compare = pyarrow.compute.less if name == "design" else pyarrow.compute.less_equal
            edge = 1.0 if name == "design" else 0.0

            def bad(chunk: Any) -> Any:
                is_text = not sources.is_number(chunk.type)
                number = cells.numbers(chunk, self.recipe.intake) if is_text else chunk.cast(pyarrow.float64())
                wrong = pyarrow.compute.or_(compare(number, edge), pyarrow.compute.is_nan(number))
                return pyarrow.compute.fill_null(wrong, True)

            self._refuse(name, "is no weight", what, bad)
        return values

    def periods(self, every: tuple[Period, ...] = ()) -> tuple[npt.NDArray[np.int32], tuple[Period, ...]]:
        """The number of each row's period, and the periods without a gap: `every` of the whole that this is of."""
        coded = self.codes("period")
        told = [self._period(name.as_py()) for name in coded.names]
        if every:
            by_end = {one.last: at for at, one in enumerate(every)}
            place = [by_end[one.last] for one in told]
        else:
            place, every = placed(told, cumulative=bool(self.recipe.cumulative))
        return np.array(place, np.int32)[coded.codes], every

    def _left_out(self) -> Any:
        """Which cells of the period are left out: January's, where it stays together with February; None: none."""
        only, self.only, self.left_out = self.only, None, None
        names = self.codes("period").names
        place, _ = placed([self._period(name.as_py()) for name in names], cumulative=True)
        self.only = only
        out = [at for at, one in enumerate(place) if one < 0]
        return names.take(pyarrow.array(out)) if out else None

    def row_of(self, column: str, test: Callable[[Any], Any]) -> tuple[str, Any]:
        """The first row, counted from 1 in its file, whose cell fails, with the cell; empty if there is none."""
        seen: dict[str, int] = {}
        columns = dict.fromkeys([self.recipe.column(column), *self._needed])
        for file, told in sources.batches(self.source, self.recipe, list(columns) if self._blank else [*columns][:1]):
            bad = pyarrow.compute.fill_null(test(told.column(0)), False).to_numpy(zero_copy_only=False)
            if self._blank:
                bad = bad & np.any([one.is_valid().to_numpy(zero_copy_only=False) for one in told.columns], axis=0)
            if bad.any():
                at = int(np.argmax(bad))
                return f"{file}row {seen.get(file, 0) + at + 1}", told.column(0)[at].as_py()
            seen[file] = seen.get(file, 0) + len(told)
        return "", None

    def places(self, rows: Sequence[int]) -> list[str]:
        """Rows, counted from 0 over all files, as they are told: by their number in their file, with its name."""
        counts: dict[str, int] = {}
        for file, told in sources.batches(self.source, self.recipe, [self.recipe.column("unit")]):
            counts[file] = counts.get(file, 0) + len(told)
        starts = np.cumsum([0, *counts.values()])
        files = [int(np.searchsorted(starts, row, side="right")) - 1 for row in rows]
        return [f"{list(counts)[at]}row {row - int(starts[at]) + 1}" for at, row in zip(files, rows, strict=True)]

    def _filter(self) -> Any:
        """The rows that are read, as an expression; None: all."""
        wanted = None
        if self.only is not None and self.recipe.link:
            wanted = self._among(self.recipe.link, pyarrow.array(self.only))
        if self.left_out is not None:
            kept = ~self._among("period", self.left_out)
            wanted = kept if wanted is None else wanted & kept
        if self._blank:
            kept = functools.reduce(operator.or_, (pyarrow.dataset.field(one).is_valid() for one in self._needed))
            wanted = kept if wanted is None else wanted & kept
        return wanted

    def _among(self, name: str, cells: Any) -> Any:
        column = self.recipe.column(name)
        kind = self.dataset.schema.field(column).type
        kind = kind.value_type if pyarrow.types.is_dictionary(kind) else kind
        return pyarrow.dataset.field(column).isin(cells.cast(kind))

    def _numbers(self, name: str, column: Any) -> Any:
        """A column of text as numbers; text that is none is refused."""
        intake = self.recipe.intake
        found = cells.numbers(column, intake)
        if found.null_count > column.null_count and pyarrow.compute.any(cells.text(column, intake)).as_py():
            advice = "give a number, or an empty cell where nothing was returned; [returns] of the recipe may tell"
            self._refuse(name, "is text", f"{advice} other marks (missing) and decimal commas", self._text)
        return found

    def _text(self, chunk: Any) -> Any:
        return cells.text(chunk, self.recipe.intake)

    def _read(self, name: str) -> Any:
        """A column; of CSV, which must be parsed whole for each, with those that will be asked for next."""
        column = self.recipe.column(name)
        if column in self._ahead:
            return self._ahead.pop(column)
        columns = self._together(name)
        try:
            told = self.dataset.to_table(columns=columns, filter=self._filter())
        except pyarrow.ArrowInvalid as error:
            if "conversion error" not in str(error):
                advice = "mend the file: every row has a cell for every column"
                raise ReturnsError(f"cannot read column {name!r}: {str(error).splitlines()[0]}", advice) from None
            text = sources.dataset(self.source, self.recipe, as_text=True)
            told = text.to_table(columns=columns, filter=self._filter())
        ahead = {one: told.column(one) for one in columns if one != column}
        if name in self.keys:  # a dictionary needs a sixth of the room
            ahead = {one: cells.dictionary_encode() for one, cells in ahead.items()}
        self._ahead.update(ahead)
        return told.column(column)

    def _together(self, name: str) -> list[str]:
        """The columns that are read with one: of CSV the other codes, or values up to four of them."""
        recipe = self.recipe
        column = recipe.column(name)
        if not sources.is_csv(self.source) or name == "unit":
            return [column]
        every = self.keys if name in self.keys else (*recipe.values, *sources.WEIGHTS)
        named = dict.fromkeys(map(recipe.column, every[every.index(name) :] if name in every else (name,)))
        there = [one for one in named if one in self.dataset.schema.names and one not in self._ahead]
        return there if name in self.keys else there[:_VALUES_AT_ONCE]

    def _refuse(self, name: str, what: str, advice: str, test: Callable[[Any], Any]) -> None:
        row, cell = self.row_of(name, test)
        shown = "" if cell is None else f" {cell!r}"
        raise ReturnsError(f"{row or 'the returns'}: {self.recipe.column(name)}{shown} {what}", advice)

    def _period(self, told: Any) -> Period:
        """The period that a cell tells: text of the standard, 2024, 202403, or a day of the month it is of."""
        try:
            period: Period | None = period_of(told)
        except PeriodError:
            period = None
        if period is None or not usable(period, cumulative=bool(self.recipe.cumulative)):
            row, cell = self.row_of("period", lambda chunk: pyarrow.compute.equal(chunk, pyarrow.scalar(told)))
            advice = "write it like 2024-03, 2024-Q1 or 2024; spans from January on are those of cumulative columns"
            raise ReturnsError(f"{row}: {cell!r} is no month, quarter or year", advice)
        return period


def _infinite(chunk: Any) -> Any:
    """Which cells are infinite, be they numbers or text."""
    return pyarrow.compute.match_substring_regex(chunk.cast(pyarrow.string()), "(?i)^[-+]?inf")

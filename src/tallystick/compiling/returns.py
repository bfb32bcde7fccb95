"""Returns as they come: Parquet, CSV or an Arrow table, a column at a time, with what cannot be used refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.dataset

from tallystick.compiling.coding import encoded
from tallystick.compiling.recipe import Recipe
from tallystick.model import Period, PeriodError, ReturnsError

Codes: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float64]

_YEARS = (1000, 9999)
_WEIGHTS = ("design", "calibration")


class Coded(msgspec.Struct, frozen=True):
    """A column as numbers of its distinct values: `codes[row]` is the place of its value in `names` (Arrow)."""

    codes: Codes
    names: Any


class Returns:
    """A table of returns, looked at but not read; `only` are the link groups that are taken, None all.

    ReturnsError where it cannot be opened or lacks a column that the recipe needs.
    """

    def __init__(self, source: Any, recipe: Recipe, only: Sequence[str] | None = None) -> None:
        self.recipe, self.source = recipe, source
        self.is_csv = isinstance(source, (str, Path)) and str(source).lower().endswith((".csv", ".csv.gz", ".txt"))
        self.dataset = self._opened(float_values=True)
        self._complete()
        self.only = only

    @property
    def rows(self) -> int:
        """How many returns there are."""
        return int(self.dataset.count_rows(filter=self._filter()))

    def has(self, name: str) -> bool:
        """Whether there is such a column, by the recipe's name."""
        return self.recipe.column(name) in self.dataset.schema.names

    def codes(self, name: str, *, empty: str | None = None) -> Coded:
        """A column of codes; a row without one is refused, or taken to be `empty`."""
        column = self._read(name)
        if empty is not None and column.null_count:
            column = column.cast(pyarrow.string()).fill_null(empty)
        if column.null_count:
            self._refuse(name, "is empty", "every return tells it", lambda chunk: pyarrow.compute.is_null(chunk))
        return Coded(*encoded(column))

    def values(self, name: str) -> Floats:
        """A column of values, NaN where nothing was returned; text and infinities are refused."""
        column = self._read(name)
        if not _is_number(column.type):
            self._refuse(name, *_TEXT)
        values: Floats = column.cast(pyarrow.float64()).to_numpy()
        if np.isinf(values).any():
            self._refuse(name, "is infinite", "give a number", lambda chunk: pyarrow.compute.is_inf(chunk))
        return values

    def weights(self, name: str) -> Floats:
        """A column of weights: design weights are 1 or more, calibration factors above zero."""
        values = self.values(name)
        low = values < 1 if name == "design" else values <= 0
        if low.any() or np.isnan(values).any():
            what = "a design weight is 1 or more" if name == "design" else "a calibration factor is above zero"
            compare = pyarrow.compute.less if name == "design" else pyarrow.compute.less_equal
            edge = 1.0 if name == "design" else 0.0

            def bad(chunk: Any) -> Any:
                number = chunk.cast(pyarrow.float64())
                wrong = pyarrow.compute.or_(compare(number, edge), pyarrow.compute.is_nan(number))
                return pyarrow.compute.fill_null(wrong, True)

            self._refuse(name, "is no weight", what, bad)
        return values

    def periods(self) -> tuple[npt.NDArray[np.int32], tuple[Period, ...]]:
        """The number of each row's period, and the periods without a gap from the first to the last."""
        coded = self.codes("period")
        told = [self._period(name.as_py()) for name in coded.names]
        kinds = {one.frequency for one in told}
        if len(kinds) > 1:
            first, other = told[0], next(one for one in told if one.frequency is not told[0].frequency)
            advice = "give returns of one length of period: all months, quarters or years"
            raise ReturnsError(f"the returns hold periods of two lengths: {first} and {other}", advice)
        if not told:
            raise ReturnsError("the table holds no returns", "give a row per enterprise and period")
        step = max(told[0].frequency, 1)
        start = min(one.first for one in told)
        place = np.array([(one.first - start) // step for one in told], np.int32)
        count = int(place.max()) + 1
        every = tuple(Period(start + n * step, start + (n + 1) * step - 1, told[0].frequency) for n in range(count))
        return place[coded.codes], every

    def row_of(self, column: str, test: Callable[[Any], Any]) -> tuple[int, Any]:
        """The first row, counted from 1, whose cell fails, with the cell."""
        seen = 0
        dataset = self._opened(float_values=False)
        for batch in dataset.to_batches(columns=[self.recipe.column(column)]):
            cells = batch.column(0)
            found = np.flatnonzero(pyarrow.compute.fill_null(test(cells), False).to_numpy(zero_copy_only=False))
            if found.size:
                at = int(found[0])
                return seen + at + 1, cells[at].as_py()
            seen += len(cells)
        return 0, None

    def _opened(self, *, float_values: bool) -> Any:
        source = self.source
        if not isinstance(source, (str, Path)):
            if not isinstance(source, pyarrow.Table):
                if not hasattr(source, "__arrow_c_stream__"):
                    raise ReturnsError("no table of returns", "give a path, or a table of Arrow, Polars or pandas")
                source = pyarrow.table(source)
            return pyarrow.dataset.dataset(source)
        path = Path(source)
        if not path.exists():
            raise ReturnsError(f"no such file: {path}", "check the path of the returns")
        try:
            if self.is_csv:
                return pyarrow.dataset.dataset(path, format=self._csv(float_values))
            named = self.recipe.column
            # Not the enterprises: there are too many of them for a dictionary a chunk to be of use.
            text = {named(one) for one in ("period", *self.recipe.codes)}
            reading = pyarrow.dataset.ParquetReadOptions(dictionary_columns=text)
            return pyarrow.dataset.dataset(path, format=pyarrow.dataset.ParquetFileFormat(read_options=reading))
        except (pyarrow.ArrowInvalid, OSError, ValueError) as error:
            if self.is_csv and float_values and "conversion error" in str(error):
                self.dataset = self._opened(float_values=False)
                for name in (*_WEIGHTS, *self.recipe.values):
                    if self.has(name) and self.row_of(name, _text)[0]:
                        self._refuse(name, *_TEXT)
            advice = "give Parquet, or CSV with a row of names"
            raise ReturnsError(f"{path} is no table of returns: {str(error).splitlines()[0]}", advice) from None

    def _csv(self, float_values: bool) -> Any:
        named = self.recipe.column
        kinds = {named(one): pyarrow.string() for one in ("unit", "period", *self.recipe.codes)}
        numbers = (*_WEIGHTS, *self.recipe.values)
        kinds |= {named(one): pyarrow.float64() if float_values else pyarrow.string() for one in numbers}
        options = pyarrow.csv.ConvertOptions(column_types=kinds, strings_can_be_null=True)
        return pyarrow.dataset.CsvFileFormat(convert_options=options)

    def _complete(self) -> None:
        there = self.dataset.schema.names
        for name in ("unit", "period", *self.recipe.codes, *self.recipe.values):
            own = self.recipe.column(name)
            if own not in there:
                advice = f"there are {', '.join(there)}; tell what it is called under [columns] of the recipe"
                raise ReturnsError(f"the returns have no column {own!r}", advice)
            if there.count(own) > 1:
                raise ReturnsError(f"the returns have two columns {own!r}", "give one of them another name")

    def _filter(self) -> Any:
        if self.only is None or not self.recipe.link:
            return None
        column = self.recipe.column(self.recipe.link)
        kind = self.dataset.schema.field(column).type
        kind = kind.value_type if pyarrow.types.is_dictionary(kind) else kind
        return pyarrow.dataset.field(column).isin(pyarrow.array(self.only).cast(kind))

    def _read(self, name: str) -> Any:
        try:
            return self.dataset.to_table(columns=[self.recipe.column(name)], filter=self._filter()).column(0)
        except pyarrow.ArrowInvalid as error:
            if self.is_csv and "conversion error" in str(error):
                self._refuse(name, *_TEXT)
            advice = "mend the file: every row has a cell for every column"
            raise ReturnsError(f"cannot read column {name!r}: {str(error).splitlines()[0]}", advice) from None

    def _refuse(self, name: str, what: str, advice: str, test: Callable[[Any], Any]) -> None:
        row, cell = self.row_of(name, test)
        where = f"row {row}" if row else "the returns"
        shown = "" if cell is None else f" {cell!r}"
        if not row:
            what = "is not of a numeric type" if what == "is text" else what
        raise ReturnsError(f"{where}: {self.recipe.column(name)}{shown} {what}", advice)

    def _period(self, told: Any) -> Period:
        """The period that a cell tells: text of the standard, 2024, 202403, or a day of the month it is of."""
        try:
            period = period_of(told)
        except (PeriodError, ValueError):
            period = None
        if period is None or period.is_span or not period.frequency:
            row, cell = self.row_of("period", lambda chunk: pyarrow.compute.equal(chunk, pyarrow.scalar(told)))
            advice = "write it like 2024-03, 2024-Q1 or 2024; January and February are given apart or not at all"
            raise ReturnsError(f"row {row}: {cell!r} is no month, quarter or year", advice)
        return period


def _text(chunk: Any) -> Any:
    """Which cells hold text that is no number."""
    number = r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$"
    words = chunk.cast(pyarrow.string())
    return pyarrow.compute.invert(pyarrow.compute.match_substring_regex(words, number))


_TEXT = ("is text", "give a number, or an empty cell where nothing was returned", _text)


def period_of(told: Any) -> Period | None:
    """The period that a cell tells: a day stands for its month; PeriodError or ValueError where it is none."""
    if hasattr(told, "year"):
        return Period.month(told.year, told.month)
    words = str(told).strip()
    if words.isdecimal() and len(words) == len("202403"):
        return Period.month(int(words[:4]), int(words[4:]))
    return Period.parse(words)


def _is_number(kind: Any) -> bool:
    types = pyarrow.types
    return any(test(kind) for test in (types.is_integer, types.is_floating, types.is_decimal, types.is_null))

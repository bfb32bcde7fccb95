"""Cells of a sample: the units of one stratum in one period, as whole numbers that NumPy counts and adds by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.model import ReturnsError

_ROOM = 1 << 16
Codes = NDArray[np.intp]


class Cells(msgspec.Struct, frozen=True, kw_only=True):
    """`codes`: for each row the number of its cell, from 0 on; `count`: how many cells there are."""

    codes: Codes
    count: int

    def total(self, values: ArrayLike, within: Flags | None = None) -> Floats:
        """The sum of `values` (one a row) in each cell, over the rows `within`."""
        told = np.broadcast_to(np.asarray(values, float), self.codes.shape)
        chosen = slice(None) if within is None else within
        return np.bincount(self.codes[chosen], weights=told[chosen], minlength=self.count).astype(float)

    def first(self) -> Codes:
        """The first row of each cell."""
        return np.unique(self.codes, return_index=True)[1].astype(np.intp)


def together(columns: Sequence[NDArray[Any]], sizes: Sequence[int]) -> tuple[list[list[int]], Codes]:
    """The combinations of codes that there are, and for each row the place of its own; codes are below their `sizes`.

    >>> together([np.array([0, 1, 0]), np.array([5, 2, 5])], [2, 6])[0]
    [[0, 5], [1, 2]]
    """
    key = np.zeros(len(columns[0]), np.int64)
    for column, size in zip(columns, sizes, strict=True):
        key *= max(size, 1)
        key += column
    if math.prod(map(float, sizes)) <= len(key) + _ROOM:  # counted off, which is quicker than to sort
        there = np.zeros(math.prod(sizes), np.bool_)
        there[key] = True
        distinct, place = np.flatnonzero(there), (np.cumsum(there, dtype=np.intp) - 1)[key]
    else:
        distinct, place = np.unique(key, return_inverse=True)
    found = []
    for told in distinct.tolist():
        codes = []
        for size in reversed(sizes):
            told, code = divmod(told, max(size, 1))
            codes.append(code)
        found.append(codes[::-1])
    return found, place.astype(np.intp)


def cells(*columns: Sequence[Any] | NDArray[Any]) -> Cells:
    """The cells that columns of equal length make together; a missing key is refused with its row.

    >>> cells(["2020-09", "2020-09", "2020-10"], ["10", "11", "10"]).codes.tolist()
    [0, 1, 2]
    >>> cells(["2020-09"], [""])
    Traceback (most recent call last):
    ...
    tallystick.model.errors.ReturnsError: row 1 has no stratum; give each row its period and stratum
    """
    codes = np.zeros(len(columns[0]), np.intp)
    for column in columns:
        told = np.asarray(column)
        refuse_first(_absent(told), "has no stratum", "give each row its period and stratum")
        same_length(codes, told, "a key column")
        distinct, one = np.unique(told.astype(str) if told.dtype == object else told, return_inverse=True)
        codes = np.unique(codes * len(distinct) + one, return_inverse=True)[1].astype(np.intp)
    return Cells(codes=codes, count=int(codes.max(initial=-1)) + 1)


def once(unit: Sequence[Any] | NDArray[Any], period: Sequence[Any] | NDArray[Any]) -> None:
    """Refuse a unit that stands twice in one period, or has no name.

    >>> once(["a", "b", "a"], ["2020-09", "2020-09", "2020-09"])
    Traceback (most recent call last):
    ...
    tallystick.model.errors.ReturnsError: row 3 tells of a in 2020-09 again; keep one row for each unit and period
    """
    refuse_first(_absent(np.asarray(unit)), "has no unit", "give each row its unit")
    seen = cells(unit, period).codes
    order = np.argsort(seen, kind="stable")
    again = order[1:][np.diff(seen[order]) == 0]
    if again.size:
        row = int(again.min())
        raise ReturnsError(f"row {row + 1} tells of {unit[row]} in {period[row]} again", _ONE_ROW)


_ONE_ROW = "keep one row for each unit and period"


def refuse_first(wrong: NDArray[np.bool_], what: str, advice: str) -> None:
    """ReturnsError that names the first row where `wrong` holds, if there is one."""
    if wrong.any():
        raise ReturnsError(f"row {int(np.argmax(wrong)) + 1} {what}", advice)


def same_length(codes: NDArray[Any], column: NDArray[Any], name: str) -> None:
    """Refuse a column that has more or fewer rows than the cells."""
    if column.shape != codes.shape:
        raise ReturnsError(f"{name} has {column.size} rows beside {codes.size}", "give columns of one table")


def numbers(column: ArrayLike, codes: Codes, name: str) -> Floats:
    """A column of numbers, one a row; text, gaps and infinities are refused with their row."""
    try:
        told = np.asarray(column, dtype=float)
    except (TypeError, ValueError) as error:
        raise ReturnsError(f"{name} holds what is no number", "give plain numbers, no text") from error
    same_length(codes, told, name)
    refuse_first(~np.isfinite(told), f"has no number for {name}", "impute it or leave the row out")
    return told


def flags(column: ArrayLike, codes: Codes, name: str) -> Flags:
    """A column of yes and no; anything else is refused."""
    told = np.asarray(column)
    if told.dtype != np.bool_:
        raise ReturnsError(f"{name} is not a column of true and false", "give it as booleans")
    same_length(codes, told, name)
    return told


def _absent(told: NDArray[Any]) -> Flags:
    if told.dtype.kind == "f":
        return np.asarray(np.isnan(told), np.bool_)
    if told.dtype.kind in "US":
        return np.asarray(told == "")
    if told.dtype == object:
        return np.array([one in (None, "") or one != one for one in told.tolist()], np.bool_)
    return np.zeros(told.shape, np.bool_)

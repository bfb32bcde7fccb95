"""Columns as numbers of their distinct values, the quick way where the values are near each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow

Codes = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]

SPARSE = 4
"""How many numbers there may be from the least to the largest for each row; where more, they are hashed."""

_MOST_DIGITS = 15
_ROOM = 1 << 16
_BLOCK = 1 << 15  # rows at once: what is counted stays near the processor
_DIGITS_OF_INT32 = 9
_ZERO = ord("0")


def encoded(column: Any) -> tuple[Codes, Any]:
    """The place of each cell's value in an Arrow array of distinct values, and that array.

    `column` is a chunked Arrow array without nulls. Whole numbers, and names that are the same but for as many digits
    at their end (F00000001), are counted off in a table when they lie near each other; all else is hashed, or is a
    dictionary already.

    >>> codes, names = encoded(pyarrow.chunked_array([["F07", "F05"], ["F07"]]))
    >>> codes.tolist(), names.to_pylist()
    ([1, 0, 1], ['F05', 'F07'])
    """
    if pyarrow.types.is_integer(column.type) and column.type != pyarrow.uint64():
        return _near(_numbers(column), lambda found: pyarrow.array(found).cast(column.type)) or _hashed(column)
    if pyarrow.types.is_string(column.type) or pyarrow.types.is_large_string(column.type):
        return _numbered(column) or _hashed(column)
    return _hashed(column)


def _hashed(column: Any) -> tuple[Codes, Any]:
    """By hashing: text that is encoded here has one dictionary for all chunks, what comes encoded has one a chunk."""
    own = not pyarrow.types.is_dictionary(column.type)
    chunks = (column.dictionary_encode() if own else column.unify_dictionaries()).chunks
    if not chunks:
        return np.zeros(0, np.int32), pyarrow.array([], pyarrow.string())
    codes = np.concatenate([chunk.indices.to_numpy(zero_copy_only=False) for chunk in chunks])
    return codes.astype(np.int32, copy=False), chunks[0].dictionary


def _numbers(column: Any) -> list[npt.NDArray[np.int64]]:
    chunks = (chunk for chunk in column.chunks if len(chunk))
    return [chunk.to_numpy(zero_copy_only=False).astype(np.int64, copy=False) for chunk in chunks]


def _near(parts: list[npt.NDArray[np.int64]], named: Any) -> tuple[Codes, Any] | None:
    """Numbers counted off in a table from the least to the largest; None where that would be too long."""
    if not parts:
        return None
    low, high = min(int(part.min()) for part in parts), max(int(part.max()) for part in parts)
    if high - low >= SPARSE * sum(len(part) for part in parts) + _ROOM:
        return None
    there = np.zeros(high - low + 1, bool)
    for part in parts:
        there[part - low] = True
    place = np.cumsum(there, dtype=np.int32) - np.int32(1)
    codes = np.concatenate([place[part - low] for part in parts])
    return codes, named(np.flatnonzero(there) + low)


def _numbered(column: Any) -> tuple[Codes, Any] | None:
    """Names of one length that differ only in the digits at their end; None where they are not such."""
    chunks = [chunk for chunk in column.chunks if len(chunk)]
    first = _table(chunks[0]) if chunks else None
    if first is None or not first.shape[1]:
        return None
    head = first[0].copy()
    digits = _digits(head)
    if not 0 < digits <= _MOST_DIGITS:
        return None
    start = len(head) - digits
    parts = []
    for chunk in chunks:
        table = _table(chunk)
        if table is None or table.shape[1] != len(head) or not (table[:, :start] == head[:start]).all():
            return None
        number = np.zeros(len(table), np.int64)
        for low in range(0, len(table), _BLOCK):
            if not _count(table[low : low + _BLOCK, start:], number[low : low + _BLOCK]):
                return None
        parts.append(number)
    return _near(parts, lambda found: _spelled(found, head, start, column.type))


def _count(digits: Bytes, number: npt.NDArray[np.int64]) -> bool:
    """Put the numbers that rows of digits spell into `number`; False where one is no digit."""
    kind: Any = np.int32 if digits.shape[1] <= _DIGITS_OF_INT32 else np.int64
    told: npt.NDArray[np.int64] = np.zeros(len(digits), kind)
    for place in np.ascontiguousarray(digits.T):
        figure = place - np.uint8(_ZERO)
        if figure.max() > 9:
            return False
        told *= 10
        told += figure
    number[:] = told
    return True


def _table(chunk: Any) -> Bytes | None:
    """The bytes of an array of names of one length, a row each."""
    kind = np.int32 if pyarrow.types.is_string(chunk.type) else np.int64
    _, offsets, data = chunk.buffers()
    edges = np.frombuffer(offsets, kind)[chunk.offset : chunk.offset + len(chunk) + 1]
    width = int(edges[1] - edges[0])
    if data is None or int(edges[-1] - edges[0]) != width * len(chunk) or (np.diff(edges) != width).any():
        return None
    return np.frombuffer(data, np.uint8)[edges[0] : edges[-1]].reshape(len(chunk), width)


def _digits(head: Bytes) -> int:
    """How many digits a name ends in."""
    other = np.flatnonzero((head < _ZERO) | (head > ord("9")))
    return len(head) - (int(other[-1]) + 1 if len(other) else 0)


def _spelled(numbers: npt.NDArray[np.int64], head: Bytes, start: int, kind: Any) -> Any:
    """The names of numbers: the head, then their digits."""
    names = np.repeat(head[None, :], len(numbers), axis=0)
    for place in range(len(head) - start):
        names[:, -1 - place] = numbers // 10**place % 10 + _ZERO
    offsets = np.arange(len(names) + 1, dtype=np.int64) * len(head)
    buffers = [None, pyarrow.py_buffer(offsets), pyarrow.py_buffer(names)]
    return pyarrow.Array.from_buffers(pyarrow.large_string(), len(names), buffers).cast(kind)

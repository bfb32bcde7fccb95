"""Columns are coded alike whichever way is quicker: each code leads back to its cell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow
import pytest

from tallystick.compiling.returns.coding import encoded

COLUMNS: dict[str, Any] = {
    "numbered names": pyarrow.chunked_array([["F007", "F005", "F007"], [], ["F012"]]),
    "digits alone": pyarrow.chunked_array([["2024", "0012", "2024"]]),
    "another length later": pyarrow.chunked_array([["F07", "F05"], ["F123"]]),
    "another length within": pyarrow.chunked_array([["F07", "F5", "F123"]]),
    "another head later": pyarrow.chunked_array([["F07", "F05"], ["G05"]]),
    "a letter among the digits": pyarrow.chunked_array([["F07", "F0a", "F0:", "F0/"]]),
    "no digits": pyarrow.chunked_array([["a", "b", "a"]]),
    "empty names": pyarrow.chunked_array([["", ""]]),
    "Chinese": pyarrow.chunked_array([["京01", "京02", "沪01", "京01"]]),
    "far apart": pyarrow.chunked_array([["F000000000001", "F999999999999"]]),
    "too many digits": pyarrow.chunked_array([["1" * 18, "2" * 18, "1" * 18]]),
    "large text": pyarrow.chunked_array([["F07", "F05"]], pyarrow.large_string()),
    "a view": pyarrow.chunked_array([pyarrow.array(["x1", "F05", "F07", "F05"]).slice(1)]),
    "dictionaries": pyarrow.chunked_array([pyarrow.array(one).dictionary_encode() for one in (["a", "b"], ["c", "a"])]),
    "numbers": pyarrow.chunked_array([[7, 5, 7], [12]], pyarrow.int16()),
    "negative numbers": pyarrow.chunked_array([[-3, 5, -3]]),
    "numbers far apart": pyarrow.chunked_array([[1, 2**62, -(2**62), 1]]),
    "large unsigned": pyarrow.chunked_array([[2**64 - 1, 2**63, 1]], pyarrow.uint64()),
    "nothing": pyarrow.chunked_array([], pyarrow.string()),
    "no numbers": pyarrow.chunked_array([], pyarrow.int64()),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_each_code_leads_back_to_its_cell(name: str) -> None:
    column = COLUMNS[name]
    codes, names = encoded(column)
    assert codes.dtype == np.int32
    assert names.take(pyarrow.array(codes)).to_pylist() == column.to_pylist()
    assert len(set(names.to_pylist())) == len(names) == len(set(column.to_pylist()))


def test_numbered_names_are_in_order() -> None:
    assert encoded(COLUMNS["numbered names"])[1].to_pylist() == ["F005", "F007", "F012"]

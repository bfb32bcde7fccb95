"""Conditions on records are read as SQL reads them."""

from __future__ import annotations

from typing import Any

import pytest

from tallystick.compiling.methods.conditions import holds
from tallystick.model import ReturnsError

COLUMNS: dict[str, list[Any]] = {
    "unit": ["1", "2", "3", None],
    "size": [5, "10", None, 20.5],
    "the name": ["a", "b'c", "", "A"],
}


@pytest.mark.parametrize(
    ("condition", "places"),
    [
        ("unit = '1'", "0"),
        ("unit != '1'", "12"),
        ("unit <> 1", "12"),
        ("NOT unit = '1'", "12"),
        ("unit IN ('1', '3')", "02"),
        ("unit NOT IN ('1','3')", "1"),
        ("not(unit = '1' and size in (5, 6))", "123"),
        ("size >= 10", "13"),
        ("size < 10 OR unit = '3'", "02"),
        ("size BETWEEN 5 AND 10 AND unit != '2'", "0"),
        ("size NOT BETWEEN 5 AND 10", "3"),
        ("size > -1.5", "013"),
        ("unit IS NULL", "3"),
        ("`the name` IS NOT NULL", "013"),
        ("`the name` = 'b''c'", "1"),
        ("unit = '1' OR unit = '2' AND size > 99", "0"),
        ("(unit = '1' OR unit = '2') AND size > 5", "1"),
        ("size IS NULL OR NOT (size <= 10)", "23"),
    ],
)
def test_which_records_a_condition_is_true_of(condition: str, places: str) -> None:
    assert "".join(str(at) for at, true in enumerate(holds(condition, COLUMNS)) if true) == places


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("", "the end where something should stand"),
        ("unit", "the end where IN or BETWEEN or = "),
        ("unit = ", "the end where something should stand"),
        ("unit = '1", '"\'1" cannot be read'),
        ("unit = '1' unit", "'unit' where the condition should end"),
        ("unit NOT = '1'", "'=' where IN or BETWEEN should stand"),
        ("units = '1'", r"there is no column 'units' \(there are unit, size, the name\)"),
        ("size = much", "size and much are not both numbers; put quotes around text"),
        ("`the name` > 5", "the name and 5 are not both numbers"),
        ("(unit = '1'", r"the end where \) should stand"),
        ("unit IN '1'", r"\"'1'\" where \( should stand"),
        ("size + 1 = 2", r"cannot be read"),
    ],
)
def test_conditions_that_cannot_be_read(condition: str, told: str) -> None:
    with pytest.raises(ReturnsError, match=told):
        holds(condition, COLUMNS)

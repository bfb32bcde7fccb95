"""Records come in whatever holds columns, and the way they come changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from tallystick.compiling.methods.imputation_records import impute_records

RECORDS: dict[str, list[Any]] = {
    "unit": [7, 7, 8, 8],
    "period": ["2024-01", "2024-02"] * 2,
    "group": ["06"] * 4,
    "value": [10.0, 12.0, 50.0, None],
    "auxiliary": [1, 1, 5, 5],
}
HOLDERS: list[Callable[[dict[str, list[Any]]], object]] = [dict, pa.table, pd.DataFrame, pl.DataFrame]


@pytest.mark.parametrize("holder", HOLDERS)
def test_any_table_is_taken(holder: Callable[[dict[str, list[Any]]], object]) -> None:
    filled = impute_records(holder(RECORDS), condition="unit = 7")
    assert filled["output"] == [10, 12, 50, 60]
    assert filled["marker"] == ["R", "R", "R", "FIR"]
    assert filled["link_inclusion_current"] == [True, True, False, None]


@pytest.mark.parametrize("periods", [[202401, 202402], ["202401", "202402"], [date(2024, 1, 1), date(2024, 2, 1)]])
@pytest.mark.parametrize("holder", HOLDERS)
def test_periods_are_told_in_several_ways(holder: Callable[[dict[str, list[Any]]], object], periods: list[Any]) -> None:
    assert impute_records(holder({**RECORDS, "period": periods * 2}))["output"][3] == 60


def test_records_come_out_in_the_order_they_came_in() -> None:
    turned = {name: cells[::-1] for name, cells in RECORDS.items()}
    assert impute_records(turned)["output"] == [60, 50, 12, 10]

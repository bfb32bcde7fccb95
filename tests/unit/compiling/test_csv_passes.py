"""How often a file of CSV is parsed, which must be done whole for whatever is wanted of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.dataset
import pytest

from tallystick.compiling.recipes.loading import load
from tallystick.compiling.returns.panel import panels

RECIPE = {
    "name": "mines",
    "partition": [{"column": "region"}],
    "indicator": [
        {"id": "industry.revenue", "numerator": "turnover"},
        {"id": "industry.profits", "numerator": "profit"},
    ],
}
ROWS = "unit,period,industry,region,design,turnover,profit\na,2024-01,06,N,1,5,1\nb,2024-01,07,S,2,7,2\n"


def test_csv_is_parsed_once_for_codes_for_units_and_for_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "returns.csv"
    path.write_text(ROWS, encoding="utf-8")
    read: list[tuple[str, ...]] = []

    class Counting:
        def __init__(self, told: Any) -> None:
            self.told, self.schema = told, told.schema

        def to_table(self, columns: Any, **options: Any) -> Any:
            read.append(tuple(columns))
            return self.told.to_table(columns=columns, **options)

    opened = pyarrow.dataset.dataset
    monkeypatch.setattr(pyarrow.dataset, "dataset", lambda *told, **options: Counting(opened(*told, **options)))
    one, other = panels(path, load(RECIPE))
    assert read == [("period", "industry", "region"), ("unit",), ("turnover", "profit", "design")]
    assert one.values["profit"].tolist() == [[1.0]]
    assert other.weight is not None
    assert other.weight.tolist() == [[2.0]]
    assert (other.names["region"], other.codes["region"].tolist()) == (("N", "S"), [[1]])

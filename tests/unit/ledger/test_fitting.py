"""What cannot be kept is refused with words before anything is written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import tallystick
from tallystick.ledger import Ledger
from tallystick.ledger.statements import Fixed
from tallystick.model import LedgerError, Reading

TEXT = "Freight rose by 4.2% in 2021. Around 31 ports were open."


@pytest.fixture
def reading() -> Reading:
    return tallystick.read_text(TEXT, reader="fast")


@pytest.mark.parametrize(
    "fields",
    [
        {"qualifier": "≥"},
        {"status": "hoped"},
        {"lower": Decimal(5), "upper": Decimal(4)},
        {"start": -1},
        {"start": 9, "end": 8},
        {"value": Decimal("1E+99999")},
        {"value": Decimal("Infinity")},
    ],
)
def test_a_figure_that_no_column_takes_is_refused(tmp_path: Path, reading: Reading, fields: dict[str, Any]) -> None:
    first, *rest = reading.observations
    with Ledger(tmp_path / "a.db") as ledger:
        with pytest.raises(LedgerError):
            ledger.keep(replace(reading, observations=(replace(first, **fields), *rest)))
        assert not ledger.releases()
        assert ledger.keep(reading).outcome == "kept"


def test_constraints_are_tried_again_once_all_is_written(tmp_path: Path, reading: Reading) -> None:
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.keep(reading)
        with ledger.store.writing() as connection:
            assert Fixed("PRAGMA ignore_check_constraints").row(connection) == (0,)

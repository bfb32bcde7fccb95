"""Numbers that nothing measured has: refused on the way in, and of older ledgers shown, written and withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from tallystick.ledger import Ledger
from tallystick.model import LedgerError, SeriesError, plain
from tallystick.reporting.series_exports import form_of, writer
from tests.unit.ledger.build import ROBOTS, release, said

LEVEL = {"subject": ROBOTS, "unit": "1", "measure": "level", "half": "0"}


@pytest.mark.parametrize("value", ["1E+5000", "-1E+5000", "1E+999999999", "1E-999999999", "9" * 29, "0." + "3" * 40])
def test_they_are_not_imported(tmp_path: Path, value: str) -> None:
    path = tmp_path / "robots.csv"
    rows = [
        "series,period,value,unit,measure",
        f"{ROBOTS},2020,237000,units,level",
        f"{ROBOTS},2021,{value},units,level",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with Ledger(tmp_path / "figures.db") as ledger:
        with pytest.raises(SeriesError, match=r"row 3.*value"):
            ledger.import_series(path)
        assert not ledger.releases()


def test_nor_kept_from_a_reading(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="beyond what is counted"):
        ledger.keep(release("much", "2022-01-20", said("1E+5000", "2021", **LEVEL)))
    assert not ledger.releases()


def test_what_an_older_ledger_holds_is_shown_written_and_withdrawn(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep(release("right", "2022-01-20", said("366000", "2021", **LEVEL)))
    ledger.keep(release("much", "2022-02-20", said("366001", "2020", **LEVEL)))
    digits = "1" + "0" * 5000
    with ledger.store.writing() as connection:
        change = "value_exact = :digits, lower_exact = :digits, upper_exact = :digits"
        query = f"UPDATE observation SET value = 9e307 * 10, lower = NULL, upper = NULL, {change} WHERE release = 2"
        if not ledger.store.is_sqlite:
            query = query.replace("9e307 * 10", "'Infinity'")
        connection.execute(text(query), {"digits": digits})
    points = ledger.vintages("output.industrial_robots.level")
    assert len(points) == 2
    assert json.loads(msgspec.json.encode(points.to_dicts()))[0]["value"] == digits
    for name in ("out.csv", "out.parquet", "out.xlsx", "out.sdmx.csv", "out.zip", "out.dta"):
        writer(form_of(tmp_path / name))(ledger.bundle(vintages=True), tmp_path / name)
    ledger.check_against(release("fresh", "2022-03-20", said("366000", "2020", **LEVEL)))
    ledger.derived("output.industrial_robots")
    ledger.withdraw(ledger.releases()[-1].release_id, who="an editor", reason="a slip of the exponent")
    assert [str(point.value) for point in ledger.series("output.industrial_robots.level")] == ["366000"]


def test_large_numbers_are_texts_in_json() -> None:
    from decimal import Decimal

    numbers = [plain(Decimal(text)) for text in ("9E+17", "1E+18", "-1E+30", "1E+999999999")]
    assert json.loads(msgspec.json.encode(numbers)) == [9 * 10**17, 1e18, -1e30, "1E+999999999"]

"""`tallystick adjust`: a series of a ledger is adjusted, its model kept, and what comes out is a series of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tallystick.ledger import Ledger
from tests.commands import run
from tests.unit.adjusting.series_of import points_of

HEAD = "series,area,period,value,unit,measure,adjustment,source,vintage\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("adjusting")
    rows = [
        f"output of crude steel,CN,{period},{value},t,level,NSA,NBS,2014-01-20"
        for period, value in points_of("china_imports")
    ]
    rows += [f"output of crude steel,CN,{2000 + n},{n + 1.5},%,growth,,NBS,2014-01-20" for n in range(8)]
    rows += [f"output of cement,CN,2013-{n:02},{n + 5},t,level,NSA,NBS,2014-01-20" for n in range(3, 12)]
    file = folder / "series.csv"
    file.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    ledger = str(folder / "l.db")
    assert run("import", file, "--ledger", ledger).returncode == 0
    return ledger


def test_a_series_is_adjusted_and_its_model_kept(book: str) -> None:
    first = run("adjust", "output.crude_steel.level", "--ledger", book, "--format", "json")
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)[0]
    assert told["identified"] is True
    assert told["model"]["holiday"] == "cny"
    assert told["diagnostics"]["left_over"] > 0.05
    again = json.loads(run("adjust", "output.crude_steel.level", "--ledger", book, "--format", "json").stdout)[0]
    assert again["identified"] is False
    assert again["model"] == told["model"]
    text = run("adjust", "output.crude_steel.level", "--ledger", book, "--dry-run")
    assert "Chinese New Year by the days" in text.stdout
    assert "2013-12" in text.stdout

    with Ledger(book) as ledger:
        kept = {one.adjustment: one for one in ledger.series_list(indicator="output.crude_steel", measure="level")}
        assert set(kept) >= {"not adjusted", "seasonally adjusted, compiled", "trend, compiled"}
        points = ledger.series(kept["seasonally adjusted, compiled"].key)
        assert float(points[-1].value or 0) == pytest.approx(told["adjusted"][-1], rel=1e-4)
        releases = [one for one in ledger.releases() if one.kind == "compiled"]
        assert len(releases) == 1, "the same values and model are kept once"
        recipe = json.loads(ledger.original(releases[0].release_id))
        assert recipe["model"]["identified"] == told["model"]["identified"]
        assert not list(ledger.verify())


def test_a_model_can_be_given(book: str, tmp_path: Path) -> None:
    model = tmp_path / "model.json"
    model.write_text('{"transform": "log", "arima": "(0 1 1)(0 1 1)"}', encoding="utf-8")
    done = run(
        "adjust", "output.crude_steel.level", "--ledger", book, "--model", model, "--dry-run", "--format", "json"
    )
    assert json.loads(done.stdout)[0]["model"]["arima"] == "(0 1 1)(0 1 1)"
    model.write_text('{"transform": "sqrt"}', encoding="utf-8")
    wrong = run("adjust", "output.crude_steel.level", "--ledger", book, "--model", model)
    assert wrong.returncode == 2
    assert "is no model" in wrong.stderr


@pytest.mark.parametrize(
    ("name", "code", "why"),
    [
        ("output.crude_steel.growth", 1, "is a rate"),
        ("output.cement.level", 1, "has 9 months; at least 60 are needed"),
        ("output.no_such", 2, "no series output.no_such is kept"),
        ("area=CN", 2, "area=CN is no series: give --area CN"),
        ("unit=t", 2, "unit=t is no series: give the whole key"),
    ],
)
def test_what_cannot_be_adjusted_is_told_with_why(book: str, name: str, code: int, why: str) -> None:
    done = run("adjust", name, "--ledger", book)
    assert done.returncode == code
    assert why in done.stderr

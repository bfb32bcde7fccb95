"""Series of files and frames are adjusted without a ledger, with the answers that others published."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import tallystick
from tallystick.adjusting import Model
from tallystick.adjusting.of_tables import models_text, read_models
from tallystick.model import SeriesError
from tests.commands import run
from tests.unit.adjusting.series_of import HERE, points_of

AIRLINE = Model(transform="log", arima="(0 1 1)(0 1 1)")
PASSENGERS = HERE / "air_passengers.csv"


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """Passengers, twice as many, and their growth, parted by semicolons and with decimal commas."""
    path = tmp_path / "wide.csv"
    rows = [f"{period};{value:.1f};{2 * value:.1f};5,5" for period, value in points_of("air_passengers")]
    path.write_text("日期;旅客;两倍;旅客同比增长\n" + "\n".join(rows).replace(".", ","), encoding="gb18030")
    return path


def test_a_file_is_adjusted_by_the_airline_model_as_published(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_bytes(b'{"transform": "log", "arima": "(0 1 1)(0 1 1)"}')
    done = run("adjust", PASSENGERS, "--model", tmp_path / "m.json", "-o", tmp_path / "out.csv")
    assert done.returncode == 0, done.stderr
    assert "nothing is kept of" in done.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["series"], rows[0]["period"], rows[-1]["period"]) == ("air_passengers", "1949-01", "1960-12")
    assert float(rows[0]["adjusted"]) == pytest.approx(124.546668)
    assert float(rows[-1]["adjusted"]) == pytest.approx(488.930122)
    assert not (tmp_path / "tallystick.db").exists()


def test_standard_input_is_a_file_too() -> None:
    told = run("adjust", "-", "--format", "json", "--method", "seats", stdin=PASSENGERS.read_bytes())
    [record] = json.loads(told.stdout)
    assert record["diagnostics"]["aicc"] == pytest.approx(947.3395, rel=1e-4)
    easter = next(one for one in record["coefficients"] if one["name"] == "Easter[1]")
    assert easter["value"] == pytest.approx(0.01776737, rel=1e-4)


def test_models_are_kept_in_a_file_and_taken_from_it(wide: Path, tmp_path: Path) -> None:
    kept = tmp_path / "models.json"
    kept.write_bytes(models_text({"两倍": AIRLINE, "gone": AIRLINE}))
    first = run("adjust", wide, "--models", kept)
    assert first.returncode == 1, "growth is not adjusted"
    assert "旅客同比增长 is a rate" in first.stderr
    assert "kept: 2 models" in first.stderr
    assert "1 of them chosen now" in first.stderr
    models = read_models(kept)
    assert set(models) == {"两倍", "gone", "旅客"}
    assert models["两倍"] == AIRLINE
    before = kept.read_bytes()
    again = run("adjust", wide, "--models", kept, "--dry-run", "--format", "json")
    assert [one["identified"] for one in json.loads(again.stdout)] == [False, False]
    assert kept.read_bytes() == before
    kept.write_text("[]", encoding="utf-8")
    wrong = run("adjust", wide, "--models", kept)
    assert wrong.returncode == 2
    assert "holds no models" in wrong.stderr


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["no-such.csv"], 2, "cannot open no-such.csv"),
        (["{wide}", "--as-of", "2024-01-01"], 2, "--as-of is for series of a ledger"),
        (["output.steel", "--models", "m.json"], 2, "--models is for series in files"),
        (["{wide}", "--area", "Nowhere"], 2, "no area is called “Nowhere”"),
    ],
)
def test_what_does_not_go_with_a_file(words: list[str], code: int, why: str, wide: Path) -> None:
    done = run("adjust", *(word.format(wide=wide) for word in words), "--ledger", wide.parent / "none.db")
    assert done.returncode == code
    assert why in done.stderr
    assert not (wide.parent / "none.db").exists()


def test_frames_and_mappings_are_adjusted_from_python(wide: Path) -> None:
    [one] = tallystick.adjust(dict(points_of("air_passengers")), model=AIRLINE)
    assert one.done
    assert one.done.diagnostics.aicc == pytest.approx(987.3845)
    [twice] = tallystick.adjust(wide, "两倍", models={"两倍": AIRLINE})
    assert twice.done
    assert twice.done.model == AIRLINE
    assert twice.done.adjusted[-1] == pytest.approx(2 * one.done.adjusted[-1], rel=1e-5)
    with pytest.raises(SeriesError, match="is called 'three'; there are 旅客, 两倍"):
        tallystick.adjust(wide, "three")
    with pytest.raises(SeriesError, match="as_of is for series of a ledger"):
        tallystick.adjust(wide, as_of="2024-01-01")


def test_the_holiday_is_known_by_the_area() -> None:
    [one] = tallystick.adjust(HERE / "china_imports.csv", area="CN")
    assert one.done
    assert one.done.model.holiday == "cny"
    assert len(one.done.model.windows) == 3

"""Many series at once: what comes of each is what comes of it alone, and one that fails harms no other."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tallystick
from tallystick.adjusting import History, Model, adjust, identify, program
from tallystick.adjusting.keeping import kept_models
from tallystick.adjusting.seasonal import adjust_all
from tallystick.ledger import Ledger
from tallystick.model import LedgerError, Period, SeriesError
from tests.commands import run
from tests.unit.adjusting.book_of import SEASON, keep_series, rows
from tests.unit.adjusting.series_of import series_of

AIRLINE = Model(transform="log", arima="(0 1 1)(0 1 1)")
MONTHS = 72
VALUES = [(1000 + 7 * n) * SEASON[n % 12] * (1 + (n * n % 7) / 300) for n in range(MONTHS)]
DAY = date(2022, 1, 21)


def _short(first: str, by: float) -> History:
    return History(name=first, first=Period.parse(first), values=tuple(value * by for value in VALUES))


def test_each_is_adjusted_as_it_is_alone() -> None:
    passengers = series_of("air_passengers")
    work = [
        (passengers, AIRLINE),
        (_short("2010-01", 1), Model(transform="log", arima="(0 1 1)(0 1 1)", variables=("ao1999.jan",))),
        (_short("2010-03", 2), Model(transform="none", arima="(1 1 0)(0 1 1)", method="seats")),
        (_short("2010-05", 3), Model(transform="log", arima="(0 1 1) } x")),
        (_short("2010-01", 4), AIRLINE),
    ]
    together = adjust_all(work)
    for (history, model), found in zip(work, together, strict=True):
        if isinstance(found, SeriesError):
            with pytest.raises(SeriesError) as alone:
                adjust(history, model)
            assert str(alone.value) == str(found)
        else:
            assert adjust(history, model) == found
    assert [isinstance(one, SeriesError) for one in together] == [False, True, False, True, False]


def test_a_call_that_does_not_end_is_made_for_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    called = program._called

    def stopped(folder: str, *told: str, **more: Any) -> subprocess.CompletedProcess[bytes] | None:
        return None if "-m" in told else called(folder, *told, **more)

    work = [(_short("2010-01", 1), AIRLINE), (_short("2010-02", 2), AIRLINE)]
    before = adjust_all(work)
    monkeypatch.setattr(program, "_called", stopped)
    assert adjust_all(work) == before


def test_mixed_models_are_left_out_where_they_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    called = program._called

    def slow(folder: str, *told: str, **more: Any) -> subprocess.CompletedProcess[bytes] | None:
        asked = Path(folder, "run.spc").read_text(encoding="ascii")
        return None if "automdl" in asked and "mixed=no" not in asked else called(folder, *told, **more)

    usual = identify(series_of("air_passengers"), today=DAY)
    monkeypatch.setattr(program, "_called", slow)
    assert identify(series_of("air_passengers"), today=DAY) == usual, "no mixture is best here"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the time of another process")
def test_what_counts_is_the_time_it_works_not_that_it_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(program, "SECONDS", 1)
    monkeypatch.setenv("X13_PATH", str(file := tmp_path / "x13as"))
    file.write_text("#!/bin/sh\nsleep 1.2; echo d > run.udg\n", encoding="utf-8")
    file.chmod(0o755)
    assert program.run(program.Run({}, ("udg",), "x")) == {"udg": "d\n"}
    file.write_text("#!/bin/sh\nwhile :; do :; done\n", encoding="utf-8")
    with pytest.raises(program.TookTooLongError, match="x: X-13 took over 1 s; give it a model"):
        program.run(program.Run({}, ("udg",), "x"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Steel of two areas, with its growth and an adjusted twin; cement with a gap; coal that is adjusted already."""
    folder = tmp_path_factory.mktemp("many")
    steel = rows("output of crude steel", VALUES, "NSA")
    cement = rows("output of cement", VALUES, "NSA").splitlines(keepends=True)
    with Ledger(folder / "l.db") as ledger:
        keep_series(
            ledger, folder, steel, steel.replace(",CN,", ",IN,"), rows("output of crude steel", VALUES, "SA"),
            steel.replace(",t,level,NSA,", ",%,growth,,"), *cement[:30], *cement[31:],
            rows("output of raw coal", VALUES, "SA"),
        )  # fmt: skip
    return str(folder / "l.db")


def _adjusted(book: str, *told: str) -> Any:
    model = Path(book).with_name("model.json")
    model.write_text('{"transform": "log", "arima": "(0 1 1)(0 1 1)"}', encoding="utf-8")
    return run("adjust", *told, "--model", model, "--dry-run", "--format", "json", "--ledger", book)


def test_a_short_name_stands_for_what_can_be_adjusted(book: str) -> None:
    done = _adjusted(book, "output.crude_steel")
    assert done.returncode == 0, done.stderr
    assert [one["series"].count("area=CN") for one in json.loads(done.stdout)] == [1, 0]
    indian = _adjusted(book, "output.crude_steel", "--area", "India")
    assert [one["series"].count("area=IN") for one in json.loads(indian.stdout)] == [1]
    none = _adjusted(book, "output.crude_steel", "--area", "Japan")
    assert none.returncode == 2
    assert "output.crude_steel is not kept with area JP; there are area: CN, IN" in none.stderr


def test_those_that_fail_are_told_and_the_others_adjusted(book: str) -> None:
    done = _adjusted(book, "output.cement.level", "output.crude_steel.level", "output.raw_coal")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)) == 2
    first, second, *_ = done.stderr.splitlines()
    assert "not adjusted: output.cement.level (CN) has no value for 2012-07" in first
    assert "output.raw_coal.level (CN) is adjusted already (seasonally adjusted); take the series that is not" in second


def test_names_that_stand_for_nothing_are_told_before_anything_is_done(book: str) -> None:
    done = _adjusted(book, "output.crude_steel", "output.x", "output.y")
    assert done.returncode == 2
    assert not done.stdout
    assert "no series is kept of output.x, output.y" in done.stderr


def test_jobs_change_nothing(book: str) -> None:
    names = ("output.crude_steel", "output.cement", "output.raw_coal")
    one, more = _adjusted(book, *names), _adjusted(book, *names, "--jobs", "2")
    assert (more.stdout, more.stderr, more.returncode) == (one.stdout, one.stderr, 1)


def test_a_day_before_the_first_values_has_none(book: str) -> None:
    done = _adjusted(book, "output.crude_steel", "--as-of", "2009-12-31")
    assert done.returncode == 1
    assert "output.crude_steel.level (CN) has no values" in done.stderr


def test_models_are_looked_up_of_the_series_asked_for(book: str, tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as ledger:
        steel = rows("output of crude steel", VALUES, "NSA")
        keep_series(ledger, tmp_path, steel, steel.replace("crude steel", "cement"))
        done = tallystick.adjust(ledger, "output.crude_steel", "output.cement", model=AIRLINE, today=DAY)
        assert all(one.release and not one.points for one in done)
        assert kept_models(ledger, [done[1].series]) == {done[1].series: AIRLINE}
        [computed] = [one.key for one in ledger.series_list(indicator="output.cement") if "trend" in one.key]
        [refused] = tallystick.adjust(ledger, computed)
        assert "was computed here" in str(refused.refused)
        with pytest.raises(LedgerError, match="no series"):
            tallystick.adjust(ledger, "output.no_such")

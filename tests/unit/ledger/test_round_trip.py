"""What the program writes comes back: the same series, vintages and quotes, from every form."""

from __future__ import annotations

import io
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

import tallystick
from tallystick.cli._forms import write
from tallystick.ledger import Ledger, Point, Records
from tallystick.model import Observation, Reading
from tallystick.reporting.exports import WRITERS
from tallystick.reporting.series_exports import form_of, writer
from tallystick.samples import sample
from tests.unit.ledger.build import ROBOTS, on_a_page, release, said

EXPORTED = [".csv", ".parquet", ".xlsx", ".sdmx.csv", ".zip", ".dta"]
NOT_KEPT = ("known_at", "said")
"""When this ledger came to know a value, and how often it was said elsewhere, are not the value's."""


def fill(ledger: Ledger) -> None:
    """Vintages, ranges, bounds, negative values, empty cells, words like formulas, two languages."""
    ledger.keep(release("first", "2022-01-20", said("44.9", "2021", subject=ROBOTS), publisher="=Bureau()"))
    ledger.keep(release("later", "2022-09-30", said("67.9", "2021", subject=ROBOTS, qualifier=">")))
    ledger.keep(release("months", "2022-09-30", said("-3.6", "2022-01/2022-08"), said("1", "2022", subject="kettles")))
    ledger.keep(release("wide", "2022-10-05", said(("5.0", "5.5"), "2022-09")))
    ledger.keep(on_a_page(release("page", "2022-10-06", said("4.1", "2022-07"))))
    ledger.keep(in_words(release("中文", "2022-11-01", said("-0.3", "2022-10")), ["-0.3%，去年同期'='"]))


def in_words(reading: Reading, sentences: list[str]) -> Reading:
    """The same figures in other sentences."""
    told = zip(reading.observations, sentences, strict=True)
    return structs.replace(reading, observations=tuple(structs.replace(o, sentence=words) for o, words in told))


def points(ledger: Ledger) -> list[dict[str, Any]]:
    """Every vintage of every series, without what only the ledger itself knows."""
    found = [
        {name: getattr(point, name) for name in Point.__struct_fields__ if name not in NOT_KEPT}
        for info in ledger.series_list()
        for point in ledger.vintages(info.key)
    ]
    return sorted(found, key=lambda row: (row["series"], row["period"], row["first_published"], row["release"]))


def back(path: Path, empty: Path) -> list[dict[str, Any]]:
    with Ledger(shutil.copy(empty, path.with_name("back.db"))) as other:
        other.import_series(path)
        assert other.verify() == ()
        return points(other)


@pytest.fixture
def kept(tmp_path: Path, empty: Path) -> Ledger:
    ledger = Ledger(shutil.copy(empty, tmp_path / "kept.db"))
    fill(ledger)
    table = tmp_path / "table.csv"
    table.write_text(
        "series,area,period,value,unit,measure,vintage,adjustment\n"
        "GDP,CN,2021-Q1,18.3,%,real y/y,2021-04-16,\nGDP,CN,2021-Q2,c,%,real y/y,2021-07-15,\n"
        "GDP,US,2021-Q1,6.4,%,q/q,2021-04-29,SA\nGDP,US,2021-Q1,1.1,%,q/q,2021-04-29,NSA\n",
        encoding="utf-8",
    )
    ledger.import_series(table)
    return ledger


@pytest.mark.parametrize("suffix", EXPORTED)
def test_exported_series_come_back(kept: Ledger, tmp_path: Path, empty: Path, suffix: str) -> None:
    path = tmp_path / f"all{suffix}"
    writer(form_of(path))(kept.bundle(vintages=True), path)
    assert len({row["series"] for row in points(kept)}) == 6
    assert back(path, empty) == points(kept)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_the_command_series_prints_comes_back(kept: Ledger, tmp_path: Path, empty: Path, form: str) -> None:
    stream = io.BytesIO()
    every = Records(point for info in kept.series_list() for point in kept.vintages(info.key))
    write(every.to_dicts(), form, stream)
    path = tmp_path / f"printed.{form}"
    path.write_bytes(stream.getvalue())
    assert back(path, empty) == points(kept)


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx", ".zip", ".dta"])
def test_exported_statements_come_back(kept: Ledger, tmp_path: Path, empty: Path, suffix: str) -> None:
    path = tmp_path / f"said{suffix}"
    writer(form_of(path))(kept.bundle(observations=True), path)
    with Ledger(shutil.copy(empty, tmp_path / "other.db")) as other:
        other.import_series(path)
        assert _statements(other) == _statements(kept)


def _statements(ledger: Ledger) -> list[dict[str, Any]]:
    rows = (dict(row) for row in ledger.observations().to_dicts())
    return sorted(rows, key=lambda row: (str(row["observation"]), str(row["period"])))


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_figures_that_were_read_come_back_as_figures(tmp_path: Path, empty: Path, form: str) -> None:
    reading = tallystick.read(sample("industry-2021.txt"))
    path = tmp_path / f"read.{form}"
    with path.open("wb") as stream:
        WRITERS[form]([reading], stream)
    with Ledger(shutil.copy(empty, tmp_path / "other.db")) as other:
        [once] = other.import_series(path, released=reading.release.released)
        assert once.observations == len(reading)
        returned = other.reading(once.release_id).observations
    assert [_told(o) for o in returned] == [_told(o) for o in reading]


def _told(observation: Observation) -> dict[str, Any]:
    return {name: told for name, told in observation.to_dict().items() if name != "evidence"}


def test_nothing_is_added_where_the_texts_themselves_are_kept(kept: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    writer("csv")(kept.bundle(vintages=True), path)
    before = points(kept), kept.info().observations
    outcomes = {one.release_id: one.outcome for one in kept.import_series(path)}
    assert {outcomes[name] for name in outcomes if not name.startswith("table")} == {"already kept"}
    assert points(kept) == before[0]


def test_parts_of_a_release_come_back_one_after_the_other(kept: Ledger, tmp_path: Path, empty: Path) -> None:
    first, second = tmp_path / "growth.csv", tmp_path / "all.csv"
    writer("csv")(kept.bundle(["output.industrial_robots"], vintages=True), first)
    writer("csv")(kept.bundle(vintages=True), second)
    with Ledger(shutil.copy(empty, tmp_path / "other.db")) as other:
        other.import_series(first)
        other.import_series(second)
        wanted = [(row["series"], row["period"], row["value"], row["first_published"]) for row in points(kept)]
        assert [(r["series"], r["period"], r["value"], r["first_published"]) for r in points(other)] == wanted


def test_values_without_their_successors_are_named(kept: Ledger, tmp_path: Path, empty: Path) -> None:
    path = tmp_path / "then.csv"
    writer("csv")(kept.bundle(as_of="2022-03-01"), path)
    with Ledger(shutil.copy(empty, tmp_path / "other.db")) as other:
        [remark] = [remark for one in other.import_series(path) for remark in one.remarks]
        assert remark.figures == 1
        assert remark.why.startswith("superseded by a release that this file does not hold")


WORDS = st.text(st.sampled_from("abc =+-@'\"\t;,|\n0.5%增长＝"), min_size=1, max_size=12)
NUMBERS = st.decimals(-9999, 9999, places=2)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    figures=st.lists(st.tuples(NUMBERS, st.integers(1, 12), WORDS), min_size=1, max_size=4, unique_by=lambda f: f[1]),
    publisher=WORDS,
)
@pytest.mark.parametrize("suffix", EXPORTED)
def test_whatever_is_said_comes_back(
    tmp_path: Path, empty: Path, suffix: str, figures: list[tuple[Decimal, int, str]], publisher: str
) -> None:
    home = tmp_path / "tried"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    with Ledger(shutil.copy(empty, home / "kept.db")) as ledger:
        drafts = [said(str(value), f"2022-{month:02}") for value, month, _ in figures]
        reading = release("tried", "2023-01-20", *drafts, publisher=publisher)
        ledger.keep(in_words(reading, [words for _, _, words in figures]))
        path = home / f"all{suffix}"
        writer(form_of(path))(ledger.bundle(vintages=True), path)
        wanted = points(ledger)
    assert back(path, empty) == wanted

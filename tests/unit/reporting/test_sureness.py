"""Figures that are not sure are marked, and the mark is explained; a learned choice is explained by what decided."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

import tallystick
from tallystick.cli.explain import command
from tallystick.reading import deciding, identity
from tallystick.reporting.exports import write_csv, write_jsonl
from tallystick.reporting.page import render
from tallystick.reporting.tables import reading_table

TEXT = (
    "Retail sales rose by 3.2% in 2021, after a fall of 1% in 2020. Wool made up 31% of exports. "
    "The jobless rate was 5.4 percent in May."
)


@pytest.fixture(scope="module")
def learned() -> tallystick.Reading:
    return tallystick.read_text(TEXT, released="2022-02-01", language="en", reader="accurate")


def shown(reading: tallystick.Reading, *, names: str | None = None, odds: bool = False) -> str:
    stream = io.StringIO()
    Console(file=stream, width=110, color_system=None).print(reading_table(reading, names, odds=odds))
    return stream.getvalue()


def test_unsure_figures_have_a_mark_that_a_legend_explains(learned: tallystick.Reading) -> None:
    told = shown(learned.judged_by(1.0))
    assert told.count("†") == len(learned) + 2
    assert "† read with too little confidence" in told
    assert "† 读取把握不足" in shown(learned.judged_by(1.0), names="zh")
    assert "†" not in shown(learned.judged_by(0.0))


def test_confidence_is_a_number_when_asked(learned: tallystick.Reading) -> None:
    numbers = [f"{o.confidence:.2f}" for o in learned]
    assert all(number in shown(learned, odds=True) for number in numbers)
    assert not any(f" {number}" in shown(learned) for number in numbers)


def test_the_least_sure_come_first(learned: tallystick.Reading) -> None:
    unsure = learned.judged_by(1.0).unsure
    assert [o.confidence for o in unsure] == sorted(o.confidence or 0 for o in learned)


def test_exports_tell_confidence_and_reader(learned: tallystick.Reading) -> None:
    lines, table = io.BytesIO(), io.BytesIO()
    write_jsonl([learned.judged_by(0.0)], lines)
    write_csv([learned.judged_by(1.0)], table)
    rows = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert {row["reader"] for row in rows} == {str(identity("accurate"))}
    assert all(row["sure"] is True and 0 < row["confidence"] < 1 for row in rows)
    assert all(",False" in line for line in table.getvalue().decode().splitlines()[1:])


def test_a_page_marks_unsure_figures_and_names_the_reader(learned: tallystick.Reading) -> None:
    page = render(learned.judged_by(1.0), (), "en")
    assert page.count('class="unsure"') == len(learned)
    assert str(identity("accurate")) in page
    assert 'class="unsure"' not in render(learned.judged_by(0.0), (), "zh")


def test_what_decided_agrees_with_what_was_read(learned: tallystick.Reading) -> None:
    found = deciding.weighed(learned.release, {o.start for o in learned})
    for one in learned:
        told = found[one.start]
        first = {w.field: w for w in reversed(told)}
        assert (first["measure"].value, first["period"].value, first["subject"].value) == (
            one.measure,
            one.period,
            one.subject,
        )
        assert {(w.field, w.value, w.odds) for w in told} >= {(c.field, c.value, c.odds) for c in one.candidates}
        assert all(w.features for w in first.values() if w.field != "status")


def test_explain_shows_odds_and_features(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(TEXT, encoding="utf-8")
    how = ["--released", "2022-02-01", "--lang", "en", "--reader", "accurate"]
    told = CliRunner().invoke(command, [str(path), "--at", "1%", *how])
    assert told.exit_code == 0
    assert "by the features" in told.output
    (row, *_) = json.loads(CliRunner().invoke(command, [str(path), "--at", "3.2%", "--format", "json", *how]).output)
    periods = [w for w in row["weighed"] if w["field"] == "period"]
    assert periods[0]["value"] == "2021"
    assert all(isinstance(weight, float) for w in row["weighed"] for _, weight in w["features"])
    plain = CliRunner().invoke(command, [str(path), "--at", "3.2%", "--released", "2022-02-01", "--reader", "fast"])
    assert "by the rule" in plain.output

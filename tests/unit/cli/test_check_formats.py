"""What `tallystick check` prints, format by format, for one source and for several."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tallystick.samples import sample
from tests.commands import run

SLIP, CHINESE = sample("slip-2021.txt"), sample("industry-2023.zh.txt")
BAD_NAMES = ("mean_growth", " pp", "−∞", "∩")


def test_the_text_quotes_the_sentence_with_its_line_and_closes_with_the_ties() -> None:
    done = run("check", SLIP, COLUMNS="300")
    assert "line 7" in done.stdout
    assert "with an average two-year growth rate of 7.1%" in done.stdout
    assert "3 figures can be checked against others, 1 cannot: 1 with no partner." in done.stdout
    assert not any(name in done.stdout for name in BAD_NAMES)


def test_findings_are_told_in_the_language_asked_for() -> None:
    done = run("check", SLIP, "--names", "zh", COLUMNS="300")
    assert "矛盾" in done.stdout
    assert "第7行" in done.stdout
    assert "公布7.1%，与其余数据不符" in done.stdout
    told = json.loads(run("check", SLIP, "--names", "zh", "--format", "json").stdout)
    assert "公布7.1%" in told["findings"][0]["statement"]
    assert told["findings"][0]["verdict"] == "contradicts"


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json", "jsonl"])
def test_implied_figures_are_told_only_when_wanted(form: str) -> None:
    plain = run("check", CHINESE, "--format", form, COLUMNS="300").stdout
    every = run("check", CHINESE, "--format", form, "--implied", COLUMNS="300").stdout
    assert "new energy vehicles in 2022" not in plain
    assert "ew energy vehicles in 2022" in every


def test_json_holds_the_sentences_with_lines_and_offsets_and_the_ties_of_the_summary() -> None:
    done = run("check", SLIP, "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    [found] = told["findings"]
    [quote] = found["sentences"]
    text = SLIP.read_text(encoding="utf-8")
    assert quote["line"] == 7
    assert text[quote["start"] : quote["end"]] == quote["sentence"]
    assert [quote["sentence"][a:b] for a, b in quote["marks"]] == ["9.6%", "6.8 percentage points", "7.1%"]
    assert told["summary"]["figures in a tie"] == 3
    assert told["summary"]["no partner"] == 1


def test_csv_has_one_row_a_finding_and_one_head_for_all_sources(tmp_path: Path) -> None:
    target = tmp_path / "findings.csv"
    done = run("check", SLIP, CHINESE, "--implied", "--format", "csv", "-o", target)
    assert done.returncode == 1
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"), newline="")))
    assert [row["verdict"] for row in rows if row["kind"] == "check"] == ["contradicts"]
    assert {Path(row["file"]).name for row in rows} == {SLIP.name, CHINESE.name}
    text = SLIP.read_text(encoding="utf-8")
    places = [tuple(map(int, place.split("-"))) for place in rows[0]["offsets"].split(" | ")]
    assert [text[start:end] for start, end in places] == rows[0]["quotes"].split(" | ")


def test_csv_cells_are_no_formulas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "=cmd.txt"
    page.write_text(SLIP.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    [row] = csv.DictReader(io.StringIO(run("check", "=cmd.txt", "--format", "csv").stdout))
    assert row["file"] == "'=cmd.txt"
    assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())


def test_json_lines_hold_one_finding_each_with_its_file() -> None:
    done = run("check", SLIP, CHINESE, "--implied", "--format", "jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["verdict"] for line in lines if line["kind"] == "check"] == ["contradicts"]
    assert {Path(line["file"]).name for line in lines} == {SLIP.name, CHINESE.name}


def test_markdown_is_what_github_shows_and_no_text_becomes_markup(tmp_path: Path) -> None:
    page = tmp_path / "a_b.txt"
    page.write_text(SLIP.read_text(encoding="utf-8").replace("In 2021, ", "In 2021, <b>*all*</b> "), encoding="utf-8")
    done = run("check", page, "--format", "markdown")
    assert done.stdout.startswith("## a\\_b")
    assert "| contradicts |" in done.stdout.replace("  ", " ")
    assert "### Contradicts" in done.stdout
    assert "**7.1%**" in done.stdout
    assert "<b>" not in done.stdout
    both = run("check", page, CHINESE, "--format", "markdown", "--names", "zh").stdout
    assert both.startswith("| 文件 | 数据 |")


def test_several_sources_end_in_a_table_and_failures_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    done = run("check", SLIP, missing, CHINESE, COLUMNS="200")
    assert done.returncode == 2
    assert str(missing) in done.stderr
    table = done.stdout[done.stdout.rindex("file ") :].splitlines()
    assert table[0].split()[:4] == ["file", "figures", "in", "a"]
    assert [Path(line.split()[0]).name for line in table[1:3]] == [SLIP.name, CHINESE.name]

"""The commands on a ledger, from texts on disk to tables and files."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from rich.cells import cell_len

from tallystick.cli import group
from tallystick.ledger import Ledger
from tests.commands import run as apart

FIRST = """Robots in 2021

20 January 2022
National Bureau of Statistics of China

China's output of industrial robots rose by 44.9 percent in 2021.
"""
LATER = """Ten years of making robots

30 September 2022
National Bureau of Statistics of China

China's output of industrial robots rose by 67.9 percent in 2021.
"""
CHINESE = """title: 2022年机器人
publisher: 某统计局
date: 2023-01-17

### 2022年机器人

2022年，我国工业机器人产量同比增长21.0%。
"""


class Run:
    """Runs a command line in the folder of the test."""

    def __call__(self, *words: str, status: int = 0) -> str:
        done: Result = CliRunner().invoke(group, list(words), standalone_mode=False)
        if isinstance(done.exception, click.ClickException):
            assert status == 2, done.exception
            return done.output + done.exception.format_message()
        assert done.exception is None, done.exc_info
        assert (done.return_value or 0) == status, done.output
        return done.output

    def rows(self, *words: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self(*words, "--format", "csv"))))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALLYSTICK_LEDGER", raising=False)
    releases = tmp_path / "releases"
    releases.mkdir()
    for name, text in (("later", LATER), ("first", FIRST), ("third", CHINESE)):
        (releases / f"{name}.txt").write_text(text, encoding="utf-8")
    return Run()


def test_the_first_print_and_the_later_one_both_with_their_quotes(run: Run) -> None:
    assert "3 kept" in run("keep", "releases")
    name = ("series", "output.industrial_robots", "--measure", "growth")
    [early] = run.rows(*name, "--as-of", "2022-03-01")
    assert (early["period"], early["value"], early["quote"]) == ("2021", "44.9", "44.9 percent")
    assert (early["first_published"], early["superseded_by"][:5]) == ("2022-01-20", "later")
    now = run.rows(*name)
    assert [(row["period"], row["value"], row["quote"]) for row in now] == [
        ("2021", "67.9", "67.9 percent"),
        ("2022", "21", "21.0%"),
    ]
    columns = "period,value,lower,upper,unit,measure,accumulation,first_published,superseded_by,release,quote"
    assert list(now[0])[:11] == columns.split(",")
    assert [row["value"] for row in run.rows(*name, "--vintages")] == ["44.9", "67.9", "21"]


def test_keeping_again_reads_nothing_and_a_corrected_text_tells_what_changed(run: Run) -> None:
    run("keep", "releases")
    assert "3 already kept" in run("keep", "releases")
    Path("releases/first.txt").write_text(FIRST.replace("44.9", "49.4"), encoding="utf-8")
    told = run("keep", "releases")
    assert "new edition" in told
    assert "44.9 percent -> 49.4 percent" in told
    assert "the ledger is whole" in run("ledger", "verify")


def test_tables_plots_and_triangles(run: Run) -> None:
    run("keep", "releases", "-q")
    listed = run("series")
    assert "output.industrial_robots.growth" in listed
    assert "-12-31" not in listed, "periods stand as the series itself has them"
    shown = run("series", "output.industrial_robots.growth")
    assert "67.9" in shown
    assert "44.9" not in shown
    triangle = run("series", "output.industrial_robots.growth", "--vintages")
    assert "2022-01-20" in triangle
    assert "2022-09-30" in triangle
    assert "+23.0" in run("revisions")
    assert json.loads(run("revisions", "--format", "json"))[0]["quote_before"] == "44.9 percent"
    derived = run.rows("series", "output.industrial_robots", "--derived")
    assert {row["rule"] for row in derived} == {"2-year average"}
    assert float(derived[0]["lower"]) < 42.53 < float(derived[0]["upper"])


def test_words_are_found_in_both_languages(run: Run) -> None:
    run("keep", "releases", "-q")
    assert "2021" in run("find", "robots", "rose")
    assert "21.0%" in run("find", "工业机器人")
    assert "21.0%" in run("find", "output of industrial robots")
    assert "44.9" in run("find", "工业机器人产量")
    assert "nothing found of “kettles” in 3 releases; tallystick series lists what is kept" in run("find", "kettles")
    assert "known, and nothing is kept of it: capacity utili" in run("find", "utilisation")
    assert "near to it: output of industrial robots" in run("find", "robots", "of", "kettles")
    assert "21.0%" in run("find", "工業機器人"), "traditional characters"
    assert "tallystick series output.industrial_robots" in run("find", "工业机器人产量")
    assert "did you mean: industrial robots?" in run("find", "industral", "robots")


def test_words_are_found_in_either_spelling(run: Run) -> None:
    Path("releases/first.txt").write_text(FIRST.replace("output of", "utilization of labor by"), encoding="utf-8")
    run("keep", "releases/first.txt", "-q")
    assert "44.9" in run("find", "utilisation", "labour")


def test_decisions_on_the_command_line(run: Run) -> None:
    run("keep", "releases", "-q")
    [observation] = [r["observation"] for r in run.rows("series", "output.industrial_robots") if r["value"] == "21"]
    assert "decision 1" in run("series", "unlink", observation, "--reason", "of another survey", "--who", "me")
    assert [row["value"] for row in run.rows("series", "output.industrial_robots.growth")] == ["67.9"]
    run("series", "undo", "1", "--who", "me")
    assert len(run.rows("series", "output.industrial_robots.growth")) == 2
    assert "of another survey (undone" in run("series", "decisions")


def test_what_is_not_there_is_told_in_a_line(run: Run) -> None:
    assert "there is no ledger" in run("series", status=2)
    run("keep", "releases", "-q")
    assert "did you mean output.industrial_robots" in run("series", "output.industrial_robot", status=2)
    assert "write it like 2022-02-28" in run("series", "output.industrial_robots", "--as-of", "yesterday", status=2)
    assert "no such file" in run("keep", "nothing.txt", status=2)


def test_an_empty_answer_says_what_was_looked_through_and_what_to_try(run: Run) -> None:
    run("keep", "releases/first.txt", "-q")
    name = "output.industrial_robots.growth"
    assert run("revisions", name).startswith(f"no revision of {name} in 1 release; --doubtful adds")
    assert "no target for CN in 1 release; tallystick targets lists" in run("targets", "--area", "CN")
    assert f"no value of {name} stood on 2001-01-01; " in run("series", name, "--as-of", "2001-01-01")
    assert "nothing follows from what is kept of" in run("series", name, "--derived")
    assert "nothing was decided yet" in run("series", "decisions")
    claim = ("check", "--text", "China's economy is collapsing", "--area")
    assert "no area is called “Atlantis”; tell its code or its name" in run(*claim, "Atlantis", status=2)
    assert "did you mean Japan?" in run(*claim, "Jpan", status=2)
    assert "no figure" in run(*claim, "CHN")


def test_what_was_kept_is_told_as_records(run: Run) -> None:
    table = "series,period,value,unit,measure\nkettles,2021,5,%,y/y\n"
    Path("kettles.csv").write_text(table, encoding="utf-8")
    kept = ("keep", "releases/first.txt", "releases/none.txt", "releases/later.txt")
    done = apart(*kept, "--format", "json")
    first, later = json.loads(done.stdout)
    assert done.returncode == 2
    assert (first["source"], first["outcome"], first["figures"]) == ("releases/first.txt", "kept", 1)
    assert later["release"].startswith("later-")
    assert "2 kept" in done.stderr
    assert [row["outcome"] for row in map(json.loads, apart(*kept, "--format", "jsonl").stdout.splitlines())] == [
        "already kept",
        "already kept",
    ]
    Path("releases/first.txt").write_text(FIRST.replace("44.9", "49.4"), encoding="utf-8")
    [anew] = csv.DictReader(io.StringIO(apart("keep", "releases/first.txt", "--format", "csv").stdout))
    assert anew["edition"] == "2"
    assert "44.9 percent -> 49.4 percent" in anew["changes"]
    unnamed = apart("import", "kettles.csv", "--format", "markdown")
    assert "| kettles.csv | kept |" in unnamed.stdout
    assert "name what they measure with --indicator" in unnamed.stderr
    assert apart("import", "kettles.csv", "-o", "kept.txt").stdout == ""
    assert "already kept" in Path("kept.txt").read_text(encoding="utf-8")


def test_options_that_leave_nothing_say_what_there_is(run: Run) -> None:
    run("keep", "releases", "-q")
    assert "no series of area JP is kept; there are area: CN" in run("series", "--area", "Japan", status=2)
    name = ("series", "output.industrial_robots.growth")
    assert "is not kept with area US; there are area: CN" in run(*name, "--area", "USA", status=2)
    assert "67.9" in run(*name, "--area", "CHN")


def test_nothing_is_cut_at_any_width(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole columns go, and are named; words are wrapped; in a pipe all columns stand, each row on one line."""
    run("keep", "releases", "-q")
    name = ("series", "output.industrial_robots.growth")
    release = run.rows(*name)[0]["release"]
    piped = [run(*name), run("series"), run("revisions")]
    assert {release, "67.85 … 67.95", "67.9", "2022-09-30"} <= set(re.split(r" {2,}|\n", piped[0]))
    assert "compared with" in piped[1]
    assert "no room for" not in "".join(piped)
    whole = {word for table in piped for word in re.split(r" {2,}|\n", table)}
    for width in (40, 60, 80):
        monkeypatch.setenv("COLUMNS", str(width))
        for table in (run(*name), run("series"), run("revisions")):
            rows = [line for line in table.splitlines() if re.search(r"\d", line) and ";" not in line]
            assert {word for row in rows for word in re.split(r" {2,}", row.strip()) if word} <= whole
            assert max(cell_len(line) for line in table.splitlines()) <= width
    monkeypatch.setenv("COLUMNS", "60")
    assert "no room for between, superseded" not in run(*name)
    assert "no room for between: a wider terminal" in run(*name)


def test_a_series_is_drawn_on_axes_of_its_unit_and_of_time(run: Run) -> None:
    run("keep", "releases", "-q")
    lines = run("series", "output.industrial_robots.growth", "--plot").splitlines()
    assert "%" in [line.strip() for line in lines]
    assert [line.split()[0] for line in lines if "┤" in line or "┼" in line] == ["80", "60", "40", "20", "0"]
    assert lines[-1].split() == ["2021", "2022"]
    assert "INDICATOR" in run("series", "--plot", status=2)
    assert "leave the other forms out" in run("series", "output", "--plot", "--format", "csv", status=2)


LISTS = (
    ("series",),
    ("series", "output.industrial_robots.growth"),
    ("series", "output.industrial_robots.growth", "--vintages"),
    ("series", "output.industrial_robots", "--derived"),
    ("series", "decisions"),
    ("revisions",),
    ("find", "robots"),
    ("ledger", "info"),
    ("ledger", "releases"),
    ("ledger", "verify"),
    ("check", "--text", "China's output of industrial robots rose by 67.9 percent in 2021."),
)


def test_every_list_is_printed_in_the_same_forms(run: Run) -> None:
    run("keep", "releases", "-q")
    [row] = [row for row in run.rows("series", "output.industrial_robots") if row["value"] == "21"]
    run("series", "unlink", row["observation"], "--reason", "of | another survey", "--who", "me")
    run("series", "undo", "1")
    for words in LISTS:
        rows = run.rows(*words)
        lines = [json.loads(line) for line in run(*words, "--format", "jsonl").splitlines()]
        told = json.loads(run(*words, "--format", "json"))
        assert len(lines) == len(rows) == len(told.get("answers", [0]) if isinstance(told, dict) else told), words
        text, page = run(*words), run(*words, "--format", "markdown")
        assert text.strip(), words
        assert page.strip(), words
        assert {number for number in re.findall(r"\d+\.\d+", text) if "┤" not in text} <= set(
            re.findall(r"\d+\.\d+", page)
        ), words
    assert "| ---: |" in run("series", "output.industrial_robots.growth", "--format", "markdown")
    assert r"of \| another survey" in run("series", "decisions", "--format", "markdown")


def test_a_shell_completes_what_is_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("keep", "releases", "-q")

    def completed(*words: str) -> list[str]:
        *before, last = words
        return [one.value for one in ShellComplete(group, {}, "tallystick", "X").get_completions(before, last)]

    assert completed("se") == ["series", "serve"]
    assert completed("series", "out") == ["output.industrial_robots.growth"]
    assert completed("series", "li") == ["link"]
    assert completed("series", "output.industrial_robots", "--me") == ["--measure"]
    assert completed("revisions", "OUTPUT_") == []
    assert [name[:6] for name in completed("ledger", "withdraw", "")] == ["first-", "later-", "third-"]
    assert completed("find", "x", "--format", "") == ["text", "csv", "json", "jsonl", "markdown"]
    kinds = ShellComplete(group, {}, "tallystick", "X").get_completions(["read"], "rel")
    assert [(one.type, one.value) for one in kinds] == [("file", "rel")]
    monkeypatch.setenv("TALLYSTICK_LEDGER", "releases/first.txt")
    assert completed("export", "out") == []
    assert "_TALLYSTICK_COMPLETE=bash_complete" in run("completions", "bash")
    assert "#compdef tallystick" in run("completions", "zsh")
    assert "complete --no-files --command tallystick" in run("completions", "fish")


def test_looking_after_a_ledger(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYSTICK_LEDGER", "elsewhere.db")
    run("keep", "releases", "-q")
    assert Path("elsewhere.db").exists()
    assert json.loads(run("ledger", "info", "--format", "json"))["releases"] == 3
    assert "observations" in run("ledger", "info")
    assert "Robots in 2021" in run("ledger", "releases")
    assert "already" in run("ledger", "upgrade")
    with Ledger("elsewhere.db") as ledger, ledger.store.writing() as connection:
        connection.exec_driver_sql("UPDATE archive SET bytes = x'00'")
    assert "do not have this hash" in run("ledger", "verify", status=1)


def test_an_undated_text_is_dated_by_a_decision(run: Run) -> None:
    Path("undated.txt").write_text(FIRST.replace("20 January 2022\n", ""), encoding="utf-8")
    run("keep", "undated.txt", "-q")
    assert not run.rows("series", "output.industrial_robots.growth")
    [kept] = run.rows("ledger", "releases")
    run("series", "date", kept["release_id"], "2022-01-20", "--reason", "as the file's properties say")
    assert [r["first_published"] for r in run.rows("series", "output.industrial_robots.growth")] == ["2022-01-20"]
    assert "date undated-" in run("series", "decisions")
    assert "not a date" in run("series", "date", kept["release_id"], "yesterday", "--reason", "so", status=2)


def test_a_slip_of_units_is_told_when_it_is_kept(run: Run) -> None:
    head = "series,period,value,unit,measure,area,source,vintage\n"
    rows = (
        "exports,2023,2377.2,billion yuan,level,CN,customs,2024-01-12\n",
        "exports,2023,2377.2,million yuan,level,CN,customs,2024-02-12\n",
    )
    for number, row in enumerate(rows):
        Path(f"{number}.csv").write_text(head + row, encoding="utf-8")
    assert "doubtful" not in run("import", "0.csv")
    assert "a 1,000th of" in run("import", "1.csv")
    assert [r["quote"] for r in run.rows("series", "trade.exports.level")] == ["2377.2 billion yuan"]


def test_check_looks_into_the_ledger_too(run: Run) -> None:
    run("keep", "releases/first.txt", "-q")
    told = run("check", "releases/later.txt")
    assert "revised by +23 percentage points" in told
    assert "44.9 percent" in told
    long = FIRST.replace("percent in 2021", f"percent in 2021{', against which makers of looms were held' * 4}")
    Path("long.txt").write_text(long, encoding="utf-8")
    run("keep", "long.txt", "-q", "--ledger", "long.db")
    [quoted] = re.findall(r"“(China's output[^”]*)…”", run("check", "releases/later.txt", "--ledger", "long.db"))
    assert f"{' '.join(quoted.split())} " in long, "a quote ends behind a word"
    assert "revised" not in run("check", "releases/first.txt")
    found = json.loads(run("check", "releases/later.txt", "--format", "json", "--ledger", "tallystick.db"))
    assert [f["verdict"] for f in found["findings"] if f["identity"] == "revision"] == ["explained"]
    Path("again.txt").write_text(FIRST.replace("20 January", "21 January").replace("44.9", "4.9"), encoding="utf-8")
    assert "contradicts" in run("check", "again.txt", status=1)
    run("report", str(Path("releases/later.txt").resolve()), "-o", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert "revised by +23 percentage points" in page
    assert str(Path.cwd()) not in page, "no folder of this machine"
    assert "later.txt" in page
    run("check", str(Path("releases/later.txt").resolve()), "--format", "csv", "-o", "found.csv")
    assert str(Path.cwd()) not in Path("found.csv").read_text(encoding="utf-8")

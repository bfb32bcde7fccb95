"""The commands as a user runs them: real files, and a real process where the process matters."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest

from tallystick.samples import sample
from tests.commands import run, run_apart

CHINESE = sample("industry-2023.zh.txt")


def test_help_lists_every_command() -> None:
    shown = run_apart("--help").stdout
    for name in ("read", "explain", "check", "compare", "report", "demo"):
        assert f"  {name} " in shown


def test_table_shows_figures_and_counts() -> None:
    done = run("read", CHINESE)
    assert done.returncode == 0, done.stderr
    assert "▲ +4.6%" in done.stdout
    assert "▼ −2.3%" in done.stdout
    assert "12 figures read" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120


@pytest.mark.parametrize("width", ["40", "60", "200"])
def test_table_fits_the_width(width: str) -> None:
    from rich.cells import cell_len

    lines = run("read", CHINESE, COLUMNS=width).stdout.splitlines()
    assert max(cell_len(line.rstrip()) for line in lines) <= int(width)


def test_names_in_the_language_asked_for() -> None:
    assert "value added of industry above designated size" in run("read", CHINESE, "--names", "en").stdout.lower()
    rows = [json.loads(line) for line in run("read", CHINESE, "--names", "en", "--format", "jsonl").stdout.splitlines()]
    assert rows[0]["indicator_name"].isascii()
    assert rows[0]["subject"] == "规模以上工业增加值"


def test_json_lines_hold_the_contract() -> None:
    text = CHINESE.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in run("read", CHINESE, "--format", "jsonl").stdout.splitlines()]
    wanted = (
        "release id text start end value lower upper lower_open upper_open digits unit measure subject indicator "
        "indicator_name area period base qualifier status speaker section sentence"
    )
    assert len(rows) == 12
    for row in rows:
        assert set(wanted.split()) <= set(row)
        assert text[row["start"] : row["end"]] == row["text"]


def test_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    target = tmp_path / "figures.parquet"
    assert run("read", CHINESE, "--format", "parquet", "-o", target).returncode == 0
    rows = list(csv.DictReader(io.StringIO(run("read", CHINESE, "--format", "csv").stdout)))
    table = pyarrow.parquet.read_table(target)
    assert table.column_names == list(rows[0])
    assert [float(row["value"]) for row in rows] == table["value"].to_pylist()


def test_csv_cells_are_no_formulas(tmp_path: Path) -> None:
    source = tmp_path / "=cmd.txt"
    source.write_text("2023年，规模以上工业增加值增长4.6%。", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("read", source, "--format", "csv").stdout)))
    assert rows
    assert rows[0]["release"].startswith("'=cmd")


def test_standard_input_and_release_date() -> None:
    text = "规模以上工业增加值增长4.6%。".encode()
    rows = run_apart(
        "read", "-", "--released", "2024-02-29", "--lang", "zh", "--format", "jsonl", stdin=text
    ).stdout.splitlines()
    assert [json.loads(row)["value"] for row in rows] == [4.6]


def test_unread_numbers_are_listed_with_reasons() -> None:
    shown = run("read", CHINESE, "--unread").stdout
    assert "2024年2月29日" in shown
    assert "date" in shown


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(bytes(range(256)) * 20)
    done = run_apart("read", tmp_path / "absent.txt", broken, CHINESE, "--format", "jsonl")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 12
    assert len(done.stderr.splitlines()) == 2
    assert "absent.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_folders_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("b.txt", "inner/a.md", "c.bin"):
        (tmp_path / name).write_text("2023年，规模以上工业增加值增长4.6%。", encoding="utf-8")
    assert len(run("read", tmp_path, "--format", "jsonl").stdout.splitlines()) == 2
    assert len(run("read", tmp_path / "*.txt", "--format", "jsonl").stdout.splitlines()) == 1
    assert "2 releases" in run("read", tmp_path).stdout
    assert run("read", tmp_path / "*.html").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("read", "nowhere.txt"), "nowhere.txt"),
        (("read", str(CHINESE), "--released", "yesterday"), "2022-02-28"),
        (("read",), "SOURCE"),
        (("read", str(CHINESE), "--format", "xml"), "parquet"),
        (("explain", str(CHINESE), "--at", "no such words"), "no such words"),
        (("explain", str(CHINESE), "--at", "生产"), "no number"),
        (("check", str(CHINESE), "--against", "nowhere.csv"), "nowhere.csv"),
        (("read", "http://127.0.0.1/"), "127.0.0.1"),
        (("read", str(CHINESE), "-o", "/nonexistent/folder/x"), "/nonexistent"),
        (("nonsense",), "nonsense"),
    ],
)
def test_errors_are_clear_and_short(arguments: tuple[str, ...], word: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 5


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before", encoding="utf-8")
    assert run("check", tmp_path / "absent.txt", "--against", "absent.csv", "-o", target).returncode == 2
    assert target.read_text(encoding="utf-8") == "before"
    assert run("read", CHINESE, "--format", "csv", "-o", target).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("release,")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text("标题\x1b[31m\u202e一\n\n2023年，规模以上\x1b]0;x\x07工业增加值增长4.6%。", encoding="utf-8")
    for arguments in (("read", "--unread"), ("explain", "--at", "4.6%"), ("check",)):
        done = run(arguments[0], hostile, *arguments[1:])
        assert "\x1b" not in done.stdout + done.stderr
        assert "\u202e" not in done.stdout + done.stderr


def test_explain_names_words_and_rules() -> None:
    shown = run_apart("explain", CHINESE, "--at", "4.6%").stdout
    assert "»4.6%«" in shown
    assert "[4.55, 4.65)" in shown
    told = json.loads(run("explain", CHINESE, "--at", "4.6%", "--format", "json").stdout)
    fields = {one["field"]: one for one in told[0]["fields"]}
    assert fields["unit"]["holds"] == "%"
    assert all(evidence["rule"] for one in told[0]["fields"] for evidence in one["evidence"])


def test_explain_tells_why_a_number_was_not_read() -> None:
    offset = CHINESE.read_text(encoding="utf-8").index("2024年")
    for at in (str(offset), "2024年2月29日"):
        assert "it is a date" in run("explain", CHINESE, "--at", at).stdout


def test_check_prints_a_summary_and_exits_by_verdict() -> None:
    done = run("check", CHINESE)
    assert done.returncode == 0, done.stdout
    assert "contradicts 0" in done.stdout
    told = json.loads(run("check", CHINESE, "--format", "json").stdout)
    assert set(told) == {"release", "reader", "summary", "observations", "findings"}
    assert all(finding["verdict"] and finding["statement"] for finding in told["findings"])


def test_a_slip_contradicts_and_exits_with_1() -> None:
    done = run_apart("check", sample("slip-2021.txt"))
    assert done.returncode == 1
    assert "contradicts 1" in done.stdout
    assert "7.1%" in done.stdout


def test_demo_reads_and_checks_a_sample_and_says_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run_apart("demo")
    assert "<!doctype html>" in (tmp_path / "tallystick-demo.html").read_text(encoding="utf-8")[:20].lower()
    assert "contradicts 0" in done.stdout
    assert done.returncode == 0
    assert "figures read" in done.stdout
    assert "Next:" in done.stdout


GERMAN = "Die Ausfuhren sind im März um 4,6 % gestiegen, die Einfuhren gingen gegenüber dem Vorjahr um 3,1 % zurück."
UNDATED = "Exports rose by 4.6% in March and imports fell by 3.1%."


@pytest.mark.parametrize("command", ["read", "check", "explain", "report", "compare"])
def test_a_text_in_another_language_is_refused_by_name(command: str, tmp_path: Path) -> None:
    page, more = tmp_path / "note.txt", {"explain": ("--at", "4,6"), "report": ("-o", tmp_path / "page.html")}
    page.write_text(GERMAN, encoding="utf-8")
    needed = [page] if command == "compare" else more.get(command, ())
    arguments = [command, page, *needed, "--released", "2024-04-02"]
    done = run(*arguments)
    assert done.returncode == 2
    assert "German" in done.stderr
    assert "--lang en" in done.stderr
    assert "German" not in run(*arguments, "--lang", "en").stderr


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_text_without_a_day_is_warned_of_and_its_periods_marked(command: str, tmp_path: Path) -> None:
    page = tmp_path / "note.txt"
    page.write_text(UNDATED, encoding="utf-8")
    done = run(command, page)
    assert done.returncode == 0
    assert str(page) in done.stderr
    assert "--released" in done.stderr
    assert run(command, page, "--released", "2024-04-02").stderr == ""
    if command == "read":
        assert "rest on none" in done.stdout


def test_compare_lists_what_is_missing_and_fails(tmp_path: Path) -> None:
    original, translation = tmp_path / "a.txt", tmp_path / "b.txt"
    original.write_text("2024年4月18日\n\n出口2840亿元，增长4.9%，进口1910亿元，增长2.3%。", encoding="utf-8")
    english = "April 18, 2024\n\nExports were 284 billion yuan, up 4.9%, and imports 191 billion yuan{}."
    translation.write_text(english.format(""), encoding="utf-8")
    done = run_apart("compare", original, translation)
    assert done.returncode == 1
    assert "missing" in done.stdout
    told = json.loads(run("compare", original, translation, "--format", "json").stdout)
    assert [figure["text"] for figure in told["missing"]] == ["2.3%"]
    rows = list(csv.DictReader(io.StringIO(run("compare", original, translation, "--format", "csv").stdout)))
    told = run("compare", original, translation, "--format", "jsonl").stdout
    lines = [json.loads(line) for line in told.splitlines()]
    assert [row["verdict"] for row in rows] == [line["verdict"] for line in lines] == ["agrees"] * 3 + ["missing"]
    page = run("compare", original, translation, "--format", "markdown").stdout
    assert "| ✓ | 4.9% |" in page
    translation.write_text(english.format(", up 2.3%, or 8.7% of the total"), encoding="utf-8")
    done = run("compare", original, translation)
    assert (done.returncode, "added" in done.stdout) == (0, True)

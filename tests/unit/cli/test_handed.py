"""Figures read elsewhere, handed in on the command line: checked, reported and kept under the name of who read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tallystick.ledger import Ledger
from tests.commands import run

TEXT = "Trade in 2021\n\nIn 2021, exports rose by 21.2% to 60 billion yuan and imports fell by 3.5%.\n"
GROWTH = {"text": "21.2%", "value": 21.2, "unit": "%", "measure": "growth", "subject": "exports", "period": "2020"}
FALSE = {"text": "3.5%", "value": 3.5, "unit": "pp", "measure": "change", "subject": "imports"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("release.txt").write_text(TEXT, encoding="utf-8")
    hand_in(GROWTH, FALSE)
    return tmp_path


def hand_in(*figures: dict[str, Any]) -> None:
    Path("figures.jsonl").write_text("\n".join(map(json.dumps, figures)), encoding="utf-8")


HANDED = ("release.txt", "--released", "2022-01-14", "--observations", "figures.jsonl", "--read-by", "Ana Lopez")


def test_checked_and_reported_with_what_is_refused_and_what_differs(folder: Path) -> None:
    done = run("check", *HANDED)
    assert done.returncode == 0, done.stderr
    assert "refused: figures.jsonl, line 2 “3.5%”: “3.5%” is" in done.stderr
    assert "“21.2%”: period 2020; this program's own reader reads 2021." in done.stdout
    told = json.loads(run("check", *HANDED, "--format", "json").stdout)
    assert told["reader"] == ["handed in by Ana Lopez"]
    assert [one["text"] for one in told["observations"]] == ["21.2%"]
    assert [(one["line"], one["text"]) for one in told["refused"]] == [(2, "3.5%")]
    assert [(one["field"], one["own"]) for one in told["differs"]] == [("period", "2021")]
    own = {"en": "this program&#39;s own reader reads 2021", "zh": "时期为2020；本程序自读为2021"}
    by = {"en": "handed in by Ana Lopez", "zh": "Ana Lopez"}
    for language, words in own.items():
        assert run("report", *HANDED, "--names", language, "-o", "page.html").returncode == 0
        page = Path("page.html").read_text(encoding="utf-8")
        assert words in page
        assert by[language] in page


def test_kept_under_the_name_of_who_read_it_and_left_so(folder: Path) -> None:
    assert run("keep", "release.txt", "--released", "2022-01-14", "--reader", "fast").returncode == 0
    done = run("keep", *HANDED)
    assert done.stdout.splitlines()[-1] == "1 read anew", done.stderr
    assert run("keep", *HANDED).stdout.splitlines()[-1] == "1 already kept"
    with Ledger("tallystick.db") as book:
        (release,) = book.releases()
        first, last = book.readings(release.release_id)
        assert (str(first.reader), last.reader, last.read_by) == ("fast", "handed in by Ana Lopez", "Ana Lopez")
        reading = book.reading(release.release_id)
        assert [(o.text, o.period) for o in reading] == [("21.2%", "2020")]
        assert reading.reader.weights == "Ana Lopez"
    assert "0 read anew" in run("ledger", "reread").stdout or "nothing" in run("ledger", "reread").stdout
    assert run("ledger", "verify").returncode == 0
    Path("release.txt").write_text(TEXT.replace("60", "61"), encoding="utf-8")
    assert run("keep", *HANDED).stdout.splitlines()[-1] == "1 new edition"


def test_what_cannot_be_taken_is_an_error(folder: Path) -> None:
    hand_in(FALSE)
    done = run("check", *HANDED)
    assert done.returncode == 2
    assert "none of the figures handed in is grounded in the text" in done.stderr
    Path("figures.jsonl").write_text("nonsense", encoding="utf-8")
    for command in ("check", "keep"):
        done = run(command, *HANDED)
        assert (done.returncode, "fields.md" in done.stderr) == (2, True)
        assert run(command, "release.txt", *HANDED, "figures.jsonl").returncode == 2
    assert "give sources or --text" in run("check", "--text", "Up 3%.", "--observations", "figures.jsonl").stderr

"""The command writes a briefing whole or not at all, proves edited drafts, and says what to do where it cannot."""

import csv
from pathlib import Path

import pytest

from tests.commands import run
from tests.unit.briefing.test_proving import RELEASE


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("brief")
    (folder / "release.txt").write_text(RELEASE)
    ledger = str(folder / "l.db")
    assert run("keep", str(folder / "release.txt"), "--reader", "fast", "--ledger", ledger).returncode == 0
    return ledger


def test_a_briefing_is_written_edited_and_proven(book: str, tmp_path: Path) -> None:
    plan, folder = tmp_path / "outline.toml", tmp_path / "out"
    assert run("brief", "--new", str(plan), "--year", "2021").returncode == 0
    assert run("brief", "--new", str(plan), "--year", "2021").returncode == 2
    words = ("brief", str(plan), "--ledger", book, "--reader", "fast", "--released", "2022-02-28")
    done = run(*words, "-o", str(folder))
    assert done.returncode == 0, done.stderr
    assert "9 figures in each language" in done.stdout
    assert "not told: the ledger holds no sure value of innovation.rd_intensity" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == [
        "briefing.en.html", "briefing.en.txt", "briefing.zh.html", "briefing.zh.txt", "evidence.csv",
    ]  # fmt: skip
    rows = list(csv.DictReader((folder / "evidence.csv").read_text().splitlines()))
    assert all(row["quote"] in row["sentence"] for row in rows)
    page = (folder / "briefing.zh.html").read_text()
    assert page.count('href="#e') == len(rows)
    assert page.count('<section class="finding read" id="e') == len({row["sentence"] for row in rows})
    text = folder / "briefing.en.txt"
    assert run(*words, "--prove", str(text)).returncode == 0
    text.write_text(text.read_text().replace("9.6%", "9.8%"))
    held = run(*words, "--prove", str(text))
    assert held.returncode == 1
    assert "2021: the text says 9.8%, the ledger 9.6%" in held.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--template", "five-groups", "-o", "x"], "give it, like --year 2021"),
        (["-o", "x"], "give a file, or --template"),
        (["--template", "five-groups", "--year", "2021"], "-o FOLDER"),
        (["--template", "five-groups", "--year", "soon", "-o", "x"], "write it like 2021"),
        (["--template", "five-groups", "--year", "1999", "-o", "x"], "nothing of it is kept"),
        (["no-such.toml", "-o", "x"], "cannot read no-such.toml"),
    ],
)
def test_what_cannot_be_written_is_told_with_what_to_do(book: str, words: list[str], told: str) -> None:
    done = run("brief", *words, "--ledger", book)
    assert done.returncode == 2
    assert told in done.stderr
    assert not Path("x").exists()

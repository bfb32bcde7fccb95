"""Which reader reads, by options and by what is installed; how sure is sure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tallystick.cli import check, keep, read
from tallystick.ledger import Ledger
from tallystick.reading import identity

TEXT = (
    "In 2021, exports were 120 billion dollars and imports were 80 billion dollars. "
    "The trade surplus was 55 billion dollars in 2021.\n"
)
BARE = """
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name.startswith(("spacy", "en_core_web")) else found(name, *more)
from tallystick.cli import main
main()
"""


@pytest.fixture
def release(tmp_path: Path) -> str:
    path = tmp_path / "release.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def rows(*words: str) -> list[dict[str, object]]:
    told = CliRunner().invoke(read.command, [*words, "--released", "2022-01-20", "--format", "jsonl"])
    assert told.exit_code == 0, told.output
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_each_figure_names_its_reader(release: str) -> None:
    assert {row["reader"] for row in rows(release, "--reader", "fast")} == {"fast"}
    assert {row["reader"] for row in rows(release, "--reader", "accurate")} == {str(identity("accurate"))}
    assert {row["reader"] for row in rows(release)} == {str(identity("auto"))}


def test_auto_takes_what_is_preferred_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["tallystick.reading.identity"]
    monkeypatch.delenv("TALLYSTICK_READER")
    assert module.resolved("auto") == "accurate"
    monkeypatch.setenv("TALLYSTICK_READER", "fast")
    assert module.resolved("auto") == "fast"
    monkeypatch.setenv("TALLYSTICK_READER", "accurate")
    monkeypatch.setattr(module.accurate, "available", lambda: False)
    assert module.resolved("auto") == "fast"
    assert module.resolved("accurate") == "accurate"


def test_how_sure_is_sure(release: str) -> None:
    assert all(row["sure"] for row in rows(release, "--reader", "accurate", "--sure", "0"))
    assert not any(row["sure"] for row in rows(release, "--reader", "accurate", "--sure", "1"))
    how = [release, "--released", "2022-01-20", "--reader", "accurate", "--format", "json"]
    told = json.loads(CliRunner().invoke(check.command, [*how, "--sure", "1"]).stdout)
    assert told["summary"]["contradicts"] == 0
    assert told["reader"] == [str(identity("accurate"))]
    assert CliRunner().invoke(read.command, [release, "--sure", "2"]).exit_code == 2


def test_what_is_kept_names_its_reader(release: str, tmp_path: Path) -> None:
    url = str(tmp_path / "figures.db")
    how = [release, "--released", "2022-01-20", "--ledger", url, "--reader", "accurate", "--sure", "0.9"]
    assert CliRunner().invoke(keep.command, how).exit_code == 0
    with Ledger(url) as ledger:
        reading = ledger.reading(ledger.releases()[0].release_id)
    assert reading.reader == identity("accurate")
    assert all(o.confidence is not None for o in reading)


def test_a_bare_install_reads_fast_and_says_once_how_to_get_the_other(release: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("2021", "2020"), encoding="utf-8")
    words = ["read", release, str(other), "--released", "2022-01-20", "--reader", "accurate", "--format", "jsonl"]
    told = subprocess.run([sys.executable, "-c", BARE, *words], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert {json.loads(line)["reader"] for line in told.stdout.splitlines()} == {"fast"}
    assert told.stderr.count("pip install") == 1
    assert "tallystick[accurate]" in told.stderr

"""One claim in words, answered from what is kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

import tallystick
from tallystick.cli import main
from tallystick.ledger import Ledger

OFFICE = "National Bureau of Statistics of China"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A ledger with growth of 2023, first told and revised."""
    path = tmp_path / "t.db"
    told = (("17 January 2024", "5.2"), ("27 December 2024", "5.4"))
    with Ledger(path) as ledger:
        for day, value in told:
            head = f"National economy\n{OFFICE}\n{day}"
            text = f"{head}\n\nChina's gross domestic product grew by {value} percent in 2023.\n"
            ledger.keep(tallystick.read_text(text, reader="fast"))
    return path


def answer(book: Path, words: str, day: date = date(2025, 6, 1), area: str = "") -> tuple[str, str, list[str]]:
    """Verdict, published quote, and the quotes of what it was before and since."""
    with Ledger(book, read_only=True) as ledger:
        [reply] = ledger.replies(tallystick.read_text(words, released=day, reader="fast"), area=area)
    return reply.verdict, reply.published_quote, [one.quote for one in (*reply.before, *reply.since)]


def test_a_claim_has_its_published_value_and_what_became_of_it(book: Path) -> None:
    assert answer(book, "GDP grew 5.4% in 2023.") == ("holds", "5.4 percent", ["5.2 percent"])
    assert answer(book, "GDP grew 5.2% in 2023.") == ("explained", "5.2 percent", ["5.4 percent"])
    assert answer(book, "GDP grew 9.5% in 2023.", area="CN") == ("contradicts", "5.4 percent", ["5.2 percent"])
    assert answer(book, "GDP grew 5.2% in 2023.", date(2024, 6, 1)) == ("holds", "5.2 percent", [])


def test_what_nothing_is_kept_on_cannot_be_checked(book: Path) -> None:
    assert answer(book, "GDP grew 6.1% in 2019.") == ("cannot check", "", [])
    assert answer(book, "GDP grew 5.4% in 2023.", area="JP") == ("cannot check", "", [])
    assert answer(book, "Exports of kettles rose by 3% in 2023.") == ("cannot check", "", [])


def test_everyday_names_mean_the_headline_figure(tmp_path: Path) -> None:
    path = tmp_path / "prices.db"
    told = "Prices\nStatistics South Africa\n21 June 2023\n\nSouth Africa's consumer price index rose 6.3% in May 2023."
    with Ledger(path) as ledger:
        ledger.keep(tallystick.read_text(told, reader="fast"))
    assert answer(path, "South Africa's inflation was 6.3% in May 2023.") == ("holds", "6.3%", [])
    assert answer(path, "Inflation was 7.9% in May 2023.", area="ZA")[1] == "6.3%"
    assert answer(path, "Food inflation was 6.3% in May 2023.", area="ZA") == ("cannot check", "", [])


def level(tmp_path: Path, *told: str) -> Path:
    path = tmp_path / "levels.db"
    with Ledger(path) as ledger:
        for number, words in enumerate(told):
            text = f"Grain harvest\n{OFFICE}\n{10 + number} December 2024\n\nChina's grain output {words} in 2024.\n"
            ledger.keep(tallystick.read_text(text, reader="fast"))
    return path


def test_a_bound_holds_where_the_exact_value_lies_beyond_it(tmp_path: Path) -> None:
    book = level(tmp_path, "exceeded 700 million tonnes", "was 706.5 million tonnes")
    assert answer(book, "China's grain output exceeded 705 million tonnes in 2024.")[0] == "holds"
    assert answer(book, "China's grain output exceeded 790 million tonnes in 2024.")[0] == "contradicts"
    wrong = answer(book, "China's grain output was 790 million tonnes in 2024.")
    assert wrong[:2] == ("contradicts", "706.5 million tonnes")


FEW_LINES = 80 * 7  # characters; how they are broken depends on the terminal and on the length of paths


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["tallystick", "check", *words, "--reader", "fast"])
    with pytest.raises(SystemExit) as done:
        main()
    told = capsys.readouterr()
    return int(done.value.code or 0), told.out, told.err


def test_the_command_answers_in_a_few_lines(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(monkeypatch, capsys, "--text", "GDP grew 5.4% in 2023.", "--ledger", str(book))
    assert (code, err) == (0, "")
    assert "✓ holds  “5.4%” (GDP, China, 2023)" in out
    assert f"published  5.4 percent — {OFFICE}, 2024-12-27" in out
    assert len(" ".join(out.split())) < FEW_LINES
    claim = ("--text", "GDP grew 9.5% in 2023.", "--ledger", str(book), "--format", "json")
    code, out, err = run(monkeypatch, capsys, *claim)
    [told] = json.loads(out)["answers"]
    assert (code, told["verdict"], told["published"], told["before"][0]["value"]) == (1, "contradicts", 5.4, 5.2)
    assert run(monkeypatch, capsys, "--text", "GDP grew 6.1% in 2019.", "--ledger", str(book))[0] == 0


def test_without_anything_to_check_against_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(monkeypatch, capsys, "--text", "GDP grew 5.4% in 2023.")
    assert (code, "keep releases first" in err) == (2, True)
    assert run(monkeypatch, capsys)[0] == 2


def test_series_answer_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "series,period,value,unit,measure,area\nGDP,2021,8.4,%,y/y,CN\nGDP,2020,2.2,%,y/y,CN\n"
    (tmp_path / "s.csv").write_text(rows, encoding="utf-8")
    claim = ("--text", "China's GDP grew 8.4% in 2021.", "--against", "s.csv", "--format", "json")
    code, out, _ = run(monkeypatch, capsys, *claim)
    [told] = json.loads(out)["answers"]
    assert (code, told["verdict"], told["published_quote"]) == (0, "holds", "8.4%")


def test_the_answer_is_told_in_chinese(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(words: str) -> str:
        return run(monkeypatch, capsys, "--text", words, "--ledger", str(book), "--names", "zh")[1]

    out = told("2023年国内生产总值增长5.2%。")
    assert "有说明  “5.2%”（国内生产总值，中国，2023年）" in out
    assert "已公布" in out
    assert "此后" in out
    assert "起有效" in out
    assert "矛盾" in told("2023年国内生产总值增长9.5%。")
    assert "未保存2019年的有关数据" in told("2019年国内生产总值增长6.1%。")
    assert "目录中没有这一名称的指标" in told("2023年水壶出口增长3%。")
    assert "文中没有读出数据" in told("经济运行平稳。")


def test_evidence_is_gathered_once(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    with Ledger(book, read_only=True) as ledger:
        event.listen(ledger.store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        list(ledger.replies(tallystick.read_text("GDP grew 5.4% in 2023.", reader="fast"), area="CN"))
    assert len([words for words in asked if "period_end IN" in words]) == 1

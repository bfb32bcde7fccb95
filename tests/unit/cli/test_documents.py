"""Documents and folders on the command line: what is read, skipped and left out; several files as one release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tallystick.cli import group
from tallystick.ledger import Ledger
from tests.unit.releases.formats.pdf import making as drawn
from tests.unit.releases.formats.pdf.test_bad_input import plain, scanned
from tests.unit.reporting.pdfs import pdf, release_pdf


def run(*words: object) -> Result:
    return CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A transcript on three pages, and files that are no releases."""
    (tmp_path / "pages").mkdir()
    lines = [
        "MS. OAKES. Output of looms rose by 9.6% in 2021.",
        "Q: And ropes?",
        "MS. OAKES. They came to 40 tonnes in 2021.",
    ]
    for number, line in zip((1, 2, 10), lines, strict=True):
        (tmp_path / "pages" / f"page-{number}.txt").write_text(f"{line}\n")
    for name in ("a.bin", "b.bin", "notes.zip", ".hidden.txt"):
        (tmp_path / "pages" / name).write_bytes(b"\x89PNG")
    return tmp_path / "pages"


def test_a_folder_is_read_in_the_order_of_its_pages_and_names_what_it_skips(folder: Path) -> None:
    done = run("read", folder, "--format", "jsonl")
    releases = [json.loads(line)["release"].rpartition("-")[0] for line in done.stdout.splitlines()]
    assert releases == ["page-1", "page-10"]
    assert "skipped 3 files that are not read (.bin 2, .zip 1)" in done.stderr
    assert done.exit_code == 0


def test_files_are_read_checked_and_kept_as_one(folder: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run("read", folder, "--as-one", "--format", "jsonl").stdout.splitlines()]
    assert [(row["speaker"], row["place"]["file"]) for row in rows] == [
        ("Ms. Oakes", "page-1.txt"),
        ("Ms. Oakes", "page-10.txt"),
    ]
    assert len({row["release"] for row in rows}) == 1
    assert run("check", folder, "--as-one").exit_code == 0
    book = tmp_path / "figures.db"
    for outcome in ("1 kept", "1 already kept"):
        done = run("keep", folder, "--as-one", "--released", "2022-03-01", "--ledger", book)
        assert outcome in done.stdout
    with Ledger(book) as ledger:
        [kept] = ledger.releases()
        assert [one.text for one in ledger.reading(kept.release_id)] == [row["text"] for row in rows]
        assert len(ledger.reading(kept.release_id).release.parts) == 3
        assert ledger.reread(kept.release_id).outcome == "as before"
        assert not ledger.verify()


def test_a_report_of_a_pdf_has_its_pages(tmp_path: Path) -> None:
    (tmp_path / "trade.pdf").write_bytes(release_pdf())
    (tmp_path / "annex.pdf").write_bytes(pdf(["Exports of sails rose by 4.5% in 2021."]))
    page = tmp_path / "page.html"
    assert run("report", tmp_path / "trade.pdf", "-o", page).exit_code == 0
    alone = page.read_text().count("data:image/png")
    assert alone > 2
    refused = run("report", tmp_path / "trade.pdf", tmp_path / "annex.pdf", "-o", page)
    assert refused.exit_code == 2
    assert "--as-one" in refused.output
    assert run("report", tmp_path / "trade.pdf", tmp_path / "annex.pdf", "--as-one", "-o", page).exit_code == 0
    assert page.read_text().count("data:image/png") == alone + 1


def test_explain_says_page_and_rectangle(tmp_path: Path) -> None:
    (tmp_path / "trade.pdf").write_bytes(release_pdf())
    told = run("explain", tmp_path / "trade.pdf", "--at", "3.2%").stdout
    assert "page 1 at " in " ".join(told.split())
    cell = json.loads(run("explain", tmp_path / "trade.pdf", "--at", "41.7", "--format", "json").stdout)[-1]
    assert cell["place"]["page"] == 2
    assert [line["head"] for line in cell["excerpt"]["lines"]] == ["Tools", "Ropes", "Sails"]


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "trade.pdf").write_bytes(drawn.pdf(plain, scanned, scanned))
    done = run("read", tmp_path / "trade.pdf", "--format", "csv")
    assert done.exit_code == 0
    assert "holds 2 pages without text that could be read (2, 3): perhaps scans" in done.stderr

"""The docs say what the program does: every command and name is there, examples run, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import click
import pytest

import tallystick
from tallystick.cli import group
from tallystick.model.observation import MEASURES
from tallystick.model.reading import REASONS
from tallystick.model.tabular import COLUMNS
from tests.changelog import KINDS, WAITING, gather
from tests.command_reference import REFERENCE, commands, everything, reference
from tests.commands import run

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
SAMPLES = ROOT / "src" / "tallystick" / "samples"
KNOWLEDGE = ROOT / "src" / "tallystick" / "knowledge"


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text(path), flags=re.DOTALL)


def test_command_reference_is_what_help_says() -> None:
    assert text(REFERENCE) == reference(), "run `make docs`"


@pytest.mark.parametrize("name", [name for name, _ in everything()])
def test_every_command_says_what_it_does(name: str) -> None:
    told = dict(everything())[name]
    assert len(told.splitlines()) > 3
    assert f"\n## {name}\n" in text(REFERENCE)


def test_every_public_name_is_described() -> None:
    page = text(DOCS / "reference" / "python.md")
    assert [name for name in tallystick.__all__ if f"`tallystick.{name}" not in page] == []
    assert len(tallystick.__all__) <= 20
    assert all(getattr(tallystick, name).__doc__ for name in tallystick.__all__)


def test_every_field_code_and_reason_is_described() -> None:
    page = text(DOCS / "reference" / "fields.md")
    assert [name for name in (*COLUMNS, *MEASURES, *REASONS) if f"`{name}`" not in page] == []


def test_every_kind_of_knowledge_is_described() -> None:
    page = text(DOCS / "knowledge.md")
    folders = [path.name for path in KNOWLEDGE.iterdir() if path.is_dir() and any(path.rglob("*.toml"))]
    assert [name for name in folders if f"`{name}/" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text(page)):
        assert "://" in target or (page.parent / target).exists(), target


TUTORIAL = [line for block in blocks(DOCS / "tutorial.md", "console") for line in block.splitlines()]


@pytest.mark.parametrize("line", TUTORIAL)
def test_every_command_of_the_tutorial_runs(line: str) -> None:
    program, *arguments = shlex.split(line.replace("samples/", f"{SAMPLES}/"))
    assert program == "tallystick"
    done = run(*arguments)
    assert done.returncode == (1 if "slip" in line else 0), done.stderr
    assert done.stdout


RUN = ["tutorial.md", "compiling.md", "editing.md", "estimation.md", "imputation.md", "reference/python.md"]


@pytest.mark.parametrize("page", RUN)
def test_the_python_of_a_page_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(DOCS / page, "python"):
        exec(compile(block, page, "exec"), {})


def lines_of(page: Path) -> Iterator[str]:
    """Each command of the console blocks of a page, without what it is told for."""
    for block in blocks(page, "console"):
        for line in block.splitlines():
            yield from re.split(r" (?:&&|\||;) ", line.removeprefix("$ ").partition("  #")[0])


def options_of(words: list[str]) -> set[str]:
    """The options that a command of the program knows, those of its usual command too where it is a group."""
    known = {name: command for name, command, _ in commands(group, click.Context(group, info_name="tallystick"))}
    names = [" ".join(["tallystick", *words[:depth]]) for depth in (1, 2)]
    told = [names[1]] if names[1] in known else [name for name in known if f"{name} ".startswith(f"{names[0]} ")]
    assert told, words
    every = [parameter for name in told for parameter in known[name].params]
    return {option for parameter in every for option in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_of_a_page_are_real(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), flags=re.MULTILINE))
    for line in lines_of(page):
        program, *words = shlex.split(line) or [""]
        if program == "make":
            assert set(words) <= targets, line
        elif program.rpartition("/")[2] == "tallystick":
            told = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
            assert told <= options_of(words), line


def test_the_site_is_whole(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    words = [str(Path(sys.executable).with_name("zensical")), "build", "--strict"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = set(re.findall(r'"([\w/-]+\.md)"', text(ROOT / "zensical.toml")))
    pages = {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")}
    assert {page for page in pages - listed if not page.startswith("decisions/")} == set()
    site = tmp_path / "site"
    for page in site.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"#?:]+)["#?]', text(page)):
            place = site / target[1:] if target.startswith("/") else page.parent / target
            assert place.exists(), f"{page.name}: {target}"


def test_every_decision_is_listed() -> None:
    listed = text(DOCS / "decisions" / "README.md")
    assert [path.name for path in (DOCS / "decisions").glob("*.md") if path.name not in listed] == ["README.md"]


def test_the_readme_begins_with_commands_that_work_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In their order; the last one, which opens the desk, is tried elsewhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALLYSTICK_LEDGER", raising=False)
    [jobs] = [block for block in blocks(ROOT / "README.md", "console") if "tallystick check" in block]
    *lines, last = [shlex.split(line, comments=True) for line in jobs.splitlines()]
    assert last == ["tallystick", "serve", "--demo"]
    for program, *words in lines:
        done = run(*words)
        assert (program, done.returncode) == ("tallystick", 0), done.stderr
    assert {"2021", "9.6%", "2022-02-28"} <= set(done.stdout.split())
    assert "0 samples" in run("demo", "--samples", "samples").stdout, "nothing is written over"


def test_the_readme_names_the_wheel_of_this_version() -> None:
    assert f"dist/tallystick-{tallystick.__version__}-py3-none-any.whl" in text(ROOT / "README.md")
    assert tallystick.__version__ not in text(ROOT / "pyproject.toml").partition("[project.optional-dependencies]")[0]


def test_changes_are_gathered_under_a_version(tmp_path: Path) -> None:
    assert {path.suffixes[-2][1:] for path in WAITING.iterdir()} <= set(KINDS)
    waiting, changelog = tmp_path / "changelog.d", tmp_path / "CHANGELOG.md"
    waiting.mkdir()
    (waiting / "b.fixed.md").write_text("A slip.\n", encoding="utf-8")
    (waiting / "a.added.md").write_text("- One thing,\n  told in two lines.\n- Another.\n", encoding="utf-8")
    changelog.write_text("# Changelog\n\nHead.\n\n## 0.1.0 (2026-01-01)\n\nOld.\n", encoding="utf-8")
    gather("0.2.0", date(2026, 2, 1), changelog, waiting)
    assert changelog.read_text(encoding="utf-8") == (
        "# Changelog\n\nHead.\n\n## 0.2.0 (2026-02-01)\n\n### Added\n- One thing,\n  told in two lines.\n- Another.\n\n"
        "### Fixed\n- A slip.\n\n## 0.1.0 (2026-01-01)\n\nOld.\n"
    )
    with pytest.raises(SystemExit, match="nothing waits"):
        gather("0.3.0", date(2026, 2, 1), changelog, waiting)

"""The docs say what the program does: every command and name is there, examples run, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import tallystick
from tallystick.model.observation import MEASURES
from tallystick.model.reading import REASONS
from tallystick.model.tabular import COLUMNS
from tests.command_reference import REFERENCE, everything, reference

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
SAMPLES = ROOT / "src" / "tallystick" / "samples"
KNOWLEDGE = ROOT / "src" / "tallystick" / "knowledge"


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
    assert len(tallystick.__all__) <= 16
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
    done = subprocess.run([sys.executable, "-m", "tallystick", *arguments], capture_output=True, check=False)
    assert done.returncode == (1 if "slip" in line else 0), done.stderr.decode()
    assert done.stdout


def test_the_python_of_the_tutorial_runs() -> None:
    for block in blocks(DOCS / "tutorial.md", "python"):
        exec(compile(block, "tutorial.md", "exec"), {})


def test_the_readme_names_real_commands() -> None:
    known = {name.split()[1] for name, _ in everything() if " " in name}
    lines = [line for block in blocks(ROOT / "README.md", "console") for line in block.splitlines()]
    used = {line.split()[1] for line in lines if line.startswith(".venv/bin/tallystick")}
    assert used <= known
    targets = {line.removeprefix("make ") for line in lines if line.startswith("make ")}
    assert targets <= set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), flags=re.MULTILINE))


def test_every_decision_is_listed() -> None:
    listed = text(DOCS / "decisions" / "README.md")
    assert [path.name for path in (DOCS / "decisions").glob("*.md") if path.name not in listed] == ["README.md"]

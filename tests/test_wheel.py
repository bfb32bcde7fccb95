"""The wheel holds everything: built and installed elsewhere, it reads a sample with the knowledge inside it.

Installed without any extra, every command works or says in one line which extra it wants.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import ANY

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from uv import find_uv_bin

from tallystick.samples import sample

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tallystick"


def build(folder: Path, kind: str) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build(folder, "wheel")
    (built,) = folder.glob("*.whl")
    return built


def test_the_source_archive_is_the_whole_checkout(tmp_path: Path) -> None:
    """Then its tests, and `make`, run from where it is unpacked."""
    build(tmp_path, "sdist")
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    folders = ("src", "tests", "training", "benchmarks", "docs", "changelog.d", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [*ROOT.glob("*.md"), *ROOT.glob("*.lock"), ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / "LICENSE"]
    made = {"__pycache__", "node_modules", ".hypothesis"}
    wanted = {str(path.relative_to(ROOT)) for path in files if not made & set(path.parts) and path.suffix != ".db"}
    assert wanted - inside == set()


def install(wheel: Path, *where: str) -> None:
    """Put the wheel alone somewhere, without a network."""
    command = [find_uv_bin(), "pip", "install", "--offline", "--no-deps", "--quiet", *where, str(wheel)]
    subprocess.run(command, check=True, capture_output=True)


def test_every_file_of_the_package_is_in_it(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    kept = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert [str(path) for path in kept if str(path.relative_to(PACKAGE.parent)) not in inside] == []
    assert "tallystick/py.typed" in inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_installed_elsewhere_it_reads_a_sample(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    install(wheel, "--target", str(target))
    code = "import tallystick as t; from tallystick.samples import sample as s; print(t.__file__, len(t.read(s({!r}))))"
    done = subprocess.run(
        [sys.executable, "-c", code.format("industry-2023.zh.txt")],
        env={**os.environ, "PYTHONPATH": str(target)},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )
    place, figures = done.stdout.split()
    assert place.startswith(str(target))
    assert figures == "12"


def closure(requirements: list[str]) -> Iterator[str]:
    """The packages that requirements without an extra bring, and those that these bring in turn."""
    waiting, seen = [Requirement(line) for line in requirements], set[str]()
    while waiting:
        wanted = waiting.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        name = canonicalize_name(wanted.name)
        if name not in seen:
            seen.add(name)
            yield name
            waiting += [Requirement(line) for line in distribution(name).requires or () if "extra ==" not in line]


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of a fresh environment that holds the wheel and what it requires without any extra."""
    home = tmp_path_factory.mktemp("bare")
    venv.create(home, symlinks=True)
    (site,) = home.glob("lib/python*/site-packages")
    required = [line for line in distribution("tallystick").requires or () if "extra ==" not in line]
    for name in closure(required):
        files = distribution(name).files or ()
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            (site / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    install(wheel, "--python", str(home / "bin" / "python"))
    return home / "bin" / "tallystick"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a release, a table, a picture of a table and what looks like a ledger."""
    (tmp_path / "release.txt").write_bytes(sample("industry-2021.txt").read_bytes())
    (tmp_path / "series.csv").write_text("series,period,value,unit,measure\nGDP,2021,8.4,%,y/y\n", encoding="utf-8")
    (tmp_path / "series.parquet").write_bytes(b"PAR1")
    return tmp_path


def run(program: Path, words: str, folder: Path) -> tuple[int, str]:
    """Exit code and what is printed on standard error."""
    done = subprocess.run([program, *words.split()], cwd=folder, capture_output=True, text=True, input="")
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr


EACH = """
import os, sys
import tallystick.pipeline
from tallystick.cli import main
for words in sys.stdin.read().splitlines():
    told = os.open(os.path.join(sys.argv[1], words.replace("/", "|")), os.O_WRONLY | os.O_CREAT)
    if not (child := os.fork()):
        nothing = os.open(os.devnull, os.O_RDWR)
        for number, opened in enumerate((nothing, nothing, told)):
            os.dup2(opened, number)
        sys.argv = ["tallystick", *words.split()]
        main()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), words)
"""


def run_each(program: Path, commands: Iterable[str], folder: Path) -> dict[str, tuple[int, str]]:
    """The same of many commands, each in a process that begins where what all of them need is imported."""
    with TemporaryDirectory() as told:
        words = [str(program.with_name("python")), "-c", EACH, told]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, input="\n".join(commands), check=True)
        codes = {words: int(code) for code, _, words in (line.partition(" ") for line in done.stdout.splitlines())}
        found = {words: (code, (Path(told) / words.replace("/", "|")).read_text()) for words, code in codes.items()}
    assert not [told for _, told in found.values() if "Traceback" in told]
    return found


WORKS = (
    "demo",
    "read release.txt --format csv",
    "explain release.txt --at 9.6%",
    "check release.txt --against series.csv",
    "compare release.txt release.txt --format csv",
    "completions zsh",
    "report release.txt -o page.html",
    "tables release.txt",
    "groups",
)
WANTS = {
    "keep release.txt": "ledger",
    "adjust gdp": "ledger",
    "compile recipe.toml returns.csv": "ledger",
    "series gdp": "ledger",
    "series decisions": "ledger",
    "find output": "ledger",
    "import series.csv": "ledger",
    "export -o all.csv": "ledger",
    "revisions": "ledger",
    "followed": "ledger",
    "targets": "ledger",
    "monitor --period 2021": "ledger",
    "brief --template five-groups --year 2021 -o briefing": "ledger",
    "ledger info": "ledger",
    "check release.txt --ledger other.db": "ledger",
    "user list": "web",
    "serve --demo": "web",
    "mcp": "mcp",
    "read release.txt --format parquet -o a.parquet": "tables",
    "check release.txt --against series.parquet": "tables",
}


def test_without_extras_what_needs_none_works(bare: Path, desk: Path) -> None:
    assert run_each(bare, WORKS, desk) == dict.fromkeys(WORKS, (0, ANY))


def test_without_extras_each_command_names_the_one_it_wants_in_a_line(bare: Path, desk: Path) -> None:
    found = run_each(bare, WANTS, desk)
    assert list(found) == list(WANTS)
    for words, (code, told) in found.items():
        assert code == 2, words
        wanted = rf'tallystick: .*install it with: pip install "tallystick\[{WANTS[words]}\]"\n'
        assert re.fullmatch(wanted, told), told


def test_every_command_is_tried_without_extras() -> None:
    commands = {path.stem.rstrip("_") for path in (PACKAGE / "cli").glob("[!_]*.py")}
    assert commands == {words.split()[0] for words in (*WORKS, *WANTS)}


def test_a_ledger_beside_a_release_is_not_passed_over_in_silence(bare: Path, desk: Path) -> None:
    (desk / "tallystick.db").write_bytes(b"SQLite format 3\0")
    code, told = run(bare, "check release.txt", desk)
    assert (code, told.count("\n")) == (2, 1)
    assert 'pip install "tallystick[ledger]"' in told

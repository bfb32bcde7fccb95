"""The wheel holds everything: built and installed elsewhere, it reads a sample with the knowledge inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tallystick"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_every_file_of_the_package_is_in_it(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    kept = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert [str(path) for path in kept if str(path.relative_to(PACKAGE.parent)) not in inside] == []
    assert "tallystick/py.typed" in inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_installed_elsewhere_it_reads_a_sample(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
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

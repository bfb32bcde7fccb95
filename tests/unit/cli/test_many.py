"""Four hundred texts, three of which end the process that reads them: three are named, the others are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXTS = 400
# A reader with a fault: what three texts ask for befalls the process that reads them. Python runs a module of this
# name whenever it starts, so every worker process has the fault, and the product none.
FAULT = """
import os, signal, sys
if "tallystick" in " ".join(sys.orig_argv) or "multiprocessing" in " ".join(sys.orig_argv):
    import tallystick.reading as reading
    sound = reading.read
    def read(release, *given, **named):
        if "crash the reader" in release.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        while "hold the reader" in release.text:
            pass
        held = []
        while "fill the reader" in release.text:
            held.append(bytearray(10**6))
        return sound(release, *given, **named)
    reading.read = read
"""
SOME = "*[09].txt"
LOST = {"text-050": "crash the reader", "text-151": "hold the reader", "text-399": "fill the reader"}
"""What befalls whom; `SOME` leaves out the one that holds, for its time is waited for once."""
REASONS = {"crash": "crashed (SIGSEGV)", "hold": "took longer than 10 s", "fill": "needed more than 150 MB"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("many")
    (place / "fault").mkdir()
    (place / "fault" / "sitecustomize.py").write_text(FAULT)
    (place / "texts").mkdir()
    for number in range(TEXTS):
        name = f"text-{number:03}"
        title = "Looms of " + "".join("abcdefghij"[int(digit)] for digit in str(number))
        fault = LOST.get(name, "please all")
        words = f"{title}\n\nThis may {fault}.\n\nSales of looms rose by {number}% in 2021.\n"
        (place / "texts" / f"{name}.txt").write_text(words)
    return place


def run(folder: Path, command: str, pattern: str, *more: str) -> subprocess.CompletedProcess[str]:
    limits = ("--released", "2022-02-28", "--jobs", "2", "--timeout", "10", "--memory", "150")
    arguments = [sys.executable, "-m", "tallystick", command, str(folder / "texts" / pattern), *limits, *more]
    settings = {**os.environ, "PYTHONPATH": str(folder / "fault"), "PYTHONUTF8": "1"}
    return subprocess.run(arguments, capture_output=True, env=settings, cwd=folder, check=False, text=True)


def assert_named(done: subprocess.CompletedProcess[str], *lost: str) -> None:
    assert done.returncode == 2, done.stderr
    told = done.stderr.splitlines()
    assert [Path(line.removeprefix("tallystick: ").partition(":")[0]).stem for line in told] == list(lost)
    for line, name in zip(told, lost, strict=True):
        assert REASONS[LOST[name].partition(" ")[0]] in line


def test_read_names_three_and_reads_the_rest_in_order(folder: Path) -> None:
    done = run(folder, "read", "*.txt", "--format", "jsonl")
    assert_named(done, *LOST)
    values = [json.loads(line)["value"] for line in done.stdout.splitlines()]
    assert values == [number for number in range(TEXTS) if f"text-{number:03}" not in LOST]


def test_check_names_two_and_checks_the_rest(folder: Path) -> None:
    done = run(folder, "check", SOME, "--format", "json")
    assert_named(done, "text-050", "text-399")
    assert len(json.loads(done.stdout)) == TEXTS / 5 - 2


def test_keep_names_two_and_keeps_the_rest(folder: Path) -> None:
    done = run(folder, "keep", SOME, "--quiet", "--ledger", str(folder / "kept.db"))
    assert_named(done, "text-050", "text-399")
    assert done.stdout.strip() == f"{TEXTS // 5 - 2} kept"


def test_the_same_for_any_number_of_jobs(folder: Path) -> None:
    names = [str(folder / "texts" / f"text-{number:03}.txt") for number in (7, 3, 11, 3)]
    command = [sys.executable, "-m", "tallystick", "read", *names, "no-such.txt", "-", "--format", "jsonl"]
    told = [
        subprocess.run([*command, *more], capture_output=True, check=False, input=b"Looms\n\nSales rose by 5%.\n")
        for more in ([], ["--timeout", "60"], ["--jobs", "2"])
    ]
    assert {one.returncode for one in told} == {2}
    assert len({one.stdout for one in told}) == 1
    assert b"5" in told[0].stdout
    assert len({one.stderr for one in told}) == 1

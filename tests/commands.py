"""Commands for tests: in this process, where what they print matters, or in one of their own, as a user starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

from click.testing import CliRunner

from tallystick.cli import main

Done = subprocess.CompletedProcess[str]
_SETTINGS = {"COLUMNS": "120", "PYTHONUTF8": "1"}


def run(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> Done:
    """What a command line prints and exits with, in this process: starting one costs more than most commands."""
    words = ["tallystick", *map(str, arguments)]
    status: object = 0
    isolated = CliRunner().isolation(input=stdin, env={**_SETTINGS, **environment})
    with isolated as (out, err, _), mock.patch.object(sys, "argv", words):
        try:
            main()
        except SystemExit as end:
            status = end.code
        sys.stdout.flush()
        sys.stderr.flush()
        return subprocess.CompletedProcess(words, int(str(status)), out.getvalue().decode(), err.getvalue().decode())


def run_apart(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> Done:
    """The same in a process of its own."""
    words = [sys.executable, "-m", "tallystick", *map(str, arguments)]
    settings = {**os.environ, **_SETTINGS, **environment}
    done = subprocess.run(words, input=stdin or b"", capture_output=True, env=settings, check=False)
    return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())

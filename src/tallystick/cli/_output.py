"""Where a command's result goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from tallystick.model import SourceError

if TYPE_CHECKING:
    from rich.console import Console

_SIGPIPE = 128 + 13
_WIDTH_OF_FILES = 120  # columns of a table that goes to a file or a pipe


@contextmanager
def opened(path: str | None) -> Iterator[IO[bytes]]:
    """A binary stream; a file takes its place only when everything was written."""
    if path is None:
        yield from _standard_output()
        return
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise SourceError(f"cannot write {path}: {error.strerror}", "check the folder") from None
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        draft.chmod(0o666 & ~_umask())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _standard_output() -> Iterator[IO[bytes]]:
    """Standard output; where its reader has left (`| head`), the rest goes nowhere, with SIGPIPE's exit code."""
    try:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(_SIGPIPE) from None


def console(stream: IO[bytes], to_file: bool) -> Console:
    """A console for tables: as wide as the terminal, or a fixed width without colour elsewhere."""
    from codecs import getwriter

    from rich.console import Console

    if not to_file and sys.stdout.isatty():
        return Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    width = int(columns) if (columns := os.environ.get("COLUMNS", "")).isdecimal() else _WIDTH_OF_FILES
    text = cast("IO[str]", getwriter("utf-8")(stream))
    return Console(file=text, width=width, color_system=None, highlight=False, emoji=False, markup=False)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

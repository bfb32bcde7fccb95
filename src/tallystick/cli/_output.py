"""Where a command's result goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from tallystick.model import SourceError

if TYPE_CHECKING:
    from tallystick.reporting.screen import Screen

_SIGPIPE = 128 + 13
_WIDTH_OF_FILES = 120  # columns of words that go to a file or a pipe


@contextmanager
def opened(path: str | None) -> Iterator[IO[bytes]]:
    """A binary stream; a file takes its place only when everything was written.

    What is no file (/dev/null, a pipe with a name) is written into, never replaced; a link stays one to its file.
    """
    if path is None:
        yield from _standard_output()
        return
    if Path(path).exists() and not Path(path).is_file():
        yield from _straight(path)
        return
    target = Path(path).resolve()
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


def _straight(path: str) -> Iterator[IO[bytes]]:
    """A stream into what stands there already."""
    with ExitStack() as open_files:
        try:
            stream = open_files.enter_context(Path(path).open("wb"))
        except OSError as error:
            raise SourceError(f"cannot write {path}: {error.strerror}", "give the name of a file") from None
        yield stream


def _standard_output() -> Iterator[IO[bytes]]:
    """Standard output; where its reader has left (`| head`), the rest goes nowhere, with SIGPIPE's exit code."""
    try:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(_SIGPIPE) from None


def console(stream: IO[bytes], to_file: bool) -> Screen:
    """A console for tables: as wide as the terminal; elsewhere without colour, and each row of a table on one line.

    COLUMNS sets the width of both.
    """
    from codecs import getwriter

    from tallystick.reporting.screen import Screen

    if not to_file and sys.stdout.isatty():
        return Screen(file=sys.stdout)
    told = os.environ.get("COLUMNS", "")
    width = int(told) if told.isdecimal() and int(told) else None
    text = cast("IO[str]", getwriter("utf-8")(stream))
    return Screen(file=text, width=width or _WIDTH_OF_FILES, color_system=None, limited=width is not None)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

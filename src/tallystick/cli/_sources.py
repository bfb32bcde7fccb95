"""From the words on the command line to readings, one after the other, whatever single ones hold."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tallystick.model import LanguageError, SourceError, TallystickError
from tallystick.processes.many import in_order
from tallystick.releases.drafting import SUFFIXES
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.left_out import left_out

if TYPE_CHECKING:
    from tallystick.model import Reading, Release

T = TypeVar("T")
_DIGITS = re.compile(r"(\d+)")
MOST_NAMED = 5
"""Kinds of skipped files that are named."""


def expand(sources: Sequence[str]) -> list[str]:
    """Every source by itself: folders give their releases in order, patterns the files they match.

    What a folder holds besides is named on standard error.
    """
    found: list[str] = []
    for source in sources:
        found += _expand(source)
    return list(dict.fromkeys(found))


def _expand(source: str) -> list[str]:
    if source == "-" or "://" in source:
        return [source]
    path = Path(source)
    if path.is_dir():
        return _inside(path)
    if any(sign in source for sign in "*?[") and not path.exists():
        matched = _sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))
        if not matched:
            raise SourceError(f"no file matches {source}", "check the pattern")
        return matched
    return [source]


def _inside(folder: Path) -> list[str]:
    """The files of a folder that can be read, those of its folders too."""
    files = [file for file in folder.rglob("*") if not file.name.startswith(".") and file.is_file()]
    found = [file for file in files if file.suffix.lower() in SUFFIXES]
    if not found:
        raise SourceError(f"no releases in folder {folder}", f"it holds no {', '.join(SUFFIXES)} file")
    kinds = Counter(file.suffix.lower() or file.name for file in files if file.suffix.lower() not in SUFFIXES)
    if kinds:
        told = [f"{one_line(kind)} {number}" for kind, number in kinds.most_common(MOST_NAMED)]
        more = ", …" if len(kinds) > MOST_NAMED else ""
        told_of = f"skipped {kinds.total()} files that are not read ({', '.join(told)}{more})"
        click.echo(f"tallystick: {one_line(str(folder))}: {told_of}", err=True)
    return _sorted(found)


def _sorted(files: Iterable[Path]) -> list[str]:
    """In the order people count in: `page-9` before `page-10`."""
    return sorted(map(str, files), key=lambda name: [p.zfill(12) if p.isdigit() else p for p in _DIGITS.split(name)])


def open_as_one(sources: Sequence[str], released: str | None, language: str | None, ocr: bool = False) -> Release:
    """Several sources as the one release they are."""
    import tallystick

    return tallystick.open(sources, released=released, language=language, ocr=ocr)


def open_either(source: str, released: str | None, language: str | None) -> Release:
    """One of two texts: read in its own language, or, where that is neither English nor Chinese, as `language`."""
    import tallystick

    try:
        return dated(tallystick.open(source, released=released), source)
    except LanguageError:
        if language is None:
            raise
        return dated(tallystick.open(source, released=released, language=language), source)


def read_dated(
    source: str,
    released: str | None,
    language: str | None,
    reader: str = "auto",
    sure: float | None = None,
    ocr: bool = False,
) -> Reading:
    """The reading of a source, after a warning where nothing tells its day."""
    import tallystick

    release = dated(tallystick.open(source, released=released, language=language, ocr=ocr), source)
    return tallystick.read(release, reader=reader_here(reader), sure=sure)


@cache
def reader_here(reader: str) -> str:
    """The reader asked for, or the fast one where it is not installed, after saying once how to get it."""
    from tallystick.reading.identity import installed

    if installed(reader):
        return reader
    advice = 'read by the fast reader; for the accurate one: pip install "tallystick[accurate]"'
    click.echo(f"tallystick: warning: {advice}", err=True)
    return "fast"


def dated(release: Release, source: str) -> Release:
    """The release as it is, after warnings on standard error: each remark, what its text leaves out, and where nothing
    tells its day."""
    for remark in (*release.remarks, *(f"holds {told}" for told in left_out(release))):
        click.echo(f"tallystick: warning: {one_line(source)} {one_line(remark)}", err=True)
    if not release.is_dated:
        told = "tells no day of release, so “last month” and the like rest on none; give it with --released DATE"
        click.echo(f"tallystick: warning: {one_line(source)} {told}", err=True)
    return release


class Failures:
    """Sources that could not be read: each is named on standard error at once, the others go on."""

    def __init__(self) -> None:
        self.count = 0

    def attempt(self, source: str, work: Callable[[], T]) -> T | None:
        """What the work gives; None when it fails, after saying why."""
        return self.take(source, next(in_order(lambda _: work(), [source])))

    def taken(
        self, sources: Sequence[str], every: Iterable[T | TallystickError], done: Callable[[str], None] | None = None
    ) -> Iterator[T]:
        """What was found for the sources, without those that failed; each is told to `done`."""
        for source, told in zip(sources, every, strict=False):
            found = self.take(source, told)
            if found is not None:
                yield found
            if done:
                done(source)

    def take(self, source: str, found: T | TallystickError) -> T | None:
        """What was found; None for an error, after saying it."""
        if isinstance(found, TallystickError):
            self._say(source, str(found))
            return None
        return found

    def _say(self, source: str, problem: str) -> None:
        self.count += 1
        named = problem if source in problem else f"{source}: {problem}"
        click.echo(f"tallystick: {one_line(named)}", err=True)

    def exit_code(self) -> int:
        """2 when any source failed, else 0."""
        return 2 if self.count else 0


@contextmanager
def progress(total: int, label: str, printing: bool = False) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal's standard error for several sources; silent elsewhere.

    `printing` says that results appear on standard output meanwhile: a terminal has no room for both.
    """
    if total < 2 or not _has_room(printing):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda _: bar.advance(task)


@contextmanager
def counting(label: str, of: str, printing: bool = False) -> Iterator[Callable[[str], None]]:
    """On a terminal's standard error how many of what, whose number is not known before, are done, and the last one."""
    if not _has_room(printing):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    done = TextColumn(f"{{task.completed}} {of} {{task.fields[last]}}", markup=False)
    columns = (SpinnerColumn(), TextColumn(label), done, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, last="")
        yield lambda name: bar.update(task, advance=1, last=f"({name})")


def _has_room(printing: bool) -> bool:
    """Whether standard error is a terminal, and one to which no results are printed meanwhile."""
    return sys.stderr.isatty() and not (printing and sys.stdout.isatty())

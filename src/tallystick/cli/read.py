"""`tallystick read`: the figures of releases as a table, JSON lines, CSV or Parquet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import IO, TYPE_CHECKING

import click

import tallystick
from tallystick.cli import _forms, _options

if TYPE_CHECKING:
    from rich.console import RenderableType


@click.command()
@_options.sources
@_options.as_one
@_options.released
@_options.language
@_options.reader
@_options.sure
@_options.ocr
@_forms.form(*_forms.RECORDS, "parquet")
@_options.workers
@_options.output
@_options.names
@click.option("--confidence", is_flag=True, help="Show in the table how surely each figure was read, 0 to 1.")
@click.option("--unread", is_flag=True, help="Also list the numbers that were not read, each with its reason.")
def command(
    sources: tuple[str, ...],
    as_one: bool,
    released: str | None,
    language: str | None,
    reader: str,
    sure: float | None,
    ocr: bool,
    form: str,
    jobs: int,
    timeout: float | None,
    memory: int | None,
    output: str | None,
    names: str | None,
    confidence: bool,
    unread: bool,
) -> None:
    """Read the figures of releases.

    SOURCE is a file (text, HTML, Markdown, PDF, Word, a spreadsheet), a folder of them, a pattern, an http(s) address,
    or - for standard input.
    Sources that cannot be read are named on standard error, the others are read; the exit code is then 2. So are
    those that crash their process, or need more time or memory than they are given.

    \b
    tallystick read release.html
    tallystick read releases/ --format csv -o figures.csv
    tallystick read release.html --reader accurate --format jsonl
    tallystick read page-*.html --as-one --format csv
    tallystick read releases/ --jobs 4 --timeout 30 --memory 1000 --format csv -o figures.csv
    """
    from tallystick.cli._output import opened
    from tallystick.cli._sources import Failures, dated, expand, open_as_one, progress, reader_here
    from tallystick.cli._workers import workers
    from tallystick.reporting.exports import renamed

    failures = Failures()
    reader = reader_here(reader)
    found: list[str] = expand(sources)
    joined = [open_as_one(found, released, language, ocr)] if as_one else None
    named = found[:1] if as_one else found

    def readings(done: Callable[[str], None], executor: Executor | None) -> Iterator[tallystick.Reading]:
        every = tallystick.read_many(
            joined or found,
            executor=executor,
            released=released,
            language=language,
            reader=reader,
            sure=sure,
            ocr=ocr,
        )
        for reading in failures.taken(named, every, done):
            dated(reading.release, reading.release.source)
            yield renamed(reading, names)

    if form == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("Parquet is not for a terminal: name a file with -o")
    with (
        workers(jobs, timeout, memory, reader) as executor,
        progress(len(named), "reading", printing=output is None) as done,
        opened(output) as stream,
    ):
        if form == "text":
            _print(readings(done, executor), stream, output is not None, names, unread, confidence)
        elif form == "markdown":
            from tallystick.reporting.in_markdown import in_markdown

            for reading in readings(done, executor):
                stream.write(in_markdown(_parts(reading, names, unread, confidence)).encode() + b"\n")
        else:
            from tallystick.reporting.exports import WRITERS

            WRITERS[form](readings(done, executor), stream)
    sys.exit(failures.exit_code())


def _parts(reading: tallystick.Reading, names: str | None, unread: bool, confidence: bool) -> Iterator[RenderableType]:
    """What is shown of one reading."""
    from tallystick.reporting.tables import reading_table, unread_table

    yield reading_table(reading, names, odds=confidence)
    if unread:
        yield unread_table(reading)


def _print(
    readings: Iterator[tallystick.Reading],
    stream: IO[bytes],
    to_file: bool,
    names: str | None,
    unread: bool,
    confidence: bool,
) -> None:
    from tallystick.cli._output import console
    from tallystick.reporting.tables import tally

    shown = console(stream, to_file)
    counts: list[tuple[int, int]] = []
    for reading in readings:
        if counts:
            shown.rule(style="dim")
        for part in _parts(reading, names, unread, confidence):
            shown.print(part)
        counts.append((len(reading), len(reading.unread)))
    for line in tally(counts):
        shown.print(line)

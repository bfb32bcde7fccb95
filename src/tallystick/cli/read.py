"""`tallystick read`: the figures of releases as a table, JSON lines, CSV or Parquet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

import click

import tallystick
from tallystick.cli import _options


@click.command()
@_options.sources
@_options.released
@_options.language
@_options.reader
@_options.sure
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv", "parquet"]),
    default="table",
    show_default=True,
    help="What to print.",
)
@_options.output
@_options.names
@click.option("--confidence", is_flag=True, help="Show in the table how surely each figure was read, 0 to 1.")
@click.option("--unread", is_flag=True, help="Also list the numbers that were not read, each with its reason.")
def command(
    sources: tuple[str, ...],
    released: str | None,
    language: str | None,
    reader: str,
    sure: float | None,
    form: str,
    output: str | None,
    names: str | None,
    confidence: bool,
    unread: bool,
) -> None:
    """Read the figures of releases.

    SOURCE is a file (.txt, .md, .html), a folder, a pattern, an http(s) address, or - for standard input.
    Sources that cannot be read are named on standard error, the others are read; the exit code is then 2.

    \b
    tallystick read release.html
    tallystick read releases/ --format csv -o figures.csv
    tallystick read release.html --reader accurate --format jsonl
    """
    from tallystick.cli._output import opened
    from tallystick.cli._sources import Failures, expand, progress, read_dated
    from tallystick.reporting.exports import renamed

    failures = Failures()
    found = expand(sources)

    def readings(done: Callable[[str], None]) -> Iterator[tallystick.Reading]:
        for name in found:
            reading = failures.attempt(name, partial(read_dated, name, released, language, reader, sure))
            if reading is not None:
                yield renamed(reading, names)
            done(name)

    if form == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("Parquet is not for a terminal: name a file with -o")
    with progress(len(found), "reading", printing=output is None) as done, opened(output) as stream:
        if form == "table":
            _print(readings(done), stream, output is not None, names, unread, confidence)
        else:
            from tallystick.reporting.exports import WRITERS

            WRITERS[form](readings(done), stream)
    sys.exit(failures.exit_code())


def _print(
    readings: Iterator[tallystick.Reading],
    stream: IO[bytes],
    to_file: bool,
    names: str | None,
    unread: bool,
    confidence: bool,
) -> None:
    from tallystick.cli._output import console
    from tallystick.reporting.tables import reading_table, tally, unread_table

    shown = console(stream, to_file)
    counts: list[tuple[int, int]] = []
    for reading in readings:
        if counts:
            shown.rule(style="dim")
        shown.print(reading_table(reading, names, odds=confidence))
        if unread:
            shown.print(unread_table(reading))
        counts.append((len(reading), len(reading.unread)))
    for line in tally(counts):
        shown.print(line)

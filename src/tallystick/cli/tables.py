"""`tallystick tables`: the tables of a release as they were understood, or one of them as a file."""

from __future__ import annotations

import sys

import click

import tallystick
from tallystick.cli import _forms, _options

_FORMS = (*_forms.RECORDS, "parquet")


@click.command()
@_options.source
@click.option("--table", "number", type=click.IntRange(min=1), metavar="N", help="Only this table, with all its cells.")
@_options.released
@_options.language
@_options.ocr
@_forms.form(*_FORMS, default=None, note="Without it the ending of FILE decides, like .csv.")
@_options.output
def command(
    source: str,
    number: int | None,
    released: str | None,
    language: str | None,
    ocr: bool,
    form: str | None,
    output: str | None,
) -> None:
    """List the tables of a release, or write their cells.

    Each table is shown as it was understood: where it stands, its caption, unit, heads and stubs, and what was not
    read of it. A file holds one row a cell, with the paths of its row and column from the outermost head to the
    innermost, the cell as printed, and what was read of it.

    \b
    tallystick tables release.html
    tallystick tables release.html --table 2
    tallystick tables release.html --table 2 -o prices.csv
    """
    from tallystick.cli._output import console, opened
    from tallystick.model import SourceError
    from tallystick.reporting.cells import WRITERS
    from tallystick.reporting.in_markdown import in_markdown
    from tallystick.reporting.table_view import table_view, tables_list

    form = form or _forms.form_of(output, _FORMS)
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("Parquet is not for a terminal: name a file with -o")
    release = tallystick.open(source, released=released, language=language, ocr=ocr)
    chosen = [table for table in release.tables if number in (None, table.number)]
    if not chosen and (number or form != "text"):
        count = len(release.tables)
        raise SourceError(f"no table {number} in {source}" if number else f"no tables in {source}", f"it has {count}")
    reading = tallystick.read(release, reader="fast")
    with opened(output) as stream:
        if form in WRITERS:
            WRITERS[form](reading, chosen, stream)
            return
        if form == "markdown":
            stream.write(in_markdown(table_view(reading, table) for table in chosen).encode())
            return
        view = table_view(reading, chosen[0]) if number else tables_list(reading)
        console(stream, output is not None).print(view)

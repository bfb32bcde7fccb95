"""`tallystick explain`: for one number, which words gave which field, and by which rule."""

from __future__ import annotations

import click

from tallystick.cli import _forms, _options


@click.command()
@_options.source
@click.option("--at", required=True, metavar="TEXT_OR_OFFSET", help="The number in its words (9.6%), or its offset.")
@_options.released
@_options.language
@_options.reader
@_options.ocr
@_forms.form("text", "json", "jsonl")
def command(
    source: str, at: str, released: str | None, language: str | None, reader: str, ocr: bool, form: str
) -> None:
    """Explain one number of a release.

    Shows which words gave which field and by which rule; for a number that was not read, why. With the accurate
    reader: what was weighed for each field, the odds, and the features that decided (+ for, − against). Words that
    stand in several places are explained in each.

    \b
    tallystick explain release.html --at "6.8 percentage points"
    tallystick explain release.txt --at 3086
    tallystick explain release.txt --at "3.2%" --reader accurate
    """
    from tallystick.cli._sources import read_dated
    from tallystick.reporting import explanation

    reading = read_dated(source, released, language, reader, ocr=ocr)
    found = explanation.find(reading, at)
    weighed = explanation.weighed_in(reading, found)
    if form != "text":
        from msgspec import json

        told = [explanation.to_dict(reading.release, one, weighed.get(one.start, ())) for one in found]
        lines = [json.encode(one) for one in told] if form == "jsonl" else [json.format(json.encode(told), indent=2)]
        click.echo(b"\n".join(lines))
        return
    from tallystick.cli._output import console, opened

    with opened(None) as stream:
        shown = console(stream, to_file=False)
        for one in found:
            shown.print(explanation.explanation(reading.release, one, weighed.get(one.start, ())))

"""`tallystick revisions`: what later releases changed, when and by how much."""

from __future__ import annotations

import click

from tallystick.cli import _completing, _forms, _ledger, _options


@click.command()
@click.argument("series", required=False, shell_complete=_completing.series)
@click.option("--doubtful", is_flag=True, help="Also differences that may be no revisions, each with the reason.")
@click.option("--since", metavar="DATE", help="Only what was changed on this day or later.")
@_options.sure
@_options.unsure
@_forms.form()
@_options.output
@_ledger.ledger
def command(
    series: str | None,
    doubtful: bool,
    since: str | None,
    sure: float | None,
    form: str,
    output: str | None,
    ledger: str,
) -> None:
    """List revisions: values that a later release told differently, with both quotes in CSV and JSON.

    \b
    tallystick revisions
    tallystick revisions output.industrial_robots.growth --format csv
    """
    from tallystick.cli._series_view import revisions_table

    _ledger.day(since)
    with _ledger.opened(ledger, marked=True) as book:
        found = book.revisions(series=series, since=since, doubtful=doubtful, sure=sure)
        _forms.tell(form, output, found, lambda: [revisions_table(found)] if found else [])
        if not found and form in ("text", "markdown"):
            told = (f" {word} {value}" for word, value in (("of", series), ("since", since)) if value)
            what = f"no revision{''.join(told)}"
            every = f"tallystick series {series or 'NAME'} --vintages shows every value that was told"
            _ledger.say_none(book, what, every if doubtful else f"--doubtful adds what may be none; {every}")

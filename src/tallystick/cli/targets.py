"""`tallystick targets`: planned figures and what came of them."""

from __future__ import annotations

import click

from tallystick.cli import _forms, _ledger, _options


@click.command()
@click.option("--area", help="Only this area, by code or name: CN, USA, Japan.")
@_options.sure
@_options.unsure
@_forms.form()
@_options.output
@_ledger.ledger
def command(area: str | None, sure: float | None, form: str, output: str | None, ledger: str) -> None:
    """List the targets of kept releases: who set them when, their outcomes, and whether they were kept or missed.

    The outcome is the first figure the series' producer published; where the value that stands now turns the verdict,
    both are told. A target told as “about” a figure is kept too where the outcome rounds to it.

    \b
    tallystick targets --area CN
    tallystick targets --format csv -o targets.csv
    """
    from tallystick.cli._output import opened
    from tallystick.reporting.targets_text import targets_markdown, targets_text

    with _ledger.opened(ledger, marked=True) as book:
        found = book.targets(area=book.area(area) if area else None, sure=sure)
        if form == "markdown":
            with opened(output) as stream:
                stream.write(targets_markdown(found).encode())
        else:
            _forms.tell(form, output, found, lambda: [targets_text(found)] if found else [])
        if not found and form in ("text", "markdown"):
            every = "tallystick targets lists those of all areas" if area else "tallystick series lists what is kept"
            _ledger.say_none(book, f"no target{f' for {area}' if area else ''}", every)

"""`tallystick export`: series or observations to a file."""

from __future__ import annotations

import click

from tallystick.cli import _completing, _forms, _ledger, _options


@click.command()
@click.argument("indicators", nargs=-1, metavar="[INDICATOR…]", shell_complete=_completing.series)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False), metavar="FILE", help="The file to write."
)
@_forms.form(
    "csv", "parquet", "xlsx", "sdmx", "package", "stata",
    default=None, note="Without it the ending of FILE decides: .csv .parquet .xlsx .sdmx.csv .zip .dta",
)  # fmt: skip
@click.option("--vintages", is_flag=True, help="Every value each period ever had, not only the one that stands.")
@click.option("--as-of", metavar="DATE", help="The values that stood at the end of this day of publication.")
@click.option("--observations", is_flag=True, help="Every figure as it was said, also those without a series.")
@click.option("--names", type=click.Choice(["en", "zh"]), default="en", help="Language of the names beside codes.")
@click.option("--embargoed", is_flag=True, help="What is under embargo, too; else it is left out.")
@_options.sure
@_options.unsure
@_ledger.ledger
def command(
    indicators: tuple[str, ...],
    output: str,
    form: str | None,
    vintages: bool,
    as_of: str | None,
    observations: bool,
    names: str,
    embargoed: bool,
    sure: float | None,
    ledger: str,
) -> None:
    """Export series (all, or those of the indicators named) with release, quote and vintage of every value.

    Names of indicators and areas stand beside their codes.
    What is under embargo is left out unless --embargoed is said. SDMX writes the data (SDMX-CSV 2.0) and its structure
    beside it; package is a Frictionless Data Package.

    \b
    tallystick export -o figures.xlsx
    tallystick export gdp industry.value_added.growth --vintages -o vintages.parquet
    """
    from pathlib import Path

    from msgspec.structs import replace

    from tallystick.model import SourceError
    from tallystick.reporting.series_exports import form_of, writer

    _ledger.day(as_of)
    path = Path(output)
    write = writer(form or form_of(path))
    with _ledger.opened(ledger) as book:
        hidden = book.embargoed()
        seen = book if embargoed else book.for_readers()
        bundle = seen.bundle(indicators, vintages=vintages, as_of=as_of, observations=observations, sure=sure)
    try:
        write(replace(bundle, language=names), path)
    except OSError as error:
        raise SourceError(f"cannot write {output}: {error.strerror}", "check the folder and the space left") from None
    click.echo(f"{len(bundle.rows)} values in {output}", err=True)
    if hidden:
        told = "exported, too: keep the file to yourself" if embargoed else "left out (--embargoed exports them)"
        click.echo(f"{len(hidden)} {'release' if len(hidden) == 1 else 'releases'} under embargo {told}", err=True)

"""`tallystick import`: published series into the ledger."""

from __future__ import annotations

import click

from tallystick.cli import _ledger, _options


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@_ledger.ledger
@_options.released
@click.option("--publisher", default="", help="Who published the series.")
@click.option("--indicator", help="The catalogue's indicator that the rows measure, where their names do not tell.")
def command(files: tuple[str, ...], ledger: str, released: str | None, publisher: str, indicator: str | None) -> int:
    """Bring published series into the ledger: CSV, TSV, Parquet, XLSX, SDMX-CSV, SDMX-ML, Stata, JSON, data packages.

    A row is a value: columns series, period, value, unit, measure, and where known area, source, vintage (the
    day the value was published), obs_status and adjustment. Units, periods and marks for missing values may be
    written as offices do. Rows that make no series are kept, and named with the reason. What this program
    exported comes back with its series, vintages and quotes.

    \b
    tallystick import production.csv --released 2024-01-17 --publisher NBS
    """
    from collections import Counter
    from functools import partial

    from tallystick.cli._sources import Failures
    from tallystick.ledger.remarks import gathered
    from tallystick.reporting.cleaning import one_line

    failures, outcomes, figures = Failures(), Counter[str](), 0
    day = _ledger.day(released)
    with _ledger.opened(ledger, write=True) as book:
        for name in files:
            take = partial(book.import_series, name, released=day, publisher=publisher, indicator=indicator)
            kept = failures.attempt(name, take)
            for one in kept or ():
                outcomes[one.outcome] += 1
                figures += one.observations
                _ledger.say_doubts(one)
            for remark in gathered(remark for one in kept or () for remark in one.remarks):
                shown = "; ".join(remark.first) + (" …" if remark.figures > len(remark.first) else "")
                click.echo(one_line(f"{name}: {remark.figures} values {remark.why} ({shown})"), err=True)
    told = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items()) or "nothing kept"
    click.echo(f"{told}; {figures} values")
    return failures.exit_code()

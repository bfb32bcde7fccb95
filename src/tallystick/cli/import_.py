"""`tallystick import`: published series into the ledger."""

from __future__ import annotations

import click

from tallystick.cli import _forms, _ledger, _options


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@_ledger.ledger
@_options.released
@click.option("--publisher", default="", help="Who published the series.")
@click.option("--indicator", help="The catalogue's indicator that the rows measure, where their names do not tell.")
@click.option("--unit", default="", help="The unit of the values, where the file has no column of units.")
@click.option("--measure", default="", help="What was measured (level, y/y …), where the file has no column of it.")
@click.option("--area", default="", help="The area of the values by code or name, where the file has no column of it.")
@_forms.form()
@_options.output
def command(
    files: tuple[str, ...],
    ledger: str,
    released: str | None,
    publisher: str,
    indicator: str | None,
    unit: str,
    measure: str,
    area: str,
    form: str,
    output: str | None,
) -> int:
    """Bring published series into the ledger: CSV, Parquet, XLSX, XLS, SDMX-CSV, SDMX-ML, Stata, JSON, data packages.

    A row is a value: columns series, period, value, unit, measure, and where known area, source, vintage (the
    day the value was published), obs_status and adjustment. A table may also have a column for each period, or for
    each series beside one of periods, below a few lines of notes. Units, periods and marks for missing values may be
    written as offices do. Without a column of measures the name tells (`…, y/y`, `…同比增长`), or a unit that is no
    rate; a unit may stand in brackets behind the name. Rows that make no series are kept, and named with the reason.
    What this program exported comes back with its series, vintages and quotes.

    \b
    tallystick import production.csv --released 2024-01-17 --publisher NBS
    tallystick import INDPRO.csv --indicator industry.production --unit "index 2017=100" --area US
    tallystick import *.csv --format csv -o kept.csv
    """
    from collections import Counter
    from functools import partial

    from tallystick.cli import _kept
    from tallystick.cli._sources import Failures
    from tallystick.ledger.identity import NOT_IN_CATALOGUE
    from tallystick.reporting.cleaning import one_line

    failures, outcomes, figures = Failures(), Counter[str](), 0
    day, every = _ledger.day(released), []
    given = {name: told for name, told in (("unit", unit), ("measure", measure), ("area", area)) if told}
    with _ledger.opened(ledger, write=True) as book:
        for name in files:
            take = partial(
                book.import_series, name, released=day, publisher=publisher, indicator=indicator, given=given
            )
            kept = failures.attempt(name, take) or ()
            for one in kept:
                outcomes[one.outcome] += 1
                figures += one.observations
                every.append(_kept.of_source(name, one))
                _ledger.say_doubts(one)
            for line in _kept.remark_lines(remark for one in kept for remark in one.remarks):
                click.echo(one_line(f"{name}: {line}"), err=True)
            if any(NOT_IN_CATALOGUE in remark.why for one in kept for remark in one.remarks):
                click.echo(
                    "name what they measure with --indicator; tallystick adjust takes the file without", err=True
                )
    as_records = form != "text" or output is not None
    if as_records:
        _kept.tell(form, output, every)
    click.echo(f"{_kept.totals(outcomes)}; {figures} values", err=as_records)
    return failures.exit_code()

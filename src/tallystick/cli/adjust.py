"""`tallystick adjust`: series without their season, by models that are kept, as series of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tallystick.cli import _forms, _ledger, _options

if TYPE_CHECKING:
    from tallystick.adjusting import Model


@click.command(epilog="Exit code: 0 all are adjusted, 1 some are not (each with its reason), 2 an error.")
@click.argument("series", nargs=-1, required=True, metavar="SERIES…")
@click.option("--holiday", default="", metavar="NAME|FILE",
              help="cny, diwali, easter, none, or a file of days.  [default: by the series' area]")  # fmt: skip
@click.option("--model", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="A model (JSON, as --format json prints it) instead of the one that is kept.")  # fmt: skip
@click.option("--identify", "anew", is_flag=True, help="Choose the model anew, though one is kept.")
@click.option("--method", type=click.Choice(["x11", "seats"]), default="x11", show_default=True,
              help="How the season is taken out, where a model is chosen.")  # fmt: skip
@click.option("--as-of", metavar="DATE", help="The values that stood at the end of this day of publication.")
@click.option("--dry-run", is_flag=True, help="Keep nothing.")
@_forms.form()
@_options.output
@_ledger.ledger
def command(
    series: tuple[str, ...],
    holiday: str,
    model: Path | None,
    anew: bool,
    method: Any,
    as_of: str | None,
    dry_run: bool,
    form: str,
    output: str | None,
    ledger: str,
) -> None:
    """Take season, working days and moving holidays out of SERIES, with X-13ARIMA-SEATS.

    The first time a model is chosen and kept with its day; later it is estimated anew on the longer series. What comes
    out (adjusted values, trend, factors) is kept as a compiled release of its own series, never merged with others.

    \b
    tallystick adjust us.industry.production
    tallystick adjust trade.exports trade.imports --holiday cny
    tallystick adjust industry.value_added.level --identify --method seats
    """
    from tallystick.adjusting.of_ledger import adjust
    from tallystick.ledger import Records
    from tallystick.reporting.adjusted_text import AdjustedSeries, adjusted_text

    given, day = _model(model) if model else None, _ledger.day(as_of)
    with _ledger.opened(ledger, write=not dry_run) as book:
        outcomes = adjust(
            book, *series, holiday=holiday, model=given, identify=anew, method=method, as_of=day, keep=not dry_run
        )
    kept = [one.release for one in outcomes if one.release]
    for one in outcomes:
        if one.refused is not None:
            click.echo(f"not adjusted: {one.refused}", err=True)
    rows = Records(
        AdjustedSeries.of(one.series, one.done, identified=one.identified) for one in outcomes if one.done is not None
    )
    _forms.tell(form, output, rows, lambda: [adjusted_text(rows)] if rows else [])
    if kept:
        click.echo(f"kept: {', '.join(kept)}", err=True)
    raise SystemExit(1 if len(rows) < len(outcomes) else 0)


def _model(path: Path) -> Model:
    import msgspec

    from tallystick.adjusting import Model
    from tallystick.model import SeriesError

    try:
        return msgspec.json.decode(path.read_bytes(), type=Model).checked()
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        advice = "take the model that `tallystick adjust --dry-run --format json` prints"
        raise SeriesError(f"{path} is no model: {error}", advice) from None

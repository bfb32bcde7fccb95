"""`tallystick adjust`: series without their season, by models that are kept, as series of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tallystick.cli import _adjust_files, _completing, _forms, _ledger, _options
from tallystick.reporting.cleaning import one_line

if TYPE_CHECKING:
    from tallystick.adjusting import Model
    from tallystick.adjusting.many import Outcome, Wish
    from tallystick.ledger import Ledger

_FEW = 10
"""So many releases are named one by one."""


@click.command(epilog="Exit code: 0 all are adjusted, 1 some are not (each with its reason), 2 an error.")
@click.argument("series", nargs=-1, required=True, metavar="SERIES|FILE…", shell_complete=_completing.files)
@click.option("--area", help="Only series of this area, by code or name: CN, USA, Japan. Of a file that tells no area: "
              "theirs, by which the holiday is known.")  # fmt: skip
@click.option("--holiday", default="", metavar="NAME|FILE",
              help="cny, diwali, easter, none, or a file of days.  [default: by the series' area]")  # fmt: skip
@click.option("--model", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="A model (JSON, as --format json prints it) instead of the one that is kept.")  # fmt: skip
@click.option("--models", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Of series in files: keep their models here (JSON), and take from here those that are.")  # fmt: skip
@click.option("--identify", "anew", is_flag=True, help="Choose the model anew, though one is kept.")
@click.option("--method", type=click.Choice(["x11", "seats"]), default="x11", show_default=True,
              help="How the season is taken out, where a model is chosen.")  # fmt: skip
@click.option("--as-of", metavar="DATE", help="The values that stood at the end of this day of publication.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="So many series are adjusted at once; the figures are the same.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Keep nothing.")
@_forms.form(note="Without it the ending of -o decides.", default=None)
@_options.output
@_ledger.ledger
def command(
    series: tuple[str, ...],
    area: str | None,
    holiday: str,
    model: Path | None,
    models: Path | None,
    anew: bool,
    method: Any,
    as_of: str | None,
    jobs: int,
    dry_run: bool,
    form: str | None,
    output: str | None,
    ledger: str,
) -> None:
    """Take season, working days and moving holidays out of SERIES, with X-13ARIMA-SEATS.

    The first time a model is chosen and kept with its day; later it is estimated anew on the longer series. What comes
    out (adjusted values, trend, factors) is kept as a compiled release of its own series, never merged with others.

    A name without area or unit stands for those of its series that can be adjusted by their kind.

    A FILE (CSV, XLSX, Parquet … or - for CSV from standard input) is adjusted as it is, without a ledger: months or
    quarters down a column or along a row, and every series beside them. Nothing is kept of it but, with --models, the
    models.

    \b
    tallystick adjust us.industry.production
    tallystick adjust trade.exports trade.imports --area CN --holiday cny
    tallystick adjust industry.value_added.level --identify --method seats
    tallystick adjust passengers.csv -o adjusted.csv
    tallystick adjust trade.xlsx --holiday cny --models trade-models.json
    """
    from tallystick.adjusting.many import Wish

    files, names = _adjust_files.parted(series)
    _check_words(names)
    _check_options(files, names, model=model, models=models, as_of=as_of)
    given, day = _model(model) if model else None, _ledger.day(as_of)
    wish = Wish(holiday=holiday, model=given, method=method, anew=anew, day=date.today(), as_of=day, jobs=jobs)
    of_files = _adjust_files.outcomes(files, area, wish, models) if files else []
    of_names = []
    if names:
        with _ledger.opened(ledger, write=not dry_run) as book:
            of_names = _outcomes(book, names, area, wish, keeping=not dry_run)
    _tell([*of_files, *of_names], form or _forms.form_of(output), output)
    if files:
        _adjust_files.keep(files, of_files, models if not dry_run else None)
    kept = [one.release for one in of_names if one.release]
    if kept:
        more = f"{len(kept):,} releases; tallystick ledger releases lists them"
        click.echo(f"kept: {', '.join(kept) if len(kept) <= _FEW else more}", err=True)
    raise SystemExit(1 if any(one.done is None for one in (*of_files, *of_names)) else 0)


def _tell(outcomes: Sequence[Outcome], form: str, output: str | None) -> None:
    """Name what is not adjusted, and print the rest: in CSV a row a period, else a record a series."""
    from tallystick.cli._output import opened
    from tallystick.ledger import Records
    from tallystick.reporting.adjusted_text import AdjustedSeries, adjusted_text, by_period

    for why, times in Counter(str(one.refused) for one in outcomes if one.refused is not None).items():
        click.echo(f"not adjusted: {one_line(why)}{f' ({times} series)' if times > 1 else ''}", err=True)
    rows = Records(
        AdjustedSeries.of(one.series, one.done, identified=one.identified) for one in outcomes if one.done is not None
    )
    if form == "csv":
        with opened(output) as stream:
            _forms.write(by_period(rows), form, stream)
        return
    _forms.tell(form, output, rows, lambda: [adjusted_text(rows)] if rows else [])


def _outcomes(book: Ledger, names: Sequence[str], area: str | None, wish: Wish, *, keeping: bool) -> list[Outcome]:
    """What becomes of each series, with a bar that tells how far it has come."""
    from tallystick.adjusting.fitness import series_of
    from tallystick.adjusting.keeping import adjust_series, keep
    from tallystick.cli._sources import progress

    keys = series_of(book, names, book.area(area) if area else None)
    with progress(len(keys), "adjusting") as tell:
        outcomes = _adjust_files.told(adjust_series(book, keys, wish), tell)
        return list(keep(book, outcomes, wish.day) if keeping else outcomes)


def _check_words(series: Sequence[str]) -> None:
    """Words like area=CN are parts of a key and no series."""
    for word in series:
        field, told, value = word.partition("=")
        if told and ";" not in field:
            advice = (
                f"--area {value}" if field == "area" else "the whole key, as `tallystick series --format csv` tells it"
            )
            raise click.UsageError(f"{word} is no series: give {advice}")


def _check_options(
    files: Sequence[str], names: Sequence[str], *, model: Path | None, models: Path | None, as_of: str | None
) -> None:
    """Options of series in a ledger do not go with files, nor the other way round."""
    if files and as_of:
        raise click.UsageError("--as-of is for series of a ledger: a file has the values that it has")
    if models and names:
        raise click.UsageError("--models is for series in files: a ledger keeps the models of its own")
    if models and model:
        raise click.UsageError("give --model (one for all series) or --models (one for each), not both")


def _model(path: Path) -> Model:
    import msgspec

    from tallystick.adjusting import Model
    from tallystick.model import SeriesError

    try:
        return msgspec.json.decode(path.read_bytes(), type=Model).checked()
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        advice = "take the model that `tallystick adjust --dry-run --format json` prints"
        raise SeriesError(f"{path} is no model: {error}", advice) from None

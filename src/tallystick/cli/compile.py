"""`tallystick compile`: enterprises' returns become indicators, kept as a release of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tallystick.cli import _forms, _ledger, _options


@click.command(epilog="Exit code: 0 compiled, 1 a sum does not hold, 2 an error in recipe or returns.")
@click.argument("recipe", required=False, type=click.Path(path_type=Path), metavar="[RECIPE]")
@click.argument("returns", nargs=-1, metavar="[RETURNS]...")
@click.option("--new", type=click.Path(path_type=Path), metavar="FILE", help="Write a recipe to begin with, and stop.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="So many processes work at once; the figures are the same.")  # fmt: skip
@click.option("--released", metavar="DATE", help="Day of the release, like 2022-02-28.  [default: today]")
@click.option("--queries", type=click.Path(dir_okay=False), metavar="FILE",
              help="Write a CSV file of the returns that are worth a call.")  # fmt: skip
@click.option("--weights", type=click.Path(dir_okay=False), metavar="FILE",
              help="Write a CSV file of the weights that the recipe makes.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Keep nothing.")
@_forms.form()
@_options.output
@_ledger.ledger
def command(
    recipe: Path | None,
    returns: tuple[str, ...],
    new: Path | None,
    jobs: int,
    released: str | None,
    queries: str | None,
    weights: str | None,
    dry_run: bool,
    form: str,
    output: str | None,
    ledger: str,
) -> None:
    """Compile RETURNS (Parquet, CSV or XLSX, a row per enterprise and period) into indicators by a RECIPE (TOML).

    RETURNS are a file, several of one kind, a folder of them, or a pattern in quotes.

    Levels, their growth and that like for like, with the bridge between them (enterprises in both periods, those that
    came, those that left), contributions of parts, and means over years. The figures are kept as a release whose bytes
    are the recipe and the hash of the returns, with how each was made.

    \b
    tallystick compile --new recipe.toml
    tallystick compile recipe.toml returns.parquet --ledger tallystick.db
    tallystick compile recipe.toml returns/2024-*.csv
    tallystick compile recipe.toml returns.parquet --queries calls.csv
    tallystick compile recipe.toml returns.csv --dry-run --format csv -o figures.csv
    """
    if new is not None:
        from tallystick.compiling.recipes.loading import new as begun

        _forms.write_new(new, begun())
        click.echo(f"written: {new}; then: tallystick compile {new} RETURNS", err=True)
        return
    if recipe is None or not returns:
        raise click.UsageError("give a RECIPE and RETURNS, or --new FILE for a recipe to begin with")
    from tallystick.cli._output import opened
    from tallystick.cli._sources import counting
    from tallystick.cli._workers import workers
    from tallystick.compiling.compiled import parcel
    from tallystick.compiling.making import compile as compiled
    from tallystick.model import ReturnsError
    from tallystick.reporting.compiled_text import compiled_text
    from tallystick.reporting.queries_exports import write_queries, write_weights

    day = _ledger.day(released) or date.today()
    source = returns[0] if len(returns) == 1 else returns
    with workers(jobs, None, None) as executor, counting("compiling", "link groups") as tell:
        done = compiled(recipe, source, executor=executor, jobs=jobs, queries=queries is not None, tell=tell)
    if not done.rows:
        advice = "see whether the columns of values hold any, and what the recipe calls them ([columns])"
        if done.recipe.cumulative:
            advice = 'a month\'s value needs that of the month before it in the year; or say span = "year to date"'
        raise ReturnsError("the returns make no figure: no value that is needed was returned", advice)
    made = parcel(done, day)
    if form in ("text", "markdown"):
        _forms.show(form, output, lambda: [compiled_text(done)])
    else:
        with opened(output) as stream:
            _forms.write(done.to_dicts(), form, stream)
    if queries is not None:
        with opened(queries) as stream:
            write_queries(done.queries, stream)
        click.echo(f"{len(done.queries)} returns are worth a call: {queries}", err=True)
    if weights is not None:
        with opened(weights) as stream:
            write_weights(done.weights, done.recipe.strata, stream)
        click.echo(f"{len(done.weights)} weights: {weights}", err=True)
    held = sum(one.verdict == "holds" for one in made.findings)
    click.echo(f"{len(done)} rows, {len(made.reading)} figures; {held} of {len(made.findings)} sums hold", err=True)
    if not dry_run:
        with _ledger.opened(ledger, write=True) as book:
            [kept] = book.keep_many([made])
        click.echo(f"{kept.outcome}: {kept.release_id}", err=True)
    raise SystemExit(1 if held < len(made.findings) else 0)

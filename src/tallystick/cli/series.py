"""`tallystick series`: what is kept of an indicator, as a table, a plot, vintages or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tallystick.cli import _ledger, _options

if TYPE_CHECKING:
    from typing import IO

    from tallystick.ledger import Ledger

COLUMNS = ("period", "value", "lower", "upper", "unit", "measure", "accumulation", "first_published", "superseded_by")
COLUMNS_OF_SOURCE = ("release", "quote")


Wanted = str | bool | float | None


class _SeriesGroup(click.Group):
    """`series link …` and `series unlink …` are commands; any other word is an indicator."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = next((word for word in args if not word.startswith("-")), "") in self.commands
        if not known:
            args = ["show", *args] if not {"-h", "--help"} & set(args) else args
        return super().parse_args(ctx, args)


@click.group(cls=_SeriesGroup, invoke_without_command=True)
def command() -> None:
    """List the series kept, or show one: its values, its vintages, or as it stood on a day.

    \b
    tallystick series
    tallystick series industry.value_added --measure growth
    tallystick series industry.value_added.growth --as-of 2022-03-01 --format csv
    tallystick series link SERIES INTO --reason "renamed in 2019"
    tallystick series unlink OBSERVATION --reason "of another survey"
    tallystick series settle OBSERVATION --period 2021 --reason "the heading says so"
    tallystick series date RELEASE 2022-02-28 --reason "the day stands in the file's name"
    tallystick series undo NUMBER
    tallystick series decisions
    """


@command.command("show", hidden=True)
@click.argument("indicator", required=False)
@click.option("--measure", help="Only this measure: level, growth, share …")
@click.option("--area", help="Only this area, by code or name: CN, USA, Japan.")
@click.option("--frequency", type=click.Choice(["month", "quarter", "half", "year"]), help="Only this frequency.")
@click.option("--accumulation", type=click.Choice(["single", "year-to-date", "state", "span"]), help="Only this one.")
@click.option("--as-of", metavar="DATE", help="The values that stood at the end of this day of publication.")
@click.option("--known-at", metavar="DATE", help="Only what the ledger knew by the end of this day.")
@click.option("--vintages", is_flag=True, help="Every value each period ever had.")
@click.option("--derived", is_flag=True, help="What follows from the values kept: months, averages, levels.")
@_options.sure
@_options.unsure
@_ledger.form
@_options.output
@_ledger.ledger
def show(indicator: str | None, form: str, output: str | None, ledger: str, **wanted: Wanted) -> None:
    """Show series."""
    from tallystick.cli._output import opened as output_to

    for option in ("as_of", "known_at"):
        _ledger.day(str(wanted[option]) if wanted[option] else None)
    if wanted["area"]:
        from tallystick.published.columns import area

        wanted["area"] = area(str(wanted["area"]))
    with _ledger.opened(ledger) as book, output_to(output) as stream:
        if indicator is None:
            _list(book, wanted, form, stream, output is not None)
        elif wanted["derived"]:
            _derived(book, indicator, wanted, form, stream, output is not None)
        else:
            _show(book, indicator, wanted, form, stream, output is not None)


def _list(book: Ledger, wanted: dict[str, Wanted], form: str, stream: IO[bytes], to_file: bool) -> None:
    told: dict[str, Any] = {name: word for name in ("measure", "area") if (word := _word(wanted, name))}
    listed = book.series_list(**told, sure=_sure(wanted))
    if not listed and told:
        raise _ledger.none_such(book.series_list(sure=_sure(wanted)), told)
    if form != "table":
        _ledger.write_records(listed, form, stream)
        return
    from tallystick.cli._output import console
    from tallystick.cli._series_view import list_table

    console(stream, to_file).print(list_table(listed))


def _show(book: Ledger, indicator: str, wanted: dict[str, Wanted], form: str, stream: IO[bytes], to_file: bool) -> None:
    name = indicator
    narrowed: dict[str, Any] = {field: _word(wanted, field) for field in ("area", "frequency", "accumulation")}
    narrowed |= {"known_at": _word(wanted, "known_at"), "sure": _sure(wanted)}
    if measure := _word(wanted, "measure"):
        name = f"{indicator.removesuffix('.' + measure)}.{measure}"
    if wanted["vintages"]:
        points = book.vintages(name, **narrowed)
    else:
        points = book.series(name, as_of=_word(wanted, "as_of"), **narrowed)
    if form != "table":
        _ledger.write_records(points, form, stream, (*COLUMNS, *COLUMNS_OF_SOURCE))
        return
    from tallystick.cli._output import console
    from tallystick.cli._series_view import series_view, triangle

    shown = console(stream, to_file)
    for part in (triangle if wanted["vintages"] else series_view)(points):
        shown.print(part)


def _derived(
    book: Ledger, indicator: str, wanted: dict[str, Wanted], form: str, stream: IO[bytes], to_file: bool
) -> None:
    found = book.derived(indicator, area=_word(wanted, "area"), as_of=_word(wanted, "as_of"), sure=_sure(wanted))
    if form != "table":
        _ledger.write_records(found, form, stream)
        return
    from tallystick.cli._output import console
    from tallystick.cli._series_view import derived_table

    console(stream, to_file).print(derived_table(found))


def _word(wanted: dict[str, Wanted], name: str) -> str | None:
    value = wanted[name]
    return value if isinstance(value, str) else None


def _sure(wanted: dict[str, Wanted]) -> float | None:
    value = wanted["sure"]
    return float(value) if isinstance(value, (int, float)) else None


@command.command("settle")
@click.argument("observation")
@click.option("--subject", metavar="WORDS", help="What it is of.")
@click.option("--measure", metavar="NAME", help="level, growth, share …")
@click.option("--sign", type=click.Choice(["+", "-"]), help="Whether it rose or fell.")
@click.option("--period", metavar="PERIOD", help="When: 2021, 2021-Q3, 2021-05, 2021-05-31.")
@click.option("--base", metavar="WORDS", help="The period, or the whole, it is measured against.")
@click.option("--status", type=click.Choice(["actual", "target", "forecast"]), help="What kind of word it is.")
@_ledger.reason
@_ledger.who
@_ledger.ledger
def settle(observation: str, reason: str, who: str, ledger: str, **given: str | None) -> None:
    """Settle what a figure says, by its id: as it was read, with what is given put right. It is sure from then on."""
    fields = {name: value for name, value in given.items() if value is not None}
    with _ledger.opened(ledger, write=True) as book:
        click.echo(f"decision {book.settle(observation, fields, who=who, reason=reason)}")


@command.command("link")
@click.argument("series")
@click.argument("into")
@_ledger.reason
@_ledger.who
@_ledger.ledger
def link(series: str, into: str, reason: str, who: str, ledger: str) -> None:
    """Count SERIES as INTO, both whole keys as `tallystick series --format csv` lists them."""
    with _ledger.opened(ledger, write=True) as book:
        click.echo(f"decision {book.link(series, into, who=who, reason=reason)}")


@command.command("unlink")
@click.argument("observation")
@_ledger.reason
@_ledger.who
@_ledger.ledger
def unlink(observation: str, reason: str, who: str, ledger: str) -> None:
    """Take one figure, by its id, out of its series."""
    with _ledger.opened(ledger, write=True) as book:
        click.echo(f"decision {book.unlink(observation, who=who, reason=reason)}")


@command.command("date")
@click.argument("release")
@click.argument("day")
@_ledger.reason
@_ledger.who
@_ledger.ledger
def date_release(release: str, day: str, reason: str, who: str, ledger: str) -> None:
    """Give RELEASE, by its id, the DAY it was published; its figures then have their place among the vintages."""
    published = _ledger.day(day)
    if published is None:
        raise click.BadParameter("no day given; write it like 2022-02-28")
    with _ledger.opened(ledger, write=True) as book:
        click.echo(f"decision {book.date_release(release, published, who=who, reason=reason)}")


@command.command("undo")
@click.argument("number", type=int)
@_ledger.who
@_ledger.ledger
def undo(number: int, who: str, ledger: str) -> None:
    """Take decision NUMBER back; it stays on record."""
    with _ledger.opened(ledger, write=True) as book:
        book.undo(number, who=who)
    click.echo(f"decision {number} undone")


@command.command("decisions")
@_ledger.ledger
def decisions(ledger: str) -> None:
    """List all decisions with who made them, when and why."""
    from tallystick.reporting.cleaning import one_line

    with _ledger.opened(ledger) as book:
        for d in book.decisions():
            into = f" into {d.into}" if d.into else f" of {d.day}" if d.day else ""
            into += "".join(f" {name}={value}" for name, value in d.fields.items())
            undone = f" (undone {d.undone_at} by {d.undone_by})" if d.undone_at else ""
            click.echo(
                one_line(f"{d.number} {d.decided_at[:10]} {d.who}: {d.kind} {d.subject}{into}: {d.reason}{undone}")
            )

"""`tallystick series`: what is kept of an indicator, as a table, a plot, vintages or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tallystick.cli import _completing, _forms, _ledger, _options

if TYPE_CHECKING:
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
    tallystick series industry.value_added.growth --plot
    tallystick series industry.value_added.growth --as-of 2022-03-01 --format csv
    tallystick series link SERIES INTO --reason "renamed in 2019"
    tallystick series unlink OBSERVATION --reason "of another survey"
    tallystick series settle OBSERVATION --period 2021 --reason "the heading says so"
    tallystick series date RELEASE 2022-02-28 --reason "the day stands in the file's name"
    tallystick series undo NUMBER
    tallystick series decisions
    """


@command.command("show", hidden=True)
@click.argument("indicator", required=False, shell_complete=_completing.series_or_step)
@click.option("--measure", help="Only this measure: level, growth, share …")
@click.option("--area", help="Only this area, by code or name: CN, USA, Japan.")
@click.option("--frequency", type=click.Choice(["month", "quarter", "half", "year"]), help="Only this frequency.")
@click.option("--accumulation", type=click.Choice(["single", "year-to-date", "state", "span"]), help="Only this one.")
@click.option("--as-of", metavar="DATE", help="The values that stood at the end of this day of publication.")
@click.option("--known-at", metavar="DATE", help="Only what the ledger knew by the end of this day.")
@click.option("--vintages", is_flag=True, help="Every value each period ever had.")
@click.option("--plot", "drawn", is_flag=True, help="Draw the values that stand, large, instead of listing them.")
@click.option("--derived", is_flag=True, help="What follows from the values kept: months, averages, levels.")
@_options.sure
@_options.unsure
@_forms.form()
@_options.output
@_ledger.ledger
def show(
    indicator: str | None, form: str, output: str | None, ledger: str, drawn: bool, vintages: bool, **wanted: Wanted
) -> None:
    """Show series."""
    for option in ("as_of", "known_at"):
        _ledger.day(str(wanted[option]) if wanted[option] else None)
    if drawn and (indicator is None or form != "text" or vintages or wanted["derived"]):
        raise click.UsageError("--plot draws the values that stand of one INDICATOR: leave the other forms out")
    if wanted["area"]:
        from tallystick.published.columns import area

        wanted["area"] = area(str(wanted["area"]))
    with _ledger.opened(ledger, marked=True) as book:
        if indicator is None:
            _list(book, wanted, form, output)
        elif wanted["derived"]:
            _derived(book, indicator, wanted, form, output)
        else:
            _show(
                book, indicator, wanted, form, output, "triangle" if vintages else "plots" if drawn else "series_view"
            )


def _list(book: Ledger, wanted: dict[str, Wanted], form: str, output: str | None) -> None:
    from tallystick.cli._series_view import list_table

    told: dict[str, Any] = {name: word for name in ("measure", "area") if (word := _word(wanted, name))}
    listed = book.series_list(**told, sure=_sure(wanted))
    if not listed and told:
        raise _ledger.none_such(book.series_list(sure=_sure(wanted)), told)
    _forms.tell(form, output, listed, lambda: [list_table(listed)] if listed else [])
    if not listed and form in ("text", "markdown"):
        then = "tallystick ledger releases lists them; one that tells no day waits for tallystick series date"
        _ledger.say_none(book, "no series", then)


def _show(book: Ledger, indicator: str, wanted: dict[str, Wanted], form: str, output: str | None, view: str) -> None:
    from tallystick.cli import _series_view

    name = indicator
    narrowed: dict[str, Any] = {field: _word(wanted, field) for field in ("area", "frequency", "accumulation")}
    narrowed |= {"known_at": (known := _word(wanted, "known_at")), "sure": _sure(wanted)}
    if measure := _word(wanted, "measure"):
        name = f"{indicator.removesuffix('.' + measure)}.{measure}"
    if view == "triangle":
        points = book.vintages(name, **narrowed)
    else:
        points = book.series(name, as_of=_word(wanted, "as_of"), **narrowed)
    show_points = getattr(_series_view, view)
    _forms.tell(form, output, points, lambda: show_points(points), first=(*COLUMNS, *COLUMNS_OF_SOURCE))
    if not points and form in ("text", "markdown"):
        days = [f"{told} {word}" for told, word in (("on", _word(wanted, "as_of")), ("as known on", known)) if word]
        then = f"tallystick series {name} --vintages --unsure shows every value that was told, and when"
        click.echo(f"{' '.join(['no value of', name, 'stood', *days])}; {then}", err=True)


def _derived(book: Ledger, indicator: str, wanted: dict[str, Wanted], form: str, output: str | None) -> None:
    from tallystick.cli._series_view import derived_table

    found = book.derived(indicator, area=_word(wanted, "area"), as_of=_word(wanted, "as_of"), sure=_sure(wanted))
    _forms.tell(form, output, found, lambda: [derived_table(found)] if found else [])
    if not found and form in ("text", "markdown"):
        then = f"tallystick series {indicator} shows the values themselves"
        click.echo(f"nothing follows from what is kept of {indicator}; {then}", err=True)


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
@click.argument("release", shell_complete=_completing.releases)
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


command.add_command(_ledger.undo)


@command.command("decisions")
@_forms.form()
@_options.output
@_ledger.ledger
def decisions(form: str, output: str | None, ledger: str) -> None:
    """List all decisions with who made them, when and why."""
    from tallystick.cli._series_view import decision_line

    with _ledger.opened(ledger) as book:
        found = book.decisions()
    _forms.tell(form, output, found, lambda: map(decision_line, found))
    if not found and form in ("text", "markdown"):
        click.echo("nothing was decided yet; tallystick series --help lists what may be", err=True)

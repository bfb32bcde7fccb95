"""`tallystick followed`: problems, commitments, targets and milestones, and what became of each."""

from __future__ import annotations

import click

from tallystick.cli import _completing, _forms, _ledger, _options

KINDS = ("problem", "commitment", "target", "milestone")
OUTCOMES = ("kept", "in part", "not kept", "replaced", "open")
FIRST = ("id", "kind", "published", "publisher", "quote", "due", "outcome", "later")


class _FollowedGroup(click.Group):
    """`followed link …` and the like are commands; anything else asks for the list."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and not {"-h", "--help"} & set(args)):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_FollowedGroup, invoke_without_command=True)
def command() -> None:
    """List the problems, commitments, targets and milestones that releases told, and what people say became of each.

    \b
    tallystick followed --kind commitment --publisher ministry
    tallystick followed --open-since 2024-12-31 --format csv
    tallystick followed suggest STATEMENT
    tallystick followed link STATEMENT kept --by FIGURE --reason "10,200 flats were completed"
    tallystick followed undo NUMBER
    """


@command.command("list", hidden=True)
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--publisher", metavar="WORDS", help="Only of publishers in whose name these words stand.")
@click.option("--release", metavar="ID", shell_complete=_completing.releases, help="Only of this release.")
@click.option("--indicator", metavar="ID", help="Only what names this indicator of the catalogue.")
@click.option("--outcome", type=click.Choice([*OUTCOMES, "none"]), help="Only what became this; none: nobody has said.")
@click.option("--since", metavar="DATE", help="Only what was published from this day on.")
@click.option("--open-since", metavar="DATE", help="Only what was told by this day and is open still.")
@click.option("--words", metavar="WORDS", help="Only with all these words in the quote.")
@_forms.form()
@_options.output
@_ledger.ledger
def listing(form: str, output: str | None, ledger: str, **wanted: str | None) -> None:
    """List statements."""
    for name in ("since", "open_since"):
        day = _ledger.day(wanted[name])
        wanted[name] = day.isoformat() if day else None
    with _ledger.opened(ledger, marked=True) as book:
        found = book.followed(**wanted)

        def view() -> list[object]:
            from tallystick.reporting.followed_text import followed_text

            return [followed_text(found)] if found else []

        _forms.tell(form, output, found, view, first=FIRST)
        if not found and form in ("text", "markdown"):
            then = "tallystick followed lists all; releases kept before get theirs by tallystick ledger reread"
            _ledger.say_none(book, "no such statement", then)


@command.command("suggest")
@click.argument("statement")
@_forms.form()
@_options.output
@_ledger.ledger
def suggest(statement: str, form: str, output: str | None, ledger: str) -> None:
    """List later statements and figures that may tell what became of STATEMENT, by its id. A person decides."""
    with _ledger.opened(ledger, marked=True) as book:
        found = book.suggestions(statement)

        def view() -> list[object]:
            from tallystick.reporting.followed_text import suggested_text

            return [suggested_text(found)] if found else []

        _forms.tell(form, output, found, view, first=("id", "published", "quote"))
        if not found and form in ("text", "markdown"):
            _ledger.say_none(book, "nothing later shares its indicators or words", "keep what was published since")


@command.command("link")
@click.argument("statement")
@click.argument("outcome", type=click.Choice(OUTCOMES))
@click.option("--by", "later", default="", metavar="ID", help="The later statement or figure that tells it.")
@_ledger.reason
@_ledger.who
@_ledger.ledger
def link(statement: str, outcome: str, later: str, reason: str, who: str, ledger: str) -> None:
    """Decide what became of STATEMENT, by its id: kept, "in part", "not kept", replaced or open."""
    with _ledger.opened(ledger, write=True) as book:
        click.echo(f"decision {book.follow(statement, outcome, later=later, who=who, reason=reason)}")


command.add_command(_ledger.undo)

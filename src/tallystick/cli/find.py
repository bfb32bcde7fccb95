"""`tallystick find`: full-text search over what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tallystick.cli import _ledger, _options

if TYPE_CHECKING:
    from tallystick.ledger import Ledger


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many sentences at most."
)
@_ledger.form
@_options.output
@_ledger.ledger
def command(words: tuple[str, ...], limit: int, form: str, output: str | None, ledger: str) -> None:
    """Find sentences with figures by their words, or by the names of their indicators in either language.

    \b
    tallystick find capacity utilisation
    tallystick find 工业机器人
    """
    from tallystick.cli._output import console
    from tallystick.cli._output import opened as output_to
    from tallystick.reporting.cleaning import one_line

    with _ledger.opened(ledger) as book, output_to(output) as stream:
        found = book.find(" ".join(words), limit=limit)
        if form != "table":
            _ledger.write_records(found, form, stream)
            return
        shown = console(stream, output is not None)
        for item in found:
            shown.print(one_line(f"{item.published}  {item.release}  {', '.join(item.figures)}"))
            shown.print("    " + one_line(item.sentence))
        _tell_more(book, " ".join(words), bool(found))


def _tell_more(book: Ledger, words: str, found: bool) -> None:
    """On standard error: the indicators that the words name, or what may have been meant."""
    from tallystick.reporting.cleaning import one_line

    if not found:
        click.echo("nothing found", err=True)
    named = book.named(words, most=5)
    for indicator in named:
        names = f"{indicator.name_en}, {indicator.name_zh}"
        click.echo(f"indicator: {names}; its values: tallystick series {indicator.id}", err=True)
    if not found and not named and (meant := book.meant(words)):
        click.echo(one_line(f"did you mean: {'; '.join(meant)}?"), err=True)

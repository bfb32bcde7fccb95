"""`tallystick find`: full-text search over what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tallystick.cli import _forms, _ledger, _options

if TYPE_CHECKING:
    from rich.console import Group

    from tallystick.ledger import Found, Ledger, Records
    from tallystick.reporting.grid import Grid


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many sentences at most."
)
@_forms.form()
@_options.output
@_ledger.ledger
def command(words: tuple[str, ...], limit: int, form: str, output: str | None, ledger: str) -> None:
    """Find sentences with figures by their words, or by the names of their indicators in either language.

    \b
    tallystick find capacity utilisation
    tallystick find 工业机器人
    """
    with _ledger.opened(ledger, marked=True) as book:
        found = book.find(" ".join(words), limit=limit)
        _forms.tell(form, output, found, lambda: [_table(found) if form == "markdown" else _lines(found)])
        if form in ("text", "markdown"):
            _tell_more(book, " ".join(words), bool(found))


def _table(found: Records[Found]) -> Grid:
    """A row a sentence."""
    from tallystick.reporting.grid import Column, Grid

    table = Grid(*map(Column, ("published", "release", "figures", "sentence")))
    for item in found:
        table.add(item.published, item.release, ", ".join(item.figures), item.sentence)
    return table


def _lines(found: Records[Found]) -> Group:
    """Each sentence under its release and its figures."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from tallystick.reporting.cleaning import one_line

    parts: list[Text | Padding] = []
    for item in found:
        parts.append(Text(one_line(f"{item.published}  {item.release}  {', '.join(item.figures)}")))
        parts.append(Padding(Text(one_line(item.sentence)), (0, 0, 0, 4)))
    return Group(*parts)


def _tell_more(book: Ledger, words: str, found: bool) -> None:
    """On standard error: the indicators that the words name, or what may have been meant."""
    from tallystick.ledger.lookup import named as known
    from tallystick.reporting.cleaning import one_line

    if not found:
        _ledger.say_none(book, f"nothing found of “{one_line(words)}”", "tallystick series lists what is kept")
    named = book.named(words, most=5)
    for indicator in named:
        names = f"{indicator.name_en}, {indicator.name_zh}"
        click.echo(f"indicator: {names}; its values: tallystick series {indicator.id}", err=True)
    if found or named:
        return
    if meant := book.meant(words):
        click.echo(one_line(f"did you mean: {'; '.join(meant)}?"), err=True)
    for indicator in known(words, most=3):
        click.echo(f"known, and nothing is kept of it: {indicator.name_en}, {indicator.name_zh}", err=True)
    for indicator in book.nearby(words, most=3):
        click.echo(f"near to it: {indicator.name_en}, {indicator.name_zh}; tallystick series {indicator.id}", err=True)

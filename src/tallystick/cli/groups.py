"""`tallystick groups`: the file that says which indicators tell how the economy stands, to be copied and changed."""

from __future__ import annotations

from pathlib import Path

import click

from tallystick.cli import _options


@click.command(epilog="Exit code: 0 all is well, 2 the file cannot be written or is no file of groups.")
@click.option(
    "--check", "checked", type=click.Path(path_type=Path), metavar="FILE", help="Say what is wrong in a file."
)
@_options.output
def command(checked: Path | None, output: str | None) -> None:
    """Print the groups of indicators that the desk's front page and a briefing follow, as a file to edit.

    \b
    tallystick groups -o groups.toml
    tallystick groups --check groups.toml
    tallystick serve --groups groups.toml
    """
    from tallystick.cli._output import opened as output_to
    from tallystick.knowledge.briefing_groups import briefing_groups, shipped_text

    if checked:
        groups = briefing_groups(checked)
        n = len({*groups.headline, *(name for group in groups.group for name in group.indicators)})
        click.echo(f"{checked}: {len(groups.group)} groups, {n} indicators")
        return
    with output_to(output) as stream:
        stream.write(shipped_text().encode())

"""The command line: a file per command, found by being there and imported only when it is used.

A command module holds `command`, a click command; its file is named like the command (`import_` for a
word that Python keeps). Files that start with `_` are helpers.
"""

from __future__ import annotations

import sys

import click

from tallystick.cli import _ending
from tallystick.cli._commands import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tallystick")
def group() -> None:
    """Read official figures from releases, and prove whether they agree.

    \b
    tallystick demo                     a sample release, read and explained
    tallystick read release.html        its figures as a table
    tallystick explain release.html --at 9.6%
    """


def main() -> None:
    """Run the command line and exit: 0 done, 1 a contradiction or difference, 2 an error, 130 interrupted."""
    try:
        with _ending.in_order():
            status = group.main(prog_name="tallystick", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = 130
    sys.exit(status if isinstance(status, int) else 0)

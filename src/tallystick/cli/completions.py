"""`tallystick completions`: the words that a shell completes."""

from __future__ import annotations

import click

_VARIABLE = "_TALLYSTICK_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what SHELL needs to complete commands, options, files, and the series and releases of the ledger.

    \b
    bash   tallystick completions bash > ~/.local/share/bash-completion/completions/tallystick
    zsh    tallystick completions zsh > "${fpath[1]}/_tallystick"
    fish   tallystick completions fish > ~/.config/fish/completions/tallystick.fish

    They hold from the next shell on. For bash alone, without its package of completions:
    tallystick completions bash >> ~/.bashrc
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from tallystick.cli import group

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(ShellComplete.source(kind(group, {}, "tallystick", _VARIABLE)))

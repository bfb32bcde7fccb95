"""Finds the commands in this folder and imports one when it is called."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click


class Commands(click.Group):
    """A group whose commands are the modules beside it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of all commands, in order."""
        files = Path(__file__).parent.glob("*.py")
        return sorted(file.stem.rstrip("_") for file in files if not file.stem.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None when there is no such file."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name if (Path(__file__).parent / f"{cmd_name}.py").exists() else f"{cmd_name}_"
        command: click.Command = import_module(f"tallystick.cli.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error meant for the user becomes one clear line."""
        from tallystick.model import TallystickError
        from tallystick.model.extras import explained

        try:
            with explained():
                return super().invoke(ctx)
        except TallystickError as error:
            raise Problem(str(error)) from None


class Problem(click.ClickException):
    """An error as the user sees it: one line on standard error, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line, free of control characters that a source may have brought in."""
        from tallystick.reporting.cleaning import one_line

        click.echo(f"tallystick: {one_line(self.message)}", file=file, err=file is None)

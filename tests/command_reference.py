"""The reference of commands, from their own --help; `make docs` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from tallystick.cli import group

REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
HEAD = "# Commands\n\nWritten by `make docs` from each command's own `--help`.\n"


def commands(parent: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command below a group, with its whole name and its context."""
    for name in parent.list_commands(context):
        command = parent.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100, max_content_width=100)
        yield f"{context.command_path} {name}", command, inner
        if isinstance(command, click.Group):
            yield from commands(command, inner)


@cache
def everything() -> list[tuple[str, str]]:
    """The whole name of each command and its help."""
    root = click.Context(group, info_name="tallystick", terminal_width=100, max_content_width=100)
    found = [("tallystick", group.get_help(root))]
    found += [(name, command.get_help(context)) for name, command, context in commands(group, root)]
    return found


def reference() -> str:
    """The page."""
    return HEAD + "".join(f"\n## {name}\n```text\n{told}\n```\n" for name, told in everything())


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")

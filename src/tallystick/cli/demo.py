"""`tallystick demo`: what Tallystick does, on a release that ships with it."""

from __future__ import annotations

import click

_SAMPLE = "industry-2021.txt"


@click.command()
def command() -> None:
    """Read and check a sample release, write its annotated page, and say what to do next."""
    from tallystick.cli import _demo
    from tallystick.cli._output import console, opened
    from tallystick.samples import sample

    with opened(None) as stream:
        shown = console(stream, to_file=False)
        for step in _demo.STEPS:
            step(sample(_SAMPLE), shown)

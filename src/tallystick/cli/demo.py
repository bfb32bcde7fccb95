"""`tallystick demo`: what Tallystick does, on a release that ships with it."""

from __future__ import annotations

from pathlib import Path

import click

_SAMPLE = "industry-2021.txt"


@click.command()
@click.option(
    "--samples",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Only copy the sample releases and series into FOLDER; what is there already stays as it is.",
)
def command(samples: Path | None) -> None:
    """Read and check a sample release, write its annotated page, and say what to do next.

    \b
    tallystick demo
    tallystick demo --samples samples
    """
    from tallystick.cli import _demo

    if samples is not None:
        _demo.copy(samples)
        return
    from tallystick.cli._output import console, opened
    from tallystick.samples import sample

    with opened(None) as stream:
        shown = console(stream, to_file=False)
        for step in _demo.STEPS:
            step(sample(_SAMPLE), shown)

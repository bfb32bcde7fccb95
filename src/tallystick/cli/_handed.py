"""A reading made elsewhere, handed in on the command line: what is refused is told, the rest goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tallystick.reporting.cleaning import one_line

if TYPE_CHECKING:
    from tallystick.model import Reading, Release

MOST_TOLD = 20


def only_one(sources: list[str], as_one: bool) -> None:
    """Figures are handed in for one release."""
    if len(sources) > 1 and not as_one:
        raise click.UsageError("--observations is of one release: name one SOURCE, or take all as one with --as-one")


def reading(release: Release, observations: str, by: str | None, reader: str, sure: float | None) -> Reading:
    """The reading that a file holds, after each figure that is refused was named on standard error."""
    from tallystick.pipeline import hand_in

    found = hand_in(release, observations, by=by or "", reader=reader, sure=sure)
    for one in found.refused[:MOST_TOLD]:
        named = f" “{one.text}”" if one.text else ""
        click.echo(f"tallystick: refused: {one_line(f'{observations}, line {one.line}{named}: {one.why}')}", err=True)
    if len(found.refused) > MOST_TOLD:
        click.echo(f"tallystick: refused: {len(found.refused) - MOST_TOLD} more", err=True)
    return found

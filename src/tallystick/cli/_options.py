"""Options that several commands share."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from tallystick.cli import _completing

F = TypeVar("F", bound=Callable[..., Any])

sources = click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", shell_complete=_completing.files)
sources_or_text = click.argument("sources", nargs=-1, metavar="SOURCE…", shell_complete=_completing.files)
source = click.argument("source", shell_complete=_completing.files)
as_one = click.option(
    "--as-one", is_flag=True, help="Take all sources, in their order, as one release: pages of a transcript, an annex."
)
released = click.option("--released", metavar="DATE", help="Day of release, like 2022-02-28, where the text has none.")
language = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "zh"]),
    help="Language of the text, which else decides; one in a third language is read only with this.",
)
language_of_either = click.option(
    "--lang", "language", type=click.Choice(["en", "zh"]), help="Read a text that is in neither as this language."
)
reader = click.option(
    "--reader",
    type=click.Choice(["auto", "fast", "accurate"]),
    default="auto",
    show_default=True,
    help="How English is read: fast by rules, or accurate by a parser and learned choosers that say how sure they are.",
)


def _told(_: click.Context, __: click.Parameter, value: bool) -> bool:
    """Pages that are read from images take seconds each: say on a terminal which one it is."""
    if value and sys.stderr.isatty():
        log = logging.getLogger("tallystick.ocr")
        log.setLevel(logging.INFO)
        log.addHandler(logging.StreamHandler())
    return value


ocr = click.option(
    "--ocr",
    is_flag=True,
    callback=_told,
    help="Read scanned pages, and pictures of pages, from the image; such figures are only as sure as that.",
)
sure = click.option(
    "--sure",
    type=click.FloatRange(0, 1),
    metavar="ODDS",
    help="Take figures as sure from this confidence on, like 0.8, instead of the usual one.",
)
_handed = (
    click.option(
        "--observations",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Figures as somebody else read them (JSON Lines), each held against the text, instead of reading it.",
    ),
    click.option("--read-by", metavar="NAME", help="With --observations: who read them; shown and kept with them."),
)
unsure = click.option(
    "--unsure", "sure", flag_value=0.0, type=float, help="Also show figures that were read with too little confidence."
)
names = click.option(
    "--names", type=click.Choice(["en", "zh"]), help="Language of catalogue names; without it that of the text."
)
_workers = (
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help="Work on so many texts at once, each in a process of its own.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        metavar="S",
        help="Give up a text that takes longer than so many seconds.",
    ),
    click.option(
        "--memory",
        type=click.IntRange(min=1),
        metavar="MB",
        help="Give up a text for which a process needs more memory than so many megabytes.",
    ),
)
output = click.option(
    "-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write to FILE, whole or not at all."
)


def handed(command: F) -> F:
    """`--observations`, `--read-by`: what `_handed.reading` takes."""
    for option in reversed(_handed):
        command = option(command)
    return command


def workers(command: F) -> F:
    """`--jobs`, `--timeout`, `--memory`: what `_workers.workers` takes."""
    for option in reversed(_workers):
        command = option(command)
    return command

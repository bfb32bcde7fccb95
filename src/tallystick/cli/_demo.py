"""The steps of `tallystick demo`, in order; a new step is one more function."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

_PAGE = "tallystick-demo.html"

if TYPE_CHECKING:
    from rich.console import Console


def read(sample: Path, console: Console) -> None:
    """The figures of the sample as a table."""
    import tallystick
    from tallystick.reporting.tables import reading_table

    console.print(reading_table(tallystick.read(sample)))


def check(sample: Path, console: Console) -> None:
    """Whether the sample's figures agree, and what they imply."""
    import tallystick
    from tallystick.reporting.findings_text import report_text

    console.rule("tallystick check", style="dim")
    console.print(report_text(tallystick.check(sample)))


def report(sample: Path, console: Console) -> None:
    """The annotated page, written beside where the demo runs."""
    import tallystick
    from tallystick.cli._output import opened
    from tallystick.reporting.page import render

    reading = tallystick.read(sample)
    with opened(_PAGE) as stream:
        stream.write(render(reading, tallystick.check(reading).findings).encode())
    console.print(f"\nWrote the annotated release: open {_PAGE} in a browser.", style="bold", soft_wrap=True)


def next_steps(sample: Path, console: Console) -> None:
    """What to try next, as commands that can be copied."""
    name = os.path.relpath(sample)
    name = name if not name.startswith("..") else str(sample)
    program = ".venv/bin/tallystick" if Path(".venv/bin/tallystick").exists() else "tallystick"
    console.print("\nNext:", style="bold")
    for command, purpose in (
        (f'explain {name} --at "6.8 percentage points"', "which words say so"),
        (f"read {name} --format csv -o figures.csv", "the same as a file"),
        ("read YOUR-RELEASE.html", "a release of your own: a file, a folder or an address"),
        ("--help", "all commands"),
    ):
        console.print(f"  {program} {command}", soft_wrap=True)
        console.print(f"      {purpose}", style="dim")


def copy(folder: Path) -> None:
    """The samples into a folder, none over another file; says how many, and what to try on them."""
    import click

    from tallystick.model import SourceError
    from tallystick.samples import files

    copied = 0
    try:
        for name, path in files().items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                target.write_bytes(path.read_bytes())
                copied += 1
    except OSError as error:
        raise SourceError(f"cannot write {folder}: {error.strerror}", "name another folder") from None
    there = f", {len(files()) - copied} were there" if copied < len(files()) else ""
    click.echo(f"{copied} samples in {folder}{there}; try: tallystick check {folder / 'industry-2021.txt'}")


STEPS: tuple[Callable[[Path, Console], None], ...] = (read, check, report, next_steps)

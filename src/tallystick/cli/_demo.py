"""The steps of `tallystick demo`, in order; a new step is one more function."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def read(sample: Path, console: Console) -> None:
    """The figures of the sample as a table."""
    import tallystick
    from tallystick.reporting.tables import reading_table

    console.print(reading_table(tallystick.read(sample)))


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


STEPS: tuple[Callable[[Path, Console], None], ...] = (read, next_steps)

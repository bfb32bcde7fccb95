"""What a shell completes: files, and names that the ledger in use keeps, read from it directly where it is a file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click
from click.shell_completion import CompletionItem

Items = list[CompletionItem]
_MOST = 200
_SERIES = """SELECT DISTINCT indicator || '.' || measure AS name FROM series
WHERE adjustment NOT LIKE '%, compiled' AND name LIKE ? ESCAPE '\\' ORDER BY name LIMIT ?"""
_RELEASES = "SELECT DISTINCT release_id FROM release WHERE release_id LIKE ? ESCAPE '\\' ORDER BY release_id LIMIT ?"


def files(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Files and folders, as the shell knows them."""
    return [CompletionItem(incomplete, type="file")]


def series(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Series that are kept, by indicator and measure."""
    return _kept(context, _SERIES, incomplete)


def series_or_step(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The same, and before them the commands that stand beside `series NAME`."""
    steps = context.parent.command if context.parent else None
    names = steps.list_commands(context) if isinstance(steps, click.Group) else []
    shown = [CompletionItem(name) for name in names if name.startswith(incomplete) and name != context.info_name]
    return shown + series(context, parameter, incomplete)


def releases(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Releases that are kept, by their id."""
    return _kept(context, _RELEASES, incomplete)


def _kept(context: click.Context, query: str, incomplete: str) -> Items:
    """Names from the ledger that the command line names, where it is an SQLite file; a shell wants no errors."""
    told = context.params.get("ledger") or os.environ.get("TALLYSTICK_LEDGER") or "tallystick.db"
    path = Path(str(told).removeprefix("sqlite:///"))
    if not path.is_file():
        return []
    start = incomplete.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    try:
        with closing(sqlite3.connect(f"file:{path.resolve().as_posix()}?mode=ro", uri=True, timeout=0.2)) as book:
            return [CompletionItem(name) for (name,) in book.execute(query, (f"{start}%", _MOST))]
    except sqlite3.Error:
        return []

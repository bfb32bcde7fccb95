"""What a command shows, as Markdown: tables as tables, lines of words as paragraphs, drawings as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Group
from rich.text import Text

from tallystick.reconciling.shown.markdown import plain
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Grid
from tallystick.reporting.terminal_plot import Plot


def in_markdown(parts: Iterable[Any]) -> str:
    """The parts of a view in Markdown, in which nothing that a text holds is markup."""
    return "\n".join(told for part in parts for told in _told(part))


def _told(part: Any) -> Iterator[str]:
    if isinstance(part, Grid):
        yield part.markdown()
    elif isinstance(part, Group):
        yield from (told for inner in part.renderables for told in _told(inner))
    elif isinstance(part, Plot):
        yield "```text\n" + "\n".join(part.lines(100)) + "\n```\n"
    else:
        lines = (part.plain if isinstance(part, Text) else str(part)).split("\n")
        words = "  \n".join(plain(one_line(line)) for line in lines if line.strip())
        if words:
            bold = isinstance(part, Text) and str(part.style) == "bold" and "  \n" not in words
            yield f"**{words}**\n" if bold else f"{words}\n"

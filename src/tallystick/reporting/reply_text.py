"""What is known of a claim, as an answer of a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group
from rich.text import Text

from tallystick.knowledge.areas import area_name
from tallystick.ledger.answering import Reply, Vintage
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.show import MARKS, show_period

STYLES = {"contradicts": "bold red", "cannot check": "yellow", "explained": "yellow"}
LONGEST = 200
"""Characters of a sentence that are shown."""


def replies_text(replies: Iterable[Reply]) -> Group:
    """Each figure with its verdict, the published value and its source, what it was before and since, and why."""
    return Group(*(line for reply in replies for line in _lines(reply)))


def _lines(reply: Reply) -> list[Text]:
    about = ", ".join(part for part in (reply.what, _area(reply), show_period(reply.period)) if part)
    head = Text(f"{MARKS[reply.verdict]} {reply.verdict}  ", style=STYLES.get(reply.verdict, "green"))
    lines = [head.append(one_line(f"“{reply.quote}” ({about})"), style="not bold default")]
    if reply.published_quote:
        source = ", ".join(part for part in (reply.publisher, reply.published_on, reply.release) if part)
        lines.append(_line("published", f"{reply.published_quote} — {source}"))
        if reply.published_sentence:
            lines.append(_line("", f"“{_short(reply.published_sentence)}”"))
    lines += _vintages("before", reply.before) + _vintages("since", reply.since)
    return [*lines, _line("because", reply.reason)] if reply.reason else lines


def _area(reply: Reply) -> str:
    return area_name(reply.area, "en") if reply.area else ""


def _vintages(name: str, told: Sequence[Vintage]) -> list[Text]:
    return [
        _line(name, f"{one.quote} — {', '.join(p for p in (one.publisher, one.published_on, one.release) if p)}")
        for one in told
    ]


def _line(name: str, words: str) -> Text:
    return Text(f"   {name:<11}", style="dim").append(one_line(words), "default")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"

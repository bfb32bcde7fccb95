"""Statements that are followed through, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.wording import sentence
from tallystick.ledger.following import Followed
from tallystick.ledger.suggesting import Suggestion
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid

_STYLES = {"kept": "green", "in part": "cyan", "not kept": "bold red", "replaced": "yellow", "open": "cyan", "": "dim"}


def became(one: Followed, language: str = "en", outcome: str | None = None) -> str:
    """What became of a statement in the words for its kind; what it would be by another `outcome` where one is given.

    >>> blank = dict.fromkeys("id quote published publisher title release language due rule".split(), "")
    >>> became(Followed(kind="problem", start=0, end=1, indicators=(), outcome="kept", **blank), "zh")
    '已解决'
    """
    told = one.outcome if outcome is None else outcome
    return sentence(f"became {told} {one.kind}" if told else "became none", language)


def followed_text(found: Iterable[Followed]) -> Group:
    """By release the statements: kind, words, the day they end, what became of each and who says so; ids last."""
    parts: list[RenderableType] = []
    for _, group in groupby(found, key=lambda one: one.release):
        told = list(group)
        who = ", ".join(one_line(part) for part in (told[0].published, told[0].publisher, told[0].title) if part)
        parts += [Text(), Text(who, style="bold")]
        parts += [line for one in told for line in _lines(one)]
    return Group(*parts)


def suggested_text(found: Iterable[Suggestion]) -> Group:
    """What may tell what became of a statement, with what it shares with it."""
    parts: list[RenderableType] = []
    for one in found:
        shared = [catalogue()[known].name("en") for known in one.indicators if known in catalogue()]
        parts.append(_line(2, one.published, Text(f"“{one_line(one.quote)}”")))
        parts.append(_line(6, "", Text(f"{one.id}  shares {', '.join((*shared, *one.words))}", style="dim")))
    return Group(*parts)


def _lines(one: Followed) -> Iterator[RenderableType]:
    head = Text(f"“{one_line(one.quote)}”  ").append(became(one), style=_STYLES[one.outcome])
    yield _line(2, sentence(f"kind {one.kind}", "en"), head)
    if one.outcome:
        yield _line(6, "", Text(f"{one.decided_by}, {one.decided_at[:10]}: {one_line(one.note)}", style="dim"))
    if one.later_quote:
        yield _line(6, "", Text(f"“{one_line(one.later_quote)}”", style="dim"))
    yield _line(6, "", Text(f"{one.id}{f'  by {one.due}' if one.due else ''}", style="dim"))


def _line(indent: int, name: str, words: Text) -> Grid:
    line = Grid(Column(""), Column("", words=True), indent=indent, heads=False, prose=True)
    line.add(Text(f"{name:<10}" if name else name), words)
    return line

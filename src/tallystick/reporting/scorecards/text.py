"""A scorecard for a terminal: a group after the other, a card on a row, and below it why its light is what it is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from tallystick.knowledge.briefing_groups import Groups
from tallystick.knowledge.lights import Rule
from tallystick.monitoring import Scorecard
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid
from tallystick.reporting.scorecards.words import SHAPES, Worded, parts, title
from tallystick.reporting.show import show_measure

_STYLES = {"green": "green", "amber": "yellow", "red": "bold red", "grey": "dim"}


def scorecard_grid(
    told: Scorecard, *, groups: Groups | None = None, rules: Sequence[Rule] | None = None
) -> list[RenderableType]:
    """The groups that hold something, then how many lights there are of each colour."""
    shown = parts(told, "en", groups=groups, rules=rules)
    made: list[RenderableType] = [Text(title(told, "en"))]
    for part in shown if any(part.cards for part in shown) else ():
        made += [Text(), Text(one_line(part.title), style="bold")]
        if part.cards:
            made.append(_grid(part.cards))
        if part.without:
            made.append(_wrapped(f"nothing kept: {', '.join(part.without)}"))
    counts = ", ".join(f"{n} {colour}" for colour, n in told.counts().items())
    return [*made, Text(), Text(counts)]


def _grid(cards: Sequence[Worded]) -> RenderableType:
    grid = Grid(
        Column("light"), Column("indicator", lead=True, words=True), Column("value", right=True), Column("period"),
        Column("a year earlier", rank=2, right=True), Column("before", rank=4, right=True),
        Column("three months, adjusted", rank=2, right=True), Column("last turn", rank=4, words=True),
        Column("place", rank=3, words=True), Column("ten years", rank=5, words=True),
        Column("target", rank=1, words=True), Column("why", words=True),
    )  # fmt: skip
    for one in cards:
        light = Text(f"{SHAPES[one.card.light.colour]} {one.light}", style=_STYLES[one.card.light.colour])
        row = (one.rate, one.turn, one.place, one.band, one.target, why(one))
        grid.add(light, _name(one), one.value, one.period, one.year, one.before, *row)
    return grid


def _name(one: Worded) -> str:
    told = one.measure.removeprefix(show_measure("level", "en")).lstrip("; ")
    return f"{one.name}, {told}" if told else one.name


def why(one: Worded) -> str:
    """Why a light is what it is, what else it could be, and what was left out."""
    return "; ".join(part for part in (one.why or one.rule, one.could_be, *one.notes) if part)


def _wrapped(words: str) -> Grid:
    grid = Grid(Column("", words=True), heads=False, prose=True)
    grid.add(Text(one_line(words), style="dim"))
    return grid

"""The parts of an annotated release: passages, the segments they are cut into, cards, and cells of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tallystick.model import Block, Finding, Observation, Place

Mark = tuple[int, int, "Card | str"]
"""Where a number stands, and its card, or why it was not read."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text; `card` is the figure it shows, `reason` why a number in it was not read."""

    text: str
    card: Card | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader sees of one figure: its observation, its findings, and the worst of their verdicts."""

    observation: Observation
    findings: tuple[Finding, ...]
    verdict: str

    @property
    def anchor(self) -> str:
        """The figure's place on the page; stable as long as the text is."""
        return f"figure-{self.observation.start}"


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a table: its words, how many rows and columns it covers, and whether it names others."""

    segments: tuple[Segment, ...] = ()
    rows: int = 1
    columns: int = 1
    head: bool = False
    marks: tuple[str, ...] = ()


Row = tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the release with its segments and the cards that belong beside it.

    Of a piece of a table: its `heads` and `rows`, and how many `more` rows are not shown. `page` is told where one
    begins.
    """

    block: Block
    segments: tuple[Segment, ...]
    cards: tuple[Card, ...]
    page: Place | None = None
    heads: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()
    more: int = 0

    def on_page(self, page: Place) -> Passage:
        """The same with a page in its margin."""
        return replace(self, page=page)


def cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[tuple[Segment, ...], tuple[Card, ...]]:
    """A part of the text cut at the marks within it, and their cards."""
    segments, here = [], start
    for first, stop, what in marks:
        if first < here:  # a mark inside another: the outer one shows it
            continue
        segments.append(Segment(text[here:first]))
        if isinstance(what, Card):
            segments.append(Segment(text[first:stop], card=what))
        else:
            segments.append(Segment(text[first:stop], reason=what))
        here = stop
    segments.append(Segment(text[here:end]))
    return tuple(s for s in segments if s.text), cards_of(marks)


def cards_of(marks: Iterable[Mark]) -> tuple[Card, ...]:
    """The cards among marks."""
    return tuple(what for _, _, what in marks if isinstance(what, Card))

"""A checked release as a page sees it: blocks of text cut at their figures, and a card for each figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.model import Block, Finding, Observation, Reading
from tallystick.model.finding import VERDICTS

UNCHECKED = "read"


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
class Passage:
    """One block of the release with its segments and the cards that belong beside it."""

    block: Block
    segments: tuple[Segment, ...]
    cards: tuple[Card, ...]


def verdict_of(findings: Iterable[Finding]) -> str:
    """The worst verdict of a figure's checks, `read` when nothing ties it to another."""
    said = {finding.verdict for finding in findings if finding.kind == "check"}
    return next((verdict for verdict in VERDICTS if verdict in said), UNCHECKED)


def annotate(reading: Reading, findings: Sequence[Finding] = ()) -> tuple[Passage, ...]:
    """Cut the release's text into passages; every character of the text's blocks stays in its place."""
    by_figure: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for figure in dict.fromkeys(finding.figures):
            by_figure[figure].append(finding)
    marks: list[tuple[int, int, Card | str]] = [
        (o.start, o.end, Card(o, tuple(by_figure[o.id]), verdict_of(by_figure[o.id]))) for o in reading.observations
    ]
    marks += [(u.start, u.end, u.reason) for u in reading.unread]
    marks.sort(key=lambda mark: mark[:2])
    passages, position = [], 0
    for block in reading.release.blocks:
        own = []
        while position < len(marks) and marks[position][0] < block.end:
            if marks[position][0] >= block.start:
                own.append(marks[position])
            position += 1
        passages.append(_passage(reading.release.text, block, own))
    return tuple(passages)


def _passage(text: str, block: Block, marks: Sequence[tuple[int, int, Card | str]]) -> Passage:
    segments, here = [], block.start
    for start, end, what in marks:
        if start < here:  # a mark inside another: the outer one shows it
            continue
        segments.append(Segment(text[here:start]))
        if isinstance(what, Card):
            segments.append(Segment(text[start:end], card=what))
        else:
            segments.append(Segment(text[start:end], reason=what))
        here = end
    segments.append(Segment(text[here : block.end]))
    cards = tuple(what for _, _, what in marks if isinstance(what, Card))
    return Passage(block, tuple(s for s in segments if s.text), cards)

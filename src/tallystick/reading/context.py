"""What a document has told when a sentence is reached: its own period, headings, the figure before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from tallystick.model import Block, Period, PeriodError
from tallystick.reading.candidates.bases import WHOLES
from tallystick.reading.candidates.measures import Said
from tallystick.reading.candidates.rendering import render
from tallystick.reading.candidates.spoken import Spoken
from tallystick.reading.candidates.told import Told
from tallystick.reading.candidates.units import Spent
from tallystick.reading.document import Document
from tallystick.reading.printed.en.items import TIME
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.sentence import Sentence


@dataclass
class Last:
    """The figure before: where it stood and what was chosen for it (`unit` as printed, `settled` as chosen)."""

    sentence: int = -1
    item: int = -1
    measure: str = ""
    unit: str = ""
    settled: str = ""
    period: str = ""
    base: str = ""
    subject: str = ""
    sign: str = ""
    status: str = "actual"
    sure: bool = True
    trusted: bool = True
    block: Block | None = None


@dataclass
class Context:
    """Carried from figure to figure through a release."""

    document: Document
    released: date | None
    section: str = ""
    heading: Period | None = None
    running: Period | None = None
    first: Period | None = None
    block: Block | None = None
    last: Last = field(default_factory=Last)
    earlier: tuple[str, ...] = ()
    topic: str = ""
    mentioned: Period | None = None
    read: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, document: Document) -> Context:
        """The context at the start of a release."""
        return cls(document, document.focus.released)

    def enter(self, block: Block) -> None:
        """Start a block: a new section may name a period of its own."""
        if block is self.block:
            return
        self.block, self.first, self.mentioned, self.topic = block, None, None, ""
        if block.section != self.section:
            self.section = block.section
            self.heading = self.document.period_in(block.section)

    def told(self, sentence: int) -> Told:
        """What the choice of a period may lean on."""
        last = self.last
        return Told(
            self.document.focus, self.document.default, self.document.usual, self.heading, self.running, self.first,
            last.period, last.base, last.measure, self.where(sentence), last.item, self._often(), self.mentioned,
            self.document.odds, last.sure, self.document.known, self.read,
        )  # fmt: skip

    def where(self, sentence: int) -> str:
        """Where the figure before stands: in the `same` sentence, in the same `block`, or `earlier`."""
        if self.last.sentence == sentence:
            return "same"
        return "block" if self.last.sentence >= 0 and self.last.block is self.block else "earlier"

    def _often(self) -> Period | None:
        return Period.parse(self.read.most_common(1)[0][0]) if self.read else None

    def said(self, sentence: int) -> Said | None:
        """What the choice of a measure may lean on."""
        last = self.last
        if last.sentence < 0:
            return None
        return Said(last.item if last.sentence == sentence else None, last.measure, last.unit)

    def spent(self, sentence: int) -> Spent:
        """What the choice of a unit may lean on."""
        last = self.last
        return Spent(self.document.money, last.settled, last.measure, last.item if last.sentence == sentence else None)

    def spoken(self, sentence: int) -> Spoken:
        """What the choice of a subject may lean on."""
        last = self.last
        return Spoken(
            last.subject,
            last.sentence == sentence,
            last.measure,
            last.unit,
            last.item,
            self.section,
            self.earlier,
            self.topic,
        )

    def spoken_of_whole(self, sentence: int) -> Spoken:
        """What the choice of a whole may lean on: the whole of the figure before, or its subject."""
        spoken = self.spoken(sentence)
        return replace(spoken, before=self.last.base) if self.last.measure in WHOLES else spoken

    def tell(self, last: Last) -> None:
        """A figure was read."""
        self.last = replace(last, block=self.block)
        self.topic = self.topic or last.subject
        try:
            period = Period.parse(last.period) if last.period else None
        except PeriodError:
            return
        if period is not None and (self.released is None or period.start <= self.released):
            self.running = period
            self.first = self.first or period
            self.read[str(period)] = self.read.pop(str(period), 0) + 1

    def leave(self, sentence: Sentence) -> None:
        """A sentence is over: what it was about, and where it held no figure, its time."""
        if not sentence.quantities:
            focus = self.document.focus.at(self.running or self.document.default)
            for item in sentence.items:
                if item.kind == TIME and (period := period_of(item.time, focus)) is not None:
                    self.mentioned = period
                    break
        self.earlier = tuple(_subjects(sentence))


_MOST = 3  # subjects of a sentence that the next may take up


def _subjects(sentence: Sentence) -> list[str]:
    """The subjects of a sentence's verbs, each as wide as it goes."""
    widest: dict[int, str] = {}
    for phrase in sentence.phrases:
        if sentence.tree.deps[phrase.head] in ("nsubj", "nsubjpass") and phrase.width in ("core", "of", "full"):
            widest[phrase.head] = render(sentence, phrase.words)
        if len(widest) > _MOST:
            break
    return list(widest.values())[:_MOST]

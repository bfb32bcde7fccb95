"""A sentence as its figures and the words between them: what phrases and near links are found in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tallystick.model import Observation, Reading
from tallystick.reconciling.evidence import language


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its figures in the order of the text; `spans` are their places in `text`."""

    text: str
    language: str
    figures: tuple[Observation, ...]
    spans: tuple[tuple[int, int], ...]

    def before(self, number: int) -> str:
        """The words between the figure before (or the sentence's start) and a figure."""
        return self.text[self.spans[number - 1][1] if number else 0 : self.spans[number][0]]

    @property
    def behind(self) -> str:
        """The words behind the last figure."""
        return self.text[self.spans[-1][1] :]


def sentences(reading: Reading) -> Iterator[Sentence]:
    """The sentences of running text that hold figures, planned ones among them; cells of tables are left out."""
    prose = [o for o in reading.observations if o.sentence and not o.is_cell]
    prose.sort(key=lambda o: (o.start, o.end))
    text = reading.release.text
    for words, group in groupby(prose, key=lambda o: o.sentence):
        figures = tuple(group)
        first = figures[0]
        start = text.find(words, max(0, first.end - len(words)), first.start + len(words))
        while start >= 0 and figures:
            here = tuple(o for o in figures if start <= o.start and o.end <= start + len(words))
            if here:
                yield Sentence(words, language(words), here, tuple((o.start - start, o.end - start) for o in here))
            figures = tuple(o for o in figures if o not in here)  # the same words may stand twice in a row
            start = text.find(words, start + len(words), figures[-1].end + len(words)) if figures else -1

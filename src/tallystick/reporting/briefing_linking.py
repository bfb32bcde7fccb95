"""The sentences of a briefing in pieces: which words are a figure, and where on its page each stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from tallystick.briefing import Paragraph, Sentence
from tallystick.reporting.briefing_charts import Section


class Linked(NamedTuple):
    """Words of a sentence; those of a figure have its number, a place on the page, and whether they tell it first.

    `strong` are those that the outline gives weight.
    """

    words: str
    number: int = 0
    id: str = ""
    first: bool = False
    strong: bool = False


class Linking:
    """Goes through a briefing in order; knows where each figure stands, for the way back from its note."""

    def __init__(self, numbers: Mapping[str, int], language: str) -> None:
        self._numbers, self._language = numbers, language
        self._counts: Counter[int] = Counter()
        self.places: defaultdict[int, list[str]] = defaultdict(list)

    def section(self, one: Section) -> dict[str, Any]:
        """What a template shows of a section: heading, charts, paragraphs with their sentences in pieces."""
        paragraphs = [self._paragraph(each) for each in one.paragraphs]
        return {"heading": one.heading, "charts": one.charts, "paragraphs": paragraphs}

    def _paragraph(self, one: Paragraph) -> dict[str, Any]:
        return {"view": one.view(self._language), "text": [self._pieces(each) for each in one.sentences]}

    def _pieces(self, sentence: Sentence) -> list[Linked]:
        found, at = [], 0
        for told in sentence.told:
            number = self._numbers[told.fact.observation]
            self._counts[number] += 1
            first = self._counts[number] == 1
            place = f"f{number}" if first else f"f{number}-{self._counts[number]}"
            self.places[number].append(place)
            found.append(Linked(sentence.text[at : told.start]))
            found.append(Linked(sentence.text[told.start : told.end], number, place, first, told.strong))
            at = told.end
        return [*found, Linked(sentence.text[at:])]

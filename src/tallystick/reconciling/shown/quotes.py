"""The sentences in which a finding's figures stand, with the place of each in its source."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tallystick.model import Finding, Observation, Reading, Release


class Quote(msgspec.Struct, frozen=True):
    """A sentence of a release: `text[start:end]`, the line of its first figure (from 1), its page where it has pages.

    `marks` are the figures in it, as places in `sentence`. `line` counts the lines of the text as it was read: of a
    text file its own.
    """

    release: str
    line: int
    page: int
    start: int
    end: int
    sentence: str
    marks: tuple[tuple[int, int], ...] = ()


class Quotes:
    """Quotes from some readings."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._releases: dict[str, Release] = {}
        self._figures: dict[str, Observation] = {}
        self._lines: dict[str, list[int]] = {}
        for reading in readings:
            self._releases[reading.release.id] = reading.release
            self._figures.update((one.id, one) for one in reading.observations)

    def figure(self, name: str) -> Observation | None:
        """A figure of the readings by its id."""
        return self._figures.get(name)

    def of(self, finding: Finding) -> tuple[Quote, ...]:
        """The sentences of a finding's figures, each once; cells of tables have none."""
        grouped: dict[tuple[str, int, str], list[Observation]] = defaultdict(list)
        for name in finding.figures:
            figure = self._figures.get(name)
            if figure is not None and not figure.is_cell and figure.release in self._releases:
                grouped[figure.release, self._start(figure), figure.sentence].append(figure)
        found = [self._quote(start, figures) for (_, start, _), figures in grouped.items()]
        return (*found, *self._of_claim(finding, found))

    def _of_claim(self, finding: Finding, found: Sequence[Quote]) -> Iterator[Quote]:
        """The words of a claim that stands outside of its figures' sentences."""
        claim = finding.claim
        if claim is None or claim.release not in self._releases:
            return
        if not any(quote.start <= claim.start < quote.end for quote in found if quote.release == claim.release):
            text = self._releases[claim.release].text[claim.start : claim.end]
            yield self._at(claim.release, claim.start, claim.end, text, claim.start)

    def _start(self, figure: Observation) -> int:
        """Where a figure's sentence begins in the text; the figure itself where its sentence is not found around it."""
        text, size = self._releases[figure.release].text, len(figure.sentence)
        at = text.find(figure.sentence, max(figure.start - size, 0), figure.end + size) if size else -1
        return at if 0 <= at <= figure.start else figure.start

    def _quote(self, start: int, figures: Sequence[Observation]) -> Quote:
        first = figures[0]
        sentence = first.sentence or first.text
        marks = sorted({(one.start - start, one.end - start) for one in figures})
        inside = tuple((a, b) for a, b in marks if 0 <= a < b <= len(sentence))
        found = self._at(first.release, start, start + len(sentence), sentence, min(one.start for one in figures))
        whole = self._releases[first.release].text[start : start + len(sentence)] == sentence
        return msgspec.structs.replace(found, marks=inside if whole else ())

    def _at(self, release: str, start: int, end: int, sentence: str, figure: int) -> Quote:
        place = self._releases[release].place_of(figure, figure + 1)
        return Quote(release, self._line(release, figure), place.page if place else 0, start, end, sentence)

    def _line(self, release: str, at: int) -> int:
        if release not in self._lines:
            text = self._releases[release].text
            self._lines[release] = [place for place, sign in enumerate(text) if sign == "\n"]
        return bisect_right(self._lines[release], at - 1) + 1

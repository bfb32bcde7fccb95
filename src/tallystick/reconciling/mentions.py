"""A sentence as its figures and the words between them: what phrases and near links are found in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
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

    @property
    def start(self) -> int:
        """Where it begins in the text of the release."""
        return self.figures[0].start - self.spans[0][0]

    def before(self, number: int) -> str:
        """The words between the figure before (or the sentence's start) and a figure."""
        return self.text[self.spans[number - 1][1] if number else 0 : self.spans[number][0]]

    @property
    def behind(self) -> str:
        """The words behind the last figure."""
        return self.text[self.spans[-1][1] :]


LETTERS, HAN = 20, 6  # that the words of a sentence have at least
SMALL = 3  # words in small letters that it has besides: a row of names and numbers has none


@lru_cache(maxsize=4096)
def in_words(text: str) -> bool:
    """Whether a sentence is one: cells that a text lists line by line have few words of their own, or more numbers.

    >>> in_words("Ferry fares rose by 6.8% to £56.8 million."), in_words("Fares from home 26.3 3.4 0.3 - 0.3 1.2")
    (True, False)
    """
    if language(text) == "zh":
        return sum(sign.isalpha() for sign in text) >= HAN
    small, numbers = 0, 0
    for word in text.split():
        small += word[0].islower()
        numbers += any(sign.isdigit() for sign in word)
    return sum(sign.isalpha() for sign in text) >= LETTERS and small >= max(SMALL, numbers)


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


_GOES_ON = "其中"
_MOST_JOINED = 3


def with_parts(told: Iterable[Sentence]) -> Iterator[Sentence]:
    """The same, with a Chinese sentence of parts (其中…) as the end of the one before it, whose whole it speaks of."""
    open_ones: list[Sentence] = []
    for sentence in told:
        if open_ones and not (len(open_ones) < _MOST_JOINED and _follows(sentence, open_ones[-1])):
            yield _joined(open_ones)
            open_ones = []
        open_ones.append(sentence)
    if open_ones:
        yield _joined(open_ones)


def _follows(sentence: Sentence, before: Sentence) -> bool:
    behind = before.start + len(before.text)
    return sentence.text.startswith(_GOES_ON) and before.text.endswith("。") and sentence.start == behind


def _joined(parts: Sequence[Sentence]) -> Sentence:
    """Sentences that stand side by side as one: a comma where one ended, for phrases do not go beyond a full stop."""
    first, *others = parts
    if not others:
        return first
    text = "".join([*(f"{part.text[:-1]}，" for part in parts[:-1]), parts[-1].text])
    spans = ((begin + part.start - first.start, end + part.start - first.start)
             for part in parts for begin, end in part.spans)  # fmt: skip
    return Sentence(text, first.language, tuple(o for part in parts for o in part.figures), tuple(spans))

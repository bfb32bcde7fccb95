"""How subjects and wholes are learned: first the odds of each word, then the choice among candidates by these odds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.reading.candidates.belonging import Forms
from tallystick.reading.candidates.content import forms
from tallystick.reading.candidates.sight import Sight
from tallystick.reading.candidates.spoken import Spoken
from tallystick.reading.candidates.subjects import among
from tallystick.reading.choosing.linear import Ranker
from tallystick.reading.sentence import Sentence
from training.fitting import Ranked, fit_words
from training.matching import same_subject

_PARTS = 3  # words of a third of the texts have their odds from the other two thirds


@dataclass(frozen=True)
class Named:
    """A figure, its name as labelled, and each word that may be in it."""

    sentence: Sentence
    k: int
    spoken: Spoken
    measure: str
    name: str
    words: Forms

    def ranked(self, words: Ranker) -> Ranked:
        """What the choice among candidates learns from, the odds of words as `words` tells them."""
        odds = {form: words.chance(names) for form, names in self.words.items()}
        chosen = among(Sight(self.sentence, self.k), self.spoken, self.measure, odds)
        label = {"subject": self.name}
        fits = frozenset(n for n, c in enumerate(chosen) if same_subject(label, {"subject": c.text}))
        return Ranked([c.names for c in chosen], fits)


def words_of(figures: Iterable[Named]) -> Ranker:
    """The odds that a word belongs to the name of a figure, as these figures have it."""
    examples = []
    for named in figures:
        right = forms(named.name)
        examples += [(names, form in right) for form, names in named.words.items()]
    return fit_words(examples, penalty=3.0, fewest=5)


def ranked(texts: Sequence[Sequence[Named]], fold: Sequence[int]) -> list[list[Ranked]]:
    """For each text what the choice among its candidates learns from; no text is in what its words' odds are from."""
    part = [(n if f < 0 else f) % _PARTS for n, f in enumerate(fold)]
    choosers = [words_of(x for t, p in zip(texts, part, strict=True) if p != n for x in t) for n in range(_PARTS)]
    return [[named.ranked(choosers[p]) for named in text] for text, p in zip(texts, part, strict=True)]

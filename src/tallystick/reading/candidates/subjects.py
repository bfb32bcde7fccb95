"""What a figure may be of: noun phrases of its sentence, clauses, headings, what was said, words put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tallystick.reading.candidates.belonging import Forms, belonging
from tallystick.reading.candidates.composing import composed
from tallystick.reading.candidates.content import forms
from tallystick.reading.candidates.likely import of_words, passing
from tallystick.reading.candidates.rendering import render
from tallystick.reading.candidates.sight import Sight
from tallystick.reading.candidates.spoken import Spoken
from tallystick.reading.candidates.wholes import with_wholes
from tallystick.reading.choosing.linear import Ranker
from tallystick.reading.sentence import Sentence


@dataclass(frozen=True)
class Candidate:
    """A subject in words and the names of what speaks for it."""

    text: str
    names: list[str]


def candidates(sentence: Sentence, k: int, spoken: Spoken, measure: str, words: Ranker) -> list[Candidate]:
    """All candidates for the subject of the quantity at item `k`; `words` tells the odds that a word belongs to it."""
    odds = {form: words.chance(names) for form, names in words_at(sentence, k, spoken, measure).items()}
    return among(Sight(sentence, k), spoken, measure, odds)


def words_at(sentence: Sentence, k: int, spoken: Spoken, measure: str) -> Forms:
    """The words that may belong to the subject of the quantity at item `k`, with what speaks for each."""
    return belonging(Sight(sentence, k), spoken, measure)


def among(sight: Sight, spoken: Spoken, measure: str, odds: Mapping[str, float]) -> list[Candidate]:
    """The candidates, given the odds of each word; those of the same content words once."""
    found: dict[frozenset[str], str] = {}
    for text in _all(sight, spoken, odds):
        if text:
            found.setdefault(forms(text), text)
    passes = {words: passing(words, odds) for words in found}
    best = max(passes.values(), default=0.0)
    told = []
    for words, text in found.items():
        names = list(of_words(words, odds, passes[words], best))
        told.append(Candidate(text, [*names, *(f"{measure}|{name}" for name in names)]))
    return told


def _all(sight: Sight, spoken: Spoken, odds: Mapping[str, float]) -> Iterator[str]:
    sentence = sight.sentence
    own = sentence.phrases
    for phrase in own:
        yield render(sentence, phrase.words)
    for words in sight.clauses():
        yield render(sentence, words)
    yield from (spoken.before, spoken.heading, *spoken.earlier, spoken.topic)
    if sight.k in sentence.proposed:
        yield sentence.proposed[sight.k].subject
    wholes = [whole for whole in (spoken.before, spoken.heading, sight.lead(), spoken.topic) if whole]
    yield from with_wholes(sight, own, wholes)
    yield from composed(sight, spoken, odds)

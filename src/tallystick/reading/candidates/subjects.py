"""What a figure may be of: noun phrases of its sentence, clauses, headings, and what was said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tallystick.reading.candidates.phrases import phrases
from tallystick.reading.candidates.proposals import likeness
from tallystick.reading.candidates.rendering import render
from tallystick.reading.candidates.sight import Sight
from tallystick.reading.candidates.unit_classes import unit_class
from tallystick.reading.candidates.wholes import with_wholes
from tallystick.reading.sentence import Sentence

_MOST_EARLIER = 3  # subjects of the sentence before


@dataclass
class Candidate:
    """A subject in words and the names of what speaks for it."""

    text: str
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Spoken:
    """Subjects said before: of the figure before (with its measure, unit, item), the heading, the last sentence."""

    before: str = ""
    same: bool = False
    measure: str = ""
    unit: str = ""
    item: int = -1
    heading: str = ""
    earlier: tuple[str, ...] = ()


def candidates(sentence: Sentence, k: int, spoken: Spoken, measure: str) -> list[Candidate]:
    """All candidates for the subject of the quantity at item `k`; those of the same words once."""
    found: dict[str, Candidate] = {}
    for text, names in _all(sentence, k, spoken, measure):
        if text:
            found.setdefault(text.lower(), Candidate(text)).names.extend(names)
    kind = unit_class(sentence.items[k].quantity)
    rules = sentence.proposed.get(k)
    for candidate in found.values():
        names = [*candidate.names, *_of_words(candidate.text)]
        if rules is not None:
            names += likeness(candidate.text, rules.subject, rules.measure == measure)
        candidate.names = [
            *names,
            *(f"{measure}|{name}" for name in names),
            *(f"{kind}|{name}" for name in names if name.startswith(("word:", "path:", "last:"))),
        ]
    return list(found.values())


def _all(sentence: Sentence, k: int, spoken: Spoken, measure: str) -> Iterator[tuple[str, Iterable[str]]]:
    sight = Sight(sentence, k)
    own = list(phrases(sentence.tree, sentence.kinds))
    for phrase in own:
        yield render(sentence, phrase.words), sight.of_phrase(phrase)
    for words, names in sight.clauses():
        yield render(sentence, words), names
    opening = list(sight.opening())
    where = "same" if spoken.same else "earlier"
    if spoken.before:
        alike = spoken.unit == sentence.items[k].quantity.unit
        names = [f"before:{where}", f"before:{where}:{spoken.measure}>{measure}", f"before:{where}:{alike}"]
        yield spoken.before, [*names, *(sight.since(spoken.item) if spoken.same else opening)]
    yield spoken.heading, ["heading", *(f"heading:{name}" for name in opening)]
    for n, text in enumerate(spoken.earlier[:_MOST_EARLIER]):
        yield text, [f"sentence-before:{n}", *(f"sentence-before:{name}" for name in opening)]
    if k in sentence.proposed:
        yield sentence.proposed[k].subject, ["rules"]
    wholes = [(f"before:{where}", spoken.before), ("heading", spoken.heading), ("lead", sight.lead())]
    yield from with_wholes(sight, own, [whole for whole in wholes if whole[1]])


def _of_words(text: str) -> Iterator[str]:
    """What the words themselves tell."""
    words = text.lower().split()
    yield f"words:{min(len(words), 9)}"
    yield f"last:{words[-1]}"
    for word in words:
        yield f"word:{word}"
    if any(c.isupper() for c in text[1:]):
        yield "capital"

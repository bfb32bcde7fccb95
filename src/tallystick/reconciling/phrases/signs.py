"""A sentence as a string of signs, one for each word, mark and figure: what the patterns of phrases are sought in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tallystick.model import Observation, Unread
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.mentions import Sentence
from tallystick.reconciling.phrases.vocabulary import KINDS, NUMBER, TIME, WORD, Vocabulary, units

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HARMLESS = ("name", "numbering", "definition", "text part")
_MARKS = frozenset(",;:()[]，；：（）、。.–—/")
_KIND = {"%": "%", "pp": "points", "bp": "points", "point": "index", "times": "times", "1": "count"}


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a sentence; `figures` by their place among them, `words` tells what stands at each."""

    text: str
    figures: Mapping[int, Observation]
    places: tuple[int, ...]

    @property
    def kinds(self) -> str:
        """The signs of the figures alone."""
        return "".join(self.text[place] for place in self.figures)


def kind(figure: Observation) -> str:
    """The kind of a figure, as phrases tell them apart."""
    return _KIND.get(figure.unit) or ("else" if figure.unit in NOT_AMOUNTS else "amount")


def signs(sentence: Sentence, unread: Mapping[int, Unread], vocabulary: Vocabulary) -> Signs:
    """Turn a sentence into signs; `unread` are the numbers that were not read, by their place in the sentence."""
    text: list[str] = []
    figures: dict[int, Observation] = {}
    places: list[int] = []
    at = 0
    for figure, (start, end) in zip(sentence.figures, sentence.spans, strict=True):
        if start < at:
            continue  # two figures of the same words
        _words(sentence.text, at, start, unread, vocabulary, text, places)
        figures[len(text)] = figure
        text.append(KINDS[kind(figure)])
        places.append(start)
        at = end
    _words(sentence.text, at, len(sentence.text), unread, vocabulary, text, places)
    return Signs("".join(text), figures, (*places, len(sentence.text)))


def _words(
    sentence: str,
    start: int,
    end: int,
    unread: Mapping[int, Unread],
    vocabulary: Vocabulary,
    text: list[str],
    places: list[int],
) -> None:
    found = units(sentence[start:end])
    keys = [unit.group().lower() for unit in found]
    at = 0
    while at < len(keys):
        sign, size = vocabulary.known(keys[at : at + vocabulary.longest])
        text.append(sign or _other(keys[at], unread.get(start + found[at].start())))
        places.append(start + found[at].start())
        at += size


def _other(key: str, unread: Unread | None) -> str:
    """The sign of what no phrase speaks of."""
    if not key[0].isalnum():
        return key if key in _MARKS else WORD
    if not key[0].isdigit():
        return WORD
    if _YEAR.fullmatch(key) or (unread and unread.reason == "date"):
        return TIME
    return WORD if unread and unread.reason in _HARMLESS else NUMBER

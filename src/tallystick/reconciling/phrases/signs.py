"""A sentence as a string of signs, one for each word, mark and figure: what the patterns of phrases are sought in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tallystick.model import Observation, Unread
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.mentions import Sentence
from tallystick.reconciling.phrases.vocabulary import KINDS, NUMBER, TIME, WORD, Vocabulary, units

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HARMLESS = ("name", "numbering", "definition", "text part")
_DURATIONS = ("year", "quarter", "month", "week", "day", "hour")
_MARKS = frozenset(",;:()[]，；：（）、。.–—/")
_KIND = {"%": "%", "pp": "points", "bp": "points", "point": "index", "times": "times", "1": "count"}


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a sentence; `figures` by their place among them, `words` tells what stands at each."""

    text: str
    figures: Mapping[int, Observation]
    places: tuple[int, ...]


def kind(figure: Observation) -> str:
    """The kind of a figure, as phrases tell them apart."""
    return _KIND.get(figure.unit) or ("else" if figure.unit in NOT_AMOUNTS else "amount")


def signs(sentence: Sentence, unread: Sequence[Unread], vocabulary: Vocabulary) -> Signs:
    """Turn a sentence into signs; `unread` are the numbers of its text that were not read, in their order."""
    start = sentence.figures[0].start - sentence.spans[0][0]
    reasons = _reasons(unread, start, start + len(sentence.text))
    text: list[str] = []
    figures: dict[int, Observation] = {}
    places: list[int] = []
    at = 0
    for figure, (begin, end) in zip(sentence.figures, sentence.spans, strict=True):
        if begin < at:
            continue  # two figures of the same words
        _words(sentence.text, at, begin, reasons, vocabulary, text, places)
        if figure.unit not in _DURATIONS:
            figures[len(text)] = figure
        text.append(TIME if figure.unit in _DURATIONS else KINDS[kind(figure)])
        places.append(begin)
        at = end
    _words(sentence.text, at, len(sentence.text), reasons, vocabulary, text, places)
    return Signs(_joined("".join(text), vocabulary), figures, (*places, len(sentence.text)))


def _joined(text: str, vocabulary: Vocabulary) -> str:
    """The same with numbers that are part of a name as words, and two joined times as one time."""
    if vocabulary.names_a_number and NUMBER in text:
        named = vocabulary.one_of(*vocabulary.names_a_number)
        text = re.sub(f"(?<={named}){NUMBER}", WORD, text)
    if vocabulary.joins_times and TIME in text:
        text = re.sub(f"(?<={TIME}){vocabulary.one_of(*vocabulary.joins_times)}(?={TIME})", TIME, text)
    return text


def _reasons(unread: Sequence[Unread], start: int, end: int) -> Mapping[int, str]:
    """Why numbers were not read, by each of their characters' places in a sentence."""
    first = bisect_left(unread, start, key=lambda one: one.start)
    found: dict[int, str] = {}
    for one in takewhile(lambda one: one.start < end, unread[first:]):
        found |= dict.fromkeys(range(one.start - start, one.end - start), one.reason)
    return found


def _words(
    sentence: str,
    start: int,
    end: int,
    reasons: Mapping[int, str],
    vocabulary: Vocabulary,
    text: list[str],
    places: list[int],
) -> None:
    found = units(sentence[start:end])
    keys = [unit.group().lower() for unit in found]
    at = 0
    while at < len(keys):
        sign, size = vocabulary.known(keys[at : at + vocabulary.longest])
        text.append(sign or _other(keys[at], reasons.get(start + found[at].start(), "")))
        places.append(start + found[at].start())
        at += size


def _other(key: str, reason: str) -> str:
    """The sign of what no phrase speaks of."""
    if not key[0].isalnum():
        return key if key in _MARKS else WORD
    if not key[0].isdigit():
        return WORD
    if _YEAR.fullmatch(key) or reason == "date":
        return TIME
    return WORD if reason in _HARMLESS else NUMBER

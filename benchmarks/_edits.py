"""Edits of a briefing as a person makes them by hand: faults that must be stopped, and changes that change no figure.

What changes words stands in `briefings/edits.toml`; what needs to count or to look around (a wrong digit, two figures
exchanged, an older value of the ledger) is made here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from tallystick.briefing import Draft, Fact, Told
from tallystick.briefing.numbers import printed
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger

EDITS = Path(__file__).parent / "briefings" / "edits.toml"
SENTENCE_ENDS = {"en": r"(?<=[.])\s+|\n+", "zh": r"(?<=[。])|\n+"}


@dataclass(frozen=True)
class Edit:
    """`text[start:end]` of a draft becomes `words`; it must be stopped for one of `fields` (harmless: none)."""

    kind: str
    start: int
    end: int
    words: str
    fields: tuple[str, ...] = ()

    def of(self, text: str) -> str:
        """The text with this edit in it."""
        return text[: self.start] + self.words + text[self.end :]


@dataclass(frozen=True)
class Place:
    """A sentence of a draft from `start` up to `end`, with its figures."""

    start: int
    end: int
    figures: tuple[Told, ...]


def places(draft: Draft) -> list[Place]:
    """The sentences of a draft that hold figures."""
    ends = [found.start() for found in re.finditer(SENTENCE_ENDS[draft.language], draft.text)] + [len(draft.text)]
    made, start = [], 0
    for end in ends:
        while start < end and draft.text[start].isspace():
            start += 1
        inside = tuple(told for told in draft.figures if start <= told.start and told.end <= end)
        if inside:
            made.append(Place(start, end, inside))
        start = end
    return made


def faults(draft: Draft, ledger: Ledger) -> Iterator[Edit]:
    """Every fault that can be put into a draft, one at a time."""
    yield from _by_rule(draft, "fault")
    for told in draft.figures:
        yield from _digits(draft.text, told)
        yield from _from_ledger(draft, told, ledger)
    yield from _exchanged(draft)
    sentences = places(draft)
    for one in sentences:
        space = "" if draft.language == "zh" else " "
        yield Edit("doubled", one.end, one.end, space + draft.text[one.start : one.end], ("twice", "added"))
        yield Edit("deleted", one.start, one.end, "", ("gone",))
    for one, other in pairwise(sentences):
        yield from _neighbour(draft, one, other)


def harmless(draft: Draft) -> Iterator[Edit]:
    """Every edit of words that changes no figure, one at a time."""
    yield from _by_rule(draft, "harmless")
    for one, other in pairwise(places(draft)):
        yield from _joined(draft, one, other)
        first, second = draft.text[one.start : one.end], draft.text[other.start : other.end]
        between = draft.text[one.end : other.start]
        opened = re.match(r"^(In|At|So far|截至|\d{4}年)", second)
        begun = re.match(r"^(In|At|So far|截至|\d{4}年)", first)
        if "\n" not in between and not opened and not begun:
            yield Edit("two sentences in another order", one.start, other.end, second + between + first)


def _joined(draft: Draft, one: Place, other: Place) -> Iterator[Edit]:
    between = draft.text[one.end : other.start]
    second = draft.text[other.start : other.end]
    if "\n" in between or re.match(r"^(In|At|So far|截至|\d{4}年)", second):
        return
    if draft.language == "zh":
        for words in ("，", "；"):
            yield Edit("two sentences joined", one.end - 1, other.start, words)
    else:
        for words in (", while ", "; ", ", and "):
            yield Edit("two sentences joined", one.end - 1, other.start + 1, words + second[0].lower())


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(EDITS.read_text(encoding="utf-8"))


def _by_rule(draft: Draft, group: str) -> Iterator[Edit]:
    words = _known()["words"][draft.language]
    made: set[str] = set()
    for rule in _known()[group]:
        for pattern, told in rule.get(draft.language, ()):
            for place in places(draft):
                for edit in _of_place(draft, place, pattern, told, words):
                    edited = edit.of(draft.text)
                    if edited not in made:
                        made.add(edited)
                        yield Edit(rule["kind"], edit.start, edit.end, edit.words, tuple(rule.get("fields", ())))


def _of_place(draft: Draft, place: Place, pattern: str, told: str, words: dict[str, str]) -> Iterator[Edit]:
    """A pattern wherever it stands in a sentence, for each figure that it names."""
    sentence = draft.text[place.start : place.end]
    for figure in place.figures if "{figure}" in pattern or "{number}" in pattern else place.figures[:1]:
        shown = draft.text[figure.start : figure.end]
        number = re.match(r"[\d.,]+", shown)
        filled = pattern
        gaps = {**words, "figure": re.escape(shown), "number": re.escape(number[0] if number else shown)}
        for name, stands in gaps.items():
            filled = filled.replace(f"{{{name}}}", stands)
        found = re.search(filled, sentence)
        if found is None:
            continue
        year = re.search(r"\d{4}", found[0])
        for gap, step in (("{before}", -1), ("{after}", 1)):
            told = told.replace(gap, str(int(year[0]) + step)) if year else told
        new = found.expand(told)
        yield Edit("", place.start + found.start(), place.start + found.end(), new)


def _digits(text: str, told: Told) -> Iterator[Edit]:
    """One digit another one, two neighbours swapped, the point moved."""
    shown = text[told.start : told.end]
    number = re.search(r"\d[\d,]*(?:\.\d+)?", shown)
    if number is None or told.fact.measure in ("rank", "streak"):
        return
    last = number.end() - 1
    wrong = str((int(shown[last]) + 3) % 10)
    yield Edit("wrong digit", told.start + last, told.start + last + 1, wrong, ("value",))
    first = number.start()
    wrong = str(int(shown[first]) % 9 + 1)
    yield Edit("wrong digit", told.start + first, told.start + first + 1, wrong, ("value",))
    swap = re.search(r"(\d)\.?(\d)", number[0])
    if swap and swap[1] != swap[2] and swap[2] != "0":
        words = swap[0].replace(swap[1], "x").replace(swap[2], swap[1]).replace("x", swap[2])
        at = told.start + first + swap.start()
        yield Edit("swapped digits", at, at + len(swap[0]), words, ("value",))
    if "." in number[0]:
        at = told.start + first + number[0].index(".")
        yield Edit("lost point", at, at + 1, "", ("value",))


def _from_ledger(draft: Draft, told: Told, ledger: Ledger) -> Iterator[Edit]:
    """Another value that the ledger holds of the same thing: older, of another time, or a target."""
    fact = told.fact
    for said in ledger.observations(indicator=fact.indicator, measure=fact.measure, area=fact.area):
        if said.value is None or said.unit != fact.unit or said.value == fact.value or said.qualifier == ">":
            continue
        other = msgspec.structs.replace(fact, value=said.value, quantum=fact.quantum, qualifier="")
        words = printed(other, draft.language)
        if words == draft.text[told.start : told.end] or (said.value > 0) != (fact.value > 0):
            continue
        kind = "wrong vintage" if said.period == fact.period else "value of another time"
        kind = kind if said.status == "actual" else "target's value for the fact"
        yield Edit(kind, told.start, told.end, words, ("value",))


def _exchanged(draft: Draft) -> Iterator[Edit]:
    for one, other in pairwise(draft.figures):
        a, b = draft.text[one.start : one.end], draft.text[other.start : other.end]
        alike = (one.fact.measure, one.fact.unit, one.fact.qualifier) == (
            other.fact.measure, other.fact.unit, other.fact.qualifier
        )  # fmt: skip
        if alike and a != b and _apart(one.fact, other.fact):
            words = b + draft.text[one.end : other.start] + a
            yield Edit("two figures exchanged", one.start, other.end, words, ("value",))


def _apart(one: Fact, other: Fact) -> bool:
    return abs(one.value - other.value) > Decimal(max(one.quantum, other.quantum))


def _neighbour(draft: Draft, one: Place, other: Place) -> Iterator[Edit]:
    """The name of the next indicator in place of this one's."""
    first, second = one.figures[0].fact.indicator, other.figures[0].fact.indicator
    names = [catalogue()[each].name(draft.language) for each in (first, second)]
    at = draft.text[one.start : one.end].find(names[0])
    if at >= 0 and first != second:
        yield Edit("the neighbour's name", one.start + at, one.start + at + len(names[0]), names[1], ("indicator",))

"""Figures of one indicator and period → a sentence in English or Chinese that knows where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallystick.briefing.facts import OF_WHOLES, Fact
from tallystick.briefing.numbers import is_word, printed
from tallystick.briefing.times import base_words, opening, years_words
from tallystick.briefing.wholes import whole_words
from tallystick.knowledge.forms import forms
from tallystick.knowledge.indicators import catalogue
from tallystick.model import Period


class Told(msgspec.Struct, frozen=True):
    """A figure where it stands in a text: from `start` up to `end`."""

    fact: Fact
    start: int
    end: int

    def moved(self, by: int) -> Told:
        """The same further on in a text."""
        return Told(self.fact, self.start + by, self.end + by)


class Sentence(msgspec.Struct, frozen=True):
    """Words and the figures in them."""

    text: str
    figures: tuple[Told, ...] = ()


_MARK = "\x00"
When = tuple[str, str]
"""How a time is told (`in` a period, at its `end`, until `now`), and the period."""


def sentence(told: Sequence[Fact], period: str, language: str, *, after: When | None = None) -> Sentence:
    """One sentence of an indicator's figures, in the order given; it says when, unless the one `after` it told that.

    What can only be told behind another measure (a change behind its growth) must follow it: ValueError otherwise.
    """
    clauses: list[str] = []
    said: set[str] = set()
    for fact in told:
        form = forms()[fact.measure]
        if form.behind and form.behind not in said:
            raise ValueError(f"{fact.measure} is told behind {form.behind}")
        clause = form.clause(language, further=bool(clauses)).render(_gaps(fact, language))
        if form.behind == "rank":
            clause = _with_place(clauses.pop(), clause, language)
        clauses.append(clause)
        said.add(fact.measure)
    when = when_told(told, period)
    opened = "" if when == after else opening(*when, language)
    return _placed(_joined(told[0], clauses, opened, language), told, language)


def _with_place(place: str, streak: str, language: str) -> str:
    """A streak and the place that it is of; Chinese says first for how long: 连续12年居世界第一位."""
    return streak + place if language == "zh" else f"{place} {streak}"


def _gaps(fact: Fact, language: str) -> dict[str, object]:
    known = catalogue()[fact.indicator]
    gaps: dict[str, object] = {
        "figure": _MARK + printed(fact, language) + _MARK,
        "word": is_word(fact),
        "up": fact.up,
        "bound": bool(fact.qualifier),
        "state": known.kind == "stock",
        "amount": known.kind == "flow" and fact.unit != "%",
    }
    if fact.measure == "change":
        gaps["base"] = base_words(fact.base, language)
    if fact.measure in OF_WHOLES:
        gaps["whole"] = whole_words(fact.base, language)
    if fact.measure == "average_growth":
        gaps |= years_words(Period.parse(fact.period))
    return gaps


def when_told(told: Sequence[Fact], period: str) -> When:
    """Of when a sentence of these figures tells: a period, the moment that ends it, or the time up to now."""
    first = told[0]
    if not first.period:
        return "now", ""
    state = catalogue()[first.indicator].kind == "stock" and first.measure == "level"
    return ("end" if state else "in"), period


def _joined(first: Fact, clauses: Sequence[str], opened: str, language: str) -> str:
    name = catalogue()[first.indicator].name(language)
    if language == "zh":
        return f"{opened}{'，' if opened else ''}{name}{'，'.join(clauses)}。"
    article = "" if name.lower().startswith("the ") else "the "
    text = f"{opened}{', ' if opened else ''}{article}{name} {', '.join(clauses)}."
    return text[:1].upper() + text[1:]


def _placed(marked: str, told: Sequence[Fact], language: str) -> Sentence:
    """The sentence without the marks around its figures, which tell where they stand."""
    pieces = marked.split(_MARK)
    figures, text = [], ""
    left = list(told)
    for number, piece in enumerate(pieces):
        if number % 2:
            fact = next(fact for fact in left if printed(fact, language) == piece)
            left.remove(fact)
            figures.append(Told(fact, len(text), len(text) + len(piece)))
        text += piece
    return Sentence(text, tuple(figures))

"""The endnotes of a briefing: the sentences that its figures rest on, their digits lit, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from tallystick.briefing.backing import Backing, Evidence, evidence_of
from tallystick.briefing.drafting import Draft
from tallystick.briefing.facts import Fact
from tallystick.briefing.sentences import CLAIMS
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.producers import publisher_in
from tallystick.ledger import Point
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.model import Place
from tallystick.model.period_words import period_words
from tallystick.model.source_names import source_name
from tallystick.reporting.chart_parts import value_said
from tallystick.reporting.lighting import Quoted, Span, spans
from tallystick.reporting.permalinks import to_words
from tallystick.reporting.show import show_measure, show_value
from tallystick.reporting.words import word

_CELLS = " | "
_MOST_HELD = 12
"""Values of a history that a note lists; the evidence has them all."""


class Piece(msgspec.Struct, frozen=True):
    """Words of a quote, and the numbers of the figures that they are."""

    words: str
    numbers: tuple[int, ...] = ()


class NoteFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a note: its number, how the briefing prints it, what it is, and what is known of its value."""

    number: int
    printed: str
    about: str
    known: str


class Held(NamedTuple):
    """A value of a history, to be shown."""

    value: Decimal
    unit: str
    measure: str
    qualifier: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence (or a row of a table or file) with the figures that rest on it, and where it comes from.

    `place` tells table, row, column or page; `link` leads to the words in the original, where that has an address.
    Publisher, title and day are those of the release.
    """

    figures: tuple[NoteFigure, ...]
    quote: tuple[Piece, ...]
    place: str
    publisher: str
    title: str
    day: str
    link: str

    @property
    def words(self) -> str:
        """The quote as plain words."""
        return "".join(piece.words for piece in self.quote)


def notes_of(drafts: Mapping[str, Draft], language: str, backing: Backing | None = None) -> list[Note]:
    """The notes of a briefing in a language, in the order in which their figures are told first."""
    known = backing or Backing()
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for one in evidence_of(drafts):
        groups.setdefault((one.fact.release, one.fact.sentence or one.fact.quote), []).append(one)
    return [_note(group, language, known) for group in groups.values()]


def numbers_of(drafts: Mapping[str, Draft]) -> dict[str, int]:
    """The number of each figure by the observation it is."""
    return {one.fact.observation: one.number for one in evidence_of(drafts)}


def _note(group: Sequence[Evidence], language: str, backing: Backing) -> Note:
    first = group[0].fact
    kept = backing.releases.get(first.release)
    place = Place(page=first.said.page) if first.said and first.said.page else None
    return Note(
        figures=tuple(_figure(one, language, backing) for one in group),
        quote=tuple(_pieces(group, backing)),
        place=word("clause", language).join(_places(first, language)),
        publisher=publisher_in(first.publisher, language),
        title=(kept.title or source_name(kept.source)) if kept else "",
        day=period_words(first.published[:10], language),
        link=to_words(kept.source, first.sentence, place) if kept else "",
    )


def _figure(one: Evidence, language: str, backing: Backing) -> NoteFigure:
    fact = one.fact
    measure = show_measure(fact.measure, language)
    parts = (catalogue()[fact.indicator].name(language), measure, period_words(fact.period, language))
    known = [sureness(fact, language, backing), *(_revised(point, language) for point in backing.before(fact))]
    if fact.history:
        known = [_history(fact, language)]
    elif fact.form in CLAIMS:
        known = [word("said in words", language)]
    return NoteFigure(
        number=one.number,
        printed=one.printed.get(language, fact.quote),
        about=word("list comma", language).join(part for part in parts if part),
        known=word("clause", language).join(known),
    )


def sureness(fact: Fact, language: str, backing: Backing) -> str:
    """How surely a figure was read, in words; rules tell no odds, and a value of a file was not read at all."""
    said, kept = fact.said, backing.releases.get(fact.release)
    if kept and kept.kind == COMPILED_KIND:
        return word("compiled of returns", language)
    confidence = said.confidence if said else None
    if confidence is None:
        return word("read by rules" if said and said.end > said.start else "as published", language)
    return word("read surely" if fact.sure else "read unsurely", language, confidence=f"{confidence:.0%}")


def _history(fact: Fact, language: str) -> str:
    """The values that a claim was held against, the latest first."""
    measure, unit = ("growth", "%") if fact.form == "growth_streak" else (fact.measure, fact.unit)
    shown = ((period, show_value(Held(value, unit, measure), language)) for period, value in fact.history[:_MOST_HELD])
    told = [f"{period_words(period, language)} {value}" for period, value in shown]
    if len(fact.history) > _MOST_HELD:
        told.append(word("and earlier", language, n=len(fact.history) - _MOST_HELD))
    return word("held against", language, values=word("list comma", language).join(told))


def _revised(point: Point, language: str) -> str:
    day = period_words(point.first_published, language)
    return word("revised from", language, value=value_said(point, language), day=day)


def _places(fact: Fact, language: str) -> Iterator[str]:
    """In which table, row and column a figure stands, and on which page."""
    if fact.said is None:
        return
    told = (("in the table", fact.said.table), ("row of table", fact.said.row), ("column of table", fact.said.column))
    for key, words in told:
        if words:
            yield f"{word(key, language)}{word('colon', language)}{words}"
    if fact.said.page:
        yield word("page n", language, n=fact.said.page)


def _pieces(group: Sequence[Evidence], backing: Backing) -> Iterator[Piece]:
    """The quote in pieces; figures whose words do not stand in their sentence come before it."""
    sentence = group[0].fact.sentence or group[0].fact.quote
    places = lit(group, backing)
    for one in group:
        if one.number not in places:
            yield Piece(one.fact.quote, (one.number,))
            yield Piece(" – ")
    at = 0
    for start, end, numbers in _apart(places):
        yield Piece(sentence[at:start].replace("\t", _CELLS))
        yield Piece(sentence[start:end], numbers)
        at = end
    yield Piece(sentence[at:].replace("\t", _CELLS))


def _apart(places: Mapping[int, Span]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Places in their order with the numbers of the figures there; those that overlap are one."""
    found: list[tuple[int, int, tuple[int, ...]]] = []
    for number, (start, end) in sorted(places.items(), key=lambda item: item[1]):
        if found and start < found[-1][1]:
            first, last, numbers = found[-1]
            found[-1] = (first, max(last, end), (*numbers, number))
        else:
            found.append((start, end, (number,)))
    return found


def lit(group: Sequence[Evidence], backing: Backing) -> dict[int, Span]:
    """Where in their sentence the words of figures stand, by number; without those that do not stand there."""
    first = group[0].fact
    sentence = first.sentence or first.quote
    own = [_quoted(one.fact) for one in group]
    known = backing.beside.get((first.release, first.sentence), ())
    others = [Quoted(one.quote, one.digits, one.start, one.end) for one in known]
    found = spans(sentence, [*own, *(one for one in others if one not in own)])
    return {one.number: place for one, place in zip(group, found, strict=False) if place}


def _quoted(fact: Fact) -> Quoted:
    if fact.said is None:
        return Quoted(fact.quote, "")
    return Quoted(fact.quote, fact.said.digits, fact.said.start, fact.said.end)

"""Whether a draft may go out: each figure comes back as it was written, and nothing contradicts.

The draft is read as a stranger's text would be. Each figure it was written from must come back with the same indicator,
measure, unit, period, base, status and an interval that holds its value, whatever the reader's confidence; no other
figure may stand in it. Then the draft is checked by arithmetic and beside the ledger, and the two languages are
compared. Any failure holds the briefing back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from tallystick.briefing.facts import OF_WHOLES, Fact
from tallystick.briefing.numbers import printed
from tallystick.briefing.outline import LANGUAGES
from tallystick.briefing.pairing import pairs
from tallystick.briefing.wholes import whole_words
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger
from tallystick.model import Observation, Period, PeriodError, Reading
from tallystick.model.period_words import period_words
from tallystick.pipeline import check, compare, read_text


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why a draft is held back: the sentence, the figure in its words, and what is wrong with it."""

    language: str
    sentence: str
    figure: str
    why: str


def prove(
    texts: Mapping[str, str],
    written: Mapping[str, Sequence[Fact]],
    ledger: Ledger,
    *,
    released: date,
    reader: str = "auto",
) -> list[Failure]:
    """Every reason to hold back texts by language, written from these figures in order; empty when all is well."""
    readings = {
        language: read_text(text, language=language, released=released, reader=reader if language == "en" else "auto")
        for language, text in texts.items()
    }
    found: list[Failure] = []
    for language, reading in readings.items():
        found += _unlike(reading, written[language], language)
        found += _contradicting(reading, ledger, language)
    if not found and set(readings) == set(LANGUAGES):
        found += _differing(readings)
    return found


def _unlike(reading: Reading, written: Sequence[Fact], language: str) -> Iterator[Failure]:
    """What was read otherwise than it was written, not at all, or without having been written."""
    for fact, one in pairs(written, reading.observations):
        if fact is None:
            assert one is not None
            why = "a figure that is not written from the ledger"
            yield Failure(language=language, sentence=one.sentence, figure=one.text, why=why)
        elif one is None:
            name = catalogue()[fact.indicator].name(language)
            why = f"{name}, {period_words(fact.period)}: this figure does not come back from the text"
            yield Failure(language=language, sentence="", figure=printed(fact, language), why=why)
        elif differences := list(differing(fact, one)):
            why = f"written as {printed(fact, language)}; read with {'; '.join(differences)}"
            yield Failure(language=language, sentence=one.sentence, figure=one.text, why=why)


def differing(fact: Fact, one: Observation) -> Iterator[str]:
    """In what a figure as read is not the one written, each as `field: read (written)`."""
    for name in ("indicator", "measure", "unit", "qualifier"):
        read, wrote = getattr(one, name), getattr(fact, name)
        if read != wrote:
            yield f"{name} {read or 'none'} ({wrote or 'none'})"
    if not _same_period(fact, one):
        yield f"period {one.period or 'none'} ({fact.period or 'none'})"
    if one.status != "actual":
        yield f"status {one.status} (actual)"
    if not holds(one, fact):
        yield f"value {one.value} ({fact.value})"
    if fact.measure in ("growth", "change") and one.base != fact.base:
        yield f"base {one.base or 'none'} ({fact.base or 'none'})"
    if fact.measure in OF_WHOLES and not _same_whole(fact.base, one.base):
        yield f"of {one.base or 'nothing'} ({fact.base})"


def holds(one: Observation, fact: Fact) -> bool:
    """Whether the interval that was read holds the value that was written."""
    if fact.qualifier or one.qualifier:
        return one.value == fact.value
    return (one.lower is None or one.lower <= fact.value) and (one.upper is None or fact.value <= one.upper)


def _same_period(fact: Fact, one: Observation) -> bool:
    if not fact.period or one.period == fact.period:
        return True  # what is told without a day takes that of the words around it
    return fact.measure == "level" and _end(one.period) == _end(fact.period)


def _end(period: str) -> str:
    try:
        return Period.parse(period).end.isoformat()
    except PeriodError:
        return period


def _same_whole(wrote: str, read: str) -> bool:
    return any(whole_words(wrote, language) == whole_words(read, language) != "" for language in LANGUAGES)


def _contradicting(reading: Reading, ledger: Ledger, language: str) -> Iterator[Failure]:
    findings = (*check(reading).told(language).findings, *ledger.check_against(reading))
    sentences = {one.id: one for one in reading.observations}
    for finding in findings:
        if finding.verdict == "contradicts":
            first = next((sentences[one] for one in finding.figures if one in sentences), None)
            sentence, text = (first.sentence, first.text) if first else ("", "")
            yield Failure(language=language, sentence=sentence, figure=text, why=finding.statement)


def _differing(readings: Mapping[str, Reading]) -> Iterator[Failure]:
    compared = compare(readings["zh"], readings["en"])
    for link in compared.differing:
        why = f"the other language says {link.original.text}: {link.note or link.slip}"
        yield Failure(language="en", sentence=link.translation.sentence, figure=link.translation.text, why=why)
    for language, lost in (("zh", compared.missing), ("en", compared.added)):
        for one in lost:
            why = "the other language does not say it"
            yield Failure(language=language, sentence=one.sentence, figure=one.text, why=why)

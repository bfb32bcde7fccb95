"""Whether a draft may go out: each figure comes back as it was written, and nothing contradicts.

The draft is read as a stranger's text would be. Each figure it was written from must come back with the same indicator,
measure, unit, period, base, status and an interval that holds its value, whatever the reader's confidence; no other
figure may stand in it. Then the draft is checked by arithmetic and beside the ledger, and the two languages are
compared. Any failure holds the briefing back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from tallystick.briefing.around import joined, told_otherwise
from tallystick.briefing.differing import Unlike, differing, figure_name, in_words
from tallystick.briefing.facts import Fact
from tallystick.briefing.hints import hint
from tallystick.briefing.numbers import printed
from tallystick.briefing.outline import LANGUAGES
from tallystick.briefing.pairing import pairs
from tallystick.knowledge.wording import sentence
from tallystick.ledger import Ledger
from tallystick.model import Finding, Observation, Reading
from tallystick.pipeline import check, compare, read_text
from tallystick.reconciling.wording import in_language


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why a draft is held back: the sentence, the figure in its words, and what is wrong with it, in either language.

    `fields` name what is wrong (`value`, `unit`, `period` …; `gone`, `added`, `twice` of a whole figure; `checks` and
    `languages` of a figure that contradicts another).
    """

    language: str
    sentence: str
    figure: str
    why: str
    why_zh: str = ""
    fields: tuple[str, ...] = ()

    def told(self, language: str) -> str:
        """What is wrong, in `en` or `zh`."""
        return self.why_zh or self.why if language == "zh" else self.why


def prove(
    texts: Mapping[str, str],
    written: Mapping[str, Sequence[Fact]],
    ledger: Ledger,
    *,
    released: date,
    reader: str = "auto",
    drafted: Mapping[str, str] | None = None,
) -> list[Failure]:
    """Every reason to hold back texts by language, written from these figures in order; empty when all is well.

    Where the texts are told as they were `drafted`, no claim in words (“the highest in 7 years”) may stand in them that
    did not stand there and that nothing bears out.
    """
    return proven(texts, written, ledger, released=released, reader=reader, drafted=drafted)[0]


def proven(
    texts: Mapping[str, str],
    written: Mapping[str, Sequence[Fact]],
    ledger: Ledger,
    *,
    released: date,
    reader: str = "auto",
    drafted: Mapping[str, str] | None = None,
) -> tuple[list[Failure], dict[str, Reading]]:
    """The same, and how the texts were read."""
    readings: dict[str, Reading] = {}
    found: list[Failure] = []
    for language, text in texts.items():
        reading, checked = _checked(text, language, released, reader if language == "en" else "auto")
        readings[language] = reading
        unlike = list(_unlike(reading, written[language], ledger, language))
        found += unlike
        if drafted:
            found += _claimed(reading, checked, drafted[language], language)
        told = {(one.sentence, one.figure) for one in unlike}
        findings = (*checked, *ledger.check_against(reading))
        found += [one for one in _contradicting(reading, findings, language) if (one.sentence, one.figure) not in told]
    if not found and set(readings) == set(LANGUAGES):
        found += _differing(readings)
    return found, readings


@lru_cache(maxsize=8)
def _checked(text: str, language: str, released: date, reader: str) -> tuple[Reading, tuple[Finding, ...]]:
    """A text read and checked by itself; of two languages often one only was edited since it was proven last."""
    reading = read_text(text, language=language, released=released, reader=reader)
    return reading, tuple(check(reading).findings)


def _unlike(reading: Reading, written: Sequence[Fact], ledger: Ledger, language: str) -> Iterator[Failure]:
    """What was read otherwise than it was written, not at all, or without having been written."""
    for fact, one in pairs(written, reading.observations, language):
        if fact is None:
            assert one is not None
            yield _added(one, written, language)
        elif one is None:
            told = {each: _of(fact, "figure gone", each, wrote=printed(fact, language)) for each in LANGUAGES}
            yield _failure(language, None, printed(fact, language), told, ("gone",))
        elif unlike := joined(
            list(told_otherwise(fact, one, reading.release.text, language)), list(differing(fact, one, language))
        ):
            more = hint(fact, one, written, ledger)
            yield _wrong(fact, one, [*unlike, *([more] if more else [])], language)


def _added(one: Observation, written: Sequence[Fact], language: str) -> Failure:
    """A figure that nobody wrote: one of the others once more, or one of its own."""
    twice = next((fact for fact in written if not any(differing(fact, one, language))), None)
    if twice is not None:
        told = {each: _of(twice, "figure twice", each) for each in LANGUAGES}
    else:
        told = {each: sentence("figure added", each) for each in LANGUAGES}
    return _failure(language, one, one.text, told, ("added" if twice is None else "twice",))


def _wrong(fact: Fact, one: Observation, unlike: Sequence[Unlike], language: str) -> Failure:
    told = {
        each: _of(fact, "figure wrong", each, reasons=sentence("joined by", each).join(u.told(each) for u in unlike))
        for each in LANGUAGES
    }
    return _failure(language, one, one.text, told, tuple(each.field for each in unlike))


def _of(fact: Fact, key: str, language: str, **values: object) -> str:
    return in_words(key, language, what=figure_name(fact, language), **values)


def _failure(
    language: str, one: Observation | None, figure: str, told: Mapping[str, str], fields: tuple[str, ...]
) -> Failure:
    return Failure(
        language=language, sentence=one.sentence if one else "", figure=figure, why=told["en"], why_zh=told["zh"],
        fields=fields,
    )  # fmt: skip


def _claimed(reading: Reading, findings: Sequence[Finding], drafted: str, language: str) -> Iterator[Failure]:
    """Claims in words that a person added and that the text does not bear out."""
    text = reading.release.text
    sentences = {one.id: one for one in reading.observations}
    for finding in findings:
        claim = finding.claim
        if claim is None or finding.verdict not in ("cannot check", "contradicts"):
            continue
        words = text[claim.start : claim.end]
        if words not in drafted:
            first = next((sentences[one] for one in finding.figures if one in sentences), None)
            told = {each: sentence("claim added", each) for each in LANGUAGES}
            yield _failure(language, first, words, told, ("added",))


def _contradicting(reading: Reading, findings: Sequence[Finding], language: str) -> Iterator[Failure]:
    sentences = {one.id: one for one in reading.observations}
    for finding in findings:
        if finding.verdict == "contradicts":
            first = next((sentences[one] for one in finding.figures if one in sentences), None)
            told = {each: in_language(finding, each).statement for each in LANGUAGES}
            yield _failure(language, first, first.text if first else "", told, ("checks",))


def _differing(readings: Mapping[str, Reading]) -> Iterator[Failure]:
    compared = compare(readings["zh"], readings["en"])
    for link in compared.differing:
        other = {"other": link.original.text, "why": link.note or link.slip}
        told = {each: in_words("the other language differs", each, **other) for each in LANGUAGES}
        yield _failure("en", link.translation, link.translation.text, told, ("languages",))
    for language, lost in (("zh", compared.missing), ("en", compared.added)):
        for one in lost:
            told = {each: sentence("the other language lacks", each) for each in LANGUAGES}
            yield _failure(language, one, one.text, told, ("languages",))

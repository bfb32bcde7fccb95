"""Writing and proving briefings: work of the processes of the pool, from an outline to two texts, a proof and files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial

import msgspec

from tallystick.briefing import (
    Draft,
    Drafts,
    Fact,
    Failure,
    Outline,
    Paragraph,
    Sentence,
    Told,
    draft,
    outline_of,
    plainer,
    proven,
)
from tallystick.briefing.backing import backing
from tallystick.briefing.differing import figure_name
from tallystick.briefing.numbers import printed
from tallystick.briefing.outline import LANGUAGES
from tallystick.briefing.pairing import pairs
from tallystick.knowledge.briefing_groups import Groups
from tallystick.knowledge.retelling import retold
from tallystick.ledger import Ledger
from tallystick.ledger.embargoes import now
from tallystick.model import KnowledgeError, LedgerBusyError, Observation, Reading, TallystickError
from tallystick.monitoring import scorecard
from tallystick.reporting.briefing_files import briefing_files, scorecard_files
from tallystick.web import queries
from tallystick.web.briefing_records import Asked, Figure, Proof, Words
from tallystick.web.leaving import Parcel

NAME = "the outline"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as it is written: its words, what its outline says it is of, and its proof where one was made."""

    words: Words
    period: str
    area: str
    proof: Proof | None = None


def plan_of(text: str) -> Outline:
    """The outline that somebody sent; it names no file, for a desk has groups of its own."""
    plan = outline_of(text.encode("utf-8", "replace"), NAME)
    if plan.groups:
        raise KnowledgeError("the outline names a file of groups", "leave `groups` out: a desk has groups of its own")
    return plan


def write(address: str, outline: str, groups: Groups, unsure: bool, given: str = "") -> Written:
    """Both drafts from what the ledger holds now; proven for the day on which they are `given`, if that is told.

    A reader may lose its way in a sentence that another one reads, so what does not prove is told plainly.
    """
    plan, ledger = plan_of(outline), _ledger(address)
    told = _drafts(ledger, plan, groups, unsure=unsure)
    words = _words_of(told, outline)
    if not given:
        return Written(words=words, period=plan.period, area=plan.area)
    proof = _proven(ledger, Asked(words=words, given=given, unsure=unsure), groups)[0]
    if proof.failing:
        again = partial(_drafts, ledger, plan, groups, unsure=unsure)
        words = _words_of(plainer(told, [(one.language, one.sentence) for one in proof.failing], again), outline)
        proof = _proven(ledger, Asked(words=words, given=given, unsure=unsure), groups)[0]
    return Written(words=words, period=plan.period, area=plan.area, proof=proof)


def _words_of(told: Drafts, outline: str) -> Words:
    return Words(en=told.drafts["en"].text, zh=told.drafts["zh"].text, outline=outline)


def prove(address: str, asked: Asked, groups: Groups) -> Proof:
    """What of the words proves."""
    return prove_in(_ledger(address), asked, groups)


def parcel(address: str, asked: Asked, groups: Groups) -> Parcel:
    """The words proven, and where all of them do the files that leave."""
    try:
        proof, drafts = _proven(_ledger(address), asked, groups)
    except LedgerBusyError:
        raise
    except TallystickError as error:
        return Parcel(proof=_nothing(_ledger(address), error), files={}, rests_on=())
    if proof.failing:
        return Parcel(proof=proof, files={}, rests_on=())
    made = {language: _as_edited(one, asked.words, proof) for language, one in drafts.drafts.items()}
    told, sure = Drafts(drafts=made, lacks=()), 0.0 if asked.unsure else None
    behind = backing(told, _ledger(address), sure=sure)
    files = briefing_files(told, behind, released=date.fromisoformat(asked.given))
    files |= _lit(_ledger(address), plan_of(asked.words.outline), groups, sure)
    releases = dict.fromkeys((*(one.release for one in proof.figures if one.release), *behind.releases))
    return Parcel(proof=proof, files=files, rests_on=tuple(releases))


def _lit(ledger: Ledger, plan: Outline, groups: Groups, sure: float | None) -> dict[str, bytes]:
    """The scorecard as those see it who read it: it shows figures that the briefing does not rest on."""
    told = scorecard(ledger.for_readers(), plan.period, plan.area, groups=groups, sure=sure)
    return scorecard_files(told, groups)


def prove_in(ledger: Ledger, asked: Asked, groups: Groups) -> Proof:
    """The same in a ledger that is open already; where nothing of the outline can be written that is what fails."""
    try:
        return _proven(ledger, asked, groups)[0]
    except LedgerBusyError:
        raise
    except TallystickError as error:
        return _nothing(ledger, error)


def _nothing(ledger: Ledger, error: TallystickError) -> Proof:
    why = Figure(language="en", words="", why=(str(error), retold(str(error), "zh")))
    return Proof(stamp=_stamp(ledger), at=now(), figures=(why,))


def _stamp(ledger: Ledger) -> str:
    with ledger.store.reading() as connection:
        return queries.stamp(connection)


@lru_cache(maxsize=4)
def _ledger(address: str) -> Ledger:
    """The ledger of the desk, opened once in each process, to read only."""
    return Ledger(address, create=False, read_only=True)


def _drafts(ledger: Ledger, plan: Outline, groups: Groups, *, unsure: bool, plain: Collection[str] = ()) -> Drafts:
    return draft(plan, ledger, groups=groups, sure=0.0 if unsure else None, plain=plain)


def _proven(ledger: Ledger, asked: Asked, groups: Groups) -> tuple[Proof, Drafts]:
    stamp = _stamp(ledger)
    drafts = _drafts(ledger, plan_of(asked.words.outline), groups, unsure=asked.unsure)
    left_out = set(asked.words.left_out)
    written = {
        language: [told.fact for told in one.figures if key_of(told.fact) not in left_out]
        for language, one in drafts.drafts.items()
    }
    texts = {language: asked.words.told(language) for language in LANGUAGES}
    drafted = {language: one.text for language, one in drafts.drafts.items()}
    day = date.fromisoformat(asked.given)
    failures, readings = proven(texts, written, ledger, released=day, drafted=drafted)
    left = list(failures)
    figures = [one for language in LANGUAGES for one in _figures(written[language], readings[language], language, left)]
    figures += [_without_place(one) for one in left]
    lacks = tuple(f"{one.why}; {one.advice}" for one in drafts.lacks)
    return Proof(stamp=stamp, at=now(), figures=tuple(figures), lacks=lacks), drafts


def key_of(fact: Fact) -> str:
    """What tells a figure from the others of an outline, whatever its value."""
    return " ".join(
        filter(None, (f"{fact.indicator}.{fact.measure}", fact.period, fact.base, fact.unit, fact.qualifier))
    )


def _figures(written: Sequence[Fact], reading: Reading, language: str, left: list[Failure]) -> Iterator[Figure]:
    """Each figure with its place and what is wrong with it, which is taken from the failures that are left."""
    for fact, one in pairs(written, reading.observations, language):
        words = one.text if one else printed(fact, language) if fact else ""
        sentence = one.sentence if one else ""
        failure = next(
            (each for each in left if (each.language, each.figure, each.sentence) == (language, words, sentence)), None
        )
        if failure:
            left.remove(failure)
        yield _figure(fact, one, words, language, failure)


def _figure(fact: Fact | None, one: Observation | None, words: str, language: str, failure: Failure | None) -> Figure:
    return Figure(
        language=language,
        words=words,
        start=one.start if one else -1,
        end=one.end if one else -1,
        key=key_of(fact) if fact else "",
        name=(figure_name(fact, "en"), figure_name(fact, "zh")) if fact else ("", ""),
        sentence=one.sentence if one else "",
        observation=fact.observation if fact else "",
        release=fact.release if fact else "",
        why=(failure.why, failure.told("zh")) if failure else ("", ""),
    )


def _without_place(one: Failure) -> Figure:
    """A failure beyond the first of a figure."""
    return Figure(language=one.language, words=one.figure, sentence=one.sentence, why=(one.why, one.told("zh")))


def _as_edited(original: Draft, words: Words, proof: Proof) -> Draft:
    """A draft with the words that a person edited: its figures where the proof found them."""
    text = words.told(original.language).strip("\n") + "\n"
    moved = len(words.told(original.language)) - len(words.told(original.language).lstrip("\n"))
    facts = {key_of(told.fact): told.fact for told in original.figures}
    figures = tuple(
        Told(facts[one.key], one.start - moved, one.end - moved)
        for one in sorted(proof.of(original.language), key=lambda one: one.start)
        if one.key in facts
    )
    views = {one.by: one.view(original.language) for one in original.paragraphs if one.by}
    title, _, _ = text.partition("\n")
    paragraphs = tuple(_paragraphs(text, len(title), figures, views))
    return Draft(language=original.language, title=title, paragraphs=paragraphs, text=text, figures=figures)


def _paragraphs(text: str, start: int, figures: Sequence[Told], views: dict[str, str]) -> Iterator[Paragraph]:
    """The paragraphs behind the title; a short line without a full stop heads the one behind it."""
    heading, at = "", start
    for line in text[start:].split("\n"):
        words = line.strip()
        if (
            words
            and len(words) <= 80
            and words[-1] not in ".。!！?？;；:："
            and not _within(figures, at, at + len(line))
        ):
            if heading:
                yield Paragraph(heading=heading, sentences=())
            heading = words
        elif words:
            by = next((who for who, told in views.items() if words.endswith(told.strip())), "")
            end = len(line.rstrip()) - (len(views[by].strip()) if by else 0)
            told = tuple(one.moved(-at) for one in _within(figures, at, at + end))
            yield Paragraph(heading=heading, sentences=(Sentence(line[:end].rstrip(), told),), by=by)
            heading = ""
        at += len(line) + 1
    if heading:
        yield Paragraph(heading=heading, sentences=())


def _within(figures: Sequence[Told], start: int, end: int) -> list[Told]:
    return [one for one in figures if start <= one.start and one.end <= end]

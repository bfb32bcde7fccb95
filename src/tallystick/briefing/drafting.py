"""An outline and a ledger → the draft of a briefing in either language, and what could not be told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from tallystick.briefing.changes import belongs
from tallystick.briefing.facts import OF_WHOLES, Fact, Lack, facts
from tallystick.briefing.histories import since_told
from tallystick.briefing.lacking import nothing_kept, why_lacking
from tallystick.briefing.named import as_told, part_of, unwritable
from tallystick.briefing.numbers import printed
from tallystick.briefing.outline import LANGUAGES, REFERENCE, USUAL, Item, Outline, Section
from tallystick.briefing.prose import by_kind, by_time, paragraph
from tallystick.briefing.sentences import Sentence, Told, Voice
from tallystick.briefing.wholes import whole_words
from tallystick.knowledge import wording
from tallystick.knowledge.briefing_groups import Group, Groups
from tallystick.knowledge.forms import forms
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger
from tallystick.model import LedgerError

_IN_WORDS = {"en": "in English", "zh": "in Chinese"}
_TWICE = ("growth", "contribution")
"""Measures of which more than one figure may be told: in a word and in digits, or of several wholes."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences under a heading (empty: none); `by` whose view they are, where they are one."""

    heading: str
    sentences: tuple[Sentence, ...]
    by: str = ""

    def view(self, language: str) -> str:
        """What stands behind a view, and says whose it is: ` (view of the ministry)`; nothing behind other words."""
        return wording.sentence("view of", language).format(who=self.by) if self.by else ""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A briefing in one language: its text, and its figures where they stand in it."""

    language: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    text: str
    figures: tuple[Told, ...]


class Drafts(msgspec.Struct, frozen=True, kw_only=True):
    """The drafts by language, and the figures that were asked for and cannot be told."""

    drafts: dict[str, Draft]
    lacks: tuple[Lack, ...]
    unsure: int = 0
    """How many more there are that were read unsurely."""


def draft(
    outline: Outline,
    ledger: Ledger,
    *,
    folder: Path | None = None,
    groups: Groups | None = None,
    as_of: date | None = None,
    sure: float | None = None,
    plain: Collection[str] = (),
) -> Drafts:
    """The briefing in English and Chinese from what the ledger holds; `folder` is where its groups' file lies.

    `groups` stand instead of that file, or of the one that ships. A `plain` indicator is told in a sentence of its own,
    in the first wording of its forms.
    """
    groups = groups or outline.chosen_groups(folder or Path())
    source = _Source(ledger, outline, groups, as_of, sure, plain=plain)
    made = {language: _draft(outline, groups, source, language) for language in LANGUAGES}
    if not any(one.figures for one in made.values()):
        known = [(lack.why, lack.advice) for lack in source.lacks.values() if lack.known]
        raise LedgerError(*(known or [nothing_kept(ledger, outline.area, outline.period)])[0])
    return Drafts(drafts=made, lacks=tuple(source.lacks.values()), unsure=len(source.left))


def entangled(drafts: Drafts, sentences: Collection[str]) -> frozenset[str]:
    """The indicators told in some sentences; all of them where one has no words, or none of a draft has them.

    `sentences` are those that do not prove: told plainly (`draft(…, plain=…)`) they may.
    """
    made = [one for each in drafts.drafts.values() for part in each.paragraphs for one in part.sentences]
    chosen = [one for one in made if any(words and words in one.text for words in sentences)]
    if not all(sentences) or not chosen:
        chosen = made
    return frozenset(told.fact.indicator for one in chosen for told in one.figures)


class _Source:
    """The figures of a ledger for one outline, each indicator asked for once; what is not there is noted."""

    def __init__(
        self,
        ledger: Ledger,
        outline: Outline,
        groups: Groups,
        as_of: date | None,
        sure: float | None,
        *,
        plain: Collection[str] = (),
    ) -> None:
        self._plain = plain
        self._ledger, self._outline, self._as_of, self._sure = ledger, outline, as_of, sure
        self._named = {one for group in groups.group for one in group.indicators}
        self._named |= {item.indicator for section in outline.section for item in section.item}
        self._known: dict[tuple[str, str], list[Fact]] = {}
        self.lacks: dict[tuple[str, str, str], Lack] = {}
        self.left: set[str] = set()

    def voice(self, language: str) -> Voice:
        """One for a new paragraph."""
        return Voice(self._outline.period, language, plainly=self._plain)

    def all(self, indicator: str, period: str) -> list[Fact]:
        """Every figure of an indicator for a period."""
        if (indicator, period) not in self._known:
            kept = [as_told(one) for one in self._facts(indicator, period)]
            part = part_of(indicator)
            if part:
                kept += filter(part.is_told_by, self._facts(part.indicator, period))
            self._known[indicator, period] = kept
        return self._known[indicator, period]

    def _facts(self, indicator: str, period: str) -> list[Fact]:
        of = {"area": self._outline.area, "publisher": self._outline.publisher_of(indicator)}
        return facts(self._ledger, indicator, period, **of, as_of=self._as_of, sure=self._sure, left=self.left)

    def told(self, indicator: str, say: Sequence[str]) -> list[Fact]:
        """The figures to tell of an indicator, in order; with `say` those measures, and each that lacks is noted."""
        period = self._outline.period
        kept = self.all(indicator, period)
        chosen: list[Fact] = []
        for form in say or USUAL:
            if form == "since":
                chosen += since_told(chosen, self._ledger, self._as_of)
                continue
            measure, behind = forms()[form].measure or form, forms()[form].behind
            fitting = sorted((one for one in kept if one.measure == measure and self._writes(one)), key=_roughest)
            fitting = [one for one in fitting if belongs(one, form, kept, [f.form for f in chosen])]
            if fitting and (not behind or set(behind) & {one.form for one in chosen}):
                kind = form if form != measure else ""
                told = [msgspec.structs.replace(one, kind=kind) for one in fitting]
                chosen += told if measure in _TWICE else told[:1]
            elif say:
                self.lack(indicator, form, period)
        if not chosen and not say and indicator in self._named:
            self.lack(indicator, "", period)
        return chosen

    def _writes(self, fact: Fact) -> bool:
        """Whether a form tells a figure in both languages; what is known not to come back is noted."""
        reasons = unwritable(fact)
        if reasons:
            told = "; ".join(f"{_IN_WORDS[language]}: {reason}" for language, reason in reasons.items())
            name = f"{fact.indicator}.{fact.measure}"
            advice = "no sentence of a briefing reads back as this figure: tell it elsewhere, with its source"
            lack = Lack(fact.indicator, fact.measure, fact.period, f"{name} cannot be written {told}", advice)
            self.lacks[fact.indicator, fact.measure, fact.period] = lack
        return not reasons and can_be_told(fact)

    def one(self, indicator: str, measure: str, period: str) -> Fact | None:
        """The figure of a reference."""
        found = next((fact for fact in self.all(indicator, period) if fact.measure == measure), None)
        if found is None:
            self.lack(indicator, measure, period)
        return found

    def lack(self, indicator: str, measure: str, period: str) -> None:
        """Note what the ledger does not hold, unless it is noted already that it cannot be told."""
        if any(of == indicator and measure in ("", told) for of, told, _ in self.lacks):
            return
        of = {"area": self._outline.area, "publisher": self._outline.publisher_of(indicator)}
        why, advice, known = why_lacking(self._ledger, indicator, measure, period, **of, as_of=self._as_of)
        self.lacks[indicator, measure, period] = Lack(indicator, measure, period, why, advice, known)


def _roughest(fact: Fact) -> tuple[bool, Decimal]:
    """A word for a number comes before the number."""
    return not fact.qualifier, -fact.quantum


def can_be_told(fact: Fact) -> bool:
    """Whether a form tells it: nothing rises by nothing, and a whole has a name in both languages."""
    if not fact.value and fact.measure in ("growth", "change", "average_growth"):
        return False
    return fact.measure not in OF_WHOLES or all(whole_words(fact.base, language) for language in LANGUAGES)


def _draft(outline: Outline, groups: Groups, source: _Source, language: str) -> Draft:
    title = outline.title.told(language)
    paragraphs = list(_lead(outline, source, language))
    for section in sorted(outline.section, key=lambda one: one.order):
        paragraphs += _paragraphs(section, groups, source, outline, language)
    strong = outline.emphasised()
    text, figures = title, list[Told]()
    for one in paragraphs:
        text += f"\n\n{one.heading}" if one.heading else ""
        text += "\n\n"
        for number, told in enumerate(one.sentences):
            text += " " if number and language == "en" else ""
            figures += [each.moved(len(text)) for each in told.figures]
            text += told.text
        text += one.view(language)
    paragraphs = [msgspec.structs.replace(one, sentences=tuple(_weighed(one, strong))) for one in paragraphs]
    return Draft(language=language, title=title, paragraphs=tuple(paragraphs), text=text + "\n", figures=tuple(figures))


def _weighed(one: Paragraph, strong: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a paragraph with the figures strong that the outline gives weight."""
    for told in one.sentences:
        figures = (msgspec.structs.replace(each, strong=each.fact.indicator in strong) for each in told.figures)
        yield Sentence(told.text, tuple(figures))


def _lead(outline: Outline, source: _Source, language: str) -> Iterator[Paragraph]:
    """The first paragraph: of each indicator that leads the figure that says most."""
    told = [source.told(indicator, ())[:1] for indicator in outline.leading()]
    kept = by_time(by_kind(one for one in told if one), outline.period)
    if kept:
        yield Paragraph(heading="", sentences=tuple(paragraph(kept, source.voice(language))))


def _paragraphs(
    section: Section, groups: Groups, source: _Source, outline: Outline, language: str
) -> Iterator[Paragraph]:
    items = tuple(sorted(section.item, key=lambda item: item.order))
    heading = section.heading.told(language) if section.heading else ""
    group = next((one for one in groups.group if one.name == section.group), None)
    if group is not None:
        heading = group.title(language)
        items = _of_group(group, groups, section)
    run: list[Sentence] = []
    facts_told: list[Sequence[Fact]] = []

    def close() -> None:
        """Tell the indicators that stand together."""
        kept = by_time(facts_told, outline.period) if group is not None else facts_told
        run.extend(paragraph(kept, source.voice(language)))
        facts_told.clear()

    for item in items:
        if item.indicator:
            if told := source.told(item.indicator, item.say):
                facts_told.append(told)
            continue
        close()
        words = _written(item, source, language)
        if item.by:
            if run:
                yield Paragraph(heading=heading, sentences=tuple(run))
                heading, run = "", []
            yield Paragraph(heading=heading, sentences=(words,), by=item.by)
            heading = ""
        else:
            run.append(words)
    close()
    if run:
        yield Paragraph(heading=heading, sentences=tuple(run))


def _of_group(group: Group, groups: Groups, section: Section) -> tuple[Item, ...]:
    """The indicators of a group in its order, and the section's own items; one that it names itself is told once."""
    own = {item.indicator for item in section.item}
    shipped = (*(Item(indicator=one) for one in group.indicators), *_rest(group, groups))
    return tuple(sorted((*(one for one in shipped if one.indicator not in own), *section.item), key=lambda i: i.order))


def _rest(group: Group, groups: Groups) -> Iterator[Item]:
    """The indicators of the catalogue's groups that follow a group, those aside that stand in one by name."""
    named = {one for each in groups.group for one in each.indicators}
    for name, indicator in catalogue().items():
        if indicator.group in group.rest and name not in named and not indicator.area:
            yield Item(indicator=name)


def _written(item: Item, source: _Source, language: str) -> Sentence:
    """A person's words with the figures that they refer to."""
    words = item.zh if language == "zh" else item.en
    text, figures, at = "", list[Told](), 0
    for found in REFERENCE.finditer(words):
        text += words[at : found.start()]
        fact = source.one(found[1], found[2], found[3])
        number = printed(fact, language) if fact else found[0]
        if fact:
            figures.append(Told(fact, len(text), len(text) + len(number)))
        text += number
        at = found.end()
    return Sentence(text + words[at:], tuple(figures))

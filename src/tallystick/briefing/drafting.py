"""An outline and a ledger → the draft of a briefing in either language, and what could not be told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from tallystick.briefing.facts import Fact, Lack
from tallystick.briefing.lacking import nothing_kept
from tallystick.briefing.numbers import printed
from tallystick.briefing.outline import LANGUAGES, REFERENCE, Item, Outline, Section
from tallystick.briefing.prose import by_kind, by_time, paragraph
from tallystick.briefing.sentences import Sentence, Told
from tallystick.briefing.source import Source
from tallystick.knowledge import wording
from tallystick.knowledge.briefing_groups import Group, Groups
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger
from tallystick.model import LedgerError


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
    source = Source(ledger, outline, groups, as_of, sure, plain=plain)
    made = {language: _draft(outline, groups, source, language) for language in LANGUAGES}
    if not any(one.figures for one in made.values()):
        known = [(lack.why, lack.advice) for lack in source.lacks.values() if lack.known]
        raise LedgerError(*(known or [nothing_kept(ledger, outline.area, outline.period)])[0])
    return Drafts(drafts=made, lacks=tuple(source.lacks.values()), unsure=len(source.left))


def plainer(drafts: Drafts, failing: Sequence[tuple[str, str]], again: Callable[..., Drafts]) -> Drafts:
    """The same with what did not prove told plainly, in the languages in which it did not.

    `failing` are language and sentence of what does not prove, `again` drafts anew: `partial(draft, outline, ledger)`.
    """
    plain = again(plain=_entangled(drafts, [words for _, words in failing]))
    wrong = {language for language, _ in failing}
    kept = {each: (plain if each in wrong else drafts).drafts[each] for each in drafts.drafts}
    return msgspec.structs.replace(drafts, drafts=kept)


def _entangled(drafts: Drafts, sentences: Collection[str]) -> frozenset[str]:
    """The indicators told in some sentences; all of them where one has no words, or none of a draft has them.

    `sentences` are those that do not prove: told plainly (`draft(…, plain=…)`) they may.
    """
    made = [one for each in drafts.drafts.values() for part in each.paragraphs for one in part.sentences]
    chosen = [one for one in made if any(words and words in one.text for words in sentences)]
    if not all(sentences) or not chosen:
        chosen = made
    return frozenset(told.fact.indicator for one in chosen for told in one.figures)


def _draft(outline: Outline, groups: Groups, source: Source, language: str) -> Draft:
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
        yield Sentence(told.text, tuple(figures), told.claims)


def _lead(outline: Outline, source: Source, language: str) -> Iterator[Paragraph]:
    """The first paragraph: of each indicator that leads the figure that says most."""
    told = [source.told(indicator, ())[:1] for indicator in outline.leading()]
    kept = by_time(by_kind(one for one in told if one), outline.period)
    if kept:
        yield Paragraph(heading="", sentences=tuple(paragraph(kept, source.voice(language))))


def _paragraphs(
    section: Section, groups: Groups, source: Source, outline: Outline, language: str
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


def _written(item: Item, source: Source, language: str) -> Sentence:
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

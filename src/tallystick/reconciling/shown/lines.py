"""What is shown of a finding, line by line, and the lines that close a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.wording import sentence
from tallystick.model import Claim, Finding, Observation, Reading, Repair
from tallystick.model.finding import UNTESTED
from tallystick.model.message import Amount, Message, Part, Several
from tallystick.model.period_words import period_words
from tallystick.model.reading import HANDED_IN
from tallystick.reconciling.coverage import TIED, UNTIED, WHY
from tallystick.reconciling.shown.quotes import Quote, Quotes
from tallystick.reconciling.tables.counts import IN_PROSE, PROVEN
from tallystick.reconciling.wording import in_language, last_digit, say

MOST_QUOTES = 12  # words of one finding that are shown
MOST_SENTENCES = 5
_WHOLE = ("share", "contribution")


class Shown(msgspec.Struct, frozen=True):
    """A finding for people: its verdict in words, its statement, its sentences, and labelled lines."""

    verdict: str
    heading: str
    statement: str
    quotes: tuple[Quote, ...]
    rows: tuple[tuple[str, str], ...]


def verdict_words(counted_as: str, language: str = "en") -> str:
    """What a finding counts as, in words: `holds by rounding`, 舍入内相符."""
    return sentence(f"verdict {counted_as}", language)


def shown(finding: Finding, quotes: Quotes, language: str = "en") -> Shown:
    """A finding in the words of a language."""
    told = in_language(finding, language)
    counted = finding.counts_as
    heading = sentence("claim not tested", language) if counted == UNTESTED else verdict_words(counted, language)
    sentences = quotes.of(finding) if finding.kind != "implied" else ()
    rows = tuple(
        (sentence(f"label {label}", language), words) for label, words in _rows(told, sentences, quotes, language)
    )
    return Shown(counted, heading, told.statement, sentences[:MOST_SENTENCES], rows)


def place_words(quote: Quote, language: str) -> str:
    """Where a quote stands: its page where there are pages, else its line."""
    if quote.page:
        return sentence("page", language).format(page=quote.page)
    return sentence("line", language).format(line=quote.line)


def _rows(told: Finding, sentences: tuple[Quote, ...], quotes: Quotes, language: str) -> Iterator[tuple[str, str]]:
    if told.kind != "implied" and not sentences and told.quotes:
        yield "said", _words(told, language)
    if told.formula:
        yield "arithmetic", told.formula
    wanting = told.kind != "implied" and not told.verdict.startswith("holds")
    if wanting and (claim := told.published or told.derived):
        yield "about", _about(claim, [quotes.figure(name) for name in told.figures], language)
    if told.reason:
        yield "because", told.reason
    if wanting and told.citation:
        yield "see", told.citation
    for repair in told.repairs:
        if repair.is_bounded:
            yield "mends it", repair_words(repair, told, quotes, language)


def _words(told: Finding, language: str) -> str:
    """The words of a finding's figures; of many only the first."""
    first = say(Several(tuple(Message("quoted figure", {"words": one}) for one in told.quotes[:MOST_QUOTES])), language)
    more = len(told.quotes) - MOST_QUOTES
    return say(Message("and more", {"quotes": first, "n": more}), language) if more > 0 else first


def _about(claim: Claim, figures: Iterable[Observation | None], language: str) -> str:
    """What a figure is of, when, and against what: a whole by the words of the figure or by its name."""
    told = [claim.subject, sentence(f"measure name {claim.measure}", language), period_words(claim.period, language)]
    if claim.base:
        key = "of whole" if claim.measure in _WHOLE else "against"
        told.append(sentence(key, language).format(base=_base(claim, figures, language)))
    return " · ".join(part for part in told if part)


def _base(claim: Claim, figures: Iterable[Observation | None], language: str) -> str:
    if claim.base[:1].isdigit():
        return period_words(claim.base, language)
    own = (one.base for one in figures if one and one.subject == claim.subject and one.measure == claim.measure)
    indicator = catalogue().get(claim.base)
    return next(own, indicator.name(language) if indicator else claim.base)


def repair_words(repair: Repair, finding: Finding, quotes: Quotes, language: str) -> str:
    """A figure that alone would mend a finding, and what it would have to be."""
    figure = quotes.figure(repair.figure)
    said = dict(zip(finding.figures, finding.quotes, strict=False))
    unit = figure.unit if figure else finding.published.unit if finding.published else "1"
    told: dict[str, Part] = {
        "words": figure.text if figure else said.get(repair.figure, repair.figure),
        "allowed": Amount(repair.allowed, unit, last_digit(figure) if figure else None),
        "printed": repair.printed,
        "edit": Message(f"edit {repair.edit}"),
    }
    message = Message("repair by edit" if repair.edit else "repair", told)
    return say(Message("likeliest repair", {"repair": message}) if repair.likeliest else message, language)


def handed_in(readings: Iterable[Reading], language: str = "en") -> Iterator[str]:
    """Of readings made elsewhere: what this program's own reader reads otherwise, and which figures were refused."""
    for reading in readings:
        if reading.reader.name != HANDED_IN:
            continue
        for one in reading.differs:
            field = sentence(f"field {one.field}", language)
            told = sentence("reads otherwise", language)
            yield told.format(words=one.text, field=field, handed=one.handed, own=one.own)
        if not reading.differs:
            yield sentence("read alike", language)
        for left in reading.refused:
            words = f" “{left.text}”" if left.text else ""
            yield sentence("refused one", language).format(line=left.line, words=words, why=left.why)


def closing(summary: Mapping[str, int], language: str = "en") -> Iterator[str]:
    """How many figures the release's own tables prove, how many stand in a tie, and why the others stand in none."""
    if summary.get(IN_PROSE):
        yield sentence("proven by its tables", language).format(n=summary[PROVEN], of=summary[IN_PROSE])
    if not summary.get(TIED, 0) + summary.get(UNTIED, 0):
        return
    whys = Several(tuple(Message(f"why {why}", {"n": summary[why]}) for why in WHY if summary.get(why)))
    told = Message("stand in no tie", {"tied": summary[TIED], "loose": summary[UNTIED], "whys": whys})
    yield say(told if summary[UNTIED] else Message("all stand in a tie", {"tied": summary[TIED]}), language)

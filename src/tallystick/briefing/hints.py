"""Where a wrong figure may come from: what else the ledger says of the same thing, or another figure of the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallystick.briefing.agreeing import said_of
from tallystick.briefing.differing import Unlike, figure_name, in_words
from tallystick.briefing.facts import Fact
from tallystick.briefing.outline import LANGUAGES
from tallystick.knowledge.wording import sentence
from tallystick.ledger import Ledger
from tallystick.ledger.records import Statement
from tallystick.model import Observation
from tallystick.model.period_words import period_words


def hint(fact: Fact, one: Observation, written: Sequence[Fact], ledger: Ledger) -> Unlike | None:
    """What the value that was read is instead; None where neither the ledger nor the draft says it of anything."""
    if one.value == fact.value:
        return None
    kept = [
        said for said in said_of(ledger, fact.indicator, fact.area or None)
        if said.value == one.value and said.unit == one.unit and said.measure == fact.measure
    ]  # fmt: skip
    if kept:
        likeliest = min(kept, key=lambda said: (said.status != "actual", said.period != fact.period))
        return _of_ledger(fact, one, likeliest)
    alike = [other for other in written if (other.measure, other.unit) == (one.measure, one.unit)]
    owner = next((other for other in alike if other.value == one.value), None)
    return _told("changed places", one, lambda each: {"other": figure_name(owner, each)}) if owner else None


def _of_ledger(fact: Fact, one: Observation, said: Statement) -> Unlike:
    if said.status != "actual":
        return _told("held as target", one, lambda each: {"status": sentence(f"status {said.status}", each)})
    if said.period != fact.period:
        return _told("held of period", one, lambda each: {"period": period_words(said.period, each)})
    if said.publisher != fact.publisher and said.published >= fact.published:
        return _told("said by another", one, lambda _: {"publisher": said.publisher})
    return _told("held before", one, lambda each: {"day": period_words(said.published[:10], each)})


def _told(key: str, one: Observation, values: Callable[[str], dict[str, str]]) -> Unlike:
    en, zh = (in_words(key, each, read=one.text, **values(each)) for each in LANGUAGES)
    return Unlike("hint", en, zh)

"""The figures of a ledger for one outline: what may be told of each indicator, and what is not there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from tallystick.briefing.changes import belongs
from tallystick.briefing.facts import OF_WHOLES, Fact, Lack, facts
from tallystick.briefing.histories import HISTORICAL, history_told
from tallystick.briefing.lacking import why_lacking
from tallystick.briefing.named import as_told, part_of, unwritable
from tallystick.briefing.outline import LANGUAGES, USUAL, Outline
from tallystick.briefing.sentences import Voice
from tallystick.briefing.wholes import whole_words
from tallystick.knowledge.briefing_groups import Groups
from tallystick.knowledge.forms import forms
from tallystick.ledger import Ledger
from tallystick.ledger.records import Statement
from tallystick.model import Period

_IN_WORDS = {"en": "in English", "zh": "in Chinese"}
_TWICE = ("growth", "contribution")
"""Measures of which more than one figure may be told: in a word and in digits, or of several wholes."""


class Source:
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
        self._said: dict[str, dict[str, list[Statement]]] = {}
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
        if period not in self._said:
            self._said[period] = self._ledger.said_by_indicator(self._outline.area, Period.parse(period).end)
        said = self._said[period].get(indicator, ())
        return facts(
            self._ledger, indicator, period, **of, as_of=self._as_of, sure=self._sure, left=self.left, said=said
        )

    def told(self, indicator: str, say: Sequence[str]) -> list[Fact]:
        """The figures to tell of an indicator, in order; with `say` those measures, and each that lacks is noted."""
        period = self._outline.period
        kept = self.all(indicator, period)
        chosen: list[Fact] = []
        for form in say or USUAL:
            if form in HISTORICAL:
                chosen = history_told(form, chosen, kept, self._ledger, self._as_of, asked=bool(say))
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

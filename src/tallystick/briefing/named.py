"""Figures whose indicators' names say their measure, and figures that no sentence can tell."""

from __future__ import annotations

import msgspec

from tallystick.briefing.facts import Fact
from tallystick.briefing.sentences import CLAIMS
from tallystick.briefing.wholes import whole_words
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.loader import load_topics
from tallystick.knowledge.wording import has_words
from tallystick.model import Period


def as_told(fact: Fact) -> Fact:
    """A figure as a sentence tells it: the share of coal in energy as a level, that of manufacturing in GDP as a share.

    >>> from tallystick.briefing.numbers import _example
    >>> fact = msgspec.structs.replace(_example("27.4", "0.1", "%"), indicator="gdp.manufacturing.share")
    >>> as_told(fact).indicator, as_told(fact).measure, as_told(fact).base
    ('industry.manufacturing.value_added', 'share', 'GDP')
    """
    part = part_of(fact.indicator)
    if part and fact.measure in ("level", part.measure):
        return msgspec.structs.replace(fact, indicator=part.indicator, measure=part.measure, base=part.whole)
    if fact.measure == named_measure(fact.indicator) and fact.unit == catalogue()[fact.indicator].unit:
        return msgspec.structs.replace(fact, measure="level", base="")
    return fact


class Part(msgspec.Struct, frozen=True):
    """An indicator's share of a whole, or contribution to one, that is an indicator of its own."""

    indicator: str
    measure: str
    whole: str

    def is_told_by(self, fact: Fact) -> bool:
        """Whether a figure of the indicator is this part of this whole."""
        same = whole_words(fact.base, "en") == whole_words(self.whole, "en")
        return fact.measure == self.measure and same


def part_of(indicator: str) -> Part | None:
    """Of what an indicator is a part by its name, if both are indicators.

    >>> part_of("gdp.tertiary.share")
    Part(indicator='gdp.tertiary', measure='share', whole='GDP')
    """
    told = load_topics("printing")["named"]["parts"].get(indicator)
    return Part(**told) if told else None


def named_measure(indicator: str) -> str:
    """The measure that the name of an indicator says; empty where it says none.

    >>> named_measure("energy.coal_share"), named_measure("pmi.manufacturing"), named_measure("gdp")
    ('share', 'index', '')
    """
    said = load_topics("printing")["named"]["measures"].get(indicator, "")
    return str(said or ("index" if catalogue()[indicator].kind == "index" else ""))


def unwritable(fact: Fact) -> dict[str, str]:
    """Why a figure cannot be told, by language; empty where it can in both.

    >>> from tallystick.briefing.numbers import _example
    >>> unwritable(_example("5", "1", "MeV"))
    {'en': 'its unit MeV has no words', 'zh': 'its unit MeV has no words'}
    """
    reason = _no_form(fact)
    if reason:
        return dict.fromkeys(("en", "zh"), reason)
    listed = load_topics("printing")["unwritable"]["unwritable"]
    measure = fact.form if fact.form == "growth_streak" else fact.measure
    fitting = [one for one in listed if one["indicator"] == fact.indicator and measure in one["measures"]]
    return {language: one["reason"] for one in fitting for language in one["languages"]}


def _no_form(fact: Fact) -> str:
    """Why no form tells a figure in any language; empty where one does."""
    if not has_words(fact.unit) and fact.unit not in load_topics("printing")["numbers"]["multiples"]:
        return f"its unit {fact.unit} has no words"
    if fact.measure == "contribution" and fact.unit != "%":
        return "a contribution in points has no form"
    if not fact.period or fact.form in CLAIMS:
        return ""
    period = Period.parse(fact.period)
    if fact.measure == "average_growth" and period.units == 1:
        return "over how many years it is a mean is not said"
    if fact.measure == "growth" and fact.base not in (str(period.year_before()), str(period.before())):
        return f"it is compared with {fact.base or 'a time that is not said'}, not with the year or the period before"
    return ""

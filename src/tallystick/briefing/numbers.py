"""A figure's number as a text prints it: digits no finer than those of its source, scale and unit by language."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from tallystick.briefing.facts import Fact
from tallystick.knowledge.loader import load_topics
from tallystick.knowledge.wording import unit
from tallystick.model.ordinals import ordinal

_HUNDRED = Decimal(100)
_SCALED = frozenset({"rank", "year", "quarter", "month", "%", "pp", "bp", "point", "times"})
"""Units whose numbers take no word for a scale."""
_COUNTED = frozenset({"1", "year"})
"""Units that are called by what they count in Chinese."""


def printed(fact: Fact, language: str, *, bare: bool = False) -> str:
    """The number with its unit and what bounds it (not if `bare`), without its sign: the words around tell that.

    >>> fact = _example("31400000000000", "100000000000", "CNY")
    >>> printed(fact, "en"), printed(fact, "zh")
    ('31.4 trillion yuan', '31.4万亿元')
    """
    known = load_topics("printing")["numbers"]
    if fact.measure == "rank":
        return _ordinal(int(fact.value), language, known)
    if fact.measure == "streak":
        return f"{int(fact.value)}{known['streaks'][fact.unit][language]}"
    if is_word(fact):
        return str(known["doubled"][language])
    told = _times(fact, language) or _amount(fact, language, known)
    if bare:
        return told
    return str(known["qualifiers"][language].get(fact.qualifier, "{}")).format(told)


def is_word(fact: Fact) -> bool:
    """Whether it says in a word that something more than doubled."""
    return fact.measure == "growth" and fact.unit == "%" and fact.qualifier == ">" and fact.value == _HUNDRED


def _ordinal(place: int, language: str, known: dict[str, Any]) -> str:
    words = known["ordinals"][language]
    if place <= len(words):
        return str(words[place - 1])
    if language == "zh":
        return f"第{place}位"
    return ordinal(place)


def _times(fact: Fact, language: str) -> str:
    """Growth that its source told in times, and so roughly, is told in times: 160% to the nearest ten."""
    if fact.measure != "growth" or fact.unit != "%" or fact.value < _HUNDRED or fact.quantum < 10:
        return ""
    return plain(fact.value / _HUNDRED, fact.quantum / _HUNDRED) + unit("times", language)


def _amount(fact: Fact, language: str, known: dict[str, Any]) -> str:
    value, word = abs(fact.value), ""
    quantum = fact.quantum
    multiple = known["multiples"].get(fact.unit)
    if multiple:
        value, quantum = (number.scaleb(-multiple["power"]) for number in (value, quantum))
    if fact.unit not in _SCALED:
        for name, power in known["scales"][language]:
            if value >= Decimal(10) ** power:
                value, word = value.scaleb(-power).normalize(), name
                quantum = max(quantum.scaleb(-power), Decimal(1).scaleb(min(_places(value), 0)))
                break
    space = " " if word and language == "en" else ""
    behind = unit(fact.unit, language, one=value == 1 and not word)
    if multiple:
        behind = multiple["word"] if language == "zh" else f" {multiple['word']}"
    if fact.unit in _COUNTED and language == "zh":
        behind = _counter(fact, known["counters"], behind)
    return f"{plain(value, quantum, grouped=language == 'en')}{space}{word}{behind}"


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _counter(fact: Fact, counters: dict[str, str], usual: str) -> str:
    """What Chinese counts something with; only the whole name of an indicator says how years of it are called."""
    name = fact.indicator
    fitting = [begun for begun in counters if name == begun or (fact.unit == "1" and name.startswith(f"{begun}."))]
    return counters[max(fitting, key=len)] if fitting else usual or "个"


def plain(value: Decimal, quantum: Decimal, *, grouped: bool = False) -> str:
    """A number's digits, rounded once, half to even, to the worth of its last digit; whole ones in groups if wanted.

    >>> plain(Decimal("5.20"), Decimal("0.1")), plain(Decimal(40000), Decimal(10000), grouped=True)
    ('5.2', '40,000')
    """
    places = min(_places(min(quantum, Decimal(1)).normalize()), 0)
    rounded = value.quantize(Decimal(1).scaleb(places), rounding=ROUND_HALF_EVEN)
    return f"{rounded:,f}" if grouped else f"{rounded:f}"


def _example(value: str, quantum: str, code: str) -> Fact:
    return Fact(
        indicator="industry.manufacturing.value_added", measure="level", unit=code, area="CN", period="2021", base="",
        value=Decimal(value), quantum=Decimal(quantum), qualifier="", sure=True, observation="", release="",
        publisher="", published="", quote="", sentence="",
    )  # fmt: skip

"""In what a figure as it was read is not the one that was written, in words of either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import msgspec

from tallystick.briefing.facts import LATE, OF_WHOLES, Fact
from tallystick.briefing.named import named_measure
from tallystick.briefing.numbers import printed
from tallystick.briefing.outline import LANGUAGES
from tallystick.briefing.wholes import whole_words
from tallystick.knowledge.areas import area_name, find_area
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.wording import sentence, unit
from tallystick.model import Observation, Period, PeriodError
from tallystick.model.period_words import period_words

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = frozenset(Decimal(10) ** power for power in (2, 3, 4, 6, 8, 9, 12))
"""How many times two words for scales, or two units of a rate, lie apart."""


class Unlike(msgspec.Struct, frozen=True):
    """A field that was read otherwise than it was written, and that in words of both languages."""

    field: str
    en: str
    zh: str

    def told(self, language: str) -> str:
        """Its words in `en` or `zh`."""
        return self.zh if language == "zh" else self.en


def in_words(key: str, language: str, **values: object) -> str:
    """The sentence of a key with its gaps filled."""
    return sentence(key, language).format(**values)


def figure_name(fact: Fact, language: str) -> str:
    """What a figure is, in a few words: `growth of GDP, 2021`."""
    measure = sentence(f"measure name {fact.measure}", language)
    name = catalogue()[fact.indicator].name(language)
    key = "figure told" if fact.period else "figure told now"
    return in_words(key, language, measure=measure, name=name, period=period_words(fact.period, language))


def differing(fact: Fact, one: Observation, language: str = "en") -> Iterator[Unlike]:
    """In what a figure as read is not the one written, a field each; `language` is that of the text."""
    fact = _as_measured(fact, one)
    yield from _of_what(fact, one)
    if one.measure != fact.measure:
        yield _pair("measure", "not measure", _measure(one.measure), _measure(fact.measure))
    if one.unit != fact.unit:
        yield _pair("unit", "not unit", _unit(one.unit), _unit(fact.unit))
    if one.qualifier != fact.qualifier:
        yield _pair("qualifier", "not qualifier", _qualifier(one.qualifier), _qualifier(fact.qualifier))
    if not _same_period(fact, one):
        yield _when("period", one.period, fact.period)
    if one.status != "actual":
        yield _pair("status", "not status", _word(f"status {one.status}"), _word("status actual"))
    if one.unit == fact.unit and one.measure == fact.measure:
        yield from _value(fact, one, language)
    elif not holds(one, fact):
        yield _value_words("not value", fact, one, language)
    if fact.measure in ("growth", "change") and one.measure == fact.measure and one.base != fact.base:
        yield _when("base", one.base, fact.base)
    if fact.measure in OF_WHOLES and one.measure == fact.measure and not _same_whole(fact.base, one.base):
        words = {language: whole_words(fact.base, language) for language in LANGUAGES}
        key = "not whole" if one.base else "no whole"
        yield _pair("whole", key, dict.fromkeys(LANGUAGES, one.base), words)


def _as_measured(fact: Fact, one: Observation) -> Fact:
    """The figure as it was read, where that says the measure that its indicator's name says."""
    if fact.measure == "level" and one.measure == named_measure(fact.indicator):
        return msgspec.structs.replace(fact, measure=one.measure, base=one.base)
    return fact


def _of_what(fact: Fact, one: Observation) -> Iterator[Unlike]:
    if one.indicator != fact.indicator:
        known = catalogue().get(one.indicator or "")
        key = "not indicator" if known else "no indicator" if one.subject else "no subject"
        read = {language: known.name(language) if known else one.subject for language in LANGUAGES}
        wrote = {language: catalogue()[fact.indicator].name(language) for language in LANGUAGES}
        yield _pair("indicator", key, read, wrote)
    if _elsewhere(fact, one):
        yield _pair("area", "not area", _told(area_name, one.area), _told(area_name, fact.area))


def _elsewhere(fact: Fact, one: Observation) -> bool:
    """Whether it is told of another area; that of a whole, or in its own name, is none."""
    if not (one.area and fact.area) or one.area == fact.area or fact.measure in (*OF_WHOLES, "streak"):
        return False
    named = catalogue()[fact.indicator]
    return all(find_area(named.name(language), language) != one.area for language in LANGUAGES)


def _value(fact: Fact, one: Observation, language: str) -> Iterator[Unlike]:
    if holds(one, fact):
        if _finer(one, printed(fact, language)):
            yield _value_words("not so fine", fact, one, language)
        return
    value = one.value
    if isinstance(value, tuple) or not value or not fact.value:
        yield _value_words("not value", fact, one, language)
    elif _moved(fact, value):
        yield _pair("sign", "not sign", *(_word("moved up" if up else "moved down") for up in (value > 0, fact.up)))
        if not _within(one, -fact.value):
            yield _value_words("not value", fact, one, language)
    elif (ratio := max(value / fact.value, fact.value / value)) in _SCALES:
        way = "too much" if abs(value) > abs(fact.value) else "too little"
        yield _value_words("not scale", fact, one, language, way=way, times=f"{ratio:,f}")
    else:
        yield _value_words("not value", fact, one, language)


def _moved(fact: Fact, value: Decimal) -> bool:
    """Whether both tell of a movement, one up and one down."""
    return fact.measure in ("growth", "change", "average_growth") and (value > 0) != fact.up


def holds(one: Observation, fact: Fact) -> bool:
    """Whether the interval that was read holds the value that was written."""
    if fact.qualifier or one.qualifier:
        return one.value == fact.value
    return _within(one, fact.value)


def _within(one: Observation, value: Decimal) -> bool:
    return (one.lower is None or one.lower <= value) and (one.upper is None or value <= one.upper)


def _finer(one: Observation, wrote: str) -> bool:
    """Whether it is printed with a further digit than its source printed it; noughts behind whole numbers are none."""
    return 0 < _digits(_NUMBER.search(wrote)) < _digits(_NUMBER.fullmatch(one.digits))


def _digits(number: re.Match[str] | None) -> int:
    plain = number[0].replace(",", "") if number else ""
    return len(plain.replace(".", "").lstrip("0") if "." in plain else plain.strip("0"))


def _same_period(fact: Fact, one: Observation) -> bool:
    if one.period == fact.period:
        return True
    read, wrote = _dates(one.period), _dates(fact.period)
    if fact.measure == "streak":  # three months are a quarter, told of either
        return read is not None and read == wrote
    end = read[1] if read else None
    if fact.period:
        return fact.measure == "level" and end is not None and wrote is not None and end == wrote[1]
    # what is told without a day takes that of the words around it, if it was said soon after
    said = fact.published[:10]
    return end is None or not said or (date.fromisoformat(said) - end).days <= LATE


def _dates(period: str) -> tuple[date, date] | None:
    """The first and the last day of a period; None where it is told in no form of periods."""
    try:
        told = Period.parse(period)
    except PeriodError:
        return None
    return told.start, told.end


def _same_whole(wrote: str, read: str) -> bool:
    return wrote == read or any(
        whole_words(wrote, language) == whole_words(read, language) != "" for language in LANGUAGES
    )


Words = dict[str, str]


def _pair(field: str, key: str, read: Words, wrote: Words) -> Unlike:
    told = {one: in_words(key, one, read=read[one], wrote=wrote[one]) for one in LANGUAGES}
    return Unlike(field, told["en"], told["zh"])


def _told(name: Callable[[str, str], str], code: str) -> Words:
    return {language: name(code, language) for language in LANGUAGES}


def _word(key: str) -> Words:
    return _told(sentence, key)


def _when(field: str, read: str, wrote: str) -> Unlike:
    key = f"no {field}" if not read else f"not {field}" if wrote else f"no {field} kept"
    return _pair(field, key, _told(period_words, read), _told(period_words, wrote))


def _measure(measure: str) -> Words:
    return _word(f"told as {measure}")


def _unit(code: str) -> Words:
    if code == "%":
        return _word("unit %")
    words = {language: unit(code, language).strip() for language in LANGUAGES}
    return words if all(words.values()) else _word("unit none")


def _qualifier(qualifier: str) -> Words:
    return _word(f"qualified as {qualifier}" if qualifier else "qualified exactly")


def _value_words(key: str, fact: Fact, one: Observation, printing: str, *, way: str = "", times: str = "") -> Unlike:
    """Both numbers, each as it is printed in the language of the text."""
    wrote = printed(fact, printing)
    en, zh = (
        in_words(key, told, read=one.text, wrote=wrote, way=sentence(way, told), times=times) for told in LANGUAGES
    )
    return Unlike("value", en, zh)

"""Messages in words, and the words of findings in the reader's language.

To add a message: put its sentence in every language under a key of its own into a file of `knowledge/wording`
(`"key" = { en = "… {gap} …", zh = "…{gap}…" }`; `{gap:capital}` begins an English sentence, `{gap:when}` a
time: in 2021, on 31 Dec 2021), and say it where the finding is made::

    Finding(verdict=…, kind="check", identity=…, figures=…, quotes=…,
            **told(Message("key", {"gap": said(figure)}), reasons=[Message("why")], formula=[…]))

What stands in a gap is told by its kind (`tallystick.model.message`): a figure's words by `said(figure)`, a number of
a formula by `printed(figure)`, an interval by `within(…)`, what a figure is of by `measured(figure)`, a period by
`Time(…)`, a publisher by `By(…)`, a cell by `At(…)`; plain words stay as they are. A reason is added later with
`because`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.producers import publisher_in
from tallystick.knowledge.wording import sentence, unit
from tallystick.model import Finding, Place
from tallystick.model.message import (
    Amount,
    At,
    By,
    Change,
    Formula,
    Measured,
    Message,
    Part,
    Printed,
    Said,
    Several,
    Time,
    Words,
)
from tallystick.model.period_words import period_words
from tallystick.reconciling.wording.numbers import amount, number
from tallystick.reconciling.wording.parts import GAP

_REASONS = {"en": "; ", "zh": "；"}
_LIST = {"en": ", ", "zh": "、"}
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
_HAN, _WORD = re.compile(r"[㐀-鿿]"), re.compile(r"[a-z]{2}")


class _Told(str):
    """Words in a gap; `{gap:capital}` raises their first letter, `{gap:when}` puts `in` or, before a day, `on`."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec == "when":
            return f"{'on' if _DAY.fullmatch(self) else 'in'} {self}"
        return self[:1].upper() + self[1:] if spec == "capital" else str(self)


def say(part: Part, language: str = "en") -> str:
    """A message, or what stands in one, in the words of a language.

    >>> told = Message("measure growth", {"subject": "profits"})
    >>> say(told), say(told, "zh")
    ('growth of profits', 'profits增速')
    """
    teller = _TELLERS.get(type(part))
    return str(part) if teller is None else teller(part, language)


def reads(words: str, language: str) -> bool:
    """Whether who reads a language reads these words: numbers, signs and names in capitals are everybody's.

    >>> reads("9.6%", "zh"), reads("GDP", "zh"), reads("5.4 billion yuan", "zh"), reads("54亿元", "en")
    (True, True, False, False)
    """
    other = _HAN.search(words) if language == "en" else not _HAN.search(words) and _WORD.search(words)
    return not other


def told(statement: Message, reasons: Sequence[Message] = (), formula: Sequence[Formula] = ()) -> dict[str, Any]:
    """The fields of a finding that hold its words: in English, and as data for other languages."""
    words = Words(statement, tuple(formula), tuple(reasons))
    return {**_texts(words, "en"), "words": words}


def because(finding: Finding, *reasons: Message) -> Finding:
    """A finding with these reasons in the place of its own."""
    statement = finding.words.statement if finding.words else Message(finding.statement)
    words = Words(statement, finding.words.formula if finding.words else (), reasons)
    return msgspec.structs.replace(finding, reason=_joined(reasons, "en"), words=words)


def reasons_of(finding: Finding) -> tuple[Message, ...]:
    """Why a finding is as it is, as data; of one kept without them its English words."""
    if finding.words:
        return finding.words.reasons
    return (Message(finding.reason),) if finding.reason else ()


def in_language(finding: Finding, language: str) -> Finding:
    """A finding whose statement, formula and reason are in a language; one without data stays as it is."""
    if finding.words is None or language == "en":
        return finding
    cited = sentence(finding.citation, language)
    return msgspec.structs.replace(finding, citation=cited, **_texts(finding.words, language))


def _texts(words: Words, language: str) -> dict[str, str]:
    return {
        "statement": say(words.statement, language),
        "formula": _REASONS[language].join(say(one, language) for one in words.formula),
        "reason": _joined(words.reasons, language),
    }


def _joined(reasons: Sequence[Message], language: str) -> str:
    return _REASONS[language].join(say(reason, language) for reason in reasons)


def _filled(template: str, parts: dict[str, str]) -> str:
    """A sentence with its gaps filled; one without gaps may be a text that holds braces of its own."""
    return template.format_map(_Gaps({name: _Told(words) for name, words in parts.items()})) if parts else template


class _Gaps(dict[str, str]):
    """What fills the gaps; one that an older finding does not know stays open."""

    def __missing__(self, name: str) -> str:
        return _Told("…")


def _filled_in(form: str, numbers: Sequence[str]) -> str:
    first, *rest = form.split(GAP)
    whole = first + "".join(number + words for number, words in zip(numbers, rest, strict=False))
    return whole.replace("+ −", "− ").replace("− −", "+ ")


def _said(told: Said, language: str) -> str:
    qualified = sentence(f"qualified {told.qualifier}", language) if told.qualifier else "{words}"
    if told.means and not reads(told.words, language):
        return qualified.format(words=_printed(told.means, language))
    in_words = not any(sign.isdigit() for sign in told.words)
    minus = sentence("minus in words" if in_words else "minus", language)
    return qualified.format(words=minus.format(words=told.words) if told.minus else told.words)


def _printed(told: Printed, language: str) -> str:
    shown, tail = told.qualifier + number(told.value, language), unit(told.unit, language, one=abs(told.value) == 1)
    return f"{shown}…{number(told.high, language)}{tail}" if told.high is not None else shown + tail


def _measured(told: Measured, language: str) -> str:
    template = sentence(f"measure {told.measure}", language)
    name = _name(told, language)
    what = _without_echo(template, name) if "{subject}" in template else name
    if not told.period:
        return what
    return sentence("in time", language).format(what=what, time=_Told(period_words(told.period, language)))


def _without_echo(template: str, name: str) -> str:
    """A measure and its subject, without the measure's word where the subject has it: `growth of price growth`."""
    before, behind = template.split("{subject}")
    if before and name.lower().endswith(f" {before.split()[0]}"):
        return name
    echo = next((size for size in range(len(behind), 1, -1) if name.endswith(behind[:size])), 0)
    return before + name + behind[echo:]


def _name(told: Measured, language: str) -> str:
    """The subject as its text has it; in the other language by the name of its indicator, else as a quote."""
    if (_HAN.search(told.subject) is None) == (language == "en"):
        return told.subject
    if indicator := catalogue().get(told.indicator):
        return indicator.name(language)
    stands_out = language == "en" or reads(told.subject, language)  # Chinese words do so by themselves
    return told.subject if stands_out else f"“{told.subject}”"


def _at(told: At, language: str) -> str:
    table = sentence("table", language).format(name=told.table) if told.table else sentence("a table", language)
    if told.place and (place := _place(told.place, language)):
        table = sentence("table at", language).format(table=table, place=place)
    path = " › ".join(told.path) or sentence("a cell", language)
    return sentence("cell of table", language).format(table=table, path=path)


def _place(place: Place, language: str) -> str:
    if place.page:
        return sentence("page", language).format(page=place.page)
    return sentence("sheet", language).format(sheet=place.sheet) if place.sheet else ""


def _change(told: Change, language: str) -> str:
    return f"{'+' if told.by > 0 else ''}{number(told.by, language)}{unit(told.unit, language)}"


_TELLERS: dict[type, Callable[[Any, str], str]] = {
    Message: lambda told, language: _filled(
        sentence(told.key, language), {name: say(one, language) for name, one in told.parts.items()}
    ),
    Amount: amount,
    Said: _said,
    Printed: _printed,
    Change: _change,
    Measured: _measured,
    By: lambda told, language: publisher_in(told.publisher, language),
    Time: lambda told, language: period_words(told.period, language),
    At: _at,
    Formula: lambda told, language: _filled_in(told.form, [say(one, language) for one in told.numbers]),
    Several: lambda told, language: _LIST[language].join(say(one, language) for one in told.parts),
}

"""What no value can leave: limits by measure and unit, by indicator, and words that make a figure a plan.

Data in `knowledge/limits/`; an indicator's own limits stand with it in the catalogue.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import msgspec

from tallystick.knowledge.indicators import Indicator
from tallystick.knowledge.loader import load_topics

PER_CENT = ("%", "pp")


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ends that values of a measure in a unit keep within; of some kinds of indicator, if told."""

    measure: str
    unit: str
    kinds: tuple[str, ...] = ()
    lower: float | None = None
    upper: float | None = None


def is_possible(value: Decimal, measure: str, unit: str, indicator: Indicator | None) -> bool:
    """Whether a value can be one of an indicator (None: of any) in a measure and unit.

    >>> is_possible(Decimal(130), "share", "%", None), is_possible(Decimal(45), "share", "%", None)
    (False, True)
    """
    kind = indicator.kind if indicator else ""
    ends = [
        (limit.lower, limit.upper)
        for limit in _limits()
        if (limit.measure, limit.unit) == (measure, unit) and (not limit.kinds or kind in limit.kinds)
    ]
    if indicator and measure == "level":
        if not _fits(unit, indicator):
            return False
        ends.append((indicator.lower, indicator.upper) if indicator.unit == unit else (None, None))
    return all(_within(value, lower, upper) for lower, upper in ends)


def plan_in(clause: str, sentence: str) -> str:
    """The word by which a figure's clause, or its sentence, tells what is wanted or expected; empty when neither does.

    >>> plan_in("we aim to raise the share to 30 percent", ""), plan_in("the share rose to 30 percent", "")
    ('aim to', '')
    """
    found = _plan("clause", clause) or _plan("sentence", sentence)
    return found[0].strip() if found else ""


def _plan(place: str, words: str) -> re.Match[str] | None:
    """Hundreds of sentences are looked at for one page: most hold none of the words, and that is told at once."""
    plain = words.lower()
    return _plans(place).search(words) if any(word in plain for word in _plan_words(place)) else None


def _fits(unit: str, indicator: Indicator) -> bool:
    """Whether a level in a unit can be one of an indicator: per cent of a rate or an index, an amount of an amount."""
    return (unit in PER_CENT) == (indicator.unit in PER_CENT) or indicator.kind == "index"


def _within(value: Decimal, lower: float | None, upper: float | None) -> bool:
    return (lower is None or value >= Decimal(str(lower))) and (upper is None or value <= Decimal(str(upper)))


@cache
def _limits() -> tuple[Limit, ...]:
    return tuple(msgspec.convert(load_topics("limits")["measures"]["limit"], list[Limit]))


@cache
def _plan_words(place: str) -> tuple[str, ...]:
    words = load_topics("limits")["plans"][place]
    return tuple(word.lower() for word in (*words["zh"], *words["en"]))


@cache
def _plans(place: str) -> re.Pattern[str]:
    words = load_topics("limits")["plans"][place]
    every = [*words["zh"], *(rf"\b{re.escape(word)}" for word in words["en"])]
    return re.compile("|".join(every), re.IGNORECASE)

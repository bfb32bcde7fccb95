"""Times as a briefing tells them."""

from __future__ import annotations

from calendar import month_name
from typing import Any

from tallystick.briefing.facts import Fact
from tallystick.knowledge.loader import load_topics
from tallystick.model import Frequency, Period
from tallystick.model.period_words import period_words

_QUARTERS = ("first", "second", "third", "fourth")


def opening(how: str, period: str, language: str) -> str:
    """What opens a sentence: `in` a period, at the `end` of one, or `now`.

    >>> opening("in", "2021", "en"), opening("end", "2021", "zh"), opening("in", "2021-01/2021-07", "en")
    ('In 2021', '截至2021年底', 'In the first seven months of 2021')
    """
    if how == "now":
        return "截至目前" if language == "zh" else "So far"
    when = Period.parse(period)
    if language == "zh":
        words = period_words(period, "zh")
        if how == "in":
            return words + ("份" if when.frequency == Frequency.MONTH and not when.is_span else "")
        return f"截至{words}底" if when.frequency == Frequency.YEAR else f"截至{when.end.year}年{when.end.month}月底"
    if how == "in":
        return f"In {named(when)}"
    month = "" if when.frequency == Frequency.YEAR else f"{month_name[when.end.month]} "
    return f"At the end of {month}{when.end.year}"


def named(when: Period) -> str:
    """A period as English names it behind a preposition."""
    year = when.start.year
    if when.frequency == Frequency.YEAR:
        return str(year)
    if when.is_span:
        cardinals = load_topics("printing")["numbers"]["cardinals"]["en"]
        count = when.end.month - when.start.month + 1
        return f"the first {cardinals[count - 1] if count <= len(cardinals) else count} months of {year}"
    if when.frequency == Frequency.MONTH:
        return f"{month_name[when.start.month]} {year}"
    if when.frequency == Frequency.QUARTER:
        return f"the {_QUARTERS[(when.start.month - 1) // 3]} quarter of {year}"
    return f"the {'first' if when.start.month == 1 else 'second'} half of {year}"


def base_words(base: str, language: str) -> str:
    """The period that a change is held against."""
    if language == "zh":
        return period_words(base, "zh")
    return named(Period.parse(base))


_YEARLY = " year on year"
_STEPS = {
    Frequency.MONTH: " month on month",
    Frequency.QUARTER: " quarter on quarter",
}


def is_on_year(fact: Fact) -> bool:
    """Whether a growth is over the same time a year before, and not over the time right before it."""
    return _named_step(fact.period, fact.base) == _YEARLY


def _named_step(period: str, base: str) -> str:
    """What a growth is held against, in English.

    >>> _named_step("2021-07", "2020-07"), _named_step("2021-07", "2021-06"), _named_step("2021", "")
    (' year on year', ' month on month', ' year on year')
    """
    if not base or not period:
        return _YEARLY
    here, there = Period.parse(period), Period.parse(base)
    is_next = there.frequency == here.frequency and there.last + 1 == here.first
    return _STEPS.get(here.frequency, _YEARLY) if is_next and not here.is_span else _YEARLY


def step_words(fact: Fact, language: str, *, again: bool) -> dict[str, Any]:
    """What a growth is held against, in words; of a whole year once is enough for a paragraph (`again` it is left out).

    A month may be held against the one before it, so there it is always told.
    """
    step = _named_step(fact.period, fact.base)
    if again and step == _YEARLY and Period.parse(fact.period).frequency == Frequency.YEAR:
        return {"step": ""}
    if language == "zh":
        return {"step": "同比" if step == _YEARLY else "环比"}
    return {"step": step}


def years_words(span: Period) -> dict[str, Any]:
    """Over how many years a mean goes, in words, and which is the last."""
    count = span.end.year - span.start.year + 1
    cardinals = load_topics("printing")["numbers"]["cardinals"]
    known = count <= len(cardinals["en"])
    return {
        "years_en": cardinals["en"][count - 1] if known else str(count),
        "years_zh": cardinals["zh"][count - 1] if known else str(count),
        "last_year": span.end.year,
    }

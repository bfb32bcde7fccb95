"""Whether a subject is told as the text has it, or as words put together."""

from __future__ import annotations

from tallystick.knowledge.indicators import find_indicator
from tallystick.knowledge.naming import telling
from tallystick.reading.candidates.content import forms
from tallystick.reading.printed.en.vocabulary import word_set

_LEANING = word_set("choosing", "leaning")
_LEAST_SHARED = 2  # content words that both must have
_MOST_ADDED = 1  # content words of the phrase that were not chosen
_COVERED = 0.7  # how much of the chosen words a phrase tells that nothing else speaks for
_NAMED = 0.4  # and one that names an indicator where they name none, unless it has them all


def as_printed(chosen: str, phrase: str) -> str:
    """The phrase that grammar finds, where it says what the chosen words say; else the chosen words.

    Words chosen one by one tell best what a figure is of, and read like a heap. A phrase takes their place where it
    adds hardly a word to them and leaves few of them out, or where it names an indicator and they name none.

    >>> as_printed("chip production industrial", "chip production")
    'chip production'
    >>> as_printed("transport and storage activities GDP", "GDP growth")
    'transport and storage activities GDP'
    >>> as_printed("expenditure by this sector in steel", "expenditure by this sector")
    'expenditure by this sector in steel'
    """
    told, had = forms(phrase), forms(chosen)
    shared, added = len(told & had), len(told - had)
    if shared < _LEAST_SHARED:
        return chosen
    if _names_more(phrase, chosen) and (shared == len(had) or (added <= _MOST_ADDED and shared >= _NAMED * len(had))):
        return phrase
    leans = _LEANING.intersection(phrase.lower().split())
    return phrase if not leans and shared >= _COVERED * len(had) and added <= _MOST_ADDED else chosen


def _names_more(phrase: str, chosen: str) -> bool:
    """Whether the phrase names an indicator, in more than a word, and the chosen words name none."""
    if find_indicator(chosen, "en") or telling(phrase) < _LEAST_SHARED:
        return False
    return find_indicator(phrase, "en", figure="contribution") is not None


def carried_over(chosen: str, phrase: str, *, streak: bool) -> str:
    """The phrase that the figure before was of and grammar finds again, where the chosen words are a part of it.

    `Exports of steel grew by 5%, accounting for 8%`: what follows has no subject of its own. A `streak` is of what it
    goes on about.

    >>> carried_over("output", "output of industrial robots", streak=False)
    'output of industrial robots'
    >>> carried_over("output", "output of the village", streak=False)
    'output'
    """
    named = telling(phrase) >= _LEAST_SHARED and find_indicator(phrase, "en") is not None
    return phrase if named and (streak or forms(chosen) < forms(phrase)) else as_printed(chosen, phrase)


def leaves_out(phrase: str, chosen: str) -> bool:
    """Whether a whole that stands behind its figure lacks words of the chosen ones: those are not of the whole.

    >>> leaves_out("growth of GDP", "steel growth of GDP"), leaves_out("financing", "new financing")
    (True, False)
    """
    told = forms(phrase)
    return told < forms(chosen) and (len(told) >= _LEAST_SHARED or find_indicator(phrase, "en") is not None)

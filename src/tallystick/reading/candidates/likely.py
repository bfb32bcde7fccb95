"""How likely a set of words names the subject, from the odds of each word."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping

_HALF = 0.5  # a subject names a thing if it has as much of the thing's words
_TWO_FIFTHS = 0.4  # and if as much of its own words belong to it
_STRAY = 0.15  # words of a subject that stand nowhere before its figure
_EVEN = 0.25  # how far a sum of whole numbers may fall short and still be one that is enough
_STEPS = 12


def passing(words: Collection[str], odds: Mapping[str, float]) -> float:
    """The odds that a set of words names the subject: it has half of its words, and two fifths of its own are right.

    >>> passing({"output"}, {"output": 0.99, "steel": 0.01}) > 0.9
    True
    """
    if not words:
        return 0.0
    had = [odds.get(word, 0.0) for word in words]
    right, spread = sum(had), sum(p * (1 - p) for p in had)
    total = sum(odds.values()) + _STRAY
    all_spread = sum(p * (1 - p) for p in odds.values()) + _STRAY
    enough = _above((right - _HALF * total) / _HALF, all_spread)
    precise = _above(right - _TWO_FIFTHS * len(had), spread)
    return enough * precise


def _above(mean: float, variance: float) -> float:
    """The odds that a sum of chances comes out at nought or above."""
    return 0.5 * (1 + math.erf((mean + _EVEN) / math.sqrt(2 * (variance + 0.02))))


def of_words(words: Collection[str], odds: Mapping[str, float], passes: float, best: float) -> Iterator[str]:
    """What the odds of its words tell of a candidate; `best` is the highest that any candidate passes with."""
    had = [odds.get(word, 0.0) for word in words]
    recall = sum(had) / (sum(odds.values()) or 1.0)
    precision = sum(had) / max(len(had), 1)
    yield f"passes:{round(_STEPS * passes)}"
    yield f"recall:{round(_STEPS * recall)}"
    yield f"precision:{round(_STEPS * precision)}"
    yield f"both:{round(5 * recall)}:{round(5 * precision)}"
    yield f"behind-best:{min(round(10 * (best - passes)), 6)}"
    yield f"least:{round(5 * min(had, default=0.0))}"
    yield f"missed:{round(5 * max((p for word, p in odds.items() if word not in words), default=0.0))}"
    if passes == best:
        yield "passes-best"

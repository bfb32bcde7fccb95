"""What a score of the recognizer is worth, as it was counted. Data in `knowledge/limits/recognizing.toml`."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from tallystick.knowledge.loader import load_topics


def odds_of(score: float) -> float:
    """The odds that a word is right whose characters have this score at least.

    >>> odds_of(1.0) > odds_of(0.9) > odds_of(0.5) > 0
    True
    """
    for (low, odds), (high, more) in pairwise(_points()):
        if score < high:
            share = (max(score, low) - low) / (high - low)
            return round(odds + share * (more - odds), 3)
    return _points()[-1][1]


@cache
def _points() -> tuple[tuple[float, float], ...]:
    return tuple((float(score), float(odds)) for score, odds in load_topics("limits")["recognizing"]["odds"])

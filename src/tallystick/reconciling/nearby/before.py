"""What words about a figure say of it: that it is where something was before, or why it may differ from others."""

from __future__ import annotations

from functools import lru_cache

from tallystick.knowledge import load_topics
from tallystick.reconciling.alternatives import TIMES
from tallystick.reconciling.linking import caution, cautions
from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.tying import is_foreseen


def is_of_before(near: Near) -> bool:
    """Whether the words right before a figure say that it is where something was: `down from 19%`."""
    english, chinese = _words_of_before()
    last = near.before.replace(",", " ").split()[-2:]
    return not english.isdisjoint(last) or near.before.rstrip().endswith(chinese)


@lru_cache(maxsize=1)
def _words_of_before() -> tuple[frozenset[str], tuple[str, ...]]:
    told = load_topics("nearby")["words"]["was"]
    return frozenset(told["en"]), tuple(told["zh"])


def stood_then(near: Near) -> bool:
    """Whether a level stands behind a comma as where things were: a change told before it may be on another time."""
    _, comma, words = near.before.rpartition(",")
    return bool(comma) and words.strip() in cautions("moved_since")


def may_differ(near: Near) -> bool:
    """Whether a figure that follows from others is told in words or times, foreseen, or adjusted as levels are not."""
    figure = near.figure
    in_words = not any(sign.isdigit() for sign in figure.text) or any(word in figure.text.lower() for word in TIMES)
    told = any(caution(name, figure.sentence) for name in ("real_terms", "adjusted", "other_side", "averaged"))
    return in_words or told or is_foreseen(figure)

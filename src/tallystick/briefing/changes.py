"""What a change is a change of, and a streak a streak of: which form tells it."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.briefing.facts import Fact
from tallystick.knowledge.indicators import catalogue


def belongs(fact: Fact, form: str, kept: Sequence[Fact], chosen: Sequence[str]) -> bool:
    """Whether a form tells of this figure: a change of what it changes, once; a streak of its place."""
    if fact.measure == "streak" and fact.said:  # a streak of growth is not one of a place
        return any(one.measure == "rank" and _beside(one, fact) for one in kept)
    if fact.measure != "change":
        return True
    of = changed(fact, kept)
    if form == "change_of_level":
        return of != "growth" and chosen[-1:] == [of]
    if form == "change":
        return of == "growth" and fact.unit == "pp"
    return of == "growth" and fact.unit == "pp" and not {"growth", "change"} & set(chosen)


def changed(fact: Fact, kept: Sequence[Fact]) -> str:
    """The measure that a change is of: what its own sentence told last before it, or what its unit and indicator say.

    Points of a rate are a change of the rate, points of an amount one of its growth; an amount is one of the level.
    """
    if fact.unit not in ("pp", "%", "bp"):
        return "level"
    beside = [
        one for one in kept
        if one.said and fact.said and one.measure in ("growth", "share", "level") and _beside(one, fact)
        and one.said.start < fact.said.start
    ]  # fmt: skip
    if beside:
        return max(beside, key=lambda one: one.said.start if one.said else 0).measure
    return "level" if catalogue()[fact.indicator].kind == "rate" else "growth"


def _beside(one: Fact, other: Fact) -> bool:
    """Whether one sentence of a release says both."""
    return one.release == other.release and one.sentence == other.sentence

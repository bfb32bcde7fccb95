"""Whether two different values said for one period of a series surely speak of the same thing."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import msgspec

from tallystick.knowledge import load_topics
from tallystick.knowledge.producers import publisher_name
from tallystick.ledger.identity import own_clause
from tallystick.ledger.records import Point
from tallystick.model.observation import UNITS_OF_RATE

DATED = ("released", "event", "decided")
"""What tells a release's day for sure."""

NEAR_POINTS = Decimal("1.5")
FARTHEST_POINTS = Decimal(30)
FARTHEST_PART = Decimal("0.6")
FARTHEST_RATIO = Decimal("1.3")
"""Beyond these (points and part of a rate; times of an amount) two figures are likelier two things than one revised."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two: its value and words, whether its release tells its day, and the area that speaks.

    `corrects` says that its release corrects an earlier one.
    """

    value: Decimal | None
    exact: bool
    unit: str
    quote: str
    sentence: str
    dated: bool
    home: str
    publisher: str
    corrects: bool = False

    @classmethod
    def of(cls, point: Point) -> Side:
        """That of a kept value."""
        return cls(
            value=point.value,
            exact=not point.qualifier and point.value_to is None,
            unit=point.unit,
            quote=point.quote,
            sentence=point.sentence,
            dated=point.dated_by in DATED,
            home=point.home_area,
            publisher=point.publisher,
            corrects=point.corrects,
        )


def doubt(before: Side, after: Side) -> str:
    """Why a later value may be no revision of an earlier one; empty when nothing says so.

    One that its own release tells as a correction needs no likelihood.
    """
    if why := other_source(before, after):
        return why
    if not (before.dated and after.dated):
        return "one of the releases does not tell its day"
    if not (before.exact and after.exact):
        return "one of the two is no exact figure"
    if after.corrects:
        return ""
    if _too_far(before, after):
        return "the two are farther apart than revisions are"
    return other_meaning(before, after)


def other_source(one: Side, other: Side) -> str:
    """Why two figures may be of different places or makers; empty when nothing says so.

    One publisher speaks of one place, unless its releases name two.
    """
    one_publisher = publisher_name(one.publisher) == publisher_name(other.publisher)
    if one.publisher and other.publisher and not one_publisher:
        return "the two are of different publishers"
    told = bool(one.home and other.home) or not (one.publisher and one_publisher)
    return "the two releases speak of different areas" if told and one.home != other.home else ""


def other_meaning(one: Side, other: Side) -> str:
    """The word beside one of two figures that leaves open what it speaks of; empty where there is none."""
    word = caution(one.sentence, one.quote) or caution(other.sentence, other.quote)
    return f"“{word}” beside a figure: the two need not speak of the same period or sum" if word else ""


def _too_far(one: Side, other: Side) -> bool:
    if one.value is None or other.value is None:
        return True
    if one.unit in UNITS_OF_RATE:
        likely = max(NEAR_POINTS, FARTHEST_PART * abs(one.value))
        return abs(other.value - one.value) > min(likely, FARTHEST_POINTS)
    small, large = sorted((abs(one.value), abs(other.value)))
    return one.value * other.value <= 0 or large > small * FARTHEST_RATIO


def caution(sentence: str, quote: str) -> str:
    """The word beside a figure that leaves open what exactly it speaks of; empty where there is none.

    >>> caution("五年累计新增就业6000万人。", "6000万人"), caution("全年新增就业1200万人。", "1200万人")
    ('累计', '')
    """
    for place, words in (("clause", own_clause(sentence, quote)), ("sentence", sentence)):
        found = next((word for word in _cautions(place) if word in words.lower()), "")
        if found:
            return found.strip()
    return ""


@cache
def _cautions(place: str) -> tuple[str, ...]:
    words = load_topics("identity")["cautions"][place]
    return (*words["zh"], *words["en"])

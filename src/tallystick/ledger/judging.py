"""One figure said twice, in releases of different days: the same, revised, in contradiction, or too unsure to tell.

Revisions are normal, so *contradicts* is kept for what can hardly be one: plain figures of one agency within
days of each other that share no value. A difference is a *revision* only where nothing casts doubt on the two
speaking of the same thing; everything else that differs is told as *cannot check*, with both quotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from tallystick.knowledge import load_topics
from tallystick.ledger.identity import COMPARED, own_clause
from tallystick.ledger.records import Point
from tallystick.model import Claim, Finding, Interval, Observation
from tallystick.model.observation import UNITS_OF_RATE

SAID_BEFORE = "said_before"
REVISION = "revision"
SOON = 10
"""Days within which a statistical office does not revise what it has just said."""
FARTHEST_POINTS = Decimal(30)
FARTHEST_RATIO = Decimal("1.3")
"""Beyond these (points of a rate; times of an amount) two figures are more likely two things than one revised."""


class Setting(msgspec.Struct, frozen=True):
    """Where the new figure stands: its release's day, publisher and area, and whether that day is told."""

    day: str
    publisher: str
    home: str
    dated: bool


class Place(msgspec.Struct, frozen=True):
    """The same of the release a kept value was first said in."""

    home: str
    dated: bool


def compare(observation: Observation, point: Point, here: Setting, there: Place) -> Iterator[Finding]:
    """The figure against the value that stood for its series and period."""
    if point.value is None:
        return
    before = Interval.of(point.lower, point.upper, lower_open=_open(point, "lower"), upper_open=_open(point, "upper"))
    if not (before & observation.interval).is_empty:
        yield _same(observation, point, before)
    elif point.area not in (here.home, there.home) and "" not in (here.home, there.home):
        return  # neither speaks of its own area: a province on "the nation's" laboratories means its own share
    elif why := doubt(observation, point, here, there):
        yield _finding(observation, point, before, "cannot check", REVISION, f"{why}; said before")
    elif _soon(point.first_published, here.day) and point.publisher == here.publisher:
        yield _finding(observation, point, before, "contradicts", SAID_BEFORE, _too_soon(point, here.day))
    else:
        yield _finding(observation, point, before, "explained", REVISION, _revised(observation, point, here.day))


def doubt(observation: Observation, point: Point, here: Setting, there: Place) -> str:
    """Why two different values may not speak of the same thing; empty when nothing says so."""
    if here.home != there.home:
        return "the two releases speak of different areas"
    if not (here.dated and there.dated):
        return "one of the releases does not tell its day"
    if observation.qualifier or point.qualifier or isinstance(observation.value, tuple) or point.value_to is not None:
        return "one of the two is no exact figure"
    if _too_far(observation, point):
        return "the two are farther apart than revisions are"
    word = caution(observation.sentence, observation.text) or caution(point.sentence, point.quote)
    return f"“{word}” beside a figure: the two need not speak of the same period or sum" if word else ""


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


def _too_far(observation: Observation, point: Point) -> bool:
    new, old = observation.value, point.value
    if isinstance(new, tuple) or old is None:
        return True
    if observation.unit in UNITS_OF_RATE:
        return abs(new - old) > FARTHEST_POINTS
    small, large = sorted((abs(new), abs(old)))
    return new * old <= 0 or large > small * FARTHEST_RATIO


def compare_words(observation: Observation, other: Observation, said_on: str, day: str) -> Iterator[Finding]:
    """A figure the catalogue does not know against one said in the very same words; only agreement is told."""
    both = observation.interval & other.interval
    if not both.is_empty and (observation.value == other.value or observation.measure in COMPARED):
        yield Finding(
            verdict="holds" if observation.value == other.value else "holds by rounding",
            kind="check",
            identity=SAID_BEFORE,
            statement=f"{observation.subject}, {observation.period}: said on {said_on} as {other.text}, "
            f"on {day} as {observation.text}.",
            figures=(observation.id, other.id),
            quotes=(observation.text, other.text),
            published=_claim(observation, observation.interval),
            derived=_claim(observation, other.interval),
            reason=f"first in {other.release}: {_short(other.sentence)}",
            citation=other.release,
        )


def _same(observation: Observation, point: Point, before: Interval) -> Finding:
    equal = observation.value == point.value or observation.qualifier or point.qualifier
    verdict = "holds" if equal else "holds by rounding"
    return _finding(observation, point, before, verdict, SAID_BEFORE, f"first said on {point.first_published}")


def _finding(
    observation: Observation, point: Point, before: Interval, verdict: str, identity: str, reason: str
) -> Finding:
    name = observation.indicator_name or observation.subject
    return Finding(
        verdict=verdict,
        kind="check",
        identity=identity,
        statement=f"{name}, {observation.measure}, {observation.period}: {observation.text} here, "
        f"{point.quote} on {point.first_published}.",
        formula=f"{observation.text} ∩ {point.quote}",
        figures=(observation.id, point.observation),
        quotes=(observation.text, point.quote),
        published=_claim(observation, observation.interval),
        derived=_claim(observation, before),
        reason=f"{reason}: “{_short(point.sentence)}”",
        citation=point.release,
    )


def _revised(observation: Observation, point: Point, day: str) -> str:
    by = ""
    if point.value is not None and not isinstance(observation.value, tuple):
        by = f" by {observation.value - point.value:+f} {observation.unit}"
    return f"revised{by} between {point.first_published} and {day}; said before"


def _too_soon(point: Point, day: str) -> str:
    return f"{point.publisher} said otherwise on {point.first_published}, too near {day} for a revision"


def _soon(before: str, day: str) -> bool:
    return abs((date.fromisoformat(day) - date.fromisoformat(before)).days) <= SOON


def _open(point: Point, end: str) -> bool:
    """Print rounds half away from zero: the end away from zero is open, unless the value is exact."""
    value = point.value
    if value is None or point.lower == point.upper or point.qualifier == "~":
        return False
    if point.qualifier in (">", "<"):
        return (end == "lower") == ((point.qualifier == ">") == (value >= 0))
    return (end == "upper") == (value >= 0)


def _claim(observation: Observation, interval: Interval) -> Claim:
    name = observation.subject
    return Claim(name, observation.measure, observation.unit, observation.period, observation.base, interval)


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 160 else words[:157] + "…"

"""One figure said twice, in releases of different days: the same, revised, in contradiction, or too unsure to tell.

Revisions are normal, so *contradicts* is kept for what can hardly be one: plain figures of one agency within
days of each other that share no value. A difference is a *revision* only where nothing casts doubt on the two
speaking of the same thing; everything else that differs is told as *cannot check*, with both quotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from tallystick.ledger.doubt import Side, doubt
from tallystick.ledger.identity import COMPARED
from tallystick.ledger.records import Point
from tallystick.model import Claim, Finding, Interval, Observation

SAID_BEFORE = "said_before"
REVISION = "revision"
SOON = 10
"""Days within which a statistical office does not revise what it has just said."""


class Setting(msgspec.Struct, frozen=True):
    """Where the new figure stands: its release's day, publisher and area, and whether that day is told."""

    day: str
    publisher: str
    home: str
    dated: bool


def compare(observation: Observation, point: Point, here: Setting) -> Iterator[Finding]:
    """The figure against the value that stood for its series and period."""
    if point.value is None:
        return
    before = Interval.of(point.lower, point.upper, lower_open=_open(point, "lower"), upper_open=_open(point, "upper"))
    if not (before & observation.interval).is_empty:
        yield _same(observation, point, before)
    elif why := doubt(Side.of(point), _side(observation, here)):
        yield _finding(observation, point, before, "cannot check", REVISION, f"{why}; said before")
    elif _soon(point.first_published, here.day) and point.publisher == here.publisher:
        yield _finding(observation, point, before, "contradicts", SAID_BEFORE, _too_soon(point, here.day))
    else:
        yield _finding(observation, point, before, "explained", REVISION, _revised(observation, point, here.day))


def _side(observation: Observation, here: Setting) -> Side:
    low, high = observation.value if isinstance(observation.value, tuple) else (observation.value, None)
    return Side(
        value=low,
        exact=high is None and not observation.qualifier,
        unit=observation.unit,
        quote=observation.text,
        sentence=observation.sentence,
        dated=here.dated,
        home=here.home,
        publisher=here.publisher,
    )


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

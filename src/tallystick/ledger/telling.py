"""Findings against the ledger, in words: both quotes, both days, and signs as they are."""

from __future__ import annotations

from tallystick.ledger.records import Point
from tallystick.model import Claim, Finding, Interval, Observation
from tallystick.model.observation import UNITS_OF_RATE
from tallystick.model.period_words import period_words
from tallystick.reconciling.wording import capital, measured, number, said, signed, unit_word

SAID_BEFORE = "said_before"
REVISION = "revision"


def finding(observation: Observation, point: Point, verdict: str, identity: str, reason: str) -> Finding:
    """A verdict on a figure beside a kept value."""
    name = observation.indicator_name or observation.subject
    what = measured(observation.measure, name, observation.period)
    return Finding(
        verdict=verdict,
        kind="check",
        identity=identity,
        statement=f"{capital(what)}: {said(observation)} here, {_kept(point)} on {point.first_published}"
        f"{f' by {point.publisher}' if point.publisher and '://' not in point.publisher else ''}.",
        formula=f"{observation.text} ∩ {point.quote}",
        figures=(observation.id, point.observation),
        quotes=(observation.text, point.quote),
        published=_claim(observation, observation.interval),
        derived=_claim(observation, bounds_of(point)),
        reason=f"{reason}: “{_short(point.sentence)}”",
        citation=point.release,
    )


def in_words(observation: Observation, other: Observation, said_on: str, day: str) -> Finding:
    """A figure the catalogue does not know beside one said in the very same words."""
    return Finding(
        verdict="holds" if observation.value == other.value else "holds by rounding",
        kind="check",
        identity=SAID_BEFORE,
        statement=f"{capital(observation.subject)}, {period_words(observation.period)}: said on {said_on} as "
        f"{said(other)}, on {day} as {said(observation)}.",
        figures=(observation.id, other.id),
        quotes=(observation.text, other.text),
        published=_claim(observation, observation.interval),
        derived=_claim(observation, other.interval),
        reason=f"first in {other.release}: {_short(other.sentence)}",
        citation=other.release,
    )


def points_apart(observation: Observation, point: Point) -> str:
    """By how much the figure differs from the kept one, with its sign; empty where it is a range.

    Rates differ by points, amounts by amounts.
    """
    if point.value is None or isinstance(observation.value, tuple):
        return ""
    by = observation.value - point.value
    unit = " percentage points" if observation.unit in ("%", "pp") else unit_word(observation.unit)
    return f"{'+' if by > 0 else ''}{number(by)}{unit}"


def bounds_of(point: Point) -> Interval:
    """What a kept value asserts. Print rounds half away from zero: the end away from it is open."""
    return Interval.of(point.lower, point.upper, lower_open=_open(point, "lower"), upper_open=_open(point, "upper"))


def _open(point: Point, end: str) -> bool:
    value = point.value
    if value is None or point.lower == point.upper or point.qualifier == "~":
        return False
    if point.qualifier in (">", "<"):
        return (end == "lower") == ((point.qualifier == ">") == (value >= 0))
    return (end == "upper") == (value >= 0)


def _kept(point: Point) -> str:
    """The kept words, with the sign that they may leave to a verb."""
    rate = point.unit in UNITS_OF_RATE and point.measure != "level"
    return signed(point.quote, point.value) if rate else point.quote


def _claim(observation: Observation, interval: Interval) -> Claim:
    name = observation.subject
    return Claim(name, observation.measure, observation.unit, observation.period, observation.base, interval)


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 160 else words[:157] + "…"

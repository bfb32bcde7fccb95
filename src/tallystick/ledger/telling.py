"""Findings against the ledger, in words: both quotes, both days, and signs as they are."""

from __future__ import annotations

from decimal import Decimal

from tallystick.ledger.records import Point
from tallystick.model import Claim, Finding, Interval, Observation
from tallystick.model.excerpting import shortened
from tallystick.model.message import By, Change, Formula, Message, Part, Printed, Said, Time
from tallystick.model.observation import UNITS_OF_RATE
from tallystick.reconciling.wording import is_unsigned, measured, said, told

SAID_BEFORE = "said_before"
REVISION = "revision"
LONGEST = 160
"""Letters of a sentence that a finding quotes."""

_SIGNS = {"holds": "=", "holds by rounding": "≈"}


def finding(observation: Observation, point: Point, verdict: str, identity: str, reason: Message) -> Finding:
    """A verdict on a figure beside a kept value."""
    kept = _kept(point)
    parts: dict[str, Part] = {"what": measured(observation), "said": said(observation), "kept": kept}
    named = point.publisher and "://" not in point.publisher
    return Finding(
        verdict=verdict,
        kind="check",
        identity=identity,
        figures=(observation.id, point.observation),
        quotes=(observation.text, point.quote),
        published=_claim(observation, observation.interval),
        derived=_claim(observation, bounds_of(point)),
        citation=point.release,
        **told(
            Message(
                "here and kept by" if named else "here and kept",
                {**parts, "day": Time(point.first_published), "publisher": By(point.publisher)},
            ),
            [Message("with quote", {"why": reason, "sentence": _short(point.sentence)})],
            [Formula(f"{{}} {_SIGNS.get(verdict, '≠')} {{}}", (said(observation), kept))],
        ),
    )


def in_words(observation: Observation, other: Observation, said_on: str, day: str) -> Finding:
    """A figure the catalogue does not know beside one said in the very same words."""
    return Finding(
        verdict="holds" if observation.value == other.value else "holds by rounding",
        kind="check",
        identity=SAID_BEFORE,
        figures=(observation.id, other.id),
        quotes=(observation.text, other.text),
        published=_claim(observation, observation.interval),
        derived=_claim(observation, other.interval),
        citation=other.release,
        **told(
            Message(
                "said on both days",
                {
                    "what": measured(observation),
                    "first day": Time(said_on),
                    "first": said(other),
                    "day": Time(day),
                    "said": said(observation),
                },
            ),
            [Message("first in", {"release": other.release, "sentence": _short(other.sentence)})],
        ),
    )


def points_apart(observation: Observation, point: Point) -> Change | None:
    """By how much the figure differs from the kept one; None where it is a range. Rates differ by points."""
    if point.value is None or isinstance(observation.value, tuple):
        return None
    return Change(observation.value - point.value, "pp" if observation.unit == "%" else observation.unit)


def bounds_of(point: Point) -> Interval:
    """What a kept value asserts. Print rounds half away from zero: the end away from it is open."""
    return Interval.of(point.lower, point.upper, lower_open=_open(point, "lower"), upper_open=_open(point, "upper"))


def printed(point: Point) -> Decimal | None:
    """The one number that a kept value was printed as; None for a range or a bound."""
    return point.value if not point.qualifier and point.value_to is None else None


def _open(point: Point, end: str) -> bool:
    value = point.value
    if value is None or point.lower == point.upper or point.qualifier == "~":
        return False
    if point.qualifier in (">", "<"):
        return (end == "lower") == ((point.qualifier == ">") == (value >= 0))
    return (end == "upper") == (value >= 0)


def _kept(point: Point) -> Said:
    """The kept words, with the sign that they may leave to a verb."""
    rate = point.unit in UNITS_OF_RATE and point.measure != "level"
    return said_at(point, minus=rate and is_unsigned(point.quote, point.value))


def said_at(point: Point, *, minus: bool = False) -> Said:
    """The words of a kept figure, with what they mean."""
    means = None if point.value is None else Printed(point.value, point.unit, high=point.value_to)
    return Said(point.quote, minus=minus, means=means)


def _claim(observation: Observation, interval: Interval) -> Claim:
    name = observation.subject
    return Claim(name, observation.measure, observation.unit, observation.period, observation.base, interval)


def _short(sentence: str) -> str:
    return shortened(" ".join(sentence.split()), LONGEST)

"""One figure against every value its series' period had by the day it was said.

It agrees with the value that stands: *holds*. With one that stood before: *explained*, superseded by which release
and when. With none: *contradicts* where the kept values are the word of the series' own producer and lie farther
off than that producer usually revises; else *cannot check*, with both quotes and with what would settle it. A later
release of the producer itself that says otherwise is its revision: *explained* within the usual size, or where it
says that it revises.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from tallystick.knowledge.producers import produces, publisher_name, usual_revision
from tallystick.ledger.corrections import tells_a_revision
from tallystick.ledger.doubt import Side, other_meaning
from tallystick.ledger.records import Point
from tallystick.ledger.telling import REVISION, SAID_BEFORE, bounds_of, finding, points_apart
from tallystick.ledger.vintages import standing
from tallystick.model import Finding, Observation
from tallystick.model.message import By, Change, Message, Part, Printed, Time
from tallystick.model.observation import UNITS_OF_RATE
from tallystick.reconciling.arithmetic import bounds
from tallystick.reconciling.explain import mend
from tallystick.reconciling.tying import tells_its_period


class Setting(msgspec.Struct, frozen=True):
    """Where the new figure stands: its release's day, publisher and area, and whether that day is told.

    `corrects` says that the release corrects an earlier one; `replaced` are the figures it tells as replaced.
    """

    day: str
    publisher: str
    home: str
    dated: bool
    corrects: bool = False
    replaced: frozenset[str] = frozenset()


def judge(observation: Observation, vintages: Sequence[Point], here: Setting) -> Finding | None:
    """The finding on a figure, given every value its period had by the day; None where it had none."""
    told = [point for point in vintages if point.value is not None and point.first_published <= here.day]
    if not told:
        return None
    stands = next(standing(told, here.day), told[-1])
    told = [point for point in told if point is stands or not _only_bounds(point, told)]
    agreeing = [point for point in told if not (bounds_of(point) & observation.interval).is_empty]
    if stands in agreeing:
        return _agrees(observation, stands)
    if agreeing:
        return _agrees_with_earlier(observation, agreeing[-1], stands)
    return _differs(observation, told, stands, here)


def _only_bounds(point: Point, told: Sequence[Point]) -> bool:
    """Whether a bound was told of what is told exactly as well: then the exact value decides, not the bound."""
    if point.qualifier not in (">", "<"):
        return False
    exact = (p for p in told if not p.qualifier and p.value_to is None)
    return any(not (bounds_of(point) & bounds_of(p)).is_empty for p in exact)


def _agrees(observation: Observation, stands: Point) -> Finding:
    if why := proves_little(observation, stands):
        return finding(observation, stands, "cannot check", SAID_BEFORE, why)
    equal = observation.value == stands.value or observation.qualifier or stands.qualifier
    verdict = "holds" if equal else "holds by rounding"
    return finding(
        observation, stands, verdict, SAID_BEFORE, Message("first said", {"day": Time(stands.first_published)})
    )


def _agrees_with_earlier(observation: Observation, point: Point, stands: Point) -> Finding:
    if why := _doubt(point) or proves_little(observation, point):
        return finding(observation, point, "cannot check", SAID_BEFORE, why)
    first, last = Time(point.first_published), Time(point.superseded_on)
    told: dict[str, Part] = {"quote": point.quote, "release": stands.release, "said": stands.quote}
    reason = Message("stood until", {"first": first, "last": last, **told})
    return finding(observation, point, "explained", REVISION, reason)


def _doubt(point: Point) -> Message | None:
    return Message(point.doubt) if point.doubt else None


def proves_little(observation: Observation, point: Point) -> Message | None:
    """Why figures that share a value agree on little: a bound that one side alone tells."""
    bounded = [side.qualifier in (">", "<") for side in (observation, point)]
    if not any(bounded) or (all(bounded) and observation.value == point.value):
        return None
    return Message("bound here") if bounded[0] else Message("bound on day", {"day": Time(point.first_published)})


def _differs(observation: Observation, told: Sequence[Point], stands: Point, here: Setting) -> Finding:
    """The verdict on a figure that agrees with no vintage, beside the nearest of the producer's own."""
    own = [point for point in told if point.own]
    nearest = min(own or told, key=lambda p: (_distance(observation, p), p is not stands))
    if here.publisher and publisher_name(here.publisher) == publisher_name(nearest.publisher):
        verdict, reason = _of_one_publisher(observation, nearest, here)
    else:
        verdict, reason = _of_another(observation, nearest, here)
    if verdict == "contradicts" and (why := _open(observation, nearest, here)):
        verdict, reason = "cannot check", why
    found = finding(observation, nearest, verdict, SAID_BEFORE if verdict == "contradicts" else REVISION, reason)
    if verdict != "contradicts":
        return found
    return msgspec.structs.replace(found, repairs=mend([(observation, bounds(bounds_of(nearest)))]))


def _of_one_publisher(observation: Observation, point: Point, here: Setting) -> tuple[str, Message]:
    """A publisher beside its own earlier word."""
    if doubt := _doubt(point):
        return "cannot check", doubt
    if observation.qualifier or point.qualifier or isinstance(observation.value, tuple):
        return "cannot check", Message("no exact figure")
    revised = _revised(points_apart(observation, point))
    if here.corrects or tells_a_revision(observation.sentence):
        return "explained", Message("as the release says", {"revised": revised, "day": Time(point.first_published)})
    beyond = _beyond(observation, point)
    if not here.dated:
        return "cannot check", Message("no day told")
    if beyond is None:
        days: dict[str, Part] = {"first": Time(point.first_published), "last": Time(here.day)}
        return "explained", Message("revised between", {"revised": revised, **days})
    if beyond == UNKNOWN or not point.own:
        return "cannot check", Message("moved unsaid", {"publisher": By(point.publisher)})
    return "contradicts", Message("none revised", {"beyond": beyond})


def _revised(by: Change | None) -> Message:
    return Message("revised by", {"by": by}) if by else Message("revised")


def _of_another(observation: Observation, point: Point, here: Setting) -> tuple[str, Message]:
    """A publisher beside the word of another one."""
    if doubt := _doubt(point):
        return "cannot check", doubt
    if not point.own:
        whom = By(point.publisher) if point.publisher else Message("the kept release")
        return "cannot check", Message("no producer", {"publisher": whom})
    if produces(here.publisher, point.indicator, point.area):
        return "cannot check", Message("both produce", {"here": By(here.publisher), "publisher": By(point.publisher)})
    if observation.id in here.replaced or tells_a_revision(observation.sentence):
        return "cannot check", Message("part of a revision", {"publisher": By(point.publisher)})
    beyond = _beyond(observation, point)
    if beyond == UNKNOWN:
        return "cannot check", Message("usual unknown", {"publisher": By(point.publisher)})
    if beyond is None:
        return "cannot check", Message("may have revised", {"publisher": By(point.publisher)})
    return "contradicts", Message("none published", {"beyond": beyond, "day": Time(here.day)})


UNKNOWN = Message("usual unknown")


def _beyond(observation: Observation, point: Point) -> Message | None:
    """How the producer usually revises, where a figure lies beyond that; None where it does not."""
    usual = usual_revision(point.indicator, point.area, point.measure, point.unit)
    if usual is None or point.value is None:
        return UNKNOWN
    rate = point.unit in UNITS_OF_RATE
    size = Fraction(usual) if rate else abs(Fraction(point.value)) * Fraction(usual) / 100
    if _distance(observation, point) <= size:
        return None
    unit = ("bp" if point.unit == "bp" else "pp") if rate else "%"
    return Message("usually revises", {"publisher": By(point.publisher), "amount": Printed(usual, unit)})


def _distance(observation: Observation, point: Point) -> Fraction:
    """How far the figure's nearest value lies from the kept one."""
    value = Fraction(point.value or 0)
    if not observation.qualifier and isinstance(observation.value, Decimal):
        return abs(Fraction(observation.value) - value)
    interval = observation.interval
    below = Fraction(0) if interval.lower is None else max(interval.lower - value, Fraction(0))
    above = Fraction(0) if interval.upper is None else max(value - interval.upper, Fraction(0))
    return max(below, above)


def _open(observation: Observation, point: Point, here: Setting) -> Message | None:
    """What leaves open whether the two speak of one thing; None where nothing does."""
    if point.qualifier or point.value_to is not None:
        return Message("told no exact figure", {"publisher": By(point.publisher)})
    if not tells_its_period(observation):
        return Message("period not in sentence", {"period": Time(observation.period)})
    meaning = other_meaning(Side.of(point), side(observation, here))
    return Message(meaning) if meaning else None


def side(observation: Observation, here: Setting) -> Side:
    """The new figure as one side of a comparison."""
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

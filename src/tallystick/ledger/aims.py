"""Claims that a target was met, missed or passed, beside the target that is kept."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Connection, select

from tallystick.knowledge.plans import AT_MOST
from tallystick.ledger import schema, selecting, vintages
from tallystick.ledger.identity import Identity
from tallystick.ledger.records import Point
from tallystick.ledger.targets import ALIKE
from tallystick.ledger.telling import bounds_of, said_at
from tallystick.model import Assertion, Interval, Observation, Period
from tallystick.model.message import Message, Time
from tallystick.reconciling.history.past import Known
from tallystick.reconciling.history.targets import KEPT, MISSED, Plan, outcome, plan
from tallystick.reconciling.history.testing import CANNOT, Answer

_LIES = ("above", "below")


def aim_beside(
    connection: Connection, claim: Assertion, figure: Observation, identity: Identity, day: str, own: str
) -> Answer | None:
    """Whether the outcome lies beside its target as claimed; without a kept target it cannot be checked."""
    if figure.status != "actual" or claim.direction not in (*_LIES, "kept", "missed"):
        return None
    point = _planned(connection, figure, identity, day, own)
    if point is None or point.value is None:
        return Answer(CANNOT, (Message("no target kept", {"period": Time(figure.period)}),))
    words = f"{point.quote} {point.sentence}"
    told = (point.value, point.value_to, point.qualifier)
    made = plan(*told, point.indicator, point.measure, point.unit, words=words)
    reasons = [
        Message("target is", {"plan": said_at(point), "day": Time(point.first_published), "quote": _words_of(point)})
    ]
    verdict = _verdict(claim, figure, made)
    if verdict == CANNOT and made.about:
        reasons.append(Message("about is no bound"))
    return Answer(verdict, tuple(reasons), (_known(point),))


def _planned(connection: Connection, figure: Observation, identity: Identity, day: str, own: str) -> Point | None:
    """The target for a figure's period that stood on a day."""
    s = schema.series
    query = select(s.c.key).where(s.c.status == "target", s.c.counts_as == s.c.key)
    for name in ALIKE:
        query = query.where(s.c[name] == getattr(identity, name))
    numbers = list(connection.scalars(query))
    if not numbers:
        return None
    points = vintages.points(connection, selecting.by_day(connection, numbers, day, own))
    stood = [p for p in vintages.standing(points, day) if p.period == figure.period and p.value is not None]
    return max(stood, key=lambda p: p.first_published, default=None)


def _verdict(claim: Assertion, figure: Observation, made: Plan) -> str:
    value = figure.value if isinstance(figure.value, Decimal) and not figure.qualifier else None
    if claim.direction in _LIES and made.bound == AT_MOST:
        return CANNOT  # who has more than fulfilled a ceiling lies below it, who has exceeded it above
    if claim.direction in _LIES:
        return _lies(figure.interval, made, above=claim.direction == "above")
    came, _ = outcome(made, value, figure.interval)
    if came not in (KEPT, MISSED):
        return CANNOT
    if (came == KEPT) == (claim.direction == "kept"):
        return "holds"
    return CANNOT if made.about else "contradicts"


def _lies(interval: Interval, made: Plan, *, above: bool) -> str:
    """Whether all of an outcome lies beyond a plan; “about” a figure is no line that one could be above."""
    may_be_under = not (interval & Interval.of(None, made.high)).is_empty
    may_be_over = not (interval & Interval.of(made.low, None)).is_empty
    if not (may_be_under if above else may_be_over):
        return "holds"
    return CANNOT if made.about or (may_be_under and may_be_over) else "contradicts"


def _words_of(point: Point) -> str:
    """The sentence that set a target, on one line."""
    return " ".join(point.sentence.split()) or point.quote


def _known(point: Point) -> Known:
    return Known(
        period=Period.parse(point.period),
        interval=bounds_of(point),
        value=None,
        quote=point.quote,
        figure=point.observation,
        source=point.release,
        said_on=point.first_published,
    )

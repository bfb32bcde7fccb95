"""Claims of a release against what is kept of the same series, as it stood on the release's day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from tallystick.knowledge.areas import countries
from tallystick.ledger import schema, selecting, vintages
from tallystick.ledger.aims import aim_beside
from tallystick.ledger.counts import count_beside
from tallystick.ledger.evidence import Earlier
from tallystick.ledger.identity import Identity
from tallystick.ledger.records import Point
from tallystick.ledger.telling import bounds_of, printed
from tallystick.model import Assertion, Finding, Observation, Period, PeriodError, Reading
from tallystick.reconciling.history.past import Known, Past
from tallystick.reconciling.history.ranks import rank_beside, ranks_told
from tallystick.reconciling.history.steadiness import steady_beside
from tallystick.reconciling.history.telling import answered
from tallystick.reconciling.history.testing import CANNOT, Answer, claim_beside

OF_ONE_KIND = ("measure", "unit", "area", "frequency", "accumulation", "comparison", "whole", "status")
"""What series share that differ by no more than prices, scope or adjustment."""

OTHER_KIND = "of another kind"


def claims_beside(
    connection: Connection, reading: Reading, earlier: Earlier, claims: Sequence[Finding]
) -> Iterator[Finding]:
    """What is kept says of claims, of which the text itself tells nothing; those it says nothing of are left out."""

    def test(claim: Assertion, figure: Observation, reading: Reading) -> Answer | None:
        found = _tested(connection, claim, figure, reading, earlier)
        if found is None or found.verdict == CANNOT:
            return count_beside(connection, claim, reading, earlier.here.day) or found
        return found

    return answered(claims, [reading], test)


def _tested(
    connection: Connection, claim: Assertion, figure: Observation, reading: Reading, earlier: Earlier
) -> Answer | None:
    identity = earlier.identities.get(figure.id)
    if identity is None:
        return None
    own = reading.release.id
    if claim.kind == "rank":
        return _ranked(connection, claim, figure, identity, earlier.here.day, own)
    if claim.kind == "target":
        return aim_beside(connection, claim, figure, identity, earlier.here.day, own)
    past = _past(connection, earlier.own_series[figure.id], identity, earlier.here.day, own)
    return steady_beside(claim, figure, past) if claim.kind == "steady" else claim_beside(claim, figure, past)


def _past(connection: Connection, key: str, identity: Identity, day: str, own: str) -> Past:
    """What is kept of a series; where nothing is, of one that differs by no more than prices, scope or adjustment."""
    s = schema.series
    number = connection.scalar(select(s.c.key).where(s.c.series_key == key))
    kept = _values(connection, [number], day, own) if number is not None else {}
    if kept:
        return Past.of(kept[key] if key in kept else next(iter(kept.values())))
    alike = select(s.c.key).where(s.c.indicator == identity.indicator, s.c.counts_as == s.c.key, selecting.PUBLISHED)
    for field in OF_ONE_KIND:
        alike = alike.where(s.c[field] == getattr(identity, field))
    others = _values(connection, list(connection.scalars(alike)), day, own)
    return Past.of(next(iter(others.values())), OTHER_KIND) if len(others) == 1 else Past({})


def _values(connection: Connection, numbers: Sequence[int], day: str, own: str) -> dict[str, list[Known]]:
    """Series → the values that stood on a day, of other releases than one's own."""
    if not numbers:
        return {}
    rows = selecting.by_day(connection, numbers, day, own)
    found: dict[str, list[Known]] = defaultdict(list)
    for point in vintages.standing(vintages.points(connection, rows), day):
        if known := _known(point):
            found[point.series].append(known)
    return found


def _known(point: Point) -> Known | None:
    try:
        period = Period.parse(point.period)
    except PeriodError:
        return None
    if point.value is None or point.status != "actual":
        return None
    return Known(
        period=period,
        interval=bounds_of(point),
        value=printed(point),
        quote=point.quote,
        figure=point.observation,
        source=point.release,
        said_on=point.first_published,
    )


def _ranked(
    connection: Connection, claim: Assertion, figure: Observation, identity: Identity, day: str, own: str
) -> Answer | None:
    """A place among countries: by ranks told of the area, else by the values of all countries in one unit."""
    try:
        period = Period.parse(figure.period)
    except PeriodError:
        return None
    s = schema.series
    query = select(s.c.key, s.c.area, s.c.unit, s.c.measure, s.c.series_key).where(
        s.c.indicator == identity.indicator,
        s.c.frequency == identity.frequency,
        s.c.accumulation == identity.accumulation,
        s.c.status == "actual",
        s.c.counts_as == s.c.key,
        selecting.PUBLISHED,
    )
    rows = list(connection.execute(query))
    ranks = [row.key for row in rows if row.measure == "rank" and row.area == identity.area]
    for values in _values(connection, ranks, day, own).values():
        return ranks_told(claim, period, Past.of(values))
    for unit in dict.fromkeys([identity.unit, *(row.unit for row in rows)]):
        level = [r for r in rows if r.measure == "level" and r.unit == unit and r.area in countries()]
        kept = _values(connection, [row.key for row in level], day, own)
        by_area = {row.area: Past.of(kept[row.series_key]) for row in level if row.series_key in kept}
        mine = by_area.pop(identity.area, None)
        if mine and by_area:
            return rank_beside(claim, period, mine, by_area)
    return None

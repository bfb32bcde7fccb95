"""How long something has gone on, beside what was said of that in other years: the count must grow with the year."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from tallystick.ledger.reading_schema import last
from tallystick.ledger.rows import subject_words
from tallystick.ledger.statements import Fixed
from tallystick.ledger.views import WITHDRAWN
from tallystick.model import Assertion, Frequency, Interval, Observation, Period, PeriodError, Reading
from tallystick.model.message import Message, Time
from tallystick.reconciling.history.past import Known
from tallystick.reconciling.history.testing import CANNOT, Answer

_TOLD = Fixed(
    "SELECT o.value, o.quote, o.period, o.start, r.release_id, r.published"  # noqa: S608  our own words
    " FROM observation o JOIN release r ON r.key = o.release"
    " WHERE o.subject_words = :words AND o.series IS NULL AND o.measure = 'streak' AND o.unit = :unit"
    " AND o.area = :area AND o.value_to IS NULL AND o.qualifier = ''"
    " AND r.published <= :day AND r.release_id <> :own"
    f" AND r.release_id NOT IN ({WITHDRAWN}) AND {last('o')} ORDER BY r.published DESC, o.key DESC LIMIT 40"
)
"""The lengths told of the same subject by a day, the latest first."""


def count_beside(connection: Connection, claim: Assertion, reading: Reading, day: str) -> Answer | None:
    """The length of a claim beside lengths told in other years, where it does not go on from them; else None.

    Who counts otherwise is not wrong: the two are told beside each other, and nothing is contradicted.
    """
    if claim.n is None or claim.unit != "year":
        return None
    for figure in reading.observations:
        inside = claim.start <= figure.start and figure.end <= claim.end
        year = _last_year(figure.period)
        if inside and figure.measure == "streak" and figure.value == claim.n and year is not None:
            return next(_apart(connection, claim.n, year, figure, day, reading.release.id), None)
    return None


def _apart(connection: Connection, length: int, year: int, figure: Observation, day: str, own: str) -> Iterator[Answer]:
    values = {"words": subject_words(figure.subject), "unit": figure.unit, "area": figure.area, "day": day, "own": own}
    for value, quote, period, start, release, published in _TOLD.rows(connection, values):
        then = _last_year(period)
        if then is None or not 0 < year - then < length:
            continue
        now = int(value) + year - then
        if now != length:
            known = Known(
                period=Period.parse(period),
                interval=Interval.point(int(value)),
                value=None,
                quote=quote,
                figure=f"{release}:{start}",
                source=release,
                said_on=published,
            )
            parts = {"n": quote, "period": Time(str(Period.year(then))), "now": now}
            yield Answer(CANNOT, (Message("count does not move on", parts),), (known,))
        return


def _last_year(period: str) -> int | None:
    """The year in which a run of years ends."""
    try:
        found = Period.parse(period)
    except PeriodError:
        return None
    return found.end.year if found.frequency is Frequency.YEAR else None

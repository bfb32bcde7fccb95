"""Which series are kept, and how much was said of each.

Hundreds of thousands of figures are counted for one list, so all that is asked of a figure stands in the index of
series and periods, and the figures themselves are not looked at.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from tallystick.knowledge.sureness import sure_level
from tallystick.ledger import schema
from tallystick.ledger.reading_schema import last
from tallystick.ledger.records import Records, SeriesInfo
from tallystick.ledger.selecting import split_name
from tallystick.ledger.views import IS_DATED, WITHDRAWN, is_sure

_COUNTS = f"""o.release NOT IN (SELECT r.key FROM release r WHERE NOT {IS_DATED} OR r.release_id IN ({WITHDRAWN}))
  AND (NOT EXISTS (SELECT 1 FROM reading) OR {last("o")})"""  # noqa: S608  our own words

_COUNTED = f"""
SELECT own.counts_as AS key, CAST(SUM(told.n) AS BIGINT) AS statements, count(DISTINCT told.period_end) AS periods,
       min(told.period_end) AS first, max(told.period_end) AS last
FROM (
  SELECT o.series, o.period_end, count(*) AS n FROM observation o
  WHERE {{of_series}} AND {is_sure("o", ":sure")} AND {_COUNTS} AND o.key NOT IN (
    SELECT d.observation FROM decision d WHERE d.kind = 'settle' AND d.undone_at IS NULL)
  GROUP BY o.series, o.period_end
  UNION ALL
  SELECT x.series, x.period_end, 1 FROM settled x
  JOIN decision d ON d.key = x.decision AND d.undone_at IS NULL
  JOIN observation o ON o.key = x.observation
  WHERE x.series IS NOT NULL AND {_COUNTS}
) told JOIN series own ON own.key = told.series
GROUP BY own.counts_as
"""  # noqa: S608  our own words
_OF_ALL = text(_COUNTED.format(of_series="o.series IS NOT NULL"))
_OF_SOME = text(
    _COUNTED.format(of_series="o.series IN (SELECT part.key FROM series part WHERE part.counts_as IN :numbers)")
).bindparams(bindparam("numbers", expanding=True))
MOST_NAMED = 10_000
"""Series that are named to the database at most; of more of them all are counted."""


def series_list(
    connection: Connection,
    *,
    indicator: str | None,
    measure: str | None,
    area: str | None,
    sure: float | None = None,
    indicators: Collection[str] = (),
) -> Records[SeriesInfo]:
    """What is kept, one record a series, with how much of it; only figures that are sure by a level count.

    `indicators` are ids of which any will do.
    """
    s = schema.series
    query = select(s).where(s.c.counts_as == s.c.key).order_by(s.c.series_key)
    if indicator:
        words, told = split_name(indicator)
        measure = measure or told
        query = query.where(s.c.indicator == words)
    if indicators:
        query = query.where(s.c.indicator.in_(indicators))
    if measure:
        query = query.where(s.c.measure == measure)
    if area:
        query = query.where(s.c.area == area)
    rows = connection.execute(query).all()
    some = [row.key for row in rows] if indicator or indicators or measure or area else []
    counted = _counted(connection, some if len(some) <= MOST_NAMED else [], sure) if rows else {}
    return Records(_info(row, counted[row.key]) for row in rows if row.key in counted)


def _counted(connection: Connection, numbers: list[int], sure: float | None) -> dict[int, Any]:
    """How much was said of series (all of them where none are named), by their keys."""
    level = {"sure": sure_level() if sure is None else sure}
    query, values = (_OF_SOME, {"numbers": numbers, **level}) if numbers else (_OF_ALL, level)
    return {row.key: row for row in connection.execute(query, values)}


def _info(row: Any, counted: Any) -> SeriesInfo:
    return SeriesInfo(
        key=row.series_key,
        indicator=row.indicator,
        measure=row.measure,
        unit=row.unit,
        area=row.area,
        scope=row.scope,
        price_basis=row.price_basis,
        frequency=row.frequency,
        accumulation=row.accumulation,
        adjustment=row.adjustment,
        comparison=row.comparison,
        whole=row.whole,
        status=row.status,
        statements=counted.statements,
        periods=counted.periods,
        first_period=counted.first,
        last_period=counted.last,
    )

"""What an export holds: the values asked for, with the series and releases they belong to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from tallystick.ledger import recalling, selecting, series_counts, vintages
from tallystick.ledger.keeping import now
from tallystick.ledger.records import KeptRelease, Point, Records, SeriesInfo, Statement
from tallystick.model.source_names import source_name


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported: values of series or figures as said, with the series and releases they belong to.

    `language` is that of the names beside codes.
    """

    rows: Records[Point] | Records[Statement]
    series: Records[SeriesInfo]
    releases: Records[KeptRelease]
    title: str
    made_at: str
    language: str = "en"


def bundle(
    connection: Connection,
    indicators: Sequence[str],
    *,
    every_vintage: bool,
    as_of: str | None,
    observations: bool,
    sure: float | None = None,
) -> Bundle:
    """Series by their names (all where none is named), or figures of indicators as they were said.

    Series hold what is sure by a level (None: the usual one).
    """
    rows: Records[Point] | Records[Statement]
    if observations:
        rows = _said(connection, indicators)
    else:
        points = _points(connection, indicators, sure)
        rows = points if every_vintage else Records(vintages.standing(points, as_of))
    keys = {row.series for row in rows}
    releases = {row.release for row in rows}
    every_series = series_counts.series_list(connection, indicator=None, measure=None, area=None, sure=sure)
    every_release = recalling.releases(connection, since=None, until=None)
    return Bundle(
        rows=rows,
        series=Records(info for info in every_series if info.key in keys),
        releases=Records(
            replace(one, source=source_name(one.source)) for one in every_release if one.release_id in releases
        ),
        title="Figures and their vintages: " + (", ".join(indicators) or "all series"),
        made_at=now(),
    )


def _said(connection: Connection, indicators: Sequence[str]) -> Records[Statement]:
    names: list[tuple[str | None, str | None]] = [selecting.split_name(name) for name in indicators]
    return Records(
        row
        for name, measure in names or [(None, None)]
        for row in recalling.said(connection, None, indicator=name, measure=measure)
    )


def _points(connection: Connection, indicators: Sequence[str], sure: float | None) -> Records[Point]:
    if indicators:
        found = [selecting.series_numbers(connection, name, {}, compiled=True) for name in indicators]
        numbers = sorted({number for numbers in found for number in numbers})
    else:
        numbers = selecting.all_series(connection)
    return Records(vintages.points(connection, selecting.statements(connection, numbers, sure=sure)))

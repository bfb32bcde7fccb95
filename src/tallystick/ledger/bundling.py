"""What an export holds: the values asked for, with the series and releases they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from tallystick.ledger import selecting, vintages
from tallystick.ledger.keeping import now
from tallystick.ledger.records import KeptRelease, Point, Records, SeriesInfo, Statement

if TYPE_CHECKING:
    from tallystick.ledger.ledger import Ledger


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported: values of series or figures as said, with the series and releases they belong to."""

    rows: Records[Point] | Records[Statement]
    series: Records[SeriesInfo]
    releases: Records[KeptRelease]
    title: str
    made_at: str


def bundle(
    ledger: Ledger, indicators: Sequence[str], *, every_vintage: bool, as_of: str | None, observations: bool
) -> Bundle:
    """Series by their names (all where none is named), or figures of indicators as they were said."""
    rows: Records[Point] | Records[Statement]
    if observations:
        names: list[tuple[str | None, str | None]] = [selecting.split_name(name) for name in indicators]
        rows = Records(
            row
            for name, measure in names or [(None, None)]
            for row in ledger.observations(indicator=name, measure=measure)
        )
    else:
        points = _points(ledger, indicators)
        rows = points if every_vintage else Records(vintages.standing(points, as_of))
    keys = {row.series for row in rows}
    releases = {row.release for row in rows}
    return Bundle(
        rows=rows,
        series=Records(info for info in ledger.series_list() if info.key in keys),
        releases=Records(release for release in ledger.releases() if release.release_id in releases),
        title="Figures and their vintages: " + (", ".join(indicators) or "all series"),
        made_at=now(),
    )


def _points(ledger: Ledger, indicators: Sequence[str]) -> Records[Point]:
    with ledger.store.reading() as connection:
        if indicators:
            found = [selecting.series_numbers(connection, name, {}) for name in indicators]
            numbers = sorted({number for numbers in found for number in numbers})
        else:
            numbers = selecting.all_series(connection)
        return Records(vintages.points(connection, selecting.statements(connection, numbers)))

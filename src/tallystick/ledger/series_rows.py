"""The rows of series: found by their identity, or made where there is none yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Table, select

from tallystick.ledger import schema
from tallystick.ledger.identity import Identity
from tallystick.ledger.rows import Row
from tallystick.ledger.statements import Fixed

_AT_ONCE = 10_000  # values in one statement: databases take 32,766 and more
_COLUMNS = [column.name for column in schema.series.columns]
_WITHOUT_FIGURES = Fixed(
    f"SELECT {', '.join(_COLUMNS)} FROM series s WHERE s.key IN (SELECT series FROM settled)"  # noqa: S608  our own schema
    " AND NOT EXISTS (SELECT 1 FROM observation o WHERE o.series = s.key) ORDER BY s.key"
)


class SeriesRows(NamedTuple):
    """The numbers of a release's series by their keys, and the rows of those that are new."""

    numbers: dict[str, int]
    rows: list[Row]


def series_of(connection: Connection, identities: Iterable[Identity], *known: Mapping[str, int]) -> SeriesRows:
    """The series of some identities; `known` are numbers known before, so that they are not looked up again."""
    told = {identity.key: identity for identity in {id(one): one for one in identities}.values()}
    numbers = {key: those[key] for those in known for key in told if key in those}
    unknown = [key for key in told if key not in numbers]
    if not unknown:
        return SeriesRows(numbers, [])
    table = schema.series
    for start in range(0, len(unknown), _AT_ONCE):
        several = unknown[start : start + _AT_ONCE]
        found = connection.execute(select(table.c.series_key, table.c.key).where(table.c.series_key.in_(several)))
        numbers |= {row.series_key: row.key for row in found}
    fresh = [key for key in unknown if key not in numbers]
    rows: list[Row] = [
        msgspec.structs.asdict(told[key]) | {"key": number, "series_key": key, "counts_as": number}
        for number, key in enumerate(fresh, start=next_key(connection, table) if fresh else 0)
    ]
    return SeriesRows(numbers | {row["series_key"]: row["key"] for row in rows}, rows)


def without_figures(connection: Connection, numbers: Iterable[int]) -> list[Row]:
    """Series that no release has a figure of yet, only one that a person settled: the next release is their maker."""
    rows: list[Row] = [dict(zip(_COLUMNS, row, strict=True)) for row in _WITHOUT_FIGURES.rows(connection)]
    wanted = set(numbers)
    return [row for row in rows if row["key"] in wanted]


def next_key(connection: Connection, table: Table) -> int:
    """The key of the next row of a table. One writer at a time: nobody else counts."""
    [(highest,)] = _highest(table.name).rows(connection)
    return int(highest or 0) + 1


@cache
def _highest(table: str) -> Fixed:
    return Fixed(f"SELECT max(key) FROM {table}")  # noqa: S608  a name of our own schema

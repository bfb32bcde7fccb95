"""Vintages: from all that was said of a series to the values its periods had, and when.

The same rules as the view `vintages` (a test holds them against each other), for any day of publication or of
knowledge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Connection

from tallystick.ledger.doubt import Side, doubt
from tallystick.ledger.records import Point, Revision
from tallystick.ledger.rows import decimal
from tallystick.ledger.selecting import sentences


def points(connection: Connection, statements: Iterable[Any], *, known_at: str | None = None) -> list[Point]:
    """All vintages of all periods; statements are rows of `series_statement` in the order of series and period."""
    told = list(_told(statements, known_at))
    words = sentences(connection, [first.observation_number for first, _, _ in told])
    return [_point(first, ended, said, words.get(first.observation_number, "")) for first, ended, said in told]


Vintage = tuple[Any, tuple[str, str], int]
"""The row that said a value first, by whom and when it was superseded, how often it was said."""


def _told(statements: Iterable[Any], known_at: str | None) -> Iterator[Vintage]:
    for _, group in groupby(statements, key=lambda row: (row.series_number, row.period_end)):
        yield from _of_period(sorted(group, key=_order), known_at)


def _order(row: Any) -> tuple[str, int, int]:
    return row.published, row.edition, row.observation_number


def _of_period(said: Sequence[Any], known_at: str | None) -> Iterator[Vintage]:
    vintages: list[list[Any]] = []
    finer: dict[tuple[Any, ...], Any] = {}
    by_release: dict[str, list[Any]] = {}
    for row in said:
        sooner = by_release.setdefault(row.release, [])
        second = any(_second(row, other) for other in sooner)
        rounds = any(_rounds(row, other) for other in finer.values())
        if row.qualifier == "" and row.value_to is None and None not in (row.value, row.lower, row.upper):
            finer.setdefault((row.value_exact, row.lower, row.upper), row)
            sooner.append(row)
        if second:
            continue
        if vintages and (rounds or vintages[-1][0].value_exact == row.value_exact):
            vintages[-1].append(row)
        elif not rounds:
            vintages.append([row])
    for vintage, after in zip(vintages, [*vintages[1:], None], strict=True):
        first = vintage[0]
        if after:
            ended = (after[0].release, after[0].published)
        elif _withdrawn(first, said, known_at):
            ended = (first.next_edition, first.next_published)
        else:
            ended = ("", "")
        yield first, ended, len(vintage)


def _rounds(row: Any, finer: Any) -> bool:
    """Whether a statement only tells less exactly what a finer one told."""
    rougher = (
        row.qualifier != ""
        or row.value_to is not None
        or (row.upper is not None and row.lower is not None and finer.upper - finer.lower < row.upper - row.lower)
    )
    above = row.lower is None or finer.value >= row.lower
    return rougher and above and (row.upper is None or finer.value <= row.upper)


def _second(row: Any, sooner: Any) -> bool:
    """Whether a release says something else after it has told a value already: the first said counts."""
    return row.value is not None and not sooner.lower <= row.value <= sooner.upper


def _withdrawn(row: Any, said: Sequence[Any], known_at: str | None) -> bool:
    """Whether the next edition of its release no longer says anything of the period."""
    if row.next_edition is None or (known_at is not None and row.next_kept_at > known_at):
        return False
    return all(other.release != row.next_edition for other in said)


def _point(row: Any, ended: tuple[str, str], said: int, sentence: str) -> Point:
    return Point(
        series=row.series,
        indicator=row.indicator,
        measure=row.measure,
        unit=row.unit,
        area=row.area,
        accumulation=row.accumulation,
        frequency=row.frequency,
        comparison=row.comparison,
        price_basis=row.price_basis,
        scope=row.scope,
        status=row.status,
        period=row.period,
        period_start=row.period_start,
        period_end=row.period_end,
        value=decimal(row.value_exact),
        value_to=decimal(row.value_to_exact),
        lower=decimal(row.lower_exact),
        upper=decimal(row.upper_exact),
        qualifier=row.qualifier,
        obs_status=row.obs_status,
        base=row.base,
        first_published=row.published,
        superseded_by=ended[0],
        superseded_on=ended[1],
        release=row.release,
        publisher=row.publisher,
        observation=row.observation,
        quote=row.quote,
        sentence=sentence,
        known_at=row.kept_at,
        dated_by=row.dated_by,
        home_area=row.home_area,
        said=said,
    )


def standing(vintages: Iterable[Point], as_of: str | None) -> Iterator[Point]:
    """The value of each period that stood at the end of a day of publication; without one, that stands now."""
    for point in vintages:
        if as_of is None:
            stands = not point.superseded_by
        else:
            stands = point.first_published <= as_of and (not point.superseded_by or point.superseded_on > as_of)
        if stands:
            yield point


def revisions(vintages: Iterable[Point]) -> Iterator[Revision]:
    """Neighbouring vintages of one period whose values differ by more than exactness, as before and after."""
    for _, group in groupby(vintages, key=lambda point: (point.series, point.period_end)):
        told = list(group)
        for before, after in pairwise(told):
            if before.value is not None and after.value is not None and not _told_more_exactly(before, after.value):
                yield _revision(before, before.value, after, after.value)


def _told_more_exactly(before: Point, value: Decimal) -> bool:
    return (before.lower is None or before.lower <= value) and (before.upper is None or value <= before.upper)


def _revision(before: Point, old: Decimal, after: Point, new: Decimal) -> Revision:
    shared = {name: getattr(after, name) for name in ("series", "indicator", "measure", "unit", "area", "accumulation")}
    return Revision(
        **shared,
        period=after.period,
        before=old,
        after=new,
        by=new - old,
        first_published=before.first_published,
        revised_on=after.first_published,
        release_before=before.release,
        release_after=after.release,
        quote_before=before.quote,
        quote_after=after.quote,
        doubt=doubt(Side.of(before), Side.of(after)),
    )

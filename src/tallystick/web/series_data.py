"""What pages and the API say of a series, from the ledger, as of a day where one is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tallystick.adjusting.compiled import PARTS, of_adjusted
from tallystick.ledger import Ledger, Point, SeriesInfo
from tallystick.ledger.as_of import published_by
from tallystick.ledger.identity import Identity, is_compiled
from tallystick.model import LedgerError

Vintages = dict[str, list[Point]]
_ADJUSTED_OF = ("not adjusted", "", "calendar adjusted")
"""The adjustments of series that are adjusted here."""


def vintages_of(ledger: Ledger, key: str, day: str = "", ended_since: str = "") -> list[Point]:
    """All vintages of a series named by its whole key, by period and then by day of publication.

    With a day only what was published by then, and what was superseded later stands. `ended_since` is the day on which
    the first period ended that is wanted.
    """
    points = ledger.vintages(key, status=None, ended_since=ended_since)
    return sorted(published_by(points, day), key=_in_time)


def vintages_by_series(ledger: Ledger, keys: Sequence[str], day: str = "", ended_since: str = "") -> Vintages:
    """Key of a series → `vintages_of` it, all asked for at once; no points where it is not kept."""
    found: Vintages = {key: [] for key in keys}
    for point in published_by(ledger.vintages_of(keys, ended_since=ended_since), day):
        found[point.series].append(point)
    for points in found.values():
        points.sort(key=_in_time)
    return found


def _in_time(point: Point) -> tuple[str, str]:
    return point.period_end, point.first_published


def days_of(points: Iterable[Point]) -> list[str]:
    """The days of publication on which something of a series was told, changed or taken back."""
    points = list(points)
    return sorted({p.first_published for p in points} | {p.superseded_on for p in points if p.superseded_on})


def standing(points: Sequence[Point]) -> list[Point]:
    """The points that stand now and hold a value."""
    return [point for point in points if point.stands and point.value is not None]


def info_of(ledger: Ledger, key: str) -> SeriesInfo:
    """A series by its whole key; LedgerError when it is not kept."""
    indicator = key.split(";")[0]
    for info in ledger.series_list(indicator=indicator):
        if info.key == key:
            return info
    raise LedgerError(f"no series {key} is kept", "find it from the list of series")


def relatives(ledger: Ledger, info: SeriesInfo) -> list[SeriesInfo]:
    """The other series of the same indicator and area."""
    every = ledger.series_list(indicator=info.indicator, area=info.area or None)
    return [other for other in every if other.key != info.key and other.indicator == info.indicator]


def adjusted_of(key: str, others: Iterable[str]) -> dict[str, str]:
    """The series that were computed here of a series, among others: `adjusted`, `trend` and `factors` → its key."""
    base, known = Identity.parse(key), set(others)
    if base.adjustment not in _ADJUSTED_OF:
        return {}
    found = {}
    for part, name in PARTS.items():
        told = msgspec.structs.replace(base, adjustment=name)
        for made in (told, of_adjusted(told)) if part == "factors" else (told,):
            if made.key in known:
                found[part] = made.key
    return found


def observed_of(key: str, others: Iterable[str]) -> str:
    """The series among others that a computed one was computed of; empty where there is none."""
    if Identity.parse(key).adjustment not in PARTS.values():
        return ""
    return next((other for other in others if key in adjusted_of(other, [key]).values()), "")


def months_and_totals(
    ledger: Ledger, info: SeriesInfo, others: Sequence[SeriesInfo], day: str = ""
) -> tuple[list[Point], list[Point]]:
    """What stands for single months, and for January up to a later month, in the series alike but for the period."""
    alike = ("measure", "unit", "area", "comparison", "status", "price_basis")
    family = [info, *(o for o in others if all(getattr(o, name) == getattr(info, name) for name in alike))]
    family = [one for one in family if one.accumulation != "span" and not is_compiled(one.key)]
    if is_compiled(info.key):
        return [], []
    if len({one.frequency == "month" and one.accumulation == "single" for one in family}) < 2:
        return [], []  # months alone hold no totals, and other periods no months
    told = vintages_by_series(ledger, [one.key for one in family], day)
    points = [point for one in family for point in standing(told[one.key])]
    points.sort(key=lambda p: p.period_end)
    months = [p for p in points if p.frequency == "month" and p.accumulation == "single"]
    totals = [p for p in points if p.period_start.endswith("-01-01") and p.period_end[:7] > p.period_start[:7]]
    totals = [p for p in totals if p.period_end[:4] == p.period_start[:4]]
    return (months, totals) if months and totals else ([], [])


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A release that told values of a series first: who published it, when, how that day is known, how many values."""

    release: str
    publisher: str
    published: str
    dated_by: str
    values: int
    standing: int


def sources_of(points: Sequence[Point]) -> list[Source]:
    """The releases that told a series' values first, the newest first."""
    by_release: dict[str, list[Point]] = {}
    for point in points:
        by_release.setdefault(point.release, []).append(point)
    found = [
        Source(
            release=release,
            publisher=told[0].publisher,
            published=max(point.first_published for point in told),
            dated_by=told[0].dated_by,
            values=len(told),
            standing=sum(point.stands for point in told),
        )
        for release, told in by_release.items()
    ]
    return sorted(found, key=lambda source: (source.published, source.release), reverse=True)

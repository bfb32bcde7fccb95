"""How each indicator stands: its latest level and its latest growth, and the course of one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, zip_longest

import msgspec

from tallystick.knowledge.briefing_groups import Groups, arranged
from tallystick.knowledge.indicators import Indicator, catalogue
from tallystick.ledger import Ledger, Point, SeriesInfo
from tallystick.ledger.identity import is_compiled
from tallystick.model.observation import GROWTHS
from tallystick.monitoring import fitness
from tallystick.reporting.sparkline import FEWEST_IN_LINE, SHOWN
from tallystick.web.series_data import standing, vintages_by_series

TRIED = 4
"""Series of an indicator that are looked at for a value fit to be seen alone."""

OLD = {"month": timedelta(180), "quarter": timedelta(300), "half": timedelta(400), "year": timedelta(730)}
"""How long after its period a value is marked as old."""

RECENT = timedelta(2 * 366)
"""How far behind the newest period of all an indicator may lie that stands in for another in the headline."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A series at a glance: its latest value that is fit, the one before, all vintages of the fit periods of a line."""

    series: SeriesInfo
    latest: Point
    before: Point | None
    course: tuple[Point, ...]

    @property
    def is_old(self) -> bool:
        """Whether the value is of so long ago that a newer one must have been published since."""
        end = (date.today() - OLD.get(self.latest.frequency, timedelta(550))).isoformat()
        return self.latest.period_end < end


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator: its level and its growth, one of which may be missing."""

    indicator: str
    level: Standing | None
    growth: Standing | None

    @property
    def course(self) -> tuple[Point, ...]:
        """The values that a line shows: rates in per cent, of which those of one kind can share a scale."""
        told = self.growth or self.level
        return told.course if told and told.latest.unit == "%" else ()

    @property
    def drawn(self) -> str:
        """What its line shows: `growth` or `level`."""
        return "growth" if self.growth else "level"

    @property
    def lead(self) -> Standing:
        """What tells of the newest period."""
        return max(filter(None, (self.growth, self.level)), key=lambda told: told.latest.period_end)


def series_by_indicator(every: Iterable[SeriesInfo]) -> dict[str, list[SeriesInfo]]:
    """Of each indicator of the catalogue the series that tell how it stands, the telling one first."""
    known = catalogue()
    found: dict[str, list[SeriesInfo]] = defaultdict(list)
    for info in every:
        told = info.status == "actual" and info.measure in fitness.TOLD and not is_compiled(info.key)
        if told and info.indicator in known:
            found[info.indicator].append(info)
    return {
        name: sorted(series, key=lambda info: _rank(info, known[info.indicator]), reverse=True)
        for name, series in found.items()
    }


def in_groups(groups: Groups, kept: Mapping[str, Sequence[SeriesInfo]]) -> list[tuple[str, list[str]]]:
    """The name of each group with the indicators kept of it, in order; behind them the catalogue's other groups."""
    known = catalogue()
    by_news = sorted(kept, key=lambda name: (kept[name][0].last_period, kept[name][0].statements), reverse=True)
    return arranged(groups, [name for name in by_news if name in known])


def stand_ins(
    shown: Collection[str], parts: Sequence[tuple[str, Sequence[str]]], kept: Mapping[str, Sequence[SeriesInfo]]
) -> list[str]:
    """What can fill a headline in which these are shown, given `in_groups`: of each group in turn its next indicator.

    Groups of which nothing is shown come first; what is long out of date comes last.
    """
    if not kept:
        return []
    ordered = sorted(parts, key=lambda part: any(name in shown for name in part[1]))
    turns = [name for name in chain(*zip_longest(*(names for _, names in ordered))) if name and name not in shown]
    recent = _before(max(kept[name][0].last_period for name in kept), RECENT)
    return sorted(turns, key=lambda name: kept[name][0].last_period < recent)


def rows(ledger: Ledger, wanted: Mapping[str, Sequence[SeriesInfo]]) -> dict[str, Row | None]:
    """Indicators at a glance, each all of one area; None where no value is fit to be seen alone.

    All series are asked for together: a page shows dozens.
    """
    tried: dict[tuple[str, bool], list[SeriesInfo]] = defaultdict(list)
    for name, series in wanted.items():
        for info in series:
            if (info.area, info.scope) == (series[0].area, series[0].scope):
                tried[name, info.measure in GROWTHS].append(info)
    found = _first_fit(ledger, tried)
    told = {name: (found.get((name, False)), found.get((name, True))) for name in wanted}
    return {
        name: Row(indicator=name, level=level, growth=growth) if level or growth else None
        for name, (level, growth) in told.items()
    }


def _first_fit(
    ledger: Ledger, tried: Mapping[tuple[str, bool], Sequence[SeriesInfo]]
) -> dict[tuple[str, bool], Standing]:
    """The first of each few series that has a value fit to be seen."""
    found: dict[tuple[str, bool], Standing] = {}
    for place in range(TRIED):
        next_ones = {of: series[place] for of, series in tried.items() if of not in found and place < len(series)}
        seen = _seen(ledger, list(next_ones.values()))
        for of, info in next_ones.items():
            now, every = seen[info.key]
            if now:
                periods = {point.period for point in now}
                course = tuple(point for point in every if point.period in periods)
                before = now[-2] if len(now) > 1 else None
                found[of] = Standing(series=info, latest=now[-1], before=before, course=course)
    return found


Seen = dict[str, tuple[list[Point], list[Point]]]
"""Key of a series → what of it is fit to be seen, and its vintages."""


def _seen(ledger: Ledger, series: Sequence[SeriesInfo]) -> Seen:
    """Series as far back as a line goes, or else the whole of them."""
    starts = {info.key: _start(info) for info in series}
    found = _fit(ledger, series, starts)
    short = [info for info in series if starts[info.key] and not _is_whole(found[info.key][0], starts[info.key])]
    return found | _fit(ledger, short, {})


def _fit(ledger: Ledger, series: Sequence[SeriesInfo], starts: Mapping[str, str]) -> Seen:
    by_start: dict[str, list[SeriesInfo]] = defaultdict(list)
    for info in series:
        by_start[starts.get(info.key, "")].append(info)
    found: Seen = {}
    for since, some in by_start.items():
        told = vintages_by_series(ledger, [info.key for info in some], ended_since=since)
        for info in some:
            every = told[info.key]
            found[info.key] = fitness.fit(standing(every), catalogue().get(info.indicator)), every
    return found


def _start(info: SeriesInfo) -> str:
    """The day from which a series is looked at, the first of a year: so most series of a page are asked for at once."""
    return f"{_before(info.last_period, SHOWN)[:4]}-01-01" if info.last_period else ""


def _is_whole(now: Sequence[Point], since: str) -> bool:
    """Whether what was found since a day is all that a line shows."""
    return len(now) >= FEWEST_IN_LINE and since <= _before(now[-1].period_end, SHOWN)


def _before(day: str, span: timedelta) -> str:
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - span.days)).isoformat()


def _rank(info: SeriesInfo, indicator: Indicator) -> tuple[bool, bool, str, int]:
    """What makes a series speak for its indicator: several periods, the usual measure, new, often told."""
    stands = indicator.named_rate or indicator.kind in ("rate", "stock")
    usual = info.measure == "level" if stands else info.measure in GROWTHS
    return info.periods > 1, usual, info.last_period, info.statements

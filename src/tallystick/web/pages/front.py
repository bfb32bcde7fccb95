"""The front page: how the economy stands, in the order of a briefing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from markupsafe import Markup
from starlette.responses import Response

from tallystick.knowledge.indicators import Indicator, catalogue
from tallystick.ledger import Ledger, Point, SeriesInfo
from tallystick.reporting.sparkline import sparkline
from tallystick.web import glance, queries
from tallystick.web.guard import Visit
from tallystick.web.queries import FindingFilter, FindingRow, ReleaseFilter
from tallystick.web.rendering import fragment, language_of, name_of_indicator, respond, word
from tallystick.web.series_data import standing, vintages_of

BRIEFING = ("industrial growth", "supply chains", "structure", "innovation", "ict")
"""Groups of the catalogue in the order in which a briefing speaks of them; others follow."""

TILES = 8
TRIED = 4
"""Series of an indicator that are looked at for its tile."""

OLD = {"month": timedelta(180), "quarter": timedelta(300), "half": timedelta(400), "year": timedelta(730)}
"""How long after its period a value is marked as old."""

_RATES = ("growth", "annualised_growth", "average_growth")


def front(visit: Visit) -> Response:
    """Tiles by group, the newest releases, and the findings that want an eye."""
    language = language_of(visit.request)
    main = visit.desk.fragment(("front", language, visit.with_unsure), lambda: _main(visit, language))
    return respond(visit, word("desk", language), main, here="/")


def _main(visit: Visit, language: str) -> str:
    ledger = visit.ledger
    with ledger.store.reading() as connection:
        newest = queries.releases(connection, ReleaseFilter(kind="release"), limit=8)
        wanted = FindingFilter(verdict="contradicts", state="open")
        open_findings = queries.findings(connection, wanted, limit=12)
        rules = queries.series_stamp(connection)
    every = ledger.series_list()

    def tile(info: SeriesInfo) -> Markup:
        """A tile as drawn before, unless its series was told of anew: a new release touches few."""
        key = (language, info.key, info.statements, visit.with_unsure)
        return Markup(visit.desk.tiles.get(rules, key, lambda: _tile(ledger, info, language)))  # noqa: S704  our template

    return fragment(
        language,
        "front.html.j2",
        with_unsure=visit.with_unsure,
        groups=[(group, *made) for group, chosen in _groups(every) if (made := _tiles(chosen, tile))[0]],
        releases=newest,
        findings=_one_a_statement(open_findings),
        nothing=not newest and not every,
    )


def _tiles(
    indicators: Sequence[Sequence[SeriesInfo]], tile: Callable[[SeriesInfo], Markup]
) -> tuple[list[Markup], int]:
    """The tiles of a group, one an indicator: that of its first series with a value fit to be seen alone."""
    shown: list[Markup] = []
    for series in indicators:
        if len(shown) == TILES:
            break
        shown += list(islice(filter(None, map(tile, series[:TRIED])), 1))
    return shown, len(indicators) - len(shown)


def _one_a_statement(rows: Iterable[FindingRow]) -> list[FindingRow]:
    """A finding that several releases share is told once, by the newest."""
    by_words: dict[tuple[str, ...], FindingRow] = {}
    for row in rows:
        by_words.setdefault((row.finding.identity, *sorted(row.finding.figures)), row)
    return list(by_words.values())[:6]


def _groups(every: Iterable[SeriesInfo]) -> list[tuple[str, list[list[SeriesInfo]]]]:
    """Each group with its indicators, newest first, and of each its series, the telling one first."""
    known = catalogue()
    series: dict[str, list[SeriesInfo]] = defaultdict(list)
    for info in every:
        if info.status == "actual" and info.indicator in known and info.measure in glance.TOLD:
            series[info.indicator].append(info)
    members: dict[str, list[list[SeriesInfo]]] = defaultdict(list)
    for name, found in series.items():
        best = sorted(found, key=lambda info: _rank(info, known[info.indicator]), reverse=True)
        members[known[name].group or "other"].append(best)
    order = [group for group in BRIEFING if group in members] + sorted(set(members) - set(BRIEFING))
    return [
        (group, sorted(members[group], key=lambda s: (s[0].last_period, s[0].statements, s[0].key), reverse=True))
        for group in order
    ]


def _rank(info: SeriesInfo, indicator: Indicator) -> tuple[bool, bool, str, int]:
    """What makes a series speak for its indicator: several periods, the usual measure, new, often told."""
    usual = (
        info.measure == "level"
        if indicator.named_rate or indicator.kind in ("rate", "stock")
        else info.measure in _RATES
    )
    return info.periods > 1, usual, info.last_period, info.statements


def _tile(ledger: Ledger, info: SeriesInfo, language: str) -> str:
    """One indicator at a glance: its latest value, the one before, and the line of all; empty where no value is fit."""
    every = vintages_of(ledger, info.key)
    now = glance.fit(standing(every), catalogue().get(info.indicator))
    if not now:
        return ""
    told = word("spark label", language, name=name_of_indicator(info.indicator, language), n=len(now))
    periods = {point.period for point in now}
    return fragment(
        language,
        "tile.html.j2",
        series=info,
        latest=now[-1],
        before=now[-2] if len(now) > 1 else None,
        lowest=min(now, key=_value),
        highest=max(now, key=_value),
        spark=sparkline([point for point in every if point.period in periods], told),
        old=_is_old(now[-1]),
    )


def _value(point: Point) -> Decimal:
    return point.value or Decimal(0)


def _is_old(point: Point) -> bool:
    """Whether a value is of so long ago that a newer one must have been published since."""
    return point.period_end < (date.today() - OLD.get(point.frequency, timedelta(550))).isoformat()

"""The front page: how the economy stands, in the order of a briefing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from markupsafe import Markup
from starlette.responses import Response

from tallystick.knowledge.indicators import Indicator, catalogue
from tallystick.ledger import Ledger, SeriesInfo
from tallystick.reporting.sparkline import sparkline
from tallystick.web import queries
from tallystick.web.guard import Visit
from tallystick.web.queries import FindingFilter, FindingRow, ReleaseFilter
from tallystick.web.rendering import fragment, language_of, name_of_indicator, respond, word
from tallystick.web.series_data import standing, vintages_of

BRIEFING = ("industrial growth", "supply chains", "structure", "innovation", "ict")
"""Groups of the catalogue in the order in which a briefing speaks of them; others follow."""

TILES = 8
_RATES = ("growth", "annualised_growth", "average_growth")


def front(visit: Visit) -> Response:
    """Tiles by group, the newest releases, and the findings that want an eye."""
    language = language_of(visit.request)
    main = visit.desk.fragment(("front", language), lambda: _main(visit, language))
    return respond(visit, word("desk", language), main, here="/")


def _main(visit: Visit, language: str) -> str:
    ledger = visit.desk.ledger
    with ledger.store.reading() as connection:
        newest = queries.releases(connection, ReleaseFilter(kind="release"), limit=8)
        wanted = FindingFilter(verdict="contradicts", state="open")
        open_findings = queries.findings(connection, wanted, limit=12)
        rules = queries.series_stamp(connection)
    every = ledger.series_list()

    def tile(info: SeriesInfo) -> Markup:
        """A tile as drawn before, unless its series was told of anew: a new release touches few."""
        key = (language, info.key, info.statements)
        return Markup(visit.desk.tiles.get(rules, key, lambda: _tile(ledger, info, language)))  # noqa: S704  our template

    return fragment(
        language,
        "front.html.j2",
        groups=[(group, [tile(info) for info in chosen], more) for group, chosen, more in _groups(every)],
        releases=newest,
        findings=_one_a_statement(open_findings),
        nothing=not newest and not every,
    )


def _one_a_statement(rows: Iterable[FindingRow]) -> list[FindingRow]:
    """A finding that several releases share is told once, by the newest."""
    by_words: dict[tuple[str, ...], FindingRow] = {}
    for row in rows:
        by_words.setdefault((row.finding.identity, *sorted(row.finding.figures)), row)
    return list(by_words.values())[:6]


def _groups(every: Iterable[SeriesInfo]) -> list[tuple[str, list[SeriesInfo], int]]:
    """Each group with the series of its tiles, and how many more indicators it has."""
    known = catalogue()
    best: dict[str, SeriesInfo] = {}
    for info in every:
        indicator = known.get(info.indicator)
        if info.status != "actual" or indicator is None:
            continue
        held = best.get(info.indicator)
        if held is None or _rank(info, indicator) > _rank(held, indicator):
            best[info.indicator] = info
    members: dict[str, list[SeriesInfo]] = defaultdict(list)
    for name, info in best.items():
        members[known[name].group or "other"].append(info)
    order = [*BRIEFING, *sorted(set(members) - set(BRIEFING))]
    chosen = []
    for group in order:
        found = sorted(members[group], key=lambda s: (s.last_period, s.statements, s.key), reverse=True)
        if found:
            chosen.append((group, found[:TILES], max(0, len(found) - TILES)))
    return chosen


def _rank(info: SeriesInfo, indicator: Indicator) -> tuple[bool, bool, str, int]:
    """What makes a series speak for its indicator: several periods, the usual measure, new, often told."""
    usual = (
        info.measure == "level"
        if indicator.named_rate or indicator.kind in ("rate", "stock")
        else info.measure in _RATES
    )
    return info.periods > 1, usual, info.last_period, info.statements


def _tile(ledger: Ledger, info: SeriesInfo, language: str) -> str:
    """One indicator at a glance: its latest value, the one before, and the line of all."""
    every = vintages_of(ledger, info.key)
    now = standing(every)
    if not now:  # all its values are missing or withdrawn
        return ""
    told = word("spark label", language, name=name_of_indicator(info.indicator, language), n=len(now))
    return fragment(
        language,
        "tile.html.j2",
        series=info,
        latest=now[-1],
        before=now[-2] if len(now) > 1 else None,
        spark=sparkline(every, told),
    )

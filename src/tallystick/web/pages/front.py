"""The front page: how the economy stands, in the order of a briefing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

import msgspec
from starlette.responses import Response

from tallystick.knowledge.briefing_groups import Group
from tallystick.ledger import SeriesInfo
from tallystick.reporting.sparkline import Scale, scale_of, sparkline
from tallystick.web import news, overview, queries
from tallystick.web.filters import FindingFilter, ReleaseFilter
from tallystick.web.guard import Visit
from tallystick.web.overview import Row
from tallystick.web.queries import FindingRow
from tallystick.web.rendering import fragment, language_of, name_of_indicator, respond, word
from tallystick.web.visits import COOKIE, seen

ROWS = 8
"""Indicators of a group that are shown; the others are a link away."""

TILES = 4
"""Tiles that the headline has at least; what else is kept stands in for its indicators that are not."""

NEWS = "<!--news-->"
"""Where on the page, which is drawn once for all readers, stands what is new to one of them."""

Look = Callable[[Sequence[str]], list[Row | None]]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that stand together, one scale for their lines of growth and one for levels, and how many more there are."""

    name: str
    title: str
    rows: list[Row]
    scales: dict[str, Scale]
    more: int = 0


def front(visit: Visit) -> Response:
    """A headline, the groups, what is new since the last visit, and what wants an eye."""
    language = language_of(visit.request)
    here = seen(visit.request.cookies.get(COOKIE), datetime.now(UTC))
    main = visit.desk.fragment(("front", language, visit.with_unsure), lambda: _main(visit, language))
    new = ""
    if here.before:
        new = visit.desk.fragment(("news", language, here.before), lambda: _news(visit, language, here.before))
    response = respond(visit, word("desk", language), main.replace(NEWS, new, 1), here="/")
    response.set_cookie(COOKIE, here.cookie, max_age=31_536_000, samesite="lax", httponly=True)
    return response


def _news(visit: Visit, language: str, since: str) -> str:
    with visit.desk.ledger.store.reading() as connection:
        return fragment(language, "news.html.j2", news=news.news(connection, since), since=since)


def _main(visit: Visit, language: str) -> str:
    with visit.ledger.store.reading() as connection:
        newest = queries.releases(connection, ReleaseFilter(kind="release"), limit=8)
        wanted = FindingFilter(verdict="contradicts", state="open")
        open_findings = queries.findings(connection, wanted, limit=12)
        rules = queries.series_stamp(connection)
    every = overview.series_by_indicator(visit.ledger.series_list())
    groups = visit.desk.groups
    grouped = overview.in_groups(groups, every)
    look = _looking(visit, rules, every)
    look([*groups.headline, *(name for _, indicators in grouped for name in indicators[:ROWS])])
    headline = _part("headline", word("headline", language), groups.headline, look, most=len(groups.headline))
    if len(headline.rows) < (fewest := min(TILES, len(groups.headline))):
        shown = [row.indicator for row in headline.rows]
        others = overview.stand_ins(shown, grouped, every)
        headline = _part("headline", headline.title, [*shown, *others], look, most=fewest)
    named = {group.name: group for group in groups.group}
    parts = [_part(name, _title(named.get(name), name, language), indicators, look) for name, indicators in grouped]
    return fragment(
        language,
        "front.html.j2",
        with_unsure=visit.with_unsure,
        headline=headline,
        groups=[part for part in parts if part.rows],
        line=lambda row, scale: sparkline(row.course, _label(row, scale, language), scale),
        releases=newest,
        findings=_one_a_statement(open_findings),
        nothing=not newest and not every,
    )


def _looking(visit: Visit, rules: str, every: Mapping[str, Sequence[SeriesInfo]]) -> Look:
    """Looks at indicators, many at a time; each once for a page."""
    known: dict[str, Row | None] = {}

    def made(keys: list[Hashable], by_key: Mapping[Hashable, str]) -> list[str]:
        found = overview.rows(visit.ledger, {by_key[key]: every.get(by_key[key], []) for key in keys})
        return [_packed(found[by_key[key]]) for key in keys]

    def look(indicators: Sequence[str]) -> list[Row | None]:
        """Rows as they were, unless one of their series was told of anew: a new release touches few."""
        told = {name: sum(info.statements for info in every.get(name, ())) for name in indicators if name not in known}
        by_key: dict[Hashable, str] = {(name, visit.with_unsure, number): name for name, number in told.items()}
        packed = visit.desk.tiles.get_all(rules, by_key, lambda keys: made(keys, by_key))
        known.update((by_key[key], msgspec.json.decode(text, type=Row | None)) for key, text in packed.items())
        return [known[name] for name in indicators]

    return look


def _part(name: str, title: str, indicators: Sequence[str], look: Look, most: int = ROWS) -> Part:
    """The first rows of a group; the rest are counted without being looked at."""
    rows: list[Row] = []
    left = list(indicators)
    while left and len(rows) < most:
        some, left = left[: most - len(rows)], left[most - len(rows) :]
        rows += filter(None, look(some))
    kinds = {kind: scale_of(row.course for row in rows if row.drawn == kind) for kind in ("growth", "level")}
    scales = {kind: scale for kind, scale in kinds.items() if scale}
    return Part(name=name, title=title, rows=rows, scales=scales, more=len(left))


def _title(group: Group | None, name: str, language: str) -> str:
    return group.title(language) if group else word(f"group {name}", language, name)


def _packed(row: Row | None) -> str:
    return msgspec.json.encode(row).decode()


def _label(row: Row, scale: Scale, language: str) -> str:
    n = len({point.period for point in row.course if date.fromisoformat(point.period_end) >= scale.first})
    return word("spark label", language, name=name_of_indicator(row.indicator, language), n=n)


def _one_a_statement(rows: Iterable[FindingRow]) -> list[FindingRow]:
    """A finding that several releases share is told once, by the newest."""
    by_words: dict[tuple[str, ...], FindingRow] = {}
    for row in rows:
        by_words.setdefault((row.finding.identity, *sorted(row.finding.figures)), row)
    return list(by_words.values())[:6]

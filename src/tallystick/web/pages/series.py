"""One series with its charts, and the files beside them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from urllib.parse import quote

import msgspec
from markupsafe import Markup
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.ledger.schema import release
from tallystick.ledger.selecting import split_name
from tallystick.model import LedgerError
from tallystick.reporting.chart_parts import NARROW, WIDE, Size
from tallystick.web.guard import Visit, problem_of
from tallystick.web.pages import cards
from tallystick.web.pages.series_charts import on_page
from tallystick.web.paging import Page, page_of
from tallystick.web.rendering import fragment, language_of, name_of_indicator, respond, word
from tallystick.web.series_asked import COLUMNS, Asked, asked_of
from tallystick.web.series_data import Source, observed_of, sources_of, standing, vintages_of
from tallystick.web.series_implied import sibling
from tallystick.web.series_view import CHARTS, View, view_of

ROWS = 100
"""Vintages on a page of the table."""
BESIDE = 24
"""Rates on the page beside what levels imply, the newest."""
FEWEST_DRAWN = 2
SOURCES = 60
"""Releases in the panel of sources, the newest."""


def series(visit: Visit) -> Response:
    """One series: its charts, each point leading to its quote, and every vintage in a table."""
    language, key = language_of(visit.request), visit.request.path_params["key"]
    if ";" not in key:
        return RedirectResponse(_of_short_name(visit, key), 303)
    asked, page = asked_of(visit), page_of(visit.request, ROWS)
    try:
        main = visit.desk.fragment(
            ("series", language, key, asked, page.number), lambda: _series(visit, key, asked, page, language)
        )
    except LedgerError as error:
        raise problem_of(error) from None
    title = f"{name_of_indicator(split_name(key.split(';')[0])[0], language)} · {word('series', language)}"
    told = cards.head(visit, "series", key)
    return respond(visit, title, main, here="/series", scripts=("desk.js", "chart.js", "sort.js"), head=told)


def _of_short_name(visit: Visit, name: str) -> str:
    found = visit.ledger.series_list(indicator=name[:200])
    if len(found) == 1:
        return f"/series/{quote(found[0].key, safe='=;.')}"
    if not found:
        raise HTTPException(404, "no such series")
    return f"/series?words={quote(found[0].indicator, safe='')}"


def _series(visit: Visit, key: str, asked: Asked, page: Page, language: str) -> str:
    view = view_of(visit, key, asked)
    if view.adjustments and not asked.computed:
        asked = msgspec.structs.replace(asked, computed="adjusted")
        view = dataclasses.replace(view, asked=asked)
    rows = asked.sorted(view.known)[page.skip : page.skip + page.size + 1]
    now = standing(view.known)
    return fragment(
        language,
        "series.html.j2",
        with_unsure=visit.with_unsure,
        info=view.info,
        asked=asked,
        columns=COLUMNS,
        charts=[(name, *drawn) for name in CHARTS if (drawn := _drawn(visit, view, name, language))],
        now=now,
        n_periods=len({point.period for point in now}),
        known=view.known,
        rows=rows[: page.size],
        page=page.with_more(len(rows) > page.size),
        days=view.days[::-1],
        sources=(sources := sources_of(view.known)),
        titles=_titles(visit, sources),
        compiled=_compiled(visit, [point.release for point in (*rows, *now[-1:])]),
        adjusted=_adjusted(visit, view),
        observed=observed_of(key, [other.key for other in view.others]),
        others=view.others,
        sibling=sibling(view.info, view.others),
        indicator=catalogue().get(view.info.indicator),
        beside=view.beside[-BESIDE:],
    )


def _titles(visit: Visit, sources: Sequence[Source]) -> dict[str, str]:
    """What the releases are called, by their ids."""
    wanted = [source.release for source in sources[:SOURCES]]
    with visit.desk.ledger.store.reading() as connection:
        told = connection.execute(select(release.c.release_id, release.c.title).where(release.c.release_id.in_(wanted)))
        return {row.release_id: row.title for row in told}


def _compiled(visit: Visit, releases: Sequence[str]) -> set[str]:
    """Those of some releases whose figures were computed here."""
    of_kind = (release.c.kind == COMPILED_KIND) & release.c.release_id.in_(set(releases))
    with visit.desk.ledger.store.reading() as connection:
        return set(connection.scalars(select(release.c.release_id).where(of_kind)))


def _adjusted(visit: Visit, view: View) -> dict[str, str]:
    """What was computed here of the series: the key of each part, and the `release` that holds it as it stands."""
    if "adjusted" not in view.adjustments:
        return {}
    points = view.computed.get("adjusted") or standing(
        vintages_of(visit.ledger, view.adjustments["adjusted"], view.asked.as_of)
    )
    return {**view.adjustments, "release": points[-1].release} if points else {}


def _drawn(visit: Visit, view: View, name: str, language: str) -> tuple[Markup, ...]:
    """A chart as it is drawn for a desk and for a phone; nothing where there is nothing to draw, or one value alone."""
    if len(view.known) < FEWEST_DRAWN:
        return ()

    def drawn(size: Size) -> str:
        key = ("drawing", language, view.info.key, name, view.asked.drawn, size)
        return visit.desk.fragment(key, lambda: on_page(view.spec(name, language, size)))

    found = [drawn(size) for size in (WIDE, NARROW)]
    return tuple(Markup(svg) for svg in found) if all(found) else ()  # noqa: S704  our renderer escapes

"""Series: the list, one series with its charts, and the files beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

import msgspec
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Point, SeriesInfo
from tallystick.ledger.selecting import split_name
from tallystick.model import LedgerError
from tallystick.reporting import charts, drawing
from tallystick.web.csv_text import csv_text
from tallystick.web.guard import Visit, problem_of
from tallystick.web.rendering import figure_link, fragment, language_of, name_of_indicator, respond, word
from tallystick.web.series_data import (
    implied_by_levels,
    info_of,
    months_and_totals,
    relatives,
    standing,
    vintages_of,
)

CHARTS = ("vintages", "rates", "revisions", "to-date")
DRAWN = 60
"""Periods drawn; the latest. All are in the downloads and the table."""

LISTED = 120
_WORDS = (
    "value", "vintages", "rates", "revisions", "to-date", "published", "implied", "published on", "first", "up",
    "up more", "down", "down more", "months", "year to date", "tip period", "tip value", "tip said", "tip published",
    "tip quote", "tip implied", "tip low", "tip high", "tip how", "tip by", "tip which",
)  # fmt: skip


class SeriesFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which series: by words of the indicator's names, its group, an area."""

    words: str = ""
    group: str = ""
    area: str = ""


def series_list(visit: Visit) -> Response:
    """All series by group and indicator."""
    from tallystick.web.paging import filter_of

    language, wanted = language_of(visit.request), filter_of(visit.request, SeriesFilter)
    main = visit.desk.fragment(
        ("series list", language, wanted, visit.with_unsure), lambda: _list(visit, wanted, language)
    )
    return respond(visit, word("series", language), main, here="/series")


def _list(visit: Visit, wanted: SeriesFilter, language: str) -> str:
    every = visit.ledger.series_list()
    known = catalogue()
    rows: dict[str, dict[str, list[SeriesInfo]]] = {}
    areas: set[str] = set()
    shown = 0
    for info in every:
        areas.add(info.area)
        indicator = known.get(info.indicator)
        group = indicator.group if indicator and indicator.group else "other"
        names = f"{info.key} {indicator.name_en} {indicator.name_zh}" if indicator else info.key
        fits = wanted.words.lower() in names.lower() and wanted.area in ("", info.area)
        if fits and wanted.group in ("", group) and shown < 2000:
            rows.setdefault(group, {}).setdefault(info.indicator, []).append(info)
            shown += 1
    return fragment(
        language,
        "series_list.html.j2",
        with_unsure=visit.with_unsure,
        rows=rows,
        wanted=wanted,
        areas=sorted(areas - {""}),
        groups=sorted({i.group or "other" for i in known.values()}),
        shown=shown,
        total=len(every),
    )


def series(visit: Visit) -> Response:
    """One series: its charts, each point leading to its quote, and every vintage in a table."""
    language, key = language_of(visit.request), visit.request.path_params["key"]
    if ";" not in key:
        return RedirectResponse(_of_short_name(visit, key), 303)
    try:
        main = visit.desk.fragment(("series", language, key, visit.with_unsure), lambda: _series(visit, key, language))
    except LedgerError as error:
        raise problem_of(error) from None
    title = f"{name_of_indicator(split_name(key.split(';')[0])[0], language)} · {word('series', language)}"
    return respond(visit, title, main, here="/series", scripts=("desk.js", "chart.js"))


def _of_short_name(visit: Visit, name: str) -> str:
    found = visit.ledger.series_list(indicator=name[:200])
    if len(found) == 1:
        return f"/series/{quote(found[0].key, safe='=;.')}"
    if not found:
        raise HTTPException(404, "no such series")
    return f"/series?words={quote(found[0].indicator, safe='')}"


def _series(visit: Visit, key: str, language: str) -> str:
    ledger = visit.ledger
    info = info_of(ledger, key)
    every = vintages_of(ledger, info.key)
    others = relatives(ledger, info)
    drawn = []
    for name, spec in _specs(visit, info, every, others, language).items():
        if not charts.is_empty(spec):
            drawn.append((name, Markup(drawing.for_page(drawing.draw(spec)))))  # noqa: S704  our renderer escapes
    return fragment(
        language,
        "series.html.j2",
        with_unsure=visit.with_unsure,
        info=info,
        charts=drawn,
        now=standing(every),
        every=sorted(every, key=lambda p: (p.period_end, p.first_published), reverse=True)[:LISTED],
        n_vintages=len(every),
        others=others,
        indicator=catalogue().get(info.indicator),
        implied=implied_by_levels(ledger, info, others)[-24:],
    )


def _specs(
    visit: Visit, info: SeriesInfo, every: Sequence[Point], others: Sequence[SeriesInfo], language: str
) -> dict[str, drawing.Spec]:
    """The charts of a series by name; those without data are empty."""
    ledger = visit.ledger
    words = {key: word(f"chart {key}", language) for key in _WORDS}
    recent = _latest(every)
    months, totals = months_and_totals(ledger, info, others)
    return {
        "vintages": charts.vintages(recent, words, figure_link),
        "rates": charts.rates(standing(recent), implied_by_levels(ledger, info, others), words, figure_link),
        "revisions": charts.revisions(recent, words, figure_link),
        "to-date": charts.to_date(_latest(months), _latest(totals), words, figure_link),
    }


def _latest(points: Sequence[Point]) -> list[Point]:
    """The vintages of the latest periods."""
    days = sorted({point.period_end for point in points})[-DRAWN:]
    return [point for point in points if days and point.period_end >= days[0]]


def picture(visit: Visit) -> Response:
    """One chart as SVG."""
    return _one_chart(visit, "svg")


def specification(visit: Visit) -> Response:
    """One chart as its Vega-Lite specification."""
    return _one_chart(visit, "vl.json")


def _one_chart(visit: Visit, form: str) -> Response:
    key, name = visit.request.path_params["key"], visit.request.path_params["chart"]
    language = language_of(visit.request)
    if name not in CHARTS:
        raise HTTPException(404, "no such chart")
    try:
        text = visit.desk.fragment(
            ("chart", visit.with_unsure, language, key, name, form), lambda: _chart(visit, key, name, form, language)
        )
    except LedgerError as error:
        raise problem_of(error) from None
    if not text:
        raise HTTPException(404, "this series has nothing to draw there")
    return Response(text, media_type="image/svg+xml" if form == "svg" else "application/json")


def _chart(visit: Visit, key: str, name: str, form: str, language: str) -> str:
    info = info_of(visit.ledger, key)
    every = vintages_of(visit.ledger, info.key)
    spec = _specs(visit, info, every, relatives(visit.ledger, info), language)[name]
    if charts.is_empty(spec):
        return ""
    return drawing.draw(spec) if form == "svg" else json.dumps(spec, ensure_ascii=False)


def csv(visit: Visit) -> Response:
    """Every vintage as CSV."""
    return _download(visit, "csv")


def json_data(visit: Visit) -> Response:
    """Every vintage as JSON with what the series is and how to cite it."""
    return _download(visit, "json")


def _download(visit: Visit, form: str) -> Response:
    key = visit.request.path_params["key"]
    try:
        text = visit.desk.fragment(("series data", key, form, visit.with_unsure), lambda: _data(visit, key, form))
    except LedgerError as error:
        raise problem_of(error) from None
    media = "text/csv" if form == "csv" else "application/json"
    name = quote(f"{key.split(';')[0]}.{form}", safe=".")
    return Response(text, media_type=media, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})


def _data(visit: Visit, key: str, form: str) -> str:
    info = info_of(visit.ledger, key)
    points = visit.ledger.vintages(info.key, status=None)
    if form == "csv":
        return csv_text(points.to_dicts(), Point.__struct_fields__)
    indicator = catalogue().get(info.indicator)
    sources = sorted({point.publisher for point in points if point.publisher})
    releases = sorted({point.release for point in points})
    about = {
        "series": msgspec.to_builtins(info),
        "name": {"en": indicator.name_en, "zh": indicator.name_zh} if indicator else {},
        "basis": indicator.growth_basis if indicator else "",
        "note": indicator.citation if indicator else "",
        "sources": sources,
        "releases": releases,
        "citation": f"{', '.join(sources) or 'Published releases'}; {info.key}; "
        f"{len(points)} vintages from {len(releases)} releases, read by tallystick.",
    }
    return json.dumps({"metadata": about, "vintages": points.to_dicts()}, ensure_ascii=False, indent=1)

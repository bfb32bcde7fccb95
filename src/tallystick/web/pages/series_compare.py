"""Two series in one chart, chosen by words."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import SeriesInfo
from tallystick.ledger.tokens import tokens
from tallystick.model import LedgerError
from tallystick.reporting import drawing
from tallystick.reporting.chart_parts import NARROW, WIDE, Size
from tallystick.reporting.chart_words import chart_words, title_of_axis
from tallystick.reporting.two_series import together
from tallystick.web.csv_text import csv_text
from tallystick.web.guard import Visit, problem_of
from tallystick.web.pages.series_charts import chart_file, on_page
from tallystick.web.paging import LONGEST
from tallystick.web.rendering import ended, figure_link, fragment, language_of, respond, word
from tallystick.web.series_asked import Asked, day_of
from tallystick.web.series_view import View, short_name, size_of, view_of

OFFERED = 40
ROWS = 120


class Pair(NamedTuple):
    """Which two series, by their keys; a day of publication; words to choose the missing one by."""

    a: str = ""
    b: str = ""
    as_of: str = ""
    words: str = ""
    unsure: bool = False


def compare(visit: Visit) -> Response:
    """Both series in one chart and side by side in a table; where one is missing, those that fit some words."""
    language, pair = language_of(visit.request), _pair(visit)
    try:
        main = visit.desk.fragment(("compare", language, pair), lambda: _main(visit, pair, language))
    except LedgerError as error:
        raise problem_of(error) from None
    return respond(visit, word("two series", language), main, here="/series", scripts=("desk.js", "chart.js"))


def _pair(visit: Visit) -> Pair:
    told = visit.request.query_params
    a, b, words = (told.get(name, "").replace("\x00", "").strip() for name in ("a", "b", "words"))
    return Pair(a[:1000], b[:1000], day_of(told.get("as_of", "")), words[:LONGEST], visit.with_unsure)


def _views(visit: Visit, pair: Pair) -> list[View]:
    asked = Asked(as_of=pair.as_of, unsure=pair.unsure)
    return [view_of(visit, key, asked) for key in (pair.a, pair.b) if key]


def _main(visit: Visit, pair: Pair, language: str) -> str:
    views = _views(visit, pair)
    names = [short_name(view.info, language) for view in views]
    titles = [title_of_axis(view.info, language) for view in views]
    drawn = [on_page(_spec(views, language, size)) for size in (WIDE, NARROW)] if len(views) == 2 else []
    return fragment(
        language,
        "series_compare.html.j2",
        pair=pair,
        chosen=list(zip([view.info for view in views], names, titles, strict=True)),
        drawings=[Markup(svg) for svg in drawn if svg],  # noqa: S704  our renderer escapes
        own_axes=len(set(titles)) > 1,
        rows=_side_by_side(views)[:ROWS] if len(views) == 2 else [],
        offered=_offered(visit, pair, language) if len(views) < 2 else [],
    )


def _spec(views: list[View], language: str, size: Size) -> drawing.Spec:
    first, second = views
    names = (short_name(first.info, language), short_name(second.info, language))
    titles = (title_of_axis(first.info, language), title_of_axis(second.info, language))
    told = (first.stood(first.asked.as_of), second.stood(second.asked.as_of))
    return together(*told, names, titles, chart_words(language), figure_link, size)


def _side_by_side(views: list[View]) -> list[tuple[str, list[object]]]:
    """Periods with what stands of each series, the newest first; how things stood at a month's end is of the month."""
    rows: dict[str, list[object]] = {}
    ends: dict[str, str] = {}
    for number, view in enumerate(views):
        for point in view.stood(view.asked.as_of):
            period = ended(point.period)
            rows.setdefault(period, [None, None])[number] = point
            ends[period] = point.period_end
    return [(period, rows[period]) for period in sorted(rows, key=lambda p: (ends[p], p), reverse=True)]


def _offered(visit: Visit, pair: Pair, language: str) -> list[tuple[SeriesInfo, str]]:
    """Series that hold all the words in one of their names, those with more periods first."""
    wanted, known = tokens(pair.words), catalogue()
    found = []
    for info in visit.ledger.series_list():
        indicator = known.get(info.indicator)
        names = f"{info.key} {indicator.name_en} {indicator.name_zh}" if indicator else info.key
        told = set(tokens(names))
        if info.key not in (pair.a, pair.b) and all(word in told for word in wanted):
            found.append(info)
    found.sort(key=lambda info: (-info.periods, info.key))
    return [(info, short_name(info, language)) for info in found[:OFFERED]]


def picture(visit: Visit) -> Response:
    """The chart as SVG."""
    return _one_chart(visit, "svg")


def pixels(visit: Visit) -> Response:
    """The chart as PNG."""
    return _one_chart(visit, "png")


def specification(visit: Visit) -> Response:
    """The chart as its Vega-Lite specification."""
    return _one_chart(visit, "vl.json")


def _one_chart(visit: Visit, form: str) -> Response:
    language, pair, size = language_of(visit.request), _pair(visit), size_of(visit)
    return chart_file(
        visit, ("compared", language, pair, size), form, lambda: _spec(_both(visit, pair), language, size)
    )


def csv(visit: Visit) -> Response:
    """What stands of both, a row for each period."""
    pair = _pair(visit)
    try:
        views = _both(visit, pair)
    except LedgerError as error:
        raise problem_of(error) from None
    keys = [view.info.key for view in views]
    rows = []
    for period, told in _side_by_side(views):
        values = {key: getattr(point, "value", None) for key, point in zip(keys, told, strict=True)}
        rows.append({"period": period, **{key: "" if v is None else f"{v:f}" for key, v in values.items()}})
    head = {"Content-Disposition": 'attachment; filename="two-series.csv"'}
    return Response(csv_text(rows, ["period", *keys]), media_type="text/csv", headers=head)


def _both(visit: Visit, pair: Pair) -> list[View]:
    views = _views(visit, pair)
    if len(views) < 2:
        raise HTTPException(404, "two series are needed: /series/compare?a=KEY&b=KEY")
    return views

"""Charts of a series as files: SVG, PNG and the specification they are drawn from."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable

from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.model import LedgerError
from tallystick.reporting import charts, drawing
from tallystick.reporting.chart_parts import NARROW, PREVIEW, WIDE
from tallystick.web.guard import Visit, problem_of
from tallystick.web.rendering import language_of
from tallystick.web.series_asked import asked_of
from tallystick.web.series_view import CHARTS, size_of, view_of

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "vl.json": "application/json"}


def picture(visit: Visit) -> Response:
    """One chart as SVG."""
    return _one_chart(visit, "svg")


def pixels(visit: Visit) -> Response:
    """One chart as PNG."""
    return _one_chart(visit, "png")


def specification(visit: Visit) -> Response:
    """One chart as its Vega-Lite specification."""
    return _one_chart(visit, "vl.json")


def _one_chart(visit: Visit, form: str) -> Response:
    key, name = visit.request.path_params["key"], visit.request.path_params["chart"]
    language, asked, size = language_of(visit.request), asked_of(visit), size_of(visit)
    if name not in CHARTS:
        raise HTTPException(404, "no such chart")
    return chart_file(
        visit,
        ("chart", language, key, name, asked, size),
        form,
        lambda: view_of(visit, key, asked).spec(name, language, size),
    )


def chart_file(visit: Visit, key: Hashable, form: str, make: Callable[[], drawing.Spec]) -> Response:
    """A chart in one of its forms, drawn once as long as the ledger stays as it is."""
    try:
        text = visit.desk.fragment((key, form), lambda: _text(make(), form))
    except LedgerError as error:
        raise problem_of(error) from None
    if not text:
        raise HTTPException(404, "this series has nothing to draw there")
    return Response(text.encode("latin-1" if form == "png" else "utf-8"), media_type=MEDIA[form])


def framed(visit: Visit, key: str, name: str, language: str) -> tuple[str, str]:
    """One chart for a page, wide and for phones, its colours those of the page; 404 where there is none."""
    if name not in CHARTS:
        raise HTTPException(404, "no such chart")
    try:
        view = view_of(visit, key, asked_of(visit))
        wide, narrow = (on_page(view.spec(name, language, size)) for size in (WIDE, NARROW))
    except LedgerError as error:
        raise problem_of(error) from None
    if not wide:
        raise HTTPException(404, "this series has nothing to draw there")
    return wide, narrow


def drawn_of(visit: Visit, key: str, language: str) -> list[str]:
    """The charts that a series has something for."""
    view = view_of(visit, key, asked_of(visit))
    return [name for name in CHARTS if not charts.is_empty(view.spec(name, language, WIDE))]


def for_preview(visit: Visit, key: str, language: str) -> str:
    """The values of a series as a drawing of its own, to be laid into another; empty where nothing can be drawn."""
    spec = view_of(visit, key, asked_of(visit)).spec("vintages", language, PREVIEW)
    return "" if charts.is_empty(spec) else drawing.draw(spec)


def on_page(spec: drawing.Spec) -> str:
    """A chart as it stands in a page, in the page's colours; nothing where there is nothing to draw."""
    return "" if charts.is_empty(spec) else drawing.for_page(drawing.draw(spec))


def _text(spec: drawing.Spec, form: str) -> str:
    """A chart as a text that can be kept with others; pixels as one letter a byte."""
    if charts.is_empty(spec):
        return ""
    if form == "png":
        return drawing.draw_png(spec).decode("latin-1")
    return drawing.draw(spec) if form == "svg" else json.dumps(spec, ensure_ascii=False)

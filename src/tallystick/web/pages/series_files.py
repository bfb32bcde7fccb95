"""The values of a series as files: every vintage as CSV and JSON, chosen vintages side by side as CSV and XLSX."""

from __future__ import annotations

import json
from urllib.parse import quote

import msgspec
from starlette.responses import Response

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Point, Records
from tallystick.model import LedgerError
from tallystick.reporting.series_exports.vintage_book import Chosen, vintage_csv, vintage_xlsx
from tallystick.web.csv_text import csv_text
from tallystick.web.guard import Visit, problem_of
from tallystick.web.rendering import language_of
from tallystick.web.series_asked import Asked, asked_of
from tallystick.web.series_view import View, short_name, view_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv(visit: Visit) -> Response:
    """Every vintage as CSV."""
    return _download(visit, "csv")


def json_data(visit: Visit) -> Response:
    """Every vintage as JSON with what the series is and how to cite it."""
    return _download(visit, "json")


def vintages_csv(visit: Visit) -> Response:
    """Chosen vintages side by side, a column each; all of them where none is chosen."""
    chosen = _chosen(visit)
    return _file(vintage_csv(chosen), "text/csv", chosen.series, "vintages.csv")


def vintages_xlsx(visit: Visit) -> Response:
    """The same as a workbook, with a sheet of the sources and their quotes."""
    chosen = _chosen(visit)
    return _file(vintage_xlsx(chosen), XLSX, chosen.series, "vintages.xlsx")


def _chosen(visit: Visit) -> Chosen:
    view = _view(visit)
    days = [day for day in view.days if not view.asked.as_of or day <= view.asked.as_of]
    return Chosen(
        series=view.info.key,
        title=short_name(view.info, language_of(visit.request)),
        unit=view.info.unit,
        days=tuple(view.asked.chosen or days),
        points=tuple(view.every),
    )


def _view(visit: Visit) -> View:
    try:
        return view_of(visit, visit.request.path_params["key"], asked_of(visit))
    except LedgerError as error:
        raise problem_of(error) from None


def _download(visit: Visit, form: str) -> Response:
    key, asked = visit.request.path_params["key"], asked_of(visit)
    try:
        text = visit.desk.fragment(("series data", key, form, asked), lambda: _data(visit, key, form, asked))
    except LedgerError as error:
        raise problem_of(error) from None
    return _file(text.encode(), "text/csv" if form == "csv" else "application/json", key, form)


def _file(data: bytes, media: str, key: str, ending: str) -> Response:
    name = quote(f"{key.split(';')[0]}.{ending}", safe=".")
    return Response(data, media_type=media, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})


def _data(visit: Visit, key: str, form: str, asked: Asked) -> str:
    view = view_of(visit, key, asked)
    rows = Records(view.known).to_dicts()
    if form == "csv":
        return csv_text(rows, Point.__struct_fields__)
    indicator = catalogue().get(view.info.indicator)
    sources = sorted({point.publisher for point in view.known if point.publisher})
    releases = sorted({point.release for point in view.known})
    day = f" as of {asked.as_of}" if asked.as_of else ""
    about = {
        "series": msgspec.to_builtins(view.info),
        "as_of": asked.as_of,
        "name": {"en": indicator.name_en, "zh": indicator.name_zh} if indicator else {},
        "basis": indicator.growth_basis if indicator else "",
        "note": indicator.citation if indicator else "",
        "sources": sources,
        "releases": releases,
        "citation": f"{', '.join(sources) or 'Published releases'}; {view.info.key}; "
        f"{len(rows)} vintages from {len(releases)} releases{day}, read by tallystick.",
    }
    return json.dumps({"metadata": about, "vintages": rows}, ensure_ascii=False, indent=1)

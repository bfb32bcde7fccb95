"""A release that holds a series adjusted here: its model in words, what speaks against it, its course and its table."""

from __future__ import annotations

import msgspec
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.adjusting.compiled import Computed, Recipe, computed_of, recipe_of
from tallystick.ledger import KeptRelease, SeriesInfo
from tallystick.ledger.identity import Identity
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.ledger.selecting import split_name
from tallystick.model import LedgerError
from tallystick.reporting import drawing
from tallystick.reporting.adjusted_charts import course
from tallystick.reporting.adjusted_words import doubts, measures, model_parts, model_words
from tallystick.reporting.chart_parts import NARROW, WIDE, Size
from tallystick.reporting.chart_words import chart_words, title_of_axis
from tallystick.web import queries
from tallystick.web.guard import Visit, problem_of
from tallystick.web.pages.made import exact
from tallystick.web.pages.series_charts import chart_file, on_page
from tallystick.web.rendering import fragment, language_of
from tallystick.web.series_data import adjusted_of, info_of, relatives
from tallystick.web.series_view import size_of

ROWS = 120
"""Periods on a page of the table, the newest first."""


def main(visit: Visit, kept: KeptRelease, place: int | None, number: int, language: str) -> str:
    """The main part of the page of an adjusted series; empty for a release of another kind."""
    recipe = _recipe(visit, kept)
    if recipe is None:
        return ""
    computed = _computed(visit, kept)
    rows = computed[::-1]
    if place is not None:
        number = next((n for n, one in enumerate(rows) if min(one.starts.values()) <= place), 0) // ROWS
    first = min(number, max(0, (len(rows) - 1) // ROWS)) * ROWS
    drawn = [_drawn(visit, kept, recipe, computed, language, size) for size in (WIDE, NARROW)]
    return fragment(
        language,
        "adjusted.html.j2",
        kept=kept,
        recipe=recipe,
        indicator=split_name(recipe.series.split(";")[0])[0],
        observed=_info(visit, recipe.series),
        series=_computed_series(visit, recipe),
        drawings=[Markup(svg) for svg in drawn] if all(drawn) else (),  # noqa: S704  our renderer escapes
        words=model_words(recipe.model, language),
        model=list(model_parts(recipe.model, language)),
        doubts=doubts(recipe.diagnostics, language),
        measures=list(measures(recipe.diagnostics, language)),
        unit=Identity.parse(recipe.series).unit,
        rows_n=len(rows),
        exact=lambda value: exact(value, language),
        rows=rows[first : first + ROWS],
        part=first // ROWS,
        parts_n=-(-len(rows) // ROWS),
        may_edit=visit.may_edit,
    )


def specification(visit: Visit) -> Response:
    """The course as its Vega-Lite specification."""
    return _chart(visit, "vl.json")


def picture(visit: Visit) -> Response:
    """The course as SVG."""
    return _chart(visit, "svg")


def pixels(visit: Visit) -> Response:
    """The course as PNG."""
    return _chart(visit, "png")


def model(visit: Visit) -> Response:
    """The model as the file that `tallystick adjust --model` takes."""
    _, recipe = _asked(visit)
    named = {"Content-Disposition": 'attachment; filename="model.json"'}
    data = msgspec.json.format(msgspec.json.encode(recipe.model), indent=2)
    return Response(data, media_type="application/json", headers=named)


def _chart(visit: Visit, form: str) -> Response:
    kept, recipe = _asked(visit)
    language, size = language_of(visit.request), size_of(visit)
    key = ("course", language, kept.release_id, size)
    return chart_file(visit, key, form, lambda: _course(visit, recipe, _computed(visit, kept), language, size))


def _asked(visit: Visit) -> tuple[KeptRelease, Recipe]:
    try:
        kept = visit.desk.ledger.release(visit.request.path_params["release"])
        recipe = _recipe(visit, kept)
    except LedgerError as error:
        raise problem_of(error) from None
    if recipe is None:
        raise HTTPException(404, "this release holds no series that was adjusted here")
    return kept, recipe


def _recipe(visit: Visit, kept: KeptRelease) -> Recipe | None:
    return recipe_of(visit.desk.ledger.original(kept.release_id)) if kept.kind == COMPILED_KIND else None


def _computed(visit: Visit, kept: KeptRelease) -> list[Computed]:
    with visit.desk.ledger.store.reading() as connection:
        return computed_of(queries.text_of(connection, kept.release_id))


def _info(visit: Visit, key: str) -> SeriesInfo | None:
    """The series that was adjusted; None where it is kept no more."""
    try:
        return info_of(visit.desk.ledger, key)
    except LedgerError:
        return None


def _computed_series(visit: Visit, recipe: Recipe) -> dict[str, str]:
    info = _info(visit, recipe.series)
    return adjusted_of(info.key, [other.key for other in relatives(visit.desk.ledger, info)]) if info else {}


def _drawn(visit: Visit, kept: KeptRelease, recipe: Recipe, computed: list[Computed], language: str, size: Size) -> str:
    """The course as it stands in the page: drawn once, whichever part of the table is shown."""
    key = ("course drawn", language, kept.release_id, size)
    return visit.desk.fragment(key, lambda: on_page(_course(visit, recipe, computed, language, size)))


def _course(visit: Visit, recipe: Recipe, computed: list[Computed], language: str, size: Size) -> drawing.Spec:
    info = _info(visit, recipe.series)
    title = title_of_axis(info, language) if info else ""
    return course(computed, {**chart_words(language), "value": title}, size)

"""How the figures of a compiled release were made, for programs: a list of figures with what stands behind each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.adjusting.compiled import computed_of, recipe_of
from tallystick.compiling.kept import How
from tallystick.ledger import KeptRelease, Ledger
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.model import plain
from tallystick.web import queries
from tallystick.web.api import records
from tallystick.web.api.answer import json_response, listed, query_of, unchanged
from tallystick.web.api.records import MadeItem
from tallystick.web.guard import Visit
from tallystick.web.made_view import Made, made_of

_PLACED = ("indicator", "partition", "part", "period")
_COUNTS = tuple(name for name in How.__struct_fields__ if name not in _PLACED)


def made(visit: Visit) -> Response:
    """Every figure of a compiled release with how it was made; in JSON with the recipe, or the model, that made it."""
    query, key = query_of(visit, records.MadeFigures), visit.request.path_params["key"].replace("\x00", "")

    def make() -> Response:
        ledger = visit.desk.ledger
        kept = ledger.release(key)
        of_returns = made_of(ledger, kept)
        every = list(_of_returns(of_returns) if of_returns else _of_series(ledger, kept))
        shown = every[query.after : query.after + query.limit]
        after = query.after + query.limit if len(every) > query.after + query.limit else 0
        answer = listed(visit, shown, MadeItem.__struct_fields__, query.format, after)
        if query.format == "csv":
            return answer
        told: dict[str, Any] = msgspec.json.decode(answer.body)
        return json_response({**told, "release": kept.release_id, **_source(ledger, kept, of_returns)})

    return unchanged(visit, make)


def _of_returns(told: Made) -> Iterator[dict[str, Any]]:
    for row in told.rows:
        placed = {name: getattr(row.how, name) for name in _PLACED}
        counts = {name: getattr(row.how, name) for name in _COUNTS}
        counts["summed"] = None if row.how.summed is None else plain(row.how.summed)
        for cell in row.cells:
            value = None if cell.value is None else plain(cell.value)
            figure = {"observation": f"{told.kept.release_id}:{cell.start}", "column": cell.name, **placed}
            unit = told.unit(row, cell.name)
            yield {**figure, "unit": unit, "value": value, "suppressed": cell.value is None, **counts}


def _of_series(ledger: Ledger, kept: KeptRelease) -> Iterator[dict[str, Any]]:
    recipe = recipe_of(ledger.original(kept.release_id)) if kept.kind == COMPILED_KIND else None
    if recipe is None:
        raise HTTPException(404, "the figures of this release were read, not compiled")
    with ledger.store.reading() as connection:
        rows = computed_of(queries.text_of(connection, kept.release_id))
    name, _, rest = recipe.series.partition(";")
    unit = dict(part.partition("=")[::2] for part in rest.split(";")).get("unit", "")
    for row in rows:
        for part, value in row.values.items():
            figure = {"observation": f"{kept.release_id}:{row.starts[part]}", "column": part}
            placed = {"indicator": name.rpartition(".")[0], "partition": "", "part": "", "period": row.period}
            percent = part == "factors" and recipe.model.transform == "log"
            told = {"unit": "%" if percent else unit, "value": plain(value), "suppressed": False}
            yield {**figure, **placed, **told, **dict.fromkeys(_COUNTS)}


def _source(ledger: Ledger, kept: KeptRelease, of_returns: Made | None) -> dict[str, Any]:
    """What the figures were made of, and by what."""
    if of_returns:
        original = of_returns.original
        return {"made_of": "returns", "source": original.returns, "recipe": msgspec.to_builtins(original.recipe)}
    recipe = recipe_of(ledger.original(kept.release_id))
    return {"made_of": "series", "source": recipe.series if recipe else "", "recipe": msgspec.to_builtins(recipe)}

"""Series of a ledger adjusted, each by the model that is kept of it, and kept as releases of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from msgspec.structs import replace

from tallystick.adjusting import compiled
from tallystick.adjusting.compiled import name_of
from tallystick.adjusting.fitness import of_points
from tallystick.adjusting.histories import History
from tallystick.adjusting.many import AT_ONCE, Outcome, Task, Wish, adjust_many
from tallystick.adjusting.model import Model
from tallystick.ledger import Ledger
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.ledger.records import Point
from tallystick.ledger.vintages import standing
from tallystick.model import SeriesError

KEPT_AT_ONCE = 50
"""Adjusted series kept together."""


def adjust_series(ledger: Ledger, keys: Sequence[str], wish: Wish) -> Iterator[Outcome]:
    """Each series, by its whole key, adjusted; one that cannot be is told with why, and the next is taken.

    SeriesError where X-13 or the holiday is not there.
    """
    return adjust_many(_tasks(ledger, keys, wish), wish)


def _tasks(ledger: Ledger, keys: Sequence[str], wish: Wish) -> Iterator[Task]:
    """The series with their values, and the models that are kept of them; some are read together."""
    kept = {} if wish.model or wish.anew else kept_models(ledger, keys)
    for start in range(0, len(keys), AT_ONCE):
        for key, points in histories(ledger, keys[start : start + AT_ONCE], wish.as_of).items():
            area = points[0].area if points else ""
            yield Task(key, _history(key, points), area, wish.model or kept.get(key), tuple(points))


def _history(key: str, points: Sequence[Point]) -> History | SeriesError:
    try:
        return of_points(key, points)
    except SeriesError as error:
        return error


def histories(ledger: Ledger, keys: Sequence[str], as_of: date | None = None) -> dict[str, list[Point]]:
    """The values that stand of each series (now, or at the end of a day of publication), oldest first."""
    found: dict[str, list[Point]] = {key: [] for key in keys}
    for one in standing(ledger.vintages_of(keys), as_of.isoformat() if as_of else None):
        if one.value is not None:
            found[one.series].append(one)
    return {key: sorted(points, key=lambda one: one.period_start) for key, points in found.items()}


def kept_models(ledger: Ledger, keys: Iterable[str]) -> dict[str, Model]:
    """The newest model kept of each of these series that was adjusted before, by the series' key."""
    wanted = {name_of(key): key for key in keys}
    releases = [one for one in ledger.releases() if one.kind == COMPILED_KIND and one.name in wanted]
    newest = sorted(releases, key=lambda one: (str(one.published), str(one.kept_at)))
    by_name = {one.name: one.release_id for one in newest if not one.withdrawn_at}
    found: dict[str, Model] = {}
    for release in by_name.values():
        recipe = compiled.recipe_of(ledger.original(release))
        if recipe:  # returns may be compiled under such a name
            found[recipe.series] = recipe.model
    return found


def keep(ledger: Ledger, outcomes: Iterable[Outcome], day: date) -> Iterator[Outcome]:
    """Each outcome, once its adjusted series is kept as a release; some are kept together."""
    outcomes = iter(outcomes)
    while some := list(islice(outcomes, KEPT_AT_ONCE)):
        parcels = [compiled.parcel(one.points, one.done, day) for one in some if one.done is not None]
        releases = iter(ledger.keep_many(parcels))
        for one in some:
            yield one if one.done is None else replace(one, points=(), release=next(releases).release_id)

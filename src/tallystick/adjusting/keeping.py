"""Series of a ledger adjusted, each by the model that is kept of it, and kept as releases of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import groupby, islice
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from tallystick.adjusting import compiled
from tallystick.adjusting.compiled import name_of
from tallystick.adjusting.fitness import of_points
from tallystick.adjusting.histories import History
from tallystick.adjusting.holidays import WITHOUT_DAYS, named, of_area
from tallystick.adjusting.model import Method, Model
from tallystick.adjusting.program import program
from tallystick.adjusting.seasonal import Adjusted, adjust_all, identify
from tallystick.ledger import Ledger
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.ledger.records import Point
from tallystick.ledger.vintages import standing
from tallystick.model import SeriesError

AT_ONCE = 20
"""Series read together, and adjusted by one call of X-13."""

KEPT_AT_ONCE = 50
"""Adjusted series kept together."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How series are to be adjusted; `holiday` empty: the one of the series' area, `model`: instead of the kept.

    `jobs` series are adjusted at once: what comes out, and its order, are the same.
    """

    holiday: str = ""
    model: Model | None = None
    method: Method = "x11"
    anew: bool = False
    day: date
    as_of: date | None = None
    jobs: int = 1


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A series with what became of it: adjusted, or why not; the `release` that keeps it (empty: nothing is kept).

    `points` are the values it was computed of, until it is kept.
    """

    series: str
    done: Adjusted | None = None
    points: tuple[Point, ...] = ()
    refused: SeriesError | None = None
    identified: bool = False
    release: str = ""


class _Task(NamedTuple):
    """A series that is to be adjusted, with its values, and its model where it has one."""

    series: str
    points: tuple[Point, ...]
    model: Model | None


def adjust_series(ledger: Ledger, keys: Sequence[str], wish: Wish) -> Iterator[Outcome]:
    """Each series, by its whole key, adjusted; one that cannot be is told with why, and the next is taken.

    SeriesError where X-13 or the holiday is not there.
    """
    program()
    if wish.holiday not in WITHOUT_DAYS:
        named(wish.holiday)
    parts = _parts(ledger, keys, wish)
    if wish.jobs == 1:
        for part in parts:
            yield from _adjusted(part, wish)
        return
    with ThreadPoolExecutor(wish.jobs) as pool:  # X-13 is a process of its own: the threads wait for it
        ahead = []
        for part in parts:
            ahead.append(pool.submit(_adjusted, part, wish))
            if len(ahead) > 2 * wish.jobs:
                yield from ahead.pop(0).result()
        for rest in ahead:
            yield from rest.result()


def _parts(ledger: Ledger, keys: Sequence[str], wish: Wish) -> Iterator[list[_Task]]:
    """What is done by one call of X-13: series that have a model together, one whose model is to be chosen alone."""
    kept = {} if wish.model or wish.anew else kept_models(ledger, keys)
    for start in range(0, len(keys), AT_ONCE):
        told = histories(ledger, keys[start : start + AT_ONCE], wish.as_of)
        tasks = [_Task(key, tuple(points), wish.model or kept.get(key)) for key, points in told.items()]
        for chosen, group in groupby(tasks, key=lambda task: task.model is not None):
            part = list(group)
            yield from [part] if chosen else ([one] for one in part)


def _adjusted(tasks: Sequence[_Task], wish: Wish) -> list[Outcome]:
    """What becomes of each of these series."""
    found: dict[str, Adjusted | SeriesError] = {}
    ready: dict[str, tuple[History, Model]] = {}
    for task in tasks:
        try:
            told = of_points(task.series, task.points)
            ready[task.series] = told, _held(task, told, wish) or _chosen(task, told, wish)
        except SeriesError as refused:
            found[task.series] = refused
    found.update(zip(ready, adjust_all(ready.values()), strict=True))
    return [_outcome(task, found[task.series]) for task in tasks]


def _held(task: _Task, told: History, wish: Wish) -> Model | None:
    """The model that a series has; SeriesError where another holiday is wished than it was chosen with."""
    wished = "" if wish.holiday in WITHOUT_DAYS else wish.holiday
    if task.model and wish.holiday and not wish.model and task.model.holiday != wished:
        advice = "leave --holiday out, or choose a model anew with --identify"
        raise SeriesError(f"the model kept of {told.name} has {task.model.holiday or 'no days of a holiday'}", advice)
    return task.model


def _chosen(task: _Task, told: History, wish: Wish) -> Model:
    holiday = wish.holiday or of_area(task.points[0].area)
    return identify(told, holiday=holiday, method=wish.method, today=wish.day)


def _outcome(task: _Task, done: Adjusted | SeriesError) -> Outcome:
    if isinstance(done, SeriesError):
        return Outcome(series=task.series, points=task.points, refused=done)
    return Outcome(series=task.series, points=task.points, done=done, identified=task.model is None)


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

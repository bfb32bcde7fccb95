"""Many series adjusted, wherever they come from: each by the model it has, or by one that is chosen now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tallystick.adjusting.histories import History
from tallystick.adjusting.holidays import WITHOUT_DAYS, named, of_area
from tallystick.adjusting.model import Method, Model
from tallystick.adjusting.program import program
from tallystick.adjusting.seasonal import Adjusted, adjust_all, identify
from tallystick.model import SeriesError

if TYPE_CHECKING:
    from tallystick.ledger.records import Point

AT_ONCE = 20
"""Series adjusted by one call of X-13."""


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

    `points` are the values of a ledger that it was computed of, until it is kept.
    """

    series: str
    done: Adjusted | None = None
    points: tuple[Point, ...] = ()
    refused: SeriesError | None = None
    identified: bool = False
    release: str = ""


class Task(NamedTuple):
    """A series that is to be adjusted: its history or why it has none, its area, and its model where it has one."""

    series: str
    history: History | SeriesError
    area: str
    model: Model | None
    points: tuple[Point, ...] = ()


def adjust_many(tasks: Iterable[Task], wish: Wish) -> Iterator[Outcome]:
    """Each series adjusted, in the order of the tasks; one that cannot be is told with why, and the next is taken.

    SeriesError where X-13 or the holiday is not there.
    """
    program()
    if wish.holiday not in WITHOUT_DAYS:
        named(wish.holiday)
    if wish.jobs == 1:
        for part in _parts(tasks):
            yield from _adjusted(part, wish)
        return
    with ThreadPoolExecutor(wish.jobs) as pool:  # X-13 is a process of its own: the threads wait for it
        ahead = []
        for part in _parts(tasks):
            ahead.append(pool.submit(_adjusted, part, wish))
            if len(ahead) > 2 * wish.jobs:
                yield from ahead.pop(0).result()
        for rest in ahead:
            yield from rest.result()


def _parts(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """What is done by one call of X-13: series that have a model together, one whose model is to be chosen alone."""
    for chosen, group in groupby(tasks, key=lambda task: task.model is not None):
        part: list[Task] = []
        for task in group:
            part.append(task)
            if not chosen or len(part) == AT_ONCE:
                yield part
                part = []
        if part:
            yield part


def _adjusted(tasks: Sequence[Task], wish: Wish) -> list[Outcome]:
    """What becomes of each of these series."""
    found: dict[str, Adjusted | SeriesError] = {}
    ready: dict[str, tuple[History, Model]] = {}
    for task in tasks:
        try:
            if isinstance(task.history, SeriesError):
                raise task.history
            ready[task.series] = task.history, _held(task, task.history, wish) or _chosen(task, task.history, wish)
        except SeriesError as refused:
            found[task.series] = refused
    found.update(zip(ready, adjust_all(ready.values()), strict=True))
    return [_outcome(task, found[task.series]) for task in tasks]


def _held(task: Task, told: History, wish: Wish) -> Model | None:
    """The model that a series has; SeriesError where another holiday is wished than it was chosen with."""
    wished = "" if wish.holiday in WITHOUT_DAYS else wish.holiday
    if task.model and wish.holiday and not wish.model and task.model.holiday != wished:
        advice = "leave --holiday out, or choose a model anew with --identify"
        raise SeriesError(f"the model kept of {told.name} has {task.model.holiday or 'no days of a holiday'}", advice)
    return task.model


def _chosen(task: Task, told: History, wish: Wish) -> Model:
    return identify(told, holiday=wish.holiday or of_area(task.area), method=wish.method, today=wish.day)


def _outcome(task: Task, done: Adjusted | SeriesError) -> Outcome:
    if isinstance(done, SeriesError):
        return Outcome(series=task.series, points=task.points, refused=done)
    return Outcome(series=task.series, points=task.points, done=done, identified=task.model is None)

"""Series of a ledger adjusted, each by the model that is kept of it, and kept as releases of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from tallystick.adjusting import compiled
from tallystick.adjusting.compiled import Recipe
from tallystick.adjusting.histories import History, history
from tallystick.adjusting.holidays import of_area
from tallystick.adjusting.model import Method, Model
from tallystick.adjusting.seasonal import Adjusted, adjust
from tallystick.ledger import Ledger
from tallystick.ledger.identity import Identity, is_compiled
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.ledger.records import Point
from tallystick.model import LedgerError, SeriesError

_RATES = ("growth", "annualised_growth", "average_growth", "change", "share", "contribution", "gap", "rank", "streak")


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How series are to be adjusted; `holiday` empty: the one of the series' area, `model`: instead of the kept."""

    holiday: str = ""
    model: Model | None = None
    method: Method = "x11"
    anew: bool = False
    day: date
    as_of: date | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A series with what became of it: adjusted, or why not; the `release` that keeps it (empty: nothing is kept)."""

    series: str
    done: Adjusted | None = None
    points: tuple[Point, ...] = ()
    refused: SeriesError | None = None
    identified: bool = False
    release: str = ""


def adjust_series(ledger: Ledger, names: Sequence[str], wish: Wish) -> Iterator[Outcome]:
    """Each series that the names stand for, adjusted; one that cannot be is told with why, and the next is taken."""
    kept = kept_models(ledger)
    for key, points in histories(ledger, names, wish.as_of).items():
        model = wish.model or (None if wish.anew else kept.get(key))
        try:
            told = of_points(key, points)
            holiday = wish.holiday or of_area(points[0].area)
            done = adjust(told, model, holiday=holiday, method=wish.method, today=wish.day)
        except SeriesError as refused:
            yield Outcome(series=key, points=tuple(points), refused=refused)
        else:
            yield Outcome(series=key, done=done, points=tuple(points), identified=model is None)


def histories(ledger: Ledger, names: Sequence[str], as_of: date | None = None) -> dict[str, list[Point]]:
    """The values that stand of each series that the names stand for, oldest first; nothing that was computed of them.

    LedgerError where a name stands for none that has values.
    """
    found: dict[str, list[Point]] = {}
    for name in names:
        points = ledger.series(name, as_of=as_of.isoformat() if as_of else None)
        own = [one for one in points if not is_compiled(one.series) and one.value is not None]
        if not own:
            raise LedgerError(f"no values of {name} are kept", "list what is kept with: tallystick series")
        for one in own:
            found.setdefault(one.series, []).append(one)
    return {key: sorted(points, key=lambda one: one.period_start) for key, points in found.items()}


def of_points(key: str, points: Sequence[Point]) -> History:
    """Their history; SeriesError where they are rates, sums from January on, or cannot be adjusted otherwise."""
    first = points[0]
    name = f"{first.indicator}.{first.measure} ({first.area})" if first.area else f"{first.indicator}.{first.measure}"
    if first.measure in _RATES or (first.unit in ("%", "pp") and first.measure != "index"):
        advice = "a rate has no season of its own: adjust the levels, and take the growth of what comes out"
        raise SeriesError(f"{name} is a rate", advice)
    if first.accumulation == "year-to-date":
        advice = "months are derived from sums: tallystick series NAME --derived; January and February stay together"
        raise SeriesError(f"{name} is a sum from January on", advice)
    if Identity.parse(key).adjustment not in ("", "not adjusted", "calendar adjusted"):
        raise SeriesError(f"{name} is adjusted already", "take the series that is not: adjustment=not adjusted")
    return history(name, [(one.period, float(one.value)) for one in points if one.value is not None])


def kept_models(ledger: Ledger) -> dict[str, Model]:
    """The newest model kept of each adjusted series, by the series' key."""
    releases = [one for one in ledger.releases() if one.kind == COMPILED_KIND and one.name.startswith("adjusted-")]
    newest = sorted(releases, key=lambda one: (str(one.published), str(one.kept_at)))
    by_name = {one.name: one.release_id for one in newest if not one.withdrawn_at}
    found: dict[str, Model] = {}
    for release in by_name.values():
        recipe = msgspec.json.decode(ledger.original(release), type=Recipe)
        found[recipe.series] = recipe.model
    return found


def keep(ledger: Ledger, outcomes: Sequence[Outcome], day: date) -> list[str]:
    """Keep what was adjusted, each as a release; the ids of these releases."""
    parcels = [compiled.parcel(one.points, one.done, day) for one in outcomes if one.done is not None]
    return [kept.release_id for kept in ledger.keep_many(parcels)]

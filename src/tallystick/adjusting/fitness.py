"""Which series of a ledger can be adjusted at all: those of levels, of months or quarters, as published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallystick.adjusting.histories import History, history
from tallystick.adjusting.kinds import is_rate, unfit_kind, unfit_length
from tallystick.ledger import Ledger, selecting
from tallystick.ledger.identity import Identity, is_compiled
from tallystick.ledger.records import Point
from tallystick.model import LedgerError, SeriesError


def series_of(ledger: Ledger, names: Iterable[str], area: str | None = None) -> list[str]:
    """The whole keys of the series that names stand for, each once; LedgerError tells which stand for none.

    A whole key stands for its series. A short name stands for those of its series that can be adjusted by their kind;
    where none can, for all, so that each is told with why.
    """
    found: dict[str, None] = {}
    unknown: dict[str, LedgerError] = {}
    with ledger.store.reading() as connection:
        for name in names:
            try:
                keys = selecting.keys_of(connection, name, area=area)
            except LedgerError as error:
                unknown[name] = error
            else:
                found.update(dict.fromkeys([key for key in keys if unfit(key) is None] or keys))
    if len(unknown) > 1:
        advice = "list what is kept with: tallystick series"
        raise LedgerError(f"no series is kept of {', '.join(unknown)}", advice)
    for wrong in unknown.values():
        raise wrong
    return list(found)


def unfit(key: str) -> SeriesError | None:
    """Why a series cannot be adjusted, by its kind alone; None where nothing of that is known.

    >>> print(unfit("gdp.growth;unit=%;area=CN;frequency=quarter"))
    gdp.growth (CN) is a rate; a rate has no season of its own: adjust the levels, and take the growth of what comes out
    """
    one = Identity.parse(key)
    name = _name(one)
    if one.accumulation == "year-to-date" and not is_rate(one.measure, one.unit):
        advice = f"its months are what is adjusted: tallystick series {one.indicator} --derived tells some of them"
        return SeriesError(f"{name} is a sum from January on", advice)
    if is_compiled(key):
        return SeriesError(f"{name} ({one.adjustment}) was computed here", f"adjust what it was computed of: {name}")
    advice = "take the series that is not; tallystick series --format csv tells their keys"
    return unfit_kind(name, one.measure, one.unit, one.adjustment, advice) or unfit_length(name, one.frequency)


def of_points(key: str, points: Sequence[Point]) -> History:
    """The history of a series' values; SeriesError where it cannot be adjusted."""
    wrong = unfit(key)
    if wrong is not None:
        raise wrong
    told = [(point.period, float(point.value)) for point in points if point.value is not None]
    return history(_name(Identity.parse(key)), told)


def _name(one: Identity) -> str:
    return f"{one.indicator}.{one.measure}" + (f" ({one.area})" if one.area else "")

"""Since when a rate has not stood so high or so low, from the ledger's own history of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from tallystick.briefing.facts import Fact
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger
from tallystick.ledger.records import Point
from tallystick.model import Period
from tallystick.reconciling.history.past import steps_back

LEAST = 4
"""Periods between that must be known before a `since` is worth a clause."""
_RATES = ("rate", "index", "growth_rate")


def since_told(chosen: Sequence[Fact], ledger: Ledger, as_of: date | None) -> list[Fact]:
    """The clause behind the level that was chosen, as far as its history is long enough for one."""
    found = [since(one, ledger, as_of) for one in chosen if one.form == "level"]
    return [one for one in found[-1:] if one]


def since(fact: Fact, ledger: Ledger, as_of: date | None) -> Fact | None:
    """The clause behind a level: the highest, or lowest, since a period; None where the history does not say so.

    Each period between is known, and lies beyond what rounding could hide. Where the history ends, or has a gap, before
    a value as high, it is so since at least the first period that is known. What is counted or summed grows by itself,
    so only rates are told so.
    """
    said = fact.said
    if said is None or not said.series or not fact.period or fact.qualifier or said.lower is None or said.upper is None:
        return None
    if catalogue()[fact.indicator].kind not in _RATES:
        return None
    points = ledger.series(said.series, as_of=as_of.isoformat() if as_of else None)
    values = {point.period: point for point in points if point.lower is not None and point.upper is not None}
    for highest in (True, False):
        between, found, whole = _walk(fact, values, highest=highest)
        if between >= LEAST and found:
            told = "highest" if highest else "lowest"
            return msgspec.structs.replace(
                fact, kind="since", base=found, qualifier=told if whole else f"{told} at least"
            )
    return None


def _walk(fact: Fact, values: Mapping[str, Point], *, highest: bool) -> tuple[int, str, bool]:
    """Periods that lie lower (or higher), the one before them, and whether that is as high; else the first known."""
    assert fact.said is not None
    count, last = 0, ""
    for period in steps_back(Period.parse(fact.period), len(values), "") or ():
        point = values.get(str(period))
        if point is None or point.lower is None or point.upper is None:
            break
        low, high = (fact.said.lower, point.upper) if highest else (point.lower, fact.said.upper)
        if low is None or high is None or high > low:
            return count, str(period), True
        count, last = count + 1, str(period)
    return count - 1, last, False

"""Which statements of a ledger may be told: those that count, and on which their publishers agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tallystick.knowledge.producers import publisher_name
from tallystick.ledger import Ledger
from tallystick.ledger.identity import OF_A_WHOLE, is_compiled, of_whole
from tallystick.ledger.records import Statement

SERIES_FREE = ("streak",)
"""Measures of which no series is kept: the latest statement counts."""


class Disagreement(msgspec.Struct, frozen=True):
    """Two publishers that say different things of one figure, the latest of each."""

    one: Statement
    other: Statement

    def __str__(self) -> str:
        return f"{_quoted(self.one)}, but {_quoted(self.other)}"


def said_of(ledger: Ledger, indicator: str, area: str | None) -> list[Statement]:
    """What was said of an indicator; what was computed here of its series (adjusted, a trend) nobody said."""
    return [one for one in ledger.observations(indicator=indicator, area=area) if not is_compiled(one.series)]


def counting(ledger: Ledger, told: Iterable[Statement]) -> list[Statement]:
    """Without those of withdrawn releases and those that people took out of their series."""
    gone: dict[str, bool] = {}
    kept = []
    for one in told:
        if one.series:  # what was withdrawn or taken out is in none
            kept.append(one)
        elif _of_no_series(one):
            if one.release not in gone:
                gone[one.release] = bool(ledger.release(one.release).withdrawn_at)
            if not gone[one.release]:
                kept.append(one)
    return kept


def _of_no_series(one: Statement) -> bool:
    """Whether no series is ever kept of it: a streak, a count of no time, a share whose whole its name alone tells."""
    return one.measure in SERIES_FREE or not one.period or (one.measure in OF_A_WHOLE and of_whole(one.base) is None)


def of_publisher(told: Iterable[Statement], publisher: str) -> list[Statement]:
    """Those of one publisher; all where none is chosen."""
    wanted = publisher_name(publisher)
    return [one for one in told if not publisher or publisher_name(one.publisher) == wanted]


def disagreements(told: Sequence[Statement]) -> dict[str, Disagreement]:
    """By series where the last words of two publishers do not meet; who repeats what the other said before agrees."""
    found: dict[str, Disagreement] = {}
    for series in {one.series for one in told if one.series}:
        said = sorted((one for one in told if one.series == series and one.value is not None), key=_day)
        last = {publisher_name(one.publisher): one for one in said if one.publisher}
        for name, one in last.items():
            for other_name, other in last.items():
                repeats = any(_meet(one, each) for each in said if publisher_name(each.publisher) == other_name)
                repeated = any(_meet(other, each) for each in said if publisher_name(each.publisher) == name)
                if name < other_name and not repeats and not repeated:
                    found.setdefault(series, Disagreement(one, other))
    return found


def breaks(told: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Pairs told of one measure, time and base in two series that differ (scope, prices, base year) and do not meet."""
    found = []
    kept = [one for one in told if one.series and one.value is not None and not one.qualifier]
    for n, one in enumerate(kept):
        for other in kept[n + 1 :]:
            alike = all(getattr(one, name) == getattr(other, name) for name in _SAME)
            if alike and one.series != other.series and not _meet(one, other):
                found.append((one, other))
    return found


def parting(one: Statement, other: Statement) -> str:
    """In what two series differ, as `scope: above designated size / none`."""
    first, second = (dict(part.partition("=")[::2] for part in each.series.split(";")[1:]) for each in (one, other))
    names = [name for name in {**first, **second} if first.get(name) != second.get(name)]
    return "; ".join(f"{name}: {first.get(name) or 'none'} / {second.get(name) or 'none'}" for name in names)


_SAME = ("indicator", "measure", "unit", "area", "period", "base")


def _meet(one: Statement, other: Statement) -> bool:
    """Whether what two say can both be so, within what they print."""
    bounds = [(each.lower, each.upper) for each in (one, other)]
    (low, high), (other_low, other_high) = bounds
    below = high is not None and other_low is not None and high < other_low
    above = low is not None and other_high is not None and other_high < low
    return not (below or above)


def _day(one: Statement) -> str:
    return str(one.published)


def _quoted(one: Statement) -> str:
    return f"{one.publisher} on {str(one.published)[:10]}: “{one.quote}”"

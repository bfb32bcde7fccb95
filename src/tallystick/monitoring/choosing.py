"""Which series speaks for an indicator: of the period asked for, or else the newest, in its usual measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from tallystick.knowledge.indicators import Indicator, catalogue
from tallystick.ledger import SeriesInfo
from tallystick.ledger.identity import is_compiled, run
from tallystick.model import Period
from tallystick.monitoring.course import STEPS

MEASURES = ("level", "index", "share", "growth", "annualised_growth")
"""Measures that tell how an indicator stands."""

FEWEST = 8
"""Periods that make a history."""

LATE = timedelta(2 * 366)
"""How far behind the newest series of an indicator another may lie and still speak for it."""


def chosen(every: Iterable[SeriesInfo], wanted: str, as_of: str = "") -> dict[str, list[SeriesInfo]]:
    """Indicator → its series that may hold a value of a period (empty: any), the most telling first."""
    known = catalogue()
    found: dict[str, list[SeriesInfo]] = defaultdict(list)
    for info in every:
        if info.status == "actual" and info.measure in MEASURES and info.indicator in known and _may_hold(info, wanted):
            found[info.indicator].append(info)
    ordered = {}
    for name, series in found.items():
        newest = max(info.last_period for info in series)
        ordered[name] = sorted(series, key=lambda info: _telling(info, known[name], newest, as_of), reverse=True)
    return ordered


def _may_hold(info: SeriesInfo, wanted: str) -> bool:
    if info.accumulation == "span" or info.adjustment == "trend" or is_compiled(info.key):
        return False
    if info.measure == "index" and "= 100" not in info.comparison:
        return False  # an index without its base may be of two bases
    if info.measure == "index" and info.comparison.startswith("year earlier"):
        return False  # growth in other clothes
    if not wanted:
        return True
    period = Period.parse(wanted)
    if not info.first_period <= period.end.isoformat() <= info.last_period:
        return False
    return (info.frequency, info.accumulation) in (run(period, stock=False), ("", "state"))


def _telling(info: SeriesInfo, indicator: Indicator, newest: str, as_of: str) -> tuple[bool | str | int, ...]:
    """What makes a series speak for its indicator: not out of date, the usual measure, a history, new, often told."""
    stands = indicator.named_rate or (indicator.kind in ("rate", "stock", "index") and indicator.unit == "%")
    usual = info.measure == "level" if stands or indicator.kind == "stock" else info.measure == "growth"
    compared = info.measure != "growth" or info.comparison == "year earlier"
    basis = not info.price_basis or not indicator.growth_basis or info.price_basis == indicator.growth_basis
    return (
        bool(as_of) or info.last_period >= _late(newest),
        usual,
        compared,
        basis,
        info.periods >= FEWEST,
        "" if as_of else info.last_period,
        info.periods,
        info.statements,
        info.adjustment in ("", "not adjusted"),
        info.key,
    )


def last_period(info: SeriesInfo) -> str:
    """The newest period of a series: `2021-Q4`, `2021-01/2021-11`; the day of a state."""
    day = date.fromisoformat(info.last_period)
    if info.accumulation == "year-to-date":
        return str(Period.to_date(day.year, day.month))
    step = STEPS.get(info.frequency)
    if step is None or day.month % step:
        return str(Period.day(day))
    first = divmod(day.year * 12 + day.month - step, 12)
    return str(Period.months((first[0], first[1] + 1), (day.year, day.month)))


def _late(newest: str) -> str:
    day = date.fromisoformat(newest).toordinal() - LATE.days
    return date.fromordinal(max(1, day)).isoformat()

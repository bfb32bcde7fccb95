"""The growth that published levels imply beside the growth that is published, and why the two may differ."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import msgspec

from tallystick.ledger import Derived, Ledger, Point, SeriesInfo
from tallystick.ledger.identity import is_compiled
from tallystick.model.observation import GROWTHS
from tallystick.web.series_data import standing, vintages_of

_ALIKE = ("area", "frequency", "accumulation", "status")


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A published rate beside the implied one; `gap` is how far their bounds lie apart, 0 where they overlap.

    `reasons` are keys of words that say why they differ, empty where they agree.
    """

    published: Point
    implied: Derived
    gap: Decimal
    reasons: tuple[str, ...] = ()


def sibling(info: SeriesInfo, others: Sequence[SeriesInfo]) -> SeriesInfo | None:
    """The levels a series of growth belongs to, or the growth of a series of levels; the one most like it."""
    if info.measure in GROWTHS:
        fitting = [o for o in others if o.measure == "level" and _alike(o, info)]
    elif info.measure == "level":
        fitting = [o for o in others if o.measure in GROWTHS and o.unit == "%" and _alike(o, info)]
    else:
        fitting = []
    return max(fitting, key=lambda o: (o.scope == info.scope, o.comparison == "year earlier", o.periods), default=None)


def _alike(other: SeriesInfo, info: SeriesInfo) -> bool:
    told = not is_compiled(other.key) and not is_compiled(info.key)
    return told and all(getattr(other, name) == getattr(info, name) for name in _ALIKE)


def beside_levels(
    ledger: Ledger, info: SeriesInfo, known: Sequence[Point], others: Sequence[SeriesInfo], day: str = ""
) -> list[Beside]:
    """Each standing rate of a series of growth beside what the levels that stand imply; empty for other series.

    `known` are the series' vintages by the day. Each level is held against that of the period compared with; bounds
    hold whatever was rounded away.
    """
    levels = sibling(info, others) if info.measure in GROWTHS and info.unit == "%" else None
    if levels is None:
        return []
    every = vintages_of(ledger, levels.key, day)
    by_period = {p.period: p for p in standing(every)}
    revised = {p.period for p in every if not p.stands}
    found = []
    for rate in standing(known):
        level, base = by_period.get(rate.period), by_period.get(rate.base)
        if level is not None and base is not None and (made := _growth(info, level, base)):
            gap = _gap(rate, made)
            told = _reasons(info, levels, bool(revised & {rate.period, rate.base})) if gap else ()
            found.append(Beside(published=rate, implied=made, gap=gap, reasons=told))
    return found


def _gap(rate: Point, made: Derived) -> Decimal:
    """How far what is published lies from what is implied, when all that print rounds away is allowed for."""
    assert rate.value is not None
    low = rate.value if rate.lower is None else rate.lower
    high = rate.value if rate.upper is None else rate.upper
    return low - made.upper if low > made.upper else high - made.lower if high < made.lower else Decimal(0)


def _reasons(info: SeriesInfo, levels: SeriesInfo, revised: bool) -> tuple[str, ...]:
    told = []
    if info.price_basis and info.price_basis != levels.price_basis:
        told.append(f"differs {info.price_basis}")
    if info.scope != levels.scope:
        told.append("differs scope")
    if info.adjustment != levels.adjustment:
        told.append("differs adjustment")
    if revised:
        told.append("differs revised")
    return tuple(told) or ("differs unexplained",)


def _growth(info: SeriesInfo, level: Point, base: Point) -> Derived | None:
    ends = (level.lower, level.value, level.upper, base.lower, base.value, base.upper)
    if any(end is None or end <= 0 for end in ends):
        return None
    low, value, high, least, middle, most = (Fraction(end) for end in ends if end is not None)
    return Derived(
        indicator=info.indicator,
        measure=info.measure,
        unit=info.unit,
        area=info.area,
        period=level.period,
        rule="growth of levels",
        value=_percent(value / middle, ROUND_HALF_EVEN),
        lower=_percent(low / most, ROUND_FLOOR),
        upper=_percent(high / least, ROUND_CEILING),
        formula=f"{level.value:,f} / {base.value:,f} - 1",
        inputs=(level.observation, base.observation),
        quotes=(level.quote, base.quote),
    )


def _percent(ratio: Fraction, way: str) -> Decimal:
    exact = (ratio - 1) * 100
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), way)

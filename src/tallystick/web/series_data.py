"""What pages and the API say of a series, from the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from tallystick.ledger import Derived, Ledger, Point, SeriesInfo
from tallystick.model import LedgerError

RATES = ("growth", "annualised_growth", "average_growth")


def vintages_of(ledger: Ledger, key: str) -> list[Point]:
    """All vintages of a series named by its whole key, by period and then by day of publication."""
    points = ledger.vintages(key, status=None)
    return sorted(points, key=lambda p: (p.period_end, p.first_published))


def standing(points: Sequence[Point]) -> list[Point]:
    """The points that stand now and hold a value."""
    return [point for point in points if point.stands and point.value is not None]


def info_of(ledger: Ledger, key: str) -> SeriesInfo:
    """A series by its whole key; LedgerError when it is not kept."""
    indicator = key.split(";")[0]
    for info in ledger.series_list(indicator=indicator):
        if info.key == key:
            return info
    raise LedgerError(f"no series {key} is kept", "find it from the list of series")


def relatives(ledger: Ledger, info: SeriesInfo) -> list[SeriesInfo]:
    """The other series of the same indicator and area."""
    every = ledger.series_list(indicator=info.indicator, area=info.area or None)
    return [other for other in every if other.key != info.key and other.indicator == info.indicator]


def months_and_totals(
    ledger: Ledger, info: SeriesInfo, others: Sequence[SeriesInfo]
) -> tuple[list[Point], list[Point]]:
    """What stands for single months, and for January up to a later month, in the series alike but for the period."""
    alike = ("measure", "unit", "area", "comparison", "status", "price_basis")
    family = [info, *(o for o in others if all(getattr(o, name) == getattr(info, name) for name in alike))]
    points = [p for one in family if one.accumulation != "span" for p in standing(vintages_of(ledger, one.key))]
    points.sort(key=lambda p: p.period_end)
    months = [p for p in points if p.frequency == "month" and p.accumulation == "single"]
    totals = [p for p in points if p.period_start.endswith("-01-01") and p.period_end[:7] > p.period_start[:7]]
    totals = [p for p in totals if p.period_end[:4] == p.period_start[:4]]
    return (months, totals) if months and totals else ([], [])


def implied_by_levels(ledger: Ledger, info: SeriesInfo, others: Sequence[SeriesInfo]) -> list[Derived]:
    """The growth that published levels imply, for a series of growth; empty for others.

    Each level is held against that of the period compared with; bounds hold whatever was rounded away.
    """
    if info.measure not in RATES or info.unit != "%":
        return []
    kinds = ("area", "frequency", "accumulation", "status")
    levels = next(
        (o for o in others if o.measure == "level" and all(getattr(o, k) == getattr(info, k) for k in kinds)), None
    )
    if levels is None:
        return []
    by_period = {p.period: p for p in standing(vintages_of(ledger, levels.key))}
    found = []
    for rate in standing(vintages_of(ledger, info.key)):
        level, base = by_period.get(rate.period), by_period.get(rate.base)
        if level is not None and base is not None and (made := _growth(info, level, base)):
            found.append(made)
    return found


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

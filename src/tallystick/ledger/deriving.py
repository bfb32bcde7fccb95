"""Derived series: what follows from kept values, each with its formula, its inputs and its bounds.

Every rule takes the values that stand, works with their rounding intervals, and gives a value between bounds
that hold whatever was rounded away. Values whose bounds are open give nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from itertools import pairwise

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.records import Derived, Point
from tallystick.model import Period, PeriodError

DIGITS = 12
_DOWN, _UP, _NEAR = (Context(prec=DIGITS, rounding=way) for way in (ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_EVEN))
_HUNDRED, _ONE = Decimal(100), Decimal(1)
REVISED_MONTHS = "earlier months may have been revised in the later total"

Three = tuple[Decimal, Decimal, Decimal]
Rule = Callable[[Sequence[Point]], Iterator[Derived]]


def derive(points: Iterable[Point]) -> Iterator[Derived]:
    """All derived values of one indicator's standing values, area by area."""
    by_area: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points:
        if _bounds(point) and not point.qualifier and point.value_to is None:
            by_area[point.area, point.scope].append(point)
    for told in by_area.values():
        for rule in RULES:
            yield from rule(told)


def months_from_totals(points: Sequence[Point]) -> Iterator[Derived]:
    """Neighbouring year-to-date totals of one year give what lies between them.

    January and February are published together and stay together.
    """
    totals: dict[tuple[str, int], dict[int, Point]] = defaultdict(dict)
    for point in points:
        period = Period.parse(point.period)
        if _adds_up(point) and period.first % 12 == 0 and period.last < period.first + 12:
            totals[point.unit, period.first].setdefault(period.last, point)
    for (_, start), by_end in totals.items():
        ends = sorted(by_end)
        for before, after in pairwise(ends):
            earlier, later = by_end[before], by_end[after]
            period = Period.months((start // 12, before - start + 2), (start // 12, after - start + 1))
            low, value, high = (a - b for a, b in zip(_three(later), reversed(_three(earlier)), strict=True))
            yield _derived(
                later,
                str(period),
                "difference of year-to-date totals",
                (low, value, high),
                f"{later.period} {_n(later)} - {earlier.period} {_n(earlier)}",
                (later, earlier),
                note=REVISED_MONTHS,
            )


def average_growth(points: Sequence[Point]) -> Iterator[Derived]:
    """Year-on-year growth of the same period in neighbouring years gives the mean over two and three years."""
    growth: dict[tuple[str, str, str, str], Point] = {}
    for point in points:
        if point.measure == "growth" and point.comparison == "year earlier":
            growth[point.period, point.price_basis, point.accumulation, point.unit] = point
    for (period, basis, accumulation, unit), point in growth.items():
        run = [point]
        for years in (1, 2):
            earlier = growth.get((str(Period.parse(period).shift_years(-years)), basis, accumulation, unit))
            if earlier is None:
                break
            run.append(earlier)
            yield _mean(run)


def _mean(run: Sequence[Point]) -> Derived:
    n = len(run)
    low, value, high = (
        _root(_product(_factor(three[end]) for three in map(_three, run)), n, way)
        for end, way in ((0, _DOWN), (1, _NEAR), (2, _UP))
    )
    formula = f"({' * '.join(f'(1 + {_n(point)}/100)' for point in run)}) ^ (1/{n}) - 1"
    return _derived(
        run[0], run[0].period, f"{n}-year average", (low, value, high), formula, run, measure="average_growth", unit="%"
    )


def growth_between_months(points: Sequence[Point]) -> Iterator[Derived]:
    """Year-to-date growth is a weighted mean of its months' growth: it lies between the least and the most of them."""
    kinds: dict[str, dict[str, Point]] = defaultdict(dict)  # price basis → period → point
    for point in points:
        if point.measure == "growth" and point.comparison == "year earlier":
            kinds[point.price_basis][point.period] = point
    for by_period in kinds.values():
        for text, total in by_period.items():
            parts = [by_period[part] for part in _parts(Period.parse(text)) if part in by_period]
            if parts and len(parts) == len(list(_parts(Period.parse(text)))):
                lows, values, highs = zip(*map(_three, parts), strict=True)
                middle = sum(values, Decimal(0)) / len(values)
                formula = f"between {min(lows)} and {max(highs)}: " + ", ".join(f"{p.period} {_n(p)}" for p in parts)
                yield _derived(
                    total,
                    text,
                    "between the growth of its parts",
                    (min(lows), middle, max(highs)),
                    formula,
                    (total, *parts),
                    note="a mean of the parts with weights that are not published",
                )


def _parts(period: Period) -> Iterator[str]:
    """January to February together, then month by month."""
    if period.is_year_to_date and period.is_span and period.first + 1 < period.last:
        year = period.start.year
        yield str(Period.months((year, 1), (year, 2)))
        for month in range(3, period.last - period.first + 2):
            yield str(Period.month(year, month))


def earlier_levels(points: Sequence[Point]) -> Iterator[Derived]:
    """A level and its growth give the level they imply for the period compared with."""
    growth = {(p.period, p.accumulation): p for p in points if p.measure == "growth" and p.unit == "%" and p.base}
    for level in points:
        rise = growth.get((level.period, level.accumulation))
        if level.measure != "level" or rise is None or not _is_period(rise.base):
            continue
        low, value, high = _three(level)
        slow, middle, fast = (_factor(end) for end in _three(rise))
        if slow <= 0 or low < 0:
            continue
        bounds = (_DOWN.divide(low, fast), _NEAR.divide(value, middle), _UP.divide(high, slow))
        entry = catalogue().get(level.indicator)
        basis = entry.growth_basis if entry else ""
        note = f"the growth is at {basis}: not the level published then" if basis else ""
        formula = f"{_n(level)} / (1 + {_n(rise)}/100)"
        yield _derived(level, rise.base, "implied level", bounds, formula, (level, rise), note=note)


def contributions(points: Sequence[Point]) -> Iterator[Derived]:
    """The share in the period compared with, times the growth, gives the points contributed to the whole's growth."""
    shares = {p.period: p for p in points if p.measure == "share" and p.unit == "%"}
    for rise in points:
        share = shares.get(rise.base)
        if rise.measure != "growth" or rise.unit != "%" or share is None or min(_three(share)) < 0:
            continue
        ends = [w * g / _HUNDRED for w in _three(share)[::2] for g in _three(rise)[::2]]
        bounds = (min(ends), _three(share)[1] * _three(rise)[1] / _HUNDRED, max(ends))
        formula = f"{_n(share)}% of {share.period} * {_n(rise)}%"
        note = "where share and growth are at the same prices"
        yield _derived(
            rise,
            rise.period,
            "contribution",
            bounds,
            formula,
            (share, rise),
            measure="contribution",
            unit="pp",
            note=note,
        )


RULES: tuple[Rule, ...] = (months_from_totals, average_growth, growth_between_months, earlier_levels, contributions)


def _derived(
    like: Point,
    period: str,
    rule: str,
    bounds: Three,
    formula: str,
    inputs: Sequence[Point],
    *,
    measure: str = "",
    unit: str = "",
    note: str = "",
) -> Derived:
    low, value, high = bounds
    return Derived(
        indicator=like.indicator,
        measure=measure or like.measure,
        unit=unit or like.unit,
        area=like.area,
        period=period,
        rule=rule,
        value=_NEAR.plus(value),
        lower=_DOWN.plus(low),
        upper=_UP.plus(high),
        formula=formula,
        inputs=tuple(point.observation for point in inputs),
        quotes=tuple(point.quote for point in inputs),
        note=note,
    )


def _adds_up(point: Point) -> bool:
    entry = catalogue().get(point.indicator)
    return point.measure == "level" and entry is not None and entry.kind == "flow" and point.accumulation != "state"


def _bounds(point: Point) -> bool:
    return point.value is not None and point.lower is not None and point.upper is not None


def _three(point: Point) -> Three:
    lower, value, upper = point.lower, point.value, point.upper
    assert lower is not None
    assert value is not None
    assert upper is not None
    return lower, value, upper


def _n(point: Point) -> str:
    return f"{point.value:f}"


def _factor(growth: Decimal) -> Decimal:
    return _ONE + growth / _HUNDRED


def _product(factors: Iterable[Decimal]) -> Decimal:
    product = _ONE
    for factor in factors:
        product *= max(factor, Decimal(0))
    return product


def _root(product: Decimal, n: int, way: Context) -> Decimal:
    """The nth root as growth in percent; powers are not correctly rounded, so an end moves one place outward."""
    precise = Context(prec=DIGITS + 8)
    root = precise.power(product, precise.divide(_ONE, Decimal(n))) if product else Decimal(0)
    return way.plus((root - _ONE) * _HUNDRED)


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except PeriodError:
        return False
    return True

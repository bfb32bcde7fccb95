"""From sums to figures: levels, growth, the bridge, contributions and means, rounded for print, few ones suppressed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

import msgspec
import numpy as np

from tallystick.compiling import growth
from tallystick.compiling.growth import HUNDRED, Bridge
from tallystick.compiling.recipe import Indicator, Recipe, is_rate, name_of, unit_of
from tallystick.compiling.returns import Floats
from tallystick.compiling.sums import QUANTITIES, WAYS, Key, Sums, lag_of
from tallystick.model import Period

CELLS = ("level", "growth", "like_for_like", "both_periods", "entry", "exit", "points", "rate", "mean")
"""The figures of a row, in the order of the table.

Growth is that of the level; `both_periods`, `entry` and `exit` are the points of it that the enterprises in both
periods, those that came and those that left make up. `points` and `rate` are the part's contribution to the growth of
the whole, in percentage points and in per cent of it. `mean` is like-for-like growth over the recipe's first number of
years. Of a rate in per cent all are changes in percentage points, and there is no mean.
"""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of an indicator, of all or a part, in a period, and how they were made; empty part: all there is.

    A figure is None where it cannot be told, or where it is named in `suppressed`: too few enterprises make it.
    `returns` counts returns, `responding` those that told all it needs, `imputed` and `edited` those in which a value
    was made or corrected, `imputed_share` in per cent of the level. `both`, `entrants` and `exits` count enterprises.
    `outlying` counts returns that stand out; `forward`, `backward`, `manual`, `manual_forward` (from a manual one),
    `constructed` and `constructed_forward` the ways of those imputed.
    """

    indicator: str
    name: str
    partition: str = ""
    part: str = ""
    period: str
    base: str = ""
    unit: str
    level: Decimal | None = None
    growth: Decimal | None = None
    like_for_like: Decimal | None = None
    both_periods: Decimal | None = None
    entry: Decimal | None = None
    exit: Decimal | None = None
    points: Decimal | None = None
    rate: Decimal | None = None
    mean: Decimal | None = None
    suppressed: tuple[str, ...] = ()
    enterprises: int = 0
    returns: int = 0
    responding: int = 0
    edited: int = 0
    imputed: int = 0
    imputed_share: float = 0.0
    both: int = 0
    entrants: int = 0
    exits: int = 0
    outlying: int = 0
    forward: int = 0
    backward: int = 0
    manual: int = 0
    manual_forward: int = 0
    constructed: int = 0
    constructed_forward: int = 0


class _Made(NamedTuple):
    """The exact figures of one indicator and part, one number a period each."""

    exact: dict[str, Floats]
    few: dict[str, Floats]
    sums: Floats
    bridge: Bridge


def rows(recipe: Recipe, periods: Sequence[Period], sums: Sums) -> Iterator[Row]:
    """The rows of all figures: indicators as in the recipe, the whole before its parts, these by name, then periods."""
    lag = lag_of(tuple(periods))
    for number, indicator in enumerate(recipe.indicators):
        whole = _made(recipe, indicator, sums[Key(number, "", "")], lag)
        yield from _told(recipe, indicator, periods, {("", ""): whole}, None)
        for partition in recipe.partitions:
            keys = sorted(key for key in sums if key[:2] == (number, partition.title))
            parts = {key[1:]: _made(recipe, indicator, sums[key], lag) for key in keys}
            if indicator.kind == "total":
                for made in parts.values():
                    _contribute(made, whole)
            yield from _told(recipe, indicator, periods, parts, whole)


def _bridge(sums: Floats, lag: int, of: str = "") -> Bridge:
    def row(name: str) -> Floats:
        found: Floats = sums[QUANTITIES.index(name)]
        return found

    def before(values: Floats) -> Floats:
        shifted = np.full(len(values), np.nan)
        shifted[lag:] = values[: max(len(values) - lag, 0)]
        return shifted

    units, there = row("units"), before(row("units"))
    known = ~np.isnan(there)
    return Bridge(
        now=row(of + "now"),
        before=before(row(of + "now")),
        matched_now=np.where(known, row(of + "matched_now"), np.nan),
        matched_before=np.where(known, row(of + "matched_before"), np.nan),
        units=units.astype(np.int64),
        units_before=np.nan_to_num(there).astype(np.int64),
        matched_units=row("matched_units").astype(np.int64),
    )


def _made(recipe: Recipe, indicator: Indicator, sums: Floats, lag: int) -> _Made:
    own = _bridge(sums, lag)
    scale = indicator.scale
    points: tuple[Floats, ...] = own.points
    level, growing, like = own.now, own.growth, own.like_for_like
    if indicator.kind != "total":
        of = _bridge(sums, lag, "of_")
        level, growing, like, points = _of_ratio(indicator, own, of)
    exact = {"level": level * scale, "growth": growing, "like_for_like": like}
    exact |= dict(zip(("both_periods", "entry", "exit"), points, strict=True))
    if recipe.years and not is_rate(indicator):
        exact["mean"] = _mean(like, recipe.years[0], lag)
    entrants, exits = own.units - own.matched_units, own.units_before - own.matched_units
    fewer = np.minimum(own.units, np.where(own.units_before > 0, own.units_before, own.units))
    moved = np.minimum(np.where(entrants > 0, entrants, recipe.threshold), np.where(exits > 0, exits, recipe.threshold))
    few = {
        "level": own.units,
        "like_for_like": own.matched_units,
        "mean": own.matched_units,
        "entry": moved,
        "exit": moved,
    }
    few = {name: few.get(name, fewer) for name in CELLS}
    return _Made(exact, few, sums, own)


def _of_ratio(indicator: Indicator, own: Bridge, of: Bridge) -> tuple[Floats, Floats, Floats, tuple[Floats, ...]]:
    """Level, growth (of a rate its change), that like for like, and the bridge, in per cent (points)."""
    percent = indicator.kind == "rate"
    level = growth.ratio(own.now, of.now, percent=percent)
    change, *parts = growth.ratio_bridge(own, of, percent=percent)
    if is_rate(indicator):
        return level, change, parts[0], tuple(parts)
    before = growth.ratio(own.before, of.before)
    earlier = growth.ratio(own.matched_before, of.matched_before)
    like = growth.rate(growth.ratio(own.matched_now, of.matched_now), earlier)
    return level, HUNDRED * change / before, like, tuple(HUNDRED * part / before for part in parts)


def _mean(like: Floats, years: int, lag: int) -> Floats:
    """Mean like-for-like growth over so many years up to each period."""
    found = np.full(len(like), np.nan)
    for at in range(years * lag, len(like)):
        rates = [float(like[at - n * lag]) for n in range(years)]
        if not any(math.isnan(one) or one <= -HUNDRED for one in rates):
            found[at] = growth.mean_growth(rates)
    return found


def _contribute(made: _Made, whole: _Made) -> None:
    """Add what a part contributes to the growth of the whole."""
    own, all_of = made.bridge, whole.bridge
    made.exact["points"] = growth.contribution_points(own.now, own.before, all_of.before)
    made.exact["rate"] = growth.contribution_rates(own.now, own.before, all_of.now - all_of.before)


def _told(
    recipe: Recipe,
    indicator: Indicator,
    periods: Sequence[Period],
    parts: dict[tuple[str, str], _Made],
    whole: _Made | None,
) -> Iterator[Row]:
    newest = range(len(periods) - recipe.newest if 0 < recipe.newest < len(periods) else 0, len(periods))
    shared = {at: _shared(recipe, list(parts.values()), whole, at) for at in newest} if whole else {}
    for n, ((partition, part), made) in enumerate(parts.items()):
        for at in newest:
            if not made.bridge.units[at] and not made.bridge.units_before[at]:
                continue
            cells = _printed(recipe, indicator, made, at) | {name: told[n] for name, told in shared.get(at, {}).items()}
            few = tuple(
                name for name in CELLS if cells.get(name) is not None and 0 < made.few[name][at] < recipe.threshold
            )
            told: dict[str, Any] = {name: cell for name, cell in cells.items() if name not in few}
            yield Row(
                indicator=indicator.id,
                name=name_of(indicator),
                partition=partition,
                part=part,
                period=str(periods[at]),
                base=str(periods[at].year_before()),
                unit=unit_of(indicator),
                suppressed=few,
                **told,
                **_how(made, at),
            )


def _shared(recipe: Recipe, parts: list[_Made], whole: _Made, at: int) -> dict[str, list[Decimal | None]]:
    """The contributions of all parts in a period, rounded together: they make up the whole's growth as printed."""
    found: dict[str, list[Decimal | None]] = {}
    for name, total in (("points", float(whole.exact["growth"][at])), ("rate", HUNDRED)):
        told = [float(made.exact[name][at]) if name in made.exact else math.nan for made in parts]
        known = [0.0 if math.isnan(one) else one for one in told]
        if math.isnan(total) or not any(known):
            continue
        rounded = growth.printed(known, total, recipe.rate_digits)
        gone = [math.isnan(one) for one in told]
        found[name] = [None if empty else one for one, empty in zip(rounded, gone, strict=True)]
    return found


def _printed(recipe: Recipe, indicator: Indicator, made: _Made, at: int) -> dict[str, Decimal | None]:
    digits = {"level": indicator.digits}
    cells: dict[str, Decimal | None] = {}
    if not made.bridge.units[at]:
        return cells
    for name in ("level", "growth", "like_for_like", "mean"):
        value = float(made.exact[name][at]) if name in made.exact else math.nan
        if not math.isnan(value):
            cells[name] = rounded(value, digits.get(name, recipe.rate_digits))
    three = [float(made.exact[name][at]) for name in ("both_periods", "entry", "exit")]
    if "growth" in cells and not any(map(math.isnan, three)):
        told = growth.printed(three, float(made.exact["growth"][at]), recipe.rate_digits)
        cells |= dict(zip(("both_periods", "entry", "exit"), told, strict=True))
    return cells


def rounded(value: float, digits: int) -> Decimal:
    """A number to so many decimals, halves away from zero, and no zero below zero."""
    found = Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return found if found else abs(found)


def _how(made: _Made, at: int) -> dict[str, Any]:
    own = made.bridge

    def of(name: str) -> float:
        return float(made.sums[QUANTITIES.index(name)][at])

    base = of("of_now") or of("now")
    return {
        "enterprises": int(own.units[at]),
        "returns": int(of("expected")),
        "responding": int(of("responding")),
        "edited": int(of("edited")),
        "imputed": int(of("imputed")),
        "imputed_share": round(HUNDRED * of("imputed_amount") / base, 4) if base and of("imputed") else 0.0,
        "both": int(own.matched_units[at]),
        "entrants": int(own.units[at] - own.matched_units[at]) if not math.isnan(own.before[at]) else 0,
        **{name: int(of(name)) for name in ("outlying", *WAYS)},
        "exits": int(own.units_before[at] - own.matched_units[at]),
    }

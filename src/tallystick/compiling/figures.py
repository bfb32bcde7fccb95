"""From sums to figures: levels, growth, the bridge, contributions and means, rounded for print, few ones suppressed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from tallystick.compiling import growth
from tallystick.compiling.exact import CELLS, Exact, cells_of, contribute, made_of, means_of
from tallystick.compiling.growth import HUNDRED
from tallystick.compiling.recipe import Indicator, Recipe, name_of, unit_of
from tallystick.compiling.sums import QUANTITIES, WAYS, Key, Sums, lag_of
from tallystick.model import Period


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of an indicator, of all or a part, in a period, and how they were made; empty part: all there is.

    `mean` is growth over the recipe's first number of years, `means` over its others (`mean_3`).
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
    means: dict[str, Decimal] = {}
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

    def cell(self, name: str) -> Decimal | None:
        """One of its figures by name."""
        return getattr(self, name) if name in CELLS else self.means.get(name)


def rows(recipe: Recipe, periods: Sequence[Period], sums: Sums) -> Iterator[Row]:
    """The rows of all figures: indicators as in the recipe, the whole before its parts, these by name, then periods."""
    lag = lag_of(tuple(periods))
    for number, indicator in enumerate(recipe.indicators):
        whole = made_of(recipe, indicator, sums[Key(number, "", "")], lag)
        yield from _told(recipe, indicator, periods, {("", ""): whole}, None)
        for partition in recipe.partitions:
            keys = sorted(key for key in sums if key[:2] == (number, partition.title))
            parts = {key[1:]: made_of(recipe, indicator, sums[key], lag) for key in keys}
            if indicator.kind == "total":
                for made in parts.values():
                    contribute(made, whole)
            yield from _told(recipe, indicator, periods, parts, whole)


def _told(
    recipe: Recipe,
    indicator: Indicator,
    periods: Sequence[Period],
    parts: dict[tuple[str, str], Exact],
    whole: Exact | None,
) -> Iterator[Row]:
    newest = range(len(periods) - recipe.newest if 0 < recipe.newest < len(periods) else 0, len(periods))
    shared = {at: _shared(recipe, list(parts.values()), whole, at) for at in newest} if whole else {}
    for n, ((partition, part), made) in enumerate(parts.items()):
        for at in newest:
            if not made.bridge.units[at] and not made.bridge.units_before[at]:
                continue
            cells = _printed(recipe, indicator, made, at) | {name: told[n] for name, told in shared.get(at, {}).items()}
            few = tuple(name for name in cells_of(recipe) if cells.get(name) is not None and made.few[name][at])
            told: dict[str, Any] = {name: cell for name, cell in cells.items() if name not in few}
            further = {name: told.pop(name) for name in tuple(told) if name not in CELLS}
            yield Row(
                indicator=indicator.id,
                name=name_of(indicator),
                partition=partition,
                part=part,
                period=str(periods[at]),
                base=str(periods[at].year_before()),
                unit=unit_of(indicator),
                suppressed=few,
                means=further,
                **told,
                **_how(made, at),
            )


def _shared(recipe: Recipe, parts: list[Exact], whole: Exact, at: int) -> dict[str, list[Decimal | None]]:
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


def _printed(recipe: Recipe, indicator: Indicator, made: Exact, at: int) -> dict[str, Decimal | None]:
    digits = {"level": indicator.digits}
    cells: dict[str, Decimal | None] = {}
    if not made.bridge.units[at]:
        return cells
    for name in ("level", "growth", "like_for_like", *means_of(recipe)):
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


def _how(made: Exact, at: int) -> dict[str, Any]:
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

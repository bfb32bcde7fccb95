"""From sums to figures: levels, growth, the bridge, contributions and means, rounded for print, few ones suppressed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

import msgspec

from tallystick.compiling.figures.exact import (
    BRIDGE,
    CELLS,
    Exact,
    cells_of,
    contribute,
    contribute_told,
    made_of,
    means_of,
)
from tallystick.compiling.figures.known_totals import adds_up, corrected
from tallystick.compiling.figures.sums import QUANTITIES, WAYS, WHOLE, Sums
from tallystick.compiling.figures.volumes import chained
from tallystick.compiling.methods import growth
from tallystick.compiling.methods.growth import HUNDRED
from tallystick.compiling.recipes.recipe import Indicator, Recipe, digits_of, name_of, unit_of
from tallystick.compiling.returns.calendars import lag_of, to_date
from tallystick.model import Period, ReturnsError
from tallystick.model.observation import MOST_DIGITS

_PLACE = {name: place for place, name in enumerate(QUANTITIES)}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of an indicator, of all or a part, in a period, and how they were made; empty part: all there is.

    `mean` is growth over the recipe's first number of years, `means` over its others (`mean_3`).
    A figure is None where it cannot be told, or where it is named in `suppressed`: too few enterprises make it.
    `returns` counts returns, `responding` those that told all it needs, `imputed` and `edited` those in which a value
    was made or corrected, `imputed_share` in per cent of the level. `summed` is the level before benchmarking and
    raking, if there were any. `both`, `entrants` and `exits` count enterprises.
    `outlying` counts returns that stand out, `revised` those whose value from the start of the year on fell;
    `forward`, `backward`, `manual`, `manual_forward` (from a manual one), `constructed` and `constructed_forward` the
    ways of those imputed. `span` is `year to date` where the period is.
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
    correction: Decimal | None = None
    points: Decimal | None = None
    rate: Decimal | None = None
    mean: Decimal | None = None
    means: dict[str, Decimal] = {}
    suppressed: tuple[str, ...] = ()
    summed: Decimal | None = None
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
    revised: int = 0
    forward: int = 0
    backward: int = 0
    manual: int = 0
    manual_forward: int = 0
    constructed: int = 0
    constructed_forward: int = 0
    span: str = ""

    def cell(self, name: str) -> Decimal | None:
        """One of its figures by name."""
        return getattr(self, name) if name in CELLS else self.means.get(name)


def rows(recipe: Recipe, periods: Sequence[Period], sums: Sums) -> Iterator[Row]:
    """The rows of all figures: indicators as in the recipe, the whole before its parts, these by name, then periods."""
    lag = lag_of(tuple(periods))
    singles = tuple(periods)
    for number, (indicator, of_year) in enumerate(recipe.told):
        periods = tuple(map(to_date, singles)) if of_year else singles
        both = indicator.span == "both" and of_year
        hidden = {at for at, one in enumerate(singles) if both and periods[at] == one}  # told already
        made = {key[1:]: made_of(recipe, indicator, sums[key], lag) for key in sorted(sums) if key[0] == number}
        if indicator.chained:
            made = chained(indicator, periods, made, lag)
        corrected(recipe, indicator, singles, made, of_year=of_year)
        whole = made[WHOLE]
        yield from _told(recipe, indicator, {WHOLE: whole}, None, _Span(periods, of_year, hidden))
        for partition in recipe.partitions:
            parts = {part: one for part, one in made.items() if part[0] == partition.title}
            raked = recipe.raked(indicator.id, partition.title) and adds_up(parts.values(), whole)
            for one in parts.values() if indicator.kind == "total" else ():
                if raked:
                    contribute_told(one, whole, lag)
                else:
                    contribute(one, whole)
            yield from _told(recipe, indicator, parts, _Whole(whole, raked), _Span(periods, of_year, hidden))


class _Span(NamedTuple):
    """What is told: the names of the periods, whether they are years to date, and the places of those told already."""

    periods: Sequence[Period]
    of_year: bool
    hidden: set[int]


class _Whole(NamedTuple):
    """What parts are of, and whether they are raked: brought to it."""

    made: Exact
    raked: bool


def _told(
    recipe: Recipe,
    indicator: Indicator,
    parts: dict[tuple[str, str], Exact],
    whole: _Whole | None,
    span: _Span,
) -> Iterator[Row]:
    periods = span.periods
    oldest = len(periods) - recipe.newest if 0 < recipe.newest < len(periods) else 0
    newest = [at for at in range(oldest, len(periods)) if at not in span.hidden]
    shared = {at: _shared(recipe, indicator, list(parts.values()), whole, at) for at in newest} if whole else {}
    names = {at: (str(periods[at]), str(periods[at].year_before())) for at in newest}
    for n, ((partition, part), made) in enumerate(parts.items()):
        for at in newest:
            if not made.bridge.units[at] and not made.bridge.units_before[at]:
                continue
            cells = _printed(recipe, indicator, made, at) | {name: told[n] for name, told in shared.get(at, {}).items()}
            few = tuple(name for name in cells_of(recipe) if cells.get(name) is not None and made.few[name][at])
            told: dict[str, Any] = {name: cell for name, cell in cells.items() if name not in few}
            further = {name: told.pop(name) for name in tuple(told) if name not in CELLS}
            summed = made.exact.get("summed")
            if summed is not None and "level" in told:
                told["summed"] = rounded(float(summed[at]), digits_of(indicator, recipe))
            yield Row(
                indicator=indicator.id,
                name=name_of(indicator),
                partition=partition,
                part=part,
                period=names[at][0],
                base=names[at][1],
                unit=unit_of(indicator),
                suppressed=few,
                means=further,
                span="year to date" if span.of_year else "",
                **told,
                **_how(made, at),
            )


def _shared(
    recipe: Recipe, indicator: Indicator, parts: list[Exact], whole: _Whole, at: int
) -> dict[str, list[Decimal | None]]:
    """The contributions of all parts in a period, rounded together: they make up the whole's growth as printed.

    Without raking they make it up together with the whole's correction. Raked levels are rounded together, too.
    """
    found: dict[str, list[Decimal | None]] = {}
    cells, digits = _printed(recipe, indicator, whole.made, at), recipe.rate_digits
    grown = cells.get("growth")
    if grown is not None and not whole.raked:
        grown -= cells.get("correction") or 0
    totals = [("points", grown, digits), ("rate", Decimal(100), digits)]
    if whole.raked:
        totals.append(("level", cells.get("level"), digits_of(indicator, recipe)))
    for name, total, places in totals:
        told = [float(made.exact[name][at]) if name in made.exact else math.nan for made in parts]
        known = [0.0 if math.isnan(one) else one for one in told]
        if total is None or not any(known):
            continue
        rounded = growth.printed(known, float(total), places)
        gone = [math.isnan(one) for one in told]
        found[name] = [None if empty else one for one, empty in zip(rounded, gone, strict=True)]
    return found


def _printed(recipe: Recipe, indicator: Indicator, made: Exact, at: int) -> dict[str, Decimal | None]:
    digits = {"level": digits_of(indicator, recipe)}
    cells: dict[str, Decimal | None] = {}
    if not made.bridge.units[at]:
        return cells
    for name in ("level", "growth", "like_for_like", *means_of(recipe)):
        value = float(made.exact[name][at]) if name in made.exact else math.nan
        if not math.isnan(value):
            cells[name] = rounded(value, digits.get(name, recipe.rate_digits))
    if "growth" in cells and "both_periods" in made.exact:
        cells |= _bridged(made, at, cells["growth"], recipe.rate_digits)
    return cells


def _bridged(made: Exact, at: int, grown: Decimal | None, digits: int) -> dict[str, Decimal | None]:
    """The terms of a bridge, rounded together so that they make up growth as printed.

    Those of enterprises make up growth of what was added up, to which the correction leads; none where one is not told.
    """
    terms = {name: float(made.exact[name][at]) for name in BRIDGE if name in made.exact}
    if grown is None or any(map(math.isnan, terms.values())):
        return {}
    correction = terms.pop("correction", None)
    summed = grown if correction is None else rounded(float(made.exact["growth"][at]) - correction, digits)
    told: dict[str, Decimal | None] = dict(
        zip(terms, growth.printed(list(terms.values()), float(summed), digits), strict=True)
    )
    return told if correction is None else told | {"correction": grown - summed}


def rounded(value: float, digits: int) -> Decimal:
    """A number to so many decimals, or to tens and hundreds where they are below zero, halves away from zero.

    No zero is below zero.

    >>> str(rounded(2.345, 1)), f"{rounded(14_455_641_910.0, -6):f}"
    ('2.3', '14456000000')
    """
    if not abs(value) < 10.0 ** (MOST_DIGITS - 1 - digits):
        advice = f"a number has {MOST_DIGITS} digits at most: see to values, scales and deflators"
        raise ReturnsError(f"a figure of {value:.3g} cannot be kept", advice)
    found = Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return found if found else abs(found)


def _how(made: Exact, at: int) -> dict[str, Any]:
    own = made.bridge

    def of(name: str) -> float:
        return float(made.sums[_PLACE[name]][at])

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
        **{name: int(of(name)) for name in ("outlying", "revised", *WAYS)},
        "exits": int(own.units_before[at] - own.matched_units[at]),
    }

"""Volume indices that are chain-linked: Laspeyres, in the previous year's prices, linked by annual overlap.

Source: IMF (2018), "Quarterly National Accounts Manual (2017 Edition)", chapter 8 ("Price and Volume Measures");
Bloem, Dippelsman and Mæhle (2001), "Quarterly National Accounts Manual", chapter IX; UN, European Commission, IMF, OECD
and World Bank (2009), "System of National Accounts 2008", chapter 15.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from tallystick.compiling.methods.arrays import Floats
from tallystick.model import SeriesError


class Chained(msgspec.Struct, frozen=True, kw_only=True):
    """A chain-linked volume: what it is made of and what it loses.

    - `index`: (periods,), mean of the reference year = 100; `levels`: the same in prices of the reference year.
    - `item_levels`: (periods, items), each item chain-linked on its own.
    - `lost`: (periods,), `levels` less the sum of `item_levels`: chain-linked levels do not add up outside the
      reference year and the year after it. It is told, never spread over the items.
    - `previous_prices`: (periods, items), volumes in average prices of the year before, which do add up; in the first
      year in its own average prices.
    - `growth`: (whole years - 1,), per cent on the year before; `contributions`: (whole years - 1, items), percentage
      points that add up to it exactly.
    - `points`: (periods, items), percentage points that add up to growth on the same period a year before, NaN in the
      first year. Of years they are the contributions; of shorter periods each is that to the way from the period to the
      mean of its year, in prices of the year before it, and from there to the same period, in prices of that year.
    """

    index: Floats
    levels: Floats
    item_levels: Floats
    lost: Floats
    previous_prices: Floats
    growth: Floats
    contributions: Floats
    points: Floats


def chain(
    values: ArrayLike,
    volumes: ArrayLike,
    per_year: int,
    *,
    reference: int = 0,
    items: Sequence[str] = (),
    periods: Sequence[str] = (),
) -> Chained:
    """Chain-linked Laspeyres volume of several items, from values at current prices and volumes.

    `values` and `volumes` are (periods, items), from the first period of a year on; the last year may be unfinished.
    Volumes are in any unit of the item's own: quantities, or values divided by a price index. `reference` counts years
    from 0. A period's link is its volume at the average prices of the year before over the mean period of that year;
    years are linked by their annual sums (annual overlap), so the mean of a year's indices is the year's own index, and
    a step may stand between the last period of a year and the first of the next. `items` and `periods` are names that
    errors tell.

    SeriesError: shapes, gaps, negatives, an unfinished first or reference year, an item without price the year before.

    Two goods and two years, at prices of 7 and 6, then of 5.50 and 9:

    >>> done = chain([[1757, 1416], [1551, 2043]], [[251, 236], [282, 227]], 1)
    >>> [round(float(one), 2) for one in done.index], [round(float(one), 2) for one in done.contributions[0]]
    ([100.0, 105.14], [6.84, -1.7])
    """
    names = _Names(items, periods, per_year)
    worth, amounts = _given(values, volumes, per_year, names)
    length, count = worth.shape
    years = -(-length // per_year)
    whole = length // per_year
    if not 0 <= reference < whole:
        raise SeriesError(f"the reference year is {reference}, whole years are 0 to {whole - 1}", "choose one of them")
    spent = worth[: whole * per_year].reshape(whole, per_year, count).sum(axis=1)
    bought = amounts[: whole * per_year].reshape(whole, per_year, count).sum(axis=1)
    year = np.arange(length) // per_year
    before = np.maximum(np.arange(years) - 1, 0)
    _priced(bought, amounts, before[year], names)
    prices = np.divide(spent, bought, out=np.zeros_like(spent), where=bought > 0)
    carried = prices[before[year]] * amounts
    index = _linked(carried.sum(axis=1)[:, None], spent.sum(axis=1)[:, None], year, before, per_year)[:, 0]
    alone = _linked(carried, spent, year, before, per_year)
    of = slice(reference * per_year, (reference + 1) * per_year)
    base = spent[reference] / per_year
    levels = index / index[of].mean() * base.sum()
    means = alone[of].mean(axis=0)
    item_levels = alone * np.divide(base, means, out=np.zeros(count), where=means > 0)
    yearly = carried[: whole * per_year].reshape(whole, per_year, count).sum(axis=1)
    totals = spent[:-1].sum(axis=1, keepdims=True)
    points = 100 * (yearly[1:] - spent[:-1]) / totals
    return Chained(
        index=100 * levels / base.sum(),
        levels=levels,
        item_levels=item_levels,
        lost=levels - item_levels.sum(axis=1),
        previous_prices=carried,
        growth=points.sum(axis=1),
        contributions=points,
        points=_year_on_year(carried, spent, per_year),
    )


def _year_on_year(carried: Floats, spent: Floats, per_year: int) -> Floats:
    """Contributions to growth on the same period of the year before, NaN in the first year.

    With c a period's volumes in prices of the year before, C their mean over a year, B the mean value of a year:
    (C - c) / sum c leads from a period to the mean of its year, (c' - B) / sum B from there to the same period later.
    """
    found = np.full(carried.shape, np.nan)
    then, now = carried[:-per_year], carried[per_year:]
    year = np.arange(len(now)) // per_year
    size = len(spent) * per_year
    mean = carried[:size].reshape(len(spent), per_year, -1).mean(axis=1)[year]
    base = spent[year] / per_year
    with np.errstate(divide="ignore", invalid="ignore"):
        first = (mean - then) / then.sum(axis=1, keepdims=True)
        reached = mean.sum(axis=1, keepdims=True) / then.sum(axis=1, keepdims=True)
        found[per_year:] = 100 * (first + reached * (now - base) / base.sum(axis=1, keepdims=True))
    return found


def _linked(carried: Floats, spent: Floats, year: NDArray[np.int_], before: NDArray[np.int_], per_year: int) -> Floats:
    """The chain of each column, first year = 1: links of the periods times the years' links up to the year before."""
    base = spent[before] / per_year
    links = np.divide(carried, base[year], out=np.zeros_like(carried), where=base[year] > 0)
    whole = len(spent)
    yearly = links[: whole * per_year].reshape(whole, per_year, -1).mean(axis=1)
    reached = np.cumprod(np.vstack([np.ones((1, yearly.shape[1])), yearly[1:]]), axis=0)
    return np.asarray(np.where((year == 0)[:, None], links, links * reached[before[year]]))


class _Names(NamedTuple):
    """What errors call items, periods and years: by name where one is given, else by number."""

    items: Sequence[str]
    periods: Sequence[str]
    per_year: int

    def item(self, place: int) -> str:
        return self.items[place] if self.items else f"item {place + 1}"

    def period(self, place: int) -> str:
        return f"in {self.periods[place]}" if self.periods else f"in period {place + 1}"

    def year(self, place: int) -> str:
        return f"in {self.periods[place * self.per_year][:4]}" if self.periods else f"in year {place + 1}"


def _given(values: ArrayLike, volumes: ArrayLike, per_year: int, names: _Names) -> tuple[Floats, Floats]:
    worth, amounts = np.asarray(values, dtype=np.float64), np.asarray(volumes, dtype=np.float64)
    if per_year < 1:
        raise SeriesError(f"a year of {per_year} periods", "give 12 for months, 4 for quarters, 1 for years")
    if worth.ndim != 2 or worth.shape != amounts.shape:
        told = f"values of shape {worth.shape} and volumes of shape {amounts.shape}"
        raise SeriesError(told, "give both as periods x items, of the same size")
    if len(worth) < per_year or not worth.shape[1]:
        told = f"{len(worth)} periods of {worth.shape[1]} items, a year has {per_year}"
        raise SeriesError(told, "give a whole first year: its average prices value the second")
    for what, array in (("value", worth), ("volume", amounts)):
        gaps = np.argwhere(~np.isfinite(array))
        if len(gaps):
            told = f"{names.item(gaps[0][1])} has no {what} {names.period(gaps[0][0])}"
            raise SeriesError(told, "fill the gaps before linking; zero is a value")
        below = np.argwhere(array < 0)
        if len(below):
            told = f"{names.item(below[0][1])} has a negative {what} {names.period(below[0][0])}"
            advice = "correct what was told, or link what is added and what is taken away as two series"
            raise SeriesError(told, advice)
    return worth, amounts


def _priced(bought: Floats, amounts: Floats, before: NDArray[np.int_], names: _Names) -> None:
    """An item needs a price of the year before wherever it has a volume; a whole year of nothing ends a chain."""
    lacking = np.argwhere((amounts > 0) & (bought[before] == 0))
    if len(lacking):
        period, item = int(lacking[0][0]), int(lacking[0][1])
        lacks = f"none {names.year(before[period])}: no price then"
        told = f"{names.item(item)} has a volume {names.period(period)}, {lacks}"
        raise SeriesError(told, "join it to a like item until it has a whole year, or give it a value and volume there")
    empty = np.flatnonzero(bought.sum(axis=1) == 0)
    if len(empty):
        raise SeriesError(f"nothing has a volume {names.year(empty[0])}", "start the chain after it")

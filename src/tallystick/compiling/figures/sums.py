"""What is added up of a link group, for each indicator and part; groups are then added to one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.growth import HUNDRED, Bridge, bridge
from tallystick.compiling.methods.imputation_model import Marker, Markers
from tallystick.compiling.recipes.recipe import CROSS, REST, Indicator, Partition, Recipe
from tallystick.compiling.returns.calendars import lag_of
from tallystick.compiling.returns.columns import Codes
from tallystick.compiling.returns.panel import ABSENT, Panel, Plan, panels
from tallystick.compiling.treating.drawing_in import apart, strata_in
from tallystick.compiling.treating.queries import Query, queries
from tallystick.compiling.treating.steps import treated
from tallystick.compiling.treating.treated import Treated, none_of
from tallystick.compiling.treating.weighing import Factors, weighed
from tallystick.compiling.treating.year_to_date import to_date
from tallystick.model import Period, ReturnsError

WHOLE = ("", "")
"""The partition and part that are all there is."""

QUANTITIES = (
    "now", "matched_now", "matched_before", "units", "matched_units",
    "of_now", "of_matched_now", "of_matched_before",
    "expected", "responding", "edited", "imputed", "imputed_amount", "outlying", "revised",
    "forward", "backward", "manual", "manual_forward", "constructed", "constructed_forward",
)  # fmt: skip
"""What is added up, a row each: the numerator's bridge, the denominator's (`of_`), and how the figure was made.

`expected` counts returns, `responding` those with all values, `edited` and `imputed` those in which a value was
corrected or made, `imputed_amount` what of the numerator (of the denominator for a mean) was made, `outlying` those
that stand out, `revised` those whose value from the start of the year on fell. `forward` to `constructed_forward` count
those imputed by how they were (see WAYS), by the numerator if that was made.
"""

WAYS = {
    "forward": Marker.FIR,
    "backward": Marker.BI,
    "manual": Marker.MC,
    "manual_forward": Marker.FIMC,
    "constructed": Marker.C,
    "constructed_forward": Marker.FIC,
}


class Key(NamedTuple):
    """What sums are of: the place of the indicator in `recipe.told`, the title of the partition, and the part."""

    indicator: int
    partition: str
    part: str


Sums = dict[Key, Floats]
"""By key an array, QUANTITIES × periods."""


class Group(msgspec.Struct, frozen=True):
    """The sums of a link group; its strata where they must not lie in another, too; its returns worth a call."""

    name: str
    periods: tuple[str, ...]
    sums: dict[tuple[int, str, str], Any]
    strata: tuple[tuple[str, ...], ...] = ()
    queries: tuple[Query, ...] = ()


class _Rows(NamedTuple):
    """Rows of a panel by part: their places, where each part starts, its name, and which cells are its own."""

    order: npt.NDArray[np.intp] | None
    starts: list[int]
    parts: list[str]
    own: Flags | None


def groups(
    source: Any,
    recipe: Recipe,
    plan: Plan,
    made: Factors,
    *,
    asking: bool = False,
    tell: Callable[[str], None] | None = None,
) -> list[Group]:
    """The sums of each link group of a pass, by the weights that the recipe made, if any; if `asking` with queries.

    `tell` is called with the name of each that is done.
    """
    found = []
    for panel in panels(source, recipe, plan):
        found.append(_summed(weighed(panel, recipe, made), recipe, asking=asking))
        if tell is not None:
            tell(panel.group)
    return found


def added(found: Iterable[Group]) -> tuple[tuple[Period, ...], Sums]:
    """The sums of all link groups, added in the order of their names: the same whoever worked on them, and when."""
    total: Sums = {}
    every: tuple[str, ...] = ()
    ordered = sorted(found, key=lambda one: one.name)
    apart((one.name, one.strata) for one in ordered)
    for group in ordered:
        every = group.periods
        for key, sums in group.sums.items():
            named = Key(*key)
            total[named] = total[named] + sums if named in total else sums
    return tuple(Period.parse(one) for one in every), total


def _summed(panel: Panel, recipe: Recipe, *, asking: bool) -> Group:
    done = treated(panel, recipe)
    lag = lag_of(panel.periods)
    sums: dict[tuple[int, str, str], Any] = {}
    divided = [
        ("", _Rows(None, [0], [""], None)),
        *((one.title, _rows(panel, one, recipe.partitions)) for one in recipe.partitions),
    ]
    year = to_date(panel, recipe, done) if any(of_year for _, of_year in recipe.told) else None
    for number, (indicator, of_year) in enumerate(recipe.told):
        cells = _Cells(panel, year.done if year and of_year else done, indicator, recipe)
        if year and of_year and (amounts := year.made.get(indicator.denominator or indicator.numerator)) is not None:
            cells.made = amounts if cells.weight is None else amounts * cells.weight
        for title, rows in divided:
            for part, made in zip(rows.parts, cells.added(rows, lag), strict=True):
                sums[number, title, part] = made
    asked = tuple(queries(panel, recipe, done)) if asking else ()
    return Group(panel.group, tuple(str(one) for one in panel.periods), sums, strata_in(panel, recipe), asked)


class _Cells:
    """The cells of a panel that an indicator is made of, weighted; `made` what of them was imputed, if not all."""

    def __init__(self, panel: Panel, done: Treated, indicator: Indicator, recipe: Recipe) -> None:
        values = done.values
        numerator, denominator = values[indicator.numerator], None
        if indicator.denominator:
            denominator = values[indicator.denominator]
        if indicator.deflator and (values[indicator.deflator] <= 0).any():
            advice = "a price index is 100 in its base year; leave it empty where there is none"
            raise ReturnsError(f"{recipe.column(indicator.deflator)} deflates and is not above zero", advice)
        if indicator.chained and denominator is None:
            denominator = HUNDRED * numerator / values[indicator.deflator]
        elif indicator.deflator:
            volume = values[indicator.deflator] / 100
            numerator = numerator / volume if denominator is None else numerator
            denominator = None if denominator is None else denominator / volume
        if indicator.kind == "weighted mean" and denominator is not None:
            numerator = numerator * denominator
        self.made: Floats | None = None
        self.weight = weight = panel.weight if recipe.estimation.method != "sum" else None
        if denominator is not None:
            either = np.isnan(numerator) | np.isnan(denominator)
            numerator = np.where(either, np.nan, numerator)
            denominator = np.where(either, np.nan, denominator)
        if weight is not None:
            numerator = numerator * weight
            denominator = None if denominator is None else denominator * weight
        self.numerator, self.denominator, self.present = numerator, denominator, panel.present
        self.edited = _any(panel, [done.edited.get(one) for one in indicator.columns])
        self.imputed = _any(panel, [done.imputed.get(one) for one in indicator.columns])
        self.revised = _any(panel, [done.revised.get(one) for one in indicator.columns])
        self.outlying = _any(panel, [done.outlying.get(one) for one in indicator.columns])
        self.markers = _how([done.markers[one] for one in indicator.columns if one in done.markers])

    def added(self, rows: _Rows, lag: int) -> Iterator[Floats]:
        """For each part its sums, QUANTITIES × periods."""
        own = bridge(self._of(self.numerator, rows), lag, rows.starts)
        count = len(QUANTITIES)
        made = np.zeros((len(rows.parts), count, self.present.shape[1]))
        self._bridged(made, own, "")
        if self.denominator is not None:
            self._bridged(made, bridge(self._of(self.denominator, rows), lag, rows.starts), "of_")
        there = ~np.isnan(self.numerator)
        masks = {"expected": self.present, "responding": there & ~self.imputed if self.imputed is not None else there}
        if self.edited is not None:
            masks["edited"] = there & self.edited
        if self.imputed is not None:
            masks["imputed"] = there & self.imputed
            base = self.numerator if self.denominator is None else self.denominator
            amount = np.where(masks["imputed"], base if self.made is None else self.made, 0.0)
            made[:, QUANTITIES.index("imputed_amount")] = self._sum(amount, rows)
            if self.markers is not None:
                masks |= {name: masks["imputed"] & (self.markers == kind) for name, kind in WAYS.items()}
        if self.outlying is not None:
            masks["outlying"] = self.outlying
        if self.revised is not None:
            masks["revised"] = there & self.revised
        for name, mask in masks.items():
            made[:, QUANTITIES.index(name)] = self._sum(mask, rows)
        yield from made

    @staticmethod
    def _bridged(made: Floats, found: Bridge, of: str) -> None:
        for name in ("now", "matched_now", "matched_before"):
            made[:, QUANTITIES.index(of + name)] = np.nan_to_num(getattr(found, name))
        if not of:
            made[:, QUANTITIES.index("units")] = found.units
            made[:, QUANTITIES.index("matched_units")] = found.matched_units

    @staticmethod
    def _of(values: Floats, rows: _Rows) -> Floats:
        chosen = values if rows.order is None else values[rows.order]
        return chosen if rows.own is None else np.where(rows.own, chosen, np.nan)

    @staticmethod
    def _sum(cells: npt.NDArray[Any], rows: _Rows) -> Floats:
        found: Floats
        if rows.order is None:
            found = cells.sum(axis=0, dtype=np.float64)[None, :]
            return found
        chosen = cells[rows.order]
        if rows.own is not None:
            chosen = np.where(rows.own, chosen, np.zeros((), cells.dtype))
        return np.add.reduceat(chosen, np.asarray(rows.starts), axis=0, dtype=np.float64)


def _any(panel: Panel, masks: list[Flags | None]) -> Flags | None:
    there = [mask for mask in masks if mask is not None]
    if not there:
        return None
    found = none_of(panel)
    for mask in there:
        found |= mask
    return found


def _how(several: list[Markers]) -> Markers | None:
    """How returns were imputed: by the first of their values that was."""
    if not several:
        return None
    found = several[0]
    for other in several[1:]:
        found = np.where(found > Marker.R, found, other)
    return found


def _rows(panel: Panel, partition: Partition, every: Sequence[Partition]) -> _Rows:
    """The rows by part; an enterprise whose part changes has a row in each of its parts."""
    names, part = _placed(panel, partition, every)
    known = part != ABSENT
    first = part[np.arange(len(part)), known.argmax(axis=1)]
    row, of = np.arange(len(part)), first
    moved = np.argwhere(known & (part != first[:, None]))
    own = None
    if len(moved):
        pairs = np.unique(np.column_stack([moved[:, 0], part[moved[:, 0], moved[:, 1]]]), axis=0)
        row, of = np.concatenate([row, pairs[:, 0]]), np.concatenate([first, pairs[:, 1]])
    order = np.lexsort((row, of))
    row, of = row[order], of[order]
    if len(moved):
        own = part[row] == of[:, None]
    starts = np.flatnonzero(np.concatenate([[True], of[1:] != of[:-1]]))
    return _Rows(row, starts.tolist(), [names[n] for n in of[starts]], own)


def _placed(panel: Panel, partition: Partition, every: Sequence[Partition]) -> tuple[list[str], Codes]:
    """The names of the parts, and the place of each return's; across two partitions each pair of theirs is one."""
    if partition.across:
        (first, row), (second, column) = (
            _placed(panel, next(one for one in every if one.title == title), every) for title in partition.across
        )
        pairs = np.where((row == ABSENT) | (column == ABSENT), ABSENT, row * len(second) + column)
        return [CROSS.join((one, other)) for one in first for other in second], pairs.astype(np.int32)
    names, place = _parts(panel.names[partition.column], partition)
    codes = panel.codes[partition.column]
    return names, np.where(codes == ABSENT, ABSENT, place[codes])


def _parts(codes: tuple[str, ...], partition: Partition) -> tuple[list[str], Codes]:
    """The names of the parts, and the part of each code."""
    if not partition.parts:
        return list(codes), np.arange(len(codes), dtype=np.int32)
    names = [*partition.parts, REST]
    of = {code: n for n, several in enumerate(partition.parts.values()) for code in several}
    return names, np.array([of.get(code, len(names) - 1) for code in codes], np.int32)

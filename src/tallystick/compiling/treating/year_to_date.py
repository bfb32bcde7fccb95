"""Returns that tell values from the start of the year on: what each period adds, and what the year adds up to.

China's statistics ask enterprises for values from January on. The value of a month is then the difference to that of
the month before (National Bureau of Statistics of China, notes on monthly data of industrial enterprises: a month may
be below nought, for earlier months were corrected); that of January and February stays together where January is not
asked for.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.imputation_model import Marker, Markers
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns.panel import Panel
from tallystick.compiling.treating.treated import Treated


class YearToDate(NamedTuple):
    """A panel's values from the start of the year on, with marks like those of single periods.

    `made` are the amounts of them that were imputed.
    """

    done: Treated
    made: dict[str, Floats]


def split(panel: Panel, recipe: Recipe, done: Treated) -> None:
    """Turn cumulated values into those of single periods, and mark where they fell: earlier ones were corrected.

    A value whose forerunner in the year is not told cannot be split: it counts as not returned.
    """
    for name in recipe.cumulative:
        cumulated = done.values[name]
        before = np.pad(cumulated[:, :-1], ((0, 0), (1, 0)), constant_values=np.nan)
        first = _firsts(panel)
        done.cumulated[name] = cumulated
        done.values[name] = np.where(first, cumulated, cumulated - before)
        done.revised[name] = ~first & (cumulated < before)


def rejoin(panel: Panel, recipe: Recipe, done: Treated) -> None:
    """Bring the periods of a gap, where all were made, to what they add up to by the values told before and after it.

    In proportion to what was made; where that or the difference is not above nought, they stay as they are.
    """
    first = _firsts(panel)
    for name in (one for one in recipe.cumulative if one in done.imputed and done.imputed[one].any()):
        made, values, cumulated = done.imputed[name], done.values[name].copy(), done.cumulated[name]
        since = np.zeros(len(values), np.intp)  # the period after that whose cumulated value was told last
        told = np.full(len(values), np.nan)
        for at in range(values.shape[1]):
            if first[at]:
                since[:], told[:] = at, 0.0
            known = ~np.isnan(cumulated[:, at])
            for row in np.flatnonzero(known & made[:, at] & (since < at)).tolist():
                gap = slice(since[row], at + 1)
                total, whole = values[row, gap].sum(), cumulated[row, at] - told[row]
                if made[row, gap].all() and total > 0 and whole > 0:
                    values[row, gap] *= whole / total
            since[known], told[known] = at + 1, cumulated[known, at]
        done.values[name] = values


def to_date(panel: Panel, recipe: Recipe, done: Treated) -> YearToDate:
    """What the columns of indicators add up to from the start of the year on.

    That is what was told where it was told so and no earlier value of the year was changed or made otherwise since,
    else the sum of the periods; NaN where one of them is not known.
    """
    names = {column for one in recipe.indicators if one.span != "period" for column in one.columns}
    found = Treated(values={}, edited={}, imputed={})
    made = {}
    for name in names:
        values, clean = done.values[name], done.clean[name]
        changed = _since(panel, ~np.isnan(clean) & ~(values == clean))
        cumulated = np.where(changed, np.nan, done.cumulated.get(name, np.nan))
        told = ~np.isnan(cumulated)
        found.values[name] = _added(panel, values, cumulated)
        if name in done.edited:
            found.edited[name] = _since(panel, done.edited[name], told)
        if name in done.imputed:
            found.imputed[name] = _since(panel, done.imputed[name] & ~told, told)
            made[name] = _added(panel, np.where(done.imputed[name], values, 0.0), np.where(told, 0.0, np.nan))
        if name in done.markers:
            found.markers[name] = _latest(panel, done.markers[name])
        for marks, of in ((done.revised, found.revised), (done.outlying, found.outlying)):
            if name in marks:
                of[name] = marks[name]
    return YearToDate(found, made)


def _firsts(panel: Panel) -> Flags:
    """Which periods begin a year."""
    return np.array([one.first % 12 == 0 for one in panel.periods], bool)


def _added(panel: Panel, values: Floats, told: Floats) -> Floats:
    """Sums from the start of each year on; where they are told, that."""
    found, first = np.full(values.shape, np.nan), _firsts(panel)
    for at in range(values.shape[1]):
        before = found[:, at - 1] if at else np.nan
        found[:, at] = values[:, at] if first[at] else before + values[:, at]
        found[:, at] = np.where(np.isnan(told[:, at]), found[:, at], told[:, at])
    return found


def _since(panel: Panel, marks: Flags, told: Flags | None = None) -> Flags:
    """Where something is marked in the year up to a period, or since a value was last `told`."""
    found, first = marks.copy(), _firsts(panel)
    for at in range(1, marks.shape[1]):
        if not first[at]:
            found[:, at] |= found[:, at - 1] if told is None else found[:, at - 1] & ~told[:, at]
    return found


def _latest(panel: Panel, markers: Markers) -> Markers:
    """How the latest of the year's values that were made was made."""
    found, first = markers.copy(), _firsts(panel)
    for at in range(1, markers.shape[1]):
        if not first[at]:
            found[:, at] = np.where(found[:, at] > Marker.R, found[:, at], found[:, at - 1])
    return found

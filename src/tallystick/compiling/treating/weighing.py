"""The weights of a recipe: of counts in strata over all link groups, before any is worked on.

The methods are those of `estimation`. The whole population is in the returns (`sampled`), or a register tells its
counts and totals by stratum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from tallystick.compiling.kept import Weight
from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.estimation import DEAD, LIVE, OUT_OF_SCOPE, calibration_factors, design_weights
from tallystick.compiling.methods.strata import Cells, refuse_first, together
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns.columns import Coded, Returns
from tallystick.compiling.returns.given import Table
from tallystick.compiling.returns.panel import Panel
from tallystick.model import Period, ReturnsError

YES = frozenset({"true", "yes", "y", "t", "1", "是"})
NO = frozenset({"false", "no", "n", "f", "0", "否"})
REGISTER, ENTERPRISES = "[estimation] register", "enterprises"
Factors: TypeAlias = "Mapping[tuple[str, ...], tuple[float, float]]"
"""Design weight and calibration factor by period, the codes of the strata's columns and that of the groups."""


Key: TypeAlias = "tuple[str, tuple[str, ...]]"
"""A period and the codes of a stratum's columns."""


def factors(made: Sequence[Weight], recipe: Recipe) -> Factors:
    """The weights as they are looked up for a return."""
    told = recipe.estimation
    grouped = bool(told.calibrate and not told.register)
    return {
        (one.period, *one.stratum, *((one.group,) if grouped else ())): (one.design, one.calibration) for one in made
    }


def weighed(panel: Panel, recipe: Recipe, made: Factors) -> Panel:
    """The panel with those weights, as it is where none were made; nobody unsampled, dead or out of scope is there."""
    if not made:
        return panel
    told = recipe.estimation
    there = panel.present
    if told.sampled:
        yes = [_word(one) in YES for one in panel.names[told.sampled]]
        there = there & np.array(yes, bool)[panel.codes[told.sampled]]
    if told.found:
        live = [one.strip() == LIVE for one in panel.names[told.found]]
        there = there & np.array(live, bool)[panel.codes[told.found]]
    columns = [*recipe.strata, *([told.calibrate] if told.calibrate and not told.register else [])]
    names = [[str(one) for one in panel.periods], *(panel.names[one] for one in columns)]
    codes: list[npt.NDArray[Any]] = [np.nonzero(there)[1], *(panel.codes[one][there] for one in columns)]
    distinct, place = together(codes, [len(one) for one in names])
    found = [made[tuple(name[at] for name, at in zip(names, key, strict=True))] for key in distinct]
    pairs = np.array(found, float).reshape(-1, 2)[place]
    return msgspec.structs.replace(
        panel,
        present=there,
        values={name: np.where(there, grid, np.nan) for name, grid in panel.values.items()},
        design=_grid(there, pairs[:, 0]),
        calibration=_grid(there, pairs[:, 1]) if told.method == "ratio" else None,
    )


def _word(told: str) -> str:
    return told.strip().lower()


def _grid(there: Flags, values: Floats) -> Floats:
    found = np.full(there.shape, np.nan)
    found[there] = values
    return found


class _Rows:
    """All returns by their stratum in a period, and who of them was sampled."""

    def __init__(self, returns: Returns) -> None:
        self.returns, told = returns, returns.recipe.estimation
        self.kept: slice | npt.NDArray[np.intp] = slice(None)
        self.column, self.periods = returns.periods()
        self.kept = self._last_ones()
        self.column = self.column[self.kept]
        self.columns = [self.codes(one) for one in returns.recipe.strata]
        self.strata = self.cells(self.columns)
        self.sampled = self.flags(told.sampled) if told.sampled else np.ones(len(self.column), bool)

    def codes(self, name: str, *, empty: str | None = None) -> Coded:
        """A column of codes, of returns that are there twice the last."""
        coded = self.returns.codes(name, empty=empty)
        return Coded(coded.codes[self.kept], coded.names)

    def values(self, name: str) -> Floats:
        """A column of numbers, likewise."""
        return self.returns.values(name)[self.kept]

    def cells(self, columns: Sequence[Coded]) -> Cells:
        """The cells that columns of codes make in each period."""
        sizes = [len(self.periods), *(len(one.names) for one in columns)]
        distinct, place = together([self.column, *(one.codes for one in columns)], sizes)
        return Cells(codes=place, count=len(distinct))

    def _last_ones(self) -> slice | npt.NDArray[np.intp]:
        """The last return of each enterprise, group and period; a second one is refused unless the recipe allows it."""
        units, recipe = self.codes("unit"), self.returns.recipe
        seen = units.codes.astype(np.int64) * len(self.periods) + self.column
        there = np.zeros(len(units.names) * len(self.periods), bool)
        there[seen] = True
        if np.count_nonzero(there) == len(seen):
            return slice(None)
        if recipe.link:  # whoever moves may return in two groups
            linked = self.codes(recipe.link)
            seen = seen * len(linked.names) + linked.codes
        order = np.argsort(seen, kind="stable")
        again = np.flatnonzero(np.diff(seen[order]) == 0)
        if again.size and recipe.intake.doubled == "refuse":
            first, second = min(zip(order[again + 1].tolist(), order[again].tolist(), strict=True))[::-1]
            what = f"{units.names[int(units.codes[first])]} in {self.periods[self.column[first]]}"
            advice = "keep one per enterprise and period, or say which: doubled"
            raise ReturnsError(f"rows {first + 1} and {second + 1} are both of {what}", advice)
        return np.sort(np.delete(order, again))

    def flags(self, name: str) -> Flags:
        """A column of yes and no; a row with another word is refused."""
        coded = self.codes(name)
        words = [_word(str(one)) for one in coded.names.to_pylist()]
        other = np.array([word not in YES | NO for word in words], bool)[coded.codes]
        refuse_first(other, f"says neither yes nor no in {name}", "write true or false")
        told: Flags = np.array([word in YES for word in words], bool)[coded.codes]
        return told

    def found(self) -> npt.NDArray[np.str_]:
        """What each was found to be: live where nothing is told."""
        coded = self.codes(self.returns.recipe.estimation.found, empty=LIVE)
        return np.array([str(one).strip() for one in coded.names.to_pylist()])[coded.codes]

    def births(self) -> Flags:
        """Whether births make up for the dead of each one's stratum."""
        told = self.returns.recipe.estimation.births
        return self.flags(told) if isinstance(told, str) else np.full(len(self.column), told)

    def keys(self) -> list[Key]:
        """The period and the codes of each stratum."""
        return [
            (str(self.periods[self.column[row]]), tuple(str(one.names[int(one.codes[row])]) for one in self.columns))
            for row in self.strata.first().tolist()
        ]


def weights(source: Any, recipe: Recipe) -> tuple[Weight, ...]:
    """The weights that a recipe makes for a table of returns, by period and stratum; none where they are given.

    >>> import pyarrow
    >>> from tallystick.compiling.recipes.loading import load
    >>> table = pyarrow.table({"unit": list("abcd"), "period": ["2024"] * 4, "industry": ["06"] * 4,
    ...     "asked": ["yes", "yes", "no", "no"], "staff": [10, 20, 30, 60], "turnover": [5.0, 7.0, None, None]})
    >>> made = load({"name": "mines", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}],
    ...     "estimation": {"method": "ratio", "sampled": "asked", "auxiliary": "staff"}})
    >>> [(one.stratum, one.design, one.calibration) for one in weights(table, made)]
    [(('06',), 2.0, 2.0)]
    """
    told = recipe.estimation
    if not told.made:
        return ()
    rows = _Rows(Returns(source, recipe))
    strata, keys = rows.strata, rows.keys()
    register = Table(told.register, recipe.strata, REGISTER) if told.register else None
    units = _units(register, keys) if register else strata.total(1.0)
    found, births = (rows.found(), rows.births()) if told.found else (None, None)
    design = design_weights(
        strata, rows.sampled, found=found, births=births, out_of_scope=told.out_of_scope, population=units
    )
    group, names = _groups(rows, register, keys)
    factor = np.ones(group.count)
    if told.method == "ratio":
        x, totals = rows.values(told.auxiliary), None
        if register:
            x, totals = np.where(rows.sampled, x, 0.0), _totals(register, keys, strata, group, told.auxiliary)
        factor = calibration_factors(group, x, rows.sampled, design.unadjusted[strata.codes], totals=totals)
    asked = strata.total(1.0, rows.sampled)
    dead, out = (0 * asked if found is None else strata.total(1.0, found == mark) for mark in (DEAD, OUT_OF_SCOPE))
    pairs = np.unique(strata.codes * group.count + group.codes)
    return tuple(
        Weight(
            period=keys[one][0],
            stratum=keys[one][1],
            group=names[shared],
            enterprises=round(float(units[one])),
            sampled=int(asked[one]),
            dead=int(dead[one]),
            out_of_scope=int(out[one]),
            unadjusted=float(design.unadjusted[one]),
            design=float(design.adjusted[one]),
            calibration=float(factor[shared]),
        )
        for one, shared in zip((pairs // group.count).tolist(), (pairs % group.count).tolist(), strict=True)
    )


def _units(register: Table, keys: Sequence[Key]) -> Floats:
    """How many enterprises the register has of each stratum; a stratum of it without returns is refused."""
    there, periods = set(keys), sorted({period for period, _ in keys})
    for number, _, stratum in register.told():
        meant = [one for one in periods if register.place(stratum, Period.parse(one)) == number]
        for period in meant:
            if (period, stratum) not in there and register.number_at(number, ENTERPRISES):
                what = f"no enterprise of stratum {' '.join(stratum)} is sampled in {period}, and the register has some"
                raise ReturnsError(
                    what,
                    "join it to another in both tables, or leave it out of the register: nobody then stands for it",
                )
    return np.array([register.number(stratum, Period.parse(period), ENTERPRISES) for period, stratum in keys])


def _totals(register: Table, keys: Sequence[Key], strata: Cells, group: Cells, auxiliary: str) -> Floats:
    """The register's total of the auxiliary in each calibration group."""
    told = [register.number(stratum, Period.parse(period), auxiliary) for period, stratum in keys]
    return np.bincount(group.codes[strata.first()], weights=told, minlength=group.count).astype(float)


def _groups(rows: _Rows, register: Table | None, keys: Sequence[Key]) -> tuple[Cells, list[str]]:
    """The calibration group of each return, and the groups' names: each stratum its own unless the recipe tells."""
    column = rows.returns.recipe.estimation.calibrate
    if not column:
        return rows.strata, [""] * rows.strata.count
    if register is None:
        coded = rows.codes(column)
        group = rows.cells([coded])
        return group, [str(coded.names[int(coded.codes[row])]) for row in group.first().tolist()]
    told = [(period, register.text(stratum, Period.parse(period), column)) for period, stratum in keys]
    distinct = sorted(set(told))
    place = np.array([distinct.index(one) for one in told], np.intp)
    return Cells(codes=place[rows.strata.codes], count=len(distinct)), [name for _, name in distinct]

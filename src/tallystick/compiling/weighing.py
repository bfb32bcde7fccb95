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

from tallystick.compiling.estimation import DEAD, LIVE, OUT_OF_SCOPE, calibration_factors, design_weights
from tallystick.compiling.given import Table
from tallystick.compiling.kept import Weight
from tallystick.compiling.panel import Panel
from tallystick.compiling.recipe import Recipe
from tallystick.compiling.returns import Floats, Returns
from tallystick.compiling.strata import Cells, Flags, cells, refuse_first, together
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
    """The panel with those weights; who was not sampled, is dead or out of scope, is not there."""
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
        self.column, self.periods = returns.periods()
        self._once()
        self.columns = [returns.codes(one) for one in returns.recipe.strata]
        self.strata = cells(self.column, *(one.codes for one in self.columns))
        self.sampled = self.flags(told.sampled) if told.sampled else np.ones(len(self.column), bool)

    def _once(self) -> None:
        """Refuse returns of one enterprise, link group and period that are there twice."""
        units, link = self.returns.codes("unit"), self.returns.recipe.link
        seen = units.codes.astype(np.int64) * len(self.periods) + self.column
        if link:
            linked = self.returns.codes(link)
            seen = seen * len(linked.names) + linked.codes
        order = np.argsort(seen, kind="stable")
        again = np.flatnonzero(np.diff(seen[order]) == 0)
        if again.size:
            first, second = min(zip(order[again + 1].tolist(), order[again].tolist(), strict=True))[::-1]
            what = f"{units.names[int(units.codes[first])]} in {self.periods[self.column[first]]}"
            raise ReturnsError(f"rows {first + 1} and {second + 1} are both of {what}", "keep one return of it")

    def flags(self, name: str) -> Flags:
        """A column of yes and no; a row with another word is refused."""
        coded = self.returns.codes(name)
        words = [_word(str(one)) for one in coded.names.to_pylist()]
        other = np.array([word not in YES | NO for word in words], bool)[coded.codes]
        refuse_first(other, f"says neither yes nor no in {name}", "write true or false")
        told: Flags = np.array([word in YES for word in words], bool)[coded.codes]
        return told

    def found(self) -> npt.NDArray[np.str_]:
        """What each was found to be: live where nothing is told."""
        coded = self.returns.codes(self.returns.recipe.estimation.found, empty=LIVE)
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
    >>> from tallystick.compiling.recipe_loading import load
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
        x, totals = rows.returns.values(told.auxiliary), None
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
                raise ReturnsError(what, "join it to another stratum in both tables")
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
        coded = rows.returns.codes(column)
        group = cells(rows.column, coded.codes)
        return group, [str(coded.names[int(coded.codes[row])]) for row in group.first().tolist()]
    told = [(period, register.text(stratum, Period.parse(period), column)) for period, stratum in keys]
    distinct = sorted(set(told))
    place = np.array([distinct.index(one) for one in told], np.intp)
    return Cells(codes=place[rows.strata.codes], count=len(distinct)), [name for _, name in distinct]

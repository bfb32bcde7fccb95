"""A recipe: which indicators are made of which columns of the returns, of which parts, by which methods."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from tallystick.compiling.recipe_steps import Edit, Imputation, Queries
from tallystick.knowledge.indicators import catalogue

Given: TypeAlias = "str | tuple[dict[str, Any], ...]"
"""A small table: the path of a file, or its rows."""


Kind = Literal["total", "ratio", "rate", "weighted mean"]
REST = "other"
"""The part of those whose code is in no part that a partition names."""

FIXED = ("unit", "period", "design", "calibration")
"""Columns of returns that are no values and no groups."""


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator of the catalogue and what it is made of.

    `numerator`, `denominator` and `deflator` are columns of the returns. By `kind`, with weights w: a `total` is
    Σ w·numerator, a `ratio` Σ w·numerator / Σ w·denominator (energy per unit of value added), a `rate` the same in per
    cent (capacity use, profit margin), a `weighted mean` Σ w·denominator·numerator / Σ w·denominator (a rate of each
    enterprise weighted by its size). A `deflator` is a price index, 100 in the base year, that divides the numerator
    (of a `ratio` the denominator: volumes). `price` is the price basis that is told, `unit` and `name` those of the
    catalogue unless given; `scale` turns the returns' unit into it (1000 for returns in thousands), `digits` are the
    decimals printed.
    """

    id: str
    numerator: str
    denominator: str = ""
    deflator: str = ""
    kind: Kind = "total"
    price: str = ""
    unit: str = ""
    name: str = ""
    scale: float = 1.0
    digits: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs."""
        return tuple(one for one in (self.numerator, self.denominator, self.deflator) if one)


class Partition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A division by a `column` of the returns: each code a part, or `parts` of several codes under their names.

    `indicators` names the catalogue's indicator of a part, by the indicator of the whole and the part:
    `"industry.revenue" = {steel = "industry.steel.revenue"}`. Where codes are in no part, the rest is told as one.
    """

    column: str
    name: str = ""
    parts: dict[str, tuple[str, ...]] = {}
    indicators: dict[str, dict[str, str]] = {}

    @property
    def title(self) -> str:
        """What it is called: its name, else its column."""
        return self.name or self.column


class Winsorising(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the numerators of totals are winsorised: the L of a stratum in a period.

    `limit` is one number for all, or a column of the returns; else `limits` is a table of L by stratum (and period).
    """

    limit: float | str = ""
    limits: Given = ()


class Estimation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the enterprises that return stand for all.

    `sum` takes them as they are; `expansion` by design weights; `ratio` by calibration factors too, that bring them to
    the known total of an `auxiliary` column. Weights are the columns `design` and `calibration` of the returns, unless
    they are made: with `sampled`, a column of yes and no, the table holds the whole population, sampled or not; with
    `register` it holds the sample, and a table by stratum (and period) tells the `enterprises` and the total of the
    auxiliary. `strata` are one or more columns, the link group unless told; `calibrate` a column of groups of strata
    that share a factor (combined ratio; without it separate). `found` is a column of I, D (dead) and O (out of scope):
    the dead are made up for by births in those strata for which `births` (a column of yes and no, or one for all) says
    so; `out_of_scope` says how the others count.
    """

    method: Literal["sum", "expansion", "ratio"] = "expansion"
    strata: str | tuple[str, ...] = ()
    sampled: str = ""
    register: Given = ()
    auxiliary: str = ""
    calibrate: str = ""
    found: str = ""
    births: bool | str = True
    out_of_scope: Literal["", "partial", "full"] = ""
    winsorise: Winsorising | None = None

    @property
    def made(self) -> bool:
        """Whether weights are made, not given."""
        return bool(self.sampled or self.register)

    @property
    def codes(self) -> tuple[str, ...]:
        """The columns of codes it needs beside the strata."""
        births = self.births if isinstance(self.births, str) else ""
        named = [self.sampled, self.found, births, "" if self.register else self.calibrate]
        return tuple(one for one in named if one and self.made)

    @property
    def values(self) -> tuple[str, ...]:
        """The columns of numbers it needs."""
        limit = self.winsorise.limit if self.winsorise else ""
        return tuple(one for one in (self.auxiliary, limit) if one and isinstance(one, str))


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How figures are made of returns.

    `name` is that of the release, `area` the code of the area it speaks of. `columns` tells the returns' own names of
    the columns (`unit = "firm"`). `link` is the column whose groups are worked on one by one: imputation and
    like-for-like comparison never cross it; empty: all in one. `threshold` is the fewest enterprises a figure may be
    made of: those of fewer are suppressed, and said to be. `years` lists the lengths, in years, of means of growth.
    `newest` is how many periods are told, the last ones; 0 all.
    """

    name: str
    indicators: tuple[Indicator, ...] = msgspec.field(name="indicator")
    title: str = ""
    area: str = ""
    publisher: str = ""
    columns: dict[str, str] = {}
    link: str = "industry"
    threshold: int = 3
    newest: int = 0
    rate_digits: int = 1
    years: tuple[int, ...] = (2,)
    partitions: tuple[Partition, ...] = msgspec.field(name="partition", default=())
    edits: tuple[Edit, ...] = msgspec.field(name="edit", default=())
    imputation: Imputation = Imputation()
    estimation: Estimation = Estimation()
    queries: Queries = Queries()

    @property
    def questions(self) -> tuple[str, ...]:
        """The values that are edited and made where missing, each once, in the order of the recipe."""
        named = [column for one in self.indicators for column in one.columns]
        named += [column for edit in self.edits for column in edit.columns]
        return tuple(dict.fromkeys(named))

    @property
    def values(self) -> tuple[str, ...]:
        """All columns of numbers that are needed, questions first."""
        named = [
            *self.questions,
            *(one.auxiliary for one in self.edits if one.auxiliary),
            *self.queries.columns,
            *self.queries.auxiliary.values(),
            *self.imputation.columns,
            *self.estimation.values,
        ]
        return tuple(dict.fromkeys(one for one in named if one not in (*self.keys, *self.imputation.classes)))

    @property
    def codes(self) -> tuple[str, ...]:
        """All columns of codes that are needed, keys first."""
        return tuple(dict.fromkeys([*self.keys, *self.imputation.codes]))

    @property
    def strata(self) -> tuple[str, ...]:
        """The columns whose codes make a stratum: the estimation's, else that of the link groups."""
        named = self.estimation.strata or self.link
        return tuple(one for one in ((named,) if isinstance(named, str) else named) if one)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns whose codes place an enterprise: link groups, partitions, strata and what estimation needs."""
        named = [self.link, *(one.column for one in self.partitions)]
        if self.estimation.made or self.estimation.winsorise:
            named += [*self.strata, *self.estimation.codes]
        return tuple(dict.fromkeys(one for one in named if one))

    def column(self, name: str) -> str:
        """What the returns call a column."""
        return self.columns.get(name, name)


def is_rate(indicator: Indicator) -> bool:
    """Whether it is in per cent, so that its changes are percentage points."""
    return indicator.kind == "rate" or (indicator.kind == "weighted mean" and unit_of(indicator) == "%")


def unit_of(indicator: Indicator) -> str:
    """Its unit: the recipe's, per cent for a rate, else the catalogue's."""
    return indicator.unit or ("%" if indicator.kind == "rate" else catalogue()[indicator.id].unit)


def name_of(indicator: Indicator) -> str:
    """Its name: the recipe's, else the catalogue's."""
    return indicator.name or catalogue()[indicator.id].name_en

"""A recipe: which indicators are made of which columns of the returns, of which parts, by which methods."""

from __future__ import annotations

from typing import Literal

import msgspec

from tallystick.compiling.recipes.steps import Edit, Imputation, Intake, Queries
from tallystick.compiling.recipes.totals import Benchmarking, Estimation, Raking
from tallystick.knowledge.indicators import catalogue

Kind = Literal["total", "ratio", "rate", "weighted mean", "chained volume", "volume index"]
CROSS = " × "
"""Stands between the parts of two partitions that make one."""

REST = "other"
"""The part of those whose code is in no part that a partition names."""

FIXED = ("unit", "period", "design", "calibration")
"""Columns of returns that are no values and no groups."""

_OF_RATIOS = 4


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator of the catalogue and what it is made of.

    `numerator`, `denominator` and `deflator` are columns of the returns. By `kind`, with weights w: a `total` is
    Σ w·numerator, a `ratio` Σ w·numerator / Σ w·denominator (energy per unit of value added), a `rate` the same in per
    cent (capacity use, profit margin), a `weighted mean` Σ w·denominator·numerator / Σ w·denominator (a rate of each
    enterprise weighted by its size). A `deflator` is a price index, 100 in the base year, that divides the numerator
    (of a `ratio` the denominator: volumes). A `chained volume` is a chain-linked Laspeyres, in prices of the year
    `reference`, a `volume index` the same with that year = 100: `items` is the title of the
    partition whose parts are linked, numerators are values at current prices, and their volumes those over the
    deflator, or the denominator. `price` is the price basis that is told, `unit` and `name` those of the
    catalogue unless given; `scale` turns the returns' unit into it (1000 for returns in thousands), `digits` are the
    decimals printed (see `digits_of`), -6 millions. `span` is what is told: each period, the year up to it, or both.
    """

    id: str
    numerator: str
    denominator: str = ""
    deflator: str = ""
    span: Literal["period", "year to date", "both"] = "period"
    kind: Kind = "total"
    price: str = ""
    unit: str = ""
    name: str = ""
    items: str = ""
    reference: int = 0
    scale: float = 1.0
    digits: int | None = None

    @property
    def chained(self) -> bool:
        """Whether it is a chain-linked volume."""
        return self.kind in ("chained volume", "volume index")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs."""
        return tuple(one for one in (self.numerator, self.denominator, self.deflator) if one)


class Partition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A division by a `column` of the returns: each code a part, or `parts` of several codes under their names.

    Without a column it is `across` two others, by their titles: each pair of their parts is one, like `06 × CN-BJ`.
    `indicators` names the catalogue's indicator of a part, by the indicator of the whole and the part:
    `"industry.revenue" = {steel = "industry.steel.revenue"}`. Where codes are in no part, the rest is told as one.
    """

    column: str = ""
    across: tuple[str, ...] = ()
    name: str = ""
    parts: dict[str, tuple[str, ...]] = {}
    indicators: dict[str, dict[str, str]] = {}

    @property
    def title(self) -> str:
        """What it is called: its name, else its column, or those it is across."""
        return self.name or self.column or CROSS.join(self.across)


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
    intake: Intake = msgspec.field(name="returns", default=Intake())
    cumulative: tuple[str, ...] = ()
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
    benchmarks: tuple[Benchmarking, ...] = msgspec.field(name="benchmark", default=())
    rakes: tuple[Raking, ...] = msgspec.field(name="rake", default=())

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
            *(one for edit in self.edits for one in (edit.auxiliary, edit.predictive) if one),
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

    def raked(self, indicator: str, partition: str) -> bool:
        """Whether an indicator's parts are brought to what they must add up to."""
        return any((one.indicator, one.partition) == (indicator, partition) for one in self.rakes)

    @property
    def told(self) -> tuple[tuple[Indicator, bool], ...]:
        """The indicators in their order, and whether of the year to date: one of both spans is there twice."""
        return tuple(
            (one, to_date) for one in self.indicators for to_date in (False, True)
            if one.span in ("both", "year to date" if to_date else "period")
        )  # fmt: skip

    def column(self, name: str) -> str:
        """What the returns call a column."""
        return self.columns.get(name, name)


def is_rate(indicator: Indicator) -> bool:
    """Whether it is in per cent, so that its changes are percentage points."""
    return indicator.kind == "rate" or (indicator.kind == "weighted mean" and unit_of(indicator) == "%")


def unit_of(indicator: Indicator) -> str:
    """Its unit: the recipe's, per cent for a rate, else the catalogue's."""
    usual = {"rate": "%", "volume index": "point"}.get(indicator.kind)
    return indicator.unit or usual or catalogue()[indicator.id].unit


def digits_of(indicator: Indicator, recipe: Recipe) -> int:
    """The decimals of its level: its own, else as many of a rate as its changes have, four of a ratio, none of amounts.

    >>> rate = Indicator(id="industry.profit_margin", numerator="profit", denominator="turnover", kind="rate")
    >>> digits_of(rate, Recipe(name="mines", indicators=(rate,), rate_digits=2))
    2
    """
    if indicator.digits is not None:
        return indicator.digits
    if is_rate(indicator) or indicator.kind == "volume index":
        return recipe.rate_digits
    return _OF_RATIOS if indicator.kind in ("ratio", "weighted mean") else 0


def name_of(indicator: Indicator) -> str:
    """Its name: the recipe's, else the catalogue's."""
    return indicator.name or catalogue()[indicator.id].name_en

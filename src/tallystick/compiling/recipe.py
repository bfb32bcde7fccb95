"""A recipe: which indicators are made of which columns of the returns, of which parts, by which methods."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Kind = Literal["total", "ratio", "rate", "weighted mean"]
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


class Edit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A correction before all else, by its `method`, of `columns` (none: of all values), with the method's options."""

    method: str
    columns: tuple[str, ...] = ()
    options: dict[str, Any] = {}


class Imputation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How values that were not returned are made: by its `method` with options; `auxiliary` is a column or none."""

    method: Literal["none", "ratio of means", "mean of ratios"] = "none"
    auxiliary: str = ""
    options: dict[str, Any] = {}


class Estimation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the enterprises that return stand for all: `sum` takes them as they are, `expansion` by their weights."""

    method: Literal["sum", "expansion"] = "expansion"
    winsorise: dict[str, Any] = {}


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

    @property
    def values(self) -> tuple[str, ...]:
        """The value columns that are needed, each once, in the order of the recipe."""
        named = [column for one in self.indicators for column in one.columns]
        named += [column for edit in self.edits for column in edit.columns]
        named += [self.imputation.auxiliary] if self.imputation.auxiliary else []
        return tuple(dict.fromkeys(named))

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns whose codes place an enterprise: that of the link groups, then those of the partitions."""
        named = [self.link, *(one.column for one in self.partitions)]
        return tuple(dict.fromkeys(one for one in named if one))

    def column(self, name: str) -> str:
        """What the returns call a column."""
        return self.columns.get(name, name)

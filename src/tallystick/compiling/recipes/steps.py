"""The steps of a recipe that deal with single returns: edits, what is made where nothing came, whom to ask."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from tallystick.compiling.methods.conditions import compared_in


class Edit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A correction before all else, by its `method`, of `columns` (none: of all values), with the method's options.

    `auxiliary` is a column of a register's values, for what the returns alone do not tell; `predictive` one of what
    was expected.
    `groups` are options that differ in some link groups, by name: `groups = { "06" = { price = 2.0 } }`.
    """

    method: str
    columns: tuple[str, ...] = ()
    auxiliary: str = ""
    predictive: str = ""
    options: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = {}


class Imputation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How values that were not returned are made: by its `method` with options, in some link groups with other ones.

    Columns of the returns are named: the `auxiliary` variable, one for all values or one for each
    (`{ turnover = "register_turnover" }`); by value the `manual` constructions; the `links` that are taken as they are,
    by kind (`{ forward = "link" }`), or by value and kind; `earlier` ones, those of `lag` periods before, that links
    are weighted with where the returns do not reach back so far; the `classes` within a link group that have links of
    their own. `condition` says which responses make links: `NOT (unit = '30004' AND period = '2024-02')`.
    """

    method: Literal["none", "ratio of means", "mean of ratios"] = "none"
    auxiliary: str | dict[str, str] = ""
    manual: dict[str, str] = {}
    links: dict[str, str | dict[str, str]] = {}
    earlier: dict[str, str | dict[str, str]] = {}
    classes: tuple[str, ...] = ()
    condition: str = ""
    options: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = {}

    def auxiliary_of(self, value: str) -> str:
        """The column of the auxiliary variable of a value; empty: none."""
        if isinstance(self.auxiliary, str):
            return self.auxiliary if self.auxiliary != value else ""
        return self.auxiliary.get(value, "")

    def links_of(self, value: str, *, earlier: bool = False) -> dict[str, str]:
        """The columns of a value's links by kind, or of those of an earlier run."""
        every = self.earlier if earlier else self.links
        told = every.get(value, {})
        if isinstance(told, dict) and told:
            return told
        return {kind: column for kind, column in every.items() if isinstance(column, str)}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of numbers that it needs beside the values that it makes."""
        named = [self.auxiliary] if isinstance(self.auxiliary, str) else list(self.auxiliary.values())
        named += self.manual.values()
        for told in (*self.links.values(), *self.earlier.values()):
            named += [told] if isinstance(told, str) else told.values()
        named += [name for name, is_number in self.conditional.items() if is_number]
        return tuple(dict.fromkeys(filter(None, named)))

    @property
    def codes(self) -> tuple[str, ...]:
        """The columns of codes that it needs."""
        named = [name for name, is_number in self.conditional.items() if not is_number]
        return tuple(dict.fromkeys([*self.classes, *named]))

    @property
    def conditional(self) -> dict[str, bool]:
        """The columns of the condition, unit and period aside, and whether each holds numbers."""
        told = compared_in(self.condition) if self.condition else {}
        texts = {name: any(one.startswith("'") for one in beside) for name, beside in told.items()}
        return {name: bool(told[name]) and not text for name, text in texts.items() if name not in ("unit", "period")}


class Queries(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which returns are worth a call, by the selective-editing score of `columns` (none: those of the indicators).

    An enterprise is asked whose score is at least the `threshold`: its change, weighted, in per cent of its link group,
    where `groups` may have others. Changes are those from `lag` periods before, by `auxiliary` (by value) where there
    is none. `combination` of several columns, with `weights` (by value) or the `power` of Minkowski's distance.
    `newest` periods are looked at.
    """

    columns: tuple[str, ...] = ()
    threshold: float = 1.0
    groups: dict[str, float] = {}
    combination: Literal["maximum", "mean", "weighted", "minkowski"] = "maximum"
    weights: dict[str, float] = {}
    power: int = 2
    auxiliary: dict[str, str] = {}
    lag: int = 1
    newest: int = 1


class Intake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the returns are written.

    `missing` are marks, beside the usual ones, that say nothing was returned; `decimal` is what decimals follow.
    `units` turn columns into the unit that is reckoned in: `{ profit = 10000 }` where one of profit is ten thousand. A
    return that is there twice is refused, or `doubled` says that identical ones are one, or that the last holds.
    `sheet` is that of workbooks; the first that has the columns if none is named.
    """

    missing: tuple[str, ...] = ()
    decimal: Literal[".", ","] = "."
    units: dict[str, float] = {}
    doubled: Literal["refuse", "identical", "last"] = "refuse"
    sheet: str = ""

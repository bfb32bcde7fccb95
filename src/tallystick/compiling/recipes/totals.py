"""What a recipe says of weights and of totals that are known better: estimation, benchmarks and margins."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

Given: TypeAlias = "str | tuple[dict[str, Any], ...]"
"""A small table: the path of a file, or its rows."""


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


class Benchmarking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Totals that are known better, of an indicator that is a total: its levels are brought to them over time.

    `totals` is a table of `period` (a year, quarter or month that the returns hold whole), `total` in the indicator's
    unit, and `variance` where the total itself may move; with `partition` the totals are those of its parts, and the
    table has a column `part`. `rho`, `lam` and `bias` are those of `benchmarking.benchmark`.
    """

    indicator: str
    totals: Given
    partition: str = ""
    rho: float = 1.0
    lam: float = 1.0
    bias: float | Literal["estimated"] | None = None


class Raking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Parts of a total indicator are brought to what they must add up to: levels as they are told by then.

    Parts of a `partition` by a column add up to the whole, those across two partitions to the parts of these.
    `alterable` says how easily a part moves: 1 unless told, 0 is held.
    """

    indicator: str
    partition: str
    alterable: dict[str, float] = {}

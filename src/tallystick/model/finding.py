"""A finding: what arithmetic says about figures that are tied."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from tallystick.model.interval import Interval

VERDICTS = ("contradicts", "cannot check", "explained", "holds by rounding", "holds")
KINDS = ("check", "implied")


class Claim(msgspec.Struct, frozen=True):
    """An amount said or derived: whose, of when, and between which bounds."""

    subject: str
    measure: str
    unit: str
    period: str
    base: str
    interval: Interval


class Repair(msgspec.Struct, frozen=True):
    """One figure that, changed alone into `allowed`, would make the set agree.

    `edit` names the slip that leads from the printed digits into `allowed` (digit swap, lost digit, sign,
    power of ten, 万/亿, % for points), empty when none does; `likeliest` only when that edit is unique.
    """

    figure: str
    allowed: Interval
    edit: str = ""
    printed: str = ""
    likeliest: bool = False


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict on figures tied by an identity, or a value they imply.

    `statement` is a sentence with the numbers in it; `formula` the identity with the numbers put in;
    `figures` and `quotes` are the observations' ids and words in the order of the formula; `reason` says
    why (what is missing, which scope differs, how narrow it holds); `citation` names a source for it.
    """

    verdict: str
    kind: str
    identity: str
    statement: str
    formula: str = ""
    figures: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    published: Claim | None = None
    derived: Claim | None = None
    reason: str = ""
    citation: str = ""
    repairs: tuple[Repair, ...] = ()
    slack: Fraction | None = None

"""The unit and measure of a cell, from what it prints and what its row, column, unit line and caption tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from tallystick.model.observation import GROWTHS
from tallystick.reading.printed.en.quantities.units import is_money
from tallystick.reading.tables.sides import Side, Told
from tallystick.reading.tables.units import RATES, Claim
from tallystick.reading.tables.vocabulary import Kind
from tallystick.reading.tables.vocabulary import named as named_words

COLUMN, ROW, UNIT, CAPTION, CELL, NAME, NONE, MEASURE = (
    "column",
    "row",
    "unit",
    "caption",
    "cell",
    "name",
    "none",
    "measure",
)
_NO_UNIT = re.compile(r"exchange rate|汇率", re.IGNORECASE)
_PER_ONE = ("per share", "eps", "per unit", "per capita", "per head", "每股", "人均")
_POINTS = {"%": "pp", "point": "point", "1": "1"}


class Sides(NamedTuple):
    """All that is told around a cell, the nearest first: column and row by name, then the unit line and the caption."""

    column: Side
    row: Side
    unit: Side
    caption: Side

    def named(self) -> Iterator[tuple[str, Side]]:
        """Each side with its name."""
        return zip((COLUMN, ROW, UNIT, CAPTION), self, strict=True)


class Measured(msgspec.Struct, frozen=True):
    """Measure and unit of a cell, what one printed unit is worth, and which sides told both."""

    measure: str
    unit: str
    worth: Decimal
    measure_by: str
    unit_by: str


def measured(sides: Sides, own: Claim | None, words: str) -> Measured:
    """Decide measure and unit. `own` is the unit printed in the cell, `words` what is measured.

    The kind that the nearest side tells decides which units fit it; where nothing tells the kind, the unit does.
    """
    kind, kind_by = _kind(sides, own)
    if own is None and (by := _in_points(sides, kind)):
        return Measured("change", "bp", Decimal(1), by, CAPTION)
    if kind is not None and kind.measure in (*GROWTHS, "contribution", "share", "index", "rank"):
        return _rated(kind, kind_by, sides, own)
    if kind is not None and kind.measure == "change":
        return _changed(kind_by, sides, own)
    return _level(sides, own, words)


def _kind(sides: Sides, own: Claim | None) -> tuple[Kind | None, str]:
    """The nearest kind that is told plainly. One in the caption yields to a nearer unit that does not fit it."""
    for name, side in sides.named():
        found = side.told
        if found is None:
            continue
        kind = found[0]
        if name == CAPTION and not _fits(kind, sides, own):
            return None, NONE
        return kind, name
    if (against := next((side.against for _, side in sides.named() if side.against), "")) and _may_move(sides, own):
        by = next(name for name, side in sides.named() if side.against == against)
        return Kind("growth", "%", is_name=False), by
    return None, NONE


def _in_points(sides: Sides, kind: Kind | None) -> str:
    """Which side names a rate that moves by basis points, where all cells are told in `percent and basis points`."""
    if kind is not None and kind.measure not in (*GROWTHS, "change"):
        return ""
    for side in (sides.unit, sides.caption):
        codes = {told.claim.code for told in side.units}
        if "bp" in codes and codes & {"%", "pp"}:
            return next((name for name, one in list(sides.named())[:2] if _moves_by_points(one)), "")
    return ""


def _moves_by_points(side: Side) -> bool:
    return any(named_words("measures", "by_points").search(words) for words in side.words)


def _nearer_unit(sides: Sides, own: Claim | None) -> str:
    if own is not None:
        return own.code
    return next((told.claim.code for _, side in list(sides.named())[:3] for told in side.units), "")


def _fits(kind: Kind, sides: Sides, own: Claim | None) -> bool:
    code = _nearer_unit(sides, own)
    if kind.measure == "change":
        return not any(label.words for label in sides.caption.labels[:1]) or _begins(sides.caption)
    if not code:
        return True
    if kind.measure == "index":
        return code == "point"
    return code in RATES


def _begins(caption: Side) -> bool:
    """Whether a caption begins with its kind: `Change in employment`, not `Employment and its changes`."""
    return any(label.first for label in caption.labels)


def _may_move(sides: Sides, own: Claim | None) -> bool:
    """Whether what is counted from another period is a rate: `y/y` over amounts tells nothing of these."""
    code = _nearer_unit(sides, own) or next((told.claim.code for told in sides.caption.units), "")
    return code in ("", "%")


def _claims(sides: Sides, first: str) -> Iterator[tuple[str, Told]]:
    """The units, the nearest first: stubs before heads unless a head tells the kind."""
    order = (COLUMN, ROW, UNIT, CAPTION) if first == COLUMN else (ROW, COLUMN, UNIT, CAPTION)
    for name in order:
        for told in getattr(sides, name).units:
            yield name, told


def _rated(kind: Kind, by: str, sides: Sides, own: Claim | None) -> Measured:
    """A kind that is counted in a rate: the nearest rate that fits it, else its own."""
    fitting = {
        "contribution": ("%", "pp", "bp"), "share": ("%", "‰", "pp"), "index": ("point", "%"), "rank": ("rank",),
    }.get(kind.measure, ("%",))  # fmt: skip
    if own is not None and own.code in fitting:
        return Measured(kind.measure, own.code, own.worth, by, CELL)
    for name, told in _claims(sides, by):
        if told.claim.code in fitting and not (kind.measure == "index" and told.claim.code == "%" and name != by):
            return Measured(kind.measure, told.claim.code, told.claim.worth, by, name)
    return Measured(kind.measure, kind.unit, Decimal(1), by, MEASURE)


def _changed(by: str, sides: Sides, own: Claim | None) -> Measured:
    """A difference: growth where it is printed in percent, else points of a rate, else an amount."""
    side = dict(sides.named())[by]
    found = side.told
    label = found[1] if found else None
    if own is not None and own.code == "%":
        return Measured("growth", "%", own.worth, by, CELL)
    if own is not None and own.code in RATES:
        return Measured("change", own.code, own.worth, by, CELL)
    if _named_rate(sides) and not [*sides.column.units, *sides.row.units]:
        return Measured("change", "pp", Decimal(1), by, NAME)
    for name, told in _claims(sides, by):
        if told.claim.bare:
            continue
        if told.claim.code == "%":
            together = told.label is label or name == by
            return Measured("growth" if together else "change", "%" if together else "pp", told.claim.worth, by, name)
        code, worth = _with_scale(told.claim, sides)
        return Measured("change", code, worth, by, name)
    named = _by_name(sides)
    unit = _POINTS.get(named[0].unit, "1") if named else "1"
    return Measured("change", unit, Decimal(1), by, NAME if named else NONE)


def _level(sides: Sides, own: Claim | None, words: str) -> Measured:
    """Nothing tells the kind: the unit does, and where none is printed, the name of what is measured."""
    named = _by_name(sides)
    claim, by = _unit(sides, own, words)
    if claim is None:
        if named is None:
            return Measured("level", "1", Decimal(1), NONE, NONE)
        return Measured(named[0].measure, named[0].unit, Decimal(1), NAME, NAME)
    code, worth = (claim.code, claim.worth) if by == CELL else _with_scale(claim, sides)
    if own is not None and claim.scale:
        code = own.code
    if any(form in words.casefold() for form in _PER_ONE) and (by in (UNIT, CAPTION) or claim.worth == 1):
        worth = Decimal(1)  # the scale of a table is not that of its amounts per share
    measure = "level"
    if code == "point":
        measure = "index"
    elif code == "rank":
        measure = "rank"
    elif named is not None and named[0].measure in ("growth", "index") and code in ("%", "point"):
        measure = "growth" if code == "%" and not _is_diffusion(sides, words) else named[0].measure
    return Measured(measure, code, worth, NAME if measure != "level" else NONE, by)


def _is_diffusion(sides: Sides, words: str) -> bool:
    """Whether an index in percent is one of answers, and no rate of change."""
    told = " ".join([words, *sides.caption.words, *sides.column.words])
    return named_words("measures", "diffusion").search(told) is not None


def _by_name(sides: Sides) -> tuple[Kind, str] | None:
    for name, side in sides.named():
        found = side.name
        if found is not None:
            return found[0], name
    return None


def _unit(sides: Sides, own: Claim | None, words: str) -> tuple[Claim | None, str]:
    """The nearest unit; a name of money or things alone only where nothing else is told."""
    if own is not None and (own.code in RATES or own.worth != 1 or own.scale):
        return own, CELL
    claims = list(_claims(sides, ""))
    if _NO_UNIT.search(words):
        claims = [(name, told) for name, told in claims if name in (COLUMN, ROW)]
    counts = _counted(sides)
    if own is None and _named_rate(sides) and not any(name in (COLUMN, ROW) for name, _ in claims):
        return Claim("%", Decimal(1), ""), NAME  # a rate among the amounts of a table
    for name, told in claims:
        if told.claim.bare or (counts and name in (UNIT, CAPTION) and told.claim.code in RATES):
            continue
        if own is not None and not told.claim.scale and told.claim.code != own.code:
            continue
        return told.claim, name
    if own is not None:
        return own, CELL
    if counts:
        return counts
    return next(((told.claim, name) for name, told in claims if told.claim.code != "1"), (None, NONE))


def _named_rate(sides: Sides) -> bool:
    """Whether the nearest name in the column, else the row, is that of a rate, and the table has no rates."""
    found = sides.column.name or sides.row.name
    if found is None or found[0].unit != "%":
        return False
    told = [*sides.unit.units, *sides.caption.units]
    return bool(told) and all(one.claim.code not in RATES for one in told)


def _counted(sides: Sides) -> tuple[Claim, str] | None:
    """A count by its name in the column, else the row: it has not the percent of a caption."""
    for _name, side in list(sides.named())[:2]:
        found = side.name
        if found is not None:
            return (Claim("1", Decimal(1), ""), NAME) if found[0].unit == "1" else None
    return None


def _with_scale(claim: Claim, sides: Sides) -> tuple[str, Decimal]:
    """A scale and a unit told in two places are one: `In thousands` over `US$`."""
    others = [
        told.claim
        for _, told in _claims(sides, "")
        if told.claim is not claim and (not told.claim.bare or is_money(told.claim.code))
    ]
    if claim.scale:
        unit = next((one for one in others if one.code not in RATES | {"1"} and one.worth == 1), None)
        return (unit.code if unit else claim.code), claim.worth
    if claim.worth == 1 and claim.code not in RATES:
        scale = next((one for one in others if one.scale), None)
        return claim.code, scale.worth if scale else claim.worth
    return claim.code, claim.worth


def nearest(values: Sequence[str]) -> str:
    """The first that is told."""
    return next((value for value in values if value), "")

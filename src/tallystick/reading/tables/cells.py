"""One cell → a figure: number, unit, measure, subject, period and base, and how sure all that is."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import msgspec

from tallystick.model import Period
from tallystick.model.table import Cell
from tallystick.reading.figure import Figure
from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.tables.periods import Background, dated
from tallystick.reading.tables.printed import Printed
from tallystick.reading.tables.subjects import is_stock, names_indicator, subject_of
from tallystick.reading.tables.units import Claim, unit_of
from tallystick.reading.tables.units_of_cells import Measured, Sides, measured, nearest
from tallystick.reading.tables.vocabulary import plain, topic

_WHOLE = Decimal(101)  # percent, with room for rounding
_UNKNOWN = 0.9
_WHOLE_NUMBER = Decimal("0.5")  # half a unit of the last place of a number without decimals
_SCALES = {"k": "thousand", "m": "million", "b": "billion", "t": "trillion", "mm": "million"}
_WHOLE_BY_MEASURE = ("share", "contribution")


class Around(NamedTuple):
    """What is told around a cell; `is_wide` where its table has several columns of figures, which heads must name.

    `most` are the largest numbers of its column and of its row.
    """

    sides: Sides
    behind: Background
    caption: str
    whole: str
    language: str
    money: Conventions
    is_wide: bool
    most: tuple[Decimal, Decimal]


def figure_of(printed: Printed, cell: Cell, around: Around) -> Figure | None:
    """The figure of a cell; None where the words at its number are no unit."""
    sides = around.sides
    own = _own_unit(printed, around.money)
    if own is None and printed.unit:
        return None
    subject, subject_by = subject_of(sides.row.words, sides.column.words, around.caption, around.language, around.whole)
    found = measured(sides, own, subject)
    if found.unit_by == "measure" and found.measure == "share" and _is_per_mille(found, around):
        found = msgspec.structs.replace(found, unit="‰")
    against = nearest([side.against for _, side in sides.named()])
    named = sides.column.words if names_indicator(sides.column.words, around.language) else (subject,)
    stock = found.measure in ("level", "share", "growth", "change") and is_stock(" ".join(named))
    when = dated(sides, around.behind, found.measure, against, stock=stock)
    value, half = _scaled(printed, found)
    status = nearest([sides.column.status, sides.row.status, sides.caption.status]) or "actual"
    unit_by = found.unit_by
    if unit_by == "none" and printed.half == _WHOLE_NUMBER:
        unit_by = "count"
    if (not sides.column.labels and around.is_wide) or not sides.row.labels:
        subject_by = "bare"
    measure = "average_growth" if when.is_average else found.measure
    figure = Figure(
        cell.start + printed.start, cell.start + printed.end, printed.digits, value, half, found.unit, measure,
        subject, str(when.period or ""), _base(found, sides, when.period, when.base), "", status,
        confidence=_confidence(unit_by, found.measure_by, when.by, subject_by),
    )  # fmt: skip
    _explain(figure, found, when.by, subject_by)
    for flag in (*printed.flags, *cell.marks):
        figure.because("value", f"flag {flag}", cell.start, cell.end)
    return figure


def _is_per_mille(found: Measured, around: Around) -> bool:
    """Whether shares without a unit, as weights of an index, add up to a thousand."""
    return around.most[found.measure_by == "row"] > _WHOLE


def _own_unit(printed: Printed, money: Conventions) -> Claim | None:
    """The unit that the cell itself prints; a scale behind a sign of money is one with it."""
    if not printed.money:
        return unit_of(plain(printed.unit), money) if printed.unit else None
    # Behind an amount of money a letter is a scale: `$1.1M`.
    behind = _SCALES.get(printed.unit.casefold(), plain(printed.unit))
    own = unit_of(behind, money) if behind else None
    sign = unit_of(printed.money, money)
    if sign is None or (own is None and printed.unit):
        return None
    if own is None:
        return sign
    return Claim(sign.code, own.worth, printed.unit) if own.scale else own


def _scaled(printed: Printed, found: Measured) -> tuple[Decimal | tuple[Decimal, Decimal], Decimal]:
    """Value and rounding in the unit."""
    if isinstance(printed.value, tuple):
        low, high = printed.value
        return (low * found.worth, high * found.worth), printed.half * found.worth
    return printed.value * found.worth, printed.half * found.worth


def _base(found: Measured, sides: Sides, period: Period | None, base: Period | None) -> str:
    """A period for what moves and for an index, words for what is part of a whole."""
    if found.measure in _WHOLE_BY_MEASURE:
        return nearest([side.whole for _, side in sides.named()])
    if found.measure == "index":
        told = nearest([side.reference for _, side in sides.named()])
        if told == "year before":
            return str(period.year_before()) if period is not None else ""
        if told == "before":
            return str(period.before()) if period is not None else ""
        return told if told != "100" else ""
    return str(base or "")


def _confidence(unit_by: str, measure_by: str, period_by: str, subject_by: str) -> float:
    """The odds that all of it is right, by what told each field."""
    odds = _odds("unit").get(unit_by, _UNKNOWN) * _odds("measure").get(measure_by, _UNKNOWN)
    return round(odds * _odds("period").get(period_by, _UNKNOWN) * _odds("subject").get(subject_by, _UNKNOWN), 3)


@cache
def _odds(field: str) -> dict[str, float]:
    known: dict[str, Any] = topic("grounds")[field]
    return known


def _explain(figure: Figure, found: Measured, period_by: str, subject_by: str) -> None:
    """Which side of the cell told each field."""
    for field, by in (
        ("unit", found.unit_by),
        ("measure", found.measure_by),
        ("period", period_by),
        ("subject", subject_by),
    ):
        if by != "none":
            figure.because(field, f"table {by}", figure.start, figure.end)

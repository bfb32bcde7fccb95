"""Units as the choosers see them: a rate, points, money, things, a duration, a ratio, something physical."""

from __future__ import annotations

from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.quantities.units import is_money

_CLASSES = {"%": "%", "pp": "pp", "bp": "pp", "times": "times", "rank": "rank", "1": "1", "point": "point"}
_DURATIONS = frozenset({"year", "month", "quarter", "day", "week", "hour", "minute"})


def unit_class(quantity: Quantity) -> str:
    """The kind of a unit: a rate, points, money, things, a duration, a ratio, something physical."""
    return class_of(quantity.unit)


def class_of(unit: str) -> str:
    """The kind of a unit by its code.

    >>> class_of("USD/bu"), class_of("bp"), class_of("JPY"), class_of("t")
    ('ratio', 'pp', 'money', 'physical')
    """
    if unit in _CLASSES:
        return _CLASSES[unit]
    if is_money(unit):
        return "money"
    if unit in _DURATIONS:
        return "duration"
    return "ratio" if "/" in unit else "physical"

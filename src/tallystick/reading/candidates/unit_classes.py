"""Units as the choosers see them: a rate, points, money, things, a duration, a ratio, something physical."""

from __future__ import annotations

from tallystick.reading.printed.en.quantities.quantity import Quantity

_CLASSES = {"%": "%", "pp": "pp", "bp": "pp", "times": "times", "rank": "rank", "1": "1", "point": "point"}
_DURATIONS = frozenset({"year", "month", "quarter", "day", "week", "hour", "minute"})


def unit_class(quantity: Quantity) -> str:
    """The kind of a unit: a rate, points, money, things, a duration, a ratio, something physical."""
    if quantity.unit in _CLASSES:
        return _CLASSES[quantity.unit]
    if quantity.is_money:
        return "money"
    if quantity.unit in _DURATIONS:
        return "duration"
    return "ratio" if "/" in quantity.unit else "physical"

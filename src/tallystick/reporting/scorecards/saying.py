"""Something that a card says of its own, in words of either language."""

from __future__ import annotations

from decimal import Decimal

from tallystick.knowledge.producers import publisher_in
from tallystick.monitoring import Said
from tallystick.reporting.show import show_number, show_period, show_unit
from tallystick.reporting.words import word

_PUBLISHERS = ("one", "other", "own", "publishers")
_PERIODS = ("period", "last")


def said(one: Said, language: str) -> str:
    """Something said with its values put in: periods and publishers as the language writes them."""
    return word(one.key, language, **{name: _told(name, value, language) for name, value in one.values.items()})


def _told(name: str, value: str, language: str) -> str:
    if name in _PUBLISHERS:
        return "; ".join(publisher_in(each, language) for each in value.split("; "))
    return show_period(value, language) if name in _PERIODS and value else value


def signed(by: Decimal, unit: str, language: str) -> str:
    """A change with its sign and unit; per cent with one digit.

    >>> signed(Decimal("1.26"), "%", "en"), signed(Decimal("-0.3"), "pp", "en")
    ('+1.3%', '−0.3 pp')
    """
    shown = round(by, 1) if unit == "%" else by
    return f"{'+' if shown > 0 else ''}{show_number(Decimal(shown), language)}{show_unit(unit, language)}"

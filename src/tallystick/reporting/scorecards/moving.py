"""How an indicator moves without its season, and the band of ten years, in words of either language."""

from __future__ import annotations

from tallystick.knowledge.producers import publisher_in
from tallystick.monitoring import Card, Movement
from tallystick.reporting.scorecards.saying import said, signed
from tallystick.reporting.show import show_number, show_period, show_unit
from tallystick.reporting.words import word


def rate(one: Movement, language: str) -> str:
    """The rate with the period up to which it is: `+1.2% to December 2021`; empty without one."""
    if one.by is None:
        return ""
    return word("adjusted to", language, by=signed(one.by, "%", language), period=show_period(one.period, language))


def moves(one: Movement, language: str) -> str:
    """The rate with what is set on what, or why there is none."""
    if one.by is None:
        return said(one.why, language) if one.why else ""
    by, period = signed(one.by, "%", language), show_period(one.period, language)
    return word(f"adjusted {one.frequency}", language, by=by, period=period)


def turn(one: Movement, language: str) -> str:
    """The last turn with its date, whether it is provisional, or why there is none."""
    if one.turn is None:
        return said(one.no_turn, language) if one.no_turn else ""
    told = word(f"turn {one.turn.kind}", language, period=show_period(one.turn.period, language))
    return told + (word("provisional", language) if one.turn.provisional else "")


def source(one: Movement, language: str) -> str:
    """Who adjusted the series."""
    if one.compiled:
        return word("adjusted here", language)
    return word("adjusted by", language, publisher=publisher_in(one.publisher, language)) if one.publisher else ""


def band(card: Card, language: str) -> str:
    """The ends and quartiles of the band, or why there is none."""
    if card.band is None:
        return word("no band", language, why=said(card.no_band, language)) if card.no_band else ""
    ends = {
        name: show_number(getattr(card.band, name), language) + show_unit(card.unit, language)
        for name in ("least", "lower", "upper", "most")
    }
    return word("band", language, n=card.band.of, **ends)

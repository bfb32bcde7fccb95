"""Figures as a ledger would tell them."""

from __future__ import annotations

from decimal import Decimal

from tallystick.briefing import Fact


def fact(indicator: str, measure: str, value: str, unit: str = "%", **more: str) -> Fact:
    """A figure of 2021 in China; its last digit is that of the value, or of `digits` where these are told apart."""
    number = Decimal(value)
    digits = Decimal(more.pop("digits", value))
    places = digits.as_tuple().exponent
    assert isinstance(places, int)
    quantum = abs(number / digits if digits else Decimal(1)) * Decimal(1).scaleb(places)
    told = {"period": "2021", "base": "", "qualifier": "", **more}
    return Fact(
        indicator=indicator, measure=measure, unit=unit, area="CN", value=number, quantum=quantum, sure=True,
        observation=f"{indicator}.{measure}{told['qualifier']}", release="r", publisher="", published="2022-02-28",
        quote="", sentence="", period=told["period"], base=told["base"], qualifier=told["qualifier"],
    )  # fmt: skip

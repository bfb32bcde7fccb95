"""Derived values: formula, inputs and bounds; January and February stay together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tallystick.ledger import Derived, Ledger
from tests.unit.ledger.build import INDUSTRY, ROBOTS, release, said

LEVEL: dict[str, Any] = {"subject": ROBOTS, "unit": "1", "measure": "level", "half": "50"}


def of(ledger: Ledger, indicator: str, rule: str) -> list[Derived]:
    return [one for one in ledger.derived(indicator) if one.rule == rule]


def test_months_from_totals(ledger: Ledger) -> None:
    ledger.keep(
        release(
            "totals",
            "2023-01-17",
            said("76400", "2022-01/2022-02", **LEVEL),
            said("102500", "2022-Q1", **LEVEL),
            said("202400", "2022-S1", **LEVEL),
            said("443100", "2022", **LEVEL),
        )
    )
    found = of(ledger, "output.industrial_robots", "difference of year-to-date totals")
    assert [(d.period, d.value, d.lower, d.upper) for d in found] == [
        ("2022-03", Decimal(26100), Decimal(26000), Decimal(26200)),
        ("2022-Q2", Decimal(99900), Decimal(99800), Decimal(100000)),
        ("2022-S2", Decimal(240700), Decimal(240600), Decimal(240800)),
    ]
    assert found[0].formula == "2022-Q1 102500 - 2022-01/2022-02 76400"
    assert len(found[0].inputs) == 2
    assert "revised" in found[0].note


def test_a_mean_over_two_years_is_geometric(ledger: Ledger) -> None:
    profits = {"subject": "profits of industrial enterprises"}
    ledger.keep(release("p", "2022-01-27", said("34.3", "2021", **profits), said("4.1", "2020", **profits)))
    [mean] = of(ledger, "industry.profits", "2-year average")
    assert mean.lower < Decimal("18.24") < mean.upper
    assert mean.upper < Decimal("19.2")
    assert (mean.period, mean.measure, mean.unit) == ("2021", "average_growth", "%")


def test_growth_to_date_lies_between_that_of_its_parts(ledger: Ledger) -> None:
    parts = [said("2.4", "2023-01/2023-02"), said("3.9", "2023-03"), said("5.6", "2023-04")]
    ledger.keep(release("g", "2023-05-20", *parts, said("3.6", "2023-01/2023-04")))
    [one] = of(ledger, "industry.value_added", "between the growth of its parts")
    assert (one.period, one.lower, one.upper) == ("2023-01/2023-04", Decimal("2.35"), Decimal("5.65"))
    assert len(one.inputs) == 4


def test_a_level_and_its_growth_imply_the_level_before(ledger: Ledger) -> None:
    growth = said("10", "2022", subject=ROBOTS)
    ledger.keep(release("l", "2023-01-17", said("440000", "2022", **LEVEL), growth))
    [one] = of(ledger, "output.industrial_robots", "implied level")
    assert (one.period, one.value) == ("2021", Decimal(400000))
    assert one.lower < Decimal(440000 - 50) / Decimal("1.1005") < one.upper


def test_share_times_growth_is_a_contribution(ledger: Ledger) -> None:
    share = said("15.0", "2020", measure="share", base="GDP")
    ledger.keep(release("c", "2022-01-17", share, said("18.2", "2021")))
    found = of(ledger, "industry.value_added", "contribution")
    assert [(d.period, d.unit, d.value) for d in found] == [("2021", "pp", Decimal("2.73"))]


@pytest.mark.parametrize("qualifier", [">", "~"])
def test_vague_figures_give_nothing(ledger: Ledger, qualifier: str) -> None:
    vague = said("10", "2022", qualifier=qualifier)
    ledger.keep(release("v", "2023-01-17", vague, said("9", "2021", subject=INDUSTRY)))
    assert not ledger.derived("industry.value_added")

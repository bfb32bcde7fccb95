"""Limits: the examples beside the data hold, and the catalogue's limits hold for levels alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.limits import is_possible, plan_in
from tallystick.knowledge.loader import load_topics

DATA = load_topics("limits")


def possible(case: dict[str, Any]) -> bool:
    known = replace(catalogue()["industry.value_added"], kind=case.get("kind", "flow"))
    return is_possible(Decimal(str(case["value"])), case["measure"], case["unit"], known)


def told_as_plan(case: dict[str, str]) -> bool:
    before = case["said"].partition(case["quote"])[0]
    clause = before.replace("；", "，").replace(";", "，").rpartition("，")[2]
    return bool(plan_in(clause, case["said"]))


@pytest.mark.parametrize("case", DATA["measures"]["examples"], ids=str)
def test_what_can_be(case: dict[str, Any]) -> None:
    assert possible(case)


@pytest.mark.parametrize("case", DATA["measures"]["counterexamples"], ids=str)
def test_what_cannot_be(case: dict[str, Any]) -> None:
    assert not possible(case)


@pytest.mark.parametrize("case", DATA["plans"]["examples"], ids=lambda case: case["said"])
def test_plans(case: dict[str, str]) -> None:
    assert told_as_plan(case)


@pytest.mark.parametrize("case", DATA["plans"]["counterexamples"], ids=lambda case: case["said"])
def test_no_plans(case: dict[str, str]) -> None:
    assert not told_as_plan(case)


@pytest.mark.parametrize(
    ("indicator", "measure", "unit", "value", "can_be"),
    [
        ("labour.unemployment", "level", "%", "104", False),
        ("labour.unemployment", "level", "1", "12", False),
        ("labour.unemployment", "level", "%", "5.2", True),
        ("pmi.manufacturing.new_orders", "level", "%", "101", False),
        ("population.life_expectancy", "level", "year", "780", False),
        ("population.life_expectancy", "level", "year", "78", True),
        ("innovation.rd_spending", "level", "%", "7", False),
        ("industry.value_added", "growth", "%", "140", True),
    ],
)
def test_limits_of_indicators(indicator: str, measure: str, unit: str, value: str, can_be: bool) -> None:
    assert is_possible(Decimal(value), measure, unit, catalogue()[indicator]) is can_be

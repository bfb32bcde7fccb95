"""Plans and what came of them: floors, ceilings, and figures told as “about”."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tallystick.knowledge import load_topics
from tallystick.knowledge.plans import usual_bound
from tallystick.model import Interval
from tallystick.reading.bounds import asserted
from tallystick.reconciling.history.targets import Plan, outcome, plan

ROWS = load_topics("targets")["bounds"]


@pytest.mark.parametrize("row", ROWS["examples"], ids=lambda row: str(row["indicator"]))
def test_plans_bind_as_their_kind_does(row: dict[str, str]) -> None:
    assert usual_bound(row["indicator"], row["measure"]) == row["bound"]


@pytest.mark.parametrize("row", ROWS["counterexamples"], ids=lambda row: str(row["indicator"]))
def test_of_what_is_neither_floor_nor_ceiling_nothing_is_known(row: dict[str, str]) -> None:
    assert usual_bound(row["indicator"], row["measure"]) == ""


def judged(made: Plan, printed: str, qualifier: str = "") -> str:
    """The verdict on an outcome as printed."""
    value = Decimal(printed)
    half = Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
    lower, upper, lower_open, upper_open = asserted(value, half, qualifier)
    interval = Interval.of(lower, upper, lower_open=lower_open, upper_open=upper_open)
    return outcome(made, None if qualifier else value, interval)[0]


def planned(value: str, qualifier: str = "", indicator: str = "gdp", measure: str = "growth", **more: str) -> Plan:
    return plan(Decimal(value), None, qualifier, indicator, measure, "%", **more)


def test_growth_planned_and_reached() -> None:
    """China's growth: planned, and as first published."""
    about = "~"
    told = [
        ("9", "", "11.8", "kept"),  # 1994
        ("8", "", "7.8", "missed"),  # 1998
        ("8", about, "8.7", "kept"),  # 2009
        ("7.5", about, "7.4", "kept"),  # 2014: rounds to it
        ("7", about, "6.9", "kept"),  # 2015
        ("6.5", about, "6.9", "kept"),  # 2017
        ("5.5", about, "3.0", "missed"),  # 2022
    ]
    for target, qualifier, came, verdict in told:
        assert judged(planned(target, qualifier), came) == verdict, (target, came)


def test_about_is_near_and_no_wider_than_what_was_printed() -> None:
    assert judged(planned("8", "~"), "7.5") == "missed"  # rounds to 8, and lies more than a twentieth below
    assert judged(planned("7.5", "~"), "7.2") == "missed"
    assert judged(planned("7.5", "~"), "7.3") == "kept"
    assert judged(planned("3", "~", "prices.cpi"), "3.1") == "kept"
    assert judged(planned("3", "~", "prices.cpi"), "3.3") == "missed"


def test_ceilings_are_kept_below() -> None:
    assert judged(planned("4.5", "<", "labour.unemployment.registered_urban", "level"), "4.05") == "kept"
    assert judged(planned("3", "", "fiscal.deficit_ratio", "level"), "3.2") == "missed"
    assert judged(planned("-3.1", ">", "energy.intensity"), "-5.6") == "kept"
    assert judged(planned("-3.4", ">", "energy.intensity"), "-3.1") == "missed"
    assert judged(planned("-3", "<", "trade.exports"), "-2.1") == "kept"  # fall by less than 3%


def test_what_rounding_hides_is_not_decided_against_anybody() -> None:
    assert judged(planned("8"), "8") == "kept"
    assert judged(planned("8.2"), "8") == "cannot check"
    assert judged(planned("10", ">", "labour.new_urban_jobs", "level"), "12", ">") == "kept"
    assert judged(planned("10", ">", "labour.new_urban_jobs", "level"), "9", ">") == "cannot check"


def test_aims_that_bind_both_ways_or_no_known_way_are_no_bound() -> None:
    assert judged(planned("2", "", "prices.cpi", words="a symmetric aim of 2%"), "3.1") == "cannot check"
    assert judged(planned("12", "", "money.m2"), "11.3") == "cannot check"
    assert judged(planned("12", "", "money.m2"), "12") == "kept"


def test_a_range_is_kept_within_it_and_on_its_better_side() -> None:
    made = plan(Decimal("6"), Decimal("6.5"), "", "gdp", "growth", "%")
    assert [judged(made, came) for came in ("6.1", "6.6", "5.9")] == ["kept", "kept", "missed"]

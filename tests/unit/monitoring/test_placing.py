"""Ranks, percentiles and the last time higher or lower, by hand and by their laws."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tallystick.monitoring.placing import place
from tallystick.monitoring.records import Earlier
from tests.unit.monitoring.points_of import growth, years

PRINTED = st.lists(st.integers(-200, 200), min_size=1, max_size=12)


def test_a_place_with_ties() -> None:
    found = place(years("5.0", "9.6", "7.0", "9.6", "2.8", "9.6"))
    assert (found.rank, found.tied, found.of) == (1, 2, 6)
    assert found.percentile == Decimal("80.0"), "three of five lie below, and half of the two alike"
    assert (found.last_higher, found.last_lower) == (None, Earlier("2020", Decimal("2.8")))
    assert (found.least_rank, found.most_rank, found.since, found.missing) == (1, 3, "2016", 0)


def test_a_place_with_gaps() -> None:
    found = place(growth({"2010": "8.0", "2013": "9.0", "2014": "6.0", "2017": "5.0", "2021": "7.0"}))
    assert (found.rank, found.tied, found.of, found.percentile) == (3, 0, 5, Decimal("50.0"))
    assert (found.last_higher, found.unseen) == (Earlier("2013", Decimal("9.0")), 5)
    assert (found.last_lower, found.unseen_lower) == (Earlier("2017", Decimal("5.0")), 3)
    assert found.missing == 7


def test_digits_of_other_precision_leave_a_rank_open() -> None:
    found = place(years("9.62", "9.6"))
    assert (found.rank, found.least_rank, found.most_rank) == (2, 1, 2)
    assert place(years("9.6")).percentile is None


def _tenths(values: list[int], factor: int = 1) -> list[str]:
    return [f"{Decimal(value * factor) / 10:.1f}" for value in values]


@given(PRINTED, st.integers(2, 9))
def test_a_rank_knows_no_scale(values: list[int], factor: int) -> None:
    one, other = place(years(*_tenths(values))), place(years(*_tenths(values, factor)))
    assert (one.rank, one.tied, one.percentile) == (other.rank, other.tied, other.percentile)


@given(PRINTED)
def test_a_rank_from_below_is_the_rank_of_the_signs_turned(values: list[int]) -> None:
    one, other = place(years(*_tenths(values))), place(years(*_tenths([-value for value in values])))
    assert one.rank + other.rank + one.tied == one.of + 1
    assert one.least_rank <= one.rank <= one.rank + one.tied <= one.most_rank
    assert one.percentile is None or one.percentile + (other.percentile or 0) == 100
    assert (one.last_higher is None) == (one.rank == 1)

"""The laws of intervals: what holds of every number inside holds of the interval."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tallystick.model import EVERYTHING, Interval

# Few and small numbers, so that ends meet often.
NUMBERS = st.fractions(min_value=-4, max_value=4, max_denominator=3)
ENDS = st.one_of(st.none(), NUMBERS)
INTERVALS = st.builds(
    lambda lower, upper, a, b: Interval.of(lower, upper, lower_open=a, upper_open=b),
    ENDS,
    ENDS,
    st.booleans(),
    st.booleans(),
)


@given(INTERVALS)
def test_negation_swaps_ends_and_flags_and_undoes_itself(interval: Interval) -> None:
    negated = -interval
    assert (negated.lower_open, negated.upper_open) == (interval.upper_open, interval.lower_open)
    assert -negated == interval


@given(INTERVALS, NUMBERS)
def test_negation_holds_the_negated_numbers(interval: Interval, number: Fraction) -> None:
    assert (-interval).contains(-number) == interval.contains(number)


@given(INTERVALS, INTERVALS, NUMBERS)
def test_intersection_holds_what_both_hold(a: Interval, b: Interval, number: Fraction) -> None:
    assert (a & b).contains(number) == (a.contains(number) and b.contains(number))


@given(INTERVALS, INTERVALS, INTERVALS)
def test_intersection_in_any_order(a: Interval, b: Interval, c: Interval) -> None:
    assert a & b == b & a
    assert (a & b) & c == a & (b & c)
    assert a & a == a
    assert a & EVERYTHING == a


@given(INTERVALS, INTERVALS, NUMBERS, NUMBERS)
def test_sums_hold_the_sums(a: Interval, b: Interval, x: Fraction, y: Fraction) -> None:
    assume(a.contains(x) and b.contains(y))
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)


@given(INTERVALS, INTERVALS)
def test_sums_in_any_order(a: Interval, b: Interval) -> None:
    assert a + b == b + a
    assert a + Interval.point(0) == a


@given(INTERVALS, INTERVALS, NUMBERS)
def test_a_sum_holds_no_more_than_sums(a: Interval, b: Interval, total: Fraction) -> None:
    assume(not a.is_empty and not b.is_empty)
    # A number is a sum exactly when b meets what is left of it after a.
    left = Interval.point(total) - a
    assert (a + b).contains(total) == (not (left & b).is_empty)


@given(INTERVALS, INTERVALS)
def test_within_is_the_order_of_intersection(a: Interval, b: Interval) -> None:
    assert (a & b).within(a)
    if a.within(b) and b.within(a) and not a.is_empty:
        assert a == b


@given(INTERVALS)
def test_an_interval_with_a_number_inside_is_not_empty(interval: Interval) -> None:
    if interval.lower is not None and interval.upper is not None:
        middle = (interval.lower + interval.upper) / 2
        assert interval.contains(middle) == (not interval.is_empty)
    else:
        assert not interval.is_empty


@given(NUMBERS)
def test_a_point_holds_one_number(number: Fraction) -> None:
    point = Interval.point(number)
    assert point.is_point
    assert point.contains(number)
    assert not point.contains(number + 1)

from __future__ import annotations

from fractions import Fraction

import pytest

from tallystick.model import Interval
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.arithmetic import ALL, Bounds, bounds
from tallystick.reconciling.exact import Constraint, contract
from tallystick.reconciling.expression import compile_tape

SUM = compile_tape("whole = sum(part)", (("whole", 1), ("part", 2)))
MEAN = compile_tape("(1 + mean / 100) ^ n = prod(1 + growth / 100)", (("mean", 1), ("growth", 2)), (("n", 2),))


def box(lower: str, upper: str, *, lower_open: bool = False, upper_open: bool = True) -> Bounds:
    return (Fraction(lower), lower_open, Fraction(upper), upper_open)


def test_sides_that_only_touch_at_open_ends_contradict() -> None:
    tied = [Constraint(SUM, (0, 1, 2))]
    assert contract([box("20", "21"), box("9", "10"), box("9", "10")], tied).empty == 0
    closed = [box("20", "21"), box("9", "10", upper_open=False), box("9", "10", upper_open=False)]
    outcome = contract(closed, tied)
    assert outcome.empty is None
    assert outcome.boxes[0] == box("20", "20", upper_open=False)


def test_a_mean_over_two_years_gives_the_year_nobody_prints() -> None:
    outcome = contract([box("18.15", "18.25"), ALL, box("34.25", "34.35")], [Constraint(MEAN, (0, 1, 2))])
    lower, _, upper, _ = outcome.boxes[1]
    assert lower is not None
    assert upper is not None
    assert (round(float(lower), 3), round(float(upper), 3)) == (3.903, 4.157)


def test_circular_ties_that_creep_are_said_to_be_unsettled() -> None:
    grow = compile_tape("b = a * 1.001 + 1", (("b", 1), ("a", 1)))
    back = compile_tape("a = b", (("a", 1), ("b", 1)))
    creeping = [Constraint(grow, (1, 0)), Constraint(back, (0, 1))]
    outcome = contract([box("0", "1000"), box("0", "1000")], creeping, sweeps=5)
    assert not outcome.converged
    assert outcome.empty is None


def test_dividing_by_what_may_be_zero_says_nothing() -> None:
    assert ia.divide(box("1", "2"), box("-1", "1")) == ALL
    assert ia.divide(box("1", "2"), box("0", "1")) == (Fraction(1), True, None, True)


def test_a_product_with_zero_reaches_zero_only_where_zero_belongs() -> None:
    assert ia.multiply(box("0", "1"), box("2", "3")) == box("0", "3")
    assert ia.multiply(box("0", "1", lower_open=True), box("2", "3"))[1]
    assert ia.multiply(box("-2", "3"), box("-5", "7")) == (Fraction(-15), True, Fraction(21), True)
    assert ia.multiply(box("0", "0", upper_open=False), ALL) == box("0", "0", upper_open=False)


def test_roots_are_rounded_outward_and_exact_ones_stay() -> None:
    lower, lower_open, upper, upper_open = ia.root(box("2", "4"), 2, box("0", "9"))
    assert lower is not None
    assert lower**2 < 2 < (lower + Fraction(1, 10**17)) ** 2
    assert (lower_open, upper, upper_open) == (True, Fraction(2), True)
    assert ia.root(box("-8", "27", upper_open=False), 3, ALL) == box("-2", "3", upper_open=False)
    assert ia.is_empty(ia.root(box("-8", "-1"), 2, ALL))


@pytest.mark.parametrize(("exponent", "expected"), [(2, box("0", "9")), (3, box("-8", "27"))])
def test_powers_of_boxes_around_zero(exponent: int, expected: Bounds) -> None:
    assert ia.power(box("-2", "3"), exponent) == expected


def test_opposite_ends_take_their_flags_along() -> None:
    assert ia.negate(bounds(Interval.of(1, 2, upper_open=True))) == bounds(Interval.of(-2, -1, lower_open=True))

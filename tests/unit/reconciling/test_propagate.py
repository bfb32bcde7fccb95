from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from benchmarks.synthetic import Problem, generate
from tallystick.reconciling.arithmetic import ALL, Bounds
from tallystick.reconciling.exact import Constraint, contract
from tallystick.reconciling.expression import compile_tape
from tallystick.reconciling.network import Network
from tallystick.reconciling.propagate import contract_columns
from tallystick.reconciling.prove import proven

SUM = "whole = sum(part)"
TWO = compile_tape(SUM, (("whole", 1), ("part", 2)))
THREE = compile_tape(SUM, (("whole", 1), ("part", 3)))


def about(value: int, half: str = "0.5") -> Bounds:
    return (Fraction(value) - Fraction(half), False, Fraction(value) + Fraction(half), True)


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate(20_000, seed=7)


def test_no_clean_component_is_flagged_and_most_corrupted_ones_are(problem: Problem) -> None:
    contracted = contract_columns(problem.network)
    found = set(proven(problem.network, problem.box, contracted.suspect))
    corrupted = set(problem.corrupted.tolist())
    assert found <= corrupted
    assert len(found) > 0.8 * len(corrupted)
    assert not contracted.unsettled.any()


def test_columns_miss_nothing_that_exact_contraction_proves(problem: Problem) -> None:
    suspects = contract_columns(problem.network).suspect
    everything = np.ones_like(suspects)
    assert proven(problem.network, problem.box, everything) == proven(problem.network, problem.box, suspects)


def test_columns_and_rationals_contract_to_the_same_boxes() -> None:
    boxes = [about(30), about(12), ALL]
    tied = [Constraint(TWO, (0, 1, 2))]
    exact = contract(boxes, tied).boxes
    columns = contract_columns(Network.of(boxes, tied))
    assert [float(box[0] or 0) for box in exact] == pytest.approx(columns.lower.tolist())
    assert [float(box[2] or 0) for box in exact] == pytest.approx(columns.upper.tolist())


def test_sides_that_only_touch_are_nominated_and_decided_exactly() -> None:
    boxes = [(Fraction(21), False, Fraction(22), True), about(10), about(10)]
    network = Network.of(boxes, [Constraint(TWO, (0, 1, 2))])
    suspect = contract_columns(network).suspect
    assert suspect.any()
    assert proven(network, boxes.__getitem__, suspect) == [0]


def test_what_still_moves_at_the_cap_is_said() -> None:
    grow = compile_tape("b = a * 1.001 + 1", (("b", 1), ("a", 1)))
    back = compile_tape("a = b", (("a", 1), ("b", 1)))
    boxes: list[Bounds] = [(Fraction(0), False, Fraction(1000), False)] * 2
    network = Network.of(boxes, [Constraint(grow, (1, 0)), Constraint(back, (0, 1))])
    assert contract_columns(network, sweeps=5).unsettled.any()


def test_a_grand_total_nobody_prints_shows_that_rows_and_columns_disagree() -> None:
    """Nine hidden cells; row totals add up to 300, column totals to 330."""
    cells = range(6, 15)
    rows = [Constraint(THREE, (row, *cells[3 * row : 3 * row + 3])) for row in range(3)]
    columns = [Constraint(THREE, (3 + column, *cells[column::3])) for column in range(3)]
    boxes = [about(100)] * 3 + [about(110)] * 3 + [ALL] * 9
    assert contract(boxes, [*rows, *columns]).empty is None
    totals = [Constraint(THREE, (15, 0, 1, 2)), Constraint(THREE, (15, 3, 4, 5))]
    assert contract([*boxes, ALL], [*rows, *columns, *totals]).empty is not None

"""Raking gives what Statistics Canada's G-Series gives, adds up, and refuses margins that contradict each other.

Known answers: the examples of `tsraking` in the documentation of G-Series 3.0: numbers alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tallystick.compiling.methods.raking import Balanced, balance, rake
from tallystick.model import SeriesError

CARS_AND_VANS = [[12, 14, 13], [20, 20, 24]]
MARGINS = [[40, 53], [30, 31, 32]]
HELD = [[1, 1, 1], [1, 0, 1]]


def test_answers_of_g_series() -> None:
    done = rake(CARS_AND_VANS, MARGINS, alterable=HELD)
    known = [14.3129771, 11, 14.6870229, 15.6870229, 20, 17.3129771]
    assert list(done.values.ravel()) == pytest.approx(known, abs=5e-8)
    assert list(rake([25, 5], total=40).values) == pytest.approx([100 / 3, 20 / 3])


def test_any_number_of_dimensions_adds_up() -> None:
    rng = np.random.default_rng(7)
    table, wanted = rng.uniform(1, 9, (3, 4, 5)), rng.uniform(1, 9, (3, 4, 5))
    margins = [wanted.sum(axis=(1, 2)), wanted.sum(axis=(0, 2)), wanted.sum(axis=(0, 1))]
    done = rake(table, margins, total=float(wanted.sum()))
    assert done.values.sum(axis=(1, 2)) == pytest.approx(margins[0])
    assert done.values.sum(axis=(0, 1)) == pytest.approx(margins[2])
    one = rake(table, [None, margins[1]])
    assert one.values == pytest.approx(table * (margins[1] / table.sum(axis=(0, 2)))[:, None])


def test_what_adds_up_is_left_alone_and_zeros_stay_zeros() -> None:
    table = np.array([[1.0, 0, 3], [4, 5, 6]])
    same = rake(table, [table.sum(axis=1), table.sum(axis=0)])
    assert same.values == pytest.approx(table)
    more = rake(table, [table.sum(axis=1) * 1.5, table.sum(axis=0) * 1.5])
    assert more.values == pytest.approx(table * 1.5)


def test_cells_of_very_different_size_are_balanced_as_exactly() -> None:
    table = np.array([[1e-4, 2e9], [3.0, 5e9]])
    rows, columns = np.array([2.1e9, 5.1e9]), np.array([3.5, 7.2e9 - 3.5])
    done = rake(table, [rows, columns]).values
    assert done.sum(axis=1) == pytest.approx(rows, rel=1e-12)
    assert done.sum(axis=0) == pytest.approx(columns, rel=1e-9)


def test_a_margin_that_may_move_takes_its_share() -> None:
    done = balance([25, 5], [[1, 1]], [40], totals_alterable=1)
    assert done.values.sum() == pytest.approx(done.totals[0])
    assert done.totals[0] == pytest.approx(40 - 40 * 10 / 70)
    loose = rake(CARS_AND_VANS, [[40, 54], [30, 31, 32]], margins_alterable=[1.0])
    assert loose.totals[:2].sum() == pytest.approx(93)
    assert list(loose.totals[2:]) == pytest.approx([30, 31, 32])


def test_a_cell_that_moves_twice_as_easily_moves_twice_as_far() -> None:
    done = balance([10, 10], [[1, 1]], [26], alterable=[1, 2])
    assert list(done.values) == pytest.approx([12, 14])


def test_contradictions_are_refused() -> None:
    with pytest.raises(SeriesError, match=r"different totals, 93 and 94.*altered"):
        rake(CARS_AND_VANS, [[40, 53], [30, 31, 33]])
    with pytest.raises(SeriesError, match="different totals"):
        rake(CARS_AND_VANS, MARGINS, total=100)
    with pytest.raises(SeriesError, match="cannot be met"):
        rake([25, 5], total=40, alterable=0)
    with pytest.raises(SeriesError, match="cannot be met"):
        rake([[0, 0], [1, 2]], [[1, 3], [2, 2]])


def test_what_does_not_fit_is_refused_with_advice() -> None:
    wrong: list[Callable[[], Balanced]] = [
        lambda: rake(CARS_AND_VANS, [[40, 53, 1], [30, 31, 32]]),
        lambda: rake(CARS_AND_VANS, [None, None, [1]]),
        lambda: rake([25, 5], [[40]]),
        lambda: rake([25, 5]),
        lambda: rake([25, float("nan")], total=40),
        lambda: rake([], total=40),
        lambda: rake([25, 5], total=40, alterable=[1, -1]),
        lambda: rake([25, 5], total=40, alterable=[1, 1, 1]),
        lambda: balance([25, 5], [[1, 1, 1]], [40]),
        lambda: balance([25, 5], [[1, 1]], [float("nan")]),
    ]
    for one in wrong:
        with pytest.raises(SeriesError) as raised:
            one()
        assert raised.value.advice

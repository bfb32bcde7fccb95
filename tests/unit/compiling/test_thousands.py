from __future__ import annotations

import numpy as np
import pytest

from benchmarks._enterprises import enterprises
from tallystick.compiling.methods.thousands import find_thousands
from tallystick.model import ReturnsError

GAP = np.nan


@pytest.mark.parametrize("register", [False, True])
def test_nearly_all_seeded_errors_and_nearly_nothing_else_is_found(register: bool) -> None:
    made = enterprises(10_000, seed=7, errors=0.023)
    found = find_thousands(made.returned, made.auxiliary if register else None).mark == "C"
    right = np.count_nonzero(found & made.wrong)
    assert made.wrong.sum() >= 4_000
    assert right / made.wrong.sum() >= 0.99
    assert right / found.sum() >= 0.99


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ([500_000, 510, 490, 505], [0]),  # the first month
        ([500, 510, 490, 505_000], [3]),  # the last
        ([500, GAP, 510_000, GAP, 490], [2]),  # months missing beside it
        ([500, 510_000, 490_000, 505_000, 520, 530, 500, 510], [1, 2, 3]),  # a run
        ([500, 520, 1, 1, 2, 510, 490, 505], []),  # a shut-down and its end
        ([500, 520, 1, 1200, 1, 510, 490, 505], [3]),  # an error within a shut-down
        ([500, 490, 510, 25_000, 505, 495], []),  # one great order
        ([500, 0, 490_000, 0, 510], [2]),  # noughts are nothing to compare with
        ([-500, -490_000, -510], [1]),  # losses
    ],
)
def test_errors_are_told_from_what_happens(told: list[float], wrong: list[int]) -> None:
    found = find_thousands(np.array([told], float))
    assert np.flatnonzero(found.mark[0] == "C").tolist() == wrong
    expected = np.array(told, float)
    expected[wrong] /= 1000
    assert np.array_equal(found.value[0], expected, equal_nan=True)


def test_the_register_tells_what_the_panel_cannot() -> None:
    panel = np.array([[GAP, 480e3, GAP], [500e3, 510e3, 490], [GAP, 480, GAP], [500e3, 490e3, 500e3]])
    found = find_thousands(panel, [510, 500, GAP, GAP])
    assert found.mark.tolist() == [["S", "C", "S"], ["C", "C", "N"], ["S", "S", "S"], ["N", "N", "N"]]


def test_an_enterprise_of_one_industry_with_a_long_rest_is_left_alone() -> None:
    year = [900, 950, 1000, 4, 5, 4, 5, 4, 5, 900, 1000, 950]
    assert not np.any(find_thousands(np.array([year * 2], float)).mark == "C")


@pytest.mark.parametrize("factor", [100.0, 10_000.0])
def test_returns_may_be_too_high_by_another_factor(factor: float) -> None:
    panel = np.array([[500, 510 * factor, 490, 505, 500 * factor], [GAP, 480 * factor, GAP, GAP, GAP]])
    found = find_thousands(panel, [GAP, 500], factor=factor)
    expected = np.array([[500, 510, 490, 505, 500], [GAP, 480, GAP, GAP, GAP]])
    assert np.array_equal(found.value, expected, equal_nan=True)
    assert found.applied(np.full(panel.shape, factor))[0].tolist() == [factor, 1, factor, factor, 1]


def test_no_panel_and_no_limits_are_refused() -> None:
    with pytest.raises(ReturnsError, match="two dimensions, not 1"):
        find_thousands([1.0, 2.0])
    with pytest.raises(ReturnsError, match="at a price of 0 and years of 12"):
        find_thousands([[1.0]], price=0)


def test_a_panel_may_be_empty_or_short() -> None:
    assert find_thousands(np.empty((0, 3))).mark.shape == (0, 3)
    assert find_thousands([[500.0, 510_000.0]]).mark.tolist() == [["N", "C"]]
    assert find_thousands([[GAP, GAP]]).mark.tolist() == [["S", "S"]]

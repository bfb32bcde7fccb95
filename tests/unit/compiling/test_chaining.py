"""Chain-linked volumes are those worked by hand, add up where they can, and say where they do not.

Two products, quantities by quarter, average prices of the year before, indices with the first year = 100.
"""

from __future__ import annotations

import numpy as np
import pytest

from tallystick.compiling.methods.chaining import chain
from tallystick.model import SeriesError

QUANTITIES = np.array(
    [[251 / 4, 236 / 4]] * 4
    + [[67.4, 57.6], [69.4, 57.1], [71.5, 56.5], [73.7, 55.8]]
    + [[76.0, 55.4], [78.3, 54.8], [80.6, 54.2], [83.1, 53.6]]
)
PRICES = np.repeat([[7.0, 6.0], [5.5, 9.0], [4.5, 11.0]], 4, axis=0)
VALUES = PRICES * QUANTITIES


def test_an_example_worked_by_hand() -> None:
    done = chain(VALUES, QUANTITIES, 4)
    assert list(done.index[4:8]) == pytest.approx([103.04, 104.43, 105.83, 107.24], abs=0.005)
    assert list(done.previous_prices.sum(axis=1)[4:]) == pytest.approx(
        [817.4, 828.4, 839.5, 850.7, 916.6, 923.85, 931.1, 939.45]
    )
    assert list(done.index.reshape(3, 4).mean(axis=1)) == pytest.approx([100, 105.14, 108.56], abs=0.005)


def test_three_months_worked_by_hand() -> None:
    # Year of two halves. A: 10 and 10 at 1; 12, 8 at 2; 11. B: 5 and 5 at 4; 6, 8 at 3; 9.
    volumes = [[10, 5], [10, 5], [12, 6], [8, 8], [11, 9]]
    values = [[10, 20], [10, 20], [24, 18], [16, 24], [22, 27]]
    done = chain(values, volumes, 2)
    # Year 1: 12 + 24 = 36 and 8 + 32 = 40 over 30; year 2 over (40 + 42) / 2 = 41: 22 + 27 = 49; linked by 76 / 60.
    assert list(done.index) == pytest.approx([100, 100, 120, 400 / 3, 100 * 49 / 41 * 76 / 60])
    assert list(done.levels) == pytest.approx([30, 30, 36, 40, 30 * 49 / 41 * 76 / 60])
    assert done.growth == pytest.approx([100 * 16 / 60])
    assert list(done.contributions[0]) == pytest.approx([0, 100 * 16 / 60])
    # A alone: 11 over 10, B alone: 9 over 5, in prices of the first year 11 + 36 = 47.
    assert list(done.item_levels[4]) == pytest.approx([11, 36])
    assert list(done.lost) == pytest.approx([0, 0, 0, 0, 30 * 49 / 41 * 76 / 60 - 47])


def test_contributions_add_up_and_levels_only_near_the_reference_year() -> None:
    done = chain(VALUES, QUANTITIES, 4)
    assert done.contributions.sum(axis=1) == pytest.approx(done.growth)
    means = done.index.reshape(3, 4).mean(axis=1)
    assert done.growth == pytest.approx(100 * (means[1:] / means[:-1] - 1))
    assert done.lost[:8] == pytest.approx(0, abs=1e-9)
    assert (np.abs(done.lost[8:]) > 10).all()


def test_another_reference_year_changes_the_level_and_no_growth() -> None:
    first, second = chain(VALUES, QUANTITIES, 4), chain(VALUES, QUANTITIES, 4, reference=1)
    assert second.index[4:8].mean() == pytest.approx(100)
    assert second.levels[4:8].sum() == pytest.approx(VALUES[4:8].sum())
    assert second.item_levels[4:8].sum(axis=0) == pytest.approx(VALUES[4:8].sum(axis=0))
    assert second.index / first.index == pytest.approx([second.index[0] / 100] * 12)
    assert second.lost[8:] == pytest.approx(0, abs=1e-9)


def test_volumes_may_be_in_any_unit_and_the_last_year_unfinished() -> None:
    whole, cut = chain(VALUES, QUANTITIES, 4), chain(VALUES[:10], QUANTITIES[:10] * [1, 1000], 4)
    assert cut.index == pytest.approx(whole.index[:10])
    assert len(cut.growth) == 1


def test_one_item_is_its_own_volume() -> None:
    done = chain(VALUES[:, :1], QUANTITIES[:, :1], 4)
    assert done.index == pytest.approx(100 * QUANTITIES[:, 0] / (251 / 4))
    assert done.lost == pytest.approx(0, abs=1e-9)


def test_an_item_that_ends_is_nought_from_then_on() -> None:
    volumes, values = QUANTITIES.copy(), VALUES.copy()
    volumes[8:, 1] = values[8:, 1] = 0
    done = chain(values, volumes, 4)
    assert done.item_levels[8:, 1] == pytest.approx(0)
    assert done.contributions[1].sum() == pytest.approx(done.growth[1])


def test_refused_with_advice() -> None:
    gap, negative, new, empty = (QUANTITIES.copy() for _ in range(4))
    gap[5, 1], negative[5, 1] = float("nan"), -1
    new[:4, 1] = 0
    empty[4:8] = 0
    for volumes, told in (
        (gap, "item 2 has no volume in period 6"),
        (negative, "item 2 has a negative volume in period 6"),
        (new, "item 2 has a volume in period 5, none in year 1"),
        (empty, "none in year 2"),
        (QUANTITIES[:, :1], "shape"),
    ):
        with pytest.raises(SeriesError, match=told) as raised:
            chain(VALUES, volumes, 4)
        assert raised.value.advice
    with pytest.raises(SeriesError, match="3 periods of 2 items"):
        chain(VALUES[:3], QUANTITIES[:3], 4)
    with pytest.raises(SeriesError, match="whole years are 0 to 1"):
        chain(VALUES[:10], QUANTITIES[:10], 4, reference=2)
    with pytest.raises(SeriesError, match="a year of 0"):
        chain(VALUES, QUANTITIES, 0)

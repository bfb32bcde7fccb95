"""Links and values as the specifications define them, on panels small enough to reckon by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tallystick.compiling.methods.arrays import Floats
from tallystick.compiling.methods.imputation import impute
from tallystick.compiling.methods.imputation_model import Held, ImputationRule, Marker, Sample
from tallystick.compiling.methods.links import Trim

NONE = np.nan
RATIOS = ImputationRule(method="mean of ratios")


def panel(*rows: list[float]) -> Floats:
    """Values of units over periods."""
    return np.array(rows, dtype=np.float64)


def sample(values: Floats, **more: object) -> Sample:
    """A sample of one group in which all are asked, each with an auxiliary value of 1."""
    told = {
        "sampled": np.full(values.shape, True),
        "groups": np.zeros(len(values), dtype=np.int64),
        "auxiliary": np.ones(values.shape),
    }
    return Sample(values=values, **{**told, **more})  # type: ignore[arg-type]


def ways(markers: np.ndarray) -> list[str]:
    """Each unit's markers as a line."""
    return [" ".join(Marker(one).name for one in row) for row in markers.tolist()]


def test_ratio_of_means_divides_sums_and_mean_of_ratios_averages_growth() -> None:
    given = panel([10.0, 30.0], [30.0, 30.0], [8.0, NONE])
    by_means, by_ratios = impute(sample(given)), impute(sample(given), RATIOS)
    assert by_means.values[2, 1] == 8 * 60 / 40
    assert by_ratios.values[2, 1] == 8 * (3 + 1) / 2
    assert by_means.links["backward"].values[0, 0] == pytest.approx(40 / 60)
    assert by_ratios.growth["backward"].values[0, 0] == pytest.approx(1 / 3)
    assert by_means.links["forward"].matched.tolist() == [[0, 2]]
    assert by_means.links["forward"].default.tolist() == [[True, False]]


def test_how_values_are_made_in_order_of_preference() -> None:
    by_hand = panel(
        [NONE] * 5, [NONE] * 5, [NONE, 7, NONE, NONE, NONE], [7, NONE, NONE, NONE, NONE], [NONE] * 5, [NONE] * 5
    )
    done = impute(
        sample(
            panel(
                [1, 1, 1, 1, 1],
                [NONE, 2, NONE, NONE, 2],
                [NONE, NONE, NONE, NONE, 2],
                [NONE, NONE, NONE, 2, NONE],
                [NONE] * 5,
                [3, NONE, NONE, NONE, NONE],
            ),
            manual=by_hand,
        )
    )
    assert ways(done.markers) == [
        "R R R R R",
        "BI R FIR FIR R",
        "C MC BI BI R",
        "MC BI BI R FIR",
        "C FIC FIC FIC FIC",
        "R FIR FIR FIR FIR",
    ]
    assert set(done.shares()) == {"R", "MC", "FIR", "BI", "C", "FIC"}
    assert sum(done.shares().values()) == pytest.approx(1)


def test_a_manual_construction_is_carried_forward_but_not_backward() -> None:
    done = impute(sample(panel([4.0, 4.0, 8.0], [NONE] * 3), manual=panel([NONE] * 3, [NONE, 5, NONE])))
    assert ways(done.markers)[1] == "C MC FIMC"
    assert done.values[1].tolist() == [4, 5, 10]


def test_nothing_is_carried_over_a_period_out_of_the_sample() -> None:
    asked = np.array([[True] * 4, [True, False, True, True], [True, True, False, True]])
    done = impute(sample(panel([1, 1, 1, 1], [9, NONE, NONE, NONE], [NONE, NONE, NONE, 9]), sampled=asked))
    assert ways(done.markers) == ["R R R R", "R NONE C FIC", "C FIC NONE R"]
    assert np.isnan(done.values[1, 1])


def test_groups_do_not_lend_each_other_links() -> None:
    given = panel([1, 2], [4, NONE], [1, 3], [4, NONE])
    assert impute(sample(given, groups=np.array([0, 0, 1, 1]))).values[:, 1].tolist() == [2, 8, 3, 12]


def test_what_may_not_enter_links_is_still_carried_forward() -> None:
    given = panel([1, 2], [1, 100], [4, NONE], [1000, NONE])
    done = impute(sample(given, considered=np.array([[True, True], [True, False], [True, True], [False, True]])))
    assert done.values[2:, 1].tolist() == [8, 2000]


def test_a_link_over_nothing_is_one() -> None:
    done = impute(sample(panel([0, 5], [3, NONE])))
    assert (done.links["forward"].values[0, 1], done.links["forward"].matched[0, 1]) == (1, 1)
    assert done.links["forward"].default[0, 1]


def test_zeros_are_left_out_of_growth_or_count_as_no_growth() -> None:
    given = panel([0, 5], [2, 8], [1, NONE])
    assert impute(sample(given), RATIOS).values[2, 1] == 4
    assert impute(sample(given), ImputationRule(method="mean of ratios", zeros=True)).values[2, 1] == 2.5


def test_trimming_leaves_out_the_ends_of_a_group_that_is_large_enough() -> None:
    given = np.array([[1.0, float(growth)] for growth in [*range(1, 20), 1000]] + [[1.0, NONE]])
    trim = Trim(lower=10, upper=10, above=10)
    done = impute(sample(given), ImputationRule(method="mean of ratios", trim=trim))
    assert done.links["forward"].matched[0, 1] == 18
    assert done.values[-1, 1] == pytest.approx(np.mean(range(2, 20)))
    few = impute(sample(given[-11:]), ImputationRule(method="mean of ratios", trim=trim))
    assert few.links["forward"].matched[0, 1] == 10


def test_weights_share_a_link_with_that_of_an_earlier_period() -> None:
    given = panel([1, 2, 12, 24], [5, NONE, NONE, NONE])
    done = impute(sample(given), ImputationRule(weight=0.75, lag=2))
    assert done.links["forward"].unweighted.tolist() == [[1, 2, 6, 2]]
    assert done.links["forward"].values.tolist() == [[1, 2, 0.75 * 6 + 0.25 * 1, 2]]


def test_a_run_goes_on_where_an_earlier_one_ended() -> None:
    given = panel([10, 20, 40, 80], [5, NONE, NONE, NONE], [NONE, NONE, NONE, NONE], [NONE, 3, NONE, 5])
    rule = ImputationRule(weight=0.5, lag=1)
    whole = impute(sample(given), rule)
    first = impute(sample(given[:, :2]), rule)
    links = {name: one.unweighted for name, one in first.links.items()}
    held = Held(values=first.values, markers=first.markers, links=links)
    rest = impute(sample(given[:, 2:], held=held), rule)
    assert ways(rest.markers) == ["R R", "FIR FIR", "FIC FIC", "FIR R"]
    np.testing.assert_allclose(rest.values, whole.values[:, 2:])
    np.testing.assert_allclose(rest.links["forward"].values, whole.links["forward"].values[:, 2:])


def test_given_links_are_taken_as_they_are() -> None:
    given = panel([10, NONE], [NONE, 10])
    links = {name: np.full((2, 2), factor) for name, factor in (("forward", 3.0), ("backward", 0.5))}
    done = impute(sample(given, links=links), ImputationRule(weight=0.5))
    assert done.values.tolist() == [[10, 30], [5, 10]]
    assert list(done.links) == ["construction"]
    assert done.link("forward").tolist() == [[3, 3], [3, 3]]


def test_no_units_are_imputed_as_none() -> None:
    assert impute(sample(np.empty((0, 3)))).values.shape == (0, 3)


@pytest.mark.parametrize("seed", range(20))
def test_trimming_one_group_is_trimming_it_beside_another(seed: int) -> None:
    draw = np.random.default_rng(seed)
    given = draw.integers(1, 4, (int(draw.integers(2, 40)), 2)).astype(np.float64)
    rule = ImputationRule(method="mean of ratios", trim=Trim(lower=seed, upper=3 * seed, above=seed // 2))
    alone = impute(sample(given), rule)
    beside = impute(sample(np.vstack([given, [[1, 1]]]), groups=np.array([0] * len(given) + [1])), rule)
    for name, growth in alone.growth.items():
        assert growth.kept.tolist() == beside.growth[name].kept[:-1].tolist()
        assert alone.links[name].values[0] == pytest.approx(beside.links[name].values[0])

from __future__ import annotations

import numpy as np
import pytest

from tallystick.compiling.methods.editing import correct_thousands, correct_totals
from tallystick.compiling.methods.selective import Combination, score
from tallystick.model import ReturnsError
from tests.unit.compiling.answers import Row, cases, flags, numbers, rows, words

SCORED = rows("ons/selective.csv")
QUESTIONS = ("question_1", "question_2", "question_3")


def same(found: object, expected: object) -> bool:
    return np.allclose(found, expected, rtol=1e-8, atol=1e-9, equal_nan=True)  # type: ignore[arg-type]


def test_thousand_errors_are_corrected_as_published() -> None:
    told = rows("ons/thousands.csv")
    columns = (numbers(told, name) for name in ("principal_val", "predictive_val", "aux_val"))
    found = correct_thousands(*columns, lower=250, upper=1350)
    assert (len(told), len(cases("ons/thousands.csv"))) == (24, 12)
    assert found.mark.tolist() == words(told, "tpc_marker")
    assert same(found.value, numbers(told, "principal_final_value"))
    assert same(found.ratio, numbers(told, "tpc_ratio"))
    for name in ("q42", "q43"):
        asked = [n for n, row in enumerate(told) if row["case"] != "11"]
        assert same(found.applied(numbers(told, name))[asked], numbers(told, f"{name}_final_value")[asked])


def test_limits_that_leave_nothing_between_are_refused() -> None:
    with pytest.raises(ReturnsError, match="between 1350 and 250; give 0 < lower < upper"):
        correct_thousands([1.0], [1.0], lower=1350, upper=250)


@pytest.mark.parametrize("name", cases("ons/totals.csv"))
def test_totals_and_components_are_corrected_as_published(name: str) -> None:
    told = cases("ons/totals.csv")[name]
    found = correct_totals(
        numbers(told, "total"),
        [numbers(told, f"comp_{n}") for n in range(1, 5)],
        amend_total=flags(told, "amend_total"),
        predictive=numbers(told, "predictive"),
        auxiliary=numbers(told, "auxiliary"),
        absolute=bound(told, "abs_threshold"),
        share=bound(told, "perc_threshold"),
    )
    assert found.mark.tolist() == words(told, "tcc_marker")
    assert same(found.total, numbers(told, "final_total"))
    for column, components in enumerate(found.components, 1):
        assert same(components, numbers(told, f"final_component_{column}"))
    for column_name, values in (("abs_diff", found.difference), ("perc_low", found.low), ("perc_high", found.high)):
        assert same(values, numbers(told, column_name))


def bound(told: list[Row], name: str) -> float | None:
    return float(told[0][name]) if told[0][name] else None


def test_there_are_thirty_four_cases_of_totals() -> None:
    assert len(cases("ons/totals.csv")) == 34


def test_what_has_no_total_or_nothing_to_compare_with_is_left_alone() -> None:
    found = correct_totals([np.nan, 5.0], [[1.0, 2.0]], amend_total=True, predictive=[1.0, np.nan], absolute=9)
    assert found.mark.tolist() == ["S", "S"]
    assert found.components.tolist() == [[1.0, 2.0]]


def test_totals_without_a_threshold_are_refused() -> None:
    with pytest.raises(ReturnsError, match="no threshold"):
        correct_totals([1.0], [[1.0]], amend_total=True)
    with pytest.raises(ReturnsError, match="the threshold share is -1"):
        correct_totals([1.0], [[1.0]], amend_total=True, share=-1)


def asked(ending: str) -> list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    return [numbers(SCORED, f"{question}_{ending}") for question in QUESTIONS]


@pytest.mark.parametrize(
    ("combination", "column"),
    [("maximum", "max"), ("mean", "mean"), ("weighted", "weighted"), ("minkowski", "minkowski")],
)
def test_scores_are_those_published(combination: Combination, column: str) -> None:
    found = score(
        asked("ar"),
        asked("pv"),
        asked("apv"),
        design=numbers(SCORED, "design_weight"),
        standard=asked("sf"),
        threshold=numbers(SCORED, "threshold"),
        combination=combination,
        weights=[0.5, 0.3, 0.2],
        power=4,
    )
    assert found.score == pytest.approx(np.stack(asked("s")), abs=1e-6)
    assert found.final == pytest.approx(numbers(SCORED, f"{column}_score"), abs=1e-6)
    assert found.passed.tolist() == flags(SCORED, f"se_marker_{column}").tolist()
    assert found.predicted.tolist() == [(~np.isnan(one)).tolist() for one in asked("pv")]


def test_without_a_value_before_the_auxiliary_predicts() -> None:
    found = score([[10.0, 10.0]], [[9.0, np.nan]], [[1.0, 5.0]], design=1, standard=[[100.0, 100.0]], threshold=3)
    assert found.score.tolist() == [[1.0, 5.0]]
    assert found.predicted.tolist() == [[True, False]]
    assert found.passed.tolist() == [True, False]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"returns": [[np.nan]]}, "row 1, question 1, has no return"),
        ({"predictive": [[np.nan]]}, "neither a value before nor an auxiliary"),
        ({"standard": [[0.0]]}, "no standard above nought"),
        ({"design": 0.5}, "row 1 has a design weight below 1"),
        ({"threshold": 0}, "no threshold above nought"),
        ({"combination": "minkowski", "power": 0}, "the power of a Minkowski distance is 0"),
        ({"combination": "weighted"}, "no weights for a weighted score"),
        ({"combination": "median"}, "not combined by 'median'"),
    ],
)
def test_what_cannot_be_scored_is_refused(change: dict[str, object], why: str) -> None:
    given = {"returns": [[1.0]], "predictive": [[1.0]], "design": 1, "standard": [[1.0]], "threshold": 1}
    with pytest.raises(ReturnsError, match=why):
        score(**(given | change))  # type: ignore[arg-type]

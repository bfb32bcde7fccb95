from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tallystick.compiling.methods.strata import cells
from tallystick.compiling.methods.winsorisation import Winsorised, winsorise
from tallystick.model import ReturnsError
from tests.unit.compiling.answers import Row, cases, numbers, words

CASES = {name: told for name, told in cases("ons/winsorisation.csv").items() if not name.startswith("unit")}
REFUSED = {
    "unit design_weight_smaller_than_one": "row 1 has a design weight below 1",
    "unit different_l_values_stratum_same_period": "row 5 has another L than its stratum in this period",
    "unit negative_calibration_factor": "row 1 has a calibration factor that is not above nought",
    "unit negative_l_value": "row 1 has a negative L",
    "unit null_value_present": "row 1 has no number for the value",
}


def winsorised(told: list[Row]) -> Winsorised:
    strata = cells(words(told, "date"), words(told, "group"))
    ratio: dict[str, Any] = {}
    if told[0]["calibration"]:
        ratio = {"calibration": numbers(told, "calibration"), "auxiliary": numbers(told, "other")}
    return winsorise(strata, numbers(told, "question"), numbers(told, "design"), numbers(told, "L"), **ratio)


def test_there_are_fifteen_cases() -> None:
    assert len(CASES) == 15


@pytest.mark.parametrize("name", CASES)
def test_weights_and_marks_are_those_published(name: str) -> None:
    told = CASES[name]
    found = winsorised(told)
    assert found.weight == pytest.approx(numbers(told, "outlier_weight"), abs=1e-6)
    assert found.mark.tolist() == words(told, "winsorisation_marker")
    assert found.value == pytest.approx(numbers(told, "question") * found.weight)


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_what_cannot_be_winsorised_is_refused(name: str, why: str) -> None:
    with pytest.raises(ReturnsError, match=why) as refused:
        winsorised(cases("ons/winsorisation.csv")[name])
    assert refused.value.advice


def test_a_stratum_may_have_another_limit_in_another_period() -> None:
    found = winsorised(cases("ons/winsorisation.csv")["unit different_l_values_stratum_different_periods"])
    assert np.all(found.weight <= 1)


def test_half_a_ratio_is_refused() -> None:
    with pytest.raises(ReturnsError, match="told in half"):
        winsorise(cells(["a"]), [1.0], [2.0], [3.0], calibration=[1.0])

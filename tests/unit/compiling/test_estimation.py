from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tallystick.compiling.methods.estimation import (
    DesignWeights,
    OutOfScope,
    calibration_factors,
    design_weights,
    estimates,
)
from tallystick.compiling.methods.strata import cells, once
from tallystick.model import ReturnsError
from tests.unit.compiling.answers import Row, cases, flags, numbers, words

CASES = {name: told for name, told in cases("ons/estimation.csv").items() if not name.startswith("unit")}
REFUSED = {
    "unit deaths_in_unsampled": "is not sampled and yet found dead",
    "unit duplicate_references": "row 18 tells of 17 in 202009 again",
    "unit mixed_h-values_in_strata": "differs in `births` from its stratum",
    "unit null_value_present": "row 1 has no stratum",
}


def weighed(name: str, told: list[Row]) -> DesignWeights:
    once(words(told, "identifier"), words(told, "date"))
    strata = cells(words(told, "date"), words(told, "group"))
    scope: OutOfScope = "full" if "scope_full" in name else "partial" if "scope_partial" in name else ""
    options: dict[str, Any] = {"out_of_scope": scope}
    if told[0]["adjustment"]:
        options |= {"found": words(told, "adjustment"), "births": flags(told, "H")}
    return design_weights(strata, flags(told, "sample"), **options)


def test_there_are_ten_cases() -> None:
    assert len(CASES) == 10


@pytest.mark.parametrize("name", CASES)
def test_weights_and_factors_are_those_published(name: str) -> None:
    told = CASES[name]
    strata = cells(words(told, "date"), words(told, "group"))
    weights = weighed(name, told)
    assert weights.adjusted[strata.codes] == pytest.approx(numbers(told, "design_weight"), abs=1e-6)
    before = weights.unadjusted[strata.codes]
    if told[0]["unadjusted_design_weight"]:
        assert before == pytest.approx(numbers(told, "unadjusted_design_weight"), abs=1e-6)
    if told[0]["calibration_factor"]:
        groups = cells(words(told, "date"), words(told, "calibration" if told[0]["calibration"] else "group"))
        factors = calibration_factors(groups, numbers(told, "other"), flags(told, "sample"), before)
        assert factors[groups.codes] == pytest.approx(numbers(told, "calibration_factor"), abs=1e-6)


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_what_cannot_be_weighed_is_refused(name: str, why: str) -> None:
    with pytest.raises(ReturnsError, match=why) as refused:
        weighed(name, cases("ons/estimation.csv")[name])
    assert refused.value.advice


def test_a_stratum_of_dead_units_has_no_weight() -> None:
    with pytest.raises(ReturnsError, match="no sampled unit is left"):
        design_weights(cells(["a"] * 3), [True, True, False], found=list("DDI"), births=[True] * 3)
    with pytest.raises(ReturnsError, match="no unit is sampled in the stratum of row 2"):
        design_weights(cells(["a", "b"]), [True, False])


def test_half_a_birth_death_adjustment_is_refused() -> None:
    one = cells(["a"] * 2)
    with pytest.raises(ReturnsError, match="told in half"):
        design_weights(one, [True, False], found=["I", "I"])
    with pytest.raises(ReturnsError, match="out of scope are not told"):
        design_weights(one, [True, False], out_of_scope="full")
    with pytest.raises(ReturnsError, match="row 1 is out of scope"):
        design_weights(one, [True, False], found=["O", "I"], births=[True, True])
    with pytest.raises(ReturnsError, match="row 2 is found to be neither"):
        design_weights(one, [True, False], found=["I", "x"], births=[True, True])


def test_a_ratio_estimate_of_the_auxiliary_is_its_register_total() -> None:
    chance = np.random.default_rng(5)
    x, taken = chance.lognormal(3, 1, 200), chance.random(200) < 0.3
    strata, groups = cells(chance.integers(4, size=200)), cells(chance.integers(2, size=200))
    weights = design_weights(strata, taken).unadjusted[strata.codes]
    factors = calibration_factors(groups, x, taken, weights)[groups.codes]
    told = cells(groups.codes[taken])
    assert estimates(told, x[taken], weights[taken], calibration=factors[taken]) == pytest.approx(groups.total(x))


def test_values_and_weights_that_cannot_be_are_refused() -> None:
    one = cells(["a"] * 2)
    with pytest.raises(ReturnsError, match="row 2 has no number for the value"):
        estimates(one, [1.0, np.nan], 1.0)
    with pytest.raises(ReturnsError, match="row 1 has a design weight that cannot be"):
        estimates(one, [1.0, 2.0], [0.5, 1.0])
    with pytest.raises(ReturnsError, match="what is no number"):
        estimates(one, ["many", "few"], 1.0)
    with pytest.raises(ReturnsError, match="has an auxiliary of nought"):
        calibration_factors(one, [0.0, 5.0], [True, False], [2.0, 2.0])
    with pytest.raises(ReturnsError, match="not a column of true and false"):
        design_weights(one, [1, 0])
    with pytest.raises(ReturnsError, match="has 3 rows beside 2"):
        estimates(one, [1.0, 2.0, 3.0], 1.0)

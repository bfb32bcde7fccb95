"""Imputation gives the published answers: all cases of the Office for National Statistics, each in two ways."""

from __future__ import annotations

import pytest

from tallystick.compiling.methods.imputation_records import impute_records
from tests.unit.compiling.ons_cases import NAMES, cases, differences, table

METHODS = ("ratio_of_means", "mean_of_ratios")
ALL = [(method, case) for method in METHODS for case in cases(method)]


def test_all_cases_are_here() -> None:
    assert [len(cases(method)) for method in METHODS] == [36, 81]


@pytest.mark.parametrize(("method", "case"), ALL)
def test_values_markers_links_and_counts_are_those_published(method: str, case: str) -> None:
    assert differences(method, case, held=False) == []


@pytest.mark.parametrize(("method", "case"), ALL)
def test_so_they_are_where_the_first_period_is_held_of_an_earlier_run(method: str, case: str) -> None:
    assert differences(method, case, held=True) == []


def test_manual_constructions_held_are_carried_forward() -> None:
    held, wanted = table("unit/manual_construction_back_data"), table("unit/manual_construction_output")
    given = table("unit/manual_construction_input")
    found = impute_records(given, names=NAMES, earlier=held)
    assert found["marker"] == wanted["marker"]
    assert found["output"] == [float(one) for one in wanted["output"]]
    assert found["construction"] == pytest.approx([float(one) for one in wanted["construction"]], abs=1e-6)

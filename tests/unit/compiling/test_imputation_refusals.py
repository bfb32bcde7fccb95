"""Records and samples that cannot be imputed are refused, and what to do is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tallystick.compiling.methods.imputation import impute
from tallystick.compiling.methods.imputation_model import Held, ImputationRule, Sample
from tallystick.compiling.methods.imputation_records import impute_records
from tallystick.compiling.methods.links import Trim
from tallystick.model import ReturnsError
from tests.unit.compiling.ons_cases import NAMES, Columns, table

GOOD = "basic_functionality"


@pytest.mark.parametrize(
    ("records", "earlier", "told"),
    [
        ("input_data_nulls", None, "record 4 of the records has no date; fill it, or leave out the record"),
        ("duplicate_rows", None, "identifier 1234 has two records for date 202105 in group 9000; keep one of them"),
        ("basic_functionality_partial_link_cols", None, "a forward link alone is given; give forward and backward"),
        (GOOD, "back_data_missing_column", "the records held lack column output"),
        (GOOD, "back_data_no_output", "the records held lack column output"),
        (GOOD, "back_data_nulls", "the records held lack columns output, marker"),
    ],
)
def test_published_files_that_are_bad_are_refused(records: str, earlier: str | None, told: str) -> None:
    with pytest.raises(ReturnsError, match=told):
        impute_records(table(f"unit/{records}"), names=NAMES, earlier=earlier and table(f"unit/{earlier}"))


@pytest.mark.parametrize("earlier", ["back_data_with_link_cols", "back_data_without_link_cols"])
@pytest.mark.parametrize("records", [GOOD, "basic_functionality_with_link_cols"])
def test_published_files_that_are_good_are_taken(records: str, earlier: str) -> None:
    found = impute_records(table(f"unit/{records}"), names=NAMES, earlier=table(f"unit/{earlier}"))
    assert (found["output"], found["marker"]) == ([1.0], ["R"])


def changed(**cells: list[Any] | None) -> Columns:
    """A good table with columns replaced, or with None left out."""
    columns = table(f"unit/{GOOD}")
    return {name: one for name, one in {**columns, **cells}.items() if one is not None}


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (changed(group=None), "the records lack column group; add it, or say which of identifier, date"),
        (changed(question=["much"]), "question of record 1 of the records is 'much'; give a number"),
        (changed(question=[float("inf")]), "question of record 1 of the records is inf; leave empty"),
        (changed(other=[None]), "record 1 of the records has no other; fill it"),
        (changed(date=["202113"]), "date of record 1 of the records is '202113'; write year and month"),
        (changed(date=[None]), "record 1 of the records has no date"),
        (changed(group=[" "]), "record 1 of the records has no group"),
        (changed(other=["1", "2"]), "columns of 1 and 2 cells"),
        (changed(construction=[None]), "record 1 of the records has no construction"),
        ({name: [] for name in changed()}, "the records are empty"),
        ("returns.csv", "records that are a str; give a mapping of columns"),
    ],
)
def test_records_that_cannot_be_used(columns: object, told: str) -> None:
    with pytest.raises(ReturnsError, match=told):
        impute_records(columns, names=NAMES)


def test_what_an_earlier_run_held_must_be_told_as_it_tells_it() -> None:
    held = {"identifier": ["1234"], "date": ["202104"], "group": ["9000"], "output": ["1"], "marker": ["FI"]}
    with pytest.raises(ReturnsError, match="marker 'FI' in the records held; give one of R, MC, FIR, BI"):
        impute_records(changed(), names=NAMES, earlier=held)
    with pytest.raises(
        ReturnsError, match="lack columns unweighted_backward, unweighted_construction, unweighted_forw"
    ):
        impute_records(changed(), ImputationRule(weight=0.5), names=NAMES, earlier=held | {"marker": ["R"]})


def test_periods_lie_whole_steps_apart() -> None:
    quarters: Columns = {"unit": [1, 1], "period": ["202003", "202006"], "group": [1, 1], "value": [3, None]}
    quarters["auxiliary"] = [1, 1]
    assert impute_records(quarters, step=3)["marker"] == ["R", "FIR"]
    assert impute_records(quarters, step=1)["marker"] == ["R", "C"]
    with pytest.raises(ReturnsError, match="record 2 of the records is no multiple of 12 months apart"):
        impute_records(quarters, step=12)
    with pytest.raises(ReturnsError, match="give 1 for months"):
        impute_records(quarters, step=0)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"method": "mean"}, "no imputation by 'mean'; give ratio of means, mean of ratios"),
        ({"zeros": True}, "ratio of means neither trims nor leaves out zeros"),
        ({"trim": Trim()}, "ratio of means neither trims"),
        ({"weight": 1.5}, "links of weight 1.5"),
        ({"lag": 0}, "links of 0 periods before"),
    ],
)
def test_rules_that_cannot_be_followed(rule: dict[str, Any], told: str) -> None:
    with pytest.raises(ReturnsError, match=told):
        ImputationRule(**rule)


def test_trims_are_shares() -> None:
    with pytest.raises(ReturnsError, match="trims of 60 and 50 per cent"):
        Trim(lower=60, upper=50)


ONE = np.array([[1.0, np.nan]])
BOTH = np.array([[True, True]])
GROUP = np.array([0])


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        (Sample(values=ONE, sampled=BOTH[:, :1], groups=GROUP), r"sampled are \(1, 1\) but values \(1, 2\)"),
        (Sample(values=ONE, sampled=~BOTH, groups=GROUP), "returns of units that were not sampled"),
        (Sample(values=ONE, sampled=BOTH, groups=np.array([0, 1])), "2 groups for 1 units"),
        (Sample(values=np.array([[np.inf, 1.0]]), sampled=BOTH, groups=GROUP), "values that are infinite"),
        (Sample(values=ONE, sampled=BOTH, groups=GROUP, links={"backward": ONE}), "a backward link alone"),
        (
            Sample(values=np.full((1, 2), np.nan), sampled=BOTH, groups=GROUP),
            "2 values cannot be imputed, first that of unit 0 in period 0; give each unit",
        ),
        (
            Sample(values=ONE, sampled=BOTH, groups=GROUP, held=Held(values=ONE, markers=np.zeros((2, 2), np.int8))),
            r"\(1, 2\) values are held of 1 units",
        ),
        (
            Sample(
                values=ONE,
                sampled=BOTH,
                groups=GROUP,
                held=Held(values=ONE[:, :1], markers=np.zeros((1, 1), np.int8), links={"forward": ONE}),
            ),
            "links are held of other groups or periods",
        ),
    ],
)
def test_samples_that_do_not_go_together(sample: Sample, told: str) -> None:
    with pytest.raises(ReturnsError, match=told):
        impute(sample)

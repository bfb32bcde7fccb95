"""Figures of few enterprises are suppressed, and cannot be told from the others of their row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.compiling.figures.printed import Row
from tallystick.compiling.making import compile as compiled

RECIPE: dict[str, Any] = {"name": "few", "link": "", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}]}
BRIDGE = ("both_periods", "entry", "exit")


def of(years: list[list[str]], **more: Any) -> list[Row]:
    """The rows of firms (letters) by year, each with what its place in the alphabet says."""
    cells = [(firm, str(2021 + n), 10.0 + ord(firm)) for n, firms in enumerate(years) for firm in firms]
    table = pyarrow.table(dict(zip(("unit", "period", "turnover"), map(list, zip(*cells, strict=True)), strict=True)))
    return list(compiled(RECIPE | more, table))


def test_the_few_that_came_do_not_follow_from_growth() -> None:
    [_, row] = of([list("abcd"), list("abcde")])
    assert set(row.suppressed) == {"both_periods", "entry"}
    assert row.growth is not None
    assert row.exit == 0


def test_a_part_that_few_left_behind_tells_nothing() -> None:
    table = pyarrow.table({
        "unit": list("abcdefabcd"), "period": ["2021"] * 6 + ["2022"] * 4, "turnover": np.arange(10.0, 20),
        "place": ["x"] * 4 + ["y"] * 2 + ["x"] * 4,
    })  # fmt: skip
    rows = compiled(RECIPE | {"partition": [{"column": "place"}]}, table)
    [gone] = [row for row in rows if (row.part, row.period) == ("y", "2022")]
    assert (gone.points, gone.rate) == (None, None)
    assert {"points", "rate"} <= set(gone.suppressed)


def test_a_mean_holds_no_year_of_few() -> None:
    [*_, row] = of([list("abwxyz"), list("abcdef"), list("abcdef")])
    assert row.like_for_like is not None
    assert (row.mean, row.suppressed) == (None, ("mean",))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True), min_size=2, max_size=4))
@settings(max_examples=25, deadline=None)
def test_no_term_of_a_bridge_is_the_only_one_hidden(years: list[list[str]]) -> None:
    for row in of(years):
        hidden = [name for name in ("growth", *BRIDGE) if name in row.suppressed]
        assert len(hidden) != 1
        assert all(count == 0 or count >= 3 for count in shown(row))


def shown(row: Row) -> Iterator[int]:
    """How many enterprises make the figures that are told."""
    counts = {"both_periods": row.both, "entry": row.entrants, "exit": row.exits, "like_for_like": row.both}
    counts |= {"level": row.enterprises}
    yield from (count for name, count in counts.items() if getattr(row, name) is not None)


@pytest.mark.parametrize("scale", [1.0, 100.0])
def test_points_of_a_rate_have_the_scale_of_its_level(scale: float) -> None:
    table = pyarrow.table({
        "unit": list("abcabc"), "period": ["2021"] * 3 + ["2022"] * 3,
        "use": np.array([60, 70, 80, 70, 80, 90.0]) / scale,
        "size": [1.0] * 6,
    })  # fmt: skip
    use = {"id": "industry.capacity_utilization", "numerator": "use", "denominator": "size", "kind": "weighted mean"}
    [_, row] = compiled(RECIPE | {"indicator": [use | {"scale": scale}]}, table)
    assert [str(one) for one in (row.level, row.growth, row.like_for_like)] == ["80.0", "10.0", "10.0"]

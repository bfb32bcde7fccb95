"""Turns of American industrial production lie where the NBER dates the turns of business since 1919.

Dates: NBER, "US Business Cycle Expansions and Contractions". Series: Federal Reserve, G.17, total index, January 2026.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.adjusting import history
from tallystick.model import Period, SeriesError
from tallystick.monitoring.turning_points import turning_points
from tests.unit.adjusting.series_of import series_of

PEAKS = [
    "1920-01", "1923-05", "1926-10", "1929-08", "1937-05", "1945-02", "1948-11", "1953-07",
    "1957-08", "1960-04", "1969-12", "1973-11", "1980-01", "1981-07", "1990-07", "2001-03",
    "2007-12", "2020-02",
]  # fmt: skip
TROUGHS = [
    "1921-07", "1924-07", "1927-11", "1933-03", "1938-06", "1945-10", "1949-10", "1954-05",
    "1958-04", "1961-02", "1970-11", "1975-03", "1980-07", "1982-11", "1991-03", "2001-11",
    "2009-06", "2020-04",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "dated", "fewest"), [("peak", PEAKS, 16), ("trough", TROUGHS, 17)])
def test_turns_of_production_are_those_of_business(kind: str, dated: list[str], fewest: int) -> None:
    turns = [turn.period.first for turn in turning_points(series_of("us_industrial_production")) if turn.kind == kind]
    near = [day for day in dated if any(abs(Period.parse(day).first - turn) <= 6 for turn in turns)]
    assert len(near) >= fewest
    assert len(turns) <= 26


def test_the_newest_turns_may_move() -> None:
    values = [*range(40, 90), *range(90, 82, -1)]
    told = history("x", [(f"{2015 + n // 12}-{n % 12 + 1:02}", value) for n, value in enumerate(values)] + later(58, 3))
    turns = turning_points(told)
    assert [(turn.kind, str(turn.period)) for turn in turns] == [("peak", "2019-03")]
    assert not turns[0].provisional


def later(start: int, months: int) -> list[tuple[str, float]]:
    """Some months more that fall on."""
    return [(f"{2015 + n // 12}-{n % 12 + 1:02}", 81.0 - (n - start)) for n in range(start, start + months)]


def test_logs_need_values_above_nought() -> None:
    told = history("x", [(f"{2015 + n // 12}-{n % 12 + 1:02}", 1.0 + n) for n in range(60)])
    below = type(told)(name="x", first=told.first, values=(-1.0, *told.values[1:]))
    with pytest.raises(SeriesError, match="dated on logs"):
        turning_points(below)


@given(st.lists(st.floats(1, 100), min_size=60, max_size=200, unique=True))
def test_turns_alternate_and_last(values: list[float]) -> None:
    told = history("x", [(f"{2000 + n // 12}-{n % 12 + 1:02}", value) for n, value in enumerate(values)])
    turns = turning_points(told)
    for before, after in itertools.pairwise(turns):
        assert before.kind != after.kind
        assert after.period.first - before.period.first >= 5
    for before, after in zip(turns, turns[2:], strict=False):
        assert after.period.first - before.period.first >= 15

"""What is told as stable or within a range, beside the values around it."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from tallystick.model import Window
from tallystick.reconciling.history.steadiness import steady_beside
from tallystick.reconciling.history.testing import Answer
from tallystick.reconciling.wording import say
from tests.unit.reconciling.history.test_claims import claim, figure, past


def beside(low: str, high: str, window: Window | None = None, **values: str) -> Answer:
    of = figure("2021", low)
    band = msgspec.structs.replace(
        of, text=f"{low} to {high}%", value=(Decimal(low), Decimal(high)), lower=Decimal(low), upper=Decimal(high)
    )
    found = steady_beside(claim("steady", "within", window), band, past(**values))
    assert found is not None
    return found


THREE = Window(n=3, unit="year")


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"y2019": "2.2", "y2020": "2.8", "y2021": "2.5"}, "holds"),
        ({"y2019": "2.2", "y2020": "3.4", "y2021": "2.5"}, "contradicts"),
        ({"y2020": "3.4", "y2021": "2.5"}, "cannot check"),
        ({"y2020": "2.4", "y2021": "2.5"}, "cannot check"),
    ],
)
def test_values_lie_in_the_range_told_or_do_not(values: dict[str, str], verdict: str) -> None:
    assert beside("2", "3", THREE, **values).verdict == verdict


def test_one_value_alone_contradicts_no_range() -> None:
    assert beside("2", "3", y2021="3.4").verdict == "cannot check"
    assert beside("2", "3", y2021="2.4").verdict == "holds"


def test_without_a_range_both_spreads_are_told() -> None:
    values = {f"y{year}": f"{number}" for year, number in zip(range(2012, 2021), "435462536", strict=True)}
    found = steady_beside(claim("steady", "same"), figure("2021", "5"), past(**values))
    assert found is not None
    told = "; ".join(say(reason) for reason in found.reasons)
    assert found.verdict == "cannot check"
    assert "from 2% to 6%" in told or "from 3% to 6%" in told
    assert "before, from" in told

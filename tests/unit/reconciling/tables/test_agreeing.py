"""Whether a figure and a cell meet is what their intervals say, whatever their ends."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tallystick.model import Observation
from tallystick.reconciling.tables.agreeing import as_told, meet

ENDS = st.none() | st.integers(-3, 3).map(Decimal)


@st.composite
def figures(draw: st.DrawFn) -> Observation:
    value = draw(st.integers(-3, 3).filter(bool))
    return Observation(
        release="x",
        id="x:0",
        text=str(value),
        start=0,
        end=1,
        value=Decimal(value),
        lower=draw(ENDS),
        upper=draw(ENDS),
        lower_open=draw(st.booleans()),
        upper_open=draw(st.booleans()),
        digits=str(abs(value)),
        unit="%",
        measure="level",
        subject=draw(st.sampled_from(["Budget deficit", "Sales"])),
    )


@given(figures(), figures())
def test_they_meet_where_their_intervals_do(figure: Observation, cell: Observation) -> None:
    assert meet(figure, cell) == (not (figure.interval & as_told(figure, cell)).is_empty)

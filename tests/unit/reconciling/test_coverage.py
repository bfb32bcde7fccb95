"""How many figures stand in a tie and why others do not; implied figures that the text states are left out."""

from __future__ import annotations

from tallystick.reconciling import check
from tallystick.reconciling.coverage import COUNTS
from tests.unit.reconciling.build import Draft


def test_every_figure_outside_of_ties_has_one_reason() -> None:
    draft = Draft()
    draft.say("5", "sales")
    draft.say("105", "sales", "USD", "level", "2021", "")
    draft.say("100", "sales", "USD", "level", "2020", "")
    draft.say("3.1", "")
    draft.say("4.5", "output", period="2023", status="target")
    draft.say("7.7", "imports", base="")
    draft.say("8.8", "rents")
    summary = check(draft.reading()).summary
    assert [summary[name] for name in COUNTS] == [3, 4, 1, 1, 1, 1]


def implied(draft: Draft) -> list[str]:
    return [one.statement for one in check(draft.reading()).findings if one.kind == "implied"]


def test_an_implied_figure_that_the_text_states_is_left_out() -> None:
    draft = Draft()
    draft.say("75.1", "capacity utilization rate", "%", "level", "2023", "")
    draft.say("-0.5", "capacity utilization rate", "pp", "change", "2023", "2022")
    assert implied(draft) == ["Capacity utilization rate in 2022 is between 75.50 and 75.70%."]
    draft.say("75.6", "rate of use", "%", "level", "2022", "")
    assert implied(draft) == []

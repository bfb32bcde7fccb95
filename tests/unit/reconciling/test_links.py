"""A link proves what its identity says: both strengths hold, only a phrase contradicts, a doubt is told."""

from __future__ import annotations

import pytest

from tallystick import read_text
from tallystick.model import KnowledgeError, Observation
from tallystick.reconciling.links import NEAR, PHRASE, Link, prove
from tallystick.reconciling.mentions import sentences
from tests.unit.reconciling.build import Draft


def _levels(growth: str) -> dict[str, tuple[Observation, ...]]:
    draft = Draft()
    told = "Sales of kettles rose to £112, from £100."
    draft.say(growth, "sales of kettles", sentence=told)
    draft.say("112", "sales of kettles", "GBP", "level", sentence=told)
    draft.say("100", "sales of kettles", "GBP", "level", "2020", sentence=told)
    growing, new, old = draft.observations
    return {"growth": (growing,), "new": (new,), "old": (old,)}


@pytest.mark.parametrize("strength", [PHRASE, NEAR])
def test_figures_that_agree_hold_however_they_are_linked(strength: str) -> None:
    found = prove(Link("growth_from_levels", _levels("12"), strength))
    assert found is not None
    assert found.verdict == "holds"


def test_only_a_phrase_contradicts() -> None:
    found = prove(Link("growth_from_levels", _levels("21"), PHRASE))
    assert found is not None
    assert found.verdict == "contradicts"
    assert found.repairs
    assert prove(Link("growth_from_levels", _levels("21"), NEAR)) is None


@pytest.mark.parametrize("strength", [PHRASE, NEAR])
def test_a_doubt_is_told_instead(strength: str) -> None:
    found = prove(Link("growth_from_levels", _levels("21"), strength, doubt="the years are not told"))
    assert found is not None
    assert (found.verdict, found.reason) == ("cannot check", "the years are not told")


def test_an_identity_nobody_knows_is_named() -> None:
    with pytest.raises(KnowledgeError, match="no identity is called moonshine"):
        prove(Link("moonshine", _levels("12")))


def test_a_sentence_gives_its_figures_and_the_words_between() -> None:
    text = "Sales\n\nSales rose 12% to £112 million in 2021, from £100 million in 2020. Rents fell by 3% in 2021.\n"
    first, second = sentences(read_text(text, released="2022-02-28", reader="fast"))
    assert [figure.text for figure in first.figures] == ["12%", "£112 million", "£100 million"]
    assert [first.before(number) for number in range(3)] == ["Sales rose ", " to ", " in 2021, from "]
    assert (first.behind, second.behind) == (" in 2020.", " in 2021.")


def test_the_same_words_twice_are_two_sentences() -> None:
    text = "Sales\n\nSales rose by 12% in 2021. Rents fell. Sales rose by 12% in 2021.\n"
    places = [one.figures[0].start for one in sentences(read_text(text, released="2022-02-28", reader="fast"))]
    assert len(set(places)) == 2

"""New names are weighed by themselves: what was known keeps its weight."""

from __future__ import annotations

from tallystick.reading.choosing.linear import Ranker
from training.fitting import Ranked
from training.new_names import weigh

BEFORE = Ranker({"near": 1.0})
TOLD = [Ranked([["near"], ["far", "told-apart:2", "level|told-apart:2"]], frozenset([1])) for _ in range(20)]
PLAIN = [Ranked([["near"], ["far"]], frozenset([0])) for _ in range(20)]


def test_a_new_name_outweighs_what_it_stands_against() -> None:
    after = weigh([*TOLD, *PLAIN], BEFORE, ("told-apart",))
    assert after.weights.keys() == {"near", "told-apart:2", "level|told-apart:2"}
    assert after.weights["near"] == BEFORE.weights["near"]
    assert after.score(TOLD[0].candidates[1]) > after.score(TOLD[0].candidates[0])


def test_without_examples_the_ranker_stays_as_it_is() -> None:
    assert weigh(PLAIN, BEFORE, ("told-apart",)) == BEFORE
    assert weigh(TOLD[:2], BEFORE, ("told-apart",)) == BEFORE

"""A small run of mutated texts: nothing breaks, no digit disappears (`python -m benchmarks.mutations` runs many)."""

from __future__ import annotations

import random

import pytest

from benchmarks.mutations import mutated, run, seeds

_TEXTS = 40


@pytest.mark.parametrize("seed", [3, 4])
def test_mutated_texts_go_the_whole_way(seed: int) -> None:
    outcome = run(_TEXTS, seed)
    assert outcome.texts == _TEXTS
    assert outcome.shown == {}


def test_the_same_seed_makes_the_same_texts_and_most_differ() -> None:
    start = seeds()
    one, other = ([mutated(random.Random(seed), start[seed]) for seed in range(50)] for _ in range(2))
    assert one == other
    assert sum(text != start[seed] for seed, text in enumerate(one)) > 40

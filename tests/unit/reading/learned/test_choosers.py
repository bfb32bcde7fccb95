"""Choosers: odds, weights in a file, confidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.choosing.confidence import Calibration
from tallystick.reading.choosing.linear import Classifier, Ranker, odds
from tallystick.reading.choosing.weights import load, save, shipped


@given(st.lists(st.floats(-300, 300), min_size=1, max_size=30))
def test_odds_sum_to_one_and_keep_the_order(scores: list[float]) -> None:
    told = odds(scores)
    assert sum(told) == pytest.approx(1)
    assert told[scores.index(max(scores))] == max(told)


def test_a_ranker_prefers_what_its_weights_speak_for() -> None:
    ranker = Ranker({"subject": 2.0, "object": -1.0})
    first, second, third = ranker.odds([["object"], ["subject", "unknown"], []])
    assert second > third > first


def test_a_classifier_knows_nothing_without_features() -> None:
    classifier = Classifier(("level", "growth"), {"by": (-1.0, 1.0)})
    assert classifier.odds([]) == {"level": 0.5, "growth": 0.5}
    assert classifier.odds(["by"])["growth"] > 0.8


@given(st.floats(0, 1), st.floats(0, 1))
def test_confidence_rises_with_the_odds_of_the_parts(a: float, b: float) -> None:
    curve = Calibration(-0.5, (1.0, 0.5))
    low, high = sorted((a, b))
    assert 0 <= curve.confidence((low, 0.5)) <= curve.confidence((high, 0.5)) <= 1


def test_weights_come_back_from_their_file(tmp_path: Path) -> None:
    weights = shipped()
    first = save(weights, tmp_path / "a.json.gz")
    assert load(tmp_path / "a.json.gz") == weights
    assert save(weights, tmp_path / "b.json.gz") == first
    assert (tmp_path / "a.json.gz").read_bytes() == (tmp_path / "b.json.gz").read_bytes()

"""Confidence is learned from figures of publishers left out, and judged on others."""

from __future__ import annotations

import pytest

from training.calibrating import SHARES, Outcome, calibrate, reliability


def told(group: str, n: int) -> list[Outcome]:
    """Figures of one publisher: those that the rules read alike are right, of the others one in four."""
    alike = [Outcome((0.8, 0.7), ("rules:alike",), True, group) for _ in range(n)]
    return alike + [Outcome((0.8, 0.7), ("rules:other",), k % 4 == 0, group) for k in range(n)]


def test_a_ground_that_speaks_for_a_figure_raises_its_confidence() -> None:
    curve = calibrate([one for group in "abc" for one in told(group, 20)])
    assert curve.confidence((0.8, 0.7), ["rules:alike"]) > 0.9
    assert curve.confidence((0.8, 0.7), ["rules:other"]) == pytest.approx(0.25, abs=0.06)


def test_the_surest_are_told_apart_and_the_odds_hold_for_publishers_not_seen() -> None:
    surest, error = reliability([one for group in "abcdefghij" for one in told(group, 20)])
    assert tuple(surest) == SHARES
    assert surest[0.5] == 1.0
    assert surest[1.0] == pytest.approx(0.625)
    assert error < 0.06

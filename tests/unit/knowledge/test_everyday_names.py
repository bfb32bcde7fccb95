"""Every example beside the everyday names of indicators."""

from __future__ import annotations

import pytest

from tallystick.knowledge import load_topics
from tallystick.knowledge.everyday_names import meaning
from tallystick.knowledge.indicators import catalogue

KNOWN = load_topics("everyday")["names"]
CASES = [*KNOWN["examples"], *KNOWN["counterexamples"]]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_name_means_what_is_told(case: dict[str, str]) -> None:
    language = "en" if case["text"].isascii() else "zh"
    assert meaning(case["text"], language, case["area"]) == case.get("indicator", "")


def test_meanings_are_indicators_of_the_catalogue() -> None:
    assert {entry["indicator"] for entry in KNOWN["meaning"]} <= catalogue().keys()

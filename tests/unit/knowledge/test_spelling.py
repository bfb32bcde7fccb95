"""The two spellings of English, by the file's own examples."""

from __future__ import annotations

from typing import Any

import pytest

from tallystick.knowledge import load_topics
from tallystick.knowledge.spelling import spellings

TOPIC = load_topics("spelling")["en"]


@pytest.mark.parametrize("case", TOPIC["examples"], ids=lambda case: case["text"])
def test_a_word_is_known_by_its_other_spelling(case: dict[str, Any]) -> None:
    assert case["also"] in spellings(case["text"])
    assert case["text"] in spellings(case["also"])


@pytest.mark.parametrize("case", TOPIC["counterexamples"], ids=lambda case: case["text"])
def test_other_words_stay_alone(case: dict[str, Any]) -> None:
    assert spellings(case["text"]) == (case["text"],)

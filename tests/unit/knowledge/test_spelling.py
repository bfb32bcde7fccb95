"""The two spellings of English and of Chinese, by the files' own examples."""

from __future__ import annotations

from typing import Any

import pytest

from tallystick.knowledge import load_topics
from tallystick.knowledge.spelling import forms, singular, spellings

TOPICS = load_topics("spelling")
EXAMPLES = [case for topic in TOPICS.values() for case in topic["examples"]]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["text"])
def test_a_word_is_known_by_its_other_spelling(case: dict[str, Any]) -> None:
    assert case["also"] in spellings(case["text"])
    assert case["text"] in spellings(case["also"])


@pytest.mark.parametrize("case", TOPICS["en"]["counterexamples"], ids=lambda case: case["text"])
def test_other_words_stay_alone(case: dict[str, Any]) -> None:
    assert spellings(case["text"]) == (case["text"],)


@pytest.mark.parametrize("case", TOPICS["zh"]["counterexamples"], ids=lambda case: case["text"])
def test_other_characters_stay_apart(case: dict[str, Any]) -> None:
    assert case["also"] not in spellings(case["text"])


def test_nouns_are_known_by_one_and_by_several() -> None:
    for case in TOPICS["en"]["numbers"]:
        assert singular(case["several"]) == case["one"]
        assert {case["one"], case["several"]} <= {*forms(case["one"])} & {*forms(case["several"])}
    assert forms("consensus")[:1] == ("consensus",)
    assert forms("5g") == ("5g",)


def test_a_character_is_written_two_ways_at_most_once() -> None:
    pairs = TOPICS["zh"]["pairs"].split()
    others = [other for pair in pairs for other in pair[1:]]
    assert len({pair[0] for pair in pairs}) == len(pairs)
    assert len(set(others)) == len(others)
    assert not {pair[0] for pair in pairs} & set(others)

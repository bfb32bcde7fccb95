"""Every form of a claim is found where its examples say, with its meaning, and nowhere in its look-alikes."""

from __future__ import annotations

from typing import Any

import pytest

from tallystick import read_text
from tallystick.knowledge import load_topics
from tallystick.model.finding import CLAIMS
from tallystick.reconciling.claims import claims_of
from tallystick.reconciling.claims.vocabulary import LANGUAGES
from tallystick.reconciling.finding_rows import assertion_to_dict

TOPICS = [
    pytest.param(topic, id=f"{language}-{name}")
    for language in LANGUAGES
    for name, topic in load_topics(f"claims/{language}").items()
    if name != "words"
]
TOLD = ("kind", "window", "direction", "n", "unit")


def _claims(text: str) -> list[dict[str, Any]]:
    reading = read_text(f"{text}\n", released="2024-02-01", reader="fast")
    found = []
    for told in claims_of(reading):
        row = assertion_to_dict(told.claim)
        assert row is not None
        found.append({"words": text[row["start"] : row["end"]], **{name: row[name] for name in TOLD}})
    return found


@pytest.mark.parametrize("topic", TOPICS)
def test_examples_are_found_as_they_say(topic: dict[str, Any]) -> None:
    assert topic["kind"] in CLAIMS
    assert topic["examples"]
    for example in topic["examples"]:
        empty = {"window": None, "direction": "", "n": None, "unit": "", "kind": topic["kind"]}
        assert _claims(example["text"]) == [{**empty, **claim} for claim in example["claims"]], example["text"]


@pytest.mark.parametrize("topic", TOPICS)
def test_look_alikes_claim_nothing(topic: dict[str, Any]) -> None:
    assert topic["counterexamples"]
    for example in topic["counterexamples"]:
        assert _claims(example["text"]) == [], example["text"]

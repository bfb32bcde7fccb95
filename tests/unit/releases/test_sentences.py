"""Sentence spans."""

from __future__ import annotations

import pytest

from tallystick.knowledge.loader import load_topics
from tallystick.releases import sentences

WRITING = load_topics("sources/writing")["abbreviations"]


@pytest.mark.parametrize("example", WRITING["examples"] + WRITING["counterexamples"], ids=lambda e: e["text"][:30])
def test_examples_of_the_abbreviations(example: dict[str, object]) -> None:
    text = str(example["text"])
    assert len(sentences(text, 0, len(text))) == example["sentences"]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("It rose 3.5% (from 2.1%). “Good,” she said.", "en", 2),
        ("He said: “It rose.” Then it fell!", "en", 2),
        ("Is it over? Yes. No. 5 fell in Jan. 2022.", "en", 3),
        ("Rates in the U.S. The dollar rose.", "en", 2),
        ("J. K. Oakes spoke.", "en", 1),
        ("He said “增长。”。后来下降！真的吗？是。", "zh", 4),
        ("增长3.5%；下降2%，其中：出口1%。", "zh", 1),
    ],
)
def test_number_of_sentences(text: str, language: str, parts: int) -> None:
    assert len(sentences(text, 0, len(text), language)) == parts


def test_spans_are_those_of_the_text() -> None:
    text = "xx One rose.  Two fell. yy"
    assert [text[a:b] for a, b in sentences(text, 3, 23)] == ["One rose.", "Two fell."]
